"""JSON lines with context and an allow-list, and a queue that sheds instead of waiting for a frozen sink."""
import calendar
import contextlib
import io
import json
import logging
import os
import queue
import threading
import time

from harness import raises

os.environ["TZ"] = "Asia/Tokyo"  # so that local time is not UTC
time.tzset()
out = io.StringIO()
with contextlib.redirect_stdout(out):
    import answer

log = logging.getLogger("scan")


def lines(count):
    """The lines written, once there are that many."""
    for _ in range(500):
        if out.getvalue().count("\n") >= count:
            break
        time.sleep(0.01)
    assert out.getvalue().count("\n") == count, out.getvalue()
    return [json.loads(line) for line in out.getvalue().splitlines()]


answer.context.set({"trace_id": "7c1f", "parcel_id": "P-77"})
log.info("scan.done", extra={"fields": {"hub": "H14", "duration_ms": 12, "email": "canary@example.org"}})
answer.context.set({"trace_id": "other"})
secret = "canary@example.org"
try:
    raise ValueError(secret)
except ValueError:
    log.exception("scan.failed\nsecond line")
log.debug("scan.detail")
log.info("scan.%s", "canary@example.org")
done, failed, late = lines(3)
assert done["event"] == "scan.done" and done["hub"] == "H14" and done["duration_ms"] == 12 and done["level"] == "INFO"
assert (done["trace_id"], done["parcel_id"]) == ("7c1f", "P-77"), "the context is taken in the caller's thread"
assert failed["trace_id"] == "other" and "parcel_id" not in failed
assert len(done["ts"]) == 24 and done["ts"].endswith("Z") and done["ts"][19] == "."
assert abs(calendar.timegm(time.strptime(done["ts"][:19], "%Y-%m-%dT%H:%M:%S")) - time.time()) < 60, "UTC"
assert failed["error"] == "ValueError" and "128.py" in failed["stack"]
assert late["event"] == "scan.%s", "message arguments stay out"
assert "canary@" not in out.getvalue(), f"exception texts and unlisted fields stay out: {out.getvalue()}"
assert failed["event"] == "scan.failed\nsecond line" and failed["level"] == "ERROR", "newlines are escaped"

# a sink that freezes: nobody waits, DEBUG and INFO are shed first, everything beyond the queue is counted
frozen, entered = threading.Event(), threading.Event()


class Stuck(io.StringIO):
    def write(self, text):
        entered.set()
        frozen.wait()
        return super().write(text)


sink = Stuck()
answer.out.setStream(sink)
log.info("first")
assert entered.wait(5)
size, mark = answer.lines.maxsize, int(answer.lines.maxsize * 0.8)
assert size == 4096
began = time.monotonic()
for _ in range(12_000):
    log.info("flood")
took = time.monotonic() - began
assert took < 3, f"12,000 calls took {took:.1f} s"
assert mark <= answer.lines.qsize() <= mark + 2, "INFO stops at four fifths"
assert answer.dropped == {"INFO": 12_000 - answer.lines.qsize()}, answer.dropped
kept = answer.lines.qsize()
for _ in range(2_000):
    log.error("broken")
assert answer.lines.full(), "ERROR may use the last fifth"
assert answer.dropped["ERROR"] == 2_000 - (size - kept), answer.dropped
raises(queue.Full, answer.listener.stop)
frozen.set()
for _ in range(500):
    if sink.getvalue().count("\n") >= size + 1:
        break
    time.sleep(0.01)
written = [json.loads(line)["event"] for line in sink.getvalue().splitlines()]
assert written.count("broken") == size - kept and written.count("flood") == kept, "what was not shed is written"
