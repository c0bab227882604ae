"""What one subject answers: its commands, its buttons, its forms. The switchboard puts all of them together."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.chat.buttons import Press
from bot.chat.outgoing import Reply
from bot.chat.turn import Paper, Turn

OnVerb = Callable[[Turn, str], Reply]
"""Answers a command, given what was typed after it."""

OnPress = Callable[[Turn, Any], Reply]
"""Answers a button of the kind that it is listed for."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The commands, buttons and forms of one subject."""

    verbs: Mapping[str, OnVerb] = field(default_factory=dict[str, OnVerb])
    presses: Mapping[type[Press], OnPress] = field(default_factory=dict[type[Press], OnPress])
    papers: tuple[Paper, ...] = ()
    among_others: frozenset[type[Press]] = frozenset()
    """Buttons that are answered in groups too; the others lead into private (SPEC 9)."""
    leads_to: str = "help"
    """The command that leads to the same in private."""
