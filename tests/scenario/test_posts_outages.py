"""Nothing runs for hours, days or weeks: what is still useful goes at once, the rest is skipped (SPEC 3.4)."""

from datetime import date, time, timedelta

import pytest

from bot.app.messages import Desired, send_message, write_message
from bot.domain.messages import Recipients
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from tests.scenario.posts_stage import scene

BEFORE = "2026-10-06 12:00"
"""Before anything was due."""


@pytest.mark.parametrize(
    ("back", "to_ben", "to_ada", "to_omar"),
    [
        # Hours: the reminder comes late.
        ("10-11 20:00", ["10-11 20:00 reminder 1"], [], []),
        # Until the reminder's time a preview is of use, so one that was missed is not made up beside it.
        ("10-10 12:00", [], ["10-10 12:00 preview 1"], []),
        # A day: the digest is made up; the nudge is due, but who was asked just now is not nudged.
        ("10-12 19:00", ["10-12 19:00 reminder 1"], [], ["10-12 19:00 digest"]),
        # Until the start, reminder and *today* are of use.
        ("10-13 17:59", ["10-13 17:59 reminder 1", "10-13 17:59 today 1"], [], ["10-13 17:59 digest"]),
        ("10-13 18:00", [], [], ["10-13 18:00 digest"]),
        # After the meeting only what is asked about it.
        ("10-13 20:00", [], ["10-13 20:00 how-was-it 1"], ["10-13 20:00 digest"]),
        ("10-14 12:00", [], [], ["10-14 12:00 digest"]),
        # Days: the second meeting's posts, and nothing of the first.
        ("10-19 09:00", ["10-19 09:00 reminder 2"], [], ["10-19 09:00 digest"]),
        # Weeks: the circle's fourth meeting is tomorrow.
        ("11-02 12:00", ["11-02 12:00 reminder 4"], [], ["11-02 12:00 digest"]),
    ],
)
async def test_what_goes_after_an_outage(back: str, to_ben: list[str], to_ada: list[str], to_omar: list[str]):
    """SPEC 3.4: at once what is of use at that moment, each once; the rest is dropped, and nothing is left over."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until(BEFORE)
        await s.down_until(f"2026-{back}")
        assert (await s.got(ben), await s.got(s.ada), await s.got(s.omar)) == (to_ben, to_ada, to_omar)
        assert await s.settled()


async def test_after_an_outage_life_goes_on():
    """SPEC 3.4: what comes next comes in its time; nobody is asked twice about what they were asked late."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until(BEFORE)
        await s.down_until("2026-10-19 09:00")
        await s.until("2026-10-21 12:00")
        assert await s.got(ben) == [
            "10-19 09:00 reminder 2",
            "10-20 16:00 today 2",
        ]
        assert await s.got(s.ada) == ["10-20 19:45 how-was-it 2", "10-21 09:00 how-was-it-again 2"]
        assert await s.got(s.omar) == ["10-19 09:00 digest", "10-19 10:00 digest"]


async def test_an_outage_between_fan_out_and_sending():
    """SPEC 3.4: what was claimed when the process stopped is judged anew when it is back: in time it goes, else not."""
    for back, expected in (("10-13 17:00", ["reminder 1", "today 1"]), ("10-13 18:30", [])):
        async with scene() as s:
            ben = await s.joins("Ben")
            await s.until("2026-10-11 22:00", zone="Asia/Tokyo")
            person = await s.id_of(ben)
            await s.run(lambda work, p=person: work.people.change(p, zone="Asia/Tokyo"))
            # It is due, and waits for the morning in Tokyo.
            await s.until("2026-10-11 18:30")
            await s.down_until(f"2026-{back}")
            assert [line[12:] for line in await s.got(ben)] == expected


