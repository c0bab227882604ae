"""Messages as Telegram shows them: text with entities, so that nothing a person typed is ever read as markup."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from telegram import MessageEntity

from adapters.telegram.rich import Rich, joined, literal, marked, plain, possible, shortened, split
from bot.chat.outgoing import (
    Chart,
    DeepLink,
    Facts,
    Link,
    Message,
    Part,
    People,
    Plain,
    Spans,
    Strong,
    Table,
    Text,
    When,
)

LONGEST = 4096
"""Units of a message's text."""

LONGEST_CAPTION = 1024
"""Units of the text below a file or a picture."""

FOLD = 30
"""Most names that are listed; the rest is a count."""

WIDE = 34
"""Columns of fixed width that a telephone shows in one line."""

BAR = 12
"""Columns of the longest bar of a chart."""

_WEB = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders for one bot, by whose name deep links lead back to it."""

    bot_name: str

    def address_of(self, link: DeepLink) -> str:
        """The link as something to open."""
        return f"{self.links}{link.code}"

    @property
    def links(self) -> str:
        """How a deep link begins."""
        return f"https://t.me/{self.bot_name}?start="

    def text_of(self, message: Message) -> Rich:
        """All its parts, one below the other."""
        return _stacked([(self._part(part), _stands_apart(part)) for part in message.parts])

    def pieces(self, message: Message) -> list[Rich]:
        """The text as messages that are short enough; none where there is no text."""
        return split(self.text_of(message), LONGEST)

    def face(self, message: Message) -> Rich:
        """The text as one message, shortened where it must be."""
        return shortened(self.text_of(message), LONGEST)

    def _part(self, part: Part) -> Rich:
        match part:
            case Text(spans):
                return self._line(spans)
            case Facts(rows):
                return _lines(
                    plain(Facts.before(literal(label))) + self._line(spans) for label, spans in rows
                )
            case People(heading, names, total):
                return marked(literal(heading), MessageEntity.BOLD) + plain(f": {_names(names, total)}")
            case Table(head, rows):
                return _table(head, rows)
            case Chart(title, series):
                return _lines((marked(literal(title), MessageEntity.BOLD), _fixed(_bars(series))))

    def _line(self, spans: Spans) -> Rich:
        return joined(self._span(span) for span in spans)

    def _span(self, span: Plain | Strong | Link | When) -> Rich:
        text = literal(span.text)
        match span:
            case Plain():
                return plain(text)
            case Strong():
                return marked(text, MessageEntity.BOLD)
            case When(moment):
                # The circle's clock is what one reads; a tap shows it on one's own.
                return marked(text, MessageEntity.DATE_TIME, moment=moment.at)
            case Link(to=DeepLink() as to):
                return marked(text, MessageEntity.TEXT_LINK, url=self.address_of(to))
            case Link(to=str(to)) if _WEB.match(to):
                return marked(text, MessageEntity.TEXT_LINK, url=to)
            case Link(to=to):
                return plain(text if to == span.text else f"{text} ({literal(str(to))})")


def short(text: str, limit: int = LONGEST_CAPTION) -> str:
    """Plain words that fit below a file, or into a passing word."""
    return shortened(plain(literal(text)), limit).text


def _stacked(blocks: Sequence[tuple[Rich, bool]]) -> Rich:
    """The blocks below each other, with a blank line around what stands apart."""
    found: list[Rich] = []
    apart_before = False
    for rich, apart in blocks:
        if not rich.text.strip():
            continue
        if found:
            found.append(plain("\n\n" if apart or apart_before else "\n"))
        found.append(rich)
        apart_before = apart
    return joined(found)


def _stands_apart(part: Part) -> bool:
    return isinstance(part, Facts | Table | Chart) or (
        isinstance(part, Text) and "\n" in "".join(span.text for span in part.spans)
    )


def _lines(lines: Iterable[Rich]) -> Rich:
    return joined(piece for i, line in enumerate(lines) for piece in (plain("\n" if i else ""), line))


def _names(names: Sequence[str], total: int) -> str:
    shown = names[:FOLD] if len(names) > FOLD + 1 else names
    more = max(total, len(names)) - len(shown)
    listed = ", ".join(literal(name) for name in shown)
    return ", ".join(filter(None, (listed, f"+{more}" if more else ""))) or _NOTHING


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Rich:
    """Side by side where a telephone has room for it, else a line for each row."""
    cells = [[possible(" ".join(cell.split())) for cell in row] for row in (head, *rows)]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) <= WIDE:
        return _fixed("  ".join(map(_padded, row, widths)).rstrip() for row in cells)
    first, *others = (" · ".join(literal(cell) for cell in row if cell) for row in cells)
    return _lines((marked(first, MessageEntity.BOLD), *(plain(f"• {line}") for line in others)))


def _fixed(lines: Iterable[str]) -> Rich:
    return marked("\n".join(lines), MessageEntity.PRE)


def _bars(series: Sequence[tuple[str, float]]) -> Iterator[str]:
    labels = [possible(" ".join(label.split())) for label, _ in series]
    width = max(map(_width, labels), default=0)
    most = max((number for _, number in series), default=0)
    for label, (_, number) in zip(labels, series, strict=True):
        share = number / most if most > 0 and number > 0 else 0
        yield f"{_padded(label, width)}  {'█' * round(share * BAR)} {number:g}"


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Columns of fixed width that the text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
