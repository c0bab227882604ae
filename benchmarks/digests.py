"""What organizers read about a team with many circles, from the disk to the message, on a real SQLite file."""

import asyncio
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.network import LEARNERS, MONDAY, settle
from benchmarks.table import heading, line
from bot.app.digests import Digest, see_digest
from bot.app.ports import Work
from bot.chat.catalog import Catalog
from bot.chat.turn import Reader
from bot.chat.views.digests import digest
from storage.store import open_store

CIRCLES = 500
ROUNDS = 5
TARGET = 1.0


def main() -> None:
    """Measures it."""
    asyncio.run(_measure())


async def _measure() -> None:
    reader = Reader(Catalog.load().speaker("en"), "Europe/Berlin", MONDAY)
    with tempfile.TemporaryDirectory() as directory:
        store = await open_store(str(Path(directory) / "circlebot.sqlite3"), serving=True)
        try:
            team, omar = await store.run(lambda work: settle(work, CIRCLES))

            def see(work: Work) -> Digest:
                return see_digest(work, omar, team, now=MONDAY)

            heading(f"{CIRCLES} circles, {CIRCLES * LEARNERS} learners, median of {ROUNDS}")
            took: list[float] = []
            for _ in range(ROUNDS):
                begin = time.perf_counter()
                digest(reader, await store.run(see), public=False)
                took.append(time.perf_counter() - begin)
            line("the digest, read and put into words", f"{median(took):.2f} s", f"below {TARGET:.0f} s")
        finally:
            await store.close()
