"""What a file says about circles: rows of text by column, read whole or refused whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.domain.imports import Row, Source

LARGEST = 200 * 1024 * 1024
"""Bytes of a file that is read: some hundred thousand circles."""


class FileProblem(Exception):
    """The file cannot be read as what it should be: where, what is wrong, and what is expected, on one line."""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """The rows of a file, in its order. The first is number 1."""

    source: Source
    rows: Sequence[Row]


def text_of(file: Path) -> str:
    """The file's text, without a byte order mark. Raises FileProblem."""
    try:
        if file.stat().st_size > LARGEST:
            raise FileProblem(f"{file} is larger than {LARGEST // 1024**2} MB: split it")
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FileProblem(f"{file} is not UTF-8 text: save it as UTF-8") from None
    except OSError as error:
        raise FileProblem(f"{file} cannot be read ({error.strerror or error})") from None
