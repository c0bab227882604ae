"""The two sides of a terminal: what is shown, and the lines that are typed."""

import asyncio
import codecs
import os
import threading
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from typing import Protocol, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from adapters.terminal.render import Piece, clean, plain, renderables


class Screen:
    """Shows messages and notes: in colour on a terminal, else as plain lines."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @property
    def is_plain(self) -> bool:
        """Whether the output goes to something that is no terminal."""
        return not self._console.is_terminal

    def show(self, pieces: Sequence[Piece]) -> None:
        """A message, and a blank line after it."""
        if self.is_plain:
            self._write(plain(pieces))
        else:
            for piece in renderables(pieces):
                self._console.print(Padding(piece, (0, 0, 0, 2)))
        self._write("")

    def note(self, text: str) -> None:
        """A line of the terminal's own; the text must be clean."""
        if self.is_plain:
            self._write(text)
        else:
            self._console.print(Line(text, "dim italic"))

    def _write(self, text: str) -> None:
        print(text, file=self._console.file, flush=True)


class Lines(Protocol):
    """Where lines come from."""

    async def next(self, prompt: str) -> str | None:
        """The next line, None when there are no more."""
        ...


class TypedLines:
    """Lines from a person at a keyboard, with history."""

    def __init__(self) -> None:
        self._session = PromptSession[str](reserve_space_for_menu=0)

    async def next(self, prompt: str) -> str | None:
        """The next line, None after Ctrl-D."""
        try:
            return await self._session.prompt_async(prompt)
        except EOFError:
            return None


class PipedLines:
    """Lines from a pipe or a file, shown as they are taken, so that what comes out reads as a conversation."""

    def __init__(self, descriptor: int, screen: Screen) -> None:
        self._descriptor = descriptor
        self._screen = screen
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        # The thread ends with its input, or with the process: reading cannot be interrupted.
        threading.Thread(target=self._read, name="lines", daemon=True).start()

    async def next(self, prompt: str) -> str | None:
        """The next line, None at the end of the input."""
        line = await self._lines.get()
        if line is None:
            self._lines.put_nowait(None)
        else:
            self._screen.note(clean(f"{prompt}{line}"))
        return line

    def _read(self) -> None:
        # Not through sys.stdin: a thread that waits inside its buffer makes the interpreter abort at its end.
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        rest = ""
        while chunk := os.read(self._descriptor, 65536):
            *lines, rest = (rest + decoder.decode(chunk)).split("\n")
            for line in lines:
                self._hand_over(line.rstrip("\r"))
        if rest := rest + decoder.decode(b"", final=True):
            self._hand_over(rest)
        self._hand_over(None)

    def _hand_over(self, line: str | None) -> None:
        try:
            self._loop.call_soon_threadsafe(self._lines.put_nowait, line)
        except RuntimeError:
            return  # the loop has ended, and nobody waits for lines any more


@asynccontextmanager
async def lines_of(stdin: TextIO, screen: Screen) -> AsyncGenerator[Lines]:
    """Lines from a person where both sides are a terminal, else from the pipe."""
    if stdin.isatty() and not screen.is_plain:
        with patch_stdout(raw=True):
            yield TypedLines()
    else:
        yield PipedLines(stdin.fileno(), screen)
