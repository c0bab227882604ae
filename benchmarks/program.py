"""The program itself, as this checkout has it and whatever is installed."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage

_CHECKOUT = str(Path(__file__).parents[1])
_START = "from adapters.cli.main import main; main()"


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the wall, and of the processor: on a machine that others use too the second says more."""

    wall: float
    processor: float
    out: str


def circlebot(*arguments: str, folder: Path | None = None) -> Took:
    """Runs it in that folder to its end, which must be a good one."""
    begin, used = time.perf_counter(), _used()
    done = subprocess.run(
        [sys.executable, "-c", _START, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": _CHECKOUT},
        capture_output=True,
        check=True,
        text=True,
    )
    return Took(time.perf_counter() - begin, _used() - used, done.stdout)


def _used() -> float:
    children = getrusage(RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime
