"""The stub stays green when it is unused or asked twice; the mock turns red."""
from harness import raises

import answer


assert answer.settle(answer.policies, answer.create_autospec(answer.Payouts, instance=True), "C7", "P1", damage=120) == 120
answer.policies.limit("P1")  # asked once more, and nothing complains
answer.settle(answer.policies, answer.payouts, "C7", "P1", damage=450)
raises(AssertionError, answer.payouts.order.assert_called_once_with, "C7", 300)
unused = answer.create_autospec(answer.Payouts, instance=True)
raises(AssertionError, unused.order.assert_called_once_with, "C7", 300)
raises(TypeError, answer.payouts.order, "C7")
raises(AttributeError, lambda: unused.refund)
