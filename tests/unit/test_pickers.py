"""Days and hours as buttons."""

from dataclasses import replace
from datetime import date

from bot.chat.buttons import PickValue, TurnToMonth, decode
from bot.chat.calendar_words import weekdays_in_words
from bot.chat.catalog import Catalog
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.pickers import EMPTY, Grid, grid_for, read_month
from bot.domain.ids import DraftId

ENGLISH = Catalog.load().speaker("en-GB")
AMERICAN = Catalog.load().speaker("en-US")
TODAY = date(2026, 10, 15)
DAY = Field("on", FieldKind.DATE, "Which day?", not_before=date(2026, 10, 13))
AT = Field("at", FieldKind.TIME, "At what time?")


def form(field: Field) -> Form:
    return Form("move", "Move", DraftId("d1"), 3, (field,), "Move it")


def grid(field: Field, *, month: date | None = None, say=ENGLISH) -> Grid:
    return grid_for(say, form(field), field, month=month, today=TODAY)


def labels(rows: Grid) -> list[str]:
    return [" ".join(button.label for button in row) for row in rows]


def test_a_month_begins_on_the_readers_first_day_and_has_no_days_that_cannot_be():
    assert labels(grid(DAY)) == [
        f"{EMPTY} October 2026 ›",
        "Mo Tu We Th Fr Sa Su",
        f"{EMPTY} 13 14 15 16 17 18",
        "19 20 21 22 23 24 25",
        f"26 27 28 29 30 31 {EMPTY}",
    ]
    assert weekdays_in_words(AMERICAN.locale)[0][0] == 6
    assert weekdays_in_words(ENGLISH.locale)[0][0] == 0


def test_each_day_and_month_says_what_it_means():
    rows = grid(DAY, month=date(2026, 12, 1))
    assert decode(rows[0][0].action) == TurnToMonth(DraftId("d1"), 3, "2026-11")
    assert decode(rows[0][2].action) == TurnToMonth(DraftId("d1"), 3, "2027-01")
    assert decode(rows[2][1].action) == PickValue(DraftId("d1"), 3, "2026-12-01")
    assert all(len(row) == 7 for row in rows[1:])


def test_the_day_that_is_held_is_marked_and_its_month_shown():
    rows = grid(replace(DAY, initial="2027-02-03"))
    assert labels(rows)[0] == "‹ February 2027 ›"
    assert "•3•" in labels(rows)[2]


def test_months_end_somewhere():
    assert labels(grid(DAY, month=date(2028, 10, 1)))[0] == f"‹ October 2028 {EMPTY}"
    assert [read_month(text) for text in ("2026-10", "9999-12", "0001-01", "x", "")] == [
        date(2026, 10, 1),
        *[None] * 4,
    ]


def test_hours_are_every_half_hour():
    rows = grid(replace(AT, initial="18:30"))
    assert labels(rows)[0] == "07:00 07:30 08:00 08:30"
    assert decode(rows[-1][-1].action) == PickValue(DraftId("d1"), 3, "2230")
    assert "• 18:30" in " ".join(labels(rows))


def test_other_fields_have_none():
    assert grid(Field("title", FieldKind.LINE, "What?")) == ()
