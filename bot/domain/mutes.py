"""Mutes: what a person does not want to be sent (SPEC 4.31)."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import CircleId, PersonId
from bot.domain.posts import PostKind

NEWS_OF_TIME = frozenset(
    {PostKind.MOVED, PostKind.CANCELLED, PostKind.ON_AGAIN, PostKind.CHANGED, PostKind.DELETED}
)
"""What keeps somebody from coming at the wrong time: it comes in spite of a mute, unless that was asked for as well."""

NEVER_MUTED = frozenset(
    {
        PostKind.SEAT,
        PostKind.OFFER,
        PostKind.REMOVED,
        PostKind.PROMOTED,
        PostKind.RELAY,
        PostKind.UNSURE,
        PostKind.UNDELIVERED,
        PostKind.ALERT,
        PostKind.UNREACHABLE,
        PostKind.PLACE_LOST,
        PostKind.DIGEST,
        PostKind.STEPPED_BACK,
        PostKind.COVER,
        PostKind.COVER_OPEN,
        PostKind.COVER_TAKEN,
    }
)
"""What somebody has asked for themselves, or what others depend on: a seat, an answer, a duty; or where they stand."""


@dataclass(frozen=True, slots=True)
class Mute:
    """That nothing is sent to a person by itself about a circle; about none, without `circle_id`.

    `cancellations` says that they do not want to hear either when a meeting is cancelled or moved.
    """

    person_id: PersonId
    circle_id: CircleId | None
    cancellations: bool
    since_at: datetime

    def silences(self, kind: PostKind, circle: CircleId | None) -> bool:
        """Whether it holds back a post of that kind about that circle."""
        if kind in NEVER_MUTED or self.circle_id not in {None, circle}:
            return False
        return self.cancellations or kind not in NEWS_OF_TIME
