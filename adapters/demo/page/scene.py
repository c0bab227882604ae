"""What the page shows at one time: panes with people and rooms, and what is worth trying."""

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from adapters.demo.actor import Actor
from adapters.demo.page.board import Board, person_key, room_key
from adapters.demo.page.telling import form_told
from adapters.demo.rooms import Room, Surface
from adapters.demo.stage import Stage
from adapters.web.local import CannotAct
from bot.chat.catalog import Say

Json = dict[str, Any]


@dataclass(slots=True)
class Pane:
    """Some people on one surface, the groups that they are in, and whether others may join them."""

    key: str
    title: str
    surface: Surface
    people: list[Actor] = field(default_factory=list[Actor])
    groups: list[Room] = field(default_factory=list[Room])
    open: bool = False

    @property
    def rooms(self) -> list[Room]:
        """Everybody's own, then the groups."""
        return [*(actor.room for actor in self.people), *self.groups]

    def told(self) -> Json:
        """As the page is told it."""
        return {
            "key": self.key,
            "title": self.title,
            "like": self.surface.name,
            "open": self.open,
            "people": [
                {
                    "key": person_key(actor.sender.account),
                    "name": actor.name,
                    "room": room_key(actor.room),
                    "blocks": actor.room.outcome is not None,
                }
                for actor in self.people
            ],
            "groups": [{"room": room_key(room), "title": room.spot.title} for room in self.groups],
        }


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to try: where to go for it, as whom, and what can be typed there."""

    title: str
    words: str
    pane: str
    who: Actor
    group: Room | None = None
    typed: str = ""

    def told(self) -> Json:
        """As the page is told it."""
        return {
            "title": self.title,
            "words": self.words,
            "pane": self.pane,
            "who": person_key(self.who.sender.account),
            "room": room_key(self.group or self.who.room),
            "typed": self.typed,
        }


@dataclass(frozen=True, slots=True)
class Scene:
    """A stage, what stands in its rooms, and who is before the panes.

    `zone` is where the wall clock hangs, `say` speaks where the page itself has something to say of a form or a command.
    """

    stage: Stage
    board: Board
    panes: list[Pane]
    hints: list[Hint]
    zone: ZoneInfo
    say: Say

    def told(self) -> Json:
        """All of it, as the page is told it."""
        forms = {key: self.form_told_of(actor) for key, actor in self.people().items()}
        return {
            "clock": self.clock_told(),
            "panes": [pane.told() for pane in self.panes],
            "rooms": {room_key(room): self.board.lines(room) for pane in self.panes for room in pane.rooms},
            "forms": {key: form for key, form in forms.items() if form is not None},
            "hints": [hint.told() for hint in self.hints],
        }

    def form_told_of(self, actor: Actor) -> Json | None:
        """The form that the person has open, as the page is told it."""
        return form_told(actor.form, self.say) if actor.form is not None else None

    def clock_told(self) -> Json:
        """What time it is, and where."""
        return {"now": self.stage.clock.now().isoformat(), "zone": self.zone.key}

    def people(self) -> dict[str, Actor]:
        """Everybody, by key."""
        return {person_key(actor.sender.account): actor for pane in self.panes for actor in pane.people}

    def person(self, key: str) -> Actor:
        """Whoever has that key. Raises CannotAct."""
        actor = self.people().get(key)
        if actor is None:
            raise CannotAct("That person is not here any more: load the page anew.")
        return actor

    def room(self, key: str, actor: Actor) -> Room:
        """The room of that key, which the person is in. Raises CannotAct."""
        groups = next(pane.groups for pane in self.panes if actor in pane.people)
        for room in (actor.room, *groups):
            if room_key(room) == key:
                return room
        raise CannotAct("That person is not in there.")
