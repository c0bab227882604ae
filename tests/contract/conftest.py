"""One store, both engines: every test of this directory that takes `store` runs on SQLite and on PostgreSQL."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.circles import Circle, Course, Facilitation, Stage
from bot.domain.drafts import Draft
from bot.domain.ids import new_id
from bot.domain.invitations import Invitation, Purpose, hash_of
from bot.domain.meetings import Meeting
from bot.domain.people import Account, Person, Place, Platform
from bot.domain.posts import Plan, PlanState, Post, PostKind, PostState
from bot.domain.rsvps import Answer, Rsvp
from bot.domain.signups import Signup, Standing
from bot.domain.teams import Membership, Role, Team
from storage.store import Store, migrate, open_store
from storage.tables import metadata

NOW = datetime(2026, 3, 2, 9, 30, 15, 250_000, tzinfo=UTC)


@dataclass(frozen=True)
class Database:
    """A migrated, empty database."""

    engine: str
    url: str


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "migrated.sqlite3"
    asyncio.run(migrate(str(path)))
    return path


@pytest.fixture(scope="session")
def _postgres_url(postgres) -> str:
    url = postgres.new_database("contract")
    asyncio.run(migrate(url))
    return url


@pytest.fixture
def sqlite_database(tmp_path: Path, _sqlite_template: Path) -> Database:
    return Database("sqlite", str(shutil.copy(_sqlite_template, tmp_path / "circlebot.sqlite3")))


@pytest.fixture
def postgres_database(postgres, _postgres_url: str) -> Database:
    # Many times as fast as TRUNCATE, there being little to delete.
    emptied = "; ".join(
        # The audit trail refuses DELETE.
        f"{'TRUNCATE' if table.name == 'audit' else 'DELETE FROM'} {table.name}"
        for table in reversed(metadata.sorted_tables)
    )
    postgres.execute(emptied, _postgres_url)
    return Database("postgresql", _postgres_url)


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    return request.getfixturevalue(f"{request.param}_database")


@pytest.fixture
async def store(database: Database) -> AsyncIterator[Store]:
    opened = await open_store(database.url, serving=True)
    yield opened
    await opened.close()


@pytest.fixture
async def another(database: Database, store: Store) -> AsyncIterator[Store]:
    """A second way into the database of `store`, as another process has it."""
    opened = await open_store(database.url, serving=False)
    yield opened
    await opened.close()


class Cast:
    """Ada facilitates a circle of Omar's team, Ben and Cleo learn. Makers take what matters and fill in the rest."""

    def __init__(self) -> None:
        self.ada, self.ben, self.cleo, self.omar = (
            self.person(name=name) for name in ("Ada", "Ben", "Cleo", "Omar")
        )
        self.hall = self.place()
        self.team = self.new_team()
        self.course = self.new_course()
        self.circle = self.new_circle()
        self.meeting = self.new_meeting()

    def settle(self, work) -> None:
        """Puts them all into the store."""
        work.people.add(self.ada, self.ben, self.cleo, self.omar)
        work.places.add(self.hall)
        work.teams.add(self.team)
        work.teams.join(Membership(self.team.id, self.omar.id, Role.ORGANIZER, NOW))
        work.courses.add(self.course)
        work.circles.add(self.circle)
        work.circles.add_facilitator(Facilitation(self.circle.id, self.ada.id, NOW))
        work.meetings.add(self.meeting)

    def person(self, **given) -> Person:
        return Person(**{
            "id": new_id(), "name": "Zed", "language": "en", "zone": None, "named_at": None, "created_at": NOW,
            **given,
        })  # fmt: skip

    def account(self, person: Person, **given) -> Account:
        return Account(**{
            "id": new_id(), "platform": Platform.TELEGRAM, "workspace": "bot", "user": new_id(),
            "person_id": person.id, "unreachable_at": None, "created_at": NOW, **given,
        })  # fmt: skip

    def place(self, **given) -> Place:
        return Place(**{
            "id": new_id(), "platform": Platform.SLACK, "workspace": "T1", "key": new_id(), "title": "#hall",
            "unreachable_at": None, "created_at": NOW, **given,
        })  # fmt: skip

    def new_team(self, **given) -> Team:
        return Team(**{
            "id": new_id(), "name": "Library", "zone": "Europe/Berlin", "language": "en",
            "reminder_lead": timedelta(hours=48), "digest_place_id": None, "digest_weekday": 0,
            "digest_at": time(10, 0), "digest_paused": False, "created_at": NOW, **given,
        })  # fmt: skip

    def invitation(self, **given) -> Invitation:
        return Invitation(**{
            "id": new_id(), "code_hash": hash_of(new_id()), "purpose": Purpose.ORGANIZE, "team_id": self.team.id,
            "circle_id": None, "made_by": self.omar.id, "for_person": None, "limit": None, "used": 0,
            "made_at": NOW, "expires_at": NOW + timedelta(days=7), "revoked_at": None, **given,
        })  # fmt: skip

    def new_course(self, **given) -> Course:
        return Course(**{
            "id": new_id(), "team_id": self.team.id, "title": "Logic", "link": None, "created_at": NOW, **given,
        })  # fmt: skip

    def new_circle(self, **given) -> Circle:
        return Circle(**{
            "id": new_id(), "team_id": self.team.id, "course_id": self.course.id, "name": "Logic, Mondays",
            "stage": Stage.OPEN, "zone": "Europe/Berlin", "language": "de", "place": "Room 1", "link": None,
            "capacity": 8, "reminder_lead": None, "created_by": self.ada.id, "created_at": NOW,
            "published_at": NOW, **given,
        })  # fmt: skip

    def new_meeting(self, *, starts_at: datetime = NOW + timedelta(days=3), **given) -> Meeting:
        return Meeting(**{
            "id": new_id(), "circle_id": self.circle.id, "number": 1, "on": date(2026, 3, 5),
            "at": time(18, 30), "zone": "Europe/Berlin", "minutes": 90, "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=90), "revision": 0, "cancelled_at": None, **given,
        })  # fmt: skip

    def signup(self, person: Person, **given) -> Signup:
        return Signup(**{
            "id": new_id(), "circle_id": self.circle.id, "person_id": person.id, "standing": Standing.SEATED,
            "seat": 1, "line_no": None, "goal": "Finish", "offer": None, "consented_at": NOW,
            "signed_up_at": NOW, "changed_at": NOW, **given,
        })  # fmt: skip

    def rsvp(self, person: Person, **given) -> Rsvp:
        return Rsvp(**{
            "meeting_id": self.meeting.id, "person_id": person.id, "answer": Answer.YES, "reason": None,
            "revision": 0, "answered_at": NOW, **given,
        })  # fmt: skip

    def plan(self, **given) -> Plan:
        return Plan(**{
            "id": new_id(), "kind": PostKind.REMINDER, "subject": self.meeting.id, "revision": 0,
            "state": PlanState.PLANNED, "reason": None, "due_at": NOW, "useless_at": NOW + timedelta(days=2),
            "made_at": NOW, **given,
        })  # fmt: skip

    def post(self, person: Person | None = None, place: Place | None = None, **given) -> Post:
        return Post(**{
            "id": new_id(), "kind": PostKind.REMINDER, "subject": self.meeting.id, "revision": 0,
            "person_id": person.id if person else None, "place_id": place.id if place else None,
            "state": PostState.PLANNED, "reason": None, "due_at": NOW, "useless_at": NOW + timedelta(days=2),
            "attempts": 0, "epoch": 0, "reference": None, "sent_at": None, **given,
        })  # fmt: skip

    def draft(self, person: Person, **given) -> Draft:
        return Draft(**{
            "id": new_id(), "person_id": person.id, "spot": "telegram:1", "form": "new-circle", "about": {},
            "values": {}, "asking": None, "revision": 0, "made_at": NOW, "changed_at": NOW, **given,
        })  # fmt: skip


@pytest.fixture
async def cast(store: Store) -> Cast:
    cast = Cast()
    await store.run(cast.settle)
    return cast


@pytest.fixture
def now() -> datetime:
    return NOW
