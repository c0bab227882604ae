"""Two teams of the same kind and a stranger, and what a use case is here: what to do, and who may."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.app import (
    check_ins,
    circles,
    claims,
    covers,
    invitations,
    learners,
    meetings,
    messages,
    people,
    places,
    recaps,
    relays,
    rsvps,
    seats,
    signups,
    teams,
)
from bot.app.plans import new_post
from bot.app.ports import Work
from bot.domain.errors import BrokenRule, NotAllowed
from bot.domain.ids import PersonId
from bot.domain.messages import Recipients
from bot.domain.mishaps import undelivered_subject
from bot.domain.people import AccountKey, PlaceKey, Platform
from bot.domain.posts import PostKind, PostState, digest_subject
from bot.domain.rhythm import Rhythm
from bot.domain.rsvps import Answer
from bot.domain.signups import Answers
from bot.domain.teams import Role
from bot.domain.timing import Timing
from bot.domain.weeks import Week

BEGINNING = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOW = datetime(2026, 10, 13, 15, 50, tzinfo=UTC)
"""Ten minutes before the second meeting; the first was a week ago."""

HALL = PlaceKey(Platform.SLACK, "w", "hall")
"""Where the circles of both teams are linked."""

WEEK = Week(date(2026, 10, 12))

STRANGER, LEARNER, FACILITATOR, OTHER, ORGANIZER = "stranger", "learner", "facilitator", "other", "organizer"
"""`other` facilitates another circle of the same team."""

EVERYONE = {STRANGER, LEARNER, FACILITATOR, OTHER, ORGANIZER}
THOSE_WHO_RUN_IT = {FACILITATOR, ORGANIZER}
IN_THE_TEAM = {FACILITATOR, OTHER, ORGANIZER}


@dataclass
class Team:
    """One team with its people by role, and things by name that somebody could do something to."""

    people: dict[str, PersonId] = field(default_factory=dict[str, PersonId])
    things: dict[str, str] = field(default_factory=dict[str, str])

    def __getattr__(self, name: str) -> str:
        return self.things[name]


Do = Callable[[Work, PersonId, Team], object]


@dataclass(frozen=True)
class UseCase:
    """Does it to that team's things. `may` are the roles there that may; everybody else meets one of `refused`."""

    do: Do
    may: set[str]
    refused: tuple[type[BrokenRule], ...] = (NotAllowed,)


NOT_IN_IT = (signups.NotSignedUp, NotAllowed)


def wish() -> circles.Wish:
    """A circle that can be made."""
    course = circles.CourseChoice(title="New")
    return circles.Wish(course, Rhythm(date(2026, 11, 2), time(18), 3), minutes=90, zone="Europe/Berlin")


def desired(text: str = "Hello") -> messages.Desired:
    """A message to all."""
    return messages.Desired(Recipients.ALL, text)


