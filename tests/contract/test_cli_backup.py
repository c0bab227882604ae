"""A backup while the bot runs, and back again (SPEC 8)."""

import asyncio
import os
import resource
import sqlite3
import subprocess
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.ids import PersonId, new_id
from bot.domain.people import Person
from storage import backups, migrate
from storage.backups import Restoring, Stopped, back_up
from storage.problems import StoreProblem
from storage.sqlite import SqliteFile
from storage.store import open_store
from tests.contract.conftest import NOW
from tests.contract.test_cli_commands import COMMAND, ENVIRONMENT, command, found, serving

__all__ = ["command", "serving"]

LATER = datetime(2026, 11, 24, 16, 0, tzinfo=UTC)


def teams(path: str | Path = "circlebot.db") -> list[str]:
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        return sorted(name for (name,) in database.execute("SELECT name FROM teams"))


def left_in(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()}


def test_a_backup_is_made_while_the_bot_serves_and_is_put_back(command, tmp_path):
    """SPEC 8: what was there when it began, in one file for its owner alone; what is replaced stays beside."""
    found("Library")
    done = command("backup", "friday.db")
    assert done.status == 0
    assert "friday.db holds circlebot.db as it was when this began" in done.out
    assert (tmp_path / "friday.db").stat().st_mode & 0o777 == 0o600
    assert left_in(tmp_path) == {"circlebot.db", "circlebot.db.serving", "friday.db"}
    found("Annex")
    assert teams() == ["Annex", "Library"]
    done = command("restore", "friday.db")
    assert done.status == 0
    assert teams() == ["Library"]
    (kept,) = tmp_path.glob("circlebot.db.replaced-*")
    assert f"What it replaced is {kept}." in done.out
    assert teams(kept) == ["Annex", "Library"]
    assert "with one team" in command("check").out
    assert left_in(tmp_path) == {"circlebot.db", "circlebot.db.serving", "friday.db", kept.name}


def test_it_is_made_beside_a_process_that_serves_but_not_put_back(command, serving, tmp_path):
    """SPEC 8: one process serves a file, and nobody takes it from under its feet."""
    assert command("backup", "friday.db").status == 0
    line = command("restore", "friday.db").complaint
    assert f"process {serving.pid} is serving" in line
    assert "stop it first" in line
    assert not list(tmp_path.glob("circlebot.db.replaced-*"))


