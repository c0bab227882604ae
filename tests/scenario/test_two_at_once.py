"""Two facilitators who change one thing at once."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import FAULT, circle_of, second_facilitator


async def test_two_people_write_the_standing_text(stage: Stage, ada: Actor) -> None:
    """SPEC 4.32: the second hears of the first one's words instead of writing over them unseen."""
    bea = await second_facilitator(stage, ada)
    for one in (ada, bea):
        await one.says("/circle reminder")
        await one.presses("Words of all reminders")
    await ada.fills({"words": "Ada’s words"})
    await bea.fills({"words": "Bea’s words"})
    assert bea.sees("Ada’s words")
    assert (await circle_of(stage, ada)).reminder_words == "Ada’s words"
    assert bea.sees("Yours was: “Bea’s words”")
    await bea.presses("Edit")
    await bea.fills({"words": "Words of both"})
    assert (await circle_of(stage, ada)).reminder_words == "Words of both"


async def test_two_people_set_the_lead(stage: Stage, ada: Actor) -> None:
    """SPEC 4.32: the second hears that the lead is another one by now."""
    bea = await second_facilitator(stage, ada)
    for one in (ada, bea):
        await one.says("/circle reminder")
        await one.presses("When reminders go out")
    await ada.fills({"hours": "24"})
    await bea.fills({"hours": "72"})
    lead = (await circle_of(stage, ada)).reminder_lead
    assert lead is not None
    assert lead.total_seconds() == 24 * 3600
    assert bea.sees("24")


async def test_the_standing_text_changes_while_one_reminder_is_edited(stage: Stage, ada: Actor) -> None:
    """SPEC 4.32: what is told names who has written, also where it was the circle's standing text."""
    bea = await second_facilitator(stage, ada)
    await ada.says("/circle reminder")
    await ada.presses("Reminder 1")
    await ada.presses("Edit")
    await bea.says("/circle reminder")
    await bea.presses("Words of all reminders")
    await bea.fills({"words": "Bea’s standing words"})
    await ada.fills({"words": "Only this time"})
    assert FAULT not in ada.screen
    assert not ada.screen.startswith(" has written")
    assert ada.sees("Bea has written something else meanwhile") or ada.sees("Only this time\n")
