"""Settings: what the example documents, what wins, and what is refused."""

import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

from adapters.cli.alerts import ensure_alerts_are_served, operator_place
from adapters.cli.commands import app
from adapters.cli.settings import LogLevel, Settings, SettingsProblem, keys, load
from bot.domain.people import PlaceKey, Platform

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


@pytest.fixture(autouse=True)
def _in_an_empty_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("CIRCLEBOT_DATABASE", "CIRCLEBOT_LOG_LEVEL", "CIRCLEBOT_KEEP_DAYS", "CIRCLEBOT_CONFIG"):
        monkeypatch.delenv(name, raising=False)


def paths(table: dict) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for key, value in table.items():
        found |= {(key, *path) for path in paths(value)} if isinstance(value, dict) else {(key,)}
    return found


def test_the_example_documents_every_key_and_no_other():
    assert paths(tomllib.loads(EXAMPLE.read_text())) == set(keys(Settings))


def test_every_key_of_the_example_has_a_comment_right_above_it():
    lines = EXAMPLE.read_text().splitlines()
    for number, line in enumerate(lines):
        if "=" in line and not line.startswith("#"):
            assert lines[number - 1].startswith("# ")


def test_the_example_says_what_holds_without_it():
    assert load(EXAMPLE) == load() == Settings()


def test_a_file_in_the_working_directory_is_read_and_the_environment_wins(tmp_path, monkeypatch):
    (tmp_path / "circlebot.toml").write_text('database = "a.db"\nlog_level = "debug"\n')
    monkeypatch.setenv("CIRCLEBOT_DATABASE", "b.db")
    assert load() == Settings(database="b.db", log_level=LogLevel.DEBUG)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('databse = "x"', "no setting is called databse; did you mean database?"),
        ("zzz = 1", "no setting is called zzz; there are database, keep_days, keep_ledger_days, log_level"),
        ('log_level = "loud"', "log_level is 'loud', expected one of debug, info, warning, error"),
        ("keep_ledger_days = 7", "keep_ledger_days is 7, expected a whole number of days, from 30 to 3650"),
        ("keep_days = 0", "keep_days is 0, expected a whole number of days, from 1 to 3650"),
        ('keep_days = "soon"', "keep_days is 'soon', expected a whole number of days"),
        ("database = 3", "database is 3, expected a text in quotes"),
        ("[web]\nport = 70000", "web.port is 70000, expected a whole number from 1 to 65535"),
        ("[web]\nport = 80.5", "web.port is 80.5, expected a whole number from 1 to 65535"),
        (
            "[monitor]\nport = -1",
            "monitor.port is -1, expected a whole number from 1 to 65535, or 0 for none",
        ),
        ('[monitor]\nhost = ""', "monitor.host is '', expected a text that is not empty"),
        (
            '[web]\npublic_url = "circles"',
            "web.public_url is 'circles', expected an address that begins with",
        ),
        ('[telegram]\nmode = "push"', "telegram.mode is 'push', expected one of polling, webhook"),
        ("[telegram]\ntoken = 3", "telegram.token is set (not shown), expected a text in quotes"),
        ('[telegram]\nwebhook_secret = "ä"', "webhook_secret is set (not shown), expected up to 256 of"),
        ('[telegram]\ntokn = "s3cret"', "no setting is called telegram.tokn; did you mean telegram.token?"),
        ("telegram = 3", "telegram is 3, expected a section with settings of its own"),
        (
            '[operator]\nalerts = "#ops"',
            "operator.alerts is '#ops', expected a place such as telegram:-1001234567890, slack:T0123/C0123",
        ),
        ('[operator]\nalerts = "slack:C0123"', "operator.alerts is 'slack:C0123', expected a place such as"),
        ('database = ""', "database is '', expected a text that is not empty"),
        ('bot_token = "s3cret"', "no setting is called bot_token; did you mean slack.bot_token?"),
        ("database = ", "is not TOML"),
        ("foo = 1\nkeep_days = 0", "circlebot.toml: no setting is called foo; there are database"),
        ("[database]\nx = 1", "database is {'x': 1}, expected a text in quotes"),
    ],
)
def test_what_is_refused_is_named_with_its_value_and_what_is_expected(tmp_path, text, said):
    (tmp_path / "circlebot.toml").write_text(text)
    with pytest.raises(SettingsProblem) as caught:
        load()
    assert said in str(caught.value)
    assert "circlebot.toml" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "s3cret" not in str(caught.value)


