"""GCRA with a simulated clock: the bucket of 20 at two a second, the row of the table, and threads."""
import threading
import time

from answer import Gcra
from harness import prose, raises

now = [0]


def bucket(**named):
    return Gcra(2, 20, clock=lambda: now[0], **named)


limit = bucket()
assert [limit.check("p") for _ in range(20)] == [0.0] * 20, "20 calls at once"
assert limit.check("p") == 0.5, "the 21st waits half a second"
assert limit.check("q") == 0.0, "another key has its own bucket"
for _ in range(100):
    limit.check("p")
now[0] += 500_000_000 - 1
assert limit.check("p") == 1e-9, "a nanosecond early is refused, and refused calls change nothing"
now[0] += 1
assert limit.check("p") == 0.0 and limit.check("p") == 0.5, "the wait that was told is enough, for one call"
raises(ValueError, limit.check, "p", 21)
assert bucket().check("p", 20) == 0.0
half = bucket()
half.check("p", 10)
assert half.check("p", 15) == 2.5 and half.check("p", 10) == 0.0

# the table: 200 calls in the last second of a minute, 200 in the next second
limit = bucket()
passed = 0
for i in range(400):
    now[0] = 59_000_000_000 + i * 5_000_000
    passed += limit.check("p") == 0.0
row = next(line for line in prose().splitlines() if line.startswith("| Token bucket, 20 deep"))
assert passed == 23 and row.split("|")[3].strip() == "23", f"{passed} of 400 passed; the table says {row}"
# the busiest minute: a call every millisecond, until just before the minute is over
limit = bucket()
passed = 0
for i in range(60_000):
    now[0] = 100_000_000_000 + i * 1_000_000
    passed += limit.check("p") == 0.0
assert passed + 1 == 140, "20 + 60 × 2, the last of them as the minute ends"
now[0] += 1_000_000
assert limit.check("p") == 0.0
for rate in (3, 7, 1000 / 3):  # rates whose gap is no whole number of nanoseconds
    odd = Gcra(rate, 20, clock=lambda: now[0])
    assert sum(odd.check("p") == 0.0 for _ in range(30)) == 20, f"at {rate} a second the burst is not 20"

limit = bucket()
limit.check("p")
now[0] += 499_999_999
limit.sweep()
assert "p" in limit.due
now[0] += 1
limit.sweep()
assert limit.due == {}, "a key whose due time has passed is dropped"



class Slow(dict):
    """Lets other threads run between reading and writing."""

    def get(self, *args):
        value = super().get(*args)
        time.sleep(0.0005)
        return value


limit, gone, gate = Gcra(0.001, 20), [], threading.Barrier(8)
limit.due = Slow()


def compete():
    gate.wait()
    gone.extend(1 for _ in range(20) if limit.check("p") == 0.0)


threads = [threading.Thread(target=compete) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert len(gone) == 20, f"eight threads competing for a bucket of 20 got {len(gone)}"
