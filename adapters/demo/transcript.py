"""What happened on a stage, as chats side by side, or in order as plain lines."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from adapters.demo.rooms import Entry
from adapters.terminal.render import clean, plain, renderables
from bot.domain.people import PlaceKind

BOT = "circlebot"
NARROWEST_PANE = 36
"""Panes stand side by side where each can be as wide as that."""

Told = list[Entry]
"""One message to one room, or the same message to several people, told once."""


class Transcript:
    """Prints entries as they come, `finish` the last. Side by side it prints moment by moment, every pane its own chat."""

    def __init__(self, console: Console, panes: Sequence[str], *, zone: ZoneInfo) -> None:
        self._console = console
        self._panes = list(panes)
        self._zone = zone
        self._day = ""
        self._moment: datetime | None = None
        self._told: Told = []
        self._chats: list[list[Told]] = [[] for _ in panes]
        self._side_by_side = console.is_terminal and console.width >= NARROWEST_PANE * len(panes)
        if self._side_by_side:
            console.print(_in_columns([Line(pane, "bold reverse", justify="center") for pane in panes]))

    def add(self, entry: Entry) -> None:
        """The next thing that happened."""
        if self._told and _says_the_same(self._told[0], entry):
            self._told.append(entry)
        else:
            self._tell()
            self._told = [entry]

    def finish(self) -> None:
        """Nothing more happens."""
        self._tell()
        self._end_moment()

    def _tell(self) -> None:
        told, self._told = self._told, []
        if not told:
            return
        day = f"{told[0].at.astimezone(self._zone):%A %-d %B %Y}"
        if day != self._day:
            self._end_moment()
            self._day = day
            self._write_day(day)
        if told[0].at != self._moment:
            self._end_moment()
            self._moment = told[0].at
        if self._side_by_side:
            self._chats[self._panes.index(told[0].room.pane)].append(told)
        elif self._console.is_terminal:
            self._console.print(self._in_colour(told))
        else:
            self._write_plain(told)

    def _end_moment(self) -> None:
        if any(self._chats):
            chats = [Group(*(self._in_colour(told) for told in chat)) for chat in self._chats]
            self._console.print(_in_columns(chats))
            self._chats = [[] for _ in self._panes]

    def _in_colour(self, told: Told) -> Group:
        header = Line(self._header(told), "dim" if told[0].who is None else "bold green")
        body = [Padding(piece, (0, 0, 0, 2)) for piece in renderables(told[0].pieces)]
        return Group(header, *body, Line())

    def _header(self, told: Told) -> str:
        first = told[0]
        at = f"{first.at.astimezone(self._zone):%H:%M}"
        where = ", ".join(clean(entry.room.spot.title) for entry in told)
        in_group = first.room.spot.kind is PlaceKind.GROUP
        if first.who is None:
            does = f"{BOT} edits a message" if first.edited else BOT
            return f"{at} {does} {'in' if in_group else 'to'} {where}"
        return f"{at} {clean(first.who)}{f' in {where}' if in_group else ''}"

    def _write_day(self, day: str) -> None:
        if self._console.is_terminal:
            self._console.print(Rule(Line(day, "bold")))
        else:
            self._write(f"=== {day} ===\n")

    def _write_plain(self, told: Told) -> None:
        lines = "\n".join(f"    {line}".rstrip() for line in plain(told[0].pieces).split("\n"))
        self._write(f"{self._header(told)} ({told[0].room.surface.name})\n{lines}\n")

    def _write(self, text: str) -> None:
        print(text, file=self._console.file)


def _says_the_same(one: Entry, other: Entry) -> bool:
    """Whether the bot says the very same to two people at once. A greeting by name is everybody's own."""
    return (
        (one.who, one.at, one.room.pane) == (None, other.at, other.room.pane)
        and other.who is None
        and not (one.edited or other.edited)
        and one.room is not other.room
        and one.pieces == other.pieces
    )


def _in_columns(cells: Sequence[RenderableType]) -> Table:
    grid = Table.grid(expand=True, padding=(0, 1))
    for _ in cells:
        grid.add_column(ratio=1, overflow="fold")
    grid.add_row(*cells)
    return grid
