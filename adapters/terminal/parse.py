"""What is typed: commands, the letters of buttons, plain words, and the few words that are for the terminal itself."""

from dataclasses import dataclass, field

from adapters.terminal.render import Keys
from bot.chat.incoming import Command, Incoming, Located, Pressed, Said, Sender, Spot
from bot.chat.outgoing import Button, Message
from bot.domain.cities import Point, PointIsUnclear, read_point

# Numbers are answers ("8" to how many). "n" and "y" are left out because they are answers as well.
LETTERS = "abcdefghijklmopqrstuvwxz"


@dataclass(frozen=True, slots=True)
class Key:
    """What a letter presses: a button on a message."""

    button: Button
    card: str


@dataclass(slots=True)
class Keyboard:
    """The letters of the buttons in one conversation.

    A letter stands for what was shown last: a new answer with buttons begins again at `a`, what arrives by itself goes on
    after the letters in use, and a message that is shown anew keeps the others as they are.
    """

    _keys: dict[str, Key] = field(default_factory=dict[str, Key])

    def clear(self) -> None:
        """Takes all letters back."""
        self._keys.clear()

    def add(self, message: Message, card: str) -> Keys:
        """Gives each button of the message a letter that is free; those the same message had before are free again."""
        self._keys = {letters: key for letters, key in self._keys.items() if key.card != card}
        return [[self._give(Key(button, card)) for button in row] for row in message.buttons]

    def find(self, typed: str) -> Key | None:
        """The button of that letter."""
        return self._keys.get(typed.strip().casefold())

    def _give(self, key: Key) -> str:
        number = 0
        while (letters := _letters(number)) in self._keys:
            number += 1
        self._keys[letters] = key
        return letters


@dataclass(frozen=True, slots=True)
class ChangePerson:
    """`/as NAME`: who sits at the terminal now."""

    name: str


@dataclass(frozen=True, slots=True)
class ChangePlace:
    """`/in #channel`: to a group; without a name back to the private conversation."""

    name: str | None


@dataclass(frozen=True, slots=True)
class Quit:
    """`/quit`."""


@dataclass(frozen=True, slots=True)
class Press:
    """A button's letter."""

    key: Key


Typed = Incoming | Press | ChangePerson | ChangePlace | Quit


def parse(
    line: str, sender: Sender, spot: Spot, keyboard: Keyboard, *, reply_to: str | None = None
) -> Typed | None:
    """What the line means there; None when it is empty."""
    text = line.strip()
    if not text:
        return None
    if (key := keyboard.find(text)) is not None:
        return Press(key)
    if not text.startswith("/") or text == "/":
        return Said(sender=sender, spot=spot, text=text, reply_to=reply_to)
    verb, _, rest = text[1:].partition(" ")
    verb, rest = verb.casefold(), rest.strip()
    match verb:
        case "as":
            return ChangePerson(" ".join(rest.split()))
        case "in":
            return ChangePlace(" ".join(rest.split()) or None)
        case "at" if (point := _point(rest)) is not None:
            return Located(sender=sender, spot=spot, latitude=point.latitude, longitude=point.longitude)
        case "quit" | "exit":
            return Quit()
        case _:
            return Command(sender=sender, spot=spot, verb=verb, rest=rest)


def pressed(key: Key, sender: Sender, spot: Spot) -> Pressed:
    """The press of that button."""
    return Pressed(sender=sender, spot=spot, button=key.button.action, card=key.card)


def _point(typed: str) -> Point | None:
    try:
        return read_point(typed, field="at")
    except PointIsUnclear:
        return None


def _letters(number: int) -> str:
    """a, b, …, z, aa, ab, …"""
    number, last = divmod(number, len(LETTERS))
    return (_letters(number - 1) if number else "") + LETTERS[last]
