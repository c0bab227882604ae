"""Posts where two rules meet."""

import asyncio
from datetime import date, time, timedelta

import pytest

from adapters.demo.rooms import SLACK
from bot.app.members import remove_member
from bot.chat.courier import NotNow, Unclear, Unreachable
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from bot.domain.teams import Role
from tests.scenario.posts_stage import Scene, scene


async def test_where_every_outcome_is_unclear_the_tick_ends():
    """SPEC 3.2: a time-out on every message asks somebody once; it does not ask about the questions for ever."""
    async with scene() as s:
        ben = await s.joins("Ben")
        for actor in (ben, s.ada, s.omar):
            actor.room.outcome = Unclear()
        async with asyncio.timeout(3):
            await s.until("2026-10-11 18:00")
        assert await s.settled()


@pytest.mark.parametrize("zone", ["Europe/Berlin", None])
async def test_an_organizer_who_cannot_be_reached_for_the_digest_holds_up_nobody(zone):
    """SPEC 3.3: the other organizers hear of it, and everybody else gets what is due."""
    async with scene() as s:
        olga = await s.also("Olga", Role.ORGANIZER)
        person = await s.id_of(olga)
        await s.run(lambda work: work.people.change(person, zone=zone))
        ben = await s.joins("Ben")
        s.omar.room.outcome = Unreachable()
        await s.until("2026-10-13 18:00")
        assert await s.got(olga, since="10-12") == ["10-12 10:00 digest", "10-12 10:00 unreachable"]
        assert olga.sees("I can’t reach Omar any more")
        assert await s.got(ben, PostKind.TODAY) == ["10-13 16:00 today 1"]


async def test_the_only_organizer_is_asked_about_their_own_digest():
    """SPEC 3.2: a digest that may have arrived or not is shown to the person responsible, here its only reader."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-12 09:59")
        s.omar.room.outcome = Unclear()
        await s.until("2026-10-12 10:00")
        s.omar.room.outcome = None
        await s.until("2026-10-12 11:00")
        await s.omar.presses("Send again")
        await s.stage.advance()
        assert s.omar.sees("the week of Mon 12 Oct")


async def test_after_an_outage_how_was_it_is_asked_once_and_not_twice_at_once():
    """SPEC 3, 3.4: once more only when the first question is six hours old; after noon never."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-13 19:00")
        await s.down_until("2026-10-14 09:30")
        await s.until("2026-10-14 18:00")
        assert await s.got(s.ada, since="10-13 19") == ["10-14 09:30 how-was-it 1"]


async def test_one_teams_failure_leaves_others_alone():
    """SPEC 3.8: a team whose digest cannot be made holds up neither another team's nor anybody's reminder."""
    async with scene() as s:
        ben = await s.joins("Ben")
        mo = await s.known("Mo", surface=SLACK)
        await mo.opens(await s.stage.organizer_link())
        await mo.fills({"team": "Broken", "zone": "Europe/Berlin"})
        teams = await s.run(lambda work: work.teams.all())
        broken = next(team.id for team in teams if team.name == "Broken")
        await s.run(lambda work: work.teams.change(broken, zone="Mars/Phobos"))
        await s.until("2026-10-13 18:00")
        assert await s.got(s.omar) == ["10-12 10:00 digest"]
        assert await s.got(ben, PostKind.TODAY) == ["10-13 16:00 today 1"]


async def test_who_leaves_and_comes_back_within_the_lead_gets_the_reminder_they_did_not_get():
    """SPEC 3.5: who joins inside the lead gets the reminder; that it was not sent to who had left is no reason against it."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(7))
        ben = await s.joins("Ben")
        await s.until("2026-10-11 07:30")
        await s.leaves(ben)
        await s.until("2026-10-11 09:00")
        await s.signs_up(ben)
        await s.until("2026-10-11 10:00")
        assert await s.got(ben) == ["10-11 09:00 reminder 1"]


@pytest.mark.parametrize("choice", ["Skip", "Send now"])
async def test_no_preview_of_a_reminder_that_is_settled(choice):
    """SPEC 3: a preview shows what can still be changed; of a reminder that was skipped or sent there is none."""
    async with scene() as s:
        await s.joins("Ben")
        await s.ada.says("/circle reminder")
        await s.ada.presses("Reminder 1")
        await s.ada.presses(choice)
        await s.until("2026-10-10 18:30")
        assert await s.got(s.ada) == []


async def test_today_does_not_go_to_who_said_no_while_it_was_held_up():
    """SPEC 3: *today* goes to learners who have not said no, by what they have said when it goes."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-13 15:59")
        ben.room.outcome = NotNow()
        await s.until("2026-10-13 16:00")
        ben.room.outcome = None
        await s.answers(ben, Answer.NO)
        await s.until("2026-10-13 17:00")
        assert await s.got(ben, PostKind.TODAY) == []


