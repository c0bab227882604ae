"""The demo behind its page: people do what the page asks, one thing after the other, and time passes."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from adapters.demo.actor import Actor
from adapters.demo.page.asked import Asked
from adapters.demo.page.board import person_key
from adapters.demo.page.opening import open_scene
from adapters.demo.page.scene import Scene
from adapters.demo.rooms import TELEGRAM, Room
from adapters.web.local import CannotAct, Kept
from adapters.web.watching import Watchers
from bot.app.ports import Work
from bot.chat.buttons import UnknownButton, decode
from bot.chat.catalog import Catalog
from bot.chat.commands import COMMANDS, Audience, Where
from bot.chat.courier import Unreachable
from bot.chat.handlers.menu import audiences_of
from bot.chat.incoming import Change, Reach
from bot.chat.outgoing import Button, DeepLink
from bot.domain.people import PlaceKind

Json = dict[str, Any]

LONGEST_CODE = 64
"""Characters of a link's code or a button's action."""

LONGEST_NAME = 64
MOST_PEOPLE = 30
"""In one pane."""

NEXT_POST_WITHIN = timedelta(days=60)
"""How far the clock looks ahead for something that goes out."""

STEPS = {"day": timedelta(days=1), "week": timedelta(weeks=1)}
"""How far the clock is stepped, on the wall: 18:00 stays 18:00 when the clocks change."""


class Play:
    """Opened with `begin`, ended with `close`; whoever watches is told what happens."""

    def __init__(self, watchers: Watchers) -> None:
        self._watchers = watchers
        self._say = Catalog.load().speaker(None)
        self._turn = asyncio.Lock()
        self._scene: Scene | None = None
        self._forms: dict[str, Json | None] = {}
        self._ways: dict[str, Callable[[Asked], Awaitable[Json]]] = {
            "say": self._write,
            "press": self._press,
            "open": self._open,
            "locate": self._locate,
            "submit": self._submit,
            "change": self._change,
            "turn-away": self._turn_away,
            "add": self._add,
            "block": self._block,
            "menu": self._menu,
            "step": self._step,
            "start-over": self._start_over,
        }

    async def begin(self) -> None:
        """Opens a stage with the beginning of the story played on it, in place of the one before."""
        scene = await open_scene(self._say)
        await self._leave()
        scene.board.tell = self._watchers.tell
        self._scene, self._forms = scene, {}

    async def close(self) -> None:
        """Closes the stage, after what is being done."""
        async with self._turn:
            await self._leave()

    def everything(self) -> Json:
        """All that is to be seen now."""
        return self._on.told()

    async def act(self, asked: Mapping[str, Any]) -> Json:
        """Does one thing, and sends what is due by then. Raises CannotAct."""
        what = Asked(asked)
        way = self._ways.get(what.text("do"))
        if way is None:
            raise CannotAct("The page asked for something that the demo does not do: load it anew.")
        async with self._turn:
            try:
                told = await way(what)
                await self._on.stage.settle()
            finally:
                if self._scene is not None:
                    self._tell_of(self._scene)
            return told

    def file(self, key: str) -> Kept | None:
        """The file of that key."""
        return self._scene.board.file(key) if self._scene is not None else None

    @property
    def _on(self) -> Scene:
        if self._scene is None:
            raise CannotAct("The demo is not on: start it anew.")
        return self._scene

    async def _write(self, asked: Asked) -> Json:
        actor, room = self._placed(asked)
        if room.outcome is not None:
            raise CannotAct(f"{actor.name} has blocked circlebot: unblock it first, below /.")
        if text := asked.text("text").strip():
            await actor.writes(text, asked.text_or_none("answers"), at=room)
        return {}

    async def _press(self, asked: Asked) -> Json:
        actor, room = self._placed(asked)
        card, action = asked.text_or_none("card"), asked.text("action", most=LONGEST_CODE)
        face = room.face_of(card) if card is not None else None
        there = [button for row in face.buttons for button in row] if face else []
        # A page that is behind shows a button that is there no more; a platform would bring its press all the same.
        button = next((one for one in there if one.action == action), None)
        await actor.press(button or Button("…", _known(action)), card, at=room)
        return {}

    async def _open(self, asked: Asked) -> Json:
        await self._actor(asked).opens(DeepLink(asked.text("code", most=LONGEST_CODE)))
        return {}

    async def _locate(self, asked: Asked) -> Json:
        latitude, longitude = asked.number("latitude", most=90), asked.number("longitude", most=180)
        await self._actor(asked).shares(latitude, longitude)
        return {}

    async def _submit(self, asked: Asked) -> Json:
        await self._with_form(asked).submit(asked.values("values"))
        return {}

    async def _change(self, asked: Asked) -> Json:
        """What is filled in is kept. It is told to nobody, unless the form asks other questions by it."""
        actor = self._with_form(asked)
        before = _questions(actor)
        try:
            await actor.change(asked.text("changed"), asked.values("values"))
        except LookupError:
            raise CannotAct("That form makes no sense any more.") from None
        if _questions(actor) == before:
            self._forms[person_key(actor.sender.account)] = self._on.form_told_of(actor)
        return {}

    async def _turn_away(self, asked: Asked) -> Json:
        self._with_form(asked).turn_away()
        return {}

    async def _add(self, asked: Asked) -> Json:
        """Somebody nobody knows yet."""
        panes, key = self._on.panes, asked.text("pane")
        pane = next((one for one in panes if one.key == key and one.open), None)
        name = " ".join(asked.text("name", most=LONGEST_NAME).split())
        if pane is None or not name:
            raise CannotAct("Somebody new needs a name.")
        actor = self._on.stage.person(name, surface=pane.surface, pane=pane.title)
        if any(actor in one.people for one in panes):
            raise CannotAct(f"{name} is here already.")
        if len(pane.people) >= MOST_PEOPLE:
            raise CannotAct("No more people fit in here.")
        pane.people.append(actor)
        self._tell_of_panes()
        return {"who": person_key(actor.sender.account)}

    async def _block(self, asked: Asked) -> Json:
        """The bot is blocked or let in again, and hears of it as from Telegram: nothing reaches them meanwhile."""
        actor, blocks = self._actor(asked), asked.truth("blocks")
        if actor.room.surface is not TELEGRAM:
            raise CannotAct("A bot is blocked on Telegram only.")
        actor.room.outcome = Unreachable() if blocks else None
        change = Change.LOST if blocks else Change.GAINED
        await self._on.stage.take(Reach(sender=actor.sender, spot=actor.room.spot, change=change))
        self._tell_of_panes()
        return {}

    async def _menu(self, asked: Asked) -> Json:
        """The commands that make sense for somebody, in private or in a group, as platforms list them."""
        actor, room = self._placed(asked)
        stage, alone = self._on.stage, room.spot.kind is PlaceKind.PRIVATE
        now = stage.clock.now()

        def own(work: Work) -> frozenset[Audience]:
            known = work.accounts.by_key(actor.sender.account)
            return audiences_of(work, known.person_id, now=now) if known else frozenset({Audience.EVERYONE})

        audiences = await stage.store.run(own)
        prefix = f"/{room.surface.prefix} " if room.surface.prefix else "/"
        listed = [
            {"typed": prefix + command.verb, "help": self._on.say.line(f"help-{command.verb}")}
            for command in COMMANDS
            if command.listed and command.audience in audiences and (alone or command.where is Where.ANYWHERE)
        ]
        return {"commands": listed}

    async def _step(self, asked: Asked) -> Json:
        stage, by = self._on.stage, asked.text("by")
        if by == "post":
            return {"sent": await stage.advance_to_next_post(within=NEXT_POST_WITHIN)}
        if by not in STEPS:
            raise CannotAct("The clock does not step like that.")
        await stage.advance_to(stage.clock.now().astimezone(self._on.zone) + STEPS[by])
        return {}

    async def _start_over(self, _asked: Asked) -> Json:
        await self.begin()
        self._watchers.tell({"everything": self.everything()})
        return {}

    async def _leave(self) -> None:
        scene, self._scene = self._scene, None
        if scene is not None:
            await scene.stage.__aexit__(None, None, None)

    def _actor(self, asked: Asked) -> Actor:
        return self._on.person(asked.text("who"))

    def _placed(self, asked: Asked) -> tuple[Actor, Room]:
        actor = self._actor(asked)
        return actor, self._on.room(asked.text("where"), actor)

    def _with_form(self, asked: Asked) -> Actor:
        """Who has that very form open. Raises CannotAct."""
        actor = self._actor(asked)
        if actor.form is None or actor.form.draft != asked.text("draft"):
            raise CannotAct("That form is open no more.")
        return actor

    def _tell_of_panes(self) -> None:
        self._watchers.tell({"panes": [pane.told() for pane in self._on.panes]})

    def _tell_of(self, scene: Scene) -> None:
        """The clock, and the forms that were opened, changed or closed."""
        for key, actor in scene.people().items():
            form = scene.form_told_of(actor)
            if form != self._forms.get(key):
                self._forms[key] = form
                self._watchers.tell({"who": key, "form": form})
        self._watchers.tell({"clock": scene.clock_told()})


def _questions(actor: Actor) -> list[tuple[str, str]]:
    return [(field.key, repr(field.options)) for field in actor.form.fields] if actor.form is not None else []


def _known(action: str) -> str:
    """Raises CannotAct where no button of ours does that."""
    try:
        decode(action)
    except UnknownButton:
        raise CannotAct("No button does that.") from None
    return action
