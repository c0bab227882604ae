"""Bringing in ten thousand circles, as an operator does, into a database on disk."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from tempfile import TemporaryDirectory

from adapters.clock import SystemClock
from benchmarks.program import Took, circlebot
from benchmarks.table import heading, line
from bot.app.ports import Work
from bot.domain.ids import PersonId, TeamId, new_id
from bot.domain.people import Person
from bot.domain.teams import Membership, Role, Team
from storage.store import open_store

CIRCLES = 10_000
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PLACES = (
    ("Chicago", "United States of America"),
    ("Köln", "Germany"),
    ("Nairobi", "Kenya"),
    ("Quito", "Ecuador"),
)


def main() -> None:
    """Measures it as operators start it."""
    heading(f"Import of {CIRCLES:,} circles with six meetings each, SQLite")
    with TemporaryDirectory() as name:
        folder = Path(name)
        asyncio.run(_settle(str(folder / "circlebot.db")))
        (folder / "list.json").write_text(json.dumps({"items": [_item(n) for n in range(CIRCLES)]}))
        first, again = _run(folder), _run(folder)
    line("all new", _seconds(first), "below 60 s")
    line("once more, all known", _seconds(again))


def _seconds(took: Took) -> str:
    return f"{took.wall:.1f} s, {took.processor:.1f} s of the processor"


def _run(folder: Path) -> Took:
    done = circlebot("import", "p2pu", "list.json", folder=folder)
    assert f"Rows: {CIRCLES}." in done.out
    return done


async def _settle(database: str) -> None:
    store = await open_store(database, serving=False)
    omar = Person(PersonId(new_id()), "Omar", "en", None, None, START)
    team = Team(
        TeamId(new_id()), "Library", "UTC", "en", timedelta(hours=48), None, 0, time_of_day(10), False, START
    )

    def settle(work: Work) -> None:
        work.people.add(omar)
        work.teams.add(team)
        work.teams.join(Membership(team.id, omar.id, Role.ORGANIZER, START))

    await store.run(settle)
    await store.close()


def _item(n: int) -> dict[str, object]:
    """A third of them are over, as in a list that has grown for years."""
    city, country = PLACES[n % len(PLACES)]
    first = SystemClock().now().date() + timedelta(days=n % 600 - 200)
    return {
        "id": n,
        "course": {"title": f"Course {n % 3000}", "link": "https://example.org"},
        "city": city,
        "country": country,
        "venue": "Library",
        "start_date": str(first),
        "meeting_time": "18:00:00",
        "end_time": "19:30:00",
        "weeks": 6,
    }
