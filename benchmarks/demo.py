"""The demo: six weeks of a circle replayed in a terminal, beside what starting the program takes."""

import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from benchmarks.table import heading, line

ROUNDS = 3
PROGRAM = Path(sys.executable).with_name("circlebot")


def main() -> None:
    """Measures it as it is installed."""
    heading(f"Demo, median of {ROUNDS}")
    story, start = (
        median(_run(*arguments) for _ in range(ROUNDS)) for arguments in (("demo", "--terminal"), ("--help",))
    )
    line("six weeks in a terminal", f"{story:.2f} s", "below 10 s")
    line("… of which starting the program", f"{start:.2f} s")


def _run(*arguments: str) -> float:
    begin = time.perf_counter()
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, check=True)
    took = time.perf_counter() - begin
    assert done.stdout
    return took
