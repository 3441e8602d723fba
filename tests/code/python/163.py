"""The aggregator: slow, failing, empty and missing suppliers, the merge rule, and a caller that gives up."""
import asyncio

from answer import TooFewAnswers, hotel_rates

cancelled = []


def gives(*rates, after=0.0):
    async def ask(query):
        assert query == "Rome"
        try:
            await asyncio.sleep(after)
        except asyncio.CancelledError:
            cancelled.append(rates)
            raise
        return [{"hotel": hotel, "cents": cents} for hotel, cents in rates]
    return ask


async def fails(query):
    raise ConnectionError("refused")


async def refused(suppliers, **named):
    try:
        await hotel_rates("Rome", suppliers, **named)
    except TooFewAnswers as error:
        return str(error)
    assert False, "too few answers must be an error"


async def main():
    loop = asyncio.get_running_loop()
    six = {"a": gives(("Roma", 9000), ("Lux", 20000)), "b": gives(("Roma", 8000)), "c": gives(), "d": gives(("Roma", 8000)),
           "e": gives(("Lux", 25000)), "late": gives(("Roma", 1), after=30), "broken": fails}
    began = loop.time()
    rates, missing = await hotel_rates("Rome", six, deadline=0.2)
    assert loop.time() - began < 1, "the deadline ends the wait"
    assert rates == [(8000, "Roma", "b"), (20000, "Lux", "a")], "the cheapest per hotel, the first name of equals"
    assert missing == ["broken", "late"], "an empty answer is one, a late or broken supplier is missing"
    await asyncio.sleep(0)
    assert len(cancelled) == 1, "the open call is cancelled at the deadline"

    nine = {str(i): gives((f"H{i}", 100 + i), after=0.1) for i in range(9)}
    began = loop.time()
    rates, missing = await hotel_rates("Rome", nine)
    assert len(rates) == 9 and missing == [] and loop.time() - began < 0.5, "side by side, not one after the other"

    assert await refused({**{str(i): gives() for i in range(4)}, "x": fails}) == "4 of 5", "below five is an error"
    assert await refused({}) == "no supplier configured"
    assert await refused({"a": gives()}, minimum=2) == "1 of 1"

    cancelled.clear()
    caller = asyncio.create_task(hotel_rates("Rome", {str(i): gives(after=30) for i in range(9)}, deadline=20))
    await asyncio.sleep(0.05)
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    await asyncio.sleep(0.01)
    assert len(cancelled) == 9, "also when the caller gave up"


asyncio.run(main())
