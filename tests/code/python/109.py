"""A key is shown once, stored as a hash, and only the right one matches."""
import base64
import hashlib

from answer import matches, new_key

key, stored = new_key()
assert key.startswith("clinic_live_"), "scanners find leaked keys by their prefix"
assert len(base64.urlsafe_b64decode(key.removeprefix("clinic_live_") + "=")) * 8 == 256, "256 random bits"
assert stored == hashlib.sha256(key.encode()).hexdigest() and key not in stored
assert matches(key, stored)
for wrong in ("", key[:-1], key + "x", key.upper(), stored, new_key()[0]):
    assert not matches(wrong, stored), f"{wrong!r} must not match"
assert len({new_key()[0] for _ in range(1000)}) == 1000
