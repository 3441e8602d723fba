"""Retries against scripted outcomes; the table of the block notices each broken part of the policy."""
import random

from answer import Bank, Busy, Refused, pay
from harness import raises, variant

bank = Bank([("lost", 1.0), ("ok", 0.1)])
pay(bank, "claim-7", draw=lambda low, high: high)
assert bank.seen == ["claim-7"] * 2 and bank.booked == {"claim-7"}, "two arrivals, one booking, the same key twice"
bank = Bank([("400", 0.1)])
raises(Refused, pay, bank, "claim-7", draw=max)
assert len(bank.seen) == 1, "refused for good"
for draw in (min, max):
    bank = Bank([("503", 0.9)] * 9)
    raises(Busy, pay, bank, "claim-7", draw=draw)
    assert bank.now <= 3.0, "the total stays under the budget, at either draw"
    bank = Bank([("503", 0.1)] * 9)
    raises(Busy, pay, bank, "claim-7", draw=draw, budget=1.15)
    assert len(bank.seen) == (2 if draw is min else 1), "no attempt starts that cannot finish"
waits = []


def drawn(low, high):
    waits.append((random.uniform(low, high), low, high))
    return waits[-1][0]


for _ in range(500):
    raises(Busy, pay, Bank([("503", 0.1)] * 3), "claim-7", draw=drawn)
assert {(low, high) for _, low, high in waits} == {(0, 0.2), (0, 0.4), (0, 0.8)}, "the ceiling doubles"
for old, new in (("tries=3", "tries=4"), ("tries=3", "tries=2"), (" or bank.now + pause + one_call > end", ""),
                 ("raise Refused if reply == \"400\" else Busy", "raise Busy"), ('bank.order(key)', 'bank.order(f"{key}{n}")')):
    raises((AssertionError, IndexError), variant, old, new)
