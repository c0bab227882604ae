"""What Slack tells of its people, asked once and kept right by `user_change`."""

import asyncio
import logging
from dataclasses import dataclass

from adapters.slack.blocks import Json
from adapters.slack.line import InDoubt, SlackLine, SlackSays, TooSoon

REMEMBERED = 20_000

NOBODY = frozenset({"user_not_found", "users_not_found", "user_not_visible"})
"""Slack's words for whom it does not show us."""

NOBODY_FOR, ASK_AGAIN = 300.0, 10.0
"""Seconds before somebody is asked about again whom Slack does not show us, or about whom it could not be asked."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SlackUser:
    """One user as far as it matters here. `team` is the workspace that they belong to."""

    id: str
    name: str
    team: str
    locale: str | None = None
    zone: str | None = None
    is_guest: bool = False
    is_bot: bool = False
    deleted: bool = False
    is_stranger: bool = False


class SlackPeople:
    """Users by their id, and the conversation that each has with the app."""

    def __init__(self, line: SlackLine) -> None:
        self._line = line
        self._users: dict[str, SlackUser] = {}
        self._conversations: dict[str, str] = {}
        self._unknown: dict[str, tuple[float, SlackUser]] = {}

    async def user(self, id: str, *, name: str = "") -> SlackUser:
        """The user; where Slack cannot be asked now, what is known without it."""
        if (known := self._users.get(id)) is not None:
            return known
        now = asyncio.get_running_loop().time()
        until, nobody = self._unknown.get(id, (now, SlackUser(id, name or id, "")))
        if until > now:
            return nobody
        try:
            answer = await self._line.ask("users.info", user=id, include_locale=True)
        except (SlackSays, TooSoon, InDoubt) as trouble:
            log.warning("Slack does not tell who %s is: %s", id, trouble)
            if len(self._unknown) >= REMEMBERED:
                self._unknown.pop(next(iter(self._unknown)))
            is_nobody = isinstance(trouble, SlackSays) and trouble.code in NOBODY
            self._unknown[id] = (now + (NOBODY_FOR if is_nobody else ASK_AGAIN), nobody)
            return nobody
        return self.note(answer["user"])

    def unknown(self, id: str) -> SlackUser | None:
        """What we have taken the user for while Slack did not tell."""
        _, nobody = self._unknown.get(id, (0.0, None))
        return nobody

    def known(self, id: str) -> SlackUser | None:
        """The user, if Slack need not be asked."""
        return self._users.get(id)

    async def zone_of(self, id: str) -> str | None:
        """The zone of the user's clock."""
        return (await self.user(id)).zone

    def note(self, told: Json) -> SlackUser:
        """Remembers what Slack tells of a user."""
        if len(self._users) >= REMEMBERED:
            self._users.pop(next(iter(self._users)))
        before = self._users.get(str(told["id"]))
        user = _read(told)
        if user.locale is None and before is not None:
            # Events leave the language out.
            user = _read({**told, "locale": before.locale})
        self._users[user.id] = user
        self._unknown.pop(user.id, None)
        return user

    async def conversation(self, id: str) -> str:
        """The channel of their conversation with the app. Raises SlackSays, TooSoon or InDoubt."""
        if (known := self._conversations.get(id)) is None:
            answer = await self._line.ask("conversations.open", users=id)
            known = str(answer["channel"]["id"])
            if len(self._conversations) >= REMEMBERED:
                self._conversations.clear()
            self._conversations[id] = known
        return known

    async def are_we_in(self, channel: str) -> bool:
        """Whether we can write in that channel, as far as Slack tells."""
        try:
            answer = await self._line.ask("conversations.info", channel=channel)
        except SlackSays as said:
            # So it says of private channels that we are not in.
            return said.code != "channel_not_found"
        except (TooSoon, InDoubt):
            return True
        return bool(answer["channel"].get("is_member", True))

    async def channel_name(self, id: str) -> str | None:
        """What the channel is called; None where Slack does not tell."""
        try:
            answer = await self._line.ask("conversations.info", channel=id)
        except (SlackSays, TooSoon, InDoubt):
            return None
        return answer["channel"].get("name") or None

    def forget(self, id: str) -> None:
        """Asks again next time."""
        self._users.pop(id, None)
        self._conversations.pop(id, None)


def _read(told: Json) -> SlackUser:
    profile: Json = told.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), told.get("real_name"), told.get("name"))
    return SlackUser(
        id=str(told["id"]),
        name=str(next((name for name in names if name), told["id"])),
        team=str(told.get("team_id") or profile.get("team") or ""),
        locale=told.get("locale"),
        zone=told.get("tz"),
        is_guest=bool(told.get("is_restricted") or told.get("is_ultra_restricted")),
        is_bot=bool(told.get("is_bot")),
        deleted=bool(told.get("deleted")),
        is_stranger=bool(told.get("is_stranger")),
    )
