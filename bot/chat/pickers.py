"""Days and hours as grids of buttons, for conversations that show no forms but many buttons (SPEC 5)."""

from calendar import monthrange
from datetime import date, time, timedelta

from bot.chat.buttons import PickValue, TurnToMonth, encode
from bot.chat.calendar_words import month_in_words, weekdays_in_words
from bot.chat.catalog import Say
from bot.chat.forms import Field, FieldKind, Form
from bot.chat.outgoing import Button

Grid = tuple[tuple[Button, ...], ...]

EARLIEST, LATEST, STEP = time(7), time(22, 30), 30
"""Hours that have a button, and the minutes between them. Others are typed."""

IN_A_ROW = 4
"""Hours a row."""

FARTHEST = 24
"""Months from today's on that can be turned to."""

EMPTY = "·"
"""Stands where there is no day to pick."""


def grid_for(say: Say, form: Form, field: Field, *, month: date | None, today: date) -> Grid:
    """What the field can be answered with: a month of days, the hours of a day, nothing for other fields."""
    match field.kind:
        case FieldKind.DATE:
            return _month(say, form, field, month, today)
        case FieldKind.TIME:
            return _hours(say, form, field)
        case _:
            return ()


def read_month(text: str) -> date | None:
    """The first day of the month, None where it is none that anybody would turn to."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return month if 1971 <= month.year <= 2999 else None


def _month(say: Say, form: Form, field: Field, month: date | None, today: date) -> Grid:
    held = _day(field.initial)
    earliest = field.not_before or date(today.year - 1, 1, 1)
    first = (month or held or max(earliest, today)).replace(day=1)

    def turn(label: str, to: date) -> Button:
        return Button(label, encode(TurnToMonth(form.draft, form.revision, f"{to:%Y-%m}")))

    def pick(day: date) -> Button:
        if day < earliest:
            return turn(EMPTY, first)
        label = f"•{day.day}•" if day == held else str(day.day)
        return Button(label, encode(PickValue(form.draft, form.revision, day.isoformat())))

    before, after = first - timedelta(days=1), first + timedelta(days=31)
    back = turn("‹", before) if before >= earliest else turn(EMPTY, first)
    is_last = (first.year - today.year) * 12 + first.month - today.month >= FARTHEST
    on = turn(EMPTY, first) if is_last else turn("›", after)
    weekdays = weekdays_in_words(say.locale)
    cells: list[Button] = [turn(EMPTY, first)] * [number for number, _ in weekdays].index(first.weekday())
    cells += [pick(first.replace(day=day)) for day in range(1, monthrange(first.year, first.month)[1] + 1)]
    cells += [turn(EMPTY, first)] * (-len(cells) % 7)
    weeks = [tuple(cells[i : i + 7]) for i in range(0, len(cells), 7)]
    return (
        (back, turn(month_in_words(first, say.locale), first), on),
        tuple(turn(name, first) for _, name in weekdays),
        *(week for week in weeks if any(cell.label != EMPTY for cell in week)),
    )


def _hours(say: Say, form: Form, field: Field) -> Grid:
    begin, end = EARLIEST.hour * 60 + EARLIEST.minute, LATEST.hour * 60 + LATEST.minute
    times = [time(*divmod(minutes, 60)) for minutes in range(begin, end + 1, STEP)]
    buttons = [
        Button(
            f"• {say.time(at)}" if f"{at:%H:%M}" == field.initial else say.time(at),
            encode(PickValue(form.draft, form.revision, f"{at:%H%M}")),
        )
        for at in times
    ]
    return tuple(tuple(buttons[i : i + IN_A_ROW]) for i in range(0, len(buttons), IN_A_ROW))


def _day(held: str | tuple[str, ...] | None) -> date | None:
    try:
        return date.fromisoformat(held) if isinstance(held, str) else None
    except ValueError:
        return None
