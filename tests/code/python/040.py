"""Request and reply over a broker that swaps, doubles, delays and loses replies."""
import asyncio

from answer import Requester

sent = []


async def publish(queue, body, **named):
    sent.append((queue, body, named))


async def main():
    caller = Requester(publish, "replies-1")

    first = asyncio.create_task(caller.call("seats", "a", 1))
    second = asyncio.create_task(caller.call("seats", "b", 1))
    await asyncio.sleep(0.01)
    ids = [named["correlation_id"] for _, _, named in sent]
    assert len(set(ids)) == 2 == len(caller.waiting), "one pending entry for each identifier"
    assert all(named["expiration_ms"] == 1000 and named["reply_to"] == "replies-1" for *_, named in sent)
    caller.on_reply(ids[1], "for b")
    caller.on_reply(ids[0], "for a")
    assert [await first, await second] == ["for a", "for b"], "swapped replies must find their callers"

    third = asyncio.create_task(caller.call("seats", "c", 1))
    await asyncio.sleep(0.01)
    caller.on_reply(sent[-1][2]["correlation_id"], "one")
    caller.on_reply(sent[-1][2]["correlation_id"], "two")
    assert await third == "one" and caller.late == 1, "two replies to one request change nothing"

    began = asyncio.get_running_loop().time()
    try:
        await caller.call("seats", "d", 0.05)
    except TimeoutError:
        pass
    else:
        assert False, "no reply must end in a timeout"
    assert asyncio.get_running_loop().time() - began < 0.5
    caller.on_reply(sent[-1][2]["correlation_id"], "late")
    assert caller.late == 2, "a late reply is counted"

    fourth = asyncio.create_task(caller.call("seats", "e", 1))
    await asyncio.sleep(0.01)
    fourth.cancel()
    await asyncio.gather(fourth, return_exceptions=True)
    assert caller.waiting == {}, "success, timeout and cancellation remove the entry"

    async def hang(*_, **__):
        await asyncio.sleep(10)

    stuck = Requester(hang, "replies-1")
    try:
        await stuck.call("seats", "f", 0.05)
    except TimeoutError:
        pass
    else:
        assert False, "the timeout must cover publishing"
    assert stuck.waiting == {}


asyncio.run(main())
