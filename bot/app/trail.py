"""The audit trail: what organizers did, to be read by the team's organizers (SPEC 1.3)."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.ports import Work
from bot.domain.audit import AuditEntry, Deed
from bot.domain.ids import CircleId, PersonId, TeamId
from bot.domain.teams import Team

PAGE = 15
"""How many entries a page shows."""


@dataclass(frozen=True, slots=True)
class TrailLine:
    """That somebody did something to a circle or a person, by name; `about` is None where neither is known any more."""

    at: datetime
    who: str
    deed: Deed
    about: str | None


@dataclass(frozen=True, slots=True)
class Trail:
    """One page of a team's audit trail, the latest first; `offset` counts the entries before it."""

    team: Team
    lines: tuple[TrailLine, ...]
    offset: int
    total: int


def note(work: Work, team: TeamId, by: PersonId, deed: Deed, subject: str, *, now: datetime) -> None:
    """Keeps for good that somebody did that."""
    work.audit.append(AuditEntry(team, by, deed, subject, now))


def see_trail(work: Work, actor: PersonId, team_id: TeamId, *, offset: int = 0, now: datetime) -> Trail:
    """One page of what was done in the team, the latest first."""
    team = work.teams.get(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    total = work.audit.count(team_id)
    first = min(max(offset, 0), max(0, (total - 1) // PAGE * PAGE))
    entries = work.audit.page(team_id, offset=first, limit=PAGE)
    circles = work.circles.several({CircleId(entry.subject) for entry in entries})
    people = {entry.actor for entry in entries} | {PersonId(entry.subject) for entry in entries}
    names = work.people.names(people)

    def about(subject: str) -> str | None:
        circle = circles.get(CircleId(subject))
        return circle.name if circle else names.get(PersonId(subject))

    lines = tuple(TrailLine(e.at, names[e.actor], Deed(e.action), about(e.subject)) for e in entries)
    return Trail(team, lines, first, total)
