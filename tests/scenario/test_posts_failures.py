"""Deliveries that fail, for now or for good (SPEC 3.3)."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from adapters.demo.rooms import SLACK
from bot.chat.courier import Address, Delivered, Delivery, NotNow, Redrawn, ToAccount, Unreachable
from bot.chat.outgoing import Message
from bot.domain.ids import AccountId
from bot.domain.people import Account, Platform
from bot.domain.posts import RETRY_AFTER, PostKind, PostState
from bot.domain.teams import Role
from tests.scenario.posts_stage import Scene, scene


@dataclass
class PickyCourier:
    """Fails for some, each in their own way; what is an exception is raised."""

    outcomes: dict[str, Delivery | Exception]
    tried: list[tuple[str, datetime]] = field(default_factory=list[tuple[str, datetime]])
    clock: Scene | None = None

    async def deliver(self, to: Address, message: Message) -> Delivery:
        name = to.account.user if isinstance(to, ToAccount) else to.key
        if self.clock is not None:
            self.tried.append((name, self.clock.now))
        outcome = self.outcomes.get(name, Delivered("a-reference"))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        return await self.deliver(to, message)


async def _reminders(s: Scene) -> dict[str, PostState]:
    """How it stands with each learner's first reminder."""
    meeting = await s.meeting()
    posts = await s.run(lambda work: work.posts.of(PostKind.REMINDER, meeting.id))
    people = [post.person_id for post in posts if post.person_id]
    names = await s.run(lambda work: work.people.names(people))
    return {names[post.person_id]: post.state for post in posts if post.person_id}


async def _attempts(s: Scene, courier: PickyCourier, until: str) -> list[timedelta]:
    """How long after one another Ben was written to until then, with a tick whenever something is due."""
    tick = s.another_tick(dict.fromkeys((Platform.TELEGRAM, Platform.SLACK), courier))
    courier.clock = s
    end = datetime.fromisoformat(f"{until}+02:00")
    while (due := await s.run(lambda work: work.posts.next_at() or work.plans.next_at())) and due < end:
        s.stage.clock.set(max(due, s.now))
        await tick.once()
    moments = [at for name, at in courier.tried if name == "ben"]
    return [later - earlier for earlier, later in pairwise(moments)]


async def test_one_recipients_failure_stops_nobody():
    """SPEC 3.3: not now, out of reach, a broken courier, a message that cannot be made: the others get theirs."""
    async with scene() as s:
        for name in ("Ben", "Cleo", "Dana", "Eve", "Finn"):
            await s.joins(name)
        finn = await s.id_of(s.stage.person("Finn"))
        await s.run(lambda work: work.people.change(finn, zone="Mars/Phobos"))
        await s.until("2026-10-11 17:59")
        s.stage.clock.advance(timedelta(minutes=1))
        courier = PickyCourier({"ben": NotNow(), "cleo": Unreachable(), "dana": RuntimeError("torn cable")})
        await s.another_tick(dict.fromkeys((Platform.TELEGRAM, Platform.SLACK), courier)).once()
        found = await _reminders(s)
        assert found["Eve"] is PostState.SENT
        assert found["Ben"] is PostState.PLANNED
        assert (found["Cleo"], found["Finn"]) == (PostState.FAILED, PostState.FAILED)
        # It may have arrived, so it goes once more a little later.
        assert found["Dana"] in {PostState.UNKNOWN, PostState.PLANNED}


async def test_what_fails_for_now_is_tried_again_after_longer_and_longer():
    """SPEC 3.3: back-off; and nothing is given up while it is of use."""
    async with scene(circle=False) as s:
        await s.new_circle(count=1)
        ben = await s.joins("Ben")
        person = await s.id_of(ben)
        await s.run(lambda work: work.people.change(person, quiet_from=time(12), quiet_until=time(12)))
        await s.until("2026-10-11 17:59")
        waits = await _attempts(s, PickyCourier({"ben": NotNow()}), "2026-10-12 12:00")
        assert waits[: len(RETRY_AFTER)] == list(RETRY_AFTER)
        assert set(waits[len(RETRY_AFTER) :]) == {RETRY_AFTER[-1]}
        assert len(waits) > len(RETRY_AFTER) + 3


