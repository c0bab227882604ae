"""The settings: a TOML file, and the environment, which wins."""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

FILE = Path("circlebot.toml")
"""Read from the working directory where no other file is named."""

PREFIX = "CIRCLEBOT_"
CONFIG = f"{PREFIX}CONFIG"
"""Names another file; the option --config wins over it."""

_SECRET = ("token", "secret", "password", "key")


class SettingsProblem(Exception):
    """A setting cannot be used: which, what it is, and what is expected, on one line."""


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def _in_lower_case(given: object) -> object:
    return given.lower() if isinstance(given, str) else given


def _web_address(given: str) -> str:
    if given and not _WEB_ADDRESS.fullmatch(given):
        raise ValueError
    return given


_WEB_ADDRESS = re.compile(r"https?://[^/\s]+\S*")
WebAddress = Annotated[str, AfterValidator(_web_address)]
A_WEB_ADDRESS = "an address that begins with https:// or http://"


class TelegramMode(StrEnum):
    """How updates come from Telegram."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class TelegramSettings(_Section):
    """Telegram; off without a token."""

    token: str = ""
    mode: Annotated[TelegramMode, BeforeValidator(_in_lower_case)] = TelegramMode.POLLING
    base_url: WebAddress = Field(default="https://api.telegram.org/bot", description=A_WEB_ADDRESS)
    webhook_secret: str = Field(
        default="", pattern=r"^[A-Za-z0-9_-]{0,256}$", description="up to 256 of A-Z, a-z, 0-9, _ and -"
    )


class SlackSettings(_Section):
    """Slack; off without a bot token."""

    bot_token: str = ""
    app_token: str = ""
    signing_secret: str = ""
    base_url: WebAddress = Field(default="https://slack.com/api/", description=A_WEB_ADDRESS)


class WebSettings(_Section):
    """Where we listen for HTTP, and how that is reached from outside."""

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(
        default=8080, ge=1, le=65535, strict=False, description="a whole number from 1 to 65535"
    )
    public_url: WebAddress = Field(default="", description=A_WEB_ADDRESS)


class MonitorSettings(_Section):
    """Where a monitor asks how we are; off without a port."""

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(
        default=0, ge=0, le=65535, strict=False, description="a whole number from 1 to 65535, or 0 for none"
    )


class OperatorSettings(_Section):
    """Whoever runs this."""

    alerts: str = Field(
        default="",
        pattern=r"^(telegram:(-?\d+|@\w+)|slack:[A-Z0-9]+/[A-Z0-9]+|terminal:#\S+)?$",
        description="a place such as telegram:-1001234567890, slack:T0123/C0123 or terminal:#ops",
    )


class Settings(BaseSettings):
    """Every setting. `config.example.toml` documents each one."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, hide_input_in_errors=True
    )

    database: str = Field(
        default="circlebot.db", min_length=1, description="a file, or the URL of a database"
    )
    log_level: Annotated[LogLevel, BeforeValidator(_in_lower_case)] = LogLevel.INFO
    keep_days: int = Field(
        default=90, ge=1, le=3650, strict=False, description="a whole number of days, from 1 to 3650"
    )
    keep_ledger_days: int = Field(
        default=365, ge=30, le=3650, strict=False, description="a whole number of days, from 30 to 3650"
    )
    telegram: TelegramSettings = TelegramSettings()
    slack: SlackSettings = SlackSettings()
    web: WebSettings = WebSettings()
    monitor: MonitorSettings = MonitorSettings()
    operator: OperatorSettings = OperatorSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over what the file says, which comes as arguments."""
        return env_settings, init_settings


def secrets_of(settings: Settings) -> list[str]:
    """What is secret among them and set."""
    found: list[str] = []
    for path in keys(Settings):
        value: Any = settings
        for part in path:
            value = getattr(value, part)
        if value and any(word in path[-1] for word in _SECRET):
            found.append(str(value))
    return found


def load(named: Path | None = None) -> Settings:
    """The settings from the named file, else from circlebot.toml if it is there, and from the environment.

    Raises SettingsProblem.
    """
    if misspelt := _unknown_variables():
        raise SettingsProblem("; ".join(misspelt))
    file = named or (FILE if FILE.is_file() else None)
    given = _read(file) if file is not None else {}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsProblem("; ".join(_in_words(one, file, given) for one in error.errors())) from None


def _unknown_variables() -> list[str]:
    """What the environment sets that looks like a setting and is none, with what may have been meant."""
    known = {f"{PREFIX}{'__'.join(path)}".upper() for path in keys(Settings)} | {CONFIG}
    # Names a database for the tests, as a contributor may have set it.
    known.add(f"{PREFIX}TEST_DATABASE")
    found: list[str] = []
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1)
            found.append(f"{name} is no setting{f'; did you mean {near[0]}?' if near else ''}")
    return found


def keys(model: type[BaseModel]) -> list[tuple[str, ...]]:
    """The path of every setting, by name."""
    found: list[tuple[str, ...]] = []
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            found += [(name, *path) for path in keys(inner)]
        else:
            found.append((name,))
    return found


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsProblem(f"the file {file} cannot be read ({error.strerror or error})") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsProblem(f"the file {file} is not TOML: {' '.join(str(error).split())}") from None


def _in_words(error: ErrorDetails, file: Path | None, given: Mapping[str, Any]) -> str:
    path = [str(part) for part in error["loc"]]
    variable = f"{PREFIX}{'__'.join(path)}".upper()
    from_environment = {name.upper(): value for name, value in os.environ.items()}
    if variable in from_environment:
        return f"{variable} is {_shown(path, from_environment[variable])}, expected {_expected(error)}"
    if error["type"] == "extra_forbidden":
        return f"{file}: {_unknown('.'.join(path))}"
    return f"{file}: {'.'.join(path)} is {_shown(path, _value(given, path))}, expected {_expected(error)}"


def _value(given: Mapping[str, Any], path: Sequence[str]) -> object:
    value: Any = given
    for part in path:
        value = value[part]
    return value


def _shown(path: Sequence[str], value: object) -> str:
    if any(word in path[-1].casefold() for word in _SECRET) or "://" in str(value):
        return "set (not shown)"
    return ascii(value) if len(ascii(value)) <= 60 else f"{ascii(value)[:59]}…"


def _unknown(name: str) -> str:
    known = sorted(".".join(path) for path in keys(Settings))
    near = get_close_matches(name, known, n=1)
    return f"no setting is called {name}; {f'did you mean {near[0]}?' if near else 'there are ' + ', '.join(known)}"


def _expected(error: ErrorDetails) -> str:
    match error["type"]:
        case "enum":
            choices = re.findall(r"'([^']+)'", str(error.get("ctx", {}).get("expected")))
            return f"one of {', '.join(choices)}"
        case "string_type":
            return "a text in quotes"
        case "string_too_short":
            return "a text that is not empty"
        case "model_type" | "model_attributes_type":
            return "a section with settings of its own"
        case _:
            # What a setting is described as is what it takes.
            return _described(error["loc"]) or error["msg"][:1].lower() + error["msg"][1:]


def _described(path: Sequence[int | str]) -> str | None:
    model: type[BaseModel] = Settings
    described = None
    for name in path:
        field = model.model_fields[str(name)]
        described = field.description
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            model = field.annotation
    return described
