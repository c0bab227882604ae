"""Who wants to hear nothing but that a meeting is moved or cancelled hears just that (4.31, 4.16)."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import REMINDER, move_meeting

MOVED = "Public Speaking, meeting 1 of 6, has moved."


async def _quiet(ben: Actor) -> None:
    await ben.says("stop")
    await ben.presses("Quiet: Public Speaking")
    assert ben.sees("except when a meeting is cancelled or moved")


async def test_a_move_after_the_reminder_that_was_not_sent(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.31: they know the old time from their sign-up, and no reminder would tell them of the new one."""
    await _quiet(ben)
    await stage.advance_to(REMINDER)
    assert not ben.sees("are you coming")
    await move_meeting(ada, 1, on="14 Oct")
    await stage.advance(hours=16)
    assert ben.screen.count(MOVED) == 1
    assert ben.sees("Wed 14 Oct, 18:00")


async def test_a_move_before_any_reminder(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 4.16, 4.31: others are reminded of the new time; whoever is quiet is told, of the last of several, once."""
    await _quiet(ben)
    await move_meeting(ada, 1, on="14 Oct")
    await stage.advance(minutes=0.5)
    await move_meeting(ada, 1, on="15 Oct")
    await stage.advance(minutes=5)
    assert ben.screen.count(MOVED) == 1
    assert ben.sees("It was: Tue 13 Oct, 18:00")
    assert ben.sees("It is now: Thu 15 Oct, 18:00")
    assert not cleo.sees(MOVED)
    await ada.says("/circle meeting 1 14 Oct")
    await ada.presses("Move it")
    await stage.advance(minutes=5)
    assert ben.screen.count(MOVED) == 1


async def test_nothing_is_said_of_what_came_to_nothing_or_was_not_wanted(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor, dana: Actor
) -> None:
    await _quiet(ben)
    await cleo.says("stop")
    await cleo.presses("Quiet: Public Speaking")
    await cleo.presses("Not even then")
    await move_meeting(ada, 1, on="14 Oct")
    await stage.advance(minutes=0.5)
    await move_meeting(ada, 1, on="13 Oct")
    await stage.advance(minutes=5)
    assert not ben.sees(MOVED)
    await move_meeting(ada, 1, on="14 Oct")
    await stage.advance(minutes=5)
    assert not cleo.sees(MOVED)