async def test_retry_after_is_kept():
    """SPEC 3.3: when the platform says so, nothing is tried earlier; where our own wait is longer, that holds."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-11 17:59")
        asked = timedelta(seconds=400)
        waits = await _attempts(s, PickyCourier({"ben": NotNow(asked)}), "2026-10-11 19:00")
        assert waits == [max(asked, own) for own in RETRY_AFTER[:4]]


async def test_what_was_tried_in_vain_until_it_was_of_no_use_has_failed():
    """SPEC 3.3, 3.4: at the meeting's start; the facilitator's list says that it was tried."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 17:59")
        ben.room.outcome = NotNow()
        await s.until("2026-10-13 20:00")
        missed = await s.missed(ben)
        assert {line.partition(":")[0] for line in missed} == {"reminder 1", "today 1"}
        assert all(line.endswith(": failed, gave-up") for line in missed)
        await ben.says("/why")
        assert ben.sees("not delivered, though I tried several times")


async def test_a_platform_that_comes_back_delivers_once():
    """SPEC 3.3: whatever was tried before, what arrives arrives once."""
    async with scene() as s:
        learners = [await s.joins(name) for name in ("Ben", "Cleo", "Dana")]
        await s.until("2026-10-11 17:59")
        for learner in learners:
            learner.room.outcome = NotNow()
        await s.until("2026-10-11 19:00")
        for learner in learners:
            learner.room.outcome = None
        await s.until("2026-10-12 12:00")
        for learner in learners:
            assert len(await s.got(learner)) == 1


async def test_facilitators_hear_once_of_a_learner_out_of_reach():
    """SPEC 3.3: of one loss, whatever else cannot be delivered; both facilitators, the organizer not, with a fresh link."""
    async with scene() as s:
        fay = await s.also("Fay", Role.FACILITATOR)
        ben = await s.joins("Ben")
        await s.until("2026-10-11 17:59")
        ben.room.outcome = Unreachable()
        await s.until("2026-10-11 18:00")
        assert s.ada.sees("I can’t reach Ben in Logic any more. If you can, send them this link")
        assert s.ada.link("Logic").code == f"c-{s.circle}"
        await s.until("2026-10-27 17:00")
        for actor in (s.ada, fay):
            assert await s.got(actor, PostKind.UNREACHABLE) == ["10-11 18:00 unreachable"]
        assert await s.got(s.omar, PostKind.UNREACHABLE) == []
        assert {line.rpartition(": ")[2] for line in await s.missed(ben)} == {"failed, unreachable"}


async def test_nothing_is_tried_with_who_is_out_of_reach():
    """SPEC 3.3: the account is marked; the platform is not asked again and again."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-11 17:59")
        courier = PickyCourier({"ben": Unreachable()})
        await _attempts(s, courier, "2026-10-20 18:00")
        assert [name for name, _ in courier.tried].count("ben") == 1


async def test_a_new_start_revives_and_a_new_loss_is_told_again():
    """SPEC 3.3: whoever writes again gets what was missed and what comes next; lost anew, the facilitator hears anew."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 17:59")
        ben.room.outcome = Unreachable()
        await s.until("2026-10-12 17:00")
        ben.room.outcome = None
        await ben.says("/start")
        await s.until("2026-10-13 17:00")
        assert await s.got(ben) == ["10-12 17:00 reminder 1", "10-13 16:00 today 1"]
        ben.room.outcome = Unreachable()
        await s.until("2026-10-20 18:00")
        assert [line[6:] for line in await s.got(s.ada, PostKind.UNREACHABLE)] == ["18:00 unreachable"] * 2


async def test_each_circle_hears_of_a_learner_out_of_reach():
    """SPEC 3.3: who learns in two circles is missed by the facilitators of both."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.new_circle("Ethics", by=s.omar)
        await s.signs_up(ben)
        await s.until("2026-10-11 17:59")
        ben.room.outcome = Unreachable()
        await s.until("2026-10-11 18:05")
        assert s.ada.sees("I can’t reach Ben in Logic any more.")
        assert s.omar.sees("I can’t reach Ben in Ethics any more.")
        assert not s.omar.sees("Logic")


async def test_who_runs_it_hears_of_a_facilitator_out_of_reach():
    """SPEC 3.3: organizers and the co-facilitator, each once."""
    async with scene() as s:
        fay = await s.also("Fay", Role.FACILITATOR)
        await s.joins("Ben")
        await s.until("2026-10-09 17:59")
        s.ada.room.outcome = Unreachable()
        await s.until("2026-10-16 18:00")
        for actor in (s.omar, fay):
            assert await s.got(actor, PostKind.UNREACHABLE) == ["10-09 18:00 unreachable"], actor.name
        assert s.omar.room.with_reference_of("I can’t reach Ada in Logic any more.")


async def test_when_all_who_could_hear_are_out_of_reach_it_ends():
    """SPEC 3.3: nobody is left to be told; nothing goes round in circles and the learner still gets what is due."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-09 17:59")
        for actor in (s.ada, s.omar):
            actor.room.outcome = Unreachable()
        await s.until("2026-10-13 17:00")
        assert await s.settled()
        assert len(await s.got(ben)) == 3


