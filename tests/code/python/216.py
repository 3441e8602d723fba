"""Every schedule of crashes passes, and without either guard one crash is enough to fail."""
from harness import printed, raises, variant

assert printed() == ["74 schedules passed"]

import answer

crashes = [c for _, c in answer.schedules]
assert len(crashes) == 74 and max(map(len, crashes)) == 2
for old, new in ((' and "claim-7" not in db["bank"]', ""), ('if not db["held"]:', "if True:"), ('if db["held"]:', "if True:")):
    error = raises(AssertionError, variant, old, new)
    refuses, crashed = error.args[0]
    assert len(crashed) == 1 and crashed[0] % 2 == 0, f"a single crash after an effect makes it fail, not {crashed}"
