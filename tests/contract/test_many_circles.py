"""What organizers look at, with many circles: the number of statements does not grow with them (SPEC 3.8)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event

from benchmarks.network import LEARNERS, MONDAY, settle
from bot.app.courses import see_courses
from bot.app.digests import see_digest
from bot.app.health import see_circles
from bot.app.members import see_members
from bot.app.reports import see_reflections, see_report
from bot.app.weeks import see_week
from bot.domain.reports import By
from storage.sqlite import SqliteFile
from storage.work import UnitOfWork

MOST = 60
"""Statements, with 500 circles and 4,000 learners, which are named in pages of a thousand."""

FEW = 3
"""Circles whose statements need no second page."""

LOOKING = {
    "digest": lambda work, omar, team: see_digest(work, omar, team, now=MONDAY),
    "report": lambda work, omar, team: see_report(work, omar, team, by=By.FACILITATOR, now=MONDAY),
    "reflections": lambda work, omar, team: see_reflections(work, omar, team, words="all", now=MONDAY),
    "courses": lambda work, omar, team: see_courses(work, omar, team, now=MONDAY),
    "members": lambda work, omar, team: see_members(work, omar, team, now=MONDAY),
    "week": lambda work, omar, team: see_week(work, omar, team, now=MONDAY),
    "circles": lambda work, omar, team: see_circles(work, omar, team, now=MONDAY),
}


@contextmanager
def counted() -> Iterator[list[str]]:
    found: list[str] = []

    def note(connection, cursor, statement, parameters, context, executemany) -> None:
        found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def statements(file: SqliteFile, look: Callable[..., object], omar: str, team: str) -> int:
    with counted() as found:
        file.transact(lambda connection: look(UnitOfWork(connection), omar, team))
    return len(found)


@pytest.fixture(scope="module")
def library() -> Iterator[dict[int, tuple[SqliteFile, str, str]]]:
    made: dict[int, tuple[SqliteFile, str, str]] = {}
    for circles in (FEW, 4 * FEW, 500):
        file = SqliteFile.open(None, serving=False)
        team, omar = file.transact(lambda connection, n=circles: settle(UnitOfWork(connection), n))
        made[circles] = file, omar, team
    yield made
    for file, _, _ in made.values():
        file.close()


@pytest.mark.parametrize("name", LOOKING)
def test_the_number_of_statements_does_not_grow_with_circles(library, name):
    few = statements(library[FEW][0], LOOKING[name], *library[FEW][1:])
    assert statements(library[4 * FEW][0], LOOKING[name], *library[4 * FEW][1:]) == few
    assert statements(library[500][0], LOOKING[name], *library[500][1:]) <= MOST


def test_the_learners_are_as_many_as_said(library):
    file, _, _ = library[500]
    found = file.transact(
        lambda connection: connection.exec_driver_sql("SELECT count(*) FROM signups").scalar()
    )
    assert found == 500 * LEARNERS == 4000
