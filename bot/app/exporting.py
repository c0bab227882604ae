"""All that a team owns, as tables (SPEC 8). Nobody acts here, so nobody is asked: the command line and bot.app.reports call it.

Left out are the reasons for answers, which only facilitators see, and learners' names beside their ratings (SPEC 9).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.app.ports import Work
from bot.app.run_again import weeks_between
from bot.domain.circles import Circle, Course
from bot.domain.feedback import Author
from bot.domain.ids import CircleId, PersonId, TeamId
from bot.domain.imports import Column
from bot.domain.meetings import Meeting
from bot.domain.rsvps import Answer

Cells = tuple[object, ...]


class Owned(StrEnum):
    """The tables. Circles can be imported again as they are."""

    TEAM = "team"
    MEMBERS = "members"
    COURSES = "courses"
    CIRCLES = "circles"
    MEETINGS = "meetings"
    LEARNERS = "learners"
    ATTENDANCE = "attendance"
    FEEDBACK = "feedback"
    AUDIT = "audit"


HEADS: Mapping[Owned, tuple[str, ...]] = {
    Owned.TEAM: ("name", "zone", "language", "digest_weekday", "digest_at", "digest_paused"),
    Owned.MEMBERS: ("name", "role", "since_at"),
    Owned.COURSES: ("title", "link", "created_at"),
    Owned.CIRCLES: tuple(column.value for column in Column),
    Owned.MEETINGS: (
        *("circle", "number", "on", "at", "zone", "minutes", "cancelled_at"),
        *("yes", "maybe", "no", "attendance"),
    ),
    Owned.LEARNERS: ("circle", "name", "standing", "goal", "progress", "signed_up_at"),
    Owned.ATTENDANCE: ("circle", "meeting", "name"),
    Owned.FEEDBACK: (
        *("circle", "meeting", "role", "name", "rating"),
        *("went_well", "to_change", "sentence", "given_at"),
    ),
    Owned.AUDIT: ("at", "who", "action", "subject"),
}
"""Their columns. A circle is named by its key, a meeting by its number."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What a team has besides its circles, by table, and the circles it has."""

    rows: Mapping[Owned, Sequence[Cells]]
    circles: Sequence[CircleId]


def outline_of(work: Work, team_id: TeamId) -> Outline:
    """The team, its members, courses and audit trail. Raises NotFound."""
    team = work.teams.get(team_id)
    members, trail = work.teams.members(team_id), work.audit.of_team(team_id)
    names = work.people.names({*(one.person_id for one in members), *(entry.actor for entry in trail)})
    rows: dict[Owned, Sequence[Cells]] = {
        Owned.TEAM: [
            (team.name, team.zone, team.language, team.digest_weekday, team.digest_at, team.digest_paused)
        ],
        Owned.MEMBERS: [(names[one.person_id], one.role, one.since_at) for one in members],
        Owned.COURSES: [(one.title, one.link, one.created_at) for one in work.courses.of_team(team_id)],
        Owned.AUDIT: [(entry.at, names[entry.actor], entry.action, entry.subject) for entry in trail],
    }
    return Outline(rows, [circle.id for circle in work.circles.of_team(team_id)])


def rows_of(work: Work, circles: Sequence[CircleId]) -> Mapping[Owned, Sequence[Cells]]:
    """What those circles have, by table."""
    found: dict[Owned, list[Cells]] = {}
    for circle_id in circles:
        circle = work.circles.get(circle_id)
        meetings = work.meetings.of_circle(circle_id)
        found.setdefault(Owned.CIRCLES, []).append(_circle(work, circle, meetings))
        _add_meetings(work, circle_id, meetings, found)
        _add_learners(work, circle_id, found)
    return found


def _circle(work: Work, circle: Circle, meetings: Sequence[Meeting]) -> Cells:
    course: Course = work.courses.get(circle.course_id)
    facilitators = work.circles.facilitators(circle.id)
    names = work.people.names(facilitators)
    on = [meeting for meeting in meetings if meeting.is_on] or list(meetings)
    said: Mapping[Column, object] = {
        Column.KEY: circle.id,
        Column.NAME: circle.name,
        Column.COURSE: course.title,
        Column.COURSE_LINK: course.link,
        Column.PLACE: circle.place,
        Column.CITY: circle.city,
        Column.REGION: circle.region,
        Column.COUNTRY: circle.country,
        Column.LATITUDE: circle.latitude,
        Column.LONGITUDE: circle.longitude,
        Column.PINNED: "yes" if circle.pinned else None,
        Column.LINK: circle.link,
        Column.LANGUAGE: circle.language,
        Column.ZONE: circle.zone,
        Column.FIRST_ON: on[0].on,
        Column.AT: f"{on[0].at:%H:%M}",
        Column.MINUTES: on[0].minutes,
        Column.MEETINGS: len(on),
        Column.EVERY_WEEKS: weeks_between(on),
        Column.LAST_ON: on[-1].on,
        Column.CAPACITY: circle.capacity,
        Column.STAGE: circle.stage,
        Column.FACILITATORS: ";".join(names[person] for person in facilitators),
    }
    return tuple(said.get(column) for column in Column)


def _add_meetings(
    work: Work, circle: CircleId, meetings: Sequence[Meeting], found: dict[Owned, list[Cells]]
) -> None:
    ids = [meeting.id for meeting in meetings]
    rsvps, attendances = work.rsvps.of_meetings(ids), work.attendances.of_meetings(ids)
    feedbacks = work.feedbacks.of_meetings(ids)
    came = {person for attendance in attendances.values() for person in attendance.people}
    names = work.people.names({*came, *(one.person_id for one in feedbacks)})
    numbers = {meeting.id: meeting.number for meeting in meetings}
    for one in meetings:
        answers = [rsvp.answer for rsvp in rsvps.get(one.id, {}).values() if rsvp.revision == one.revision]
        attendance = attendances.get(one.id)
        found.setdefault(Owned.MEETINGS, []).append((
            *(circle, one.number, one.on, f"{one.at:%H:%M}", one.zone, one.minutes, one.cancelled_at),
            *(answers.count(answer) for answer in (Answer.YES, Answer.MAYBE, Answer.NO)),
            attendance.total if attendance else None,
        ))  # fmt: skip
        present: Sequence[PersonId] = attendance.people if attendance else ()
        found.setdefault(Owned.ATTENDANCE, []).extend((circle, one.number, names[p]) for p in present)
    for given in feedbacks:
        name = names[given.person_id] if given.author is Author.FACILITATOR else None
        found.setdefault(Owned.FEEDBACK, []).append((
            *(circle, numbers[given.meeting_id], given.author, name, given.rating),
            *(given.went_well, given.to_change, given.sentence, given.given_at),
        ))  # fmt: skip


def _add_learners(work: Work, circle: CircleId, found: dict[Owned, list[Cells]]) -> None:
    signups = [*work.signups.seated(circle), *work.signups.offered(circle), *work.signups.line(circle)]
    names = work.people.names({signup.person_id for signup in signups})
    checks = sorted(work.goal_checks.of_circle(circle), key=lambda check: check.last)
    progress = {check.signup_id: check.progress for check in checks}
    found.setdefault(Owned.LEARNERS, []).extend(
        (circle, names[s.person_id], s.standing, s.goal, progress.get(s.id), s.signed_up_at) for s in signups
    )
