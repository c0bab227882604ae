"""What a monitor reads: counts of what was done, and what waits, as OpenMetrics text (SPEC 8).

Its labels are kinds, states and platforms, of which there are a few; no person, circle or team is in it, and no address.
"""

import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TypeVar, cast

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector

# This one function of the library does not say what it returns.
from prometheus_client.openmetrics.exposition import (
    CONTENT_TYPE_LATEST,
    generate_latest,  # pyright: ignore[reportUnknownVariableType]
)

from bot.app.ports import Clock, Store, Work
from bot.app.stats import pulse_of
from bot.chat.courier import (
    Address,
    Courier,
    Delivered,
    Delivery,
    Gone,
    NotNow,
    Redrawn,
    Unclear,
    Unreachable,
)
from bot.chat.outgoing import Message
from bot.domain.people import Platform
from bot.domain.posts import PostKind, PostState
from bot.domain.tallies import Pulse, Waiting

Outcome = TypeVar("Outcome")

ANSWERED_WITHIN = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 60.0, 600.0)
PASSED_WITHIN = (0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 60.0)


class Metrics:
    """A registry of its own. It is a Watch: what it is told of, it counts."""

    def __init__(self, clock: Clock, *, version: str, database: str) -> None:
        self._clock = clock
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        Info("circlebot_build", "What runs here.", registry=registry).info(
            {"version": version, "database": database}
        )
        self._posts = Counter(
            "circlebot_posts",
            "Posts by what became of them: sent, skipped, failed, unknown, or planned anew to be tried later.",
            ("kind", "outcome"),
            registry=registry,
        )
        self._sendings = Counter(
            "circlebot_sendings",
            "Posts handed to a platform, by its answer: delivered, slow-down (such as a 429), not-now, unreachable, unclear.",
            ("platform", "result"),
            registry=registry,
        )
        self._cards = Counter(
            "circlebot_cards_drawn",
            "Cards drawn anew, by the platform's answer.",
            ("platform", "result"),
            registry=registry,
        )
        self._kept = Counter(
            "circlebot_arrivals_kept", "What came in and was new.", ("platform",), registry=registry
        )
        self._answered = Counter(
            "circlebot_arrivals_answered",
            "What came in and was answered, or set aside since it could not be.",
            ("platform", "how"),
            registry=registry,
        )
        self._answering = Histogram(
            "circlebot_answer_seconds",
            "From its coming in to its answer.",
            ("platform",),
            buckets=ANSWERED_WITHIN,
            registry=registry,
        )
        self._faults = Counter(
            "circlebot_faults",
            "How often somebody was told that something went wrong on our side.",
            registry=registry,
        )
        self._database_errors = Counter(
            "circlebot_database_errors", "Transactions that the database did not do.", registry=registry
        )
        self._passes = Histogram(
            "circlebot_tick_seconds",
            "How long passes over what is due take.",
            buckets=PASSED_WITHIN,
            registry=registry,
        )
        self._failed_passes = Counter("circlebot_ticks_failed", "Passes that failed.", registry=registry)
        self._last_pass = Gauge(
            "circlebot_tick_last_timestamp_seconds",
            "When the last pass ended that did not fail.",
            registry=registry,
        )
        self._up = Gauge(
            "circlebot_database_up", "Whether the database answered just now.", registry=registry
        )
        self._waiting = Gauge(
            "circlebot_waiting",
            "What is due and waits: plans and posts to be sent, arrivals to be answered, cards to be drawn.",
            ("what",),
            registry=registry,
        )
        self._oldest = Gauge(
            "circlebot_waiting_oldest_seconds",
            "For how long the first of them has waited; 0 where none waits.",
            ("what",),
            registry=registry,
        )
        self._lost = Gauge(
            "circlebot_unreachable",
            "Accounts and places that cannot be written to.",
            ("what", "platform"),
            registry=registry,
        )

    def post_ended(self, kind: PostKind, state: PostState) -> None:
        """See Watch."""
        self._posts.labels(kind, state).inc()

    def kept(self, platform: Platform, arrivals: int) -> None:
        """See Watch."""
        self._kept.labels(platform).inc(arrivals)

    def answered(self, platform: Platform, *, after: timedelta, well: bool) -> None:
        """See Watch."""
        self._answered.labels(platform, "answered" if well else "set-aside").inc()
        self._answering.labels(platform).observe(max(0.0, after.total_seconds()))

    def fault(self) -> None:
        """See Watch."""
        self._faults.inc()

    def database_failed(self) -> None:
        """A transaction was not done, through no fault of what was to be done in it."""
        self._database_errors.inc()

    def sent(self, platform: Platform, delivery: Delivery) -> None:
        """What a platform said to a post."""
        self._sendings.labels(platform, _named(delivery)).inc()

    def drawn(self, platform: Platform, outcome: Redrawn) -> None:
        """What a platform said to another face of a card."""
        self._cards.labels(platform, _named(outcome)).inc()

    def timed(self, once: Callable[[], Awaitable[Outcome]]) -> Callable[[], Awaitable[Outcome]]:
        """The same pass, with how long it takes."""

        async def counted() -> Outcome:
            began = time.perf_counter()
            try:
                outcome = await once()
            except Exception:
                self._failed_passes.inc()
                raise
            finally:
                self._passes.observe(time.perf_counter() - began)
            self._last_pass.set(self._clock.now().timestamp())
            return outcome

        return counted

    async def read(self, store: Store) -> tuple[str, bytes]:
        """The media type and the text. Where the database does not answer, that is said, and the rest stays."""
        now = self._clock.now()
        try:
            pulse = await store.run(lambda work: pulse_of(work, now=now))
        except Exception:
            self._up.set(0)
        else:
            self._up.set(1)
            self._take(pulse, now)
        return CONTENT_TYPE_LATEST, cast("bytes", generate_latest(self._registry))

    def _take(self, pulse: Pulse, now: datetime) -> None:
        for what, waiting in (("plans", pulse.plans), ("posts", pulse.posts), ("arrivals", pulse.arrivals)):
            self._waiting.labels(what).set(waiting.number)
            self._oldest.labels(what).set(_age(waiting, now))
        self._waiting.labels("cards").set(pulse.cards)
        for platform in Platform:
            self._lost.labels("accounts", platform).set(pulse.accounts.get(platform, 0))
            self._lost.labels("places", platform).set(pulse.places.get(platform, 0))


