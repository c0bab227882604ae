"""Tables of circles in CSV: our own columns, or those that P2PU's staff export."""

import csv
import io
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from adapters.files.given import FileProblem, GivenFile, text_of
from bot.chat.spreadsheet import unquoted
from bot.domain.circles import Stage
from bot.domain.imports import NEEDED, Column, Row, Source

_P2PU = {
    "id": Column.KEY,
    "name": Column.NAME,
    "course title": Column.COURSE,
    "location": Column.PLACE,
    "city": Column.CITY,
    "time": Column.AT,
    "first meeting": Column.FIRST_ON,
    "last meeting": Column.LAST_ON,
    "created by": Column.FACILITATORS,
}
"""The columns of P2PU's export that mean something here."""

_DELIMITERS = ",;\t"


def read_table(file: Path) -> GivenFile:
    """The circles of that file, rows without any value left out. Raises FileProblem when the header is not one that we know."""
    text = text_of(file)
    first = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise FileProblem(f"{file} is no CSV: {error}") from None
    if not lines:
        columns = _listed([column.value for column in Column])
        raise FileProblem(
            f"{file} is empty: expected a first line with the names of columns. The columns are {columns}"
        )
    header = [name.strip().casefold() for name in lines[0]]
    rows = [dict(zip(header, line, strict=False)) for line in lines[1:] if any(cell.strip() for cell in line)]
    if {"course title", "first meeting"} <= set(header):
        return GivenFile(Source.P2PU, [_from_p2pu(row) for row in rows])
    _check(file, header)
    return GivenFile(
        Source.CSV, [{Column(name): unquoted(cell) for name, cell in row.items() if name} for row in rows]
    )


def _check(file: Path, header: Sequence[str]) -> None:
    known = [column.value for column in Column]
    wrong = [name for name in header if name and name not in known]
    missing = [column.value for column in NEEDED if column not in header]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    said = [
        *([f"there is no column {_listed(missing)}"] if missing else []),
        *([f"no column is called {_near(name, known)}" for name in wrong]),
        *([f"{_listed(twice)} is there twice"] if twice else []),
    ]
    if said:
        raise FileProblem(f"{file}: {'; '.join(said)}. The columns are {_listed(known)}")


def _near(name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"{name!r}{f', did you mean {near[0]}?' if near else ''}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)


def _from_p2pu(row: Mapping[str, str]) -> Row:
    found = {column: row.get(name, "") for name, column in _P2PU.items()}
    draft = row.get("draft", "").strip().casefold() in {"yes", "true"}
    gone = bool(row.get("date deleted", "").strip())
    found[Column.STAGE] = Stage.DRAFT if draft else Stage.DELETED if gone else Stage.OPEN
    return found
