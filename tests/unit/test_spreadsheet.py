"""Tables as CSV."""

import csv
import io

import pytest

from bot.chat.spreadsheet import csv_of, unquoted


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "text", ["=1+1", "+49", "-3", "@here", "\t=1", "\r=1", "  =HYPERLINK(1)", '=cmd|"/C calc"!A1']
)
def test_what_spreadsheets_would_run_is_text(text):
    """SPEC 2, reports: CSV, safe against formulas."""
    [_, [cell]] = read(csv_of(["a"], [[text]]))
    assert cell == f"'{text}"
    assert unquoted(cell) == text


@pytest.mark.parametrize("text", ["Ada", "a=b", "'tis", "", "x\ny, z", 'say "hi"', "’", "Köln", "שלום"])
def test_other_text_is_itself(text):
    assert read(csv_of(["a", "b"], [[text, 1]])) == [["a", "b"], [text, "1"]]
    assert unquoted(text) == text


def test_numbers_stay_numbers_and_nothing_is_empty():
    assert read(csv_of(["a", "b"], [[-3, None]])) == [["a", "b"], ["-3", ""]]
