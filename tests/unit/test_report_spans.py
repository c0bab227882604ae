"""Spans of reports, as buttons carry them, and what searching finds (SPEC 2, `reports`)."""

from datetime import date

import pytest

from bot.chat.buttons import LONGEST, ReportFile, SeeReflections, SeeReport, decode, encode
from bot.domain.feedback import Author
from bot.domain.ids import CircleId, MeetingId, TeamId, new_id
from bot.domain.reports import By, Mean, Reflection, Span, last_days, mean_of

FIRST, LAST = date(2026, 1, 31), date(2026, 12, 1)


@pytest.mark.parametrize("span", [Span(), Span(FIRST), Span(None, LAST), Span(FIRST, LAST)])
def test_a_span_is_read_as_it_was_written(span: Span) -> None:
    assert Span.read(span.code) == span


@pytest.mark.parametrize("code", ["", "20260101", "2026-01-01", "20260101-20261301", "yesterday-", "-x"])
def test_what_is_no_span(code: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Span.read(code)


def test_both_days_are_in_it() -> None:
    assert [day in Span(FIRST, FIRST) for day in (date(2026, 1, 30), FIRST, date(2026, 2, 1))] == [
        False,
        True,
        False,
    ]
    assert last_days(90, today=LAST) == Span(date(2026, 9, 3), LAST)


def test_the_longest_buttons_fit() -> None:
    """SPEC 5: 64 bytes, and what comes back is what was sent."""
    team, span = TeamId(new_id()), Span(FIRST, LAST).code
    presses = [
        *(SeeReport(team, by, new_id(), span, 9990) for by in By),
        *(ReportFile(team, by, new_id(), span) for by in By),
        SeeReflections(team, CircleId(new_id()), 99990),
    ]
    for press in presses:
        assert len(encode(press).encode()) <= LONGEST
        assert decode(encode(press)) == press


def test_a_mean_is_of_something() -> None:
    assert mean_of([]).value is None
    assert mean_of([4, 5, 5]).value == 4.7
    assert (mean_of([1]) + mean_of([2, 2])) == Mean(5, 3)


@pytest.mark.parametrize(
    ("words", "is_found"),
    [("", True), ("GOOD", True), ("talk good", True), ("haste good", True), ("bad", False)],
)
def test_words_are_found_in_any_order_and_case(words: str, is_found: bool) -> None:
    said = Reflection(
        CircleId("c"), MeetingId("m"), 1, FIRST, Author.FACILITATOR, "Good talk", "Less haste", None
    )
    assert said.says(words) is is_found
