"""What an operator is told when the database cannot be used."""

import asyncio
import signal
import socket
import sqlite3
import sys

import pytest
from sqlalchemy import make_url

from storage import problems
from storage.postgres import PostgresStore
from storage.sqlite import ServingLock
from storage.store import migrate, open_store

SERVE = """
import asyncio, sys
from storage.store import open_store

async def main():
    store = await open_store(sys.argv[1], serving=True)
    print("ready", flush=True)
    sys.stdin.readline()
    await store.close()

asyncio.run(main())
"""


async def refused(url, *, serving=True):
    with pytest.raises(problems.StoreProblem) as caught:
        await open_store(url, serving=serving)
    assert caught.value.what in str(caught.value)
    assert caught.value.remedy in str(caught.value)
    return caught.value


async def test_a_file_is_made_where_there_is_none(tmp_path):
    for address in (str(tmp_path / "a b%.sqlite3"), f"sqlite:///{tmp_path}/c.sqlite3"):
        store = await open_store(address, serving=True)
        assert await store.run(lambda work: work.teams.all()) == []
        await store.close()
    assert {"a b%.sqlite3", "c.sqlite3"} <= {path.name for path in tmp_path.iterdir()}


async def test_a_missing_directory(tmp_path):
    problem = await refused(str(tmp_path / "none" / "x.sqlite3"))
    assert isinstance(problem, problems.FileNotUsable)
    assert f"there is no directory {tmp_path / 'none'}" in problem.what


async def test_a_directory_in_place_of_the_file(tmp_path):
    problem = await refused(str(tmp_path))
    assert isinstance(problem, problems.FileNotUsable)
    assert "it is a directory" in problem.what


@pytest.mark.parametrize("serving", [True, False])
@pytest.mark.skipif(sys.platform != "linux", reason="/proc is Linux's; not even root can write there")
async def test_a_directory_where_nobody_can_write(serving):
    problem = await refused("/proc/circlebot.sqlite3", serving=serving)
    assert isinstance(problem, problems.FileNotUsable)


async def test_something_else_in_the_file(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 500)
    problem = await refused(str(path))
    assert isinstance(problem, problems.NotADatabase)
    assert path.read_text().startswith("Dear diary")


async def test_somebody_else_s_database(tmp_path):
    path = tmp_path / "songs.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE songs (title TEXT)")
    connection.close()
    assert isinstance(await refused(str(path)), problems.NotADatabase)
    connection = sqlite3.connect(path)
    assert [name for (name,) in connection.execute("SELECT name FROM sqlite_master")] == ["songs"]
    connection.close()


async def test_a_newer_database_on_sqlite(sqlite_database):
    connection = sqlite3.connect(sqlite_database.url)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    for serving in (True, False):
        problem = await refused(sqlite_database.url, serving=serving)
        assert isinstance(problem, problems.DatabaseIsNewer)
        assert problem.revision == "9999"


async def test_a_newer_database_on_postgresql(postgres):
    url = await asyncio.to_thread(postgres.new_database, "newer")
    await migrate(url)
    await asyncio.to_thread(postgres.execute, "UPDATE alembic_version SET version_num = '9999'", url)
    assert isinstance(await refused(url), problems.DatabaseIsNewer)
    with pytest.raises(problems.DatabaseIsNewer):
        await migrate(url)


async def test_postgresql_that_is_not_migrated(postgres):
    url = await asyncio.to_thread(postgres.new_database, "empty")
    problem = await refused(url)
    assert isinstance(problem, problems.DatabaseIsNotMigrated)
    assert "circlebot migrate" in problem.remedy
    await asyncio.gather(migrate(url), migrate(url), migrate(url))
    await migrate(url)
    store = await open_store(url.replace("postgresql://", "postgres://"), serving=True)
    await store.close()


async def test_a_second_serving_process(sqlite_database):
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVE, sqlite_database.url,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert await process.stdout.readline() == b"ready\n"
    problem = await refused(sqlite_database.url)
    assert isinstance(problem, problems.AlreadyServing)
    assert problem.process == str(process.pid)
    beside = await open_store(sqlite_database.url, serving=False)
    assert await beside.run(lambda work: work.teams.all()) == []
    await beside.close()
    process.send_signal(signal.SIGKILL)
    await process.communicate()
    heir = await open_store(sqlite_database.url, serving=True)
    await heir.close()


async def test_a_second_serving_store_in_one_process_and_by_another_name(sqlite_database, tmp_path):
    first = await open_store(sqlite_database.url, serving=True)
    link = tmp_path / "link.sqlite3"
    link.symlink_to(sqlite_database.url)
    assert isinstance(await refused(str(link)), problems.AlreadyServing)
    await first.close()
    second = await open_store(str(link), serving=True)
    await second.close()


