"""Members and their roles: invited for one person or many, given a role, removed once all is handed over (SPEC 1.2, 1.3)."""

from datetime import timedelta

import pytest

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.app.invitations import IsMemberAlready, invite_to_team
from bot.app.members import HandOverFirst, remove_member
from bot.chat.outgoing import DeepLink
from bot.domain.errors import NotFound
from bot.domain.teams import LastOrganizer, Role
from tests.scenario.cast import START, circle_of, found_team, id_of, new_facilitator, publish, team_of


async def _facilitators(stage: Stage, ada: Actor) -> list[str]:
    circle = await circle_of(stage, ada)
    people = await stage.store.run(lambda work: work.circles.facilitators(circle.id))
    return sorted((await stage.store.run(lambda work: work.people.names(people))).values())


async def test_an_invitation_for_one_person_serves_nobody_else(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 1.3: an invitation serves the person it was made for; another's cannot be accepted."""
    await omar.says("/circle team")
    await omar.presses("Invitations")
    await omar.presses("New invitation")
    await omar.fills({"whom": "One person", "person": "Ben", "days": "3"})
    assert omar.sees("It serves nobody else, works once, for 3 days.")
    link = omar.link("Facilitate with")
    for other in (zed, ada):
        await other.opens(link)
        assert other.sees("That invitation was made for someone else.")
    await omar.presses("Invitations")
    assert omar.sees("1. facilitate City Library · for Ben · until Thu 8 Oct, 11:00 (Berlin time) · by Omar")
    await ben.opens(link)
    assert ben.sees("You can facilitate circles of City Library now.")
    await omar.presses("Invitations")
    assert omar.sees("no open invitations")


async def test_inviting_the_same_person_twice(stage: Stage, omar: Actor, ben: Actor) -> None:
    """SPEC 1.3: a second link for somebody takes the place of the first; who has the role is not invited."""
    team, omar_id, ben_id = await team_of(stage, omar), await id_of(stage, omar), await id_of(stage, ben)

    async def invite() -> DeepLink:
        code = await stage.store.run(
            lambda work: invite_to_team(work, omar_id, team, Role.FACILITATOR, for_person=ben_id, now=START)
        )
        return DeepLink(f"i-{code}")

    first, second = await invite(), await invite()
    await ben.opens(first)
    assert ben.sees("That invitation was taken back.")
    await ben.opens(second)
    assert ben.sees("You can facilitate circles of City Library now.")
    with pytest.raises(IsMemberAlready):
        await invite()
    await omar.says("/circle team")
    await omar.presses("Invitations")
    await omar.presses("New invitation")
    await omar.fills({"whom": "One person", "person": "Ada"})
    assert omar.sees("isn’t one of the choices")


async def test_an_open_link_with_a_limit_and_an_end(
    stage: Stage, omar: Actor, ben: Actor, cleo: Actor, zed: Actor, dana: Actor
) -> None:
    """SPEC 1.3: as an open link it serves each person once until used up or expired."""
    await omar.says("/circle team")
    await omar.presses("Invitations")
    await omar.presses("New invitation")
    await omar.fills({"limit": "0", "days": "100"})
    assert omar.sees("out of range. Anything from 1 to 500 works.")
    assert omar.sees("out of range. Anything from 1 to 90 works.")
    await omar.fills({"limit": "2", "days": "30"})
    link = omar.link("Facilitate with")
    for one in (ben, ben, cleo):
        await one.opens(link)
    await zed.opens(link)
    assert zed.sees("That invitation was used already.")
    await omar.presses("New invitation")
    await omar.fills({"limit": "", "days": "1"})
    await zed.opens(omar.link("Facilitate with"))
    assert zed.sees("Welcome!")
    await omar.presses("Invitations")
    assert omar.sees("for anyone, used 1×")
    await stage.advance(days=1)
    await dana.opens(omar.link("Facilitate with"))
    assert dana.sees("That invitation has run out.")


async def test_one_invitation_is_taken_back_and_the_others_stay(
    stage: Stage, omar: Actor, dana: Actor, zed: Actor
) -> None:
    """SPEC 1.3: revoked, it serves nobody any more."""
    await omar.says("/circle team")
    await omar.presses("Invite a facilitator")
    first = omar.link("Facilitate with")
    await stage.advance(minutes=1)
    await omar.presses("Invite an organizer")
    second = omar.link("Organize")
    await omar.presses("Invitations")
    assert omar.sees("2 open invitations")
    await omar.presses("Take back 2")
    assert omar.sees("one open invitation")
    await zed.opens(first)
    assert zed.sees("That invitation was taken back.")
    await dana.opens(second)
    assert dana.sees("You organize City Library now.")


async def test_a_member_gets_another_role_and_loses_one(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 1.2: one person may have several roles; taking one away leaves the other, and the circles."""
    await omar.says("/circle team")
    await omar.presses("Members")
    assert omar.sees("Ada: facilitator · one circle")
    await omar.presses("Ada")
    await omar.presses("Make organizer")
    assert omar.sees("Ada · facilitator and organizer in City Library") or omar.sees(
        "organizer and facilitator"
    )
    await omar.presses("Remove as facilitator")
    assert omar.sees("Ada facilitates with City Library no longer.")
    assert await _facilitators(stage, ada) == ["Ada"]
    await ada.says("/circle team")
    assert ada.sees("Organizers: Ada, Omar")


async def test_whoever_facilitates_alone_hands_over_before_they_go(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor
) -> None:
    """SPEC 1.3, 2, team: a circle is never without a facilitator; who takes over is told, and who left can do nothing."""
    bea = await new_facilitator(stage, omar, "Bea")
    await publish(ada, title="Logic", first_on="14 Oct")
    team, omar_id, ada_id = await team_of(stage, omar), await id_of(stage, omar), await id_of(stage, ada)
    with pytest.raises(HandOverFirst):
        await stage.store.run(
            lambda work: remove_member(work, omar_id, team, ada_id, Role.FACILITATOR, now=START)
        )
    assert await _facilitators(stage, ada) == ["Ada"]
    await omar.says("/circle team")
    await omar.presses("Members")
    await omar.presses("Ada")
    assert omar.sees("Ada facilitates 2 of these alone. Before they go, these are handed over.")
    await omar.presses("Remove as facilitator")
    await omar.fills({"to": "Bea"})
    assert omar.sees("Ada facilitates with City Library no longer.")
    await stage.advance(minutes=1)
    assert bea.sees("Ada facilitates Public Speaking no longer. It’s yours alone now")
    assert bea.sees("Ada facilitates Logic no longer.")
    assert await _facilitators(stage, bea) == ["Bea"]
    await ada.says("/circle manage")
    assert ada.sees("You run no circle")
    await ada.presses("Meetings")
    assert ada.sees("That’s for others to decide here.")


async def test_with_nobody_else_there_is_nobody_to_hand_over_to(
    stage: Stage, omar: Actor, ada: Actor
) -> None:
    """SPEC 1.3: the last organizer cannot be removed, whatever else they do; nothing is half-done."""
    await publish(omar, title="Logic", first_on="14 Oct")
    await omar.says("/circle team")
    await omar.presses("Members")
    await omar.presses("Omar")
    await omar.presses("Remove as organizer")
    await omar.fills({"to": "Ada"})
    assert omar.sees("A team needs at least one organizer. Invite another one first.")
    team, omar_id = await team_of(stage, omar), await id_of(stage, omar)
    with pytest.raises(LastOrganizer):
        await stage.store.run(
            lambda work: remove_member(work, omar_id, team, omar_id, Role.ORGANIZER, now=START)
        )
    await omar.says("/circle team")
    assert omar.sees("Organizers: Omar")
    await omar.says("/circle manage")
    assert omar.sees("Logic")


async def test_a_circle_goes_to_another_facilitator(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor
) -> None:
    """SPEC 2, team: a circle is transferred, and whoever takes over leaves the seat they had."""
    await omar.says("/circle team")
    await omar.presses("Invite a facilitator")
    await ben.opens(omar.link("Facilitate with"))
    await ada.says("/circle manage")
    await ada.presses("Hand over")
    await ada.fills({"to": "Ben"})
    assert ada.sees("Ben facilitates Public Speaking now, instead of Ada.")
    assert await _facilitators(stage, ben) == ["Ben"]
    await ben.says("/mine")
    assert not ben.sees("Next: ")
    await ada.presses("Hand over")
    assert ada.sees("That’s for others to decide here.")


async def test_a_circle_goes_to_another_team(stage: Stage, omar: Actor, ada: Actor, ben: Actor) -> None:
    """SPEC 2, team: with its course, its facilitators and its learners, and only between teams that one organizes."""
    await found_team(stage, omar, "Town Hall", "America/Chicago")
    await ada.says("/circle manage")
    await ada.presses("Hand over")
    await ada.fills({"to": "Town Hall"})
    assert not ada.sees("belongs to")
    await omar.says("/circle circles")
    await omar.presses("City Library")
    await omar.presses("Open: Public Speaking")
    await omar.presses("Hand over")
    await omar.fills({"to": "The team Town Hall"})
    assert omar.sees("Public Speaking belongs to Town Hall now, with those who facilitate it.")
    circle = await circle_of(stage, ada)
    teams = await stage.store.run(lambda work: {team.name: team.id for team in work.teams.all()})
    assert circle.team_id == teams["Town Hall"]
    course = await stage.store.run(lambda work: work.courses.get(circle.course_id))
    assert (course.team_id, course.title) == (teams["Town Hall"], "Public Speaking")
    await omar.says("/circle week next")
    await omar.presses("City Library")
    assert omar.sees("No meetings this week.")
    await ben.says("/rsvp yes")
    assert ben.sees("Public Speaking")
    await ada.says("/circle manage")
    assert ada.sees("Public Speaking")


async def test_what_was_done_can_be_read(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 1.3: what an organizer does is audited, and the team's organizers read it, the latest first."""
    bea = await new_facilitator(stage, omar, "Bea")
    await omar.presses("Members")
    await omar.presses("Bea")
    await stage.advance(minutes=1)
    await omar.presses("Make organizer")
    await stage.advance(minutes=1)
    await omar.presses("Remove as facilitator")
    await omar.says("/circle team")
    await omar.presses("What was done")
    shown = [line for line in omar.screen.splitlines() if "Berlin time) · Omar" in line]
    assert [line.partition(" · Omar ")[2] for line in shown] == [
        "ended a role of Bea",
        "gave Bea a role",
        "made an invitation for the team, 2×",
    ]
    await bea.says("/circle team")
    await bea.presses("What was done")
    assert bea.sees("ended a role of Bea")
    await ada.says("/circle team")
    assert ada.sees("You organize no team")


async def test_links_of_who_is_removed_open_no_door(
    stage: Stage, omar: Actor, ada: Actor, zed: Actor
) -> None:
    """SPEC 1.3: whoever organizes no longer invites nobody either."""
    await omar.says("/circle team")
    await omar.presses("Invite an organizer")
    await ada.opens(omar.link("Organize"))
    await ada.says("/circle team")
    await ada.presses("Invite an organizer")
    link = ada.link("Organize")
    await omar.presses("Members")
    await omar.presses("Ada")
    await omar.presses("Remove as organizer")
    await zed.opens(link)
    assert zed.sees("That invitation was taken back.")


async def test_nobody_is_handed_a_circle_who_is_not_of_the_team(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor
) -> None:
    """SPEC 1.3: nothing changes where who is to take over is not of the team."""
    team, omar_id, ada_id, ben_id = (
        await team_of(stage, omar),
        await id_of(stage, omar),
        await id_of(stage, ada),
        await id_of(stage, ben),
    )
    for to in (ben_id, ada_id):
        with pytest.raises(NotFound):
            await stage.store.run(
                lambda work, to=to: remove_member(
                    work,
                    omar_id,
                    team,
                    ada_id,
                    Role.FACILITATOR,
                    hand_over_to=to,
                    now=START + timedelta(hours=1),
                )
            )
    assert await _facilitators(stage, ada) == ["Ada"]
