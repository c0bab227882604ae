"""When those who should hear cannot be reached either: the next are told, and at last the operator (SPEC 3.3, 8)."""

from collections.abc import Callable
from typing import TypeVar

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK, Room
from bot.app.ports import Store, Work
from bot.chat.courier import NotNow, Unreachable
from bot.chat.letters import Wave
from bot.chat.tick import Tick
from bot.domain.people import Platform
from bot.domain.posts import PostKind
from tests.scenario.posts_stage import CATALOG, OPERATOR, OwnCourier, Scene, scene

Outcome = TypeVar("Outcome")


def _ops(s: Scene) -> Room:
    return s.stage.group("#ops", surface=SLACK)


def _all(room: Room) -> list[str]:
    return [shown.text for shown in room.shown]


def _times(actor: Actor, words: str) -> int:
    return sum(words in shown.text for shown in actor.room.shown)


@pytest.mark.parametrize("known", [True, False])
async def test_the_organizer_hears_at_once_of_a_learner_whose_facilitator_is_lost_too(known: bool):
    """SPEC 3.3: whether the facilitator was known to be lost before, or is found lost when they should be told."""
    async with scene() as s:
        ben = await s.joins("Ben")
        s.ada.room.outcome = Unreachable()
        if not known:
            s.ada.room.outcome = NotNow()
        await s.until("2026-10-11 17:59")
        s.ada.room.outcome = ben.room.outcome = Unreachable()
        await s.until("2026-10-11 18:05")
        assert _times(s.omar, "I can’t reach Ben in Logic any more.") == 1
        assert _times(s.omar, "I can’t reach Ada in Logic any more.") == 1


async def test_the_operator_hears_when_the_only_organizer_is_lost():
    """SPEC 3.3, 8: of the team, in plain words, without anybody's name, once a day."""
    async with scene() as s:
        ops = _ops(s)
        ben = await s.joins("Ben")
        await s.until("2026-10-11 17:59")
        for actor in (ben, s.ada, s.omar):
            actor.room.outcome = Unreachable()
        await s.until("2026-10-12 10:30")
        assert [text[:47] for text in _all(ops)] == ["Something in the team Library did not arrive, a"] * 2
        assert not any(name in text for text in _all(ops) for name in ("Ben", "Ada", "Omar"))


async def test_the_operator_hears_when_the_digest_has_no_place_and_no_reader():
    """SPEC 3.3, 8: the digest's place is lost and its only organizer too."""
    async with scene() as s:
        ops, channel = _ops(s), s.stage.group("#organizers")
        await s.joins("Ben")
        await s.omar.says("/circle digest here", at=channel)
        omar = await s.id_of(s.omar)
        await s.until("2026-10-12 09:59")
        account = (await s.run(lambda work: work.accounts.of(omar)))[0]
        await s.run(lambda work: work.accounts.change(account.id, unreachable_at=s.now))
        channel.outcome = Unreachable()
        await s.until("2026-10-12 10:05")
        assert any("where the digest of the team Library goes" in text for text in _all(ops))


async def test_the_operator_and_the_facilitators_hear_of_what_cannot_be_prepared():
    """SPEC 3.2, 8: a fault of ours over one learner: the operator hears of its kind, facilitators whom it did not reach."""
    async with scene() as s:
        ops = _ops(s)
        await s.joins("Ben")
        for name in ("Finn", "Gus"):
            person = await s.id_of(await s.joins(name))
            await s.run(lambda work, person=person: work.people.change(person, zone="Mars/Phobos"))
        await s.until("2026-10-11 18:05")
        assert _all(ops) == ["I can’t prepare messages of the kind reminder. The log says why."]
        assert s.ada.sees("has not reached everyone: Finn and Gus.")


class Poisoned:
    """A store in which no wave with a reminder in it can be claimed."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def run(self, job: Callable[[Work], Outcome]) -> Outcome:
        def checked(work: Work) -> Outcome:
            outcome = job(work)
            if isinstance(outcome, Wave) and "kind=<PostKind.REMINDER" in str(outcome):
                raise RuntimeError("poison")
            return outcome

        return await self._store.run(checked)


async def test_the_operator_hears_when_sending_fails_again_and_again():
    """SPEC 8: not of the first failure; then what stands in the way does not stand in the way of the word about it."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-11 17:59")
        s.stage.clock.set((await s.run(lambda work: work.plans.next_at())) or s.now)
        courier = OwnCourier()
        tick = Tick(
            Poisoned(s.stage.store),
            s.stage.clock,
            CATALOG,
            {Platform.SLACK: courier, Platform.TELEGRAM: courier},
            operator=OPERATOR,
        )
        heard: list[list[str]] = []
        for _ in range(4):
            with pytest.raises(RuntimeError, match="poison"):
                await tick.once()
            heard.append(courier.names)
        assert heard == [[], [], ["#ops"], ["#ops"]]
        assert await s.got(s.ada, PostKind.ALERT) == []
