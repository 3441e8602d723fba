"""The probe finds leaks, wrong order of checks and its own blind spots."""
from answer import REFUSED, probe

assert REFUSED == {401, 403, 404}
SPEC = {"paths": {
    "/results/{id}": {"get": {}, "put": {}, "parameters": []},
    "/practices/{practice}/notes/{id}": {"get": {}},
    "/hours": {"get": {}},
}}
IDS = {"id": 812, "practice": 42}
calls = []


def service(user, method, path):
    calls.append((user, method, path))
    return 200 if user == "owner" else 403


def leaking(status, at):
    return lambda user, method, path: status if user == "stranger" and method == at else service(user, method, path)


assert probe(SPEC, IDS, service) == [], "every stranger refused, every owner served"
assert {p for *_, p in calls} == {"/results/812", "/practices/42/notes/812"}
assert {(u, m) for u, m, p in calls if p == "/results/812"} == {("owner", "get"), ("stranger", "get"), ("stranger", "put")}
assert [p for p, _ in probe(SPEC, IDS, leaking(200, "get"))] == ["/results/{id}", "/practices/{practice}/notes/{id}"]
assert probe(SPEC, IDS, leaking(422, "put")) == [("/results/{id}", "put by a stranger gave 422")], "422 is a failure"
assert probe(SPEC, IDS, leaking(404, "get")) == []
missing = probe(SPEC, {"id": 812}, service)
assert missing == [("/practices/{practice}/notes/{id}", "no test record for ['practice']")]
blind = probe(SPEC, IDS, lambda user, method, path: 404)
assert len(blind) == 2 and all("proves nothing" in why for _, why in blind), "a 404 for the owner proves nothing"
assert probe({"paths": {}}, IDS, service) == [("*", "nothing was tested")] == probe({"paths": {"/hours": {"get": {}}}}, {}, service)
