"""A flag by hash: stable buckets, the same share at every stage, and a default that no error reaches past."""
from answer import bucket, enabled

ids = [f"vehicle-{i}" for i in range(120_000)]


def chosen(flag, percent):
    rules = {flag: {"off": False, "fleets": [], "percent": percent}}
    return {v for v in ids if enabled(rules, flag, {"vehicle": v}, False)}


five, quarter = chosen("compact", 5), chosen("compact", 25)
assert 5_700 < len(five) < 6_300, f"5 percent of 120,000 are about 6,026, not {len(five)}"
assert five <= quarter and 29_400 < len(quarter) < 30_600, "everyone in the 5 percent stays in at 25"
assert five == {v for v in ids if bucket("compact", v) < 500}, "below 500 is the first 5 percent"
both = five & chosen("other", 5)
assert 230 < len(both) < 370, f"two flags hit different vehicles; about 303 are in both, not {len(both)}"
assert chosen("compact", 0) == set() and len(chosen("compact", 100)) == 120_000
assert 0 <= min(bucket("f", v) for v in ids[:50_000]) and max(bucket("f", v) for v in ids[:50_000]) <= 9_999
assert bucket("compact", "vehicle-1") == 6792, "other languages must get the same number"

one = {"vehicle": "vehicle-1", "fleet": "north"}
assert enabled({"f": {"off": False, "fleets": ["north"], "percent": 0}}, "f", one, False) is True
assert enabled({"f": {"off": True, "fleets": ["north"], "percent": 100}}, "f", one, True) is False, "off means off"
for default in (True, False):
    for rules in ({}, None, {"f": {}}, {"f": {"off": False, "fleets": [], "percent": "x"}}):
        assert enabled(rules, "f", one, default) is default, f"{rules} must give the default"
    assert enabled({"f": {"off": False, "fleets": [], "percent": 50}}, "f", {}, default) is default
