"""Waiting for a state: reached, failed early, and stuck; the message tells where the journey stopped."""
import time

from answer import wait_for
from harness import raises


def reader(*states):
    """Reads these states in turn, and the last one for ever."""
    left = list(states)
    return lambda: left.pop(0) if len(left) > 1 else left[0]


began = time.monotonic()
assert wait_for(reader("NEW", "PAID", "PICKED"), "PICKED", pause_s=0.01) == "PICKED"
assert time.monotonic() - began < 1
error = raises(AssertionError, wait_for, reader("NEW", "CANCELLED"), "PICKED", pause_s=0.01)
assert str(error) == "reached CANCELLED while waiting for PICKED"
assert time.monotonic() - began < 1, "a failed order is not waited for"
error = raises(AssertionError, wait_for, reader("NEW", "PAID"), "PICKED", deadline_s=0.2, pause_s=0.01)
assert str(error) == "still PAID after 0.2s, wanted PICKED"
assert wait_for(reader("CANCELLED"), "CANCELLED") == "CANCELLED", "a failure may be what is wanted"
defaults = dict(zip(wait_for.__code__.co_varnames[2:5], wait_for.__defaults__))
assert defaults == {"failed": ("CANCELLED",), "deadline_s": 30.0, "pause_s": 0.5}, "a deadline of 30 seconds"
