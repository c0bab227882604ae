"""Quiet hours: whom they bind, what waits, and what does not (SPEC 3.6)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from adapters.demo.actor import Actor
from bot.app.messages import Desired, send_message, write_message
from bot.chat.courier import NotNow
from bot.domain.messages import Recipients
from bot.domain.posts import EVEN_WHEN_QUIET, PostKind
from bot.domain.rsvps import Answer
from bot.domain.teams import Role
from tests.scenario.posts_stage import Scene, scene

CHICAGO = "America/Chicago"


async def _lives(s: Scene, actor: Actor, **columns: object) -> None:
    """Changes what is known of somebody: their zone, or their quiet hours."""
    person = await s.id_of(actor)
    await s.run(lambda work: work.people.change(person, **columns))


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (time(7, 59), "10-11 08:00"),
        (time(20, 59), "10-11 20:59"),
        (time(21), "10-12 08:00"),
        (time(0), "10-11 08:00"),
        (time(8), "10-11 08:00"),
    ],
)
async def test_from_nine_in_the_evening_to_eight_in_the_morning(at: time, due: str):
    """SPEC 3.6: 21:00 is quiet, 8:00 is not; what waits goes at eight, once."""
    async with scene(circle=False) as s:
        await s.new_circle(at=at)
        ben = await s.joins("Ben")
        await s.until("2026-10-12 12:00")
        assert await s.got(ben, PostKind.REMINDER) == [f"{due} reminder 1"]


async def test_the_hours_are_on_the_persons_own_clock():
    """SPEC 3.6: at nine in Berlin it is two in Chicago; who has no zone is where the circle is."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(9))
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo", zone=CHICAGO)
        await s.until("2026-10-11 23:00")
        assert await s.got(ben) == ["10-11 09:00 reminder 1"]
        assert await s.got(cleo, zone=CHICAGO) == ["10-11 08:00 reminder 1"]


async def test_daytime_elsewhere_is_no_quiet():
    """SPEC 3.6: late in the evening in Berlin it is afternoon in Chicago."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(22))
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo", zone=CHICAGO)
        await s.until("2026-10-12 08:00")
        assert await s.got(cleo) == ["10-11 22:00 reminder 1"]
        assert await s.got(ben) == ["10-12 08:00 reminder 1"]


@pytest.mark.parametrize(
    ("at", "lead", "due"),
    [
        (time(8, 1), 10, "10-13 08:00"),
        (time(8), 10, "10-12 22:00"),
        (time(7), 9, "10-12 22:00"),
        (time(7), 2, "10-13 05:00"),
    ],
)
async def test_what_is_of_no_use_in_the_morning_goes_at_once(at: time, lead: int, due: str):
    """SPEC 3.6: a reminder waits until eight only if the meeting has not begun by then."""
    async with scene(circle=False) as s:
        await s.new_circle(at=at)
        await s.lead(lead)
        ben = await s.joins("Ben")
        await s.until("2026-10-13 12:00")
        assert await s.got(ben, PostKind.REMINDER) == [f"{due} reminder 1"]


async def test_each_has_their_own_quiet_hours():
    """SPEC 3.6: the default is 21:00 to 8:00; others may be chosen, over noon too, or none."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(13))
        ben, cleo, dana = await s.joins("Ben"), await s.joins("Cleo"), await s.joins("Dana")
        await _lives(s, ben, quiet_from=time(12), quiet_until=time(14, 30))
        await _lives(s, cleo, quiet_from=time(13), quiet_until=time(13))
        await _lives(s, dana, quiet_from=time(14), quiet_until=time(12, 30))
        await s.until("2026-10-11 22:00")
        assert await s.got(ben) == ["10-11 14:30 reminder 1"]
        assert await s.got(cleo) == await s.got(dana) == ["10-11 13:00 reminder 1"]


async def test_today_does_not_wait():
    """SPEC 3.6: *today* is exempt: two hours before a meeting at half past nine it comes at half past seven."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(9, 30))
        ben = await s.joins("Ben")
        await s.until("2026-10-13 09:30")
        assert await s.got(ben, PostKind.TODAY) == ["10-13 07:30 today 1"]


async def test_how_was_it_does_not_wait_and_makes_no_sound_but_the_learners_question_waits():
    """SPEC 3.6: only the facilitators' *how was it* is exempt; the rating is asked for at eight."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(20, 30), count=1)
        ben = await s.joins("Ben")
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-13 22:30")
        message = s.ada.room.shown[-1].message
        assert message is not None
        assert message.silent
        await s.until("2026-10-14 12:00")
        assert await s.got(s.ada, PostKind.HOW_WAS_IT) == ["10-13 22:15 how-was-it 1"]
        assert await s.got(ben, PostKind.RATING) == ["10-14 08:00 rating 1"]
        others = [one.message for one in ben.room.shown if one.message]
        assert not any(message.silent for message in others)


async def test_once_more_waits_for_the_facilitators_own_morning():
    """SPEC 3.6: nine in Berlin is three in Chicago, and at eight there it would be after noon: it goes at once."""
    async with scene() as s:
        await _lives(s, s.ada, zone=CHICAGO)
        fay = await s.also("Fay", Role.FACILITATOR)
        await _lives(s, fay, zone="Europe/London", quiet_until=time(9))
        await s.until("2026-10-14 12:30")
        assert await s.got(s.ada, PostKind.HOW_WAS_IT_AGAIN) == ["10-14 09:00 how-was-it-again 1"]
        assert await s.got(fay, PostKind.HOW_WAS_IT_AGAIN) == ["10-14 10:00 how-was-it-again 1"]


