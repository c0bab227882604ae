"""The log never says a token, a name or what people wrote, whatever happens (SPEC 8)."""

import ast
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import create_engine, exc
from telegram.error import BadRequest, InvalidToken, NetworkError

import bot
from adapters.cli.commands import app
from adapters.cli.discretion import Discretion, in_short
from adapters.cli.logs import CHATTY, start_logging
from adapters.cli.settings import LogLevel, Settings
from adapters.slack.line import SlackSays
from adapters.slack.logs import library_log
from tests.telegram_server import Refuse, TelegramServer
from tests.telegram_server.errors import ApiError
from tests.telegram_server.faults import Drop
from tests.telegram_world.served import running

ROOT = Path(bot.__file__).parents[1]
TOKEN = "123456:AA-Secret_token"
WORDS = "Benedikta wrote \N{PILE OF POO} <b>quietly</b>"
SAID = {"text", "name", "title", "payload", "words", "body", "reason", "goal", "values", "message", "label"}
"""Attributes that hold what people wrote or are called."""


@pytest.fixture
def log(capsys) -> Iterator[logging.Logger]:
    """A log as `circlebot run` has it, in every detail."""
    root = logging.getLogger()
    before = root.handlers[:], root.level
    settings = Settings.model_validate(
        {
            "telegram": {"token": TOKEN, "webhook_secret": "hook-secret"},
            "slack": {
                "bot_token": "xoxb-1-secret",
                "app_token": "xapp-1-secret",
                "signing_secret": "sign-secret",
            },
            "database": "postgresql://omar:sesame@db.example.org/circlebot",
        }
    )
    start_logging(LogLevel.DEBUG, Discretion.of(settings))
    yield logging.getLogger("adapters.telegram.showing")
    root.handlers[:] = before[0]
    root.setLevel(before[1])


