"""The declared commands: every menu, help text and manifest is made from this list."""

from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum


class Audience(StrEnum):
    """Who is shown a command (SPEC 1.5). What someone may do is decided in the use case."""

    EVERYONE = "everyone"
    LEARNERS = "learners"
    MEMBERS = "members"
    """Learners and facilitators alike."""
    FACILITATORS = "facilitators"
    ORGANIZERS = "organizers"


class Where(StrEnum):
    """Where a command is answered."""

    ANYWHERE = "anywhere"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True)
class Declared:
    """A command. Its help is the text `help-<verb>`; `usage` shows the arguments it takes, as they are typed.

    `opens_form` warns a platform that a form follows at once.
    """

    verb: str
    audience: Audience
    where: Where = Where.PRIVATE
    usage: str = ""
    opens_form: bool = False
    listed: bool = True


COMMANDS: tuple[Declared, ...] = (
    Declared("start", Audience.EVERYONE, Where.ANYWHERE, usage="CODE", listed=False),
    Declared("help", Audience.EVERYONE, Where.ANYWHERE),
    Declared("browse", Audience.EVERYONE, Where.ANYWHERE, usage="[CITY]"),
    Declared("mine", Audience.LEARNERS),
    Declared("rsvp", Audience.LEARNERS, usage="yes | maybe | no [why] | late"),
    Declared("leave", Audience.LEARNERS),
    Declared("cancel", Audience.EVERYONE, listed=False),
    Declared("stop", Audience.EVERYONE, listed=False),
    Declared("feedback", Audience.MEMBERS, usage="[NUMBER]"),
    Declared("calendar", Audience.MEMBERS),
    Declared("why", Audience.MEMBERS),
    Declared("name", Audience.EVERYONE, usage="NAME"),
    Declared("settings", Audience.EVERYONE),
    Declared("link", Audience.EVERYONE, usage="[CODE]"),
    Declared("mydata", Audience.EVERYONE),
    Declared("forgetme", Audience.EVERYONE),
    Declared("new", Audience.FACILITATORS, opens_form=True),
    Declared("manage", Audience.FACILITATORS),
    Declared("learners", Audience.FACILITATORS),
    Declared("meeting", Audience.FACILITATORS, usage="[NUMBER [DAY TIME | cancel | later]] | [add]"),
    Declared("message", Audience.FACILITATORS, usage="[WORDS]", opens_form=True),
    Declared("reminder", Audience.FACILITATORS),
    Declared("cover", Audience.FACILITATORS),
    Declared("here", Audience.FACILITATORS, Where.ANYWHERE, usage="[off]"),
    Declared("team", Audience.ORGANIZERS),
    Declared("circles", Audience.ORGANIZERS),
    Declared("week", Audience.ORGANIZERS, Where.ANYWHERE, usage="[last | next | 2026-W42]"),
    Declared("reports", Audience.ORGANIZERS, usage="[WORDS]"),
    Declared("digest", Audience.ORGANIZERS, Where.ANYWHERE, usage="[last | next | 2026-W42 | here]"),
)

BY_VERB = {command.verb: command for command in COMMANDS}


def closest(verb: str) -> str | None:
    """The listed verb that someone most likely meant, or None when none is near."""
    listed = [command.verb for command in COMMANDS if command.listed]
    return next(iter(get_close_matches(verb.casefold(), listed, n=1, cutoff=0.6)), None)
