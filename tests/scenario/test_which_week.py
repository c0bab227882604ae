"""Which week a digest is of, from wherever one comes to it."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from tests.scenario.cast import found_team, october


async def test_the_week_that_was_named_is_the_one_that_is_shown(
    stage: Stage, omar: Actor, ada: Actor
) -> None:
    """SPEC 1.2: asked which team is meant, one has not to say again which week."""
    await found_team(stage, omar, "Town Hall")
    await stage.advance_to(october(12, 9))
    await omar.says("/circle digest last")
    await omar.presses("Digest of City Library")
    assert omar.sees("City Library · the week of Mon 5 Oct")


async def test_the_details_are_of_the_week_that_was_shown(
    stage: Stage, omar: Actor, ada: Actor, cleo: Actor
) -> None:
    """SPEC 3.8: the details in private are those of the digest under which they are offered."""
    hall = stage.group("#hall")
    await omar.says("/circle digest next", at=hall)
    await omar.opens(hall.link("Details in private"))
    assert omar.sees("the week of Mon 12 Oct")
    assert omar.sees("Public Speaking: Cleo")
