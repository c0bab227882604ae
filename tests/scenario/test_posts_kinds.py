"""Each kind of post: when it comes, to whom, and until when (SPEC 3, the table)."""

from datetime import date, time

import pytest

from bot.app.feedback import rate
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from bot.domain.teams import Role
from tests.scenario.posts_stage import Scene, scene


async def _rated(s: Scene, number: int) -> None:
    ada, meeting = await s.id_of(s.ada), await s.meeting(number)
    await s.run(lambda work: rate(work, ada, meeting.id, 4, now=s.now))


async def test_what_a_silent_learner_gets_in_a_week():
    """SPEC 3: reminder 48 hours, nudge 24 hours and *today* 2 hours before; no rating for who did not say yes."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-18 17:59")
        assert await s.got(ben) == ["10-11 18:00 reminder 1", "10-12 18:00 nudge 1", "10-13 16:00 today 1"]
        assert await s.missed(ben) == []


async def test_what_a_facilitator_gets_in_a_week():
    """SPEC 3: preview 2 days before the reminder, *how was it* 15 minutes after the end and once more at nine."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-16 17:59")
        assert await s.got(s.ada) == [
            "10-09 18:00 preview 1",
            "10-13 19:45 how-was-it 1",
            "10-14 09:00 how-was-it-again 1",
        ]


async def test_the_preview_is_the_reminder_with_four_buttons_and_silence_lets_it_go():
    """SPEC 3: the real rendering, *Looks good · Edit · Send now · Skip*."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-09 18:00")
        for words in ("are you coming to:", "Tue 13 Oct, 18:00", "Library, room 2"):
            assert s.ada.sees(words)
        assert [button.label for button in s.ada.room.shown[-1].buttons()] == [
            "Looks good",
            "Edit",
            "Send now",
            "Skip",
        ]
        await s.ada.presses("Looks good")
        assert s.ada.sees("It goes out Sun 11 Oct, 18:00")
        await s.until("2026-10-11 18:00")
        assert ben.sees("Ben, are you coming to:")


async def test_send_now_in_the_preview_sends_once():
    """SPEC 3, 3.1: at once, and not again when it would have been due."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-09 18:00")
        for _ in range(10):
            await s.ada.presses("Send now")
        assert s.ada.sees("That was sent already.")
        await s.until("2026-10-12 12:00")
        assert await s.got(ben) == ["10-09 18:00 reminder 1"]


async def test_skip_in_the_preview_skips_that_one_only():
    """SPEC 3: nobody gets it; the next one goes."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-09 18:00")
        await s.ada.presses("Skip")
        await s.until("2026-10-18 18:00")
        assert await s.got(ben) == ["10-13 16:00 today 1", "10-18 18:00 reminder 2"]


@pytest.mark.parametrize(
    ("zone", "first_on", "due"),
    [
        ("Europe/Berlin", date(2026, 10, 26), "10-24 18:00"),
        ("Europe/Berlin", date(2027, 3, 29), "03-27 18:00"),
        ("America/Chicago", date(2026, 11, 2), "10-31 18:00"),
        ("America/Chicago", date(2027, 3, 15), "03-13 18:00"),
        ("Pacific/Auckland", date(2027, 4, 5), "04-03 18:00"),
    ],
)
async def test_a_reminder_comes_at_the_same_time_of_day_across_clock_changes(
    zone: str, first_on: date, due: str
):
    """SPEC 3, 4.24: 48 hours on the wall clock, which are 47 or 49 by the stopwatch."""
    async with scene(zone=zone, circle=False) as s:
        await s.new_circle(first_on=first_on, count=1)
        ben = await s.joins("Ben")
        await s.stage.advance_to((await s.meeting()).starts_at)
        assert await s.got(ben, PostKind.REMINDER) == [f"{due} reminder 1"]


async def test_no_reminder_before_the_previous_meeting_has_ended():
    """SPEC 3: two meetings on two days; the second is asked about when the first is over."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.move(2, date(2026, 10, 14))
        await s.until("2026-10-14 18:00")
        assert await s.got(ben, PostKind.REMINDER) == ["10-11 18:00 reminder 1", "10-13 19:30 reminder 2"]


async def test_a_cancelled_meeting_holds_no_reminder_back():
    """SPEC 3, 3.5: only a meeting that is on has to end first."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.move(2, date(2026, 10, 14))
        await s.cancel(1)
        await s.until("2026-10-14 18:00")
        assert await s.got(ben, PostKind.REMINDER) == ["10-12 18:00 reminder 2"]


async def test_the_lead_is_the_meetings_else_the_circles_else_the_teams():
    """SPEC 3: and each can be taken back."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.lead(72)
        await s.lead(30, number=2)
        await s.lead(30, number=3)
        await s.lead(None, number=3)
        await s.until("2026-10-27 18:00")
        await s.lead(None)
        await s.until("2026-11-03 18:00")
        assert await s.got(ben, PostKind.REMINDER) == [
            "10-10 18:00 reminder 1",
            "10-19 12:00 reminder 2",
            "10-24 18:00 reminder 3",
            "11-01 18:00 reminder 4",
        ]


