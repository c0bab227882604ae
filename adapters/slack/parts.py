"""Parts of a message as blocks. Each holds what people wrote as literal text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from adapters.slack.blocks import (
    CHART_LABEL,
    CHART_POINTS,
    CHART_TITLE,
    MESSAGE_TEXT,
    TABLE_COLUMNS,
    TABLE_ROWS,
    Json,
    paragraph,
    pieces_of,
    preformatted,
    shortened,
    weight,
    words,
)
from adapters.slack.names import COMMAND
from bot.chat.commands import BY_VERB
from bot.chat.outgoing import (
    Chart,
    DeepLink,
    Facts,
    Link,
    Part,
    People,
    Plain,
    Span,
    Spans,
    Strong,
    Table,
    Text,
    Typed,
    When,
)
from bot.domain.times import Moment

DO, OPEN = "do", "open"
"""What the action_id of a button begins with: a button of the core's, or a link back into the bot."""

OPENS_FORM = ".form"
"""What the action_id ends with where a form follows: a view is opened before the database is asked."""

HERE = ".here"
"""What the action_id says of a button that one person is shown in a channel and that is about the channel."""

FOLD = 30
"""Most names that are listed; the rest is a count."""

BAR = 20
"""Characters of the longest bar of a chart in words."""

PRESSED_ONLY = frozenset({"v", "a", "d"})
"""Kinds of links that only make sense for who reads them: a button."""

TYPED_ONLY = frozenset({"i", "s"})
"""Kinds of links that are made to be handed on, and would be used up by who presses; a button cannot be copied."""


@dataclass(frozen=True, slots=True)
class Look:
    """The reader's zone where there is one reader whose zone is known; `native` says that tables and charts may be blocks.

    `here` says that one person is shown it in a channel, and that it is about the channel.
    """

    zone: str | None = None
    native: bool = True
    here: bool = False


def as_typed(text: str) -> str:
    """A command as it is typed on Slack: `/mine` is `/circle mine` there. Anything else is as it was, such as a name that
    only looks like one.

    A code to link accounts with is typed on the other account, which is hardly ever on Slack as well. In help, where the code
    goes is marked by a bracket.
    """
    verb, _, rest = text.removeprefix("/").partition(" ")
    is_for_elsewhere = verb == "link" and rest and not rest.startswith("[")
    is_command = isinstance(text, Typed) and verb in BY_VERB and not is_for_elsewhere
    return f"{COMMAND} {text[1:]}" if is_command else text


def is_typed(link: DeepLink) -> bool:
    """Whether the link is shown as something to type, which can be copied."""
    return link.code.partition("-")[0] not in PRESSED_ONLY


def is_pressed(link: DeepLink) -> bool:
    """Whether the link is shown as a button."""
    kind, dash, _ = link.code.partition("-")
    return bool(dash) and kind not in TYPED_ONLY


def address_of(link: DeepLink) -> str:
    """A link back into the bot as it is typed on Slack: an app's own links carry no code there."""
    return f"{COMMAND} start {link.code}"


def part_blocks(part: Part, look: Look) -> Iterator[Json]:
    """The part from top to bottom."""
    match part:
        case Text((Link(_, DeepLink() as to),)) if is_pressed(to) and not is_typed(to):
            # Its button says as much.
            return
        case Text(spans):
            yield from _paragraphs([spans], look)
        case Facts(rows):
            yield from _paragraphs(
                [(Strong(Facts.before(as_typed(label))), *spans) for label, spans in rows], look
            )
        case People(heading, names, total):
            yield from _paragraphs([(Strong(f"{heading}: "), Plain(folded(names, total)))], look)
        case Table():
            yield from _table(part, look)
        case Chart():
            yield from _chart(part, look)


def _paragraphs(lines: Sequence[Spans], look: Look) -> Iterator[Json]:
    """The lines one below the other, in as many paragraphs as it takes."""
    elements: list[Json] = []
    size = 0
    for number, line in enumerate(lines):
        told = _told_twice(line)
        if number and elements:
            elements.append(words("\n"))
        for span in line:
            for element in _inline(span, look, told):
                length = weight(element)
                if elements and size + length > MESSAGE_TEXT // 4:
                    yield paragraph(elements)
                    elements, size = [], 0
                elements.append(element)
                size += length
    if elements:
        yield paragraph(elements)


def _told_twice(line: Spans) -> set[Moment]:
    """Moments that the line tells on the circle's clock and on the reader's: Slack need not tell them once more."""
    told = [span.moment for span in line if isinstance(span, When)]
    return {one for one in told if any(other.at == one.at and other.zone != one.zone for other in told)}