def test_every_mistake_is_named_at_once(tmp_path):
    (tmp_path / "circlebot.toml").write_text('foo = 1\nkeep_days = 0\nlog_level = "loud"\n')
    with pytest.raises(SettingsProblem) as caught:
        load()
    for said in ("no setting is called foo", "keep_days is 0", "log_level is 'loud'"):
        assert said in str(caught.value)


@pytest.mark.parametrize("level", ["DEBUG", "Debug", "debug"])
def test_a_log_level_in_any_case(tmp_path, monkeypatch, level):
    (tmp_path / "circlebot.toml").write_text(f'log_level = "{level}"\n')
    assert load().log_level is LogLevel.DEBUG
    monkeypatch.setenv("CIRCLEBOT_LOG_LEVEL", level.swapcase())
    assert load().log_level is LogLevel.DEBUG


def test_the_environment_is_named_when_it_is_at_fault(monkeypatch):
    monkeypatch.setenv("CIRCLEBOT_LOG_LEVEL", "loud")
    with pytest.raises(SettingsProblem, match=r"^CIRCLEBOT_LOG_LEVEL is 'loud', expected one of debug"):
        load()


def test_a_named_file_must_be_there(tmp_path):
    with pytest.raises(SettingsProblem, match="cannot be read"):
        load(tmp_path / "none.toml")


def test_a_misspelt_variable_is_refused(monkeypatch):
    monkeypatch.setenv("CIRCLEBOT_DATABSE", "x")
    monkeypatch.setenv("CIRCLEBOT_TEST_DATABASE", "x")
    with pytest.raises(
        SettingsProblem, match=r"^CIRCLEBOT_DATABSE is no setting; did you mean CIRCLEBOT_DATABASE\?$"
    ):
        load()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", None),
        ('[operator]\nalerts = "terminal:#Ops"', PlaceKey(Platform.TERMINAL, "local", "#ops")),
        (
            '[operator]\nalerts = "telegram:-1001234"\n[telegram]\ntoken = "99:s3cret"',
            PlaceKey(Platform.TELEGRAM, "99", "-1001234"),
        ),
        (
            '[operator]\nalerts = "slack:T0123/C0123"\n[slack]\nbot_token = "xoxb"',
            PlaceKey(Platform.SLACK, "T0123", "C0123"),
        ),
    ],
)
def test_the_alert_place_is_one_that_a_courier_knows(tmp_path, text, place):
    """SPEC 8."""
    (tmp_path / "circlebot.toml").write_text(text)
    assert operator_place(load()) == place


@pytest.mark.parametrize(
    ("place", "missing"), [("telegram:7", "telegram.token"), ("slack:T0/C0", "slack.bot_token")]
)
def test_alerts_need_their_platform(tmp_path, place, missing):
    """SPEC 8."""
    (tmp_path / "circlebot.toml").write_text(f'[operator]\nalerts = "{place}"\n')
    with pytest.raises(SettingsProblem, match=f"expected {missing} to be set as well"):
        operator_place(load())


def test_who_serves_others_does_not_leave_alerts_to_a_terminal(tmp_path):
    """SPEC 8: nothing that `circlebot run` does would ever bring them there; `circlebot chat` does."""
    alone = '[operator]\nalerts = "terminal:#ops"\n'
    (tmp_path / "circlebot.toml").write_text(alone)
    ensure_alerts_are_served(load())
    (tmp_path / "circlebot.toml").write_text(alone + '[telegram]\ntoken = "99:s3cret"\n')
    with pytest.raises(SettingsProblem, match=r"^operator\.alerts is a place in the terminal, which only"):
        ensure_alerts_are_served(load())
    assert operator_place(load()) is not None
    for command in ("run", "check"):
        said = CliRunner().invoke(app, ["--config", "circlebot.toml", command])
        assert said.exit_code == 2
        assert "operator.alerts is a place in the terminal" in said.stderr


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_monitor_does_not_share_the_port_of_the_public_pages(tmp_path, command):
    (tmp_path / "circlebot.toml").write_text("[web]\nport = 9108\n[monitor]\nport = 9108\n")
    done = CliRunner().invoke(app, [command])
    assert done.exit_code == 2
    assert "monitor.port is 9108, expected another one than web.port" in done.output


def test_check_says_where_a_monitor_reads(tmp_path):
    (tmp_path / "circlebot.toml").write_text("[monitor]\nport = 9108\n")
    said = CliRunner().invoke(app, ["check"]).output
    assert "Monitor: /metrics, /healthz and /readyz are at http://127.0.0.1:9108." in said
