"""People, teams and roles: who may do what, and what becomes of those who may not."""

from pathlib import Path

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from bot.app.circles import remove_facilitator
from bot.app.members import remove_member
from bot.chat.buttons import Browse, NewCircle, Press, RunVerb, SeeCircle, decode
from bot.domain.audit import Deed
from bot.domain.circles import LastFacilitator
from bot.domain.teams import LastOrganizer, Role
from tests.scenario.cast import (
    CIRCLE,
    REFUSED,
    START,
    circle_of,
    co_facilitator,
    dump,
    every_button,
    found_team,
    get_hold_of,
    id_of,
    join,
    new_facilitator,
    october,
    press_that,
    publish,
    team_of,
)

FOR_EVERYONE: tuple[type[Press], ...] = (RunVerb, Browse, SeeCircle)


async def test_in_several_teams_one_is_asked_which(stage: Stage, omar: Actor) -> None:
    """SPEC 1.2: a person may be in several teams, and where it matters which, it is asked."""
    await found_team(stage, omar, "Town Hall", "America/Chicago")
    await omar.says("/circle team")
    assert omar.sees("Which team?")
    await omar.presses("Town Hall")
    assert omar.sees("Time zone: America/Chicago")
    await omar.says("/circle new")
    assert omar.sees("Which team is it for?")
    await omar.fills({"team": "Town Hall", **CIRCLE})
    await omar.presses("Publish")
    await omar.says("/circle manage")
    assert omar.sees("Public Speaking")
    await omar.says("/circle digest")
    assert omar.sees("Which team?")
    await omar.presses("Digest of City Library")
    assert omar.sees("City Library · the week of")


