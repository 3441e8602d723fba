"""A read that knows what it needs: a current view, a late one, and what happens when the owner is gone."""
import time

from answer import read_basket
from harness import raises

asked = []


def at(version):
    return {"version": version}


def owner(customer):
    asked.append(customer)
    return at(9)


def gone(customer):
    raise ConnectionError("owner")


assert read_basket(lambda c: at(8), owner, "ann", 8) == (at(8), "view") and asked == [], "a current view asks nobody"
began = time.monotonic()
assert read_basket(lambda c: at(8 if time.monotonic() - began > 0.06 else 7), owner, "ann", 8) == (at(8), "view")
assert 0.05 < time.monotonic() - began < 0.15, "the view is waited for"
for view in (lambda c: at(7), lambda c: None):
    began = time.monotonic()
    assert read_basket(view, owner, "ann", 8) == (at(9), "owner"), "a late or empty view ends at the owner"
    assert 0.15 <= time.monotonic() - began < 0.4, "after 150 ms"
assert asked == ["ann", "ann"]
assert read_basket(lambda c: at(7), gone, "ann", 8, wait=0.01) == (at(7), "stale"), "without the owner, what there is"
raises(ConnectionError, read_basket, lambda c: None, gone, "ann", 8, wait=0.01)
