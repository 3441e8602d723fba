"""What failed requests have in common: 10,000 generated ones, and none, none failed, all failed."""
import random

from answer import suspects

rng = random.Random(7)
requests = []
for i in range(10_000):
    zone, version = rng.choice(["leeds", "york", "hull", "bath"]), rng.choice(["1.8", "1.9"])
    failed = rng.random() < (0.2 if zone == "leeds" and version == "1.9" else 0.001)
    requests.append({"zone": zone, "version": version, "customer": i, "failed": failed})
found = suspects(requests, ["zone", "version", "customer"])
assert found[0][3:] == ("zone", "leeds"), "one value holds most failures and few successes"
assert [row[4] for row in found if row[0] > 1] == ["leeds", "1.9"], found
bad = sum(r["failed"] for r in requests)
leeds = [r for r in requests if r["zone"] == "leeds"]
hit = sum(r["failed"] for r in leeds)
assert found[0][:3] == (round(hit / len(leeds) / (bad / 10_000), 1), hit, len(leeds)), "lift, failures, requests"
assert not any(row[3] == "customer" for row in found), "a value seen fewer than 20 times proves nothing"
assert found == sorted(found, key=lambda row: row[:3], reverse=True), "highest lift first"
assert suspects([], ["zone"]) == [] == suspects([{"zone": "leeds", "failed": False}] * 50, ["zone"])
assert suspects([{"zone": "leeds", "failed": True}] * 50, ["zone", "flag"]) == [(1.0, 50, 50, "zone", "leeds"), (1.0, 50, 50, "flag", None)]
assert suspects([{"zone": z, "failed": z == "a"} for z in ("a",) * 19 + ("b",) * 20], ["zone"]) == [(0.0, 0, 20, "zone", "b")]
