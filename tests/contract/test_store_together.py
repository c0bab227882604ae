"""Jobs that wait share a transaction on SQLite: each holds or fails alone all the same, on both engines."""

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage.together import MOST

on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


async def at_once(store, jobs):
    """What came of each, outcome or error."""
    return await asyncio.gather(*(store.run(job) for job in jobs), return_exceptions=True)


def joins(cast, name, *, then=None):
    def join(work):
        work.people.add(cast.person(id=name, name=name))
        if then is not None:
            then(work)
        return name

    return join


def raises(_):
    raise LookupError("on purpose")


async def there(store, *names):
    return [await store.run(lambda work, name=name: work.people.find(name) is not None) for name in names]


async def test_one_that_raises_takes_back_its_own_and_nothing_else(store, cast):
    came = await at_once(
        store,
        [joins(cast, "one"), joins(cast, "two", then=raises), joins(cast, "three"), joins(cast, "four")],
    )
    assert [came[0], came[2], came[3]] == ["one", "three", "four"]
    assert isinstance(came[1], LookupError)
    assert await there(store, "one", "two", "three", "four") == [True, False, True, True]


async def test_one_that_the_database_refuses_takes_back_its_own_and_nothing_else(store, cast):
    came = await at_once(
        store,
        [
            joins(cast, "one"),
            joins(cast, "two", then=lambda work: work.people.add(cast.ada)),
            joins(cast, "three"),
        ],
    )
    assert [came[0], came[2]] == ["one", "three"]
    assert isinstance(came[1], IntegrityError)
    assert await there(store, "one", "two", "three") == [True, False, True]


async def test_a_part_that_is_attempted_in_between_is_taken_back_alone(store, cast):
    def attempts(work):
        with pytest.raises(LookupError):
            work.attempt(lambda: joins(cast, "part", then=raises)(work))
        assert work.people.find("part") is None

    await at_once(store, [joins(cast, "one"), joins(cast, "two", then=attempts), joins(cast, "three")])
    assert await there(store, "one", "part", "two", "three") == [True, False, True, True]


async def test_what_one_remembers_is_not_what_the_next_reads(store, cast):
    def remembers(work):
        work.remember([("", cast.ada.id)])
        return work.people.get(cast.ada.id).name

    def renames(work):
        work.people.change(cast.ada.id, name="Ada L.")

    came = await at_once(store, [remembers, renames, lambda work: work.people.get(cast.ada.id).name])
    assert came[0] == cast.ada.name
    assert await store.run(lambda work: work.people.get(cast.ada.id).name) == "Ada L."


async def test_whoever_is_cancelled_before_it_begins_changes_nothing(store, cast):
    tasks = [asyncio.ensure_future(store.run(joins(cast, name))) for name in ("one", "two", "three")]
    tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert await there(store, "one", "two", "three") == [True, False, True]


@on_sqlite
async def test_those_that_wait_share_transactions_but_not_without_end(store, cast):
    transactions = []

    def looks(work):
        transactions.append(work.people._connection.get_transaction())

    await at_once(store, [looks] * (3 * MOST))
    runs = [sum(one is other for other in transactions) for one in transactions]
    assert max(runs) == MOST


@on_sqlite
async def test_when_the_shared_transaction_cannot_be_committed_each_is_done_by_itself(store, cast):
    def breaks_at_the_end(work):
        connection = work.people._connection
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        work.accounts.add(cast.account(cast.person(id="nobody"), user="lost"))

    came = await at_once(store, [joins(cast, "one"), breaks_at_the_end, joins(cast, "three")])
    assert [came[0], came[2]] == ["one", "three"]
    assert isinstance(came[1], IntegrityError)
    assert await there(store, "one", "three") == [True, True]


@on_sqlite
async def test_when_sqlite_undoes_the_whole_transaction_each_is_done_by_itself(store, cast):
    def undoes(work):
        work.people._connection.execute(text("ROLLBACK"))
        raise LookupError("as a full disk does")

    came = await at_once(store, [joins(cast, "one"), undoes, joins(cast, "three")])
    assert [came[0], came[2]] == ["one", "three"]
    assert isinstance(came[1], LookupError)
    assert await there(store, "one", "three") == [True, True]


@on_sqlite
async def test_who_is_told_is_told_after_the_disk_has_it(store, another, cast):
    came = []

    async def one(name):
        await store.run(joins(cast, name))
        came.append(await another.run(lambda work: work.people.find(name) is not None))

    await asyncio.gather(*(one(f"p{number}") for number in range(5)))
    assert came == [True] * 5
