"""What happened on a stage, as chats side by side, or in order as plain lines."""

from collections.abc import Sequence
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


class Transcript:
    """Prints entries as they come. Side by side it prints day by day, every pane its own chat; `finish` prints the last."""

    def __init__(self, console: Console, panes: Sequence[str], *, zone: ZoneInfo) -> None:
        self._console = console
        self._panes = list(panes)
        self._zone = zone
        self._chats: list[list[Entry]] = [[] for _ in panes]
        self._day = ""
        self._side_by_side = console.is_terminal and console.width >= NARROWEST_PANE * len(panes)
        if self._side_by_side:
            console.print(self._cells([Line(pane, "bold reverse", justify="center") for pane in panes]))

    def add(self, entry: Entry) -> None:
        """The next thing that happened."""
        day = f"{entry.at.astimezone(self._zone):%A %-d %B %Y}"
        if day != self._day:
            self.finish()
            self._day = day
            self._write_day(day)
        if self._side_by_side:
            self._chats[self._panes.index(entry.room.pane)].append(entry)
        elif self._console.is_terminal:
            for renderable in self._entry(entry):
                self._console.print(renderable)
        else:
            self._write_plain(entry)

    def finish(self) -> None:
        """Nothing more happens, that day at least."""
        if any(self._chats):
            chats = [Group(*(r for entry in chat for r in self._entry(entry))) for chat in self._chats]
            self._console.print(self._cells(chats))
            self._chats = [[] for _ in self._panes]

    def _cells(self, cells: Sequence[RenderableType]) -> Table:
        grid = Table.grid(expand=True, padding=(0, 1))
        for _ in cells:
            grid.add_column(ratio=1, overflow="fold")
        grid.add_row(*cells)
        return grid

    def _entry(self, entry: Entry) -> list[RenderableType]:
        header = Line(self._header(entry), "dim" if entry.who is None else "bold green")
        body = [Padding(piece, (0, 0, 0, 2)) for piece in renderables(entry.pieces)]
        return [header, *body, Line()]

    def _header(self, entry: Entry) -> str:
        spot = entry.room.spot
        at = f"{entry.at.astimezone(self._zone):%H:%M}"
        where = clean(spot.title)
        if entry.who is None:
            return f"{at} {BOT} {'in' if spot.kind is PlaceKind.GROUP else 'to'} {where}"
        return f"{at} {clean(entry.who)}{f' in {where}' if spot.kind is PlaceKind.GROUP else ''}"

    def _write_day(self, day: str) -> None:
        if self._console.is_terminal:
            self._console.print(Rule(Line(day, "bold")))
        else:
            self._write(f"=== {day} ===\n")

    def _write_plain(self, entry: Entry) -> None:
        lines = "\n".join(f"    {line}".rstrip() for line in plain(entry.pieces).split("\n"))
        self._write(f"{self._header(entry)} ({entry.room.surface.name})\n{lines}\n")

    def _write(self, text: str) -> None:
        print(text, file=self._console.file)