async def test_which_kinds_are_exempt():
    """SPEC 3.6: *today* and *how was it*; what somebody says in a conversation is a reply."""
    assert {PostKind.TODAY, PostKind.HOW_WAS_IT, PostKind.RELAY} == EVEN_WHEN_QUIET


async def test_replies_do_not_wait():
    """SPEC 3.6: whoever writes in the night is answered in the night, and a free word reaches the facilitator."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 02:00")
        await ben.says("/mine")
        assert ben.sees("Logic")
        await ben.says("May I bring cake?")
        await s.until("2026-10-11 02:01")
        assert s.ada.sees("May I bring cake?")


async def test_who_joins_at_night_is_reminded_in_the_morning():
    """SPEC 3.6, 3.5: the welcome is a reply and comes at once, the reminder is a post."""
    async with scene() as s:
        await s.until("2026-10-11 23:00")
        cleo = await s.joins("Cleo")
        await s.until("2026-10-12 09:00")
        assert await s.got(cleo) == ["10-12 08:00 reminder 1"]


async def test_a_message_of_a_facilitator_waits():
    """SPEC 3.6: sent at ten in the evening, read at eight."""
    async with scene() as s:
        ben, ada = await s.joins("Ben"), await s.id_of(s.ada)
        await s.until("2026-10-06 22:00")
        desired = Desired(Recipients.ALL, "Bring a pen")
        message = await s.run(lambda work: write_message(work, ada, s.circle, desired, now=s.now))
        await s.run(lambda work: send_message(work, ada, message.id, revision=message.revision, now=s.now))
        await s.until("2026-10-07 09:00")
        assert await s.got(ben) == ["10-07 08:00 message"]


@pytest.mark.parametrize(("at", "told"), [(time(18), "10-13 08:00"), (time(7), "10-12 22:02")])
async def test_a_cancellation_waits_if_there_is_time(at: time, told: str):
    """SPEC 3.6, 4.17: everyone hears before the old time, at night if the meeting is early."""
    async with scene(circle=False) as s:
        await s.new_circle(at=at)
        ben = await s.joins("Ben")
        await s.until("2026-10-12 22:00")
        await s.cancel(1)
        await s.until("2026-10-13 12:00")
        assert await s.got(ben, PostKind.CANCELLED) == [f"{told} cancelled 1"]


@pytest.mark.parametrize(("at", "told"), [(time(18), "10-13 08:00"), (time(7), "10-12 22:02")])
async def test_a_move_waits_if_nobody_sets_out_meanwhile(at: time, told: str):
    """SPEC 3.6, 4.16: who is told of a new day at eight would have stood there at seven."""
    async with scene(circle=False) as s:
        await s.new_circle(at=at)
        ben = await s.joins("Ben")
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-12 22:00")
        await s.move(1, date(2026, 10, 16), at)
        await s.until("2026-10-13 12:00")
        assert await s.got(ben, PostKind.MOVED) == [f"{told} moved 1"]


async def test_a_second_try_does_not_fall_into_the_night():
    """SPEC 3.6, 3.3: what failed at one minute to nine is tried again in the morning."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(20, 59))
        ben = await s.joins("Ben")
        await s.until("2026-10-11 20:58")
        ben.room.outcome = NotNow(timedelta(minutes=5))
        await s.until("2026-10-11 20:59")
        ben.room.outcome = None
        await s.until("2026-10-12 09:00")
        assert await s.got(ben) == ["10-12 08:00 reminder 1"]


@pytest.mark.parametrize(("in_channel", "hour"), [(True, 6), (False, 8)])
async def test_places_are_not_bound(*, in_channel: bool, hour: int):
    """SPEC 3.6: a digest at six goes to the channel at six, and to organizers in private at eight."""
    async with scene() as s:
        await s.joins("Ben")
        if in_channel:
            await s.omar.says("/circle digest here", at=s.stage.group("#organizers"))
        # The digest that is planned already keeps its hour.
        await s.run(lambda work: work.teams.change(s.team, digest_at=time(6)))
        await s.until("2026-10-19 12:00")
        (post,) = await s.digests(date(2026, 10, 19))
        assert post.sent_at == datetime(2026, 10, 19, hour, tzinfo=ZoneInfo(s.zone))
        assert (post.place_id is not None) is in_channel


async def test_eight_is_eight_when_the_clocks_change_in_the_night():
    """SPEC 3.6, 4.24: the night of 25 October is an hour longer, that of 28 March an hour shorter."""
    for first_on, due in ((date(2026, 10, 26), "10-25 08:00"), (date(2027, 3, 29), "03-28 08:00")):
        async with scene(circle=False) as s:
            await s.new_circle(first_on=first_on, at=time(22), count=1)
            ben = await s.joins("Ben")
            await s.stage.advance_to((await s.meeting()).starts_at)
            assert await s.got(ben, PostKind.REMINDER) == [f"{due} reminder 1"]
