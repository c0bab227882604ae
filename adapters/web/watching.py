"""Those who watch a page, and what each of them has not been told yet."""

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

Json = dict[str, Any]

MOST_UNTOLD = 1000
"""Events that wait for one watcher. Who falls further behind begins anew."""


class Watchers:
    """Tells everybody who watches what happens, in its order. Nobody waits for who is slow."""

    def __init__(self) -> None:
        self._untold: set[asyncio.Queue[Json | None]] = set()
        self._closed = False

    @property
    def count(self) -> int:
        """How many watch."""
        return len(self._untold)

    def tell(self, event: Json) -> None:
        """Tells all of them."""
        for untold in list(self._untold):
            if untold.qsize() < MOST_UNTOLD:
                untold.put_nowait(event)
            else:
                self._untold.discard(untold)
                untold.put_nowait(None)

    @contextmanager
    def watching(self) -> Generator[asyncio.Queue[Json | None]]:
        """What happens from now on; None is the end of it."""
        untold: asyncio.Queue[Json | None] = asyncio.Queue()
        self._untold.add(untold)
        if self._closed:
            untold.put_nowait(None)
        try:
            yield untold
        finally:
            self._untold.discard(untold)

    def close(self) -> None:
        """Nothing more happens."""
        self._closed = True
        for untold in self._untold:
            untold.put_nowait(None)
