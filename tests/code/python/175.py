"""A page with optional parts: healthy, hanging and failing ones, and no task left behind."""
import asyncio

from answer import FALLBACK, basket_page

cancelled = []


def part(value, after=0.0):
    async def call():
        try:
            await asyncio.sleep(after)
        except asyncio.CancelledError:
            cancelled.append(value)
            raise
        if isinstance(value, Exception):
            raise value
        return value
    return call


async def main():
    loop = asyncio.get_running_loop()
    healthy = {"items": part([81]), "promotions": part(["-10 %"]), "slots": part("18:00")}
    assert await basket_page(healthy, 1) == {"items": [81], "promotions": ["-10 %"], "slots": "18:00", "missing": []}

    began = loop.time()
    page = await basket_page(healthy | {"slots": part("never", 30), "promotions": part(OSError("down"))}, 0.1)
    assert loop.time() - began < 1, "a hanging part costs the budget, no more"
    assert page == {"items": [81], "promotions": [], "slots": None, "missing": ["promotions", "slots"]}
    assert cancelled == ["never"], "work nobody waits for is stopped"

    for broken in (part(OSError("down")), part("never", 30)):
        cancelled.clear()
        try:
            await basket_page(healthy | {"items": broken, "slots": part("slow", 30)}, 0.1)
        except RuntimeError as error:
            assert str(error) == "no page without items"
        else:
            assert False, "items must be there"
        assert "slow" in cancelled
    assert FALLBACK == {"promotions": [], "slots": None}

    cancelled.clear()
    caller = asyncio.create_task(basket_page({"items": part("a", 30), "slots": part("b", 30)}, 20))
    await asyncio.sleep(0.05)
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    assert sorted(cancelled) == ["a", "b"], "a caller that gives up stops the parts"
    assert len(asyncio.all_tasks()) == 1


asyncio.run(main())