async def test_one_person_in_several_roles(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 1.2: an organizer may learn in one circle and facilitate another one."""
    await publish(omar, title="Logic")
    await join(omar, ada)
    assert omar.sees("You’re in: Public Speaking")
    await omar.says("/circle mine")
    assert omar.sees("Public Speaking")
    assert not omar.sees("Logic")
    await omar.says("/circle manage")
    assert omar.sees("Logic")
    assert not omar.sees("Public Speaking")


async def test_with_several_circles_one_is_asked_which(ada: Actor) -> None:
    """SPEC 1.2: what one does with several circles asks first which is meant."""
    await publish(ada, title="Logic", first_on="14 Oct")
    for verb in ("manage", "meeting", "reminder"):
        await ada.says(f"/circle {verb}")
        assert ada.sees("Which circle?")
    await ada.says("/circle manage")
    await ada.presses("Logic")
    assert ada.sees("Next: Wed 14 Oct")


async def test_a_facilitators_buttons_serve_nobody_else(tmp_path: Path) -> None:
    """SPEC 1.3: a facilitator of circle A can do nothing to circle B, nor can a learner, a stranger or another team."""
    file = tmp_path / "circlebot.sqlite3"
    async with Stage(start=START, database=str(file)) as stage:
        omar, olga, ada = await _two_teams(stage)
        bea = await new_facilitator(stage, omar, "Bea")
        await publish(bea, title="Logic", first_on="14 Oct")
        ben, zed = stage.person("Ben"), stage.person("Zed")
        await join(ben, ada, goal="Speak")
        await zed.says("/start")
        await ada.presses("Manage")
        await ada.presses("Meetings")
        await ada.presses("Meeting 1")
        await ada.presses("What will be sent")
        await ada.presses("Reminder 1")
        await stage.advance_to(october(9))
        assert ada.sees("this goes to the learners")
        meant_for_ada = [b for b in every_button(ada.room) if not isinstance(decode(b.action), FOR_EVERYONE)]
        assert len(meant_for_ada) > 25
        before = dump(file)
        for other in (bea, zed, olga, ben):
            for button in meant_for_ada:
                if other is bea and isinstance(decode(button.action), NewCircle):
                    # She facilitates in the same team.
                    continue
                await press_that(other, button)
                assert other.sees(REFUSED), (other.name, button.label, other.screen)
        assert dump(file) == before
        await ada.presses("Looks good")
        assert ada.sees("Good. It goes out")


async def test_an_organizers_buttons_serve_nobody_else(tmp_path: Path) -> None:
    """SPEC 1.3: organizers of team 1 can do nothing in team 2, facilitators and learners nothing to their own team."""
    file = tmp_path / "circlebot.sqlite3"
    async with Stage(start=START, database=str(file)) as stage:
        omar, olga, ada = await _two_teams(stage)
        await omar.says("/circle new")
        await omar.fills(CIRCLE | {"title": "Chess", "course": "A new course", "first_on": "7 Oct"})
        ben = stage.person("Ben")
        await join(ben, ada)
        await omar.says("/circle team")
        await omar.presses("This week’s digest")
        assert omar.sees("Chess: still a draft")
        await omar.says("/circle team")
        for button in (
            "Members",
            "Ada",
            "Invite a facilitator",
            "Invitations",
            "What was done",
            "All circles",
        ):
            await omar.presses(button)
        meant_for_omar = [
            b for b in every_button(omar.room) if not isinstance(decode(b.action), FOR_EVERYONE)
        ]
        labels = {button.label for button in meant_for_omar}
        assert labels >= {
            "Invite an organizer",
            "Invite a facilitator",
            "Take back invitations",
            "Take back 1",
            "New invitation",
            "Make organizer",
            "Remove as facilitator",
            "What was done",
            "This week’s digest",
            "I’ll take it: Chess – still a draft",
            "New circle",
        }
        before = dump(file)
        for other in (olga, ada, ben):
            for button in meant_for_omar:
                if other is ada and button.label in {
                    *("New circle", "Open: Public Speaking"),
                    # The list that facilitators choose from.
                    "Courses",
                }:
                    continue
                await press_that(other, button)
                assert other.sees(REFUSED), (other.name, button.label, other.screen)
        assert dump(file) == before


async def test_a_digest_goes_where_an_organizer_says_and_nobody_else(
    stage: Stage, omar: Actor, ada: Actor
) -> None:
    """SPEC 1.3: whoever may not is told so; the digest stays where it was."""
    hall = stage.group("#hall")
    await ada.says("/circle digest here", at=hall)
    assert hall.sees("You organize no team")
    await omar.says("/circle team")
    assert omar.sees("to each organizer in private")


async def test_an_organizer_may_what_facilitators_may_and_leaves_a_trace(
    stage: Stage, omar: Actor, ada: Actor, ben: Actor
) -> None:
    """SPEC 1.3: an organizer may do what the facilitators of the team may, and what they do is written down."""
    await ada.presses("Manage")
    await ada.presses("Meetings")
    await ada.presses("Meeting 3")
    await ada.presses("Cancel it")
    get_hold_of("Meeting 2", of=ada.room, by=omar)
    await omar.presses("Meeting 2")
    await omar.presses("Cancel it")
    assert omar.sees("Meeting 2 of Public Speaking, Tue 20 Oct, 18:00 (Berlin time), is cancelled.")
    team = await team_of(stage, ada)
    trail = await stage.store.run(lambda work: work.audit.of_team(team))
    circle = await circle_of(stage, ada)
    in_circles = [entry for entry in trail if entry.action == Deed.RUN_CIRCLE]
    assert [(e.actor, e.action, e.subject, e.at) for e in in_circles] == [
        (await id_of(stage, omar), "run-circle", circle.id, START)
    ]
    await stage.advance(minutes=3)
    assert ada.sees("Public Speaking, meeting 2 of 6, is cancelled.")


async def test_an_organizer_does_not_read_reasons(stage: Stage, omar: Actor, ada: Actor, ben: Actor) -> None:
    """SPEC 1.3: the reason that a learner gives is for facilitators, not for organizers."""
    await ben.says("/rsvp no at the dentist’s")
    assert ben.sees("The facilitators read: “at the dentist’s”")
    get_hold_of("Manage", of=ada.room, by=omar)
    await ada.presses("Manage")
    assert ada.sees("Ben (“at the dentist’s”)")
    await omar.presses("Manage")
    assert omar.sees("Not coming: Ben")
    assert not omar.sees("dentist")


async def test_the_last_organizer_stays(stage: Stage, omar: Actor, ada: Actor) -> None:
    """SPEC 1.3: the last organizer cannot be removed; with a second one either can."""
    team, omar_id = await team_of(stage, omar), await id_of(stage, omar)

    async def remove_omar() -> None:
        await stage.store.run(
            lambda work: remove_member(work, omar_id, team, omar_id, Role.ORGANIZER, now=START)
        )

    with pytest.raises(LastOrganizer):
        await remove_omar()
    await omar.says("/circle team")
    await omar.presses("Invite an organizer")
    await ada.opens(omar.link("Organize"))
    assert ada.sees("You organize City Library now")
    await remove_omar()
    await omar.says("/circle team")
    assert omar.sees("You organize no team")
    await ada.says("/circle team")
    assert ada.sees("Organizers: Ada")


async def test_the_last_facilitator_stays(stage: Stage, ada: Actor) -> None:
    """SPEC 1.3: the last facilitator cannot be removed; with a second one either can."""
    circle, ada_id = await circle_of(stage, ada), await id_of(stage, ada)

    async def remove_ada() -> None:
        await stage.store.run(lambda work: remove_facilitator(work, ada_id, circle.id, ada_id, now=START))

    with pytest.raises(LastFacilitator):
        await remove_ada()
    await ada.presses("Manage")
    bea = await co_facilitator(stage, ada, "Bea")
    assert bea.sees("You facilitate Public Speaking now")
    await remove_ada()
    await ada.presses("Meetings")
    assert ada.sees(REFUSED)
    await bea.says("/circle manage")
    assert bea.sees("Public Speaking")


async def _two_teams(stage: Stage) -> tuple[Actor, Actor, Actor]:
    """Omar and Olga organize a team each; Ada facilitates a circle of Omar's."""
    omar, olga = (stage.person(name, surface=SLACK) for name in ("Omar", "Olga"))
    await found_team(stage, omar, "City Library")
    await found_team(stage, olga, "Town Hall")
    ada = await new_facilitator(stage, omar, "Ada")
    await publish(ada)
    return omar, olga, ada
