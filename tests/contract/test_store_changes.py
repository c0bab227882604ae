"""What can be taken back, feeds, and what meetings have of their own, on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.attendance import CheckIn
from bot.domain.errors import NotFound
from bot.domain.feeds import Feed
from bot.domain.ids import new_id
from bot.domain.invitations import hash_of
from bot.domain.meetings import timed
from bot.domain.undos import UNDO_FOR, Undo, facts_of, put_back
from storage.problems import StoreProblem
from tests.contract.conftest import NOW


def undo(cast, **given) -> Undo:
    return Undo(**{
        "id": new_id(), "circle_id": cast.circle.id, "person_id": cast.ada.id,
        "before": {cast.meeting.id: facts_of(cast.meeting)}, "after": {cast.circle.id: facts_of(cast.circle)},
        "dropped": ["one", "two"], "made_at": NOW, "until_at": NOW + UNDO_FOR, "undone_at": None, **given,
    })  # fmt: skip


async def test_how_to_take_a_change_back_is_kept_as_it_is(store, cast):
    one = undo(cast)
    await store.run(lambda work: work.undos.add(one))
    kept = await store.run(lambda work: work.undos.get(one.id))
    assert kept == one
    assert put_back(cast.meeting, kept.before[cast.meeting.id]) == replace(timed(cast.meeting), sequence=1)


async def test_until_when_the_latest_change_can_be_taken_back(store, cast):
    """SPEC 2: what is undone or over holds nothing back."""
    other = cast.new_circle()
    first, later = undo(cast), undo(cast, until_at=NOW + 2 * UNDO_FOR)

    def add(work):
        work.circles.add(other)
        work.undos.add(first, later, undo(cast, circle_id=other.id, until_at=NOW + 5 * UNDO_FOR))

    await store.run(add)
    assert await store.run(lambda work: work.undos.open_until(cast.circle.id, now=NOW)) == later.until_at
    await store.run(lambda work: work.undos.change(later.id, undone_at=NOW))
    assert await store.run(lambda work: work.undos.open_until(cast.circle.id, now=NOW)) == first.until_at
    over = first.until_at
    assert await store.run(lambda work: work.undos.open_until(cast.circle.id, now=over)) is None
    assert await store.run(lambda work: work.undos.forget(cast.circle.id, over_before=over)) == 1
    assert await store.run(lambda work: work.undos.find(first.id)) is None
    assert await store.run(lambda work: work.undos.find(later.id)) is not None


async def test_feeds_are_found_by_their_hash_and_revoked(store, cast):
    """SPEC 9: the secret itself is nowhere."""
    feeds = [Feed(new_id(), person.id, hash_of(person.name), NOW, None) for person in (cast.ben, cast.cleo)]
    await store.run(lambda work: work.feeds.add(*feeds))
    assert await store.run(lambda work: work.feeds.by_hash(hash_of("Ben"))) == feeds[0]
    assert await store.run(lambda work: work.feeds.by_hash("Ben")) is None
    later = NOW + timedelta(hours=1)
    assert await store.run(lambda work: work.feeds.revoke(cast.ben.id, now=later)) == 1
    assert await store.run(lambda work: work.feeds.revoke(cast.ben.id, now=later)) == 0
    assert (await store.run(lambda work: work.feeds.get(feeds[0].id))).revoked_at == later
    assert (await store.run(lambda work: work.feeds.get(feeds[1].id))).revoked_at is None
    with pytest.raises((IntegrityError, StoreProblem)):
        await store.run(lambda work: work.feeds.add(replace(feeds[1], id=new_id())))


async def test_a_meeting_has_a_place_a_link_and_a_sequence_of_its_own(store, cast):
    columns = {"place": "Town hall", "link": "https://example.org", "sequence": 4}
    await store.run(lambda work: work.meetings.change(cast.meeting.id, **columns))
    kept = await store.run(lambda work: work.meetings.get(cast.meeting.id))
    assert kept == replace(cast.meeting, **columns)


async def test_a_meeting_is_removed_while_nothing_refers_to_it(store, cast):
    assert not await store.run(lambda work: work.meetings.is_referred_to(cast.meeting.id))
    await store.run(lambda work: work.meetings.remove(cast.meeting.id))
    with pytest.raises(NotFound):
        await store.run(lambda work: work.meetings.get(cast.meeting.id))


@pytest.mark.parametrize(
    "put",
    [
        lambda work, cast: work.rsvps.put(cast.rsvp(cast.ben)),
        lambda work, cast: work.check_ins.put(CheckIn(cast.meeting.id, cast.ben.id, NOW)),
    ],
    ids=["answered", "checked-in"],
)
async def test_what_refers_to_a_meeting_is_known(store, cast, put):
    await store.run(lambda work: put(work, cast))
    assert await store.run(lambda work: work.meetings.is_referred_to(cast.meeting.id))
