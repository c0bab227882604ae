"""The commands: what they print, what they refuse, and how they end."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

import pytest

from adapters.cli.commands import app
from bot.app.invitations import invite_as_operator
from bot.app.people import arrive
from bot.app.teams import found_team
from bot.domain.invitations import hash_of
from bot.domain.people import AccountKey, Platform
from storage.store import open_store

NOW = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
COMMAND = [sys.executable, "-c", "from adapters.cli.main import main; main()"]
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("CIRCLEBOT_")} | {
    "PYTHONPATH": str(Path(__file__).parents[2]),
    "PYTHONWARNINGS": "error",
    "PYTHONIOENCODING": "utf-8",
}


class Done(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str

    @property
    def complaint(self) -> str:
        """The one line that it refused with."""
        assert (self.status, self.out) == (2, "")
        (line,) = self.err.splitlines()
        return line


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    """Runs a command in an empty directory."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CIRCLEBOT_")]:
        monkeypatch.delenv(name)

    def run(*arguments: str) -> Done:
        with pytest.raises(SystemExit) as ended:
            app(list(arguments))
        return Done(ended.value.code or 0, *capsys.readouterr())

    return run


def chat(directory: Path, *lines: str, name: str = "Ada") -> Done:
    """A `chat` on circlebot.db in a process of its own, with these lines on its standard input."""
    done = subprocess.run(
        [*COMMAND, "chat", "--as", name],
        input="\n".join(lines),
        cwd=directory,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def serving(tmp_path):
    """A `chat` that serves circlebot.db and waits for lines."""
    with subprocess.Popen(
        [*COMMAND, "chat", "--as", "Ada"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        process.stdout.readline()  # it is talking, so it has the file
        yield process
        process.kill()


def found(*names: str) -> list[str]:
    """Founds teams in circlebot.db; returns their ids."""

    def do(work) -> list[str]:
        key = AccountKey(Platform.TERMINAL, "local", "omar")
        omar = arrive(work, key, name="Omar", language="en", zone=None, now=NOW)
        codes = [invite_as_operator(work, None, now=NOW) for _ in names]
        invitations = [work.invitations.by_hash(hash_of(code)).id for code in codes]
        return [
            found_team(work, omar.id, invitation, name=name, zone="Europe/Berlin", language="en", now=NOW).id
            for name, invitation in zip(names, invitations, strict=True)
        ]

    async def run() -> list[str]:
        store = await open_store("circlebot.db", serving=False)
        try:
            return await store.run(do)
        finally:
            await store.close()

    return asyncio.run(run())


def test_version_and_help(command):
    assert re.fullmatch(r"circlebot \d+\.\d+\.\d+\n", command("--version").out)
    shown = command("--help").out
    for name in (
        "run",
        "demo",
        "chat",
        "organizer-link",
        "teams",
        "stats",
        "import",
        "export",
        "backup",
        "restore",
        "hold-due",
        "copy",
        "migrate",
        "check",
    ):
        assert name in shown
    assert not any(line.endswith("...") for line in shown.partition("Commands:")[2].splitlines())


def test_a_piped_chat_founds_a_team_and_ends_with_its_input(command, tmp_path):
    assert "There is no team yet" in command("teams").out
    link = command("organizer-link").out.splitlines()[0]
    assert re.fullmatch(r"/start i-[\w-]{22}", link)
    lines = (link, "a", "City \x1b[2JLibrary", "Europe/Berlin", "a", "/as Ben", "/start")
    done = chat(tmp_path, *lines, name="Omar")
    assert (done.status, done.err) == (0, "")
    assert "\x1b" not in done.out
    assert "Omar> Europe/Berlin" in done.out
    assert "is ready, and you are its organizer." in done.out
    assert "Ben> /start\n👋 Hello Ben!" in done.out
    assert re.search(r"^\S+  City .*Library  Europe/Berlin$", command("teams").out, re.MULTILINE)
    assert "with one team" in command("check").out


def test_the_organizer_link_of_a_team(command):
    assert (
        "`circlebot organizer-link`, without --team"
        in command("organizer-link", "--team", "Library").complaint
    )
    library, one, other = found("Library", "Twins", "Twins")
    for named in (library, "Library"):
        assert "an organizer of Library" in command("organizer-link", "--team", named).out
    twins = command("organizer-link", "--team", "Twins").complaint
    assert twins.startswith("circlebot: 2 teams are called 'Twins', name one by its id: ")
    assert one in twins
    assert other in twins
    assert "Library" not in twins
    unknown = command("organizer-link", "--team", "library").complaint
    assert unknown.startswith("circlebot: no team is called 'library', there are: ")
    assert f"Library ({library})" in unknown


@pytest.mark.parametrize(
    ("options", "named", "shown"),
    [
        ((), (), "circlebot chat --as NAME"),
        ((), ("--db", "friday.db"), "circlebot chat --db friday.db --as NAME"),
        ((), ("--db", "on friday.db"), "circlebot chat --db 'on friday.db' --as NAME"),
        (("--config", "mine.toml"), (), "circlebot --config mine.toml chat --as NAME"),
    ],
)
def test_the_organizer_link_names_a_command_that_works(command, tmp_path, options, named, shown):
    (tmp_path / "mine.toml").write_text('database = "mine.db"\n')
    assert command(*options, "organizer-link", *named).out.splitlines()[-1] == f"To try it here: {shown}"


def test_the_organizer_link_repeats_no_password(command, postgres_database):
    done = command("organizer-link", "--db", postgres_database.url)
    assert done.out.splitlines()[-1] == "To try it here, with the same --db: circlebot chat --db … --as NAME"


def test_only_one_process_serves_a_file_and_short_commands_go_beside_it(command, serving, tmp_path):
    line = chat(tmp_path, name="Ben").complaint
    assert f"process {serving.pid} is serving" in line
    assert "stop it first" in line
    assert "There is no team yet" in command("teams").out


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_the_demo_has_a_page_that_a_signal_ends_cleanly(tmp_path, number, status):
    """SPEC 7.1: on loopback, with nothing left behind; also while a browser has it open."""
    with subprocess.Popen(
        [*COMMAND, "demo", "--port", "0", "--no-browser"],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        address = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())[0]
        with urlopen(address) as page:
            token = re.search(r'name="token" content="([^"]+)"', page.read().decode())[1]
        with urlopen(f"{address}events?token={token}") as events:
            assert b"everything" in events.readline()
            process.send_signal(number)
            assert process.wait(10) == status
        assert process.stderr.read() == ""
    assert list(tmp_path.iterdir()) == []


def test_the_demo_says_when_its_port_is_taken(command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        line = command("demo", "--no-browser", "--port", str(taken.getsockname()[1])).complaint
    assert "where we cannot listen" in line
    assert "name another port" in line


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_signal_ends_a_chat_cleanly(serving, number, status):
    serving.send_signal(number)
    _, errors = serving.communicate(timeout=30)
    assert (serving.returncode, errors) == (status, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--config", "bad.toml", "teams"), "bad.toml: no setting is called databse"),
        (("--config", "none.toml", "chat", "--as", "Ada"), "none.toml cannot be read"),
        (("teams", "--db", "text.db"), "text.db is not a circlebot database"),
        (("teams", "--db", "none/x.db"), "there is no directory"),
        (("migrate", "--db", "mysql://u:s3cret@h/x"), "names no database we can use"),
    ],
)
def test_what_is_wrong_is_one_line_and_status_2(command, tmp_path, arguments, said):
    (tmp_path / "bad.toml").write_text('databse = "x"\n')
    (tmp_path / "text.db").write_text("this is no database, however long it may become" * 40)
    line = command(*arguments).complaint
    assert line.startswith("circlebot: ")
    assert said in line
    assert "s3cret" not in line


def test_the_environment_names_the_settings_file(command, tmp_path, monkeypatch):
    (tmp_path / "mine.toml").write_text('database = "mine.db"\n')
    monkeypatch.setenv("CIRCLEBOT_CONFIG", "mine.toml")
    command("migrate")
    assert (tmp_path / "mine.db").exists()


def test_check_makes_no_database(command, tmp_path, monkeypatch):
    assert "not there yet" in command("check").out
    assert list(tmp_path.iterdir()) == []
    command("migrate")
    assert "is in order, with 0 teams" in command("check").out
    monkeypatch.setenv("CIRCLEBOT_DATABSE", "x")
    for name in (["check"], ["teams"], ["migrate"], ["organizer-link"], ["chat", "--as", "Ada"]):
        assert "did you mean CIRCLEBOT_DATABASE?" in command(*name).complaint


def test_check_knows_a_file_from_a_server(command, tmp_path, postgres_database):
    address = "sqlite:///friday.db"
    assert "Database: friday.db is not there yet" in command("check", "--db", address).out
    assert list(tmp_path.iterdir()) == []
    command("migrate", "--db", address)
    assert "Database: friday.db is in order, with 0 teams." in command("check", "--db", address).out
    assert "Database: the server " in command("check", "--db", postgres_database.url).out


@pytest.mark.parametrize(
    ("database", "said"),
    [
        ("", "the database has no name: give the path of a file"),
        ("  ", "the database has no name"),
        (":memory:", "is kept in memory and gone when the command ends: give the path of a file"),
        ("sqlite://", "is kept in memory"),
        ("sqlite:///:memory:", "is kept in memory"),
    ],
)
def test_every_command_refuses_a_database_that_does_not_last(command, database, said):
    for name in (["check"], ["teams"], ["migrate"], ["organizer-link"], ["chat", "--as", "Ada"]):
        done = command(*name, "--db", database)
        assert done.status == 2
        assert said in done.err
        assert len(done.err.splitlines()) == 1


def test_check_is_plain_about_what_is_wrong(command, tmp_path):
    (tmp_path / "text.db").write_text("this is no database, however long it may become" * 40)
    done = command("check", "--db", "text.db")
    assert done.status == 2
    assert "text.db is not a circlebot database" in done.err


def test_the_demo_reads_well_in_a_pipe(command, tmp_path):
    done = command("demo", "--terminal")
    assert (done.status, done.err) == (0, "")
    assert "\x1b" not in done.out
    told = iter(done.out.splitlines())
    for words in (
        "circlebot in #organizers",
        "You are number 1 in line",
        "What went well: Everybody spoke for a minute",
        "In a sentence: I spoke, and nobody laughed",
        "📝 Ben, it was good to have you at",
        "📝 Cleo, we missed you at",
        "🎉 Eve, a seat in",
        "💬 I’ve passed that on to Ada.",
        "💬 Ada answers, Public Speaking:",
        "Sunday 25 October 2026",
        "meeting 4 of 6, has moved.",
        "meeting 5 of 6, is cancelled.",
        "🎯 Wonderful",
        "Who came, by meeting",
    ):
        # Each further down than the one before.
        assert any(words in line for line in told), words
    assert "Something went wrong" not in done.out
    assert list(tmp_path.iterdir()) == []


def test_run_with_no_platform_says_what_to_set(command):
    """SPEC 8: `run` starts what the settings turn on."""
    complaint = command("run").complaint
    assert "the settings name no platform" in complaint
    assert "telegram.token" in complaint


def test_check_says_what_is_not_offered_and_why(command):
    """SPEC 7.3: without an address from outside there are no pages and feeds, and `check` says so."""
    assert (
        "web.public_url is empty, so circles have no page or poster, and calendars no feed"
        in command("check").out
    )
    Path("circlebot.toml").write_text('[web]\npublic_url = "https://circles.example.org"\n')
    assert "we are reached at https://circles.example.org" in command("check").out
