"""Forms that are sent late: when what they are about has changed, or when they were sent already."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.app.circles import remove_facilitator
from tests.scenario.cast import (
    REFUSED,
    START,
    circle_of,
    co_facilitator,
    get_hold_of,
    id_of,
    second_facilitator,
)


async def test_a_form_that_was_open_when_the_meeting_was_cancelled(stage: Stage, ada: Actor) -> None:
    """SPEC 4.17: a form about a meeting that is off by now says that it is off."""
    bea = await second_facilitator(stage, ada)
    await ada.says("/circle meeting 1")
    await ada.presses("Move it")
    await bea.says("/circle meeting 1")
    await bea.presses("Cancel it")
    await ada.fills({"at": "19:00"})
    assert ada.sees("Meeting 1, Tue 13 Oct, 18:00 (Berlin time), is cancelled.")


async def test_a_form_that_was_open_when_the_role_was_lost_does_nothing(stage: Stage, ada: Actor) -> None:
    """SPEC 1.3: checked in the use case, for forms as for buttons."""
    await ada.presses("Manage")
    bea = await co_facilitator(stage, ada, "Bea")
    circle, bea_id = await circle_of(stage, ada), await id_of(stage, bea)
    await bea.says("/circle meeting 1")
    await bea.presses("Move it")
    await stage.store.run(lambda work: remove_facilitator(work, bea_id, circle.id, bea_id, now=START))
    await bea.fills({"at": "19:00"})
    assert bea.sees(REFUSED)
    await ada.says("/circle meeting 1")
    assert ada.sees("18:00")


async def test_the_button_that_sends_pressed_again(stage: Stage, ada: Actor) -> None:
    """SPEC 4.1: a second tap on the button that signs up is one sign-up, and is answered in peace."""
    ben = stage.person("Ben")
    await ben.opens(ada.link("Public Speaking"))
    await ben.presses("Sign up")
    for label in ("Keep it", "Skip", "Skip", "Yes, write to me"):
        await ben.presses(label)
    get_hold_of("Sign me up", of=ben.room, by=ben)
    await ben.presses("Sign me up")
    assert ben.sees("You’re in: Public Speaking")
    await ben.presses("Sign me up")
    assert ben.sees("That form was sent or cancelled already.")
    await ada.presses("Manage")
    assert ada.sees("1 of 8 seats")
