"""What changes on Slack around us: people, channels, and whether the app is there at all (SPEC 3.3, 6)."""

from typing import cast

from adapters.slack.blocks import Json
from adapters.slack.inbound import private, sender_of
from adapters.slack.line import Bot
from adapters.slack.people import SlackPeople, SlackUser
from adapters.slack.scene import Scene
from bot.chat.incoming import Change, Reach, Sender, Spot
from bot.domain.people import AccountKey, PlaceKind, Platform

LOST = frozenset({"channel_archive", "channel_left", "group_archive", "group_left"})
GAINED = frozenset({"channel_unarchive", "group_unarchive", "member_joined_channel"})


def shuts_us_out(event: Json) -> str | None:
    """Slack's word for what an event says of us, where we are not there any more after it."""
    match event.get("type"):
        case "app_uninstalled":
            return "app_uninstalled"
        case "tokens_revoked" if (event.get("tokens") or {"bot": True}).get("bot"):
            # Tokens of people are no business of ours.
            return "token_revoked"
        case _:
            return None


class Changes:
    """Reads what matters of the changes that Slack tells of."""

    def __init__(self, people: SlackPeople, bot: Bot) -> None:
        self._people = people
        self._bot = bot

    def read(self, event: Json) -> Reach | None:
        """What follows from a change; None where nothing does."""
        match event.get("type"):
            case "user_change":
                return self._user(event["user"])
            case "channel_id_changed":
                old, new = str(event.get("old_channel_id", "")), str(event.get("new_channel_id", ""))
                return self._place(Spot(PlaceKind.GROUP, old, asks=False), Change.MOVED, new)
            case "member_joined_channel" if event.get("user") != self._bot.user:
                return None
            case str(kind) if kind in LOST:
                return self._place(_spot(event), Change.LOST, None)
            case str(kind) if kind in GAINED:
                return self._place(_spot(event), Change.GAINED, None)
            case "channel_rename" | "group_rename":
                return self._place(_spot(event), Change.RENAMED, None)
            case _:
                return None

    def _user(self, told: Json) -> Reach:
        """Who is deactivated is out of reach; about anybody else it may have changed who they are, or that they are back."""
        id = str(told["id"])
        before = self._people.known(id) or self._people.unknown(id)
        user = self._people.note(told)
        if user.deleted:
            self._people.forget(user.id)
            return Reach(sender=self._sender(user), spot=private(user), change=Change.LOST)
        return self.told_anew(user, before)

    def told_anew(self, user: SlackUser, before: SlackUser | None) -> Reach:
        """Slack tells who they are, and told something else before."""
        was = self._sender(before) if before is not None else None
        return Reach(sender=self._sender(user), spot=private(user), change=Change.RENAMED, was=was)

    def _sender(self, user: SlackUser) -> Sender:
        return sender_of(user, Scene(user.id), self._bot.workspace)

    def _place(self, spot: Spot, change: Change, new_key: str | None) -> Reach:
        us = Sender(AccountKey(Platform.SLACK, self._bot.workspace, self._bot.user), "circlebot")
        return Reach(sender=us, spot=spot, change=change, new_key=new_key)


def _spot(event: Json) -> Spot:
    channel = event.get("channel", "")
    if isinstance(channel, dict):
        told = cast("Json", channel)
        name = str(told.get("name", ""))
        return Spot(PlaceKind.GROUP, str(told.get("id", "")), f"#{name}" if name else "", asks=False)
    return Spot(PlaceKind.GROUP, str(channel), asks=False)