def lines(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def failing() -> Iterator[Exception]:
    """What libraries raise that quotes what it was given."""
    yield BadRequest(f'Bad Request: inline keyboard button URL "{WORDS}" is invalid')
    yield BadRequest(f"can't parse entities: unsupported start tag '{WORDS}' at offset 3")
    yield NetworkError(f"404, url='https://api.telegram.org/bot{TOKEN}/sendMessage'")
    yield InvalidToken(f"The token `{TOKEN}` was rejected by the server.")
    yield SlackSays("invalid_blocks", f'"{WORDS}" is too long')
    yield SlackSays("invalid_auth xoxb-1-secret")
    yield ValueError(WORDS)
    yield aiohttp.InvalidURL(f"https://api.telegram.org/bot{TOKEN}/x?text={WORDS}")
    try:
        with create_engine("sqlite://").connect() as connection:
            connection.exec_driver_sql("SELECT ? FROM nowhere", (WORDS,))
    except exc.OperationalError as error:
        yield error


@pytest.mark.parametrize("error", list(failing()))
def test_what_an_exception_quotes_is_left_out(log, capsys, error):
    """SPEC 8: as an argument, as the fault itself, as the cause of another, and by a library."""
    log.warning("an answer did not arrive: %s", error)
    try:
        try:
            raise error
        except Exception as cause:
            raise RuntimeError(WORDS) from cause
    except RuntimeError:
        log.exception("it broke")
    for name in ("aiohttp.server", "slack_sdk.web", "adapters.slack.library", "asyncio"):
        logging.getLogger(name).error(f"Error handling request: {error}", exc_info=error)
        logging.getLogger(name).error(
            "Task exception was never retrieved\nfuture: <Task exception=%r>", error
        )
    told = lines(capsys)
    assert len(told) == 10
    for line in told:
        for secret in (TOKEN, "benedikta", "quietly", "xoxb-1-secret"):
            assert secret.casefold() not in json.dumps(line, ensure_ascii=False).casefold(), line


def test_no_secret_of_the_settings_is_told_by_whatever_way(log, capsys):
    for secret in (TOKEN, TOKEN.replace(":", "%3A"), "hook-secret", "xapp-1-secret", "sign-secret", "sesame"):
        log.error("we were told %s, for short", f"https://x/{secret}/y")
    assert [line["event"] for line in lines(capsys)] == ["we were told https://x/***/y, for short"] * 6


def test_what_is_of_use_is_still_told(log, capsys):
    log.warning("not delivered: %s", BadRequest("Bad Request: chat not found"))
    log.warning("post %s of kind %s", "a1", "reminder")
    first, second = lines(capsys)
    assert (first["event"], second["event"]) == (
        "not delivered: Chat not found",
        "post a1 of kind reminder",
    )
    assert (first["level"], first["logger"]) == ("warning", "adapters.telegram.showing")
    assert first["timestamp"].endswith("Z")


def test_a_line_is_one_line(log, capsys):
    """SPEC 8: one line per event."""
    log.warning("two\nlines %s", "and\r\nmore")
    (line,) = capsys.readouterr().err.splitlines()
    assert json.loads(line)["event"] == "two\nlines and\r\nmore"


@pytest.mark.usefixtures("log")
def test_libraries_are_quiet(capsys):
    library_log().info("A new session has been established")
    for name in CHATTY:
        logging.getLogger(f"{name}.deep").info("Sending a message: %s", WORDS)
        logging.getLogger(f"{name}.deep").debug("Sending a message: %s", WORDS)
    assert lines(capsys) == []


def test_in_short_is_short():
    assert len(in_short(BadRequest("x" * 5000))) <= 300
    assert in_short(OSError(2, "No such file or directory", f"/tmp/{WORDS}")) == "FileNotFoundError"


def calls(source: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
                yield node


def test_no_call_logs_what_people_wrote_or_are_called():
    """SPEC 8: the arguments of every call that logs are ids, kinds, counts and exceptions."""
    found = {
        f"{path.relative_to(ROOT)}:{node.lineno} {part.attr}"
        for room in ("bot", "adapters", "storage")
        for path in sorted((ROOT / room).rglob("*.py"))
        for call in calls(path.read_text(encoding="utf-8"))
        for argument in call.args[1:]
        if not (isinstance(argument, ast.Call) and getattr(argument.func, "id", "") == "len")
        for part in ast.walk(argument)
        if isinstance(part, ast.Attribute) and part.attr in SAID
        for node in [part]
    }
    assert found == set()


def test_a_fault_that_ends_a_command_is_told_without_its_words(tmp_path, monkeypatch, capsys):
    """SPEC 8: a statement of the database has names in it."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CIRCLEBOT_")]:
        monkeypatch.delenv(name)

    def broken(*_: object) -> None:
        raise ValueError(WORDS)

    monkeypatch.setattr("adapters.cli.teams.database_of", broken)
    with pytest.raises(SystemExit) as ended:
        app(["teams"])
    said = capsys.readouterr().err
    assert ended.value.code == 1
    assert "a fault of ours ended this" in said
    assert "builtins.ValueError" in said
    assert "Benedikta" not in said


async def test_a_process_in_trouble_tells_nothing_of_it(tmp_path: Path):
    """SPEC 8: in every detail, against a platform that quotes what it refuses, breaks off, and brings nonsense."""
    marker = "Quixotic"
    async with TelegramServer() as server, running(server, tmp_path, log_level="debug") as process:
        ben = server.person(f"{marker} Ben")
        ben.writes("/start")
        await server.until(lambda: ben.shown, within=30)
        refuse = Refuse(ApiError(400, f'Bad Request: inline keyboard button URL "{marker}" is invalid'))
        server.fail(refuse, "sendMessage", times=2)
        ben.writes(f"{marker} said hello")
        ben.writes("/browse")
        server.fail(Drop(), "sendMessage", times=1)
        ben.writes(f"/rsvp {marker}")
        shown = len(ben.shown)
        ben.writes("/help")
        await server.until(lambda: len(ben.shown) > shown, within=30)
        process.asked_to_stop()
        status, said = await process.ends()
    assert status == 0
    assert said
    for line in said.splitlines():
        json.loads(line)
        assert marker.casefold() not in line.casefold()
        assert server.token not in line
