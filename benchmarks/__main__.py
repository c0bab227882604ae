"""Runs the benchmarks that are named, or all: `python -m benchmarks`, `make bench ARGS="rsvps demo"`."""

import sys

from benchmarks import browse, demo, digests, imports, posts, rsvps, slack, telegram

ALL = {
    "browse": browse.main,
    "rsvps": rsvps.main,
    "demo": demo.main,
    "posts": posts.main,
    "digests": digests.main,
    "imports": imports.main,
    "slack": slack.main,
    "telegram": telegram.main,
}


def main(wanted: list[str]) -> int:
    """Returns 2 when something is named that is no benchmark."""
    unknown = [name for name in wanted if name not in ALL]
    if unknown:
        print(f"No such benchmark: {', '.join(unknown)}. There are {', '.join(ALL)}.", file=sys.stderr)
        return 2
    for name in wanted or ALL:
        ALL[name]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
