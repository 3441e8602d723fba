"""The table and the header test, against a gateway made here: they pass, and each fault of the gateway makes one fail."""
import http.client
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import answer

answer.Upstream.log_message = lambda *args: None
upstream = ThreadingHTTPServer(("127.0.0.1", 0), answer.Upstream)
fault = ""


class Edge(BaseHTTPRequestHandler):
    """Wants a token, refuses dot segments, drops the identity header, and gives up after a while."""

    def do_GET(self):
        self.send_response(self.forward())
        self.end_headers()

    do_POST = do_GET

    def forward(self):
        if "Authorization" not in self.headers and fault != "open":
            return 401
        if "%2e%2e" in self.path and fault != "dots":
            return 404
        names = {k: v for k, v in self.headers.items() if k != "X-User-Id" or fault == "identity"}
        for _ in range(2 if fault == "twice" else 1):
            backend = http.client.HTTPConnection(*upstream.server_address, timeout=0.2)
            try:
                backend.request(self.command, self.path, headers=names)
                status = backend.getresponse().status
            except TimeoutError:
                status = 504
        return status

    def log_message(self, *args):
        pass


edge = ThreadingHTTPServer(("127.0.0.1", 18080), Edge)
for server in (upstream, edge):
    threading.Thread(target=server.serve_forever, daemon=True).start()
for fault, broken in (("", []), ("open", ["test_table"]), ("dots", ["test_table"]), ("twice", ["test_table"]),
                      ("identity", ["test_client_cannot_name_itself"])):
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(answer.Gateway).run(result)
    assert result.testsRun == 2 and not result.errors, result.errors
    failed = [test._testMethodName for test, _ in result.failures]
    assert failed == broken, f"a gateway with the fault {fault!r} fails {failed}"
