"""Cards: messages that are edited later, so that they keep showing what is true. A card is not a post."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import CardId, CircleId, PlaceId


class CardKind(StrEnum):
    """What a card shows. The subject of each kind stands beside it."""

    MEETING = "meeting"
    """A meeting of the circle: when, where, who comes."""


@dataclass(frozen=True, slots=True)
class Card:
    """The message in which a place sees a subject: one for each kind, subject and place, the one posted last.

    `reference` names the message on its platform; None once that message is gone. `digest` says what it shows, and
    `revision` for which revision of the subject it was posted. What changes a subject makes its cards dirty: `dirty_at` is
    when that is to be drawn, `marks` counts the changes. Whoever draws it holds it until `held_until`; every hold has its
    own `epoch`, so that who wakes late is refused.
    """

    id: CardId
    kind: CardKind
    subject: str
    circle_id: CircleId
    place_id: PlaceId
    revision: int
    reference: str | None
    digest: str
    posted_at: datetime
    dirty_at: datetime | None
    marks: int = 0
    held_until: datetime | None = None
    epoch: int = 0
