"""Commands decide, events are folded and never refused."""
from functools import reduce

from answer import evolve, take_repayment

opened = [("LoanOpened", {"amount": 10_000}), ("InterestCharged", {"amount": 125})]
assert reduce(evolve, opened, {"open": False, "owed": 0}) == {"open": True, "owed": 10_125}
paid = take_repayment(opened, 1_000)
assert paid == [("RepaymentTaken", {"amount": 1_000})]
assert reduce(evolve, opened + paid, {"open": False, "owed": 0})["owed"] == 9_125
rest = take_repayment(opened + paid, 9_125)
assert [kind for kind, _ in rest] == ["RepaymentTaken", "LoanSettled"], "the last repayment settles the loan"
closed = opened + paid + rest
assert reduce(evolve, closed, {"open": False, "owed": 0}) == {"open": False, "owed": 0}
assert take_repayment(closed, 1) is None, "a settled loan takes nothing"
assert take_repayment([], 1) is None, "nor one that was never opened"
for amount in (0, -1, 10_126):
    assert take_repayment(opened, amount) is None, f"a repayment of {amount} is refused"
state = {"open": True, "owed": 5}
assert evolve(state, ("LetterSent", {})) is state, "unknown events change nothing"
assert evolve(state, ("RepaymentTaken", {"amount": 3})) == {"open": True, "owed": 2} and state["owed"] == 5
late = opened + [("RepaymentTaken", {"amount": 99_999})]
assert reduce(evolve, late, {"open": False, "owed": 0})["owed"] < 0, "evolve may never refuse"
