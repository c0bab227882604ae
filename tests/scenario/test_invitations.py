"""Invitations and the operator's links: whom they serve, how often and how long."""

from datetime import timedelta

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from bot.app.invitations import invite_as_operator, invite_to_team
from bot.chat.outgoing import DeepLink
from bot.domain.errors import NotFound
from bot.domain.ids import TeamId
from bot.domain.teams import Role
from tests.scenario.cast import START, found_team, id_of, team_of


@pytest.fixture
async def invitation(omar: Actor) -> DeepLink:
    """To facilitate in Omar's team."""
    await omar.says("/circle team")
    await omar.presses("Invite a facilitator")
    assert omar.sees("It works once, for seven days.")
    return omar.link("Facilitate with City Library")


async def test_an_invitation_works_once(omar: Actor, invitation: DeepLink, ben: Actor, zed: Actor) -> None:
    """SPEC 1.3: an invitation is used up by the first; once more by the same person changes nothing."""
    await ben.opens(invitation)
    assert ben.sees("You can facilitate circles of City Library now")
    assert ben.sees("[New circle]")
    await ben.opens(invitation)
    assert ben.sees("You have accepted that already. All is well.")
    await zed.opens(invitation)
    assert zed.sees("That invitation was used already.")
    await omar.says("/circle team")
    assert omar.sees("Facilitators: Ada, Ben")


async def test_an_invitation_that_was_taken_back(omar: Actor, invitation: DeepLink, zed: Actor) -> None:
    """SPEC 1.3: revoked, it serves nobody any more."""
    await omar.presses("Invitations")
    await omar.presses("Take back invitations")
    assert omar.sees("One invitation is taken back.")
    await zed.opens(invitation)
    assert zed.sees("That invitation was taken back.")
    await omar.presses("Invitations")
    await omar.presses("Take back invitations")
    assert omar.sees("No invitation is open.")


async def test_an_invitation_that_has_run_out(stage: Stage, invitation: DeepLink, zed: Actor) -> None:
    """SPEC 1.3: expired, it serves nobody any more."""
    await stage.advance_to(START + timedelta(days=7))
    await zed.opens(invitation)
    assert zed.sees("That invitation has run out. Please ask for a new one.")


async def test_a_code_copied_by_hand(invitation: DeepLink, zed: Actor) -> None:
    """SPEC 1.3: the code works with and without the prefix of its link, and a wrong one says so."""
    code = invitation.code.removeprefix("i-")
    for wrong in (code[:-3], code.swapcase(), "i-", "c-nowhere", "x" * 300, "v-nonsense"):
        await zed.says(f"/start {wrong}")
        assert not zed.sees("Welcome!"), wrong
        assert "Something went wrong" not in zed.screen
    assert zed.sees("That code isn’t known here. Was all of it copied?")
    await zed.says(f"/start  {code} ")
    assert zed.sees("Welcome! You can facilitate circles of City Library now.")


async def test_an_open_link_serves_each_person_once(
    stage: Stage, omar: Actor, ben: Actor, cleo: Actor, zed: Actor
) -> None:
    """SPEC 1.3: as an open link it serves each person once, until it is revoked."""
    team, omar_id = await team_of(stage, omar), await id_of(stage, omar)
    code = await stage.store.run(
        lambda work: invite_to_team(work, omar_id, team, Role.FACILITATOR, limit=None, now=START)
    )
    link = DeepLink(f"i-{code}")
    for one in (ben, cleo):
        await one.opens(link)
        assert one.sees("You can facilitate circles of City Library now")
    await ben.opens(link)
    assert ben.sees("accepted that already")
    await omar.says("/circle team")
    await omar.presses("Invitations")
    await omar.presses("Take back invitations")
    await zed.opens(link)
    assert zed.sees("That invitation was taken back.")


async def test_a_co_facilitators_invitation_works_once(
    stage: Stage, ada: Actor, dana: Actor, zed: Actor
) -> None:
    """SPEC 1.3: an invitation to facilitate one circle is used up by the first, too."""
    await ada.presses("Invite a co-facilitator")
    await dana.opens(ada.link("Facilitate Public Speaking"))
    assert dana.sees("You facilitate Public Speaking now")
    await zed.opens(ada.link("Facilitate Public Speaking"))
    assert zed.sees("That invitation was used already.")


async def test_the_operators_link_founds_one_team(stage: Stage, zed: Actor) -> None:
    """SPEC 1.4: the first organizer comes from the server, by a link that works once."""
    olga = stage.person("Olga", surface=SLACK)
    link = await stage.organizer_link()
    await olga.opens(link)
    await olga.fills({"team": "Town Hall", "zone": "America/Chicago"})
    assert olga.sees("Town Hall is ready, and you are its organizer.")
    await olga.opens(link)
    assert olga.sees("You have accepted that already.")
    await zed.opens(link)
    assert zed.sees("That invitation was used already.")


async def test_two_with_the_operators_link_at_once(stage: Stage, zed: Actor) -> None:
    """SPEC 1.4: whoever sends the form first has the team; the second is told and founds none."""
    olga = stage.person("Olga", surface=SLACK)
    link = await stage.organizer_link()
    await olga.opens(link)
    await zed.opens(link)
    await olga.fills({"team": "Town Hall", "zone": "America/Chicago"})
    await zed.fills({"team": "Zed’s", "zone": "Europe/Berlin"})
    assert zed.sees("That invitation was used already.")
    teams = await stage.store.run(lambda work: work.teams.all())
    assert [team.name for team in teams] == ["Town Hall"]


async def test_the_operators_link_runs_out(stage: Stage, zed: Actor) -> None:
    """SPEC 1.4: after seven days the server has to print a new one."""
    link = await stage.organizer_link()
    await stage.advance(days=7)
    await zed.opens(link)
    assert zed.sees("That invitation has run out.")


async def test_a_team_whose_organizers_are_gone_is_rescued(stage: Stage, omar: Actor, zed: Actor) -> None:
    """SPEC 1.4: the same command makes somebody an organizer of a team that is there, once."""
    olga = stage.person("Olga", surface=SLACK)
    team = await team_of(stage, omar)
    code = await stage.store.run(lambda work: invite_as_operator(work, team, now=START))
    await olga.says(f"/circle start {code}")
    assert olga.sees("You organize City Library now.")
    await olga.says("/circle team")
    assert olga.sees("Organizers: Olga, Omar")
    await zed.says(f"/start {code}")
    assert zed.sees("That invitation was used already.")


async def test_there_is_no_link_to_a_team_that_is_not_there(stage: Stage) -> None:
    """SPEC 1.4: a rescue names a team that exists."""
    with pytest.raises(NotFound):
        await stage.store.run(lambda work: invite_as_operator(work, TeamId("nowhere"), now=START))


async def test_an_organizers_invitation(stage: Stage, omar: Actor, dana: Actor) -> None:
    """SPEC 1.4: organizers invite from chat."""
    await found_team(stage, dana, "Town Hall")
    await omar.says("/circle team")
    await omar.presses("Invite an organizer")
    await dana.opens(omar.link("Organize City Library"))
    assert dana.sees("You organize City Library now.")
    await dana.says("/team")
    assert dana.sees("Which team?")
