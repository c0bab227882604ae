"""What posts tell of a meeting: when it is, where, and that it is on or off (SPEC 4.16 to 4.18)."""

from bot.domain.meetings import Meeting
from bot.domain.posts import Post, PostKind, PostState

GONE = frozenset({PostState.SENT, PostState.SENDING, PostState.UNKNOWN})
"""States of a post that its recipient has, or may have."""

ASKING = (PostKind.REMINDER, PostKind.MOVED, PostKind.ON_AGAIN)
"""What tells a learner when a meeting is, and asks whether they come."""

CARDS = (PostKind.REMINDER, PostKind.CARD)
"""Posts that are, in a linked place, the card of their meeting."""

TELLING_START = (*ASKING, PostKind.TODAY, PostKind.CHANGED, PostKind.CARD)
"""What tells a learner or a linked place when a meeting is. Each is of use until then: `useless_at` is the start it tells."""

TELLING_PLACE = (*TELLING_START, PostKind.NUDGE)
"""What tells a learner where a meeting is."""

NOTICES = (PostKind.MOVED, PostKind.ON_AGAIN, PostKind.CANCELLED)
"""What tells that a meeting is at another time, on or off. Their revision is the meeting's sequence then."""


def has_gone(post: Post) -> bool:
    """Whether its recipient has it, or may have: what is sent once more may have arrived the first time."""
    return post.state in GONE or post.again


def is_for_present_time(post: Post, meeting: Meeting) -> bool:
    """Whether a post about the meeting speaks of the time that it has now."""
    if post.revision == meeting.revision:
        return True
    return post.kind in TELLING_START and post.useless_at == meeting.starts_at
