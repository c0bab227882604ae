"""The cast and what they do again and again: found a team, publish a circle, sign up, get hold of a button."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK, Room
from adapters.demo.stage import Stage
from bot.app.ports import Work
from bot.chat.outgoing import Button, DeepLink, Message
from bot.domain.circles import Circle
from bot.domain.ids import PersonId, TeamId, new_id

BERLIN = ZoneInfo("Europe/Berlin")

START = datetime(2026, 10, 5, 9, tzinfo=UTC)
"""Monday, 11:00 in Berlin, eight days before the first meeting."""

TITLE = "Public Speaking"
CIRCLE = {"title": TITLE, "first_on": "13 Oct 2026", "at": "18:00", "place": "City Library", "capacity": "8"}
"""Six Tuesdays at 18:00 in Berlin, 13 October to 17 November; the clocks change on 25 October."""

ASKED = "are you coming to:"
"""In a reminder to who has not answered."""

REFUSED = "That’s for others to decide here."
FAULT = "Something went wrong on my side"


def october(day: int, hour: int = 18, minute: int = 0) -> datetime:
    """A moment of October 2026 on Berlin's clock."""
    return datetime(2026, 10, day, hour, minute, tzinfo=BERLIN)


def november(day: int, hour: int = 18, minute: int = 0) -> datetime:
    """A moment of November 2026 on Berlin's clock."""
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


REMINDER = october(11)
"""When the first reminder goes out."""


async def found_team(stage: Stage, organizer: Actor, team: str, zone: str = "Europe/Berlin") -> None:
    """By the operator's link."""
    await organizer.opens(await stage.organizer_link())
    await organizer.fills({"team": team, "zone": zone})


async def new_facilitator(stage: Stage, organizer: Actor, name: str) -> Actor:
    """Somebody on the Slack-like surface who has accepted an invitation to the organizer's team."""
    facilitator = stage.person(name, surface=SLACK)
    await organizer.says("/circle team")
    await organizer.presses("Invite a facilitator")
    await facilitator.opens(organizer.link("Facilitate with"))
    return facilitator


async def co_facilitator(stage: Stage, facilitator: Actor, name: str) -> Actor:
    """Somebody on the Slack-like surface who facilitates that person's newest circle too."""
    other = stage.person(name, surface=SLACK)
    await facilitator.presses("Invite a co-facilitator")
    await other.opens(facilitator.link("Facilitate"))
    return other


async def publish(facilitator: Actor, **changes: str) -> None:
    """Makes a circle with the form and publishes it."""
    await facilitator.says("/circle new")
    form = facilitator.form
    other = {"course": "A new course"} if form and any(f.key == "course" for f in form.fields) else {}
    await facilitator.fills(CIRCLE | other | changes)
    await facilitator.presses("Publish")
    assert facilitator.sees("is open for sign-up")


async def second_facilitator(stage: Stage, ada: Actor) -> Actor:
    """Bea, who facilitates the circle of Ada's."""
    await ada.says("/circle manage")
    return await co_facilitator(stage, ada, "Bea")


async def move_meeting(facilitator: Actor, number: int, **to: str) -> None:
    """Moves a meeting of the one circle that they facilitate."""
    await facilitator.says(f"/circle meeting {number}")
    await facilitator.presses("Move it")
    await facilitator.fills(to)
    assert facilitator.sees("is now")


def circle_link(facilitator: Actor, title: str = TITLE) -> DeepLink:
    """The link that the facilitator shares."""
    links = (link for shown in reversed(facilitator.room.shown) for link in shown.links())
    return next(link for text, link in links if text == title and link.code.startswith("c-"))


async def join(learner: Actor, facilitator: Actor, title: str = TITLE, **answers: str) -> None:
    """Signs up with the link that the facilitator shares."""
    await learner.opens(circle_link(facilitator, title))
    await learner.presses("Sign up")
    await learner.fills({"consent": "yes", **answers})


def every_button(room: Room) -> list[Button]:
    """Each button that is there, the newest first; of those that do the same one."""
    found = {button.action: button for shown in room.shown for button in shown.buttons()}
    return list(found.values())[::-1]


def get_hold_of(label: str, *, of: Room, by: Actor) -> None:
    """The newest message there with that button lies in the other's conversation too, as if it had been passed on."""
    _, shown = of.button(label)
    assert shown.message is not None
    by.room.show(shown.message, new_id())


async def press_that(actor: Actor, button: Button) -> None:
    """Presses just that button, of which several may have the same label."""
    actor.room.show(Message((), ((button,),)), new_id())
    await actor.presses(button.label)


def person_of(work: Work, actor: Actor) -> PersonId:
    """Who they are to the bot."""
    account = work.accounts.by_key(actor.sender.account)
    assert account is not None
    return account.person_id


async def id_of(stage: Stage, actor: Actor) -> PersonId:
    """Who they are to the bot."""
    return await stage.store.run(lambda work: person_of(work, actor))


async def team_of(stage: Stage, actor: Actor) -> TeamId:
    """The one team they are in."""
    memberships = await stage.store.run(lambda work: work.teams.of(person_of(work, actor)))
    (team,) = {membership.team_id for membership in memberships}
    return team


async def circle_of(stage: Stage, facilitator: Actor, title: str = TITLE) -> Circle:
    """The circle of that name that they facilitate."""
    circles = await stage.store.run(lambda work: work.circles.run_by(person_of(work, facilitator)))
    return next(circle for circle in circles if circle.name == title)


def dump(database: Path) -> list[str]:
    """All that lies in the database."""
    connection = sqlite3.connect(database)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()
