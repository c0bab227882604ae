"""Surfaces, rooms and what was shown in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from adapters.terminal.render import Piece, form_pieces, pieces, plain
from bot.chat.courier import Delivery
from bot.chat.forms import Form
from bot.chat.incoming import Incoming, Spot
from bot.chat.outgoing import Button, DeepLink, Facts, Link, Message, Text
from bot.domain.people import Platform

_ISOLATES = {ord(character): None for character in "\u2066\u2067\u2068\u2069"}


@dataclass(frozen=True, slots=True)
class Surface:
    """Something like a platform. `asks` as in Spot; `prefix` stands before every verb, as in `/circle new`."""

    name: str
    platform: Platform
    workspace: str
    asks: bool
    prefix: str = ""


TELEGRAM = Surface("Telegram", Platform.TELEGRAM, "demo", asks=True)
"""Asks the questions of a form one at a time."""

SLACK = Surface("Slack", Platform.SLACK, "demo", asks=False, prefix="circle")
"""Shows a form whole."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Something the bot showed in a room: a message, which has a reference, a word in passing, or a form."""

    pieces: tuple[Piece, ...]
    message: Message | None = None
    reference: str | None = None
    in_passing: bool = False

    @property
    def text(self) -> str:
        """What it says, plainly."""
        return plain(self.pieces).translate(_ISOLATES)

    def buttons(self) -> Iterator[Button]:
        """The buttons on it, in order."""
        for row in self.message.buttons if self.message else ():
            yield from row

    def links(self) -> Iterator[tuple[str, DeepLink]]:
        """The links back into the bot, with their labels."""
        for part in self.message.parts if self.message else ():
            match part:
                case Text(spans):
                    lines = [spans]
                case Facts(rows):
                    lines = [spans for _, spans in rows]
                case _:
                    lines = []
            for span in (span for spans in lines for span in spans):
                if isinstance(span, Link) and isinstance(span.to, DeepLink):
                    yield span.text, span.to


@dataclass(slots=True)
class Room:
    """A private conversation or a group, as whoever reads along there sees it.

    What is shown piles up in `shown`; `seen_to` is how much of it was there when somebody last acted there or the clock was
    last moved. Where `outcome` is set, every delivery to the room ends like that.
    """

    spot: Spot
    surface: Surface
    pane: str
    shown: list[Shown] = field(default_factory=list[Shown])
    seen_to: int = 0
    outcome: Delivery | None = None

    def show(self, message: Message, reference: str) -> Shown:
        """Shows a message; one with the same reference is there no more."""
        return self._add(Shown(tuple(pieces(message)), message, reference))

    def show_form(self, form: Form) -> Shown:
        """Shows a form whole."""
        return self._add(Shown(tuple(form_pieces(form))))

    def show_toast(self, found: Piece) -> Shown:
        """Shows a word in passing."""
        return self._add(Shown((found,), in_passing=True))

    def face_of(self, reference: str) -> Message | None:
        """What the message of that reference says now; None when it is there no more."""
        return next((shown.message for shown in self.shown if shown.reference == reference), None)

    def take_away(self, reference: str) -> None:
        """Somebody deletes a message."""
        # Its place stays, so that what is older keeps counting as older.
        self.shown = [Shown(()) if shown.reference == reference else shown for shown in self.shown]

    def look_away(self) -> None:
        """What was shown so far is old."""
        self.seen_to = len(self.shown)

    @property
    def screen(self) -> str:
        """All that was shown lately, plainly."""
        return "\n\n".join(shown.text for shown in self.shown[self.seen_to :])

    def sees(self, words: str) -> bool:
        """Whether the words were shown lately."""
        return words in self.screen

    def with_reference_of(self, words: str) -> str | None:
        """The reference of the newest message with these words. Raises LookupError."""
        for shown in reversed(self.shown):
            if shown.message is not None and words in shown.text:
                return shown.reference
        raise LookupError(f"no message in {self.spot.title!r} says {words!r}")

    def link(self, label: str = "") -> DeepLink:
        """The newest link whose label contains that. Raises LookupError."""
        for shown in reversed(self.shown):
            for text, link in shown.links():
                if label in text:
                    return link
        raise LookupError(f"no link in {self.spot.title!r} says {label!r}")

    def button(self, label: str) -> tuple[Button, Shown]:
        """The button one would mean by that label: said exactly, else beginning so, else containing it; the newest first.

        Raises LookupError.
        """
        wanted = label.casefold()
        found = [(button, shown) for shown in reversed(self.shown) for button in shown.buttons()]
        for fits in (str.__eq__, str.startswith, str.__contains__):
            for button, shown in found:
                named = button.label.casefold()
                # An emoji in front is not what one calls a button.
                if fits(named, wanted) or fits(named.lstrip("✅🤔❌🎉•←→ "), wanted):
                    return button, shown
        on_offer = ", ".join(button.label for button, _ in found) or "none"
        raise LookupError(f"no button in {self.spot.title!r} is called {label!r}; there are: {on_offer}")

    def _add(self, shown: Shown) -> Shown:
        if shown.reference is not None:
            for number, before in enumerate(self.shown):
                if before.reference == shown.reference:
                    # Its place stays, so that what is older keeps counting as older.
                    self.shown[number] = replace(before, pieces=(), message=None, reference=None)
        self.shown.append(shown)
        return shown


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened in a room: what somebody did, or with `who` None what the bot showed.

    `pieces` tell it in words; `did` is the very thing that came in, `shown` what came of it. `edited` says that a message
    there has another face now, `sent` that it came as a post and answers nobody.
    """

    at: datetime
    room: Room
    who: str | None
    pieces: tuple[Piece, ...]
    did: Incoming | None = None
    shown: Shown | None = None
    edited: bool = False
    sent: bool = False
