"""Tables on their way into a directory: all of them, or none."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from adapters.files.given import FileProblem
from bot.chat.spreadsheet import csv_of, lines_of

Name = TypeVar("Name", bound=str)


class Directory(Generic[Name]):
    """A new directory of CSV files. Within `with` they are written beside it; it appears when that ends well.

    Raises FileProblem when there is something of that name already, or it cannot be made.
    """

    def __init__(self, path: Path, heads: Mapping[Name, Sequence[str]]) -> None:
        self._path = path
        self._heads = heads
        self._unfinished = path.with_name(f".{path.name}.unfinished")

    def __enter__(self) -> Self:
        try:
            if self._path.exists() and (not self._path.is_dir() or any(self._path.iterdir())):
                raise FileProblem(f"{self._path} is there already and not empty: name a new directory")
            shutil.rmtree(self._unfinished, ignore_errors=True)
            self._unfinished.mkdir(parents=True)
            for name, head in self._heads.items():
                self._file(name).write_bytes(csv_of(head, ()))
        except OSError as error:
            raise FileProblem(f"{self._path} cannot be made ({error.strerror or error})") from None
        return self

    def add(self, tables: Mapping[Name, Sequence[Sequence[object]]]) -> None:
        """Adds rows to their files."""
        for name, rows in tables.items():
            with self._file(name).open("a", encoding="utf-8", newline="") as file:
                file.write(lines_of(rows))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is not None:
            shutil.rmtree(self._unfinished, ignore_errors=True)
            return
        if self._path.exists():
            self._path.rmdir()
        self._unfinished.rename(self._path)

    def _file(self, name: str) -> Path:
        return self._unfinished / f"{name}.csv"
