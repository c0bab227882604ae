"""Teams: founding one, who is in it, and where its digest goes."""

from dataclasses import dataclass
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.digest_plans import plan_next_digest
from bot.app.invitations import take_to_found
from bot.app.place_reach import place_at
from bot.app.ports import Work
from bot.app.trail import note
from bot.domain.audit import Deed
from bot.domain.errors import UnknownZone
from bot.domain.ids import InvitationId, PersonId, TeamId, new_id
from bot.domain.people import AccountKey, Place, PlaceKey
from bot.domain.teams import (
    DEFAULT_DIGEST_AT,
    DEFAULT_REMINDER_LEAD,
    Membership,
    Role,
    Team,
)
from bot.domain.text import NAME, one_line
from bot.domain.times import known_zone


@dataclass(frozen=True, slots=True)
class Member:
    """A member as others in the team see them."""

    person_id: PersonId
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class TeamOverview:
    """A team, its members by name, and where its digest goes."""

    team: Team
    members: tuple[Member, ...]
    digest_place: Place | None


def found_team(
    work: Work,
    actor: PersonId,
    invitation_id: InvitationId,
    *,
    name: str,
    zone: str,
    language: str,
    now: datetime,
) -> Team:
    """Makes a team with the actor as its organizer and plans its first digest.

    Raises ValueIsMissing, ValueIsTooLong or UnknownZone for the fields, and the reason why the invitation is not open.
    """
    may(work, actor, Action.JOIN, None, now=now)
    known = known_zone(zone)
    if known is None:
        raise UnknownZone(field="zone", given=zone)
    team = Team(
        id=TeamId(new_id()),
        name=one_line(name, field="team", limit=NAME),
        zone=known,
        language=language,
        reminder_lead=DEFAULT_REMINDER_LEAD,
        digest_place_id=None,
        digest_weekday=0,
        digest_at=DEFAULT_DIGEST_AT,
        digest_paused=False,
        created_at=now,
    )
    take_to_found(work, actor, invitation_id, now=now)
    work.teams.add(team)
    work.teams.join(Membership(team.id, actor, Role.ORGANIZER, now))
    plan_next_digest(work, team, now=now)
    return team


def teams_of(work: Work, actor: PersonId, *, now: datetime, role: Role | None = None) -> list[Team]:
    """The teams the actor is in, by name; with `role` only those in which they have it."""
    may(work, actor, Action.KEEP_OWN, None, now=now)
    ids = {m.team_id for m in work.teams.of(actor) if role in {None, m.role}}
    return sorted((work.teams.get(team) for team in ids), key=lambda team: (team.name.casefold(), team.id))


def team_at(work: Work, account: AccountKey, key: str) -> Team | None:
    """The team that is meant in that group or channel (SPEC 1.2): whose digest comes there, else whose circles are linked."""
    place = work.places.by_key(PlaceKey(account.platform, account.workspace, key))
    if place is None:
        return None
    digested = next((team for team in work.teams.all() if team.digest_place_id == place.id), None)
    linked = {circle.team_id for circle in work.place_links.circles(place.id)}
    return digested or (work.teams.get(linked.pop()) if len(linked) == 1 else None)


def see_team(work: Work, actor: PersonId, team_id: TeamId, *, now: datetime) -> TeamOverview:
    """The team as its members see it."""
    team = work.teams.get(team_id)
    may(work, actor, Action.SEE_TEAM, team, now=now)
    roles: dict[PersonId, list[Role]] = {}
    for membership in work.teams.members(team_id):
        roles.setdefault(membership.person_id, []).append(membership.role)
    names = work.people.names(roles)
    members = sorted(
        (Member(person, names[person], tuple(sorted(held, reverse=True))) for person, held in roles.items()),
        key=lambda member: member.name.casefold(),
    )
    place = work.places.get(team.digest_place_id) if team.digest_place_id else None
    return TeamOverview(team, tuple(members), place)


def send_digest_to(
    work: Work,
    actor: PersonId,
    team_id: TeamId,
    key: PlaceKey,
    *,
    title: str,
    now: datetime,
) -> Place:
    """From now on the team's digest goes to that group or channel."""
    team = work.teams.lock(team_id)
    may(work, actor, Action.RUN_TEAM, team, now=now)
    place = place_at(work, key, title=title, now=now)
    work.teams.change(team_id, digest_place_id=place.id)
    note(work, team_id, actor, Deed.CHANGE_DIGEST, team_id, now=now)
    return place
