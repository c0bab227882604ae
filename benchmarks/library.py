"""A team with circles of eight learners each, made by the use cases, and presses of their buttons."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from bot.app.circles import CourseChoice, Wish, make_circle, publish_circle
from bot.app.invitations import invite_as_operator, look_up
from bot.app.people import arrive
from bot.app.ports import Work
from bot.app.signups import sign_up
from bot.app.teams import found_team
from bot.chat.buttons import GiveRsvp, encode
from bot.chat.incoming import Pressed, Sender, Spot
from bot.domain.ids import MeetingId, PersonId, TeamId
from bot.domain.people import AccountKey, PlaceKind, Platform
from bot.domain.rhythm import Rhythm
from bot.domain.rsvps import Answer
from bot.domain.signups import Answers
from bot.domain.teams import Membership, Role

NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
LEARNERS = 8
"""In each circle."""


@dataclass(frozen=True)
class Learner:
    """Somebody who is asked about a meeting."""

    person: PersonId
    key: AccountKey
    name: str
    meeting: MeetingId

    def press(self, answer: Answer) -> Pressed:
        """As the platform tells of it."""
        return Pressed(
            sender=Sender(self.key, self.name, "en", "Europe/Berlin"),
            spot=Spot(PlaceKind.PRIVATE, self.key.user),
            button=encode(GiveRsvp(self.meeting, answer, 0)),
            card="card",
        )


def settle(work: Work, circles: int) -> list[Learner]:
    """Makes it all; returns the learners of all circles, the circles one after the other."""
    ada, team = found_library(work)
    return [learner for number in range(circles) for learner in _circle(work, ada, team, number)]


def found_library(work: Work) -> tuple[PersonId, TeamId]:
    """A facilitator and her team."""
    omar, ada = arrive_as(work, "Omar"), arrive_as(work, "Ada")
    founding = look_up(work, omar, invite_as_operator(work, None, now=NOW), now=NOW)
    team = found_team(
        work, omar, founding.id, name="City Library", zone="Europe/Berlin", language="en", now=NOW
    )
    work.teams.join(Membership(team.id, ada, Role.FACILITATOR, NOW))
    return ada, team.id


def arrive_as(work: Work, name: str) -> PersonId:
    """Whoever has that name."""
    return _arrive(work, name)[1]


def _circle(work: Work, facilitator: PersonId, team: TeamId, number: int) -> list[Learner]:
    wish = Wish(
        course=CourseChoice(title=f"Intro to Python {number}"),
        rhythm=Rhythm(date(2026, 10, 13), time(18), 6),
        minutes=90,
        zone="Europe/Berlin",
        place="Main library, room 2",
        capacity=LEARNERS,
    )
    circle = make_circle(work, facilitator, team, wish, now=NOW)
    publish_circle(work, facilitator, circle.id, now=NOW)
    meeting = work.meetings.of_circle(circle.id)[0].id
    learners: list[Learner] = []
    for seat in range(LEARNERS):
        name = f"Learner {number}-{seat}"
        key, person = _arrive(work, name)
        sign_up(work, person, circle.id, Answers(goal="Learn"), consent=True, now=NOW)
        learners.append(Learner(person, key, name, meeting))
    return learners


def _arrive(work: Work, name: str) -> tuple[AccountKey, PersonId]:
    key = AccountKey(Platform.TERMINAL, "bench", name.casefold().replace(" ", "-"))
    return key, arrive(work, key, name=name, language="en", zone="Europe/Berlin", now=NOW).id
