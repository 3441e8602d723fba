"""The availability that is printed, the steps of the text that raise it, and a cycle that is refused."""
from harness import printed, raises, variant

need = ["checkout", "customers", "orders", "routes", "slots"]
assert printed() == [f"{need} 99.7402%"], "it prints 99.7402 percent"

import answer

own = answer.OWN
assert min(need, key=own.get) == "routes", "routes is the weakest"
assert "promotions" not in answer.hard_closure("checkout"), "a soft call is not needed"
rest = answer.hard_closure("checkout") - {"routes"}
assert f"{answer.prod(own[s] for s in rest):.2%}" == "99.84%", "without routes"
assert f"{answer.prod(own[s] for s in rest - {'customers'}):.2%}" == "99.89%", "without customers"
error = raises(SystemExit, variant, '"slots": {"routes": "hard"}', '"slots": {"routes": "hard", "checkout": "soft"}')
assert str(error).startswith("cycle: ") and "slots" in str(error) and "checkout" in str(error)
