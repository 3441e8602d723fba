"""Five deliveries in all orders: the naive sum is always wrong, the converging one always right."""
from harness import printed

assert printed() == ["{8825}", "{9125}"]

import answer

assert len(list(answer.permutations(answer.deliveries))) == 120
assert len(answer.deliveries) == 5 and len(set(answer.deliveries)) == 4, "one of the five is a duplicate"
