"""Stop words: mute or leave, with one tap, and back again."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import join, october, publish


@pytest.mark.parametrize("words", ["stop", "STOP!", "Please stop", "unsubscribe", "stop messaging me."])
async def test_stop_words_are_understood(stage: Stage, ada: Actor, ben: Actor, words: str) -> None:
    """SPEC 4.31: mute or leave is offered; nothing is passed on."""
    await ben.says(words)
    assert ben.sees("Of course. What would you like?")
    assert ben.sees("Quiet: Public Speaking")
    assert ben.sees("Leave Public Speaking")
    await stage.advance(minutes=1)
    assert ada.screen == ""


async def test_a_sentence_with_stop_in_it_is_passed_on(ada: Actor, ben: Actor) -> None:
    """SPEC 4.31: only a whole message is a stop word."""
    await ben.says("At which bus stop do we meet?")
    assert ben.sees("I’ve passed that on to Ada.")


async def test_muted_with_one_tap_and_back_with_one(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 4.31: nothing more by itself but what one asks for, until it is wanted again."""
    await ben.says("stop")
    await ben.presses("Quiet: Public Speaking")
    assert ben.sees("You hear nothing more about Public Speaking")
    await stage.advance_to(october(11))
    assert ben.screen == ""
    assert cleo.sees("are you coming to:")
    await ben.says("/why")
    assert ben.sees("reminder 1, Public Speaking. not sent: quiet was asked for (muted)")
    await ben.says("/rsvp yes")
    assert ben.sees("See you there!")
    await ben.says("/mine")
    assert ben.sees("You asked for quiet here.")
    await ben.presses("Write to me again")
    assert ben.sees("You hear about Public Speaking again.")
    await stage.advance_to(october(13, 16))
    assert ben.sees("Public Speaking meets today")


async def test_cancellations_come_through_unless_they_are_muted_too(
    stage: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 2, settings: mute asks: also cancellations?"""
    for learner in (ben, cleo):
        await learner.says("stop")
        await learner.presses("Quiet: Public Speaking")
    await cleo.presses("Not even then")
    assert cleo.sees("unless you ask for something")
    await ada.says("/circle meeting 2")
    await ada.presses("Cancel it")
    await stage.advance(minutes=5)
    assert ben.sees("is cancelled")
    assert cleo.screen == ""


async def test_left_with_one_tap(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.31."""
    await ben.says("unsubscribe")
    await ben.presses("👋 Leave Public Speaking")
    assert ben.sees("You’ve left Public Speaking.")
    assert not ben.sees("[OK]")
    await ben.says("stop")
    assert ben.sees("you’re in none")


async def test_everything_can_be_muted(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.31, 2: one circle or all; wanting one again leaves the others quiet."""
    await publish(ada, title="Logic", first_on="13 Oct", at="19:45")
    await join(ben, ada, "Logic")
    await ben.says("stop")
    await ben.presses("Quiet: everything")
    assert ben.sees("You hear nothing more from me")
    await stage.advance_to(october(11, 20))
    assert ben.screen == ""
    await ben.says("stop")
    await ben.presses("Write to me again")
    await stage.advance_to(october(13, 17, 50))
    assert ben.screen.count("meets today") == 1
    await ben.says("/stop")
    await ben.presses("Write to me again")
    assert ben.sees("again.")


async def test_who_signs_up_anew_is_written_to_again(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.31, 2 signup: consent to be messaged ends the quiet that was asked for before."""
    await ben.says("stop")
    await ben.presses("Quiet: Public Speaking")
    await ben.says("/leave")
    await ben.presses("Leave Public Speaking")
    await join(ben, ada)
    await stage.advance_to(october(11))
    assert ben.sees("are you coming to:")


async def test_an_answer_comes_in_spite_of_a_mute(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.30, 4.31: what somebody has asked for is no message by itself."""
    await ben.says("stop")
    await ben.presses("Quiet: Public Speaking")
    await ben.says("May I come in November again?")
    await stage.advance(minutes=1)
    await ada.says("Sure!", replying_to="May I come in November again?")
    await stage.advance(minutes=1)
    assert ben.sees("Ada answers, Public Speaking:\nSure!")


async def test_who_facilitates_is_told_what_can_be_done(stage: Stage, ada: Actor) -> None:
    """SPEC 4.31: who runs a circle and is in none can have quiet too."""
    await ada.says("stop")
    assert ada.sees("You facilitate Public Speaking")
    await ada.presses("Quiet: everything")
    await stage.advance_to(october(13, 22))
    assert ada.screen == ""


async def test_strangers_hear_nothing_anyway(stage: Stage, zed: Actor) -> None:
    """SPEC 4.31."""
    await zed.says("stop")
    assert zed.sees("you’re in none")
