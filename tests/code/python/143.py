"""The critical path: overlapping, late and skewed spans, whose parts add up to the root's duration."""
import random

from answer import critical_path


def span(id, parent, op, start, end):
    return {"id": id, "parent": parent, "op": op, "start": start, "end": end}


root = span(1, None, "scan", 0, 100)
assert critical_path([]) == {}
assert critical_path([root]) == {"scan": 100}
assert critical_path([root, span(2, 1, "db", 20, 50)]) == {"scan": 70, "db": 30}
parallel = critical_path([root, span(2, 1, "db", 10, 60), span(3, 1, "hub", 10, 90)])
assert +parallel == {"scan": 20, "hub": 80}, "what is hidden behind a later one is not waited for"
overlap = critical_path([root, span(2, 1, "db", 10, 60), span(3, 1, "hub", 40, 90)])
assert overlap == {"scan": 20, "hub": 50, "db": 30}, overlap
late = critical_path([root, span(2, 1, "mail", 50, 130)])
assert +late == {"scan": 100}, "nobody waits for a child that ends after its parent"
skewed = critical_path([root, span(2, 1, "db", -20, 40)])
assert +skewed == {"scan": 60, "db": 40}, "clocks may differ"
deep = critical_path([root, span(2, 1, "api", 10, 80), span(3, 2, "db", 30, 70)])
assert +deep == {"scan": 30, "api": 30, "db": 40}
assert critical_path([span(1, 99, "scan", 0, 10), span(2, 98, "mail", 0, 5)]) == {"scan": 10}, "the longest root counts"

rng = random.Random(7)
for _ in range(2_000):
    spans = [span(0, None, "op0", 0, 1000)]
    for i in range(1, rng.randint(2, 12)):
        start = rng.randint(-100, 1000)
        spans.append(span(i, rng.randrange(i), f"op{i % 5}", start, start + rng.randint(0, 600)))
    path = critical_path(spans)
    assert sum(path.values()) == 1000 and min(path.values()) >= 0, f"{spans} gives {path}"
