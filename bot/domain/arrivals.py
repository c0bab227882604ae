"""What platforms bring, kept whole until it is answered (SPEC 5, 6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.ids import ArrivalId
from bot.domain.people import Platform

KEPT_FOR = timedelta(days=3)
"""How long we know that something came already. Telegram brings an update again for a day at most, Slack too."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update, event or interaction, as its platform brought it.

    `lane` names the conversation: within one, arrivals are answered in their order. Once done, lane and payload are empty,
    and only its name stays, so that it is known when it comes again.
    """

    id: ArrivalId
    platform: Platform
    workspace: str
    lane: str
    payload: str
    arrived_at: datetime
    done_at: datetime | None = None


def arrival_id(platform: Platform, workspace: str, key: str) -> ArrivalId:
    """The name of what a platform calls `key` in that workspace: the same when it comes again."""
    return ArrivalId(f"{platform}:{workspace}:{key}")
