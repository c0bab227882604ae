"""Imports flow one way, files stay small, and only one of them reads the clock."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "adapters", "storage")
LONGEST = 330
"""Lines of a file: one file, one subject."""

CLOCKS = {
    "datetime": {"now", "today", "utcnow"},
    "date": {"today"},
    "time": {"time", "time_ns", "localtime", "gmtime", "ctime", "asctime", "strftime"},
}
"""By the name of a module or class, what on it reads real time. How long something takes is another matter."""

SQL_CLOCKS = ("current_timestamp", "current_date", "localtimestamp", "datetime('now", "now()", "utcnow()")


def sources(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in (ROOT / room).rglob("*.py"))


def readings_of_the_clock(source: str) -> Iterator[int]:
    """The lines of a source that read real time, also under another name, and also in SQL."""
    tree = ast.parse(source)
    names = {name: name for name in CLOCKS}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {
                alias.asname: alias.name for alias in node.names if alias.asname and alias.name in CLOCKS
            }
            if isinstance(node, ast.ImportFrom) and node.module == "time":
                yield from (node.lineno for alias in node.names if alias.name in CLOCKS["time"])
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = (
                node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
            )
            if node.attr in CLOCKS.get(names.get(owner, owner), set()) or (owner, node.attr) == (
                "func",
                "now",
            ):
                yield node.lineno
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and any(clock in node.value.casefold() for clock in SQL_CLOCKS)
        ):
            yield node.lineno


def test_imports_flow_one_way() -> None:
    """In a child process, since import-linter silences the loggers of the one it runs in."""
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([command, "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_one_file_reads_the_clock() -> None:
    """SPEC 7.1: a clock that can be moved. Everything else is told what time it is."""
    read = {
        f"{path.relative_to(ROOT).as_posix()}:{line}"
        for path in sources(*ROOMS)
        for line in readings_of_the_clock(path.read_text(encoding="utf-8"))
    }
    assert {place for place in read if not place.startswith("adapters/clock.py:")} == set()
    assert read


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\ndatetime.now()",
        "import datetime\ndatetime.datetime.now(tz)",
        "import datetime as dt\ndt.datetime.utcnow()",
        "from datetime import datetime as moment\nmoment.today()",
        "from datetime import date\nkeep(date.today)",
        "import time\ntime.time()",
        "import time as t\nt.time_ns()",
        "from time import time",
        "func.now()",
        "text('SELECT CURRENT_TIMESTAMP')",
    ],
)
def test_readings_of_the_clock_are_found(source: str) -> None:
    assert list(readings_of_the_clock(source))


@pytest.mark.parametrize(
    "source",
    [
        "clock.now()",
        "self._clock.now()",
        "from datetime import datetime\ndatetime.fromisoformat(x)",
        "time.monotonic()",
    ],
)
def test_being_told_the_time_is_no_reading(source: str) -> None:
    assert not list(readings_of_the_clock(source))


def test_files_are_short() -> None:
    """One file, one subject. A migration is written once, by a machine, and is as long as it is."""
    lines = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in sources(*ROOMS)
        if path.parent.name != "versions"
    }
    assert {path: count for path, count in lines.items() if count > LONGEST} == {}
