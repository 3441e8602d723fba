"""Mutual TLS with certificates made by openssl: who gets in, who is known but not allowed, and who is refused."""
import contextlib
import io
import shutil
import socket
import ssl
import subprocess
import threading
import time

from harness import raises

assert shutil.which("openssl"), "openssl is missing; Debian's postgresql depends on it"


def openssl(*arguments):
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)


def certificate(name, ca=None, san=None):
    new = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
           "-keyout", f"{name}.key", "-out", f"{name}.pem", "-subj", f"/CN={name}"]
    if ca:
        new += ["-CA", f"{ca}.pem", "-CAkey", f"{ca}.key"]
    if san:
        new += ["-addext", f"subjectAltName={san}", "-addext", "basicConstraints=critical,CA:FALSE"]
    openssl(*new)


bookings = "URI:spiffe://clinic.example/ns/bookings/sa/bookings"
sms = "URI:spiffe://clinic.example/ns/sms/sa/sms"
certificate("ca")
certificate("stranger")
certificate("labs", "ca", "DNS:labs")
certificate("bookings", "ca", bookings)
certificate("sms", "ca", sms)
certificate("both", "ca", f"{bookings},{sms}")
certificate("foreign", "stranger", bookings)

import answer

listener = socket.create_server(("127.0.0.1", 0))
said = io.StringIO()


def serve():
    with contextlib.redirect_stdout(said):
        answer.serve(listener)


threading.Thread(target=serve, daemon=True).start()


def call(name, newest=ssl.TLSVersion.TLSv1_3):
    """What the server answers to a client with that certificate; the refusal shows at the first read."""
    client = ssl.create_default_context(cafile="ca.pem")
    client.maximum_version = newest
    if name:
        client.load_cert_chain(f"{name}.pem", f"{name}.key")
    with socket.create_connection(listener.getsockname(), timeout=5) as raw:
        with client.wrap_socket(raw, server_hostname="labs") as connection:
            call.connected = True
            return connection.recv(100)


assert call("bookings") == b"ok"
assert call("sms") == b"known, not allowed", "the SMS certificate passes the handshake and stops there"
assert call("both") == b"known, not allowed", "exactly one URI names the caller"
for name in ("foreign", None):
    call.connected = False
    try:
        assert call(name) == b"", f"{name}: must not get in"
    except (ssl.SSLError, ConnectionError):
        pass
    assert call.connected, "a refused client sees connected and fails at its first read"
raises((ssl.SSLError, ConnectionError), call, "bookings", ssl.TLSVersion.TLSv1_2)
silent = [socket.create_connection(listener.getsockname()) for _ in range(3)]  # each holds one thread for 2 s
time.sleep(0.2)
began = time.monotonic()
assert call("bookings") == b"ok" and time.monotonic() - began < 1, "silent clients must not delay a good one"
deadline = time.monotonic() + 5
while said.getvalue().count("refused:") < 6 and time.monotonic() < deadline:
    time.sleep(0.05)
assert said.getvalue().count("refused:") == 6, said.getvalue()
