"""Takes what Slack brings: keeps it, answers Slack in time, and has it answered in its order (SPEC 6)."""

import asyncio
import hashlib
import json
import logging
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Any

from adapters.slack.answering import Answering
from adapters.slack.blocks import Json
from adapters.slack.changes import Changes, shuts_us_out
from adapters.slack.door import Door
from adapters.slack.gathering import Gathering
from adapters.slack.half_filled import HalfFilled
from adapters.slack.homes import Homes
from adapters.slack.inbound import is_being_filled_in, is_wordless, opens_form, read
from adapters.slack.line import Bot
from adapters.slack.listening import NotKept
from adapters.slack.mentions import name_mentions
from adapters.slack.parts import Look
from adapters.slack.people import SlackPeople
from adapters.slack.scene import Scene, scene_of
from adapters.slack.views import Opening, Views
from bot.app.ports import Clock, Store
from bot.chat.catalog import Catalog, Say
from bot.chat.desk import Desk
from bot.chat.handlers.places import writes_there
from bot.chat.incoming import Incoming, Opened
from bot.chat.outgoing import Message, Text
from bot.chat.reception import Brought, Reception
from bot.domain.arrivals import Arrival, arrival_id
from bot.domain.ids import ArrivalId
from bot.domain.people import PlaceKind, Platform

IN_TIME = 2.0
"""Seconds after which Slack is answered, whatever the database does; it waits for three."""

SPOKEN = frozenset({"app_mention", "message"})
"""Events in which somebody says something."""

TALK = SPOKEN | {"app_home_opened"}
"""Events in which somebody turns to us; the others tell of changes."""

log = logging.getLogger(__name__)


