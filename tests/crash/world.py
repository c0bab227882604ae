"""Teams with a circle each, and in every circle posts of each rule of SPEC 3.2: once more, ask, drop."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.app.ports import Work
from bot.domain.circles import Circle, Course, Facilitation, Stage
from bot.domain.ids import (
    AccountId,
    CircleId,
    CourseId,
    MeetingId,
    PersonId,
    PlaceId,
    PlanId,
    PostId,
    SignupId,
    TeamId,
)
from bot.domain.meetings import Meeting
from bot.domain.people import Account, Person, Place, Platform
from bot.domain.posts import Plan, PlanState, Post, PostKind, PostState, digest_subject
from bot.domain.signups import Signup, Standing
from bot.domain.teams import Membership, Role, Team
from bot.domain.weeks import week_of

LEARNERS = 6
"""In each circle. All are reminded, the first ones are nudged too, and the team's place gets a digest."""

NUDGED = 4

ZONE = "UTC"
PLATFORM = Platform.TERMINAL
WORKSPACE = "local"
ALL_DAY = time(0)
"""Quiet hours that begin and end at the same time are none: nothing here waits for the morning."""


@dataclass(frozen=True)
class Due:
    """What is to go out: as which row of the ledger, and to whom."""

    kind: PostKind
    subject: str
    recipient: str


