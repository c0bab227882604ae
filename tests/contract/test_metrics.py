"""What a monitor reads: what was done and what waits, without anybody's name (SPEC 8)."""

import asyncio
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from sqlalchemy import exc

from adapters.clock import MovedClock
from adapters.metrics import CountingCourier, CountingStore, Metrics
from bot.chat.courier import Delivered, NotNow, ToPlace, Unclear, Unreachable
from bot.chat.outgoing import Message
from bot.domain.errors import NotFound
from bot.domain.people import Platform
from bot.domain.posts import PostKind, PostState
from storage.problems import is_of_database
from tests.contract.conftest import NOW
from tests.scenario.posts_stage import OPERATOR, OwnCourier, scene
from tests.telegram_server import TelegramServer
from tests.telegram_world.served import running
from tests.telegram_world.world import free_port

BOUNDED = {
    "kind": set(PostKind),
    "outcome": set(PostState),
    "platform": set(Platform),
    "result": {"delivered", "slow-down", "not-now", "unreachable", "unclear", "gone"},
    "how": {"answered", "set-aside"},
    "what": {"plans", "posts", "arrivals", "cards", "accounts", "places"},
}
"""Every label with all values that it can have; those of the build and of buckets are told apart."""


@pytest.fixture
def clock() -> MovedClock:
    return MovedClock(NOW)


@pytest.fixture
def metrics(clock) -> Metrics:
    return Metrics(clock, version="1.2.3", database="sqlite")


class Seen(dict[tuple[str, ...], float]):
    """Samples by name and values of labels, in whatever order."""

    def __getitem__(self, key: tuple[str, ...]) -> float:
        name, *values = key
        return super().__getitem__((name, *sorted(values)))


async def read(metrics: Metrics, store) -> Seen:
    media_type, text = await metrics.read(store)
    assert media_type == "application/openmetrics-text; version=1.0.0; charset=utf-8"
    return samples(text.decode())


def samples(text: str) -> Seen:
    """Every sample, strictly read."""
    found = Seen()
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            for label, value in sample.labels.items():
                assert label in {"version", "database", "le"} or value in BOUNDED[label], (sample.name, label)
            found[(sample.name, *sorted(sample.labels.values()))] = sample.value
    return found


async def test_what_waits_and_who_is_out_of_reach(store, cast, clock, metrics, database):
    """SPEC 8: due posts and the age of the oldest, plans, and what cannot be written to, on both engines."""

    def settle(work):
        work.accounts.add(cast.account(cast.ben, unreachable_at=NOW), cast.account(cast.cleo))
        work.places.change(cast.hall.id, unreachable_at=NOW)
        work.posts.put([cast.post(cast.ben), cast.post(cast.cleo, due_at=NOW + timedelta(days=1))])
        work.plans.add(cast.plan(due_at=NOW - timedelta(minutes=1)))

    await store.run(settle)
    clock.advance(timedelta(minutes=9))
    seen = await read(metrics, store)
    assert seen["circlebot_waiting", "posts"] == 1
    assert seen["circlebot_waiting_oldest_seconds", "posts"] == 540
    assert seen["circlebot_waiting_oldest_seconds", "plans"] == 600
    assert (seen["circlebot_waiting", "arrivals"], seen["circlebot_waiting", "cards"]) == (0, 0)
    assert seen["circlebot_waiting_oldest_seconds", "arrivals"] == 0
    assert seen["circlebot_unreachable", "accounts", "telegram"] == 1
    assert seen["circlebot_unreachable", "places", "slack"] == 1
    assert seen["circlebot_unreachable", "places", "telegram"] == 0
    assert seen["circlebot_database_up",] == 1
    assert seen["circlebot_build_info", "1.2.3", "sqlite"] == 1


async def test_posts_are_counted_by_kind_and_outcome(metrics):
    """SPEC 8: sent, skipped, put off, lost; and passes with them."""
    async with scene() as s:
        await s.joins("Ben")
        cleo = await s.joins("Cleo")
        ok, slow = OwnCourier(), OwnCourier(NotNow(timedelta(seconds=7)))
        for courier in (slow, ok):
            couriers = {one: CountingCourier(courier, one, metrics) for one in Platform}
            tick = metrics.timed(s.another_tick(couriers, watch=metrics).once)
            s.stage.clock.set(max(s.now, (await s.meeting()).starts_at - timedelta(hours=48)))
            await tick()
            s.stage.clock.advance(timedelta(minutes=1))
        await s.leaves(cleo)
        s.stage.clock.set((await s.meeting()).starts_at - timedelta(hours=24))
        await tick()
        seen = await read(metrics, s.stage.store)
    assert seen["circlebot_posts_total", "reminder", "planned"] == 2
    assert seen["circlebot_posts_total", "reminder", "sent"] == 2
    assert seen["circlebot_posts_total", "nudge", "sent"] == 1
    assert seen["circlebot_sendings_total", "telegram", "slow-down"] == 2
    assert seen["circlebot_sendings_total", "telegram", "delivered"] >= 3
    assert seen["circlebot_tick_seconds_count",] == 3
    assert OPERATOR.key not in str(seen)