async def test_the_digests_place_is_lost():
    """SPEC 3.3: organizers hear of it once and get this digest and the next in private, until a place is chosen anew."""
    async with scene() as s:
        olga = await s.also("Olga", Role.ORGANIZER)
        await s.joins("Ben")
        channel = s.stage.group("#organizers")
        await s.omar.says("/circle digest here", at=channel)
        await s.until("2026-10-12 09:59")
        channel.outcome = Unreachable()
        await s.until("2026-10-19 10:30")
        for actor in (s.omar, olga):
            assert await s.got(actor) == [
                "10-12 10:00 digest",
                "10-12 10:00 place-lost",
                "10-19 10:00 digest",
            ]
        await s.omar.says("/circle digest last")
        assert s.omar.sees("the week of Mon 12 Oct")
        channel.outcome = None
        await s.until("2026-10-26 10:30")
        assert not channel.sees("the week of")


async def test_a_digests_place_that_fails_for_now_is_not_lost():
    """SPEC 3.3: a temporary failure of the place is tried again, and nobody gets it in private."""
    async with scene() as s:
        await s.joins("Ben")
        channel = s.stage.group("#organizers")
        await s.omar.says("/circle digest here", at=channel)
        await s.until("2026-10-12 09:59")
        channel.outcome = NotNow(timedelta(minutes=20))
        await s.until("2026-10-12 10:10")
        channel.outcome = None
        await s.until("2026-10-12 12:00")
        assert channel.sees("the week of Mon 12 Oct")
        assert await s.got(s.omar) == []


async def test_one_of_two_accounts_is_enough():
    """SPEC 3.3: who can be reached elsewhere is not out of reach; lost on both, the facilitator hears once."""
    async with scene() as s:
        ben = await s.joins("Ben")
        slack = s.stage.person("Ben", surface=SLACK)
        person, later = await s.id_of(ben), s.now + timedelta(minutes=1)
        second = Account(AccountId("second"), Platform.SLACK, "demo", "ben", person, None, later)
        await s.run(lambda work: work.accounts.add(second))
        await s.until("2026-10-11 17:59")
        ben.room.outcome = Unreachable()
        await s.until("2026-10-11 18:05")
        assert slack.sees("are you coming to:")
        assert await s.got(s.ada, PostKind.UNREACHABLE) == []
        slack.room.outcome = Unreachable()
        await s.until("2026-10-13 18:00")
        assert await s.got(s.ada, PostKind.UNREACHABLE) == ["10-12 18:00 unreachable"]


@pytest.mark.parametrize("outcome", [NotNow(), Unreachable()])
async def test_a_cancellation_that_does_not_arrive_is_not_the_end(outcome: Delivery):
    """SPEC 3.3, 4.17: it is tried until the old time, or somebody hears that the learner does not know."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-13 10:00")
        ben.room.outcome = outcome
        await s.cancel(1)
        await s.until("2026-10-13 12:00")
        ben.room.outcome = None
        await s.until("2026-10-13 18:00")
        if isinstance(outcome, Unreachable):
            assert await s.got(s.ada, PostKind.UNREACHABLE) == ["10-13 10:02 unreachable"]
        else:
            assert len(await s.got(ben, PostKind.CANCELLED)) == 1


async def test_a_failure_moves_nothing_else():
    """SPEC 3.3, 4.16: a move that cannot be told yet is told with the newest time once it can."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 18:30")
        ben.room.outcome = NotNow()
        await s.move(1, date(2026, 10, 15))
        await s.until("2026-10-11 19:00")
        await s.move(1, date(2026, 10, 16))
        await s.until("2026-10-11 19:10")
        ben.room.outcome = None
        await s.until("2026-10-12 12:00")
        assert len(await s.got(ben, PostKind.MOVED)) == 1
        assert ben.sees("It was: Tue 13 Oct, 18:00")
        assert ben.sees("It is now: Fri 16 Oct, 18:00")
