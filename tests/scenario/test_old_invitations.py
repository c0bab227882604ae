"""An invitation that was accepted long ago."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.app.members import remove_member
from bot.domain.teams import Role
from tests.scenario.cast import START, id_of, team_of


async def test_who_was_removed_cannot_come_back_with_an_old_invitation(
    stage: Stage, omar: Actor, zed: Actor
) -> None:
    """SPEC 1.3: an invitation serves a person once: after their removal, the link that they still have opens nothing."""
    await omar.says("/circle team")
    await omar.presses("Invite a facilitator")
    invitation = omar.link("Facilitate with City Library")
    await zed.opens(invitation)
    team, omar_id, zed_id = await team_of(stage, omar), await id_of(stage, omar), await id_of(stage, zed)
    await stage.store.run(
        lambda work: remove_member(work, omar_id, team, zed_id, Role.FACILITATOR, now=START)
    )
    await zed.opens(invitation)
    assert not zed.sees("Welcome!")
    await zed.says("/new")
    assert zed.sees("To make a circle you need to be in a team.")
