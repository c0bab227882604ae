"""Telegram from the network to the disk and back: presses, and reminders that are due at once, against a server of ours.

Beside the presses, the library's own application on the same request class that only answers and edits.
"""

import asyncio
import resource
import tempfile
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import Any

from telegram import Update
from telegram.ext import Application, CallbackQueryHandler, ContextTypes

from adapters.cli.garbage import spare_what_stays
from adapters.clock import MovedClock
from adapters.pictures.painter import Painter
from adapters.telegram.adapter import TelegramAdapter, TelegramOptions
from adapters.telegram.request import AiohttpRequest
from benchmarks.library import NOW, Learner, settle
from benchmarks.table import heading, line
from benchmarks.telegram_people import Crowd, Pressed, Telegram
from bot.app.ports import Work
from bot.chat.buttons import GiveRsvp, encode
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.tick import Tick
from bot.domain.ids import AccountId, new_id
from bot.domain.people import Account, Platform
from bot.domain.rsvps import Answer
from storage.store import Store, open_store

CIRCLES = 25
PRESSES, AT_ONCE = 2_000, 32
WARM = 200
"""Presses before those that count."""

PACE, STEADY = 150, 1_500
REMINDERS = 3_000
DUE = datetime(2026, 10, 11, 16, 1, tzinfo=UTC)
"""Two days before the first meetings."""


def main() -> None:
    """Measures presses, then reminders with and without limits, in about three minutes."""
    asyncio.run(_presses())
    asyncio.run(_reminders())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    line("memory at most, all of this included", f"{peak:.0f} MB", "below 150 MB")


async def _presses() -> None:
    heading(f"Presses on Telegram, {PRESSES} with {AT_ONCE} under way, then {PACE} a second")
    async with _library(CIRCLES) as (store, learners):
        telegram = Telegram(Crowd([(_says(who, Answer.YES), _says(who, Answer.NO)) for who in learners]))
        await store.run(lambda work: _on_telegram(work, learners, telegram.people))
        adapter, _ = await _started(telegram, store, limited=False)
        await telegram.asks("crowd", WARM, AT_ONCE)
        cpu = time.process_time()
        ours: Pressed = await telegram.asks("crowd", PRESSES, AT_ONCE)
        cpu = time.process_time() - cpu
        steady: Pressed = await telegram.asks("pace", STEADY, PACE)
        await adapter.stop()
        bare = await _bare(telegram)
        telegram.close()
    rate, peer = len(ours.took) / ours.seconds, len(bare.took) / bare.seconds
    line("ours", f"{rate:,.0f} a second, {cpu / PRESSES * 1000:.2f} ms of CPU each")
    line("the library's application, answer and edit", f"{peer:,.0f} a second")
    line("… of which ours is", f"{rate / peer:.0%}", "at least 35 %, aiming at 50 %")
    line(f"{PACE} a second: 99 of 100 within", f"{_p99(steady) * 1000:.0f} ms", "below 150 ms")


async def _reminders() -> None:
    heading(f"{REMINDERS} reminders due at once")
    for limited, target in ((False, "at least 300 a second"), (True, "at least 28.5 a second")):
        async with _library(-(-REMINDERS // 8)) as (store, learners):
            telegram = Telegram(Crowd([("a", "b")] * len(learners)))
            await store.run(
                lambda work, people=telegram.people, them=learners: _on_telegram(work, them, people)
            )
            adapter, clock = await _started(telegram, store, limited=limited)
            tick = Tick(store, clock, Catalog.load(), {adapter.platform: adapter.courier})
            clock.set(DUE)
            begin = time.perf_counter()
            sent = await tick.once()
            took = time.perf_counter() - begin
            await adapter.stop()
            assert await telegram.asks("sent", len(learners)) == sent == len(learners)
            telegram.close()
        line(f"{'with' if limited else 'without'} the limits", f"{sent / took:,.1f} a second", target)


async def _started(telegram: Telegram, store: Store, *, limited: bool) -> tuple[TelegramAdapter, MovedClock]:
    clock, catalog = MovedClock(NOW), Catalog.load()
    options = TelegramOptions(telegram.token, telegram.base_url, limited=limited, settling=0)
    adapter = TelegramAdapter(options, Desk(store, clock, catalog), store, clock, catalog, Painter())
    await adapter.start()
    spare_what_stays()
    return adapter, clock


async def _bare(telegram: Telegram) -> Pressed:
    """The peer: as fast as the library goes when nothing is decided and nothing is kept."""

    async def answer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        query = update.callback_query
        assert query is not None
        await asyncio.gather(query.answer("Noted"), query.edit_message_text(f"Answer {query.id}"))

    app: Application[Any, Any, Any, Any, Any, Any] = (
        Application.builder()
        .token(telegram.token)
        .base_url(telegram.base_url)
        .request(AiohttpRequest())
        .get_updates_request(AiohttpRequest())
        .concurrent_updates(AT_ONCE)
        .job_queue(None)
        .build()
    )
    app.add_handler(CallbackQueryHandler(answer))
    async with app:
        assert app.updater is not None
        await app.updater.start_polling()
        await app.start()
        await telegram.asks("crowd", WARM, AT_ONCE)
        pressed: Pressed = await telegram.asks("crowd", PRESSES, AT_ONCE)
        await app.updater.stop()
        await app.stop()
    return pressed


@asynccontextmanager
async def _library(circles: int) -> AsyncGenerator[tuple[Store, list[Learner]]]:
    with tempfile.TemporaryDirectory(prefix="circlebot-bench-") as folder:
        store = await open_store(str(Path(folder) / "bench.sqlite3"), serving=True)
        try:
            learners: list[Learner] = await store.run(lambda work: settle(work, circles))
            yield store, learners
        finally:
            await store.close()


def _on_telegram(work: Work, learners: list[Learner], people: list[int]) -> None:
    """Each learner is one of the people, and is reached there."""
    for learner, user in zip(learners, people, strict=True):
        work.accounts.add(
            Account(
                AccountId(new_id()),
                Platform.TELEGRAM,
                "4242",
                str(user),
                learner.person,
                unreachable_at=None,
                created_at=NOW,
                linked_at=NOW,
                preferred_at=NOW,
            )
        )


def _says(learner: Learner, answer: Answer) -> str:
    return encode(GiveRsvp(learner.meeting, answer, 0))


def _p99(pressed: Pressed) -> float:
    return quantiles(pressed.took, n=100)[-1]