async def test_the_reminder_knows_its_reader():
    """SPEC 3: yes, no with the next date, silent twice softly; the facilitator is told who was silent."""
    async with scene() as s:
        ben, cleo, dana = await s.joins("Ben"), await s.joins("Cleo"), await s.joins("Dana")
        for number in (1, 2, 3):
            await s.answers(ben, Answer.YES, number=number)
            await s.answers(cleo, Answer.NO, number=number)
        await s.until("2026-10-23 18:00")
        assert s.ada.sees("Has not answered twice now: Dana.")
        await s.until("2026-10-25 18:00")
        assert ben.sees("we’ll see you soon")
        assert cleo.sees("We’ll see you next time then: Tue 3 Nov")
        assert dana.sees("we haven’t heard from you for a while")


@pytest.mark.parametrize(("lead", "nudged"), [(48, True), (36, True), (35, False), (24, False), (12, False)])
async def test_a_nudge_comes_only_twelve_hours_after_the_reminder(lead: int, *, nudged: bool):
    """SPEC 3: 24 hours before the meeting, if the reminder is that old."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(20))
        await s.lead(lead)
        ben = await s.joins("Ben")
        await s.until("2026-10-13 20:00")
        # With 36 hours the reminder is due at eight in the morning, when quiet hours end.
        assert bool(await s.got(ben, PostKind.NUDGE)) is nudged


async def test_a_nudge_goes_to_the_silent_who_were_asked_long_enough_ago():
    """SPEC 3, 3.4: not to who has answered, nor to who joined and was asked an hour ago."""
    async with scene() as s:
        ben, cleo, dana = await s.joins("Ben"), await s.joins("Cleo"), await s.joins("Dana")
        await s.until("2026-10-11 19:00")
        await s.answers(cleo, Answer.MAYBE)
        await s.answers(dana, Answer.NO)
        await s.until("2026-10-12 17:00")
        eve = await s.joins("Eve")
        await s.until("2026-10-12 18:00")
        assert await s.got(ben, PostKind.NUDGE) == ["10-12 18:00 nudge 1"]
        for actor in (cleo, dana, eve):
            assert await s.got(actor, PostKind.NUDGE) == []


async def test_today_goes_to_all_but_those_who_said_no():
    """SPEC 3: place and who is coming; the silent are asked, who comes may only be late."""
    async with scene() as s:
        ben, cleo, dana = await s.joins("Ben"), await s.joins("Cleo"), await s.joins("Dana")
        await s.answers(ben, Answer.YES)
        await s.answers(cleo, Answer.NO)
        await s.until("2026-10-13 16:00")
        assert await s.got(ben, PostKind.TODAY) == await s.got(dana, PostKind.TODAY)
        assert await s.got(cleo, PostKind.TODAY) == []
        assert dana.sees("Coming: Ben")
        assert [button.label for button in ben.room.shown[-1].buttons()] == ["🏃 Running late"]
        assert len(list(dana.room.shown[-1].buttons())) == 3


async def test_a_meeting_over_midnight_is_asked_about_at_once_without_a_sound():
    """SPEC 3, 3.6, 4.21: from 23:00 to 00:30, asked at 00:45, silently; and at nine if nobody has answered."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(23), count=1)
        await s.joins("Ben")
        await s.until("2026-10-14 00:45")
        message = s.ada.room.shown[-1].message
        assert message is not None
        assert message.silent
        await s.until("2026-10-14 18:00")
        assert await s.got(s.ada, PostKind.HOW_WAS_IT, PostKind.HOW_WAS_IT_AGAIN) == [
            "10-14 00:45 how-was-it 1",
            "10-14 09:00 how-was-it-again 1",
        ]


@pytest.mark.parametrize(
    ("at", "again"), [(time(1), "10-14 09:00"), (time(1, 15), "10-14 09:00"), (time(1, 16), "10-15 09:00")]
)
async def test_once_more_is_at_least_six_hours_later(at: time, again: str):
    """SPEC 3: a meeting that ends at 2:45 is asked about at 3:00 and at 9:00; a minute later, the next day."""
    async with scene(circle=False) as s:
        await s.new_circle(first_on=date(2026, 10, 14), at=at, count=1)
        await s.until("2026-10-15 23:00")
        assert await s.got(s.ada, PostKind.HOW_WAS_IT_AGAIN) == [f"{again} how-was-it-again 1"]


async def test_how_was_it_is_not_asked_again_of_anybody_once_one_has_answered():
    """SPEC 3: one of two facilitators is enough."""
    async with scene() as s:
        fay = await s.also("Fay", Role.FACILITATOR)
        await s.until("2026-10-13 19:45")
        assert fay.sees("How was Logic, meeting 1 of 6?")
        await s.ada.presses("Great")
        await s.until("2026-10-14 23:00")
        for actor in (s.ada, fay):
            assert await s.got(actor, PostKind.HOW_WAS_IT_AGAIN) == []