async def test_a_platform_that_is_down_for_half_a_day_costs_no_reminder():
    """SPEC 3.2, 3.4: what is still useful goes when the platform is back; a reminder is useful until the meeting starts."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(9))
        ben = await s.joins("Ben")
        await s.until("2026-10-11 08:59")
        ben.room.outcome = NotNow()
        await s.until("2026-10-11 15:00")
        ben.room.outcome = None
        await s.until("2026-10-12 08:00")
        assert len(await s.got(ben, PostKind.REMINDER)) == 1


async def _moved_at_night(s: Scene, *days: int) -> None:
    for minute, day in enumerate(days):
        await s.until(f"2026-10-11 22:0{minute}")
        await s.move(1, date(2026, 10, day))
    await s.until("2026-10-12 08:30")


async def test_moved_twice_before_anybody_heard_shows_the_time_they_had_heard():
    """SPEC 4.16: one notice with old and new time; the old time is the one they were told, not one that came and went."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _moved_at_night(s, 14, 15)
        assert await s.got(ben, PostKind.MOVED) == ["10-12 08:00 moved 1"]
        assert ben.sees("It was: Tue 13 Oct, 18:00")
        assert ben.sees("It is now: Thu 15 Oct, 18:00")


async def test_moved_and_moved_back_before_anybody_heard_is_no_move():
    """SPEC 4.16: nobody is told that a meeting moved from a time they never heard of to the one they know."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await _moved_at_night(s, 14, 13)
        assert not ben.sees("14 Oct")


async def test_meetings_that_overlap_have_a_reminder_each():
    """SPEC 3: *never before the previous meeting has ended* holds back; it does not swallow."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.move(2, date(2026, 10, 13), time(19))
        await s.until("2026-10-13 19:00")
        assert {line[12:] for line in await s.got(ben, PostKind.REMINDER)} == {"reminder 1", "reminder 2"}


async def test_half_way_is_asked_about_once_whatever_is_cancelled_later():
    """SPEC 3: one goal check mid-way."""
    async with scene() as s:
        ben = await s.joins("Ben", goal="Argue well")
        await s.move(3, date(2026, 10, 22))
        await s.until("2026-10-23 12:00")
        await s.cancel(6)
        await s.cancel(5)
        await s.until("2026-10-24 12:00")
        assert await s.got(ben, PostKind.GOAL_CHECK) == ["10-23 10:00 goal-check"]


async def test_a_circle_that_ends_half_way_still_asks_at_the_end():
    """SPEC 3: a goal check after the last meeting, also when the middle one turns out to be the last."""
    async with scene() as s:
        ben = await s.joins("Ben", goal="Argue well")
        await s.until("2026-10-28 12:00")
        for number in (6, 5, 4):
            await s.cancel(number)
        await s.until("2026-10-30 12:00")
        assert len(await s.got(ben, PostKind.GOAL_CHECK)) == 2
        assert ben.sees("has had its last meeting")


async def test_what_is_of_no_use_any_more_is_not_said_to_be_on_its_way():
    """SPEC 3.2, 3.4: nobody is told that something goes out once more which then is dropped for being too late."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-13 15:59")
        s.stage.clock.advance(timedelta(minutes=1))
        await s.killed_while_sending()
        await s.down_until("2026-10-13 19:00")
        if s.ada.sees("Send again"):
            await s.ada.presses("Send again")
        assert not s.ada.sees("On its way once more")


async def test_who_is_no_organizer_any_more_gets_no_digest_that_was_waiting():
    """SPEC 1.3, 3.6: the digest that waits for an organizer's morning is not for who was removed meanwhile."""
    async with scene() as s:
        olga = await s.also("Olga", Role.ORGANIZER)
        gone, omar = await s.id_of(olga), await s.id_of(s.omar)
        await s.run(lambda work: work.people.change(gone, zone="America/Chicago"))
        await s.joins("Ben")
        await s.until("2026-10-12 10:30")
        await s.run(lambda work: remove_member(work, omar, s.team, gone, Role.ORGANIZER, now=s.now))
        await s.until("2026-10-12 18:30")
        assert await s.got(olga, PostKind.DIGEST) == []


async def test_who_facilitates_no_more_gets_no_wrap_up_that_was_waiting():
    """SPEC 1.3, 3.6: nor does the wrap-up go to who was a facilitator."""
    async with scene() as s:
        fay = await s.also("Fay", Role.FACILITATOR)
        gone = await s.id_of(fay)
        await s.run(lambda work: work.people.change(gone, zone="Asia/Tokyo"))
        await s.joins("Ben")
        await s.until("2026-11-19 20:00")
        await s.run(lambda work: work.circles.remove_facilitator(s.circle, gone))
        await s.until("2026-11-20 12:00")
        assert await s.got(fay, PostKind.WRAP_UP) == []
