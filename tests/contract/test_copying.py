"""Everything moves to another database, or nothing does (SPEC 8)."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select

from bot.domain.audit import AuditEntry, Deed
from bot.domain.ids import new_id
from bot.domain.relays import Relay, RelayKind
from bot.domain.rsvps import Answer
from storage import copying
from storage.copying import copy
from storage.problems import NotTheSame, StoreProblem
from storage.store import open_store
from storage.tables import metadata
from tests.contract.test_cli_commands import command, found, serving
from tests.scenario.posts_stage import DATABASE, scene

__all__ = ["command", "serving"]


def everything(path: Path) -> dict[str, list[tuple]]:
    """Every row of a SQLite file."""
    engine = create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        rows = {
            table.name: sorted(map(tuple, connection.execute(select(table)).all()), key=repr)
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return rows


@pytest.fixture
async def lived_in(tmp_path) -> Path:
    """A file in which a circle met some weeks, people answered, wrote and were answered."""
    async with scene(folder=tmp_path) as s:
        ben = await s.joins("Ben", goal="Pass <b>\u202e")
        await s.joins("Cleo")
        await s.answers(ben, Answer.YES)
        ada, person = await s.id_of(s.ada), await s.id_of(ben)
        await ben.says("/signup")
        await s.stage.advance(weeks=2)
        await s.move(5, (await s.meeting(5)).on)
        said = Relay("zzz", s.circle, person, None, RelayKind.WORDS, None, "a", None, s.now)
        answers = [
            Relay(f"a{n}", s.circle, ada, person, RelayKind.WORDS, None, "b", "zzz", s.now) for n in range(3)
        ]
        await s.run(lambda work: work.relays.add(said, *answers))
        deed = AuditEntry(s.team, ada, Deed.INVITE, "", s.now)
        await s.run(lambda work: [work.audit.append(deed) for _ in range(2)])
    return tmp_path / DATABASE


@pytest.fixture
def empty(postgres) -> str:
    return postgres.new_database(f"copy_{new_id().lower().replace('-', '_')}")


async def test_there_and_back_again_everything_is_as_it_was(lived_in, empty, tmp_path, monkeypatch):
    """SPEC 8: SQLite to PostgreSQL and back, in pages, with what rows of a table say of each other."""
    monkeypatch.setattr(copying, "PAGE", 2)
    before = everything(lived_in)
    assert {name for name, rows in before.items() if rows} >= {
        "relays",
        "posts",
        "audit",
        "signups",
        "people",
    }
    rows = sum(map(len, before.values()))
    assert await copy(str(lived_in), empty) == rows
    assert await copy(empty, str(tmp_path / "back.db")) == rows
    assert everything(tmp_path / "back.db") == before
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


async def test_where_it_went_it_goes_on(lived_in, empty):
    """SPEC 8: entries of the audit trail are numbered on, and what is due is due."""
    await copy(str(lived_in), empty)
    store = await open_store(empty, serving=True)

    def go_on(work):
        team = work.teams.all()[0].id
        work.audit.append(work.audit.of_team(team)[0])
        return len(work.audit.of_team(team)), work.posts.next_at() or work.plans.next_at()

    entries, due = await store.run(go_on)
    assert entries == 3
    assert due is not None
    await store.close()


async def test_nothing_gets_in_among_something_else(lived_in, empty, tmp_path):
    """SPEC 8: a target that holds anything is refused, and stays as it is."""
    await copy(str(lived_in), empty)
    with pytest.raises(StoreProblem, match="is not empty"):
        await copy(str(lived_in), empty)
    (tmp_path / "there.db").write_text("mine")
    with pytest.raises(StoreProblem, match="is there already"):
        await copy(str(lived_in), str(tmp_path / "there.db"))
    with pytest.raises(StoreProblem):
        await copy(str(lived_in), str(lived_in))
    assert (tmp_path / "there.db").read_text() == "mine"


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
async def test_what_fails_in_the_middle_leaves_nothing(lived_in, empty, tmp_path, monkeypatch, engine):
    """SPEC 8: whole or not at all; and it can be done again."""
    target = empty if engine == "postgres" else str(tmp_path / "new.db")
    copy_table = copying._copy_table
    broken = True

    async def fail(reading, writing, table):
        if broken and table.name == "relays":
            raise ZeroDivisionError
        return await copy_table(reading, writing, table)

    monkeypatch.setattr(copying, "_copy_table", fail)
    with pytest.raises(ZeroDivisionError):
        await copy(str(lived_in), target)
    assert {path.name for path in tmp_path.iterdir()} <= {DATABASE, f"{DATABASE}.serving"}
    broken = False
    assert await copy(str(lived_in), target) > 0


async def test_somebody_who_writes_meanwhile_is_noticed(lived_in, tmp_path, monkeypatch):
    """SPEC 8: a row that was not copied is not lost silently."""
    copy_table = copying._copy_table

    async def meddle(reading, writing, table):
        rows = await copy_table(reading, writing, table)
        if table.name == "digest_numbers":
            with sqlite3.connect(lived_in) as somebody:
                somebody.execute("INSERT INTO digest_numbers VALUES ('x:2026-01-05', '{}', '2026-01-05')")
        return rows

    monkeypatch.setattr(copying, "_copy_table", meddle)
    with pytest.raises(NotTheSame, match="digest_numbers"):
        await copy(str(lived_in), str(tmp_path / "new.db"))
    assert not (tmp_path / "new.db").exists()


def test_as_an_operator_does_it(command, serving, empty):
    """SPEC 8: not while it is served; then the password is not repeated."""
    line = command("copy", "--to", "new.db").complaint
    assert f"process {serving.pid} is serving" in line
    serving.kill()
    serving.wait()
    found("Library")
    done = command("copy", "--to", empty)
    assert (done.status, "holds all that circlebot.db does, rows: " in done.out) == (0, True)
    assert "Never start the old one again" in done.out
    assert "Library" in command("teams", "--db", empty).out
    assert "there is no file none.db" in command("copy", "--from", "none.db", "--to", "x.db").complaint
    assert "kept in memory" in command("copy", "--to", ":memory:").complaint
    assert "has no name" in command("copy", "--to", "").complaint
    assert "is not empty" in command("copy", "--to", empty).complaint
