"""Headers of a retiring operation, and the adapter for version 1."""
import answer
from harness import raises, variant

headers = answer.retirement_headers("GET /v1/streams")
assert headers["Deprecation"] == "@1788220800", "a structured date: seconds of 2026-09-01 UTC"
assert headers["Sunset"] == "Mon, 01 Mar 2027 00:00:00 GMT", "an HTTP date"
assert headers["Link"] == '<https://api.example.com/guides/streams-v2>; rel="deprecation"'
assert answer.retirement_headers("GET /v2/streams") == {}
error = raises(ValueError, variant, "datetime(2027, 3, 1", "datetime(2026, 8, 31")
assert "Sunset" in str(error), "a sunset before the deprecation must be refused"
for height, quality in ((719, "SD"), (720, "HD"), (2160, "HD")):
    assert answer.stream_v1({"id": 7, "video": {"height": height}}) == {"id": 7, "quality": quality}
