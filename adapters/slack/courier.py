"""Delivers posts to people and channels of a Slack workspace (SPEC 3.2, 3.3)."""

import logging

from adapters.slack.door import KNOCK_AGAIN, SHUT_OUT, Door
from adapters.slack.line import NOT_AS_BLOCKS, InDoubt, SlackLine, SlackSays, TooSoon
from adapters.slack.pace import Pace
from adapters.slack.parts import Look
from adapters.slack.people import SlackPeople
from adapters.slack.remedies import REMEDIES, remedy
from adapters.slack.render import Rendered, render, render_one
from adapters.slack.sharing import share
from bot.chat.courier import (
    Address,
    Delivered,
    Delivery,
    Gone,
    NotNow,
    Redrawn,
    ToAccount,
    Unclear,
    Unreachable,
)
from bot.chat.outgoing import Message

LOST_PEOPLE = frozenset(
    {
        "user_not_found",
        "users_not_found",
        "user_not_visible",
        "user_disabled",
        "cannot_dm_bot",
        "is_bot",
        "channel_not_found",
    }
)
LOST_PLACES = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "is_inactive", "restricted_action",
     "restricted_action_read_only_channel", "restricted_action_non_threadable_channel", "channel_type_not_supported"}
)  # fmt: skip
NOT_TO_BE_EDITED = frozenset(
    {"message_not_found", "cant_update_message", "edit_window_closed", "cant_edit_message", "block_mismatch"}
)

log = logging.getLogger(__name__)


class SlackCourier:
    """Writes to people in their conversation with the app, and to channels, at the pace that Slack takes."""

    def __init__(self, line: SlackLine, people: SlackPeople, door: Door, pace: Pace) -> None:
        self._line = line
        self._people = people
        self._door = door
        self._pace = pace

    async def deliver(self, to: Address, message: Message) -> Delivery:
        """Posts the message; what is too long comes as several, and the last one is referred to."""
        if shut_for := self._door.shut_for:
            return NotNow(shut_for)
        look = await self._look(to)
        try:
            channel = await self._channel(to)
            reference = ""
            for number, part in enumerate(render(message, look)):
                try:
                    reference = await self._post(channel, part, message, look, number)
                except (TooSoon, SlackSays) as trouble:
                    if not number:
                        raise
                    # What has begun is not begun again.
                    raise InDoubt(str(trouble)) from trouble
        except TooSoon as too_soon:
            return NotNow(too_soon.after)
        except InDoubt:
            return Unclear()
        except SlackSays as said:
            return await self._refused(to, said)
        await share(self._line, channel, message)
        return Delivered(reference)

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        """Edits the message. To do so twice is to do it once, so it is tried again on trouble."""
        if shut_for := self._door.shut_for:
            return NotNow(shut_for)
        channel, _, ts = reference.partition(":")
        look = await self._look(to)
        try:
            try:
                await self._edit(channel, ts, render_one(message, look))
            except SlackSays as said:
                if said.code not in NOT_AS_BLOCKS:
                    raise
                log.warning("Slack does not take these blocks: %s", said)
                await self._edit(channel, ts, render_one(message, Look(look.zone, native=False)))
        except TooSoon as too_soon:
            return NotNow(too_soon.after)
        except InDoubt:
            return Unclear()
        except SlackSays as said:
            return Gone() if said.code in NOT_TO_BE_EDITED else await self._refused(to, said)
        return Delivered(reference)

    async def _look(self, to: Address) -> Look:
        return Look(await self._people.zone_of(to.account.user)) if isinstance(to, ToAccount) else Look()

    async def _channel(self, to: Address) -> str:
        return await self._people.conversation(to.account.user) if isinstance(to, ToAccount) else to.key

    async def _post(self, channel: str, part: Rendered, message: Message, look: Look, number: int) -> str:
        await self._pace.wait(channel)
        try:
            answer = await self._line.post(
                "chat.postMessage",
                channel=channel,
                text=part.text,
                blocks=list(part.blocks),
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
            )
        except SlackSays as said:
            if said.code not in NOT_AS_BLOCKS or not look.native:
                raise
            log.warning("Slack does not take these blocks: %s", said)
            plainer = Look(look.zone, native=False)
            parts = render(message, plainer)
            return await self._post(channel, parts[min(number, len(parts) - 1)], message, plainer, number)
        return f"{answer['channel']}:{answer['ts']}"

    async def _edit(self, channel: str, ts: str, part: Rendered) -> None:
        await self._line.ask("chat.update", channel=channel, ts=ts, text=part.text, blocks=list(part.blocks))

    async def _refused(self, to: Address, said: SlackSays) -> NotNow | Unreachable:
        """Unreachable where it is about them; what is about us waits until the operator has put it right."""
        lost = LOST_PEOPLE if isinstance(to, ToAccount) else LOST_PLACES
        if said.code in lost:
            if isinstance(to, ToAccount):
                self._people.forget(to.account.user)
            return Unreachable()
        if said.code in SHUT_OUT:
            # The door knows, and tells.
            return NotNow(KNOCK_AGAIN)
        if said.code in REMEDIES:
            log.error("Slack refuses us: %s", remedy(said.code, said.detail))
        else:
            log.error("Slack refuses a message: %s", said)
        return NotNow(KNOCK_AGAIN)
