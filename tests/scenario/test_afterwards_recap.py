"""A recap for those who came and for those who missed it, and the wrap-up at the end."""

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.chat.outgoing import Chart
from bot.domain.posts import PostKind
from tests.scenario.cast import REFUSED, circle_of, co_facilitator, join, november, october

AFTER = october(13, 19, 45)


@pytest.fixture
async def over(stage: Stage, ada: Actor, ben: Actor, cleo: Actor) -> Stage:
    """The first meeting is over: Ben came, Cleo did not."""
    await ben.says("/rsvp yes")
    await stage.advance_to(AFTER)
    await ada.presses("Say more")
    await ada.fills({"rating": "4", "attended": "Ben", "bring": "Bring a poem"})
    return stage


async def write(ada: Actor, words: str = "We read chapter one") -> None:
    await ada.presses("Recap for learners")
    await ada.fills({"words": words})


async def test_a_recap_is_seen_in_both_wordings_and_sent_once(
    over: Stage, ada: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 3: each learner once, when the facilitator sends it, worded for those who came and who missed it."""
    await write(ada)
    for words in (
        "This goes to the one learner who came:",
        "📝 Ada, it was good to have you at Public Speaking, meeting 1 of 6.",
        "This goes to the one learner who missed it:",
        "📝 Ada, we missed you",
        "We read chapter one",
    ):
        assert ada.sees(words)
    await over.advance(minutes=5)
    assert not ben.sees("chapter one")
    preview = ada.room.button("Send to 2 learners")[1]
    await ada.presses("Send to 2 learners")
    assert ada.sees("on its way to 2 learners")
    for n in range(9):
        ada.room.show(preview.message, f"again-{n}")
        await ada.presses("Send to 2 learners")
        assert ada.sees("That was sent already.")
    await over.advance(minutes=1)
    assert ben.sees("Ben, it was good to have you")
    assert ben.sees("Who came: one person came")
    assert ben.sees("To bring: Bring a poem")
    assert cleo.sees("Cleo, we missed you")
    assert cleo.sees("We read chapter one")
    circle = await circle_of(over, ada)
    meeting = (await over.store.run(lambda work: work.meetings.of_circle(circle.id)))[0]
    posts = await over.store.run(lambda work: work.posts.of(PostKind.RECAP, meeting.id))
    assert len(posts) == 2
    await cleo.says("/why")
    assert cleo.sees("recap of meeting 1, Public Speaking. You are signed up for it.")


async def test_what_is_sent_is_what_was_previewed(over: Stage, ada: Actor, cleo: Actor) -> None:
    """SPEC 4.32: the second of two who write is shown the first's words, and an old preview sends nothing."""
    fay = await co_facilitator(over, ada, "Fay")
    await fay.says("/circle feedback")
    await fay.fills({"rating": "3"})
    await ada.says("/circle feedback")
    await ada.fills({})
    await ada.presses("Recap for learners")
    await write(fay, "Fay’s words")
    await ada.fills({"words": "Ada’s words"})
    assert ada.sees("Fay has written something else meanwhile: “Fay’s words”")
    await write(ada, "Ada’s words")
    await fay.presses("Send to 2 learners")
    assert fay.sees("The recap has been written anew meanwhile.")
    await ada.presses("Send to 2 learners")
    await over.advance(minutes=1)
    assert cleo.sees("Ada’s words")
    await fay.presses("Recap for learners")
    assert fay.sees("That was sent already.")


async def test_who_leaves_before_it_goes_gets_none_and_nobody_else_may_write_one(
    over: Stage, ada: Actor, ben: Actor, cleo: Actor, zed: Actor
) -> None:
    """SPEC 1.3, 4.15."""
    await ada.says("/circle feedback")
    await ada.fills({})
    shown = ada.room.button("Recap for learners")[1]
    for other in (zed, ben):
        other.room.show(shown.message, "passed-on")
        await other.presses("Recap for learners")
        assert other.sees(REFUSED)
    await write(ada)
    await cleo.says("/leave")
    await cleo.presses("Leave")
    await ada.presses("Send to 2 learners")
    assert ada.sees("on its way to one learner")
    await over.advance(minutes=1)
    assert not cleo.sees("chapter one")


async def test_the_wrap_up_tells_who_came_goals_and_reflections(
    over: Stage, ada: Actor, ben: Actor, cleo: Actor, dana: Actor
) -> None:
    """SPEC 3: attendance curve, goals reached, reflections; learners never read each other's."""
    await join(dana, ada)
    await ben.says("/feedback")
    await ben.presses("With a sentence")
    await ben.fills({"rating": "5", "sentence": "Best evening of the week"})
    await ben.says("/rsvp yes")
    await dana.says("/rsvp yes")
    await over.advance_to(october(20, 19, 45))
    await ada.presses("Say more")
    await ada.fills(
        {"rating": "5", "attended": "Ben, Cleo", "went_well": "All spoke", "to_change": "Less me"}
    )
    await ada.says("/circle manage")
    assert ada.sees("Usually: 1 of 2 who say yes come")
    await over.advance_to(november(18, 12))
    await cleo.presses("Reached")
    await over.advance_to(november(19, 20))
    for words in (
        "Goals reached: 1 of 1",
        "Usually: 1 of 2 who say yes come",
        "What went well: 2: “All spoke”",
        "What to change: 2: “Less me”",
        "In learners’ words: 1: “Best evening of the week”",
    ):
        assert ada.sees(words), ada.screen
    last = next(shown for shown in reversed(ada.room.shown) if "has finished" in shown.text)
    (chart,) = (part for part in last.message.parts if isinstance(part, Chart))
    assert chart.series[:2] == (("1", 1.0), ("2", 2.0))
    for learner in (cleo, dana):
        assert not any("Best evening" in shown.text for shown in learner.room.shown)