async def test_learners_who_said_yes_are_asked_for_a_rating():
    """SPEC 3: at the moment the facilitators are asked; who said no or nothing is not."""
    async with scene() as s:
        ben, cleo, dana = await s.joins("Ben"), await s.joins("Cleo"), await s.joins("Dana")
        await s.answers(ben, Answer.YES)
        await s.answers(cleo, Answer.NO)
        await s.until("2026-10-14 23:00")
        assert await s.got(ben, PostKind.RATING) == ["10-13 19:45 rating 1"]
        assert await s.got(cleo, PostKind.RATING) == await s.got(dana, PostKind.RATING) == []


async def test_goals_are_asked_about_half_way_and_at_the_end():
    """SPEC 3: only of who has given one."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben", goal="Argue well"), await s.joins("Cleo")
        await s.until("2026-10-28 10:00")
        assert ben.sees("Logic is half way")
        assert ben.sees("You wrote: “Argue well”")
        await s.until("2026-11-18 10:00")
        assert ben.sees("has had its last meeting")
        await ben.presses("Reached")
        assert ben.sees("Wonderful")
        assert await s.got(ben, PostKind.GOAL_CHECK) == [
            "10-28 10:00 goal-check",
            "11-18 10:00 goal-check",
        ]
        assert await s.got(cleo, PostKind.GOAL_CHECK) == []


async def test_the_wrap_up_goes_to_facilitators_and_organizers():
    """SPEC 3: 2 days after the last meeting: attendance curve, ratings, goals reached."""
    async with scene() as s:
        ben = await s.joins("Ben", goal="Argue well")
        await s.answers(ben, Answer.YES, number=2)
        await s.until("2026-11-18 12:00")
        await ben.presses("Reached")
        await _rated(s, 6)
        await s.until("2026-11-19 19:30")
        for actor in (s.ada, s.omar):
            assert await s.got(actor, PostKind.WRAP_UP) == ["11-19 19:30 wrap-up"]
            assert actor.sees("Goals reached: 1 of 1")
            assert actor.sees("4 by facilitators")
        assert await s.got(ben, PostKind.WRAP_UP) == []


async def test_who_is_both_organizer_and_facilitator_gets_one_wrap_up():
    """SPEC 3.1: a person is one recipient."""
    async with scene(circle=False) as s:
        await s.new_circle(by=s.omar, count=1)
        await s.until("2026-10-16 12:00")
        assert await s.got(s.omar, PostKind.WRAP_UP) == ["10-15 19:30 wrap-up"]


async def test_a_move_is_told_once_and_a_reminder_follows_for_the_new_time():
    """SPEC 4.16: old and new time to whoever was reminded or had answered, also with no; asked again."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.answers(ben, Answer.NO)
        assert await s.move(1, date(2026, 10, 15)) == 1
        await s.until("2026-10-15 18:00")
        assert ben.room.with_reference_of("It was: Tue 13 Oct, 18:00")
        assert await s.got(ben, PostKind.MOVED, PostKind.REMINDER) == [
            "10-05 11:02 moved 1",
            "10-13 18:00 reminder 1",
        ]
        assert await s.got(cleo, PostKind.MOVED, PostKind.REMINDER) == ["10-13 18:00 reminder 1"]


async def test_who_is_told_of_a_move_within_the_lead_is_not_reminded_too():
    """SPEC 4.16, 3.5: the notice asks; who had heard nothing gets the reminder."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-11 18:00")
        cleo = await s.joins("Cleo")
        await s.until("2026-10-12 12:00")
        await s.move(1, date(2026, 10, 13), time(19))
        await s.until("2026-10-12 12:30")
        dana = await s.joins("Dana")
        await s.until("2026-10-13 12:00")
        for actor in (ben, cleo):
            assert await s.got(actor, since="10-12 12") == ["10-12 12:02 moved 1"]
        assert await s.got(dana) == ["10-12 12:30 reminder 1"]


async def test_a_cancellation_is_told_to_all_and_nothing_else_follows():
    """SPEC 4.17: learners and co-facilitators, before the old time; no nudge, no *today*, no feedback."""
    async with scene() as s:
        fay = await s.also("Fay", Role.FACILITATOR)
        ben = await s.joins("Ben", goal="Argue well")
        await s.until("2026-10-12 12:00")
        assert await s.cancel(1) == 2
        await s.until("2026-10-16 17:00")
        assert await s.got(ben, since="10-12") == ["10-12 12:02 cancelled 1"]
        assert await s.got(fay, since="10-12") == ["10-12 12:02 cancelled 1"]
        assert await s.got(s.ada, since="10-12") == []


async def test_a_seat_that_comes_free_is_told_to_the_first_in_line_once():
    """SPEC 4.3: and whoever gets it within the lead gets the reminder too (3.5)."""
    async with scene(circle=False) as s:
        await s.new_circle(capacity=1)
        ben, cleo, dana = await s.joins("Ben"), await s.joins("Cleo"), await s.joins("Dana")
        await s.until("2026-10-11 19:00")
        await s.leaves(ben)
        await s.until("2026-10-11 20:00")
        assert [line[12:] for line in await s.got(cleo)] == ["reminder 1", "seat"]
        assert await s.got(dana) == []
