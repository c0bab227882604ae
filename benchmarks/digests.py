"""What organizers read about a team with many circles, from the disk to the message, on a real SQLite file."""

import asyncio
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from benchmarks.network import LEARNERS, MONDAY, settle
from benchmarks.table import heading, line
from bot.app.digests import see_digest
from bot.app.health import see_circles
from bot.app.ports import Work
from bot.app.reports import see_report
from bot.app.weeks import see_week
from bot.chat.catalog import Catalog
from bot.chat.outgoing import Message
from bot.chat.turn import Reader
from bot.chat.views.digests import digest
from bot.chat.views.health import circles
from bot.chat.views.reports import report
from bot.chat.views.weeks import week
from bot.domain.ids import PersonId, TeamId
from storage.store import open_store

CIRCLES = 500
ROUNDS = 5
TARGET = 1.0

Look = Callable[[Work, Reader, PersonId, TeamId], Message]

LOOKS: Mapping[str, Look] = {
    "digest": lambda w, r, omar, team: digest(r, see_digest(w, omar, team, now=r.now), public=False),
    "week": lambda w, r, omar, team: week(r, see_week(w, omar, team, now=r.now)),
    "circles": lambda w, r, omar, team: circles(r, see_circles(w, omar, team, now=r.now)),
    "reports": lambda w, r, omar, team: report(r, see_report(w, omar, team, now=r.now)),
}


def main() -> None:
    """Measures it."""
    asyncio.run(_measure())


async def _measure() -> None:
    reader = Reader(Catalog.load().speaker("en"), "Europe/Berlin", MONDAY)
    with tempfile.TemporaryDirectory() as directory:
        store = await open_store(str(Path(directory) / "circlebot.sqlite3"), serving=True)
        try:
            team, omar = await store.run(lambda work: settle(work, CIRCLES))
            heading(f"{CIRCLES} circles, {CIRCLES * LEARNERS} learners, median of {ROUNDS}")
            for name, look in LOOKS.items():
                took: list[tuple[float, float]] = []
                for _ in range(ROUNDS):
                    begin, cpu = time.perf_counter(), time.process_time()
                    await store.run(lambda work, look=look: look(work, reader, omar, team))
                    took.append((time.perf_counter() - begin, time.process_time() - cpu))
                whole, cpu = (median(one) for one in zip(*took, strict=True))
                target = f"below {TARGET:.0f} s" if name == "digest" else ""
                line(
                    f"{name}, read and put into words",
                    f"{whole:.2f} s, {cpu:.2f} s of it at work",
                    target,
                )
        finally:
            await store.close()