class CountingCourier:
    """A courier of which is counted what comes of what it is given."""

    def __init__(self, courier: Courier, platform: Platform, metrics: Metrics) -> None:
        self._courier = courier
        self._platform = platform
        self._metrics = metrics

    async def deliver(self, to: Address, message: Message) -> Delivery:
        """Delivers."""
        delivery = await self._courier.deliver(to, message)
        self._metrics.sent(self._platform, delivery)
        return delivery

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        """Draws."""
        outcome = await self._courier.redraw(to, reference, message)
        self._metrics.drawn(self._platform, outcome)
        return outcome


class CountingStore:
    """A store of which is counted how often it fails; `is_its` tells its own failures from what a job raises."""

    def __init__(self, store: Store, metrics: Metrics, is_its: Callable[[BaseException], bool]) -> None:
        self._store = store
        self._metrics = metrics
        self._is_its = is_its

    async def run(self, job: Callable[[Work], Outcome]) -> Outcome:
        """Runs the job."""
        try:
            return await self._store.run(job)
        except Exception as error:
            if self._is_its(error):
                self._metrics.database_failed()
            raise


def _named(outcome: Redrawn) -> str:
    match outcome:
        case Delivered():
            return "delivered"
        case NotNow(after) if after:
            return "slow-down"
        case NotNow():
            return "not-now"
        case Unreachable():
            return "unreachable"
        case Unclear():
            return "unclear"
        case Gone():
            return "gone"


def _age(waiting: Waiting, now: datetime) -> float:
    return 0.0 if waiting.since is None else max(0.0, (now - waiting.since).total_seconds())