async def test_what_is_written_meanwhile_neither_waits_nor_gets_in(tmp_path, monkeypatch):
    """SPEC 8: a busy bot goes on, and the copy is of one moment, however many steps it takes."""
    monkeypatch.setattr(backups, "PAGES", 1)
    store = await open_store(str(tmp_path / "live.db"), serving=True)
    began, go_on = threading.Event(), threading.Event()

    def pause() -> bool:
        began.set()
        go_on.wait(5)
        return False

    copying = asyncio.create_task(
        asyncio.to_thread(back_up, tmp_path / "live.db", tmp_path / "copy.db", stopped=pause)
    )
    await asyncio.to_thread(began.wait, 5)
    for _ in range(20):
        person = Person(PersonId(new_id()), "Ben", "en", None, None, NOW)
        await store.run(lambda work, person=person: work.people.add(person))
    go_on.set()
    await copying
    await store.close()
    with sqlite3.connect(tmp_path / "copy.db") as copy:
        assert copy.execute("SELECT count(*) FROM people").fetchone() == (0,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_whoever_stops_it_leaves_nothing_behind(tmp_path):
    await (await open_store(str(tmp_path / "live.db"), serving=True)).close()
    before = left_in(tmp_path)
    with pytest.raises(Stopped):
        back_up(tmp_path / "live.db", tmp_path / "copy.db", stopped=lambda: True)
    assert left_in(tmp_path) == before


def test_wrong_turns_of_a_backup(command, tmp_path):
    """SPEC 8: what is wrong, in one line, and nothing of it stays."""
    assert "there is no file circlebot.db" in command("backup", "friday.db").complaint
    found("Library")
    (tmp_path / "there.db").write_text("mine")
    assert "there.db is there already: name a file that is not" in command("backup", "there.db").complaint
    assert (tmp_path / "there.db").read_text() == "mine"
    (tmp_path / "nowhere.db").symlink_to("/nowhere/at/all")
    assert "is there already" in command("backup", "nowhere.db").complaint
    assert "there is no directory none" in command("backup", "none/friday.db").complaint
    assert "is not a circlebot database" in command("backup", "friday.db", "--db", "there.db").complaint
    assert "kept in memory" in command("backup", "friday.db", "--db", ":memory:").complaint
    assert not list(tmp_path.glob(".*"))


def test_no_room_for_a_backup(command, tmp_path):
    """SPEC 8: a full disk is said, and nothing half-made stays."""
    found("Library")
    most = 100_000
    done = subprocess.run(
        [*COMMAND, "backup", "friday.db"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "the backup friday.db cannot be written" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert left_in(tmp_path) == {"circlebot.db", "circlebot.db.serving"}


def test_wrong_turns_of_a_restore(command, tmp_path):
    """SPEC 8: cut short, damaged, newer, something else, itself: refused, and the database stays as it is."""
    found("Library")
    command("backup", "friday.db")
    whole = (tmp_path / "friday.db").read_bytes()
    damaged = bytearray(whole)
    damaged[20_000:200_000] = bytes(180_000)
    (tmp_path / "cut.db").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "damaged.db").write_bytes(damaged)
    (tmp_path / "text.db").write_text("hello")
    (tmp_path / "empty.db").touch()
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE things (id)")
    (tmp_path / "newer.db").write_bytes(whole)
    with sqlite3.connect(tmp_path / "newer.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    before = left_in(tmp_path)
    for name, said in {
        "none.db": "there is no file none.db",
        "cut.db": "cut.db is damaged",
        "damaged.db": "damaged.db is damaged",
        "text.db": "text.db is not a circlebot database",
        "empty.db": "empty.db is not a circlebot database",
        "other.db": "other.db is not a circlebot database",
        "newer.db": "was made by a newer circlebot (its revision is 9999)",
        "circlebot.db": "circlebot.db is the database itself",
    }.items():
        assert said in command("restore", name).complaint
        assert left_in(tmp_path) == before
    assert teams() == ["Library"]
    assert "there is no directory" in command("restore", "friday.db", "--db", "none/live.db").complaint


def test_a_backup_of_an_older_version_is_migrated(command, tmp_path):
    """SPEC 8: the tables are those that this version needs."""
    found("Library")
    command("backup", "friday.db")
    older = SqliteFile.open(tmp_path / "friday.db", serving=False)
    older.transact(lambda connection: migrate.downgrade(connection, "0012"))
    older.close()
    assert command("restore", "friday.db").status == 0
    with sqlite3.connect(tmp_path / "circlebot.db") as database:
        assert database.execute("SELECT count(*) FROM cover_refusals").fetchone() == (0,)


def test_a_database_that_is_lost_or_broken_is_replaced(command, tmp_path):
    """SPEC 8: that is what a backup is for; what is left of the broken one is kept, with its log."""
    found("Library")
    command("backup", "friday.db")
    (tmp_path / "circlebot.db").unlink()
    done = command("restore", "friday.db", "--due", "send")
    assert (done.status, "What it replaced" in done.out) == (0, False)
    assert "What went out after the backup goes out again." in done.out
    assert teams() == ["Library"]
    (tmp_path / "circlebot.db").write_bytes(b"\0" * 5000)
    (tmp_path / "circlebot.db-wal").write_bytes(b"what was written last")
    assert command("restore", "friday.db").status == 0
    assert teams() == ["Library"]
    assert [path.read_bytes() for path in tmp_path.glob("circlebot.db.replaced-*-wal")] == [
        b"what was written last"
    ]


def test_a_database_that_somebody_has_open_is_not_replaced(command, tmp_path, monkeypatch):
    """SPEC 8: a short command beside it would go on writing into what is kept."""
    monkeypatch.setattr(backups, "PATIENCE", 0.1)
    found("Library")
    command("backup", "friday.db")
    with sqlite3.connect(tmp_path / "circlebot.db") as somebody:
        somebody.execute("BEGIN IMMEDIATE")
        assert "is locked by another process" in command("restore", "friday.db").complaint
        somebody.rollback()
    assert teams() == ["Library"]
    assert not list(tmp_path.glob("*replaced*"))


async def test_it_takes_the_place_whole_or_not_at_all(tmp_path):
    """SPEC 8: whoever ends it before leaves all as it was, and lets go of the file."""
    live, copy = tmp_path / "live.db", tmp_path / "copy.db"
    await (await open_store(str(live), serving=True)).close()
    back_up(live, copy)
    with pytest.raises(ZeroDivisionError), Restoring(copy, live):
        _ = 1 / 0
    assert left_in(tmp_path) == {"live.db", "live.db.serving", "copy.db"}
    with Restoring(copy, live) as restoring:
        with pytest.raises(StoreProblem):
            Restoring(copy, live).__enter__()
        assert restoring.put_in_place(now=LATER) == tmp_path / "live.db.replaced-20261124T160000Z"
    with Restoring(copy, live) as restoring, pytest.raises(StoreProblem, match="there already"):
        restoring.put_in_place(now=LATER)
    with Restoring(copy, live) as restoring:
        restoring.put_in_place(now=LATER + timedelta(seconds=1))


async def test_the_database_stays_with_whoever_owned_it(tmp_path):
    """SPEC 8: else the bot, which runs as somebody else than who restores, could not open its own database any more."""
    # Only root decides who owns a file; anybody else restores what is their own.
    owner = (65534, 65534) if os.geteuid() == 0 else (os.geteuid(), os.getegid())
    live, copy = tmp_path / "live.db", tmp_path / "copy.db"
    await (await open_store(str(live), serving=True)).close()
    back_up(live, copy)
    os.chown(live, *owner)
    with Restoring(copy, live) as restoring:
        restoring.put_in_place(now=LATER)
    for ours in (live, tmp_path / "live.db.serving"):
        assert (ours.stat().st_uid, ours.stat().st_gid) == owner
    assert live.stat().st_mode & 0o777 == 0o600


def test_on_a_server_its_own_programs_do_it(command, postgres_database):
    """SPEC 8: and how, without the password."""
    address = "postgresql://omar:sesame@db.example.org/circlebot"
    line = command("backup", "friday.db", "--db", address).complaint
    assert "pg_dump --format=custom --file=FILE 'postgresql://omar@db.example.org/circlebot'" in line
    line = command("restore", "friday.db", "--db", address).complaint
    assert "pg_restore --clean --if-exists --single-transaction --dbname='postgresql://omar@db" in line
    assert "`circlebot hold-due` before you start it again" in line
    assert "sesame" not in line
    done = command("hold-due", "--db", postgres_database.url)
    assert (done.status, done.out) == (0, "Nothing was due that may have gone out after the backup.\n")


def test_who_asked_to_be_forgotten_since_stays_forgotten(command, tmp_path):
    """SPEC 9: a backup brings nobody's name back, as long as the replaced file tells whose it was."""
    found("Library")
    ben = Person(PersonId(new_id()), "Benedikta", "en", None, None, NOW)

    async def in_the_store(job) -> None:
        store = await open_store("circlebot.db", serving=False)
        await store.run(job)
        await store.close()

    asyncio.run(in_the_store(lambda work: work.people.add(ben)))
    command("backup", "friday.db")
    (omar,) = [one for one in people() if one[1] == "Omar"]
    asyncio.run(
        in_the_store(
            lambda work: [
                work.erasing.person(PersonId(one), called="somebody", now=NOW) for one in (ben.id, omar[0])
            ]
        )
    )
    done = command("restore", "friday.db")
    assert "Forgotten again, as they had asked after the backup: 1." in done.out
    assert "Not forgotten again, as a circle or team would have nobody left: 1." in done.out
    assert sorted(name for _, name in people()) == ["Omar", "somebody who left"]
    for kept in tmp_path.glob("*.replaced-*"):
        kept.unlink()
    (tmp_path / "circlebot.db").write_bytes(b"lost")
    assert "cannot be read from it, and has a name again" in command("restore", "friday.db").out


def people() -> list[tuple[str, str]]:
    with sqlite3.connect("circlebot.db") as database:
        return database.execute("SELECT id, name FROM people").fetchall()
