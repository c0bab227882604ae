"""What is of no more use after a while, and goes by itself (SPEC 9)."""

from datetime import timedelta
from enum import StrEnum

from bot.domain.linking import LINK_FOR
from bot.domain.posts import PostKind
from bot.domain.undos import REMEMBERED_FOR

LEDGER_FOR = timedelta(days=365)
"""How long it is remembered what was sent and what was planned, unless an operator says otherwise."""

STAYS = frozenset({PostKind.MESSAGE})
"""Posts that stay: by them one reads again what somebody wrote to a circle."""

PLANS_THAT_STAY = STAYS | {PostKind.GOAL_CHECK, PostKind.WRAP_UP}
"""Plans that stay: that there was one keeps it from being made again, however long a circle lasts."""


class Leftover(StrEnum):
    """What goes."""

    POST = "post"
    """That came to an end, about what is behind."""
    PLAN = "plan"
    """That was fanned out or dropped, about what is behind."""
    UNDO = "undo"
    """Whose two minutes are long over."""
    DRAFT = "draft"
    """A form that nobody goes on with."""
    PREVIEW = "preview"
    """A message that was written, looked at and never sent."""
    LINK_CODE = "link-code"
    """That was used, or is not valid any more."""


KEPT_FOR = {
    Leftover.UNDO: REMEMBERED_FOR,
    Leftover.DRAFT: timedelta(days=30),
    Leftover.PREVIEW: timedelta(days=30),
    Leftover.LINK_CODE: LINK_FOR + timedelta(days=1),
}
"""How long, of what nobody sets. Posts and plans are the ledger, for which there is a setting."""
