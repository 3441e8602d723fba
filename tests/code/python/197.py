"""The build's reminder: flags in code and flags in the registry."""
import datetime

from answer import problems

today = datetime.date(2026, 11, 20)
flag = {"owner": "slots", "type": "release", "ends": datetime.date(2026, 11, 17)}
registry = {"cold-vans": flag, "kill.search": flag | {"ends": None}, "due": flag | {"ends": today}, "old": flag}
sources = {"a.py": """if flag("cold-vans", x): flag('kill.search')""", "b.py": 'flag(\n  "cold-vans") and flag("due")',
           "c.py": 'flag("brand-new") or my_flag(name)', "d.py": "flag('brand-new')"}
assert problems(registry, sources, today) == [
    "brand-new: used in 2 file(s), not registered",
    "cold-vans: slots is 3 days late",
    "old: registered, no code left, archive it",
]
assert problems({}, {}, today) == []
assert problems({"due": flag | {"ends": today}}, {"a": 'flag("due")'}, today) == [], "the end date itself is not late"
