"""Linked places and cards, on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.cards import Card, CardKind
from bot.domain.circles import Stage
from bot.domain.ids import new_id
from bot.domain.people import Platform
from bot.domain.places import PlaceLink
from tests.contract.conftest import NOW

LEASE = timedelta(minutes=2)
SLACK = (Platform.SLACK,)


def card(cast, **given) -> Card:
    return Card(**{
        "id": new_id(), "kind": CardKind.MEETING, "subject": cast.meeting.id, "circle_id": cast.circle.id,
        "place_id": cast.hall.id, "revision": 0, "reference": "1", "digest": "a", "posted_at": NOW,
        "dirty_at": None, **given,
    })  # fmt: skip


async def clean(store, cast, **given) -> Card:
    """A card that shows what is true."""
    await store.run(lambda work: work.cards.put(card(cast, **given)))
    claimed = await claim(store)
    await store.run(lambda work: work.cards.drawn(claimed, reference="1", digest="a"))
    return await present(store, cast)


async def claim(store, *, now=NOW, platforms=SLACK) -> Card | None:
    found = await store.run(
        lambda work: work.cards.claim(now=now, lease=LEASE, limit=10, platforms=platforms)
    )
    return found[0] if found else None


async def present(store, cast) -> Card:
    (only,) = await store.run(lambda work: work.cards.of(CardKind.MEETING, cast.meeting.id))
    return only


async def test_a_circle_has_several_places_and_a_place_several_circles(store, cast):
    """SPEC 5: a group may serve several circles."""
    other, gone, room = cast.new_circle(name="Rhetoric"), cast.new_circle(stage=Stage.DELETED), cast.place()

    def link(work):
        work.circles.add(other, gone)
        work.places.add(room)
        links = [
            PlaceLink(circle, place, cast.ada.id, NOW + timedelta(minutes=minute))
            for minute, (circle, place) in enumerate((
                (cast.circle.id, cast.hall.id), (other.id, cast.hall.id),
                (gone.id, cast.hall.id), (cast.circle.id, room.id),
            ))
        ]  # fmt: skip
        return [work.place_links.put(one) for one in (*links, links[0])]

    assert await store.run(link) == [True, True, True, True, False]
    assert await store.run(lambda work: work.place_links.places(cast.circle.id)) == [cast.hall, room]
    assert await store.run(lambda work: work.place_links.circles(cast.hall.id)) == [cast.circle, other]
    await store.run(lambda work: work.place_links.move(cast.hall.id, room.id))
    assert await store.run(lambda work: work.place_links.circles(cast.hall.id)) == []
    assert await store.run(lambda work: work.place_links.circles(room.id)) == [other, cast.circle]
    assert await store.run(lambda work: work.place_links.places(cast.circle.id)) == [room]
    assert await store.run(lambda work: work.place_links.remove(other.id, room.id))
    assert not await store.run(lambda work: work.place_links.remove(other.id, room.id))


async def test_a_new_card_is_dirty_and_takes_the_place_of_the_one_before(store, cast):
    first = card(cast)
    await store.run(lambda work: work.cards.put(first))
    assert await present(store, cast) == replace(first, dirty_at=NOW)
    later = NOW + timedelta(days=1)
    await store.run(lambda work: work.cards.put(card(cast, reference="2", revision=1, posted_at=later)))
    assert await present(store, cast) == replace(
        first, reference="2", revision=1, posted_at=later, dirty_at=later
    )
    assert await store.run(lambda work: work.cards.by_reference("1")) is None
    assert (await store.run(lambda work: work.cards.by_reference("2"))).id == first.id


async def test_only_what_was_marked_is_drawn_and_only_once(store, cast):
    one = await clean(store, cast)
    assert one.dirty_at is None
    assert await claim(store) is None
    assert await store.run(lambda work: work.cards.next_at()) is None
    await store.run(lambda work: work.cards.mark(cast.circle.id, new_id(), now=NOW))
    assert await claim(store) is None
    await store.run(lambda work: work.cards.mark(cast.circle.id, cast.meeting.id, now=NOW))
    assert await store.run(lambda work: work.cards.next_at()) == NOW
    assert await claim(store, platforms=(Platform.TELEGRAM,)) is None
    assert await claim(store) is not None
    assert await claim(store) is None
    assert await store.run(lambda work: work.cards.next_at()) == NOW + LEASE
    assert await claim(store, now=NOW + LEASE) is not None


async def test_what_is_marked_while_it_is_drawn_is_drawn_again(store, cast):
    """Ten presses are few edits, but the last one is never missed."""
    await clean(store, cast)
    for _ in range(3):
        await store.run(lambda work: work.cards.mark(cast.circle.id, now=NOW))
    held = await claim(store)
    await store.run(lambda work: work.cards.mark(cast.circle.id, now=NOW))
    assert await store.run(lambda work: work.cards.drawn(held, reference="1", digest="b"))
    assert (await present(store, cast)).dirty_at == NOW
    again = await claim(store)
    assert again.digest == "b"
    assert await store.run(lambda work: work.cards.drawn(again, reference="1", digest="c"))
    assert (await present(store, cast)).dirty_at is None
    assert not await store.run(lambda work: work.cards.drawn(again, reference="1", digest="c"))


async def test_who_wakes_late_is_refused(store, cast):
    await store.run(lambda work: work.cards.put(card(cast)))
    held = await claim(store)
    late = await claim(store, now=NOW + LEASE)
    assert not await store.run(lambda work: work.cards.drawn(held, reference="1", digest="old"))
    # Meanwhile a new card was posted in its place.
    await store.run(lambda work: work.cards.put(card(cast, reference="2", digest="new")))
    assert not await store.run(lambda work: work.cards.drawn(late, reference="1", digest="old"))
    assert not await store.run(lambda work: work.cards.put_off(late, until=NOW))
    found = await present(store, cast)
    assert (found.reference, found.digest) == ("2", "new")


async def test_what_is_put_off_waits_whatever_changes(store, cast):
    """SPEC 5: a platform that says "not before then" is obeyed."""
    await store.run(lambda work: work.cards.put(card(cast)))
    held, later = await claim(store), NOW + timedelta(minutes=5)
    assert await store.run(lambda work: work.cards.put_off(held, until=later))
    await store.run(lambda work: work.cards.mark(cast.circle.id, now=NOW))
    assert await claim(store) is None
    assert await store.run(lambda work: work.cards.next_at()) == later
    assert await claim(store, now=later) is not None


@pytest.mark.parametrize("ends", ["gone", "removed"])
async def test_what_is_no_more_is_not_drawn(store, cast, ends):
    await store.run(lambda work: work.cards.put(card(cast)))
    held = await claim(store)
    if ends == "gone":
        await store.run(lambda work: work.cards.drawn(held, reference=None, digest="a"))
    else:
        await store.run(lambda work: work.cards.remove(cast.circle.id, cast.hall.id))
    await store.run(lambda work: work.cards.mark(cast.circle.id, now=NOW))
    assert await claim(store, now=NOW + LEASE) is None
