"""Who may do what (SPEC 1.3). Every use case asks here, by the acting person's id, before it does anything."""

from datetime import datetime
from enum import StrEnum

from bot.app.ports import Work
from bot.domain.audit import AuditEntry
from bot.domain.circles import Circle
from bot.domain.errors import NotAllowed
from bot.domain.ids import PersonId
from bot.domain.teams import Role, Team


class Action(StrEnum):
    """What people do, as far as it makes a difference who does it."""

    FIND = "find"
    """Browse, read a circle's public card."""
    JOIN = "join"
    """Sign up or accept an invitation, whose code is checked by itself."""
    KEEP_OWN = "keep-own"
    """Read and change what is one's own: answers, sign-ups, name."""
    MAKE_CIRCLE = "make-circle"
    SEE_CIRCLE = "see-circle"
    """See who is in a circle and what they answered and aim at."""
    SEE_REASONS = "see-reasons"
    """Read the reasons that learners give with an RSVP."""
    RUN_CIRCLE = "run-circle"
    SEE_TEAM = "see-team"
    RUN_TEAM = "run-team"


class Basis(StrEnum):
    """In what capacity somebody acts."""

    ANYONE = "anyone"
    FACILITATOR = "facilitator"
    """Of the circle in question, or where a team is in question, of any of its circles."""
    ORGANIZER = "organizer"
    """Of the team in question, or of the circle's team."""


ALLOWED: dict[Action, frozenset[Basis]] = {
    Action.FIND: frozenset({Basis.ANYONE}),
    Action.JOIN: frozenset({Basis.ANYONE}),
    Action.KEEP_OWN: frozenset({Basis.ANYONE}),
    Action.MAKE_CIRCLE: frozenset({Basis.FACILITATOR, Basis.ORGANIZER}),
    Action.SEE_CIRCLE: frozenset({Basis.FACILITATOR, Basis.ORGANIZER}),
    Action.SEE_REASONS: frozenset({Basis.FACILITATOR}),
    Action.RUN_CIRCLE: frozenset({Basis.FACILITATOR, Basis.ORGANIZER}),
    Action.SEE_TEAM: frozenset({Basis.FACILITATOR, Basis.ORGANIZER}),
    Action.RUN_TEAM: frozenset({Basis.ORGANIZER}),
}

AUDITED = frozenset({Action.RUN_CIRCLE})
"""What goes into the audit trail when an organizer does it in a circle that others facilitate."""


def may(work: Work, actor: PersonId, action: Action, subject: Circle | Team | None, *, now: datetime) -> None:
    """Raises NotAllowed unless the actor may do that to the subject. An organizer's hand in a circle is audited."""
    allowed = ALLOWED[action]
    if Basis.ANYONE in allowed:
        return
    basis = next((basis for basis in _bases(work, actor, subject) if basis in allowed), None)
    if basis is None:
        raise NotAllowed
    if basis is Basis.ORGANIZER and action in AUDITED and isinstance(subject, Circle):
        work.audit.append(AuditEntry(subject.team_id, actor, action, subject.id, now))


def is_allowed(work: Work, actor: PersonId, action: Action, subject: Circle | Team | None) -> bool:
    """Whether the actor may, without doing it: for menus that show what this person can do (SPEC 1.5)."""
    allowed = ALLOWED[action]
    return Basis.ANYONE in allowed or any(basis in allowed for basis in _bases(work, actor, subject))


def _bases(work: Work, actor: PersonId, subject: Circle | Team | None) -> list[Basis]:
    match subject:
        case Circle():
            facilitates = actor in work.circles.facilitators(subject.id)
            roles = {m.role for m in work.teams.of(actor) if m.team_id == subject.team_id}
            return [Basis.FACILITATOR] * facilitates + [Basis.ORGANIZER] * (Role.ORGANIZER in roles)
        case Team():
            roles = {m.role for m in work.teams.of(actor) if m.team_id == subject.id}
            return [Basis.FACILITATOR] * (Role.FACILITATOR in roles) + [Basis.ORGANIZER] * (
                Role.ORGANIZER in roles
            )
        case None:
            return []
