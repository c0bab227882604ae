"""Plain words that are an answer: only a whole message counts, so that a sentence is never mistaken for one (SPEC 4.12)."""

import re
import unicodedata

from bot.chat.catalog import Say
from bot.domain.rsvps import Answer

_LETTERS = re.compile(r"[\W_]+")
# Skin tones and the mark that asks for a coloured sign: 👍🏽 is 👍.
_LOOKS = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]")


def read_answer(text: str, say: Say) -> Answer | None:
    """The answer that the whole message is, by the word lists of the language, or None."""
    words = _bare(text)
    for answer in Answer:
        listed = say.line(f"words-{answer}").split("|")
        if words in {_bare(one) for one in listed}:
            return answer
    return None


def _bare(text: str) -> str:
    """Without case, punctuation and doubled spaces; a text that is all signs, such as 👍, stays as it is."""
    folded = _LOOKS.sub("", unicodedata.normalize("NFKC", text).casefold()).strip().replace("’", "'")
    letters = " ".join(_LETTERS.sub(" ", folded.replace("'", "")).split())
    return letters or folded
