"""Circles of one name, told apart by when they begin: a circle that is run again has the name of the first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from bot.app.ports import Work
from bot.chat.turn import Reader
from bot.domain.circles import Circle


def told_apart(reader: Reader, work: Work, circles: Sequence[Circle]) -> list[Circle]:
    """The circles as they are to be called side by side, for buttons and choices: "Logic · Tue, 13 Oct 2026"."""
    names = Counter(circle.name for circle in circles)
    return [_dated(reader, work, circle) if names[circle.name] > 1 else circle for circle in circles]


def _dated(reader: Reader, work: Work, circle: Circle) -> Circle:
    meetings = work.meetings.of_circle(circle.id)
    return replace(circle, name=f"{circle.name} · {reader.say.date(meetings[0].on)}") if meetings else circle
