"""What platforms brought, on both engines."""

from datetime import timedelta

from bot.domain.arrivals import Arrival, arrival_id
from bot.domain.people import Platform
from tests.contract.conftest import NOW

SECOND = timedelta(seconds=1)


def arrival(key: str, *, after: int = 0, workspace: str = "bot") -> Arrival:
    return Arrival(
        id=arrival_id(Platform.TELEGRAM, workspace, key),
        platform=Platform.TELEGRAM,
        workspace=workspace,
        lane="chat-1",
        payload='{"text": "hello"}',
        arrived_at=NOW + after * SECOND,
    )


async def unfinished(store, *, before=NOW + 60 * SECOND, limit=10) -> list[Arrival]:
    return await store.run(
        lambda work: work.inbox.unfinished(Platform.TELEGRAM, "bot", before=before, limit=limit)
    )


async def test_only_what_is_new_is_kept(store):
    """SPEC 5: ignored if seen."""
    one, two, three = (arrival(key, after=n) for n, key in enumerate("123"))
    assert await store.run(lambda work: work.inbox.keep([one, two])) == {one.id, two.id}
    assert await store.run(lambda work: work.inbox.keep([two, three])) == {three.id}
    assert await store.run(lambda work: work.inbox.keep([])) == set()
    assert await unfinished(store) == [one, two, three]


async def test_what_is_done_is_done_once_and_says_nothing_any_more(store):
    """SPEC 9: only what a rule needs is stored."""
    one = arrival("1")
    await store.run(lambda work: work.inbox.keep([one]))
    assert await store.run(lambda work: work.inbox.finish(one.id, now=NOW))
    assert not await store.run(lambda work: work.inbox.finish(one.id, now=NOW))
    assert not await store.run(lambda work: work.inbox.finish(arrival("2").id, now=NOW))
    assert await unfinished(store) == []
    assert await store.run(lambda work: work.inbox.keep([one])) == set()


async def test_what_is_not_done_comes_in_order_and_in_portions(store):
    one, two, three = (arrival(key, after=n) for n, key in enumerate("321"))
    await store.run(lambda work: work.inbox.keep([three, one, two, arrival("4", workspace="other")]))
    assert await unfinished(store, limit=2) == [one, two]
    assert await unfinished(store, before=NOW + SECOND) == [one]


async def test_what_was_done_is_forgotten_in_portions_and_what_was_not_stays(store):
    kept = [arrival(str(n)) for n in range(4)]

    def settle(work):
        work.inbox.keep(kept)
        for one in kept[:3]:
            work.inbox.finish(one.id, now=NOW)

    await store.run(settle)
    assert await store.run(lambda work: work.inbox.forget(before=NOW, limit=10)) == 0
    assert await store.run(lambda work: work.inbox.forget(before=NOW + SECOND, limit=2)) == 2
    assert await store.run(lambda work: work.inbox.forget(before=NOW + SECOND, limit=2)) == 1
    assert await unfinished(store) == [kept[3]]
