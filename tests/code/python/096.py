"""Liveness by progress: idle, busy, stuck and recovered, over HTTP."""
import threading
import urllib.error
import urllib.request

from answer import Progress, run, serve

now = [1000.0]
progress = Progress(60, clock=lambda: now[0])
server = serve(progress, 0)


def status(path="/live"):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_address[1]}{path}", timeout=5) as reply:
            return reply.status
    except urllib.error.HTTPError as error:
        return error.code


class Consumer:
    """Each poll takes a second; the batches are given, then it stops."""

    def __init__(self, batches):
        self.batches, self.stop = list(batches), threading.Event()

    def poll(self, timeout):
        now[0] += timeout
        batch = self.batches.pop(0)
        if not self.batches:
            self.stop.set()
        return batch


def work(batches, handle):
    consumer = Consumer(batches)
    run(consumer, handle, progress, consumer.stop)


assert status() == 200 and status("/other") == 404
work([[]] * 300, None)
assert status() == 200, "an idle queue counts as healthy"

seen = []


def slow(message):
    now[0] += 20
    seen.append(status())


work([list(range(10))], slow)
assert seen == [200] * 10, "ten messages of 20 s each are progress"


def stuck(message):
    now[0] += 60
    seen.append(status())


seen.clear()
work([["one"]], stuck)
assert seen == [503], "an endless handler does not count as healthy"
assert status() == 200, "and once it ends, the process has recovered"
now[0] += 59.9
assert status() == 200
now[0] += 0.1
assert status() == 503, "the limit is 60 seconds"
