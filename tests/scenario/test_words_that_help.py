"""Answers that tell people what they can do instead."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import join, publish


async def test_a_stranger_who_wants_a_circle_can_say_they_were_invited(zed: Actor) -> None:
    """SPEC 1.1: whoever has an invitation and starts with the wrong command gets on from there."""
    await zed.says("/new")
    assert zed.sees("To make a circle you need to be in a team.")
    await zed.presses("I was invited")
    assert zed.sees("code")


async def test_who_waits_and_answers_hears_their_place_in_line(
    stage: Stage, ada: Actor, dana: Actor, eve: Actor
) -> None:
    """SPEC 4.12: an answer of somebody in line is no answer yet, and says why, by word or command."""
    await publish(ada, title="Logic", first_on="13 Oct", at="10:00", capacity="1")
    await ada.says("/circle manage")
    await ada.presses("Logic")
    assert ada.sees("Seats: one, still free")
    await join(dana, ada, "Logic")
    await join(eve, ada, "Logic")
    await ada.says("/circle manage")
    await ada.presses("Logic")
    assert ada.sees("Seats: one, taken")
    for words in ("yes", "/rsvp yes", "/rsvp"):
        await eve.says(words)
        assert eve.sees("You’re number 1 in line for Logic."), words
