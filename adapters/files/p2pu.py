"""P2PU's public list of learning circles, as its website gives it: JSON, an object with `count` and `items`."""

import json
from collections.abc import Mapping, Sequence
from datetime import time
from pathlib import Path
from typing import Any, cast

from adapters.files.given import FileProblem, GivenFile, text_of
from bot.domain.circles import Stage
from bot.domain.imports import Column, Row, Source

_SAME = {
    Column.KEY: "id",
    Column.NAME: "name",
    Column.CITY: "city",
    Column.REGION: "region",
    Column.COUNTRY: "country",
    Column.LATITUDE: "latitude",
    Column.LONGITUDE: "longitude",
    Column.LANGUAGE: "language",
    Column.ZONE: "time_zone",
    Column.FIRST_ON: "start_date",
    Column.LAST_ON: "last_meeting_date",
    Column.AT: "meeting_time",
    Column.MEETINGS: "weeks",
    Column.CAPACITY: "signup_limit",
}
"""What means the same there and here."""


def read_p2pu(file: Path) -> GivenFile:
    """The circles of that file. Raises FileProblem when it is no such list."""
    try:
        found: Any = json.loads(text_of(file))
    except json.JSONDecodeError as error:
        text = error.doc.rstrip()
        whole = text.endswith(("}", "]")) and error.pos < len(text)
        cut = "" if whole else "; it seems to be cut off"
        raise FileProblem(
            f"{file} is no JSON: {error.msg}, line {error.lineno}, column {error.colno}{cut}"
        ) from None
    except RecursionError:
        raise FileProblem(f"{file} is no list of learning circles: it is nested too deep") from None
    items = _object(found).get("items", found)
    if not isinstance(items, list):
        raise FileProblem(
            f"{file} is no list of learning circles: expected an object with `items`, each with `course`, "
            "`start_date` and `meeting_time`"
        )
    return GivenFile(Source.P2PU, [_row(_object(item)) for item in _list(items)])


def _row(given: Mapping[str, Any]) -> Row:
    """An item by our columns. What is not there, or of another kind, is empty, and missed when it is needed."""
    row = {column: _text(given.get(name)) for column, name in _SAME.items()}
    course = _object(given.get("course"))
    row |= {Column.COURSE: _text(course.get("title")), Column.COURSE_LINK: _text(course.get("link"))}
    venue, address = _text(given.get("venue")), _text(given.get("venue_address"))
    online = given.get("online") is True
    row[Column.PLACE] = "" if online else ", ".join(dict.fromkeys(part for part in (venue, address) if part))
    row[Column.ONLINE] = "yes" if online else ""
    row[Column.LINK] = _text(given.get("venue_website")) if online else ""
    row[Column.MINUTES] = _minutes(row[Column.AT], _text(given.get("end_time")))
    row[Column.STAGE] = _stage(given)
    row[Column.FACILITATORS] = ";".join(_text(name) for name in _list(given.get("facilitators")))
    return row


def _object(value: Any) -> Mapping[str, Any]:
    return cast(Mapping[str, Any], value) if isinstance(value, dict) else {}


def _list(value: Any) -> Sequence[Any]:
    return cast(Sequence[Any], value) if isinstance(value, list) else ()


def _text(value: Any) -> str:
    match value:
        case str():
            return value.strip()
        case bool() | None:
            return ""
        case float() if value.is_integer():
            return str(int(value))
        case int() | float():
            return str(value)
        case _:
            return ""


def _stage(given: Mapping[str, Any]) -> Stage:
    if given.get("draft") is True:
        return Stage.DRAFT
    return Stage.CLOSED if given.get("signup_open") is False else Stage.OPEN


def _minutes(start: str, end: str) -> str:
    """From the start to the end, which may be after midnight; empty where one of them is no time."""
    try:
        begins, ends = time.fromisoformat(start), time.fromisoformat(end)
    except ValueError:
        return ""
    lasts = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
    return str(lasts if lasts > 0 else lasts + 24 * 60)
