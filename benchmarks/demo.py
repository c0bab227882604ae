"""The demo: six weeks of a circle replayed in a terminal, beside what starting the program takes."""

from statistics import median

from benchmarks.program import circlebot
from benchmarks.table import heading, line

ROUNDS = 3


def main() -> None:
    """Measures it as people start it."""
    heading(f"Demo, median of {ROUNDS}")
    story, start = (
        median(_run(*arguments) for _ in range(ROUNDS)) for arguments in (("demo", "--terminal"), ("--help",))
    )
    line("six weeks in a terminal", f"{story:.2f} s", "below 10 s")
    line("… of which starting the program", f"{start:.2f} s")


def _run(*arguments: str) -> float:
    done = circlebot(*arguments)
    assert done.out
    return done.wall
