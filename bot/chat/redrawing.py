"""Drawing cards anew that show something old: each once, however often it was marked since (SPEC 4.8, 5)."""

import asyncio
import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.app.cards import is_living, post_anew
from bot.app.mishaps import lose_place
from bot.app.ports import Clock, Store, Work
from bot.chat.catalog import Catalog
from bot.chat.courier import Courier, Delivered, Gone, NotNow, Redrawn, ToPlace, Unclear, Unreachable
from bot.chat.outgoing import Message
from bot.chat.views.cards import card_now
from bot.domain.cards import Card
from bot.domain.people import Platform

AT_ONCE = 16
"""Cards that are on their way at once."""

LATER = timedelta(seconds=30)
"""When a card is tried again that could not be drawn."""

log = logging.getLogger(__name__)


def digest_of(message: Message) -> str:
    """Says whether two faces are the same, without keeping either."""
    return hashlib.sha256(repr(replace(message, instead_of=None)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Face:
    """What a card is to show, and where."""

    card: Card
    to: ToPlace
    message: Message


class Redrawing:
    """Gives living cards their present face. To do so twice is to do it once, so a killed process does no harm."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        catalog: Catalog,
        couriers: Mapping[Platform, Courier],
        lease: timedelta,
    ) -> None:
        self._store = store
        self._clock = clock
        self._catalog = catalog
        self._couriers = couriers
        self._lease = lease

    async def wave(self) -> bool:
        """Draws some of those that are dirty now; whether there were any."""
        claimed = await self._store.run(self._claim)
        if claimed is None:
            return False
        outcomes = await asyncio.gather(*(self._draw(face) for face in claimed))
        done = list(zip(claimed, outcomes, strict=True))
        if done:
            await self._store.run(lambda work: self._mark(work, done))
        return True

    def _claim(self, work: Work) -> list[Face] | None:
        now = self._clock.now()
        cards = work.cards.claim(now=now, lease=self._lease, limit=AT_ONCE, platforms=self._couriers.keys())
        faces = [face for card in cards if (face := self._prepared(work, card, now=now)) is not None]
        return faces if cards else None

    def _prepared(self, work: Work, card: Card, *, now: datetime) -> Face | None:
        """Its face if that is not shown yet; what cannot be rendered is in the log, and tried again when it changes."""
        try:
            message = work.attempt(lambda: self._face(work, card, now=now))
        except Exception:
            log.exception("card %s cannot be drawn", card.id)
            message = None
        if message is None or digest_of(message) == card.digest:
            work.cards.drawn(card, reference=card.reference, digest=card.digest)
            return None
        place = work.places.get(card.place_id)
        return Face(card, ToPlace(place.platform, place.workspace, place.key), message)

    def _face(self, work: Work, card: Card, *, now: datetime) -> Message | None:
        return card_now(work, self._catalog, card, now=now) if is_living(work, card, now=now) else None

    async def _draw(self, face: Face) -> Redrawn:
        if face.card.reference is None:
            return Gone()
        try:
            courier = self._couriers[face.to.platform]
            return await courier.redraw(face.to, face.card.reference, face.message)
        except Exception:
            log.exception("the courier of %s broke down over card %s", face.to.platform, face.card.id)
            return Unclear()

    def _mark(self, work: Work, done: list[tuple[Face, Redrawn]]) -> None:
        for face, outcome in done:
            self._mark_one(work, face, outcome, now=self._clock.now())

    def _mark_one(self, work: Work, face: Face, outcome: Redrawn, *, now: datetime) -> None:
        card = face.card
        match outcome:
            case Delivered(reference):
                work.cards.drawn(card, reference=reference, digest=digest_of(face.message))
            case NotNow(after):
                work.cards.put_off(card, until=now + max(after, LATER))
            case Unclear():
                work.cards.put_off(card, until=now + LATER)
            case Gone():
                if work.cards.drawn(card, reference=None, digest=card.digest):
                    post_anew(work, card, now=now)
            case Unreachable():
                if work.cards.drawn(card, reference=card.reference, digest=card.digest):
                    lose_place(work, card.place_id, now=now)