@pytest.mark.parametrize(
    ("back", "came"),
    [
        ("10-14 11:59", ["10-14 11:59 rating 1"]),
        ("10-14 12:00", []),
    ],
)
async def test_a_rating_is_asked_for_until_the_next_noon(back: str, came: list[str]):
    """SPEC 3.4: feedback prompts are of no use from noon of the next day on."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-13 19:00")
        await s.down_until(f"2026-{back}")
        assert await s.got(ben, PostKind.RATING) == came


@pytest.mark.parametrize(
    ("back", "checks", "wraps"),
    [
        ("2026-11-25 09:59", 1, 1),
        ("2026-11-25 10:00", 0, 1),
        ("2026-11-26 19:30", 0, 0),
    ],
)
async def test_goal_check_and_wrap_up_are_of_use_for_a_week(back: str, checks: int, wraps: int):
    """SPEC 3.4: each counts from when it was due, on 18 November at 10:00 and on the 19th at 19:30."""
    async with scene() as s:
        ben = await s.joins("Ben", goal="Argue well")
        await s.until("2026-11-17 20:00")
        await s.down_until(back)
        assert len(await s.got(ben, PostKind.GOAL_CHECK, since="11-18")) == checks
        assert len(await s.got(s.ada, PostKind.WRAP_UP)) == wraps
        assert await s.settled()


async def test_everything_was_missed():
    """SPEC 3.4: down for the circle's whole life and longer: nobody gets a word about what has passed."""
    async with scene() as s:
        ben = await s.joins("Ben", goal="Argue well")
        await s.answers(ben, Answer.YES)
        await s.until(BEFORE)
        await s.down_until("2027-03-01 12:00")
        for actor in (ben, s.ada, s.omar):
            assert await s.got(actor) == [], actor.name
        assert await s.settled()


@pytest.mark.parametrize(
    ("back", "told"),
    [
        ("10-13 17:59", ["10-13 17:59 cancelled 1"]),
        ("10-13 18:00", []),
    ],
)
async def test_a_cancellation_is_told_until_the_old_time(back: str, told: list[str]):
    """SPEC 3.4, 4.17: later it is of no use."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until(BEFORE)
        await s.cancel(1)
        await s.down_until(f"2026-{back}")
        assert await s.got(ben) == told


@pytest.mark.parametrize(
    ("back", "told"),
    [
        ("10-13 17:59", ["moved 1"]),
        ("10-14 12:00", ["moved 1", "reminder 1"]),
        ("10-15 17:59", ["moved 1", "reminder 1", "today 1"]),
        ("10-15 18:00", []),
    ],
)
async def test_a_move_is_told_until_the_new_time(back: str, told: list[str]):
    """SPEC 3.4, 4.16: and the reminder for the new time from when it is due, each once."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.answers(ben, Answer.YES)
        await s.until(BEFORE)
        await s.move(1, date(2026, 10, 15))
        await s.down_until(f"2026-{back}")
        assert await s.got(ben) == [f"{back} {what}" for what in told]


@pytest.mark.parametrize(("days", "came"), [(6, 1), (8, 0)])
async def test_a_message_is_of_use_for_a_week(days: int, came: int):
    """SPEC 3.4: and goes at once when the process is back in that time."""
    async with scene() as s:
        ben = await s.joins("Ben")
        ada, desired = await s.id_of(s.ada), Desired(Recipients.ALL, "Bring a pen")
        message = await s.run(lambda work: write_message(work, ada, s.circle, desired, now=s.now))
        await s.run(lambda work: send_message(work, ada, message.id, revision=message.revision, now=s.now))
        s.stage.clock.advance(timedelta(days=days))
        await s.stage.advance()
        assert len(await s.got(ben, PostKind.MESSAGE)) == came


async def test_a_seat_is_told_as_long_as_there_are_meetings():
    """SPEC 3.4, 4.3: days late, it still is good news, with the meeting that is next by then."""
    async with scene(circle=False) as s:
        await s.new_circle(capacity=1)
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.leaves(ben)
        await s.down_until("2026-10-22 12:00")
        assert await s.got(cleo) == ["10-22 12:00 seat"]
        assert cleo.sees("Tue 27 Oct, 18:00")


async def test_an_outage_over_both_of_two_close_meetings():
    """SPEC 3.4: of two meetings in one outage nothing is told but what concerns the one that is ahead."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.move(2, date(2026, 10, 14), time(18))
        await s.until(BEFORE)
        await s.down_until("2026-10-14 09:00")
        assert await s.got(ben) == ["10-14 09:00 reminder 2"]
        assert await s.got(s.ada) == ["10-14 09:00 how-was-it 1"]


async def test_back_in_the_night():
    """SPEC 3.4, 3.6: what is of use in the morning waits for it, what is not goes at once."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(9))
        ben = await s.joins("Ben")
        await s.until(BEFORE)
        await s.down_until("2026-10-13 03:00")
        assert await s.got(ben) == []
        await s.until("2026-10-13 09:00")
        assert await s.got(ben) == ["10-13 07:00 today 1", "10-13 08:00 reminder 1"]
