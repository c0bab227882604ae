"""The settings: a TOML file, and the environment, which wins."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, ValidationError
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


class Settings(BaseSettings):
    """Every setting. `config.example.toml` documents each one."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_nested_delimiter="__", extra="forbid", frozen=True, hide_input_in_errors=True
    )

    database: str = Field(
        default="circlebot.db", min_length=1, description="a file, or the URL of a database"
    )
    log_level: Annotated[LogLevel, BeforeValidator(_in_lower_case)] = LogLevel.INFO
    keep_days: int = Field(default=90, ge=1, le=3650, strict=False, description="days, from 1 to 3650")

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
            return f"one of {', '.join(level.value for level in LogLevel)}"
        case "string_type":
            return "a text in quotes"
        case "int_parsing" | "int_type" | "int_from_float" | "greater_than_equal" | "less_than_equal":
            return "a whole number of days, from 1 to 3650"
        case "string_too_short":
            return "a text that is not empty"
        case _:
            return error["msg"][:1].lower() + error["msg"][1:]
