"""Runs the benchmarks that are named, or all: `python -m benchmarks`, `make bench ARGS="rsvps demo"`.

Each has a process of its own, so that none finds what another one has left in memory.
"""

import subprocess
import sys
from importlib import import_module

ALL = ("browse", "rsvps", "demo", "posts", "digests", "imports", "slack", "telegram")


def main(wanted: list[str]) -> int:
    """Returns 2 when something is named that is no benchmark."""
    unknown = [name for name in wanted if name not in ALL]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are {', '.join(ALL)}.", file=sys.stderr)
        return 2
    if len(wanted) == 1:
        import_module(f"benchmarks.{wanted[0]}").main()
        return 0
    for name in wanted or ALL:
        subprocess.run([sys.executable, "-m", "benchmarks", name], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
