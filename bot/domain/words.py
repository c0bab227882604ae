"""Words that facilitators write themselves, with placeholders for facts (SPEC 2, `reminder`; 3.7).

Words are kept as written and facts are put in when the message goes out, so an edited reminder shows the present time and
place. Only the listed placeholders are filled; what a value contains is never a placeholder.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches

from bot.domain.errors import BrokenRule

PLACEHOLDERS = ("name", "circle", "meeting", "when", "place", "agenda")
"""What facilitators may put between braces."""


class UnknownPlaceholder(BrokenRule):
    """`given` stands between braces and is no placeholder; `closest` is the one that was meant, or all of them."""


class WordsHaveChanged(BrokenRule):
    """Somebody else has written other `words` meanwhile (SPEC 4.32)."""


class AlreadySent(BrokenRule):
    """What should be edited, sent or skipped has gone out already (SPEC 3.7)."""


_BETWEEN_BRACES = re.compile(r"\{([^{}\n]{0,40})\}")


def check_placeholders(words: str, *, field: str) -> str:
    """The words, if every placeholder in them is known. Raises UnknownPlaceholder with the one most likely meant."""
    for found in _BETWEEN_BRACES.finditer(words):
        name = found[1].strip().casefold()
        if name not in PLACEHOLDERS or name != found[1]:
            near = get_close_matches(name, PLACEHOLDERS, n=1, cutoff=0.5)
            meant = near[0] if near else "} {".join(PLACEHOLDERS)
            raise UnknownPlaceholder(field=field, given=found[0], closest=f"{{{meant}}}")
    return words


def fill_in(words: str, facts: Mapping[str, str]) -> str:
    """The words with facts in place of placeholders; a placeholder without a fact is left out."""
    return _BETWEEN_BRACES.sub(
        lambda found: facts.get(found[1], "") if found[1] in PLACEHOLDERS else found[0], words
    )
