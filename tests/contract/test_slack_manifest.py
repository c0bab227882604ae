"""The manifest that is printed is the one that the code needs (SPEC 6)."""

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

import adapters.slack
from adapters.cli.commands import app
from adapters.slack.manifest import manifest
from adapters.slack.names import CALLS, COMMAND, EVENTS, SCOPES, SHORTCUTS
from bot.chat.catalog import Catalog
from bot.chat.commands import BY_VERB
from tests.slack_server.state import BOT_SCOPES

SOURCES = {
    path.name: path.read_text(encoding="utf-8") for path in Path(adapters.slack.__file__).parent.glob("*.py")
}
SAY = Catalog.load().speaker("en")
METHOD = re.compile(r'"((?:api|apps|auth|chat|conversations|files|users|views)\.[a-zA-Z.]+)"')


def test_every_call_is_declared_with_its_permission() -> None:
    called = {
        method for name, source in SOURCES.items() if name != "names.py" for method in METHOD.findall(source)
    }
    assert called == set(CALLS)
    assert set(SCOPES) == BOT_SCOPES


def test_every_event_is_read() -> None:
    read = "\n".join(source for name, source in SOURCES.items() if name != "names.py")
    assert [name for name in EVENTS if f'"{name.partition(".")[0]}"' not in read] == []


def test_the_manifest_names_what_the_code_listens_for() -> None:
    made = manifest(SAY)
    assert [command["command"] for command in made["features"]["slash_commands"]] == [COMMAND]
    assert {one["callback_id"] for one in made["features"]["shortcuts"]} == set(SHORTCUTS)
    assert {verb for _, verb in SHORTCUTS.values()} <= set(BY_VERB)
    assert made["settings"]["event_subscriptions"]["bot_events"] == sorted(EVENTS)
    assert "message.im" in EVENTS
    assert made["oauth_config"]["scopes"]["bot"] == list(SCOPES)
    home = made["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]


def test_both_modes() -> None:
    socket, http = manifest(SAY), manifest(SAY, address="https://circles.example.org/")
    assert socket["settings"]["socket_mode_enabled"]
    assert "http" not in json.dumps(socket)
    assert not http["settings"]["socket_mode_enabled"]
    urls = re.findall(r"https://[^\"]+", json.dumps(http))
    assert urls == ["https://circles.example.org/slack"] * 3


def test_names_are_as_long_as_slack_takes() -> None:
    made = manifest(SAY)
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    for shortcut in made["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


def test_it_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    printed = CliRunner().invoke(app, ["slack-manifest"])
    assert json.loads(printed.stdout) == manifest(SAY)
    refused = CliRunner().invoke(app, ["slack-manifest", "--http"])
    assert refused.exit_code == 2
    assert "web.public_url is empty" in refused.stderr
    (tmp_path / "circlebot.toml").write_text('[web]\npublic_url = "https://circles.example.org"\n')
    http = CliRunner().invoke(app, ["slack-manifest", "--http"])
    assert json.loads(http.stdout) == manifest(SAY, address="https://circles.example.org")