async def test_tables_are_not_changed_under_a_serving_process(tmp_path):
    """An admin command of a newer version beside an older server."""
    path = tmp_path / "old.sqlite3"
    lock = ServingLock.take(path)
    assert isinstance(await refused(str(path), serving=False), problems.AlreadyServing)
    lock.release()
    await (await open_store(str(path), serving=False)).close()


async def test_a_locked_file(sqlite_database, monkeypatch):
    monkeypatch.setattr("storage.sqlite.PATIENCE", 0)
    store = await open_store(sqlite_database.url, serving=True)
    connection = sqlite3.connect(sqlite_database.url, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(problems.DatabaseIsBusy):
        await store.run(lambda work: work.teams.all())
    connection.execute("ROLLBACK")
    connection.close()
    assert await store.run(lambda work: work.teams.all()) == []
    await store.close()


async def test_no_server_there():
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        port = unheard.getsockname()[1]
        problem = await refused(f"postgresql://ada:secret@127.0.0.1:{port}/circlebot")
    assert isinstance(problem, problems.ServerUnreachable)
    assert f"127.0.0.1:{port}" in problem.what
    assert "secret" not in str(problem)


async def test_a_server_that_has_gone_since():
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        store = PostgresStore(
            make_url(f"postgresql+asyncpg://127.0.0.1:{unheard.getsockname()[1]}/circlebot")
        )
        with pytest.raises(problems.ServerUnreachable):
            await store.run(lambda work: work.teams.all())
    await store.close()


async def test_no_such_database(postgres_database):
    problem = await refused(postgres_database.url.replace("circlebot_test_", "circlebot_none_"))
    assert isinstance(problem, problems.ServerRefuses)


async def test_no_such_user(postgres_database):
    url = make_url(postgres_database.url).set(username="nobody", password="secret")
    problem = await refused(url.render_as_string(hide_password=False))
    assert isinstance(problem, problems.ServerRefuses)
    assert "secret" not in str(problem)


async def test_a_wrong_password():
    """A server that asks for a password and does not like ours."""

    async def refuse(reader, writer):
        await reader.read(1000)
        fields = b"SFATAL\0C28P01\0Mpassword authentication failed for user\0\0"
        writer.write(b"E" + (len(fields) + 4).to_bytes(4, "big") + fields)
        writer.close()
        await writer.wait_closed()

    async with await asyncio.start_server(refuse, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        problem = await refused(f"postgresql://ada:secret@127.0.0.1:{port}/circlebot?ssl=disable")
    assert isinstance(problem, problems.ServerRefuses)
    assert "password authentication failed" in problem.what


@pytest.mark.parametrize(
    "url",
    [
        "mysql://ada:secret@here/db",
        "postgresql://ada:secret@here:port/db",
        "postgresql://ada:secret@127.0.0.1:1/db?x=1",
    ],
)
async def test_addresses_that_are_none(url):
    problem = await refused(url)
    assert isinstance(problem, problems.UrlNotUnderstood)
    assert "secret" not in str(problem)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ada:top@secret@127.0.0.1:1/db",
        "postgresql://ada:top@secret/@127.0.0.1:1/db",
        "postgresql://ada:top@secret?@127.0.0.1:1/db",
        "mysql://ada:top@secret@here/db",
    ],
)
async def test_an_at_sign_in_a_password(url):
    problem = await refused(url)
    assert isinstance(problem, problems.UnescapedAt)
    assert "write %40 for every @" in problem.remedy
    assert not any(word in str(problem) for word in ("top", "secret", "ada"))
    with pytest.raises(problems.UnescapedAt):
        await migrate(url)


async def test_an_at_sign_where_it_may_stand(tmp_path):
    await (await open_store(f"sqlite:///{tmp_path}/a@b@c.db", serving=True)).close()
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        server = f"127.0.0.1:{unheard.getsockname()[1]}"
        problem = await refused(f"postgresql://ada:top%40secret@{server}/db?passfile=/a%40b/pw")
    assert isinstance(problem, problems.ServerUnreachable)
    assert not any(word in str(problem) for word in ("top", "secret"))


@pytest.mark.parametrize("port", [0, 65536, 99999])
async def test_a_port_that_there_cannot_be(port):
    for way in (
        open_store(f"postgresql://ada:secret@here:{port}/db", serving=True),
        migrate(f"postgres://here:{port}/db"),
    ):
        with pytest.raises(problems.PortOutOfRange, match=f"{port} is no port: .*from 1 to 65535") as caught:
            await way
        assert "secret" not in str(caught.value)


async def test_a_port_among_the_options():
    problem = await refused("postgresql://ada:secret@/db?host=127.0.0.1&port=99999")
    assert isinstance(problem, problems.UrlNotUnderstood)
    assert "secret" not in str(problem)


async def test_what_other_drivers_call_sslmode(postgres_database):
    joint = "&" if "?" in postgres_database.url else "?"
    store = await open_store(f"{postgres_database.url}{joint}sslmode=disable", serving=True)
    await store.close()
