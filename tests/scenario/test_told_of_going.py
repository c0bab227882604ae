"""Whoever is taken off a circle or a team by somebody else hears of it, once (SPEC 3.2: nothing is lost silently)."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.app.circles import remove_facilitator
from tests.scenario.cast import START, circle_of, id_of, new_facilitator, publish, second_facilitator

OFF_THE_CIRCLE = "You facilitate Public Speaking no longer."
OFF_THE_TEAM = "You’re not in the team City Library any more"


def _times(actor: Actor, words: str) -> int:
    return sum(words in shown.text for shown in actor.room.shown)


async def test_whose_circle_is_handed_over_by_somebody_else(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 2, team; 3.1: who facilitates no longer hears it once, with who does now; who did it themselves does not."""
    bea = await second_facilitator(stage, ada)
    cem = await new_facilitator(stage, omar, "Cem")
    await bea.says("/circle manage")
    await bea.presses("Hand over")
    await bea.fills({"to": "Cem", "instead_of": "Ada"})
    await stage.advance(minutes=1)
    names = ("Bea and Cem", "Cem and Bea")
    assert any(ada.sees(f"{OFF_THE_CIRCLE} {both} look after it now.") for both in names)
    await bea.says("/circle manage")
    await bea.presses("Hand over")
    await bea.fills({"to": "Ada", "instead_of": "Bea"})
    await stage.advance(minutes=1)
    assert _times(bea, OFF_THE_CIRCLE) == 0
    assert _times(ada, OFF_THE_CIRCLE) == 1
    assert _times(cem, "Bea facilitates Public Speaking no longer.") == 1
    await ada.says("/circle why")
    assert ada.sees("who facilitates or organizes no longer, Public Speaking. You facilitate it, or did.")


async def test_who_is_back_before_it_is_sent(stage: Stage, ada: Actor) -> None:
    """SPEC 3.4: of who facilitates again by then there is nothing to tell."""
    bea = await second_facilitator(stage, ada)
    circle, ada_id, bea_id = await circle_of(stage, ada), await id_of(stage, ada), await id_of(stage, bea)
    await stage.store.run(lambda work: remove_facilitator(work, ada_id, circle.id, bea_id, now=START))
    await ada.presses("Invite a co-facilitator")
    await bea.opens(ada.link("Facilitate"))
    await stage.advance(minutes=1)
    assert _times(bea, OFF_THE_CIRCLE) == 0


async def test_who_is_removed_from_a_team_hears_it_once(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 1.2, 3.1: whatever circles they facilitated, it is one message."""
    bea = await new_facilitator(stage, omar, "Bea")
    await publish(ada, title="Logic", first_on="14 Oct")
    await omar.says("/circle team")
    await omar.presses("Members")
    await omar.presses("Ada")
    await omar.presses("Remove as facilitator")
    await omar.fills({"to": "Bea"})
    await stage.advance(minutes=1)
    assert _times(ada, OFF_THE_TEAM) == 1
    assert _times(ada, "no longer") == 0
    assert _times(bea, OFF_THE_TEAM) == 0
    await ada.says("/circle why")
    assert ada.sees("City Library. You facilitate it, or did.")


async def test_who_organizes_no_longer_hears_what_remains(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 1.2: with a role left it is said which; an organizer without one is not in the team any more."""
    await omar.says("/circle team")
    await omar.presses("Members")
    await omar.presses("Ada")
    await omar.presses("Make organizer")
    await omar.presses("Remove as organizer")
    await stage.advance(minutes=1)
    assert ada.sees(
        "What you can do in City Library has changed: you facilitate there, and don’t organize any more."
    )
    await omar.presses("Members")
    await omar.presses("Ada")
    await omar.presses("Make organizer")
    await omar.presses("Remove as facilitator")
    await stage.advance(minutes=1)
    assert ada.sees("you organize there, and aren’t one of its facilitators any more.")
    assert _times(omar, "What you can do in City Library has changed") == 0
