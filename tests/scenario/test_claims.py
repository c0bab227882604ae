"""Links with which somebody takes a seat that is theirs: no second seat either way."""

from pathlib import Path

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.chat.courier import Unreachable
from bot.chat.outgoing import DeepLink
from tests.scenario.cast import (
    ASKED,
    REMINDER,
    START,
    dump,
    found_team,
    join,
    new_facilitator,
    october,
    publish,
)

TAKE = "Take the seat in"


async def add(facilitator: Actor, names: str) -> None:
    await facilitator.says("/circle learners")
    await facilitator.presses("Add by name")
    await facilitator.fills({"names": names})


async def link_for(facilitator: Actor, name: str) -> DeepLink:
    await facilitator.says("/circle learners")
    await facilitator.presses(name)
    label = "Link to take this seat" if facilitator.sees("by name") else "Link for a new account"
    await facilitator.presses(label)
    assert facilitator.sees(f"Send this to {name} only:")
    return facilitator.link(TAKE)


async def test_added_by_name_and_now_in_chat(stage: Stage, ada: Actor, zed: Actor) -> None:
    """SPEC 1.6: the seat is taken over, no second one; opening the link changes nothing before it is confirmed (4.14)."""
    await add(ada, "Nils")
    link = await link_for(ada, "Nils")
    await zed.opens(link)
    assert zed.sees("This link leads to the seat of Nils in Public Speaking. Is that you?")
    await zed.says("/mine")
    assert zed.sees("You’re in no circle yet.")
    await zed.presses("Yes, that’s my seat")
    assert zed.sees("You’re in: Public Speaking")
    await ada.says("/circle learners")
    assert ada.sees("1 of 8 seats")
    assert ada.sees("1. Nils")
    assert not ada.sees("by name, no chat")
    await stage.advance_to(REMINDER)
    assert zed.sees(ASKED)
    await ada.says("/circle manage")
    assert ada.sees("No answer yet: Nils")


async def test_the_link_works_once(ada: Actor, ben: Actor, dana: Actor, zed: Actor) -> None:
    """SPEC 9: single-purpose; whoever comes second learns that, and whoever has the seat that it is theirs."""
    await add(ada, "Nils")
    link = await link_for(ada, "Nils")
    for one in (dana, zed):
        await one.opens(link)
    await dana.presses("Yes, that’s my seat")
    await dana.presses("Yes, that’s my seat")
    assert dana.sees("You’re in Public Speaking already.")
    await zed.presses("Yes, that’s my seat")
    assert zed.sees("That link was used already.")
    await dana.opens(link)
    assert dana.sees("The seat in Public Speaking is yours already.")
    await ada.says("/circle learners")
    assert ada.sees("2 of 8 seats")


async def test_links_run_out_and_newer_ones_take_their_place(stage: Stage, ada: Actor, zed: Actor) -> None:
    """SPEC 9: expiring, replaced; a guessed code leads nowhere (4.7)."""
    await publish(ada, title="Logic", first_on="20 Oct", capacity="3")
    await ada.says("/circle learners")
    await ada.presses("Logic")
    await ada.presses("Add by name")
    await ada.fills({"names": "Nils"})
    await ada.presses("Learners")
    await ada.presses("Nils")
    await ada.presses("Link to take this seat")
    first = ada.link(TAKE)
    await ada.presses("Link to take this seat")
    second = ada.link(TAKE)
    assert first != second
    await zed.opens(first)
    assert zed.sees("That link leads to no seat.")
    await zed.opens(DeepLink("s-AAAAAAAAAAAAAAAAAAAAAA"))
    assert zed.sees("That link leads to no seat.")
    await stage.advance(days=7)
    await zed.opens(second)
    assert zed.sees("That link has run out.")


async def test_a_new_account_keeps_answers_and_goal(stage: Stage, ada: Actor, cleo: Actor) -> None:
    """SPEC 1.6: re-bound by a facilitator: answers and goal stay, and the old account has no seat any more."""
    await stage.advance_to(REMINDER)
    await cleo.presses("Yes")
    link = await link_for(ada, "Cleo")
    again = stage.person("Cleo again")
    await again.opens(link)
    await again.presses("Yes, that’s my seat")
    assert again.sees("You’re in: Public Speaking")
    await ada.says("/circle manage")
    assert ada.sees("1 of 8 seats")
    assert ada.sees("Coming: Cleo")
    assert ada.sees("Cleo: “Give a toast”")
    await again.says("/mine")
    assert again.sees("W1 ✅")
    await cleo.says("/mine")
    assert cleo.sees("You’re in no circle yet.")
    await stage.advance_to(october(13, 16))
    assert again.sees("meets today")
    assert not cleo.sees("meets today")


