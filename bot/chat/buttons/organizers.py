"""Buttons of what organizers do to their team: members, invitations, handing over, the trail."""

from dataclasses import dataclass

from bot.chat.buttons.codec import Press, coded
from bot.domain.ids import CircleId, InvitationId, PersonId, TeamId
from bot.domain.teams import Role


@coded("om")
@dataclass(frozen=True, slots=True)
class SeeMembers(Press):
    """A team's members, from so many on."""

    team: TeamId
    offset: int = 0


@coded("op")
@dataclass(frozen=True, slots=True)
class SeeMember(Press):
    """One member of a team."""

    team: TeamId
    person: PersonId


@coded("or")
@dataclass(frozen=True, slots=True)
class GiveRole(Press):
    """A member has another role too."""

    team: TeamId
    person: PersonId
    role: Role


@coded("ox")
@dataclass(frozen=True, slots=True)
class RemoveMember(Press):
    """End a member's role; the form that hands over what nobody else facilitates."""

    team: TeamId
    person: PersonId
    role: Role


@coded("oi")
@dataclass(frozen=True, slots=True)
class SeeInvitations(Press):
    """A team's open invitations."""

    team: TeamId


@coded("on")
@dataclass(frozen=True, slots=True)
class NewInvitation(Press):
    """The form for an invitation: to what, for whom, how many, how long."""

    team: TeamId


@coded("ok")
@dataclass(frozen=True, slots=True)
class RevokeInvitation(Press):
    """Take back one invitation."""

    invitation: InvitationId


@coded("oh")
@dataclass(frozen=True, slots=True)
class HandOver(Press):
    """The form with which a circle goes to somebody else, or to another team."""

    circle: CircleId


@coded("ot")
@dataclass(frozen=True, slots=True)
class SeeTrail(Press):
    """What was done in a team, from so many entries on."""

    team: TeamId
    offset: int = 0
