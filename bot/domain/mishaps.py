"""What is told of posts that did not arrive, and of whom nobody can tell it (SPEC 3.2, 3.3)."""

from enum import StrEnum

from bot.domain.posts import PostKind

NEWS_OF_MEETING = frozenset(
    {
        PostKind.REMINDER,
        PostKind.CARD,
        PostKind.TODAY,
        PostKind.MOVED,
        PostKind.CANCELLED,
        PostKind.ON_AGAIN,
        PostKind.CHANGED,
    }
)
"""What a learner must know of a meeting. What of it was given up is told of once a meeting."""

SOMEBODYS_WORDS = frozenset({PostKind.MESSAGE, PostKind.RELAY, PostKind.RECAP})
"""What somebody wrote. We give it up some day, but whoever is responsible may send it again after that."""


class Alert(StrEnum):
    """What an operator is told of."""

    NOBODY = "nobody"
    """Something in a team did not arrive, and nobody who looks after it can be reached."""
    PLACE_LOST = "place-lost"
    """A team's digest has lost its place, and no organizer can be reached."""
    BROKEN = "broken"
    """Posts of some kind cannot be prepared."""
    STUCK = "stuck"
    """Sending fails again and again."""
    SHUT_OUT = "shut-out"
    """A platform does not know us any more."""

    @classmethod
    def of(cls, notice: PostKind) -> "Alert":
        """What the operator hears instead of a notice that reaches nobody."""
        return cls.PLACE_LOST if notice is PostKind.PLACE_LOST else cls.NOBODY


def undelivered_subject(kind: PostKind, subject: str) -> str:
    """The subject of a notice that posts of that kind were given up; all news of a meeting counts as one kind."""
    return f"{PostKind.REMINDER if kind in NEWS_OF_MEETING else kind}:{subject}"


def parse_undelivered_subject(subject: str) -> tuple[PostKind, str]:
    """The kind and subject of what was given up, REMINDER for any news of a meeting."""
    kind, _, of = subject.partition(":")
    return PostKind(kind), of


def alert_subject(what: Alert, of: str) -> str:
    """The subject of an alert about a team, a kind of post, a platform, or nothing more."""
    return f"{what}:{of}"


def parse_alert_subject(subject: str) -> tuple[Alert, str]:
    """What an alert is about, and of which team or kind of post."""
    what, _, of = subject.partition(":")
    return Alert(what), of
