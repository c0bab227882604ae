"""The script's way in. Asked to stop while it still begins, it ends as well as later: with 0."""

import signal
import sys
from types import FrameType


def main() -> None:
    """Runs the command that is given."""
    signal.signal(signal.SIGTERM, _end)
    # Imported only now, for it takes a second or two.
    from adapters.cli.commands import app  # noqa: PLC0415

    app()


def _end(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(0)
