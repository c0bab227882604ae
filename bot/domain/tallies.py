"""How much there is, without names (SPEC 8, `stats`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import TeamId
from bot.domain.people import Platform
from bot.domain.posts import PostState


@dataclass(frozen=True, slots=True)
class TeamTally:
    """One team's counts. Circles are drafts, still meeting, or over; `meetings` are those that were held."""

    team_id: TeamId
    organizers: int
    facilitators: int
    drafts: int
    running: int
    over: int
    learners: int
    waiting: int
    meetings: int
    attended: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Everybody's counts: accounts by platform, how many of them cannot be reached, posts by what became of them lately."""

    teams: tuple[TeamTally, ...]
    people: int
    accounts: Mapping[Platform, int]
    unreachable: Mapping[Platform, int]
    posts: Mapping[PostState, int]
    overdue: int
    undone: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many wait to be done, and since when the first of them does."""

    number: int
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Pulse:
    """Whether all is well, told at once however much is kept: what is due, what is not answered, who is out of reach."""

    plans: Waiting
    posts: Waiting
    arrivals: Waiting
    cards: int
    accounts: Mapping[Platform, int]
    places: Mapping[Platform, int]
