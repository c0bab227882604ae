"""Tables as CSV that spreadsheets open without running anything in them."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that spreadsheets take for a formula, after white space too."""

BYTE_ORDER_MARK = "\ufeff"
"""Without it spreadsheets guess the encoding, and guess wrong."""


def csv_of(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table in UTF-8, its head first. None is an empty cell; text that would be a formula is quoted with an apostrophe."""
    return (BYTE_ORDER_MARK + lines_of([head, *rows])).encode()


def lines_of(rows: Iterable[Sequence[object]]) -> str:
    """The rows alone, to follow others."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def unquoted(cell: str) -> str:
    """What a cell said before it was quoted."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell


def _cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if _is_formula(value) else value
    return "" if value is None else value


def _is_formula(text: str) -> bool:
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA[:4])
