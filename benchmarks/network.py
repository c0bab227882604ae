"""A team that runs many circles at once, each in the middle of its weeks: written straight to the shelves."""

from datetime import UTC, date, datetime, time, timedelta

from bot.app.ports import Work
from bot.domain.attendance import Attendance
from bot.domain.circles import Circle, Course, Facilitation, Stage
from bot.domain.feedback import Author, Feedback
from bot.domain.ids import AccountId, CircleId, CourseId, PersonId, PlanId, PostId, SignupId, TeamId, new_id
from bot.domain.meetings import Meeting, schedule
from bot.domain.people import Account, Person, Platform
from bot.domain.posts import Plan, PlanState, Post, PostKind, PostState
from bot.domain.rhythm import Rhythm
from bot.domain.rsvps import Answer, Rsvp
from bot.domain.signups import Signup, Standing
from bot.domain.teams import DEFAULT_DIGEST_AT, DEFAULT_REMINDER_LEAD, Membership, Role, Team

MONDAY = datetime(2026, 11, 9, 8, 30, tzinfo=UTC)
"""When a digest is looked at: meetings 1 to 3 of each circle are over, the fourth is this week."""

LEARNERS = 8
"""In each circle."""

HELD = 3
MEETINGS = 6


def settle(work: Work, circles: int) -> tuple[TeamId, PersonId]:
    """Makes it all; returns the team and its organizer."""
    team, organizer = _team(), _person("Omar")
    work.people.add(organizer)
    work.teams.add(team)
    work.teams.join(Membership(team.id, organizer.id, Role.ORGANIZER, team.created_at))
    course = Course(CourseId(new_id()), team.id, "Public Speaking", None, team.created_at)
    work.courses.add(course)
    for number in range(circles):
        _circle(work, team, course, number)
    return team.id, organizer.id


def _circle(work: Work, team: Team, course: Course, number: int) -> None:
    facilitator, learners = _person(f"Ada {number}"), [_person(f"Ben {number}-{n}") for n in range(LEARNERS)]
    people = [facilitator, *learners]
    work.people.add(*people)
    work.accounts.add(*(_account(person) for person in people))
    circle = _made(team, course, facilitator, number)
    rhythm = Rhythm(date(2026, 10, 19) + timedelta(days=number % 7), time(9 + number % 12), MEETINGS)
    meetings = schedule(circle.id, rhythm, zone=team.zone, minutes=90)
    work.circles.add(circle)
    work.circles.add_facilitator(Facilitation(circle.id, facilitator.id, team.created_at))
    work.meetings.add(*meetings)
    work.signups.add(*(_seat(circle, person, n) for n, person in enumerate(learners, start=1)))
    for position, meeting in enumerate(meetings[: HELD + 1]):
        work.plans.add(_plan(meeting))
        work.posts.put([_post(meeting, person) for person in learners])
        for n, person in enumerate(learners):
            if (n + number + position) % 4:
                work.rsvps.put(_rsvp(meeting, person, Answer.YES if n % 3 else Answer.NO))
    for position, meeting in enumerate(meetings[:HELD]):
        came = tuple(person.id for person in learners[position:])
        work.attendances.put(
            Attendance(meeting.id, len(came), came, facilitator.id, meeting.ends_at + timedelta(hours=1))
        )
        if position < HELD - 1 or number % 5:
            given_at = meeting.ends_at + timedelta(hours=1)
            work.feedbacks.put(
                Feedback(meeting.id, facilitator.id, Author.FACILITATOR, 4, given_at, given_at, "All")
            )


def _team() -> Team:
    return Team(
        id=TeamId(new_id()),
        name="The Network",
        zone="Europe/Berlin",
        language="en",
        reminder_lead=DEFAULT_REMINDER_LEAD,
        digest_place_id=None,
        digest_weekday=0,
        digest_at=DEFAULT_DIGEST_AT,
        digest_paused=False,
        created_at=MONDAY - timedelta(weeks=6),
    )


def _person(name: str) -> Person:
    return Person(PersonId(new_id()), name, "en", None, None, MONDAY - timedelta(weeks=5))


def _account(person: Person) -> Account:
    return Account(
        AccountId(new_id()), Platform.TELEGRAM, "bot", person.id, person.id, None, person.created_at
    )


def _made(team: Team, course: Course, facilitator: Person, number: int) -> Circle:
    return Circle(
        id=CircleId(new_id()),
        team_id=team.id,
        course_id=course.id,
        name=f"Public Speaking {number}",
        stage=Stage.OPEN,
        zone=team.zone,
        language=team.language,
        place="Main library",
        link=None,
        capacity=LEARNERS,
        reminder_lead=None,
        created_by=facilitator.id,
        created_at=team.created_at,
        published_at=team.created_at,
    )


def _seat(circle: Circle, person: Person, seat: int) -> Signup:
    at = MONDAY - timedelta(days=2) if seat == LEARNERS else person.created_at
    return Signup(
        id=SignupId(new_id()),
        circle_id=circle.id,
        person_id=person.id,
        standing=Standing.SEATED,
        seat=seat,
        line_no=None,
        goal="Give a toast",
        offer=None,
        consented_at=at,
        signed_up_at=at,
        changed_at=at,
    )


def _rsvp(meeting: Meeting, person: Person, answer: Answer) -> Rsvp:
    return Rsvp(meeting.id, person.id, answer, None, 0, meeting.starts_at - timedelta(days=1))


def _plan(meeting: Meeting) -> Plan:
    due = meeting.starts_at - timedelta(days=2)
    return Plan(
        PlanId(new_id()),
        PostKind.REMINDER,
        meeting.id,
        0,
        PlanState.FANNED_OUT,
        None,
        due,
        meeting.starts_at,
        due,
    )


def _post(meeting: Meeting, person: Person) -> Post:
    due = meeting.starts_at - timedelta(days=2)
    return Post(
        id=PostId(new_id()),
        kind=PostKind.REMINDER,
        subject=meeting.id,
        revision=0,
        person_id=person.id,
        place_id=None,
        state=PostState.SENT,
        reason=None,
        due_at=due,
        useless_at=meeting.starts_at,
        attempts=1,
        epoch=1,
        reference=None,
        sent_at=due,
    )
