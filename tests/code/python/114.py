"""The guard against SMS pumping, in the simulations whose numbers the answer gives."""
from collections import deque

from answer import CodeGuard

VERDICT = 180  # seconds after which an unused code is judged


def simulate(guard, times, entered, after):
    """How many of the requests at these times get a code."""
    sent, pending = 0, deque()
    for now in times:
        while pending and pending[0] <= now:
            pending.popleft()
            guard.verdict("+99", entered(sent))
        if guard.may_send("+99"):
            sent += 1
            pending.append(now + after)
    return sent


night = simulate(CodeGuard(), (i * 8 * 3600 / 10_000 for i in range(10_000)), lambda _: False, VERDICT)
assert night == 587, f"10,000 fraudulent requests over eight hours led to 587 messages, not {night}"
assert round(night * 0.05) == 29, "29 dollars instead of 500"
burst = simulate(CodeGuard(), (i * 60 / 10_000 for i in range(10_000)), lambda _: False, VERDICT)
assert burst == 300, f"within one minute the cap let 300 out, not {burst}"
# two honest requests a second for four hours; seven in ten codes come back after half a minute
honest = simulate(CodeGuard(), (i / 2 for i in range(28_800)), lambda n: n % 10 < 7, 30)
assert honest == 28_800, f"{28_800 - honest} honest requests were held"
slowest = simulate(CodeGuard(), (i / 2 for i in range(1_000)), lambda n: True, 140)
assert slowest == 1_000, "280 open codes are below the cap"

guard = CodeGuard()
for _ in range(30):
    assert guard.may_send("+99"), "fewer than 30 verdicts are too few to judge"
    guard.verdict("+99", False)
allowed = [guard.may_send("+99") for _ in range(40)]
assert [i + 1 for i, go in enumerate(allowed) if go] == [20, 40], "one in twenty is let through"
assert guard.may_send("+11"), "another prefix is not punished"

# after a window full of fraud, honest people bring the prefix back; the answer's run, with random ones, took 951 of them
guard, asked, codes, free = CodeGuard(), 0, 0, 0
guard.done["+99"].extend([False] * 200)
while free < 20 and asked < 5_000:
    asked += 1
    if guard.may_send("+99"):
        guard.open["+99"] -= 1  # its verdict comes at once
        guard.done["+99"].append(codes % 10 < 7)
        codes, free = codes + 1, free + 1
    else:
        free = 0
assert 600 < asked - 20 < 1_400, f"recovery took {asked - 20} honest requests"
