"""Finding a circle among 20,000 that are open, by distance and narrowed down, on a real SQLite file; and the gazetteer.

The circles lie where people live: in cities drawn by their population, six weekly meetings each, a third of them online too.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.library import NOW, arrive_as, found_library
from benchmarks.table import heading, line
from bot.app.browsing import PAGE, browse, look
from bot.app.ports import Work
from bot.chat.gazetteer import gazetteer
from bot.domain.circles import Circle, Course, Stage
from bot.domain.cities import City
from bot.domain.gazetteer import Gazetteer
from bot.domain.ids import CircleId, CourseId, PersonId, SignupId, TeamId
from bot.domain.meetings import schedule
from bot.domain.rhythm import Rhythm
from bot.domain.searches import Search
from bot.domain.signups import Signup, Standing
from storage.store import Store, open_store

CIRCLES = 20_000
AT_ONCE = 1_000
ROUNDS = 20
LOADS = 9
TARGET, LOAD_TARGET = 20, 50
"""Milliseconds."""

NAMES = ("Köln", "cologne, germany", "Portland", "Berln", "Portl", "Ludwigshaven", "東京", "Xyzzyplugh")


def main() -> None:
    """Measures the gazetteer, then pages of circles, in a minute or so."""
    heading("The gazetteer")
    _gazetteer()
    heading(f"Browsing {CIRCLES:,} open circles on SQLite, {ROUNDS} times each")
    with tempfile.TemporaryDirectory(prefix="circlebot-bench-") as folder:
        asyncio.run(_measure(Path(folder) / "browse.sqlite3"))


def _gazetteer() -> None:
    took: list[float] = []
    for _ in range(LOADS):
        gazetteer.cache_clear()
        begin = time.process_time()
        found = gazetteer()
        took.append(time.process_time() - begin)
    line(f"read, {len(found):,} cities, of the processor", _ms(took), f"under {LOAD_TARGET} ms")
    for name in NAMES:
        line(f"look up {name}", _ms([_timed(lambda name=name: found.find(name)) for _ in range(LOADS)]))


def _timed(job: Callable[[], object]) -> float:
    begin = time.perf_counter()
    job()
    return time.perf_counter() - begin


def _ms(took: list[float]) -> str:
    return f"{median(took) * 1000:.1f} ms, at most {max(took) * 1000:.1f} ms"


async def _measure(path: Path) -> None:
    store = await open_store(str(path), serving=True)
    try:
        actor, team = await store.run(found_library)
        await _settle(store, actor, team, _where_people_live(gazetteer()))
        for what, search, pages in await store.run(lambda work: _searches(work, actor)):
            for page in pages:
                took = [
                    await store.run(lambda work, s=search, p=page: _page(work, actor, s, p))
                    for _ in range(ROUNDS)
                ]
                found = await store.run(
                    lambda work, s=search, p=page: browse(work, actor, s, offset=p * PAGE, now=NOW)
                )
                counted = f"{len(found.listed)} of {found.total}"
                target = f"under {TARGET} ms" if search and search.point else ""
                line(f"{what}, page {page + 1} ({counted})", _ms(took), target)
    finally:
        await store.close()


def _page(work: Work, actor: PersonId, search: Search | None, page: int) -> float:
    return _timed(lambda: browse(work, actor, search, offset=page * PAGE, now=NOW))


def _searches(work: Work, actor: PersonId) -> list[tuple[str, Search | None, tuple[int, ...]]]:
    def around(name: str) -> Search:
        city = gazetteer().find(name).city
        assert city is not None
        return look(work, actor, "bench", city=city, now=NOW)

    tokyo, ocean = around("Tokyo"), look(work, actor, "bench", now=NOW)
    narrowed = replace(tokyo, language="en", weekdays="0123", seats=True, topic="python")
    return [
        ("near Tokyo", tokyo, (0, 5, 20)),
        ("near Köln", around("Köln"), (0,)),
        ("… narrowed down four times", narrowed, (0, 1)),
        ("far out at sea", replace(ocean, latitude=-40.0, longitude=-120.0), (0, 5)),
        ("anywhere, soonest first", None, (0, 20, 100)),
        ("online, with seats", replace(tokyo, online=True, seats=True), (0, 20)),
        ("about something that there is not", replace(ocean, topic="xyzzy"), (0,)),
    ]


def _where_people_live(cities: Gazetteer) -> list[City]:
    everywhere = list(cities)
    weights = [city.population for city in everywhere]
    return random.Random(1).choices(everywhere, weights=weights, k=CIRCLES)


async def _settle(store: Store, actor: PersonId, team: TeamId, cities: list[City]) -> None:
    chance = random.Random(2)
    for start in range(0, CIRCLES, AT_ONCE):
        some = cities[start : start + AT_ONCE]
        await store.run(lambda work, some=some, start=start: _add(work, actor, team, some, start, chance))


def _add(
    work: Work, actor: PersonId, team: TeamId, cities: list[City], start: int, chance: random.Random
) -> None:
    for number, city in enumerate(cities, start=start):
        title = f"{chance.choice(('Python', 'Public Speaking', 'Logic', 'Drawing'))} {number}"
        course = Course(CourseId(f"course-{number}"), team, title, None, NOW)
        circle = Circle(
            id=CircleId(f"circle-{number}"),
            team_id=team,
            course_id=course.id,
            name=title,
            stage=Stage.OPEN,
            zone=city.zone,
            language=chance.choice(("en", "en", "de", "fr")),
            place="Main library",
            link="https://example.org/meet" if chance.random() < 1 / 3 else None,
            capacity=4,
            reminder_lead=None,
            created_by=actor,
            created_at=NOW,
            published_at=NOW,
            city=city.name,
            region=city.region,
            country=city.country,
            latitude=city.point.latitude,
            longitude=city.point.longitude,
        )
        first = date(2026, 9, 7) + timedelta(days=chance.randrange(60))
        rhythm = Rhythm(first, datetime(2026, 1, 1, chance.choice((9, 18, 19)), tzinfo=UTC).time(), 6)
        work.courses.add(course)
        work.circles.add(circle)
        work.meetings.add(*schedule(circle.id, rhythm, zone=city.zone, minutes=90))
        work.signups.add(
            *(
                _seated(circle.id, arrive_as(work, f"Learner {seat}"), seat)
                for seat in range(1, chance.randrange(1, 6))
            )
        )


def _seated(circle: CircleId, person: PersonId, seat: int) -> Signup:
    return Signup(
        id=SignupId(f"{circle}-{seat}"),
        circle_id=circle,
        person_id=person,
        standing=Standing.SEATED,
        seat=seat,
        line_no=None,
        goal=None,
        offer=None,
        consented_at=NOW,
        signed_up_at=NOW,
        changed_at=NOW,
    )