async def test_what_a_platform_answers_is_counted(metrics, store):
    """SPEC 8: by platform."""
    for outcome, name in (
        (Delivered("1"), "delivered"),
        (NotNow(), "not-now"),
        (NotNow(timedelta(seconds=3)), "slow-down"),
        (Unreachable(), "unreachable"),
        (Unclear(), "unclear"),
    ):
        courier = CountingCourier(OwnCourier(outcome), Platform.SLACK, metrics)
        to = ToPlace(Platform.SLACK, "T1", "C1")
        assert await courier.deliver(to, Message(())) == outcome
        assert await courier.redraw(to, "1", Message(())) == outcome
        seen = await read(metrics, store)
        assert seen["circlebot_sendings_total", "slack", name] == 1
        assert seen["circlebot_cards_drawn_total", "slack", name] == 1


async def test_a_database_that_does_not_answer_is_counted_and_said(metrics):
    """SPEC 8: the rest is told all the same. A broken rule is no failure of the database."""

    class Gone:
        def __init__(self, error: Exception) -> None:
            self.error = error

        async def run(self, job):
            raise self.error

    for error in (exc.OperationalError("SELECT 1", {}, Exception("gone")), NotFound()):
        with pytest.raises(type(error)):
            await CountingStore(Gone(error), metrics, is_of_database).run(lambda work: None)
    seen = await read(metrics, CountingStore(Gone(OSError()), metrics, is_of_database))
    assert seen["circlebot_database_errors_total",] == 1
    assert seen["circlebot_database_up",] == 0


async def test_passes_that_fail_are_counted_and_the_last_good_one_stays(metrics, clock, store):
    async def good() -> int:
        return 1

    async def bad() -> int:
        raise ConnectionResetError

    assert await metrics.timed(good)() == 1
    clock.advance(timedelta(minutes=5))
    with pytest.raises(ConnectionResetError):
        await metrics.timed(bad)()
    seen = await read(metrics, store)
    assert seen["circlebot_ticks_failed_total",] == 1
    assert seen["circlebot_tick_last_timestamp_seconds",] == NOW.timestamp()


async def test_a_process_tells_it_on_a_port_of_its_own(tmp_path: Path):
    """SPEC 8: only there, and nothing of who wrote what."""
    port = await free_port()
    async with (
        TelegramServer() as server,
        running(server, tmp_path, monitor__port=str(port)) as bot,
        aiohttp.ClientSession() as http,
    ):
        ben = server.person("Benedikta")
        ben.writes("/start")
        await server.until(lambda: ben.shown, within=30)
        text = ""
        async with asyncio.timeout(20):
            # The answer is there a moment before it is counted, and the first pass comes by itself.
            while 'how="answered"' not in text or "circlebot_tick_last_timestamp_seconds 0.0" in text:
                async with http.get(f"http://127.0.0.1:{port}/metrics") as response:
                    text = await response.text()
                    assert response.headers["Content-Type"].startswith("application/openmetrics-text")
                await asyncio.sleep(0.02)
        async with http.get(f"http://127.0.0.1:{port}/healthz") as response:
            assert response.status == 200
        bot.asked_to_stop()
        assert await bot.ends() == (0, "")
    seen = samples(text)
    assert seen["circlebot_arrivals_kept_total", "telegram"] == 1
    assert seen["circlebot_arrivals_answered_total", "telegram", "answered"] == 1
    assert seen["circlebot_answer_seconds_count", "telegram"] == 1
    assert seen["circlebot_database_up",] == 1
    assert seen["circlebot_tick_last_timestamp_seconds",] > 0
    for told in ("Benedikta", str(ben.id), server.token):
        assert told not in text


async def test_what_cannot_be_answered_is_counted(metrics, store):
    metrics.kept(Platform.SLACK, 3)
    metrics.answered(Platform.SLACK, after=timedelta(seconds=-1), well=False)
    metrics.fault()
    seen = await read(metrics, store)
    assert seen["circlebot_arrivals_kept_total", "slack"] == 3
    assert seen["circlebot_arrivals_answered_total", "slack", "set-aside"] == 1
    assert seen["circlebot_answer_seconds_sum", "slack"] == 0
    assert seen["circlebot_faults_total",] == 1