@dataclass(frozen=True)
class World:
    """`circles` of them, the posts of each due `apart` from those of the one before, the first at `start`."""

    start: datetime
    circles: int
    apart: timedelta = timedelta()
    learners: int = LEARNERS
    nudged: int = NUDGED

    def due(self) -> Iterator[Due]:
        """All that is to go out, known from how the world was made and not from the ledger."""
        for number in range(self.circles):
            for learner in range(self.learners):
                yield Due(PostKind.REMINDER, f"next-{number:04}", f"learner-{number:04}-{learner:04}")
            for learner in range(self.nudged):
                yield Due(PostKind.NUDGE, f"later-{number:04}", f"learner-{number:04}-{learner:04}")
            if self.nudged:
                subject = digest_subject(TeamId(f"team-{number:04}"), week_of(self.start.date()))
                yield Due(PostKind.DIGEST, subject, f"place-{number:04}")

    def settle(self, work: Work) -> None:
        """Puts it into the store: reminders as plans, the rest as posts."""
        everybody = [PersonId("ada"), PersonId("omar")]
        everybody += [person for n in range(self.circles) for person in self._learners(n)]
        work.people.add(*(self._person(person) for person in everybody))
        work.accounts.add(*(self._account(person) for person in everybody))
        numbers = range(self.circles)
        work.places.add(*(self._place(number) for number in numbers))
        work.teams.add(*(self._team(number) for number in numbers))
        work.courses.add(*(self._course(number) for number in numbers))
        work.circles.add(*(self._circle(number) for number in numbers))
        for number in numbers:
            team, circle = TeamId(f"team-{number:04}"), CircleId(f"circle-{number:04}")
            work.teams.join(Membership(team, PersonId("omar"), Role.ORGANIZER, self.start))
            work.circles.add_facilitator(Facilitation(circle, PersonId("ada"), self.start))
        work.meetings.add(*(meeting for number in numbers for meeting in self._meetings(number)))
        work.signups.add(*(signup for number in numbers for signup in self._signups(number)))
        work.plans.add(*(self._reminders(number) for number in numbers))
        posts = [self.post(due) for due in self.due() if due.kind is not PostKind.REMINDER]
        work.posts.put(posts)

    def _learners(self, number: int) -> list[PersonId]:
        return [PersonId(f"learner-{number:04}-{learner:04}") for learner in range(self.learners)]

    def _due_at(self, number: int) -> datetime:
        return self.start + number * self.apart

    def _person(self, person: PersonId) -> Person:
        return Person(
            id=person,
            name=person.title(),
            language="en",
            zone=ZONE,
            named_at=self.start,
            created_at=self.start,
            quiet_from=ALL_DAY,
            quiet_until=ALL_DAY,
        )

    def _account(self, person: PersonId) -> Account:
        return Account(
            id=AccountId(f"account-{person}"),
            platform=PLATFORM,
            workspace=WORKSPACE,
            user=person,
            person_id=person,
            unreachable_at=None,
            created_at=self.start,
        )

    def _place(self, number: int) -> Place:
        return Place(
            id=PlaceId(f"place-{number:04}"),
            platform=PLATFORM,
            workspace=WORKSPACE,
            key=f"place-{number:04}",
            title=f"#team-{number}",
            unreachable_at=None,
            created_at=self.start,
        )

    def _team(self, number: int) -> Team:
        return Team(
            id=TeamId(f"team-{number:04}"),
            name=f"Library {number}",
            zone=ZONE,
            language="en",
            reminder_lead=timedelta(hours=48),
            digest_place_id=PlaceId(f"place-{number:04}"),
            digest_weekday=0,
            digest_at=time(10),
            digest_paused=False,
            created_at=self.start,
        )

    def _course(self, number: int) -> Course:
        team = TeamId(f"team-{number:04}")
        return Course(CourseId(f"course-{number:04}"), team, f"Logic {number}", None, self.start)

    def _circle(self, number: int) -> Circle:
        return Circle(
            id=CircleId(f"circle-{number:04}"),
            team_id=TeamId(f"team-{number:04}"),
            course_id=CourseId(f"course-{number:04}"),
            name=f"Logic {number}",
            stage=Stage.OPEN,
            zone=ZONE,
            language="en",
            place="Room 1",
            link=None,
            capacity=None,
            reminder_lead=None,
            created_by=PersonId("ada"),
            created_at=self.start,
            published_at=self.start,
        )

    def _meetings(self, number: int) -> list[Meeting]:
        next_on = self.start.date() + timedelta(days=2)
        return [
            self._meeting(number, "next", 1, next_on),
            self._meeting(number, "later", 2, next_on + timedelta(days=7)),
        ]

    def _meeting(self, number: int, name: str, which: int, on: date) -> Meeting:
        starts_at = datetime.combine(on, time(18), self.start.tzinfo)
        return Meeting(
            id=MeetingId(f"{name}-{number:04}"),
            circle_id=CircleId(f"circle-{number:04}"),
            number=which,
            on=on,
            at=time(18),
            zone=ZONE,
            minutes=90,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=90),
            revision=0,
            cancelled_at=None,
        )

    def _signups(self, number: int) -> list[Signup]:
        return [
            Signup(
                id=SignupId(f"signup-{person}"),
                circle_id=CircleId(f"circle-{number:04}"),
                person_id=person,
                standing=Standing.SEATED,
                seat=seat,
                line_no=None,
                goal=None,
                offer=None,
                consented_at=self.start,
                signed_up_at=self.start,
                changed_at=self.start,
            )
            for seat, person in enumerate(self._learners(number), start=1)
        ]

    def _reminders(self, number: int) -> Plan:
        return Plan(
            id=PlanId(f"plan-{number:04}"),
            kind=PostKind.REMINDER,
            subject=f"next-{number:04}",
            revision=0,
            state=PlanState.PLANNED,
            reason=None,
            due_at=self._due_at(number),
            useless_at=self.start + timedelta(days=2),
            made_at=self.start,
        )

    def post(self, due: Due) -> Post:
        """Its row in the ledger, before anything has happened to it."""
        to_place = due.kind is PostKind.DIGEST
        number = int(due.recipient.split("-")[1])
        return Post(
            id=PostId(f"{due.kind}-{due.recipient}"),
            kind=due.kind,
            subject=due.subject,
            revision=0,
            person_id=None if to_place else PersonId(due.recipient),
            place_id=PlaceId(due.recipient) if to_place else None,
            state=PostState.PLANNED,
            reason=None,
            due_at=self._due_at(number),
            useless_at=self.start + timedelta(days=2),
            attempts=0,
            epoch=0,
            reference=None,
            sent_at=None,
        )
