"""Learners whom no message reaches."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.chat.courier import Unreachable
from tests.scenario.cast import FAULT, REMINDER, october


async def test_the_dashboard_names_who_is_out_of_reach(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2: the dashboard shows the unreachable by name, with a link for them."""
    ben.room.outcome = Unreachable()
    await stage.advance_to(REMINDER)
    assert ada.sees("I can’t reach Ben in Public Speaking any more.")
    await ada.says("/circle manage")
    assert FAULT not in ada.screen
    assert ada.sees("Ben")
    ben.room.outcome = None
    await ben.says("/start")
    await stage.advance_to(october(13, 16))
    assert ben.sees("meets today")
