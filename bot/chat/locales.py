"""Languages and how their readers write dates and numbers."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

SOURCE_LANGUAGE = "en"
"""The language every text is first written in, and what a reader gets whose language we do not speak."""

# English without a country is written for the world: "Tue 13 Oct, 18:00" reads the same everywhere. Who asks
# for en-US gets "Tue, Oct 13, 6:00 PM".
_WORLDWIDE = {"en": "en_GB"}


def language_name(tag: str) -> str:
    """What a language calls itself: "Deutsch"."""
    locale = locale_of(tag, tag)
    name = locale.get_language_name(locale.language) or tag
    return name[:1].upper() + name[1:]


@lru_cache(maxsize=256)
def locale_of(tag: str, language: str) -> Locale:
    """How a reader who asked for `tag` writes dates and numbers; what is unknown is taken as `language`."""
    for name in (tag, language):
        try:
            # Babel drops what it does not know of a tag, and may come down to the bare language.
            known = str(Locale.parse(name.replace("-", "_")))
            return Locale.parse(_WORLDWIDE.get(known, known))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_WORLDWIDE[SOURCE_LANGUAGE])
