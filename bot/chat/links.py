"""Links: back into the bot, in the 64 characters of letters, digits, - and _ that platforms allow, and to our pages."""

import re
from dataclasses import dataclass

from bot.chat.buttons import SignUp
from bot.chat.outgoing import DeepLink
from bot.domain.ids import CircleId, MeetingId
from bot.domain.rsvps import Answer

_LETTERS = {"y": Answer.YES, "m": Answer.MAYBE, "n": Answer.NO}
_CODE = re.compile(r"([\w-]{11})([\w-]{11})([ymn])(\d{1,6})", re.ASCII)


def answer_link(wish: SignUp) -> DeepLink:
    """The link that begins a sign-up and keeps the answer that came before it (SPEC 4.10)."""
    if wish.meeting is None or wish.answer is None:
        return DeepLink(f"c-{wish.circle}")
    return DeepLink(f"a-{wish.circle}{wish.meeting}{wish.answer[0]}{wish.revision or 0}")


def read_answer_code(code: str) -> SignUp | None:
    """What an answer link carries after its `a-`; None when it is none."""
    match = _CODE.fullmatch(code)
    if match is None:
        return None
    return SignUp(CircleId(match[1]), MeetingId(match[2]), _LETTERS[match[3]], int(match[4]))


@dataclass(frozen=True, slots=True)
class Pages:
    """Where our pages are; `base` is how we are reached from outside, without a slash at the end."""

    base: str

    def circle(self, circle: CircleId) -> str:
        """The address of a circle's page."""
        return f"{self.base}/c/{circle}"

    def feed(self, code: str) -> str:
        """The address of a calendar feed with that secret."""
        return f"{self.base}/f/{code}.ics"
