"""How much there is, without names (SPEC 8, `stats`)."""

from collections.abc import Mapping
from dataclasses import dataclass

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
