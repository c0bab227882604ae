"""Settings: on one card, changed with a form, kept by what goes out."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.app.preferences import receive_here
from bot.domain.errors import NotFound
from tests.scenario.cast import BERLIN, id_of, join, move_meeting, october


async def test_settings_are_seen_and_changed(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, settings: name, zone, quiet hours, the word on the day."""
    await ben.says("/settings")
    assert ben.sees("I call you: Ben")
    assert ben.sees("Quiet hours: 21:00 to 08:00")
    await ben.presses("Change")
    await ben.fills(
        {
            "name": "Benjamin",
            "zone": "lisbon",
            "quiet_from": "10 pm",
            "quiet_until": "7:30",
            "today": "nothing",
        }
    )
    assert ben.sees("I call you: Benjamin")
    assert ben.sees("Time zone: Europe/Lisbon")
    assert ben.sees("Quiet hours: 22:00 to 07:30")
    assert ben.sees("On the day of a meeting: nothing")
    await ada.says("/circle manage")
    assert ada.sees("Benjamin")


async def test_settings_are_shown_whole_where_forms_are(ada: Actor) -> None:
    """SPEC 2, settings: the same on every platform."""
    await ada.says("/circle settings")
    await ada.presses("Change")
    assert ada.form is not None
    assert [field.key for field in ada.form.fields] == ["name", "zone", "quiet_from", "quiet_until", "today"]
    await ada.fills({"name": "Ada L."})
    assert ada.sees("I call you: Ada L.")


@pytest.mark.parametrize(
    ("field", "given"), [("zone", "Nowhere"), ("quiet_from", "late"), ("today", "perhaps")]
)
async def test_what_cannot_be_set_is_asked_again(ben: Actor, field: str, given: str) -> None:
    """SPEC 2, settings."""
    await ben.says("/settings")
    await ben.presses("Change")
    await ben.fills({field: given})
    assert ben.sees("⚠️")
    await ben.says("/settings")
    assert ben.sees("I call you: Ben")


async def test_quiet_hours_are_the_person_s_own(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> None:
    """SPEC 3.6: the same time twice means none; other hours hold others back."""
    await ben.says("/settings")
    await ben.presses("Change")
    await ben.fills({"quiet_from": "00:00", "quiet_until": "00:00"})
    assert ben.sees("Quiet hours: none")
    await cleo.says("/settings")
    await cleo.presses("Change")
    await cleo.fills({"quiet_from": "17:00", "quiet_until": "19:30"})
    await stage.advance_to(october(11, 18, 1))
    assert ben.sees("are you coming to:")
    assert cleo.screen == ""
    await stage.advance_to(october(11, 19, 31))
    assert cleo.sees("are you coming to:")
    assert stage.clock.now().astimezone(BERLIN).hour == 19


async def test_the_word_on_the_day_can_be_switched_off(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 2, settings; 3.1: and /why says so."""
    await ben.says("/settings")
    await ben.presses("Change")
    await ben.fills({"today": "off"})
    await stage.advance_to(october(13, 16, 30))
    assert cleo.sees("meets today")
    assert not ben.sees("meets today")
    await ben.says("/why")
    assert ben.sees("not sent: you asked for no word on the day")


async def test_circles_are_muted_from_settings(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, settings: mute one circle or all, asked: also cancellations?"""
    await ben.says("/settings")
    assert ben.sees("Quiet about: nothing")
    await ben.presses("Quiet: Public Speaking")
    assert ben.sees("Not even then")
    await ben.says("/settings")
    assert ben.sees("Quiet about: Public Speaking")
    await ben.presses("Write to me again: Public Speaking")
    await ben.says("/settings")
    await ben.presses("Quiet: everything")
    await ben.says("/settings")
    assert ben.sees("Quiet about: everything")


async def test_settings_are_for_private(stage: Stage, ben: Actor) -> None:
    """SPEC 1.5: a command in the wrong place leads to the right one."""
    await ben.says("/settings", at=stage.group("The circle"))
    assert not ben.sees("I call you")


async def test_an_account_of_somebody_else_s_cannot_receive(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 1.3."""
    ada_id, ben_id = await id_of(stage, ada), await id_of(stage, ben)
    (account,) = await stage.store.run(lambda work: work.accounts.of(ada_id))
    with pytest.raises(NotFound):
        await stage.store.run(lambda work: receive_here(work, ben_id, account.id, now=stage.clock.now()))


async def set_today(person: Actor, today: str) -> None:
    await person.says("/settings")
    await person.presses("Change")
    await person.fills({"today": today})
    assert person.sees(f"On the day of a meeting: {today}")


async def test_the_word_on_the_day_comes_when_one_wants_it(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor, dana: Actor, eve: Actor
) -> None:
    """SPEC 2, settings: its lead is each person's own; who says no before it comes is left in peace (SPEC 3)."""
    for learner, today in ((ben, "a word half an hour before"), (cleo, "a word 4 hours before")):
        await set_today(learner, today)
    await join(dana, ada)
    await join(eve, ada)
    await set_today(eve, "a word an hour before")
    await eve.says("/rsvp yes")
    for hour, minute, hears in (
        (13, 59, ()),
        (14, 1, (cleo,)),
        (15, 59, ()),
        (16, 1, (dana,)),
        (16, 59, ()),
    ):
        await stage.advance_to(october(13, hour, minute))
        for learner in (ben, cleo, dana, eve):
            assert learner.sees("meets today") == (learner in hears), (learner.name, hour)
    await eve.says("/rsvp no")
    await stage.advance_to(october(13, 17, 29))
    assert not eve.sees("meets today")
    assert not ben.sees("meets today")
    await stage.advance_to(october(13, 17, 31))
    assert ben.sees("meets today")
    assert not dana.sees("meets today")


async def test_another_lead_on_the_day_itself(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor, dana: Actor
) -> None:
    """SPEC 2, settings: what has not come yet comes by the new lead, once; a latecomer hears by theirs."""
    await set_today(cleo, "a word 8 hours before")
    await stage.advance_to(october(13, 12))
    await set_today(ben, "a word 4 hours before")
    await set_today(dana, "a word 4 hours before")
    await join(dana, ada)
    await stage.advance_to(october(13, 14, 1))
    for learner in (ben, dana):
        assert learner.screen.count("meets today") == 1
    await set_today(ben, "a word half an hour before")
    await stage.advance_to(october(13, 17, 45))
    assert not ben.sees("meets today")
    assert not cleo.sees("meets today")


async def test_an_early_word_does_not_wake_anybody(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.6: eight hours before ten in the morning is at night; it comes when that is over, or when the others hear."""
    await set_today(ben, "a word 8 hours before")
    await move_meeting(ada, 1, on="13 Oct", at="10:30")
    await stage.advance_to(october(13, 7, 59))
    assert not ben.sees("meets today")
    await stage.advance_to(october(13, 8))
    assert ben.sees("meets today")


async def test_everybody_hears_at_once_when_the_facilitator_says_so(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 2 `manage`: *Send now* waits for nobody's lead."""
    await set_today(ben, "a word half an hour before")
    await stage.advance_to(october(13, 12))
    await ada.says("/circle reminder")
    await ada.presses("Today 1")
    await ada.presses("Send now")
    await stage.advance(minutes=1)
    for learner in (ben, cleo):
        assert learner.sees("meets today")