class Taking:
    """Between Slack's requests and the desk."""

    def __init__(
        self,
        bot: Bot,
        desk: Desk,
        catalog: Catalog,
        people: SlackPeople,
        views: Views,
        answering: Answering,
        homes: Homes,
        changes: Changes,
        door: Door,
        store: Store,
        clock: Clock,
        at_once: int,
    ) -> None:
        self._bot = bot
        self._desk = desk
        self._catalog = catalog
        self._people = people
        self._views = views
        self._answering = answering
        self._homes = homes
        self._changes = changes
        self._door = door
        self._half_filled = HalfFilled(desk, people, bot)
        self._openings: dict[ArrivalId, Opening] = {}
        self._keeping: set[asyncio.Task[None]] = set()
        self.reception = Reception(
            store, clock, Platform.SLACK, bot.workspace, self.handle, at_once=at_once, watch=desk.watch
        )
        self._gathering = Gathering(self.reception.keep)

    async def take(self, kind: str, body: Json) -> Mapping[str, Any]:
        """Keeps a request and returns what Slack is told. Raises NotKept where Slack is to bring it again."""
        end = asyncio.get_running_loop().time() + IN_TIME
        if kind == "event" and not _matters(body["event"]):
            return {}
        scene = scene_of(kind, body)
        if is_being_filled_in(kind, body):
            self._tracked(self._half_filled.keep(scene, body))
            return {}
        # Escaped, since it can say half a character, which no text can hold.
        payload = json.dumps({"kind": kind, "body": _without_secrets(body)}, sort_keys=True)
        key = str((body.get("event_id") if kind == "event" else None) or _digest(payload))
        arrival = arrival_id(Platform.SLACK, self._bot.workspace, key)
        lane = scene.user or scene.channel or scene.conversation
        opening = self._begin(arrival, kind, body, scene)
        keeping = self._tracked(self._gathering.keep(Brought(key, lane, payload)))
        await asyncio.wait({keeping}, timeout=IN_TIME)
        if not keeping.done():
            if kind == "event" and body["event"].get("type") not in SPOKEN:
                # If it is lost now, there is nobody to tell.
                raise NotKept
            self._tracked(self._until_kept(keeping, arrival, scene, opening))
        elif keeping.exception() is not None:
            self._openings.pop(arrival, None)
            if kind == "event":
                raise NotKept
            return await self._not_kept(kind, scene, opening)
        if opening is None or opening.outcome is None:
            return {}
        await asyncio.wait({opening.outcome}, timeout=max(0.0, end - asyncio.get_running_loop().time()))
        if opening.outcome.done():
            return opening.outcome.result()
        opening.outcome.cancel()
        return {"response_action": "update", "view": self._views.saving(self._say(scene))}

    async def handle(self, arrival: Arrival) -> None:
        """Answers one arrival; see Reception."""
        kept: Json = json.loads(arrival.payload)
        kind, body = str(kept["kind"]), kept["body"]
        if kind == "event" and body["event"].get("type") not in TALK:
            if (code := shuts_us_out(body["event"])) is not None:
                await self._door.shut(code)
            if (reach := self._changes.read(body["event"])) is None:
                await self.reception.done(arrival)
            else:
                await self._desk.take(reach, arrival=arrival.id)
            return
        scene = scene_of(kind, body)
        opening = self._openings.pop(arrival.id, None) or Opening()
        try:
            await self._answer(arrival, kind, body, scene, opening)
        except Exception:
            await self._tell_that_it_is_lost(scene, opening)
            raise

    async def _answer(self, arrival: Arrival, kind: str, body: Json, scene: Scene, opening: Opening) -> None:
        before = self._people.unknown(scene.user)
        user = await self._people.user(scene.user, name=scene.name)
        if before is not None and user != before:
            await self._desk.take(self._changes.told_anew(user, before))
        say = self._catalog.speaker(user.locale)
        await name_mentions(kind, body, self._people, bot=self._bot.user)
        incoming = read(kind, body, scene, user, workspace=self._bot.workspace, bot=self._bot.user)
        if incoming is None or user.is_bot or user.is_guest:
            await self.reception.done(arrival)
            if opening.outcome is not None and not opening.outcome.done():
                # Nothing comes of it, so that nobody has to wait: the view closes.
                opening.outcome.set_result({})
            if not user.is_bot and (incoming is not None or is_wordless(kind, body)):
                key = "slack-members-only" if user.is_guest else "slack-only-words"
                message = Message((Text(say(key)),))
                await self._turn_down(message, scene, say, opening, is_home=isinstance(incoming, Opened))
            return
        if kind == "event" and body["event"]["type"] == "app_home_opened" and isinstance(incoming, Opened):
            await self.reception.done(arrival)
            await self._homes.open(incoming, user)
            return
        reply = await self._desk.take(await self._with_invite(incoming), arrival=arrival.id)
        await self._answering.show(reply, scene, say, user.zone, opening)
        if reply.home_dirty or scene.is_home:
            await self._homes.draw(user)

    async def _with_invite(self, incoming: Incoming) -> Incoming:
        """With what lets us into the channel, where we are to write there and are not in it."""
        spot = incoming.spot
        if spot.kind is not PlaceKind.GROUP or not writes_there(incoming):
            return incoming
        if await self._people.are_we_in(spot.key):
            return incoming
        return replace(incoming, spot=replace(spot, invite=f"/invite @{self._bot.name}"))

    async def settle(self) -> None:
        """Returns when nothing is being kept any more."""
        while self._keeping:
            await asyncio.wait(self._keeping)
        await self._gathering.settle()

    def _begin(self, arrival: ArrivalId, kind: str, body: Json, scene: Scene) -> Opening | None:
        """What is shown at once: a view that loads, while the database is still asked."""
        opening: Opening | None = None
        if kind == "submission":
            opening = Opening(outcome=asyncio.get_running_loop().create_future())
        elif scene.trigger and opens_form(kind, body) and (scene.view is None or scene.is_home):
            loading = self._views.open_loading(scene.trigger, self._say(scene))
            opening = Opening(id=asyncio.ensure_future(loading))
        if opening is not None:
            self._openings[arrival] = opening
        return opening

    def _say(self, scene: Scene) -> Say:
        known = self._people.known(scene.user)
        return self._catalog.speaker(known.locale if known else None)

    def _tracked(self, keeping: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Begun, and waited for when we stop."""
        task = asyncio.ensure_future(keeping)
        self._keeping.add(task)
        task.add_done_callback(self._kept)
        return task

    def _kept(self, keeping: "asyncio.Task[None]") -> None:
        self._keeping.discard(keeping)
        if not keeping.cancelled() and (error := keeping.exception()) is not None:
            log.error("what Slack brought cannot be kept", exc_info=error)

    async def _until_kept(
        self, keeping: "asyncio.Task[None]", arrival: ArrivalId, scene: Scene, opening: Opening | None
    ) -> None:
        """Slack was told in time that it was taken; if it is lost after that, whoever did it hears."""
        await asyncio.wait({keeping})
        if keeping.exception() is not None:
            self._openings.pop(arrival, None)
            await self._tell_that_it_is_lost(scene, opening or Opening())

    async def _tell_that_it_is_lost(self, scene: Scene, opening: Opening) -> None:
        """Slack brings no press and no command a second time, and no message that it was told was taken."""
        say = self._say(scene)
        message = Message((Text(say("slack-not-kept")),))
        loading = await opening.id if opening.id is not None else None
        shown = False
        if opening.outcome is not None and not opening.outcome.done():
            opening.outcome.set_result(
                {"response_action": "update", "view": self._views.in_words(message, say)}
            )
            shown = True
        elif loading is not None or (opening.outcome is not None and scene.view is not None):
            shown = await self._views.show_words(loading or str((scene.view or {})["id"]), message, say)
        if not shown:
            await self._answering.say(message, scene, Look())

    async def _not_kept(self, kind: str, scene: Scene, opening: Opening | None) -> Mapping[str, Any]:
        """Says that it is lost: Slack brings no press a second time."""
        say = self._say(scene)
        message = Message((Text(say("slack-not-kept")),))
        if kind == "submission":
            return {"response_action": "update", "view": self._views.in_words(message, say)}
        loading = await opening.id if opening is not None and opening.id is not None else None
        if loading is not None:
            await self._views.show_words(loading, message, say)
        elif kind == "command":
            return {"text": say.line("slack-not-kept")}
        return {}

    async def _turn_down(
        self, message: Message, scene: Scene, say: Say, opening: Opening, *, is_home: bool
    ) -> None:
        """Guests are refused, politely, and so is what we cannot read."""
        if is_home and not scene.aside:
            await self._homes.show(scene.user, message)
        elif opening.id is not None and (loading := await opening.id) is not None:
            await self._views.show_words(loading, message, say)
        else:
            await self._answering.say(message, scene, Look())


def _matters(event: Json) -> bool:
    """Whether anything comes of it: a workspace tells of every change to each of its people."""
    if event.get("type") == "member_joined_channel":
        return True
    return not (
        event.get("type") == "message"
        and (event.get("bot_id") or not event.get("user") or event.get("subtype") == "message_changed")
    )


def _digest(payload: str) -> str:
    """Names what has no name of its own: the same request always looks the same."""
    return hashlib.sha256(payload.encode()).hexdigest()[:40]


def _without_secrets(body: Json) -> Json:
    return {name: value for name, value in body.items() if name != "token"}
