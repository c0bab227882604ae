"""Transactions: whole or not at all, side by side, and never in the way of the event loop."""

import asyncio
import threading
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.util import await_only

from bot.domain.posts import PostKind
from bot.domain.signups import free_seat
from storage.store import open_store

on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
on_postgres = pytest.mark.parametrize("database", ["postgres"], indirect=True)


async def test_what_a_job_returns_comes_back_and_stays(database, store, cast):
    def rename(work):
        work.people.change(cast.ada.id, name="Ada L.")
        return work.people.get(cast.ada.id).name

    assert await store.run(rename) == "Ada L."
    await store.close()
    reopened = await open_store(database.url, serving=True)
    assert (await reopened.run(lambda work: work.people.get(cast.ada.id))).name == "Ada L."
    await reopened.close()


async def test_a_job_that_raises_leaves_nothing(store, cast):
    def fail(work):
        work.people.change(cast.ada.id, name="Nobody")
        work.people.add(cast.person(id="new"))
        raise LookupError("on purpose")

    with pytest.raises(LookupError, match="on purpose"):
        await store.run(fail)
    assert await store.run(lambda work: work.people.get(cast.ada.id)) == cast.ada
    assert await store.run(lambda work: work.people.find("new")) is None


async def test_a_job_that_the_database_refuses_leaves_nothing(store, cast):
    def fail(work):
        work.people.change(cast.ada.id, name="Nobody")
        work.people.add(cast.ada)

    with pytest.raises(IntegrityError):
        await store.run(fail)
    assert await store.run(lambda work: work.people.get(cast.ada.id)) == cast.ada


async def test_two_who_change_different_columns_from_stale_rows_both_stand(store, another, cast):
    """SPEC 4.32"""
    seen = [await each.run(lambda work: work.circles.get(cast.circle.id)) for each in (store, another)]
    assert seen == [cast.circle, cast.circle]
    await store.run(lambda work: work.circles.change(cast.circle.id, place="Room 2"))
    await another.run(lambda work: work.circles.change(cast.circle.id, capacity=3))
    found = await store.run(lambda work: work.circles.get(cast.circle.id))
    assert found == replace(cast.circle, place="Room 2", capacity=3)


async def test_the_last_seat_goes_to_one_however_many_tap_at_once(store, another, cast):
    """SPEC 4.2"""
    people = [cast.person() for _ in range(20)]
    await store.run(lambda work: work.people.add(*people))
    await store.run(lambda work: work.circles.change(cast.circle.id, capacity=3))

    def sign_up(work, person):
        circle = work.circles.lock(cast.circle.id)
        seat = free_seat([signup.seat for signup in work.signups.seated(circle.id)], circle.capacity)
        if seat is not None:
            work.signups.add(cast.signup(person, seat=seat))
        return seat

    taps = (
        each.run(lambda work, person=person: sign_up(work, person))
        for each, person in zip((store, another) * 10, people, strict=True)
    )
    seats = await asyncio.gather(*taps)
    assert sorted(seat for seat in seats if seat is not None) == [1, 2, 3]
    assert len(await store.run(lambda work: work.signups.seated(cast.circle.id))) == 3


