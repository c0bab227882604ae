"""Settings: on one card, changed with a form, kept by what goes out."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.app.preferences import receive_here
from bot.domain.errors import NotFound
from tests.scenario.cast import BERLIN, id_of, october


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