def make_team(work: Work, name: str) -> Team:
    """A team with a circle that has met once, and something of everything."""
    team = Team()

    def arrive(role: str, *, now: datetime = BEGINNING) -> PersonId:
        key = AccountKey(Platform.TELEGRAM, "bot", f"{role} {name}")
        team.people[role] = people.arrive(work, key, name=role, language="en", zone=None, now=now).id
        return team.people[role]

    for role in (STRANGER, LEARNER, FACILITATOR, OTHER, ORGANIZER, "second"):
        arrive(role)
    organizer, facilitator, second = (team.people[role] for role in (ORGANIZER, FACILITATOR, "second"))
    code = invitations.invite_as_operator(work, None, now=BEGINNING)
    founding = invitations.look_up(work, organizer, code, now=BEGINNING)
    team_id = teams.found_team(
        work, organizer, founding.id, name=name, zone="Europe/Berlin", language="en", now=BEGINNING
    ).id
    for person in (facilitator, team.people[OTHER], second):
        code = invitations.invite_to_team(work, organizer, team_id, Role.FACILITATOR, now=BEGINNING)
        invitations.accept_invitation(work, person, code, now=BEGINNING)

    def make(person: PersonId, title: str, first_on: date) -> str:
        wanted = replace(
            wish(),
            course=circles.CourseChoice(title=title),
            rhythm=Rhythm(first_on, time(18), 5),
            link="https://example.org/meet",
        )
        return circles.make_circle(work, person, team_id, wanted, now=BEGINNING).id

    circle = make(facilitator, "Logic", date(2026, 10, 6))
    draft = make(facilitator, "Draft", date(2026, 11, 3))
    other = make(team.people[OTHER], "Other", date(2026, 10, 6))
    for one, person in ((circle, facilitator), (other, team.people[OTHER])):
        circles.publish_circle(work, person, one, now=BEGINNING)
    for one in (circle, draft):
        code = invitations.invite_to_circle(work, facilitator, one, now=BEGINNING)
        invitations.accept_invitation(work, second, code, now=BEGINNING)
    learner = team.people[LEARNER]
    said = Answers(goal="Think")
    signup = signups.sign_up(work, learner, circle, said, consent=True, now=BEGINNING).signup.id
    learners.add_by_name(work, facilitator, circle, "Nils", now=BEGINNING)
    (nils,) = (one for one in work.signups.seated(circle) if one.person_id != learner)
    _, _, seat_code = claims.make_seat_link(work, facilitator, nils.id, now=NOW)
    crowded = make(second, "Crowded", date(2026, 10, 13))
    circles.publish_circle(work, second, crowded, now=BEGINNING)
    seats.change_capacity(work, second, crowded, 0, now=BEGINNING)
    signups.sign_up(work, learner, crowded, said, consent=True, now=BEGINNING)
    past, following, later, off, last = (meeting.id for meeting in work.meetings.of_circle(circle))
    rsvps.record_rsvp(work, learner, past, Answer.YES, now=BEGINNING)
    meetings.cancel_meeting(work, facilitator, off, now=BEGINNING)
    _, _, table = check_ins.make_check_in_code(work, facilitator, following, now=NOW - timedelta(minutes=5))
    _, hall = places.link_place(
        work, facilitator, circle, HALL, title="Hall", administers=True, now=BEGINNING
    )
    relay = relays.pass_on(work, learner, circle, "A question", now=BEGINNING).relay.id
    message = messages.write_message(work, facilitator, circle, desired(), now=BEGINNING).id
    cover = covers.ask_cover(work, facilitator, later, now=BEGINNING).cover.id
    recaps.write_recap(work, facilitator, past, "Good", version=0, now=NOW)
    change = meetings.move_meeting(
        work, facilitator, last, on=date(2026, 11, 4), at=time(18), now=NOW - timedelta(minutes=1)
    )
    key = (PostKind.DIGEST, digest_subject(team_id, WEEK), 0)
    unsure = new_post(key, Timing(BEGINNING, NOW + timedelta(days=9)), person=organizer)
    lost = undelivered_subject(PostKind.REMINDER, following)
    notice = new_post(
        (PostKind.UNDELIVERED, lost, 0), Timing(BEGINNING, NOW + timedelta(days=9)), person=facilitator
    )
    work.posts.put([replace(unsure, state=PostState.UNKNOWN), notice])
    code = invitations.invite_to_team(work, organizer, team_id, Role.FACILITATOR, limit=None, now=NOW)
    open_link = invitations.look_up(work, learner, code, now=NOW)
    found_code = invitations.invite_as_operator(work, None, now=NOW)
    team.things |= {
        "team": team_id,
        "hall": hall.id,
        "circle": circle,
        "draft": draft,
        "past": past,
        "next": following,
        "later": later,
        "off": off,
        "signup": signup,
        "seat_code": seat_code,
        "crowded": crowded,
        "table": table,
        "relay": relay,
        "message": message,
        "cover": cover,
        "undo": str(change.undo),
        "unsure": unsure.id,
        "undelivered": notice.id,
        "code": code,
        "invitation": open_link.id,
        "founding": invitations.look_up(work, learner, found_code, now=NOW).id,
    }
    return team
