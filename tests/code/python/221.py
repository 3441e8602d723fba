"""The spread over four instances behind a balancer made here: even, and then skewed, failing and short of one."""
import random
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from harness import printed, raises, variant

lock = threading.Lock()
choose = None


class Balancer(BaseHTTPRequestHandler):
    """Answers as the instance that was chosen for this request."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        with lock:
            instance = choose()
        self.send_response(500 if instance == "sick" else 200)
        self.send_header("X-Instance", instance)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 18081), Balancer)
threading.Thread(target=server.serve_forever, daemon=True).start()
rng = random.Random(7)
choose = lambda: rng.choice("abcd")  # noqa: E731
lines = [line.split() for line in printed()]
assert [line[:2] for line in lines] == [[name, "200"] for name in "abcd"]
assert sum(int(line[2]) for line in lines) == 4_000

import answer

assert round(answer.allowed) == 110, "1,000 ± 110"
for faulty in (lambda: "a", lambda: rng.choice("abc"), lambda: rng.choice("aabcd"), lambda: rng.choice(["a", "b", "c", "sick"])):
    choose = faulty
    raises(AssertionError, variant, "total=4_000", "total=1_000")