def _inline(span: Span, look: Look, told: set[Moment]) -> Iterator[Json]:
    match span:
        case Plain(text):
            yield from (words(piece) for piece in pieces_of(text) if piece)
        case Strong(text):
            yield from (words(piece, strong=True) for piece in pieces_of(as_typed(text)) if piece)
        case Link(text, to):
            yield from _link(text, to)
        case When(moment, text):
            yield words(text)
            if not any(moment.at == other.at for other in told) and not _reads_the_same(moment, look.zone):
                told.add(moment)
                yield words(" · 🕒 ")
                yield {
                    "type": "date",
                    "timestamp": int(moment.at.timestamp()),
                    "format": "{date_short_pretty}, {time}",
                    "fallback": shortened(text, 200),
                }


def _link(text: str, to: str | DeepLink) -> Iterator[Json]:
    """An address as a link; a way back into the bot as what is typed, or as the name of the button that leads there."""
    if isinstance(to, DeepLink):
        if is_typed(to):
            # After a colon as well as within a sentence.
            yield words(f"{text} (")
            yield words(address_of(to), code=True)
            yield words(")")
        else:
            yield words(text or "→", strong=True)
    elif _is_address(to):
        yield {"type": "link", "url": to, "text": shortened(text, 500)}
    else:
        yield words(f"{text} ({to})")


def _reads_the_same(moment: Moment, zone: str | None) -> bool:
    return zone is not None and Moment(moment.at, zone).local.utcoffset() == moment.local.utcoffset()


def _is_address(to: str) -> bool:
    return (
        to.startswith(("https://", "http://", "mailto:"))
        and len(to) < 2900
        and not any(c.isspace() for c in to)
    )


def folded(names: Sequence[str], total: int) -> str:
    """The names that are shown, and how many more there are."""
    shown = names[:FOLD] if len(names) > FOLD + 1 else names
    more = max(total, len(names)) - len(shown)
    return ", ".join([*(shortened(name, 100) for name in shown), *([f"+ {more}"] if more else [])]) or "–"


def _table(table: Table, look: Look) -> Iterator[Json]:
    rows = [table.head, *table.rows]
    if not look.native or len(table.head) > TABLE_COLUMNS or _size(rows) > MESSAGE_TEXT // 2:
        yield from _aligned(rows)
        return
    for start in range(1, max(len(rows), 2), TABLE_ROWS - 1):
        portion = [table.head, *rows[start : start + TABLE_ROWS - 1]]
        yield {
            "type": "table",
            "rows": [[{"type": "raw_text", "text": shortened(cell, 500)} for cell in row] for row in portion],
            "column_settings": [{"is_wrapped": True} for _ in table.head],
        }


def _size(rows: Sequence[Sequence[str]]) -> int:
    """Characters in all cells."""
    return sum(len(cell) for row in rows for cell in row)


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[Json]:
    cells = [[shortened(cell, 60) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    portion: list[str] = []
    for line in lines:
        if portion and sum(len(one) + 1 for one in portion) + len(line) > MESSAGE_TEXT // 4:
            yield preformatted(portion)
            portion = []
        portion.append(line)
    yield preformatted(portion)


def _chart(chart: Chart, look: Look) -> Iterator[Json]:
    labels = [shortened(label, CHART_LABEL) for label, _ in chart.series]
    if look.native and 0 < len(labels) <= CHART_POINTS and len(set(labels)) == len(labels):
        points = [
            {"label": label, "value": value} for label, (_, value) in zip(labels, chart.series, strict=True)
        ]
        title = shortened(chart.title, CHART_TITLE)
        series = {"name": shortened(chart.title, CHART_LABEL), "data": points}
        yield {
            "type": "data_visualization",
            "title": title,
            "chart": {"type": "bar", "series": [series], "axis_config": {"categories": labels}},
        }
        yield from _paragraphs([(Plain(chart.alt),)], look)
        return
    yield paragraph([words(shortened(chart.title, 200), strong=True)])
    if chart.series:
        yield preformatted(_bars(chart))


def _bars(chart: Chart) -> Iterator[str]:
    labels = [shortened(label, 40) for label, _ in chart.series]
    width = max(len(label) for label in labels)
    most = max(number for _, number in chart.series)
    for label, (_, number) in zip(labels, chart.series, strict=True):
        share = number / most if most > 0 and number > 0 else 0
        yield f"{label.ljust(width)}  {'█' * round(share * BAR)} {number:g}"


def plainly(part: Part) -> str:
    """What it says, without looks."""
    match part:
        case Text(spans):
            return "".join(_flat(span) for span in spans)
        case Facts(rows):
            return " · ".join(
                f"{Facts.before(as_typed(label))}{''.join(map(_flat, spans))}" for label, spans in rows
            )
        case People(heading, names, total):
            return f"{heading}: {folded(names, total)}"
        case Table(head):
            return ", ".join(head)
        case Chart(title):
            return title


def _flat(span: Span) -> str:
    return as_typed(span.text)
