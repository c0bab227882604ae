"""One post over which the database stumbles holds up no other, on both engines (SPEC 3.3)."""

from dataclasses import dataclass, field

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from adapters.clock import MovedClock
from bot.chat.catalog import Catalog
from bot.chat.courier import Address, Delivered, Delivery, Redrawn, ToAccount, Unreachable
from bot.chat.outgoing import Message
from bot.chat.tick import Tick
from bot.domain.people import PlaceKey, Platform
from bot.domain.posts import PostKind, PostState, Reason
from tests.contract.conftest import NOW

OPERATOR = PlaceKey(Platform.TELEGRAM, "bot", "#ops")


@dataclass
class Names:
    """Notes to whom it was given something; some cannot be reached."""

    lost: tuple[str, ...] = ()
    given: list[str] = field(default_factory=list[str])

    async def deliver(self, to: Address, message: Message) -> Delivery:
        name = to.account.user if isinstance(to, ToAccount) else to.key
        self.given.append(name)
        return Unreachable() if name in self.lost else Delivered(f"to {name}")

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        return Delivered(reference)


class Stumbling:
    """A shelf one of whose reads, by one key, is an error of the database."""

    def __init__(self, shelf, connection, read, key) -> None:
        self._shelf, self._connection, self._read, self._key = shelf, connection, read, key

    def __getattr__(self, name):
        found = getattr(self._shelf, name)
        return self._stumble if name == self._read else found

    def _stumble(self, key):
        if key == self._key:
            self._connection.execute(text("SELECT no_such_column"))
        return getattr(self._shelf, self._read)(key)


class StumblingStore:
    """A store in which something cannot be read: by that read, from that shelf, by that key."""

    def __init__(self, store, shelf, read, key) -> None:
        self._store, self._shelf, self._read, self._key = store, shelf, read, key

    async def run(self, job):
        def stumbling(work):
            shelf = getattr(work, self._shelf)
            setattr(work, self._shelf, Stumbling(shelf, shelf._connection, self._read, self._key))
            return job(work)

        return await self._store.run(stumbling)


async def _reminders(store, cast, *people):
    """One for each of them is due; they have a seat, and an account by their name."""

    def settle(work):
        for seat, person in enumerate(people, start=1):
            work.accounts.add(cast.account(person, user=person.name))
            work.signups.add(cast.signup(person, seat=seat))
        work.accounts.add(cast.account(cast.ada, user="Ada"))
        work.posts.put([cast.post(person) for person in people])

    await store.run(settle)


def _tick(store, courier):
    return Tick(store, MovedClock(NOW), Catalog.load(), {Platform.TELEGRAM: courier}, operator=OPERATOR)


async def _found(store, cast):
    posts = await store.run(lambda work: work.posts.of(PostKind.REMINDER, cast.meeting.id))
    return {post.person_id: (post.state, post.reason) for post in posts}


async def test_a_post_that_cannot_be_read_fails_alone(store, cast):
    """SPEC 3.3: the others get theirs at once, and the operator hears of the one."""
    await _reminders(store, cast, cast.ben, cast.cleo)
    courier = Names()
    await _tick(StumblingStore(store, "people", "get", cast.ben.id), courier).once()
    assert await _found(store, cast) == {
        cast.ben.id: (PostState.FAILED, Reason.BROKEN),
        cast.cleo.id: (PostState.SENT, None),
    }
    assert sorted(courier.given) == ["#ops", "Cleo"]


async def test_what_cannot_be_told_does_not_undo_what_was_sent(store, cast):
    """SPEC 3.2, 3.3: who is lost cannot be told of, and the one beside them has theirs all the same, once."""
    await _reminders(store, cast, cast.ben, cast.cleo)
    courier = Names(lost=("Ben",))
    tick = _tick(StumblingStore(store, "teams", "members", cast.team.id), courier)
    await tick.once()
    assert await _found(store, cast) == {
        cast.ben.id: (PostState.FAILED, Reason.UNREACHABLE),
        cast.cleo.id: (PostState.SENT, None),
    }
    assert sorted(courier.given) == ["Ben", "Cleo"]


async def test_a_part_that_fails_leaves_the_rest_of_its_transaction(store, cast):
    def stumble(work):
        work.people.change(cast.ben.id, name="Benno")
        assert work.people.get(cast.ben.id).name == "Benno"
        work.people.add(cast.cleo)

    def job(work):
        work.remember()
        work.people.change(cast.ada.id, name="Adele")
        with pytest.raises(IntegrityError):
            work.attempt(lambda: stumble(work))
        assert work.people.get(cast.ben.id).name == "Ben"
        return work.attempt(lambda: work.people.change(cast.omar.id, name="Omer"))

    await store.run(job)
    names = await store.run(lambda work: work.people.names([cast.ada.id, cast.ben.id, cast.omar.id]))
    assert names == {cast.ada.id: "Adele", cast.ben.id: "Ben", cast.omar.id: "Omer"}
