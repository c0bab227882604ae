"""Plain words that mean something by themselves: answers, being late, wanting quiet (SPEC 4.12, 4.31).

Only a whole message is an answer, so that a sentence is never mistaken for one. An answer with more words after it is one
too where a sign or a word shows that it ends there: "yes, but late", not "no idea".
"""

import re
import unicodedata

from bot.chat.catalog import Say
from bot.domain.rsvps import Answer

_LETTERS = re.compile(r"[\W_]+")
# Skin tones and the mark that asks for a coloured sign: 👍🏽 is 👍.
_LOOKS = re.compile("[\U0001f3fb-\U0001f3ff\ufe0f]")


# A sentence, a clause or a line ends. A question mark is left out: "yes? where" asks.
_BREAK = re.compile(r"[,.;:!()\n–—]+|\s-+\s")


def read_answer(text: str, say: Say) -> Answer | None:
    """The answer that the whole message is, by the word lists of the language, or None."""
    words = _bare(text)
    return next((answer for answer in Answer if words in _listed(say, f"words-{answer}")), None)


def read_opening_answer(text: str, say: Say) -> Answer | None:
    """The answer that the message begins with, if more words follow it: "yes but late", "can't make it, I'm sick"."""
    first, *rest = _BREAK.split(text.strip(), maxsplit=1)
    if any(_bare(more) for more in rest) and (answer := read_answer(first, say)) is not None:
        return answer
    words = _bare(text).split()
    follows = _listed(say, "words-after-answer")
    for count in range(len(words) - 1, 0, -1):
        if words[count] in follows and (answer := read_answer(" ".join(words[:count]), say)) is not None:
            return answer
    return None


def is_one_of(text: str, say: Say, key: str) -> bool:
    """Whether the whole text is one of the words listed under that key."""
    return _bare(text) in _listed(say, key)


def after_one_of(text: str, say: Say, key: str) -> str | None:
    """What follows one of the words listed under that key, if the text begins with one."""
    words = text.split()
    listed = _listed(say, key)
    counts = range(len(words), 0, -1)
    found = next((count for count in counts if _bare(" ".join(words[:count])) in listed), None)
    return None if found is None else " ".join(words[found:])


def says_stop(text: str, say: Say) -> bool:
    """Whether the whole message asks for quiet."""
    return _bare(text) in _listed(say, "words-stop")


def is_all_late(text: str, say: Say) -> bool:
    """Whether the whole message says that somebody is late, and no more than that."""
    return _bare(text) in _listed(say, "words-late")


def says_late(text: str, say: Say) -> bool:
    """Whether the message says that somebody is late: as a whole, or with a phrase of several words in it."""
    words = f" {_bare(text)} "
    return is_all_late(text, say) or any(
        f" {one} " in words for one in _listed(say, "words-late") if " " in one
    )


def _listed(say: Say, key: str) -> frozenset[str]:
    return frozenset(_bare(one) for one in say.line(key).split("|"))


def _bare(text: str) -> str:
    """Without case, punctuation and doubled spaces; a text that is all signs, such as 👍, stays as it is."""
    folded = _LOOKS.sub("", unicodedata.normalize("NFKC", text).casefold()).strip().replace("’", "'")
    letters = " ".join(_LETTERS.sub(" ", folded.replace("'", "")).split())
    return letters or folded
