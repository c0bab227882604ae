"""What stands in each room of a stage, line by line, as the page is told it."""

from collections.abc import Callable
from typing import Any

from adapters.demo.page.telling import message_told
from adapters.demo.rooms import Entry, Room, Shown
from adapters.web.local import Kept
from bot.chat.incoming import Command, Incoming, Located, Opened, Said, Screen
from bot.chat.outgoing import Attachment, File, Photo, Pin
from bot.domain.ids import new_id
from bot.domain.people import AccountKey

Json = dict[str, Any]


def room_key(room: Room) -> str:
    """Names a room on the page."""
    return f"{room.surface.platform}/{room.spot.kind}/{room.spot.key}"


def person_key(account: AccountKey) -> str:
    """Names a person on the page: each account is one."""
    return f"{account.platform}/{account.user}"


class Board:
    """Keeps the lines of every room. `tell`, if set, is told each one that is new or has another face, with its room."""

    def __init__(self) -> None:
        self.tell: Callable[[Json], None] | None = None
        self._lines: dict[str, list[Json]] = {}
        self._by_reference: dict[tuple[str, str], Json] = {}
        self._files: dict[str, Kept] = {}
        self._count = 0

    def add(self, entry: Entry) -> None:
        """Something happened. What is shown in passing is told and not kept."""
        room = room_key(entry.room)
        if entry.shown is not None and entry.shown.in_passing:
            self._tell({"room": room, "passing": entry.shown.text})
            return
        content = self._said(entry.did, entry) if entry.shown is None else self._shown(entry, entry.shown)
        if content is None:
            return
        reference = entry.shown.reference if entry.shown else None
        line = self._by_reference.get((room, reference)) if reference else None
        if line is None:
            self._count += 1
            line = {"id": self._count, "at": entry.at.isoformat(), "sent": entry.sent}
            self._lines.setdefault(room, []).append(line)
            if reference:
                self._by_reference[room, reference] = line
        else:
            content["edited_at"] = entry.at.isoformat()
        line |= content
        self._tell({"room": room, "line": dict(line)})

    def lines(self, room: Room) -> list[Json]:
        """All that stands in the room, the oldest first."""
        return self._lines.get(room_key(room), [])

    def file(self, key: str) -> Kept | None:
        """The file of that key."""
        return self._files.get(key)

    def _tell(self, event: Json) -> None:
        if self.tell is not None:
            self.tell(event)

    def _said(self, did: Incoming | None, entry: Entry) -> Json | None:
        """What somebody typed, or did so that others see it; a press shows by what comes of it."""
        match did:
            case Said() | Command() | Located() | Opened(screen=Screen.HOME):
                kind = "said"
            case Opened():
                kind = "opened"
            case _:
                return None
        text = "\n".join(str(piece) for piece in entry.pieces)
        reply_to = did.reply_to if isinstance(did, Said | Command) else None
        answered = self._by_reference.get((room_key(entry.room), reply_to)) if reply_to else None
        return {
            "kind": kind,
            "who": person_key(did.sender.account),
            "name": did.sender.name,
            "text": text,
            "answers": answered["id"] if answered else None,
        }

    def _shown(self, entry: Entry, shown: Shown) -> Json | None:
        if shown.message is None:
            return None
        return {
            "kind": "message",
            "reference": shown.reference,
            "attachments": [self._attachment(attachment) for attachment in shown.message.attachments],
            **message_told(shown.message, prefixed=bool(entry.room.surface.prefix)),
        }

    def _attachment(self, attachment: Attachment) -> Json:
        match attachment:
            case File(name, media_type, content):
                return self._keep(Kept(name, media_type, content)) | {"kind": "file"}
            case Photo(content, alt):
                return self._keep(Kept("picture.png", "image/png", content)) | {"kind": "photo", "alt": alt}
            case Pin(latitude, longitude, title):
                return {"kind": "pin", "latitude": latitude, "longitude": longitude, "name": title}

    def _keep(self, kept: Kept) -> Json:
        key = new_id()
        self._files[key] = kept
        return {"key": key, "name": kept.name, "size": len(kept.content)}
