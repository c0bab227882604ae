"""Processes that are stopped for longer than their lease and then wake (SPEC 3.1, 3.2)."""

import asyncio
import signal

import pytest

from bot.domain.posts import PlanState, PostKind, PostState
from storage.problems import AlreadyServing
from storage.store import open_store
from tests.conftest import Postgres
from tests.crash.conftest import MakeScene
from tests.crash.life import At
from tests.crash.scene import START
from tests.crash.world import World

HELD = "held"

ABANDONED = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND state = 'idle in transaction'
"""
"""What the server does by itself to a transaction in which nothing happens for a minute."""


@pytest.mark.parametrize("at", [At.UNSENT, At.ACCEPTED])
def test_who_wakes_while_sending_is_refused_once_another_took_over(on_postgres: MakeScene, at: At) -> None:
    """SPEC 3.1, 3.2: what it wants to write then changes nothing, and nothing comes a third time."""
    scene = on_postgres(World(START, circles=1))
    with scene.process(at=at, nth=3) as frozen:
        assert frozen.hears(HELD)
        frozen.signal(signal.SIGSTOP)
        scene.outlive_leases()
        found = scene.live_on()

        frozen.let_go()
        frozen.signal(signal.SIGCONT)
        assert frozen.end() == 0

    after = scene.finish()
    assert after.posts == found.posts
    assert after.complaints(scene.world) == []
    # All were in one wave. What the frozen process had begun to send arrives when it wakes, too.
    assert {(post.again, after.times(post)) for post in after.of(PostKind.REMINDER)} == {(True, 2)}
    for post in (*after.of(PostKind.NUDGE), *after.of(PostKind.DIGEST)):
        assert (post.state, after.times(post)) == (PostState.UNKNOWN, 1)


def test_who_wakes_before_sending_sends_nothing_once_another_took_over(
    on_postgres: MakeScene, postgres: Postgres
) -> None:
    """SPEC 3.1: a claim that was not committed is none, so nobody waits for it and it sends nothing."""
    scene = on_postgres(World(START, circles=4))
    with scene.process(at=At.CLAIMED) as frozen:
        assert frozen.hears(HELD)
        frozen.signal(signal.SIGSTOP)
        # What it has in hand is passed over, the rest goes out; nobody waits for its locks.
        assert scene.live() == 0
        assert any(post.state is PostState.PLANNED for post in scene.look().posts)
        postgres.execute(ABANDONED, scene.database)
        scene.outlive_leases()
        assert scene.live() == 0
        found = scene.look()
        assert {post.state for post in found.posts} == {PostState.SENT}

        frozen.let_go()
        frozen.signal(signal.SIGCONT)
        assert frozen.end() == 0
        # Its commit fails; it looks again, and finds nothing left to do.
        assert [line for line in scene.logged("WARNING") if "cannot be written together" in line]
        assert scene.logged("ERROR") == []

    after = scene.look()
    assert after == found
    assert {after.times(post) for post in after.posts} == {1}
    assert after.complaints(scene.world) == []


@pytest.mark.parametrize("taken_over", [True, False])
def test_a_plan_is_not_lost_with_a_transaction(
    on_postgres: MakeScene, postgres: Postgres, taken_over: bool
) -> None:
    """SPEC 3.1, 3.2: the server gives up a transaction in which a plan becomes posts; the plan is due as before."""
    scene = on_postgres(World(START, circles=2))
    with scene.process(at=At.UNCOMMITTED, nth=2) as frozen:
        assert frozen.hears(HELD)
        frozen.signal(signal.SIGSTOP)
        postgres.execute(ABANDONED, scene.database)
        if taken_over:
            scene.live_on()
        frozen.let_go()
        frozen.signal(signal.SIGCONT)
        assert frozen.end() == 0
    scene.outlive_leases()
    found = scene.live_on()
    assert found.complaints(scene.world) == []
    assert {found.times(post) for post in found.posts} == {1}
    plans = scene.transact(lambda work: work.plans.about(["next-0000", "next-0001"]))
    assert {plan.state for plan in plans} == {PlanState.FANNED_OUT}


def test_what_was_sent_is_written_down_though_a_transaction_is_lost(
    on_postgres: MakeScene, postgres: Postgres
) -> None:
    """SPEC 3.1, 3.2: only what nobody knows is unknown; a process that lives knows what it has sent."""
    scene = on_postgres(World(START, circles=1))
    marking = 5  # Two looks for plans, one plan, and a claim come before it.
    with scene.process(at=At.UNCOMMITTED, nth=marking) as frozen:
        assert frozen.hears(HELD)
        assert scene.look().accepted.total() == len(list(scene.world.due()))
        postgres.execute(ABANDONED, scene.database)
        frozen.let_go()
        assert frozen.end() == 0
    scene.outlive_leases()
    found = scene.live_on()
    assert {found.times(post) for post in found.posts} == {1}
    assert found.complaints(scene.world) == []


def test_who_serves_a_file_keeps_it_while_frozen_and_goes_on(on_sqlite: MakeScene) -> None:
    """SPEC 3.1, 8: nobody takes over a file that is served, so whoever wakes has lost nothing."""
    scene = on_sqlite(World(START, circles=4))
    with scene.process(at=At.ACCEPTED, nth=3) as frozen:
        assert frozen.hears(HELD)
        frozen.signal(signal.SIGSTOP)
        scene.outlive_leases()
        with pytest.raises(AlreadyServing):
            asyncio.run(open_store(scene.database, serving=True))
        frozen.let_go()
        frozen.signal(signal.SIGCONT)
        assert frozen.end() == 0
    found = scene.finish()
    assert {post.state for post in found.posts} == {PostState.SENT}
    assert {found.times(post) for post in found.posts} == {1}
    assert found.complaints(scene.world) == []
