"""Messages as a terminal shows them: in colour for people, as plain lines when the output goes elsewhere.

Values stay literal: nothing in them is read as markup, and no character of theirs steers the terminal.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table as Columns
from rich.text import Text as Line

from bot.chat.forms import Field, Form
from bot.chat.outgoing import (
    Attachment,
    Button,
    Chart,
    DeepLink,
    Facts,
    File,
    Link,
    Message,
    Part,
    People,
    Photo,
    Pin,
    Plain,
    Spans,
    Strong,
    Style,
    Table,
    Text,
    When,
)

FOLD = 30
"""Most names that are listed; the rest is a count."""

BAR = 24
"""Cells of the longest bar of a chart."""

_ANY_WIDTH = 10_000

_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_LOOKS = {Style.NORMAL: "cyan", Style.PRIMARY: "bold cyan", Style.DANGER: "red"}
_MARKED_FIELD = {True: "", False: " (optional)"}


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells are clean."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Piece = Line | Grid
Keys = Sequence[Sequence[str | None]]
"""What is typed for each button, in rows as the buttons are."""


def clean(text: str, *, lines: bool = False) -> str:
    """The text without characters that steer a terminal; with `lines` its line breaks are kept, else they are spaces.

    Direction controls stay: the core closes those that it lets through.
    """
    text = _LINE_END.sub("\n" if lines else " ", text)
    return "".join(
        " " if character == "\t" else character
        for character in text
        if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cs"}
    )


def pieces(message: Message, keys: Keys | None = None) -> list[Piece]:
    """The message from top to bottom. Without `keys` its buttons are shown, but not as something to type."""
    found = [piece for part in message.parts for piece in _part(part)]
    found += [_attachment(attachment) for attachment in message.attachments]
    for number, row in enumerate(message.buttons):
        found.append(_buttons(row, keys[number] if keys else [None] * len(row)))
    return found


def form_pieces(form: Form) -> list[Piece]:
    """A form shown whole, with what it holds and what is wrong with it."""
    found: list[Piece] = [Line(clean(form.title), "bold")]
    for field in form.fields:
        found += _field(field)
    found.append(Line(f"[{clean(form.submit)}]", "bold cyan"))
    return found


def renderables(found: Iterable[Piece]) -> Iterator[RenderableType]:
    """The pieces for rich."""
    for piece in found:
        if isinstance(piece, Line):
            yield piece
        else:
            yield _Fitted(piece)


def plain(found: Iterable[Piece]) -> str:
    """The pieces as plain lines, which are never broken."""
    return "\n".join(piece.plain if isinstance(piece, Line) else _aligned(piece) for piece in found)


def link_target(to: str | DeepLink) -> str:
    """Where a link leads, as it is typed or opened here."""
    return f"/start {clean(to.code)}" if isinstance(to, DeepLink) else clean(to)


def _part(part: Part) -> Iterator[Piece]:
    match part:
        case Text(spans):
            yield _line(spans)
        case Facts(rows):
            for label, spans in rows:
                yield Line.assemble((Facts.before(clean(label)), "dim"), _line(spans))
        case People(heading, names, total):
            yield _people(heading, names, total)
        case Table(head, rows):
            yield Grid(tuple(map(clean, head)), tuple(tuple(map(clean, row)) for row in rows))
        case Chart(title, series):
            yield Line(clean(title), "bold")
            yield from _bars(series)


def _line(spans: Spans) -> Line:
    line = Line()
    for span in spans:
        match span:
            case Plain(text) | When(text=text):
                line.append(clean(text, lines=True))
            case Strong(text):
                line.append(clean(text, lines=True), "bold")
            case Link(text, to):
                target = link_target(to)
                if clean(text) != target:
                    line.append(clean(text, lines=True), "underline")
                    line.append(" (")
                    line.append(target, "cyan")
                    line.append(")")
                else:
                    line.append(target, "cyan")
    return line


def _people(heading: str, names: Sequence[str], total: int) -> Line:
    shown = names[:FOLD] if len(names) > FOLD + 1 else names
    more = max(total, len(names)) - len(shown)
    listed = ", ".join(clean(name) for name in shown)
    rest = f"+ {more} more" if more else ""
    return Line.assemble((f"{clean(heading)}: ", "dim"), " ".join(filter(None, (listed, rest))) or "–")


def _bars(series: Sequence[tuple[str, float]]) -> Iterator[Line]:
    labels = [clean(label) for label, _ in series]
    width = max((cell_len(label) for label in labels), default=0)
    most = max((number for _, number in series), default=0)
    for label, (_, number) in zip(labels, series, strict=True):
        share = number / most if most > 0 and number > 0 else 0
        yield Line.assemble(_padded(label, width), "  ", ("█" * round(share * BAR), "cyan"), f" {number:g}")


def _attachment(attachment: Attachment) -> Line:
    match attachment:
        case File(name, media_type, content):
            return Line(f"📎 {clean(name)} ({clean(media_type)}, {_size(len(content))})")
        case Photo(alt=alt):
            return Line(f"🖼 {clean(alt)}")
        case Pin(latitude, longitude, title):
            return Line(f"📍 {clean(title)} ({latitude:.5f}, {longitude:.5f})")


def _buttons(row: Sequence[Button], keys: Sequence[str | None]) -> Line:
    line = Line()
    for button, key in zip(row, keys, strict=True):
        if line:
            line.append("  ")
        label = clean(button.label)
        line.append(f"[{key}] {label}" if key else f"[{label}]", _LOOKS[button.style])
    return line


def _field(field: Field) -> Iterator[Line]:
    label = clean(field.label) + _MARKED_FIELD[field.required]
    labels = {option.value: option.label for option in field.options}
    held = field.initial if isinstance(field.initial, tuple) else (field.initial or "",)
    value = ", ".join(clean(labels.get(one, one)) for one in held)
    yield Line.assemble(("• ", "dim"), label, f" {value}" if value else "")
    for advice in filter(None, (field.example, field.hint)):
        yield Line(f"  {clean(advice)}", "dim")
    if field.error:
        yield Line(f"  ⚠️ {clean(field.error)}", "red")


@dataclass(frozen=True, slots=True)
class _Fitted:
    """A table where all of it fits side by side, else a line for each row."""

    grid: Grid

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        columns = _columns(self.grid)
        if (
            console.measure(columns, options=options.update(max_width=_ANY_WIDTH)).maximum
            <= options.max_width
        ):
            yield columns
        else:
            for row in self.grid.rows:
                yield Line(" · ".join(filter(None, row)))


def _columns(grid: Grid) -> Columns:
    table = Columns(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for cell in grid.head:
        table.add_column(Line(cell))
    for row in grid.rows:
        table.add_row(*(Line(cell) for cell in row))
    return table


def _aligned(grid: Grid) -> str:
    everything = [grid.head, *grid.rows]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*everything, strict=True)]
    lines = ["  ".join(map(_padded, row, widths)).rstrip() for row in everything]
    return "\n".join(lines)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - cell_len(text))


def _size(size: int) -> str:
    return f"{size} bytes" if size < 1000 else f"{size / 1000:.1f} kB"
