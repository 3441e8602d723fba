"""Slots: a fifth node takes a fifth of the keys, while modulo would move four fifths."""
from collections import Counter

from harness import printed

moved, modulo = map(float, printed())
assert abs(moved - 0.2) < 0.01, f"about 0.2 of the keys move, not {moved}"
assert abs(modulo - 0.8) < 0.01, f"about 0.8 of the keys move by modulo, not {modulo}"

import answer

assert set(Counter(answer.four.values()).values()) == {256}, "1,024 slots over four nodes are 256 each"
share = Counter(answer.five.values())
assert share["n4"] == 204, "the fifth node gets 204 slots"
assert max(share.values()) - min(share.values()) <= 1, share
assert all(answer.five[s] in (node, "n4") for s, node in answer.four.items()), "a slot moves to the new node only"
assert Counter(answer.four.values())["n0"] == 256, "the old map is left alone"
fill = Counter(answer.slot(f"b{i}") for i in range(100_000))
assert max(fill.values()) < 2 * 100_000 / answer.SLOTS, "the fullest slot has less than twice the mean"
assert answer.slot("b1") == answer.slot("b1") and 0 <= answer.slot("") < 1024