async def test_cancelling_a_queue_leaves_the_store_usable(store, cast):
    tasks = [
        asyncio.create_task(store.run(lambda work: work.people.add(cast.person(), cast.person())))
        for _ in range(20)
    ]
    await store.run(lambda work: work.people.find("x"))
    for task in tasks[::2]:
        task.cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert all(outcome is None or isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
    await store.run(lambda work: work.people.change(cast.ada.id, name="Ada L."))
    assert (await store.run(lambda work: work.people.get(cast.ada.id))).name == "Ada L."


@on_sqlite
async def test_a_running_job_does_not_hold_the_event_loop_and_ends_though_cancelled(store, cast):
    loop, started, go_on = asyncio.get_running_loop(), asyncio.Event(), threading.Event()

    def slow(work):
        work.people.change(cast.ada.id, name="Half")
        loop.call_soon_threadsafe(started.set)
        assert go_on.wait(10)
        work.people.change(cast.ada.id, name="Whole")

    task = asyncio.create_task(store.run(slow))
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    reading = asyncio.create_task(store.run(lambda work: work.people.get(cast.ada.id)))
    go_on.set()
    assert (await reading).name == "Whole"


@on_sqlite
async def test_closing_waits_for_what_was_asked_for(database, store, cast):
    task = asyncio.create_task(store.run(lambda work: work.people.change(cast.ada.id, name="Ada L.")))
    await asyncio.sleep(0)
    await store.close()
    await store.close()
    await task
    with pytest.raises(RuntimeError, match="closed"):
        await store.run(lambda work: work.people.get(cast.ada.id))


async def test_who_is_cancelled_while_opening_leaves_nothing_open(tmp_path):
    path = str(tmp_path / "circlebot.sqlite3")
    task = asyncio.create_task(open_store(path, serving=True))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await (await open_store(path, serving=True)).close()


@pytest.mark.parametrize("address", ["sqlite://", "sqlite:///:memory:"])
async def test_a_store_in_memory(address):
    first, second = [await open_store(address, serving=True) for _ in range(2)]
    assert await first.run(lambda work: work.teams.all()) == []
    await first.close()
    await second.close()


@on_postgres
async def test_a_cancelled_job_is_rolled_back_and_its_connection_does_not_matter(store, another, cast):
    async with holding(another, lambda work: work.circles.lock(cast.circle.id)):
        arrived = asyncio.Event()

        def wait(work):
            work.people.change(cast.ada.id, name="Half")
            arrived.set()
            work.circles.lock(cast.circle.id)

        task = asyncio.create_task(store.run(wait))
        await arrived.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await store.run(lambda work: work.circles.lock(cast.circle.id)) == cast.circle
    assert await store.run(lambda work: work.people.get(cast.ada.id)) == cast.ada


@on_postgres
async def test_a_job_that_another_overtook_is_run_again_and_sees_it(store, another, cast):
    tries, both_have_looked = [], asyncio.Event()

    def first_contact(work, account):
        found = work.accounts.by_key(account.key)
        tries.append(found)
        if len(tries) == 2:
            both_have_looked.set()
        if found is None:
            work.accounts.add(account)
        return (found or account).person_id

    hers, his = cast.account(cast.ada, user="7"), cast.account(cast.ben, user="7")
    async with holding(another, lambda work: first_contact(work, hers)):
        task = asyncio.create_task(store.run(lambda work: first_contact(work, his)))
        await both_have_looked.wait()
    assert await task == cast.ada.id
    assert tries == [None, None, hers]


@on_postgres
async def test_a_row_that_is_there_for_good_is_refused_in_the_end(store, cast):
    tries = []

    def add(work):
        tries.append(1)
        work.people.add(cast.ada)

    with pytest.raises(IntegrityError):
        await store.run(add)
    assert len(tries) == 3


@on_postgres
async def test_of_two_that_wait_for_each_other_both_are_done(store, another, cast):
    other = cast.new_circle()
    await store.run(lambda work: work.circles.add(other))
    met = {cast.circle.id: asyncio.Event(), other.id: asyncio.Event()}

    def lock_both(work, first, second):
        work.circles.lock(first)
        met[first].set()
        await_only(met[second].wait())
        work.circles.lock(second)
        work.circles.change(first, name=f"first was {first}")

    await asyncio.gather(
        store.run(lambda work: lock_both(work, cast.circle.id, other.id)),
        another.run(lambda work: lock_both(work, other.id, cast.circle.id)),
    )
    names = await store.run(lambda work: [work.circles.get(circle).name for circle in met])
    assert names == [f"first was {circle}" for circle in met]


@on_postgres
async def test_a_job_whose_connection_has_gone_is_run_again(postgres_database, store, cast, postgres):
    await store.run(lambda work: work.people.get(cast.ada.id))
    await asyncio.to_thread(
        postgres.execute,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND datname = current_database()",
        postgres_database.url,
    )
    assert await store.run(lambda work: work.people.get(cast.ada.id)) == cast.ada


@on_postgres
async def test_those_who_refer_to_a_locked_circle_do_not_wait_for_it(store, another, cast):
    async with holding(another, lambda work: work.circles.lock(cast.circle.id)):
        await store.run(lambda work: work.meetings.add(cast.new_meeting(number=2)))


@on_postgres
async def test_a_plan_that_another_is_fanning_out_is_left_out(store, another, cast, now):
    await store.run(lambda work: work.plans.add(cast.plan(), cast.plan(revision=1)))
    async with holding(another, lambda work: work.plans.due(now=now, limit=1)) as held:
        left = await store.run(lambda work: work.plans.due(now=now, limit=10))
    every = await store.run(lambda work: work.plans.of(PostKind.REMINDER, cast.meeting.id))
    assert len(held) == len(left) == 1
    assert {held[0].id, left[0].id} == {plan.id for plan in every}


@asynccontextmanager
async def holding(store, job):
    """Keeps the job's transaction open meanwhile; gives what the job returned."""
    outcome = asyncio.get_running_loop().create_future()
    let_go = asyncio.Event()

    def hold(work):
        outcome.set_result(job(work))
        await_only(let_go.wait())

    task = asyncio.create_task(store.run(hold))
    try:
        yield await outcome
    finally:
        let_go.set()
        await task
