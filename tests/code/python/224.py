"""Masking that keeps the joins, and names that no other run uses; the block's own assertions notice each fault."""
from harness import raises, variant

from answer import Run, key, pseudonym

one = pseudonym("customer", "anna@mail.example", key)
assert one == pseudonym("customer", "anna@mail.example", key) and len(one) == 32 and int(one, 16)
assert one != pseudonym("claim", "anna@mail.example", key), "another kind is another substitute"
assert len({pseudonym("customer", str(i), key) for i in range(10_000)}) == 10_000, "nobody merges"
run = Run("pay")
assert run.id("policy") == run.id("policy") == f"{run.tag}-policy" and run.tag.startswith("t-") and run.tag.endswith("-pay")
assert len({Run("pay").tag for _ in range(1_000)}) == 1_000
for old, new in (("hexdigest()[:32]", "hexdigest()[:0]"), ('f"{kind}:{value}".encode()', 'b""'), ("hmac.new(key,", 'hmac.new(b"",'),
                 ("uuid.uuid4().hex[:8]", "1")):
    raises(AssertionError, variant, old, new)
