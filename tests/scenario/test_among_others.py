"""What is done in groups, where others read along."""

from adapters.demo.actor import Actor
from adapters.demo.rooms import TELEGRAM
from adapters.demo.stage import Stage
from bot.chat.outgoing import Message
from bot.domain.ids import new_id
from tests.scenario.cast import REMINDER, join, publish


async def test_a_strangers_yes_in_a_group_leads_into_private(
    stage: Stage, ada: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 4.10: a group member who has not signed up gets a deep link; goals are not asked for among others."""
    club = stage.group("Club", surface=TELEGRAM)
    await stage.advance_to(REMINDER)
    _, shown = ben.room.button("Yes")
    assert shown.message is not None
    club.show(Message(shown.message.parts, shown.message.buttons), new_id())
    await zed.presses("Yes", at=club)
    await zed.opens(club.link())
    await zed.fills({"consent": "yes"})
    assert zed.sees("You’re in: Public Speaking")
    assert zed.sees("See you there!")
    assert not club.sees("What would you like to get out of it?")


async def test_signing_up_from_a_group_goes_on_in_private(stage: Stage, ada: Actor, zed: Actor) -> None:
    """SPEC 4.10: browsing in a group is fine; the questions of a sign-up are not asked before the others."""
    club = stage.group("Club", surface=TELEGRAM)
    await zed.says("/browse", at=club)
    await zed.presses("Public Speaking", at=club)
    assert club.sees("Where: City Library")
    await zed.presses("Sign up", at=club)
    assert not club.sees("1 of 4")
    await zed.opens(club.link("private"))
    assert zed.sees("What should the others call you?") or zed.sees("[Sign up]")


async def test_a_dashboard_is_not_shown_to_a_group(stage: Stage, ada: Actor, cleo: Actor) -> None:
    """SPEC 9: goals and reasons never appear in public places, whoever presses the button there."""
    await cleo.says("/rsvp no at the dentist’s")
    hall = stage.group("#hall")
    await ada.says("/circle browse", at=hall)
    await ada.presses("Public Speaking", at=hall)
    await ada.presses("Manage", at=hall)
    assert not hall.sees("Give a toast")
    assert not hall.sees("dentist")
    await ada.opens(hall.link("private"))
    assert ada.sees("Give a toast")


async def test_the_link_to_meet_online_stays_out_of_groups(stage: Stage, ada: Actor, dana: Actor) -> None:
    """SPEC 5: the online link never appears in a group unless switched on, also when a member looks at the card there."""
    await publish(ada, title="Logic", first_on="14 Oct", link="https://example.org/meet")
    await join(dana, ada, "Logic")
    club = stage.group("Club", surface=TELEGRAM)
    await dana.says("/browse", at=club)
    await dana.presses("Logic", at=club)
    assert club.sees("City Library")
    assert not club.sees("example.org/meet")
