"""Help, menus, wrong places, near misses, and what people are called."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import TELEGRAM
from adapters.demo.stage import Stage
from bot.chat.buttons import RunVerb, decode
from tests.scenario.cast import FAULT, circle_link, every_button, join, publish


async def test_a_stranger_begins(zed: Actor) -> None:
    """SPEC 1.5: a bare /start gets what this is, browse, help, and "I was invited"."""
    await zed.says("/start")
    assert zed.sees("A learning circle is about eight people")
    labels = [button.label for button in every_button(zed.room)]
    assert {"Find a circle", "Help", "I was invited"} <= set(labels)
    await zed.presses("I was invited")
    assert zed.sees("you got a link or a code")
    await zed.presses("Find a circle")
    assert zed.sees("No circle is open for sign-up right now.")
    await zed.presses("Help")
    assert zed.sees("/browse [CITY]: find a circle to join")


async def test_help_shows_what_this_person_can_do(omar: Actor, ada: Actor, ben: Actor, zed: Actor) -> None:
    """SPEC 1.5: help shows what this person can do."""
    shown: dict[str, set[str]] = {}
    for one, text in ((zed, "/help"), (ben, "/help"), (ada, "/circle help"), (omar, "/circle help")):
        await one.says(text)
        lines = one.screen.splitlines()
        shown[one.name] = {line.split()[0].strip(":/") for line in lines if line.startswith("/")}
    assert {"browse", "help", "name"} <= shown["Zed"]
    assert not shown["Zed"] & {
        "mine",
        "rsvp",
        "leave",
        "new",
        "manage",
        "meeting",
        "reminder",
        "team",
        "digest",
    }
    assert {"mine", "rsvp", "leave", "why"} <= shown["Ben"]
    assert not shown["Ben"] & {"new", "manage", "meeting", "reminder", "team", "digest"}
    assert {"new", "manage", "meeting", "reminder"} <= shown["Ada"]
    assert not shown["Ada"] & {"mine", "rsvp", "leave", "team", "digest"}
    assert {"new", "manage", "team", "digest"} <= shown["Omar"]


async def test_help_shows_what_makes_sense_here(stage: Stage, omar: Actor) -> None:
    """SPEC 1.5: in a group, help shows what is answered in a group."""
    hall = stage.group("#hall")
    await omar.says("/circle help", at=hall)
    assert hall.sees("/browse")
    assert hall.sees("/digest")
    assert not hall.sees("/team")
    assert not hall.sees("/manage")


async def test_menus_grow_with_what_one_does(stage: Stage, ada: Actor, dana: Actor) -> None:
    """SPEC 1.5: the menu that comes with the bare command has a button for each."""
    await dana.says("/start")
    assert "My circles" not in {button.label for button in every_button(dana.room)}
    await join(dana, ada)
    await dana.says("/start")
    assert dana.sees("Hello Dana")
    await dana.presses("My circles")
    assert dana.sees("W1 · W2 ·")
    await ada.says("/circle")
    await ada.presses("Circles I run")
    assert ada.sees("Public Speaking")


async def test_a_command_in_the_wrong_place_leads_to_the_right_one(
    stage: Stage, ada: Actor, ben: Actor
) -> None:
    """SPEC 1.5: what is between me and the bot answers a group with a link, and tells the group nothing."""
    hall = stage.group("#hall")
    await ada.says("/circle manage", at=hall)
    assert hall.sees("That’s between you and me.")
    assert not hall.sees("Public Speaking")
    await ada.opens(hall.link("Continue in private"))
    assert ada.sees("Next: Tue 13 Oct")
    club = stage.group("Club", surface=TELEGRAM)
    for verb in ("mine", "rsvp no sick", "leave", "new", "meeting 1", "reminder", "team", "name Bob", "why"):
        await ben.says(f"/{verb}", at=club)
        assert club.sees("Continue in private"), verb
        await ben.opens(club.link("Continue in private"))
        assert FAULT not in ben.screen, verb


async def test_a_command_for_groups_typed_in_private(omar: Actor) -> None:
    """SPEC 1.5: /digest here in private says where it belongs."""
    await omar.says("/circle digest here")
    assert omar.sees("Type /digest here in the group or channel")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("brwse", "browse"), ("BROWSE", None), ("helpp", "help"), ("rspv", "rsvp"), ("mines", "mine")],
)
async def test_a_near_miss(zed: Actor, typed: str, meant: str | None) -> None:
    """SPEC 1.5: a near miss gets the closest verb, with a button; capitals are no miss."""
    await zed.says(f"/{typed}")
    if meant is None:
        assert zed.sees("No circle is open")
        return
    assert zed.sees(f"I don’t know “{typed}”. Did you mean /{meant}?")
    await zed.presses(f"/{meant}")
    assert not zed.sees("I don’t know")


async def test_what_is_no_command_at_all(zed: Actor) -> None:
    """SPEC 1.5: what is near nothing leads to help; so do words that mean nothing."""
    await zed.says("/xyzzy plugh")
    assert zed.sees("I don’t know “xyzzy”. /help shows what you can do.")
    await zed.says("colourless green ideas")
    assert zed.sees("Sorry, I didn’t catch that.")
    assert zed.sees("Here is what you can do:")


async def test_words_among_others_are_not_for_the_bot(stage: Stage, ben: Actor) -> None:
    """SPEC 1.5: a group can talk without being answered."""
    club = stage.group("Club", surface=TELEGRAM)
    for text in ("hello everybody", "yes", "can't make it"):
        await ben.says(text, at=club)
        assert club.screen == ""


async def test_people_are_asked_once_what_to_be_called(stage: Stage, ada: Actor, dana: Actor) -> None:
    """SPEC 1.5: the first form asks, the second does not; it can be changed."""
    await publish(ada, title="Logic", first_on="14 Oct")
    await dana.opens(ada.link("Public Speaking"))
    await dana.presses("Sign up")
    assert dana.sees("What should the others call you?")
    assert dana.sees("So far: Dana")
    await dana.fills({"name": "Danae", "consent": "yes"})
    await dana.opens(ada.link("Logic"))
    await dana.presses("Sign up")
    assert not dana.sees("call you")
    await dana.fills({"consent": "yes"})
    await dana.says("/name")
    assert dana.sees("Type /name and your name after it.")
    await dana.says("/name   Dana   D. ")
    assert dana.sees("I’ll call you Dana D..")
    await ada.says("/circle manage")
    await ada.presses("Public Speaking")
    assert ada.sees("No answer yet: Dana D.")


async def test_names_that_are_none(zed: Actor) -> None:
    """SPEC 1.5: a name of nothing visible or without end is not taken, and says why."""
    await zed.says("/start")
    await zed.says("/name \u200b\u200d")
    assert zed.sees("This one needs an answer.")
    await zed.says("/name " + "x" * 81)
    assert zed.sees("there is room for 80")
    await zed.says("/start")
    assert zed.sees("Hello Zed")


async def test_every_button_of_a_menu_does_something(omar: Actor, ben: Actor) -> None:
    """SPEC 1.5: menus show what this person can do here, and no button of theirs leads nowhere."""
    for one, bare in ((omar, "/circle"), (ben, "/start")):
        await one.says(bare)
        menu = [b.label for b in every_button(one.room) if isinstance(decode(b.action), RunVerb)]
        assert len(menu) > 2
        for label in menu:
            await one.presses(label)
            assert one.screen, label
            assert FAULT not in one.screen, label


async def test_circles_of_one_name_are_told_apart(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 1.2, 2 `manage`: a circle that is run again has the name of the first, and one knows which button is which."""
    await ada.says("/circle manage")
    await ada.presses("Run it again")
    await ada.fills({"first_on": "24 Nov", "at": "18:00"})
    await ada.presses("Publish")
    await ben.opens(circle_link(ada))
    await ben.presses("Sign up")
    await ben.fills({"consent": "yes"})
    first, second = "Public Speaking · Tue, 13 Oct 2026", "Public Speaking · Tue, 24 Nov 2026"
    for verb in ("manage", "reminder", "learners", "meeting"):
        await ada.says(f"/circle {verb}")
        assert ada.sees(first), verb
        assert ada.sees(second), verb
    await ada.says("/circle message")
    for name in (first, second):
        await ada.fills({"circle": name, "text": ""})
        assert ada.sees(name)
    for words in ("/leave", "stop", "/calendar", "May I bring a friend along?"):
        await ben.says(words)
        assert ben.sees(first), words
        assert ben.sees(second), words
    await ben.presses(second)
    assert ben.sees("passed that on to Ada")
