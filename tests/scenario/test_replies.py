"""Words in reply to a message mean what that message asked."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import ASKED, REMINDER, join, move_meeting, october, publish


async def test_words_in_reply_to_the_prompt_of_a_moved_meeting(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.10: "yes" in reply to the old time's prompt means the old time: the new time is shown and asked about."""
    await stage.advance_to(REMINDER)
    await move_meeting(ada, 1, on="14 Oct")
    await ben.says("yes", replying_to=ASKED)
    assert ben.sees("Wed 14 Oct, 18:00 (Berlin time)")
    assert not ben.sees("See you there!")
    await ada.presses("Manage")
    assert ada.sees("No answer yet: Ben")


async def test_words_in_reply_to_a_nudge_and_to_today(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 4.12: every prompt can be replied to, the nudge and the word on the day as well as the reminder."""
    await publish(ada, title="Logic", first_on="13 Oct", at="10:00")
    await join(ben, ada, "Logic")
    await stage.advance_to(october(12))
    assert ben.sees("a short word would help the others")
    await ben.says("maybe", replying_to="a short word would help the others")
    assert not ben.sees("For which meeting?")
    assert ben.sees("Tell me when you know.")
    await stage.advance_to(october(13, 8))
    await ben.says("no", replying_to="Logic meets today")
    assert ben.sees("We’ll miss you.")
    assert ben.sees("Logic, 1 of 6")
