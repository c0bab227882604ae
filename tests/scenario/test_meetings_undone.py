"""*Undo*: for two minutes a change can be taken back, and nobody has heard of it (SPEC 2, `meeting`)."""

from datetime import date, time

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from tests.scenario.cast import circle_of, co_facilitator, get_hold_of, october, press_that
from tests.scenario.posts_stage import scene

REMINDER = october(11)


async def test_a_move_that_is_taken_back(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 2, 4.11: nobody hears, answers stand again, and reminders are as they were."""
    await stage.advance_to(REMINDER)
    await ben.presses("Yes")
    await ada.says("/circle meeting 1 15 Oct 19:00")
    await ada.presses("Move it")
    assert ada.sees("You have 2 minutes to take it back. Nobody hears before.")
    await stage.advance(minutes=1)
    assert ben.screen == ""
    await ada.presses("Undo")
    assert ada.sees("Taken back. In Public Speaking all is as it was.\n1. Tue 13 Oct, 18:00 (Berlin time)")
    await ada.says("/circle manage")
    assert ada.sees("Coming: Ben")
    await stage.advance_to(october(12, 17, 59))
    assert ben.screen == ""
    await stage.advance_to(october(13, 16))
    assert cleo.sees("Coming: Ben")
    await stage.advance_to(october(15, 20))
    for one in (ben, cleo):
        assert not one.sees("has moved")


async def test_pressed_twice_too_late_and_by_another(
    stage: Stage, ada: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 2: twice is harmless, later is refused kindly, and a stranger may not."""
    await ada.says("/circle manage")
    bea = await co_facilitator(stage, ada, "Bea")
    await ada.says("/circle meeting 1 cancel")
    await ada.presses("Cancel it")
    button, _ = ada.room.button("Undo")
    await press_that(zed, button)
    assert zed.sees("That’s for others to decide here.")
    await press_that(bea, button)
    assert bea.sees("Taken back.")
    await press_that(ada, button)
    assert ada.sees("That was taken back already.")
    await ada.says("/circle meeting 1 cancel")
    await ada.presses("Cancel it")
    await stage.advance(minutes=2)
    assert ben.sees("is cancelled.")
    await ada.presses("Undo")
    assert ada.sees("It’s too late to take that back")
    await ada.says("/circle meeting 1")
    assert ada.sees("cancelled")
    assert ben.screen.count("is cancelled.") == 1


async def test_what_has_been_changed_since_is_not_taken_back(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, 4.32: an older change under a newer one stays; from the newest on back each can be taken back."""
    await ada.says("/circle meeting 2 21 Oct")
    await ada.presses("Move it")
    first, _ = ada.room.button("Undo")
    await ada.says("/circle meeting 2 22 Oct")
    await ada.presses("Move it")
    second, _ = ada.room.button("Undo")
    await press_that(ada, first)
    assert ada.sees("That has been changed again since")
    await press_that(ada, second)
    assert ada.sees("2. Wed 21 Oct, 18:00 (Berlin time)")
    await press_that(ada, first)
    assert ada.sees("2. Tue 20 Oct, 18:00 (Berlin time)")


async def test_no_number_stands_for_two_times() -> None:
    """SPEC 3.1, 4.16: after a move that was taken back another move has a number of its own, and everybody hears."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.answers(ben, Answer.YES)
        await s.move(1, date(2026, 10, 14))
        taken = await s.meeting(1)
        undo = await s.run(lambda work: work.undos.open_until(s.circle, now=s.now))
        assert undo is not None
        await s.ada.says("/circle meeting 1 16 Oct")
        await s.ada.presses("Move it")
        await s.ada.presses("Undo")
        again = await s.meeting(1)
        assert (again.starts_at, again.revision) == (taken.starts_at, taken.revision)
        assert again.sequence > taken.sequence
        await s.move(1, date(2026, 10, 15))
        assert (await s.meeting(1)).revision > again.sequence
        await s.stage.advance(minutes=3)
        assert len(await s.got(ben, PostKind.MOVED)) == 1
        assert ben.sees("It was: Tue 13 Oct, 18:00")
        assert ben.sees("It is now: Thu 15 Oct, 18:00")


async def test_what_waited_before_the_change_waits_again() -> None:
    """SPEC 2, 3.6: a reminder held back by the night, dropped by a move that is taken back, comes in the morning."""
    async with scene(circle=False) as s:
        await s.new_circle(at=time(22))
        ben = await s.joins("Ben")
        await s.until("2026-10-11 22:05")
        assert await s.got(ben) == []
        await s.ada.says("/circle meeting 1 later")
        await s.ada.presses("Move them all")
        await s.ada.presses("Undo")
        await s.until("2026-10-12 09:00")
        assert await s.got(ben, PostKind.REMINDER) == ["10-12 08:00 reminder 1"]
        assert await s.got(ben, PostKind.MOVED) == []


async def test_a_reminder_for_the_new_time_waits_too(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 2, 3.5: what is due at once for the new time does not go out while the move can be taken back."""
    await ada.says("/circle meeting 2 tomorrow 18:00")
    await ada.presses("Move it")
    await stage.advance(minutes=1)
    assert ben.screen == ""
    await ada.presses("Undo")
    await stage.advance(hours=3)
    assert ben.screen == ""
    await ada.says("/circle meeting 2 tomorrow 18:00")
    await ada.presses("Move it")
    await stage.advance(minutes=3)
    assert ben.screen.count("are you coming to:") == 1


async def test_who_answered_for_the_new_time_meanwhile_is_told(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: who saw the new time by themselves and answered for it does not go there."""
    await ada.says("/circle meeting 1 15 Oct")
    await ada.presses("Move it")
    await ben.says("/rsvp yes")
    assert ben.sees("Thu 15 Oct")
    await ada.presses("Undo")
    await stage.advance(minutes=1)
    assert ben.sees("It is now: Tue 13 Oct, 18:00 (Berlin time)")
    assert ben.sees("Do you come at the new time?")


async def test_nobody_has_time_left_to_take_back(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.17: shortly before the meeting everybody hears at once, and there is no Undo."""
    await stage.advance_to(october(13, 17, 57))
    ada.room.shown.clear()
    ada.room.seen_to = 0
    await ada.says("/circle meeting 1 cancel")
    await ada.presses("Cancel it")
    assert not ada.sees("Nobody hears before")
    await stage.advance(minutes=1)
    assert ben.sees("is cancelled.")


async def test_every_other_change_can_be_taken_back(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: several moved, one more, another place, on again, did not happen, and a deleted circle."""
    await stage.advance_to(REMINDER)
    await ada.says("/circle meeting 2 later")
    await ada.presses("Move them all")
    await ada.presses("Undo")
    assert ada.sees("6. Tue 17 Nov, 18:00 (Berlin time)")
    await ada.says("/circle meeting add")
    await ada.fills({})
    await ada.presses("Undo")
    await ada.says("/circle meeting")
    assert not ada.sees("7.")
    await ada.says("/circle meeting 1 place Town hall")
    await ada.fills({})
    await ada.presses("Undo")
    await ada.says("/circle meeting 1")
    assert ada.sees("Where: City Library")
    await ada.says("/circle manage")
    await ada.presses("Delete the circle")
    await ada.presses("Undo")
    assert (await circle_of(stage, ada)).name == "Public Speaking"
    await stage.advance(minutes=5)
    assert ben.screen == ""
    await stage.advance_to(october(13, 19, 31))
    await ada.says("/circle meeting 1 missed")
    await ada.presses("It didn’t happen")
    await ada.presses("Undo")
    await stage.advance(minutes=20)
    assert ada.sees("How was Public Speaking, meeting 1 of 6?")
    await ada.says("/circle meeting 3 cancel")
    await ada.presses("Cancel it")
    await stage.advance(minutes=3)
    assert ben.sees("is cancelled")
    await ada.says("/circle meeting 3 on")
    await ada.presses("It’s on again")
    await ada.presses("Undo")
    await stage.advance(minutes=3)
    assert not ben.sees("on after all")
    await ada.says("/circle meeting 3")
    assert ada.sees("– cancelled")


async def test_an_organizers_undo_of_a_held_button(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 1.3: whoever may change the circle may take a change back, whoever made it."""
    await ada.says("/circle meeting 2 21 Oct")
    await ada.presses("Move it")
    get_hold_of("Undo", of=ada.room, by=omar)
    await omar.presses("Undo")
    assert omar.sees("Taken back.")