async def test_whoever_is_out_of_reach_gets_a_fresh_link(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2 `manage`: the unreachable by name, with a link that makes no second seat."""
    ben.room.outcome = Unreachable()
    await stage.advance_to(REMINDER)
    await ada.says("/circle manage")
    assert ada.sees("I can’t reach Ben.")
    await ada.presses("New link for Ben")
    again = stage.person("Ben again")
    await again.opens(ada.link(TAKE))
    await again.presses("Yes, that’s my seat")
    await ada.says("/circle manage")
    assert ada.sees("1 of 8 seats")
    assert not ada.sees("I can’t reach")


async def test_two_seats_become_one(stage: Stage, ada: Actor, ben: Actor, dana: Actor) -> None:
    """SPEC 1.6: who has a seat already and claims another has one, with the later answers; the other goes on."""
    await publish(ada, title="Logic", first_on="14 Oct", capacity="2")
    await join(ben, ada, "Logic", goal="Think straight")
    await ada.says("/circle learners")
    await ada.presses("Logic")
    await ada.presses("Add by name")
    await ada.fills({"names": "Benjamin"})
    await join(dana, ada, "Logic")
    assert dana.sees("number 1 in line")
    await ada.presses("Learners")
    await ada.presses("Benjamin")
    await ada.presses("Link to take this seat")
    await ben.opens(ada.link(TAKE))
    await ben.presses("Yes, that’s my seat")
    assert ben.sees("You’re in: Logic")
    await stage.advance(minutes=1)
    assert dana.sees("a seat in Logic is yours!")
    await ada.presses("Learners")
    assert ada.sees("1. Ben\n2. Dana")
    await ada.presses("Ben")
    assert ada.sees("Would like: Think straight")


async def test_the_earlier_place_in_line_wins(ada: Actor, dana: Actor, eve: Actor, zed: Actor) -> None:
    """SPEC 1.6: and nobody stands in line twice."""
    await publish(ada, title="Logic", first_on="14 Oct", capacity="0")
    await join(dana, ada, "Logic")
    await ada.says("/circle learners")
    await ada.presses("Logic")
    await ada.presses("Add by name")
    await ada.fills({"names": "Zeddy"})
    await join(eve, ada, "Logic")
    await join(zed, ada, "Logic")
    assert zed.sees("number 4 in line")
    await ada.presses("Learners")
    await ada.presses("Zeddy")
    await ada.presses("Link to take this seat")
    await zed.opens(ada.link(TAKE))
    await zed.presses("Yes, that’s my seat")
    assert zed.sees("You are number 2 in line")
    await eve.says("/mine")
    assert eve.sees("You are number 3 in line.")


async def test_who_was_removed_comes_back_by_a_link(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.15: not alone, but with a link that a facilitator gave; old links of theirs are void."""
    old = await link_for(ada, "Ben")
    await ada.says("/circle learners")
    await ada.presses("Ben")
    await ada.presses("Remove Ben")
    await ben.opens(old)
    assert ben.sees("That link leads to no seat.")
    await add(ada, "Ben")
    assert ada.sees("One added: Ben.")
    await ben.opens(await link_for(ada, "Ben"))
    await ben.presses("Yes, that’s my seat")
    assert ben.sees("You’re in: Public Speaking")
    await ada.says("/circle learners")
    assert ada.sees("1 of 8 seats")
    await stage.advance_to(REMINDER)
    assert ben.sees(ASKED)


async def test_whoever_facilitates_claims_no_seat(ada: Actor) -> None:
    """SPEC 4.2."""
    await add(ada, "Nils")
    link = await link_for(ada, "Nils")
    await ada.opens(link)
    assert ada.sees("You facilitate “Public Speaking”, so you’re in already.")


async def test_codes_are_kept_as_hashes(tmp_path: Path) -> None:
    """SPEC 9: what lies in the database opens no door."""
    database = tmp_path / "circlebot.sqlite3"
    async with Stage(start=START, database=str(database)) as stage:
        omar = stage.person("Omar")
        await found_team(stage, omar, "City Library")
        ada = await new_facilitator(stage, omar, "Ada")
        await publish(ada)
        await add(ada, "Nils")
        code = (await link_for(ada, "Nils")).code.removeprefix("s-")
    assert len(code) == 22
    assert not any(code in line for line in dump(database))


async def test_what_was_said_to_and_fro_goes_along(stage: Stage, ada: Actor, cleo: Actor) -> None:
    """SPEC 1.6, 4.30: an answer to words from the old account, and a message to that one person, reach the new one."""
    await cleo.says("Is there a lift in the building, by the way?")
    await stage.advance(minutes=1)
    await ada.says("/circle message")
    await ada.fills({"to": "one", "person": "Cleo", "text": "Only for you, Cleo."})
    await ada.presses("Send")
    link = await link_for(ada, "Cleo")
    again = stage.person("Cleo again")
    await again.opens(link)
    await again.presses("Yes, that’s my seat")
    await ada.presses("Reply")
    await ada.fills({"words": "There is one behind the stairs"})
    assert ada.sees("passed that on to Cleo")
    await stage.advance(minutes=3)
    assert again.sees("There is one behind the stairs")
    assert again.sees("Is there a lift")
    assert again.sees("Only for you, Cleo.")
    assert not cleo.sees("behind the stairs")
    assert not cleo.sees("Only for you")
