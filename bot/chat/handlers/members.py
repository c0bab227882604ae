"""Members, invitations and the trail of a team."""

from datetime import timedelta

from bot.app.handover import NobodyToTakeIt
from bot.app.invitations import (
    invite_to_team,
    revoke_invitation,
    revoke_invitations,
    see_invitations,
    who_can_be_invited,
)
from bot.app.members import give_role, remove_member, see_member, see_members
from bot.app.trail import see_trail
from bot.chat.buttons import (
    GiveRole,
    NewInvitation,
    RemoveMember,
    RevokeInvitation,
    RevokeInvitations,
    SeeInvitations,
    SeeMember,
    SeeMembers,
    SeeTrail,
)
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind, Option
from bot.chat.incoming import Values
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import members as views
from bot.chat.views.teams import invitation_link
from bot.domain.ids import PersonId, TeamId
from bot.domain.invitations import LONGEST_DAYS, MOST_USES, VALID_FOR
from bot.domain.teams import Role

ANYONE, ONE = "anyone", "one"
"""For whom an invitation is."""

MOST_NAMED = 200
"""People that can be picked from; of more, the first by name."""


def members_page(turn: Turn, press: SeeMembers) -> Reply:
    """A page of the members, in place of the one before."""
    seen = see_members(turn.work, turn.actor, press.team, offset=press.offset, now=turn.now)
    face = views.members(turn.reader, seen)
    return Reply(edit=face) if press.offset else Reply(messages=[face])


def member(turn: Turn, press: SeeMember) -> Reply:
    """One member."""
    return _member(turn, press.team, press.person)


def role(turn: Turn, press: GiveRole) -> Reply:
    """They have that role too."""
    give_role(turn.work, turn.actor, press.team, press.person, press.role, now=turn.now)
    return _member(turn, press.team, press.person)


def remove(turn: Turn, press: RemoveMember) -> Reply:
    """Ends the role; where circles would be left alone, it is asked first who takes them over."""
    seen = see_member(turn.work, turn.actor, press.team, press.person, now=turn.now)
    if seen.alone and seen.roles == (press.role,):
        about = {"team": press.team, "person": press.person, "role": press.role}
        return open_form(turn, RemovePaper.key, about)
    remove_member(turn.work, turn.actor, press.team, press.person, press.role, now=turn.now)
    return _removed(turn, seen.name, press.role, seen.team.name)


def invitations(turn: Turn, press: SeeInvitations) -> Reply:
    """The open invitations."""
    return Reply(messages=[_invitations(turn, press.team)])


def new_invitation(turn: Turn, press: NewInvitation) -> Reply:
    """Opens the form for one, for whoever may make it."""
    see_invitations(turn.work, turn.actor, press.team, now=turn.now)
    return open_form(turn, InvitePaper.key, {"team": press.team})


def revoke_one(turn: Turn, press: RevokeInvitation) -> Reply:
    """Takes it back; the list shows what is still open."""
    team = revoke_invitation(turn.work, turn.actor, press.invitation, now=turn.now)
    return Reply(toast=turn.say.line("revoked", total=1), edit=_invitations(turn, team))


def revoke_all(turn: Turn, press: RevokeInvitations) -> Reply:
    """Takes back the team's open invitations."""
    total = revoke_invitations(turn.work, turn.actor, press.team, now=turn.now)
    return Reply(messages=[Message((Text(turn.say("revoked", total=total)),))])


def trail(turn: Turn, press: SeeTrail) -> Reply:
    """A page of what was done, in place of the one before."""
    seen = see_trail(turn.work, turn.actor, press.team, offset=press.offset, now=turn.now)
    face = views.trail(turn.reader, seen)
    return Reply(edit=face) if press.offset else Reply(messages=[face])


class RemovePaper:
    """Who takes over what a member facilitates alone, before they go."""

    key = "remove-member"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The others of the team. Raises NobodyToTakeIt where there are none."""
        team, person = TeamId(about["team"]), PersonId(about["person"])
        seen = see_member(turn.work, turn.actor, team, person, now=turn.now)
        if not seen.others:
            raise NobodyToTakeIt
        circles = turn.say.names([circle.name for circle in seen.alone])
        label = turn.say.line("hand-over-all", name=seen.name, circles=circles)
        options = tuple(Option(person, name) for person, name in seen.others)
        return (Field("to", FieldKind.PERSON, label, options=options),)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Hands over, then ends the role."""
        team, person, role = TeamId(about["team"]), PersonId(about["person"]), Role(about["role"])
        seen = see_member(turn.work, turn.actor, team, person, now=turn.now)
        to = PersonId(str(values["to"]))
        remove_member(turn.work, turn.actor, team, person, role, hand_over_to=to, now=turn.now)
        return _removed(turn, seen.name, role, seen.team.name)


class InvitePaper:
    """An invitation: to which role, for whom, for how many, for how long."""

    key = "invite"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """For one person it is asked who, else how many may use it."""
        say = turn.say
        roles = tuple(
            Option(role, say.line("role-name", role=role)) for role in (Role.FACILITATOR, Role.ORGANIZER)
        )
        whom = tuple(Option(one, say.line(f"invite-{one}")) for one in (ANYONE, ONE))
        days = VALID_FOR.days
        fields = [
            Field(
                "role",
                FieldKind.CHOICE,
                say.line("invite-role"),
                initial=Role.FACILITATOR,
                options=roles,
                steers=True,
            ),
            Field(
                "whom", FieldKind.CHOICE, say.line("invite-whom"), initial=ANYONE, options=whom, steers=True
            ),
        ]
        if values.get("whom") == ONE:
            wanted = Role(str(values.get("role") or Role.FACILITATOR))
            known = who_can_be_invited(turn.work, turn.actor, TeamId(about["team"]), wanted, now=turn.now)
            options = tuple(Option(person, name) for person, name in known[:MOST_NAMED])
            fields.append(
                Field(
                    "person",
                    FieldKind.PERSON,
                    say.line("invite-person"),
                    options=options,
                    hint=say.line("invite-person-hint"),
                )
            )
        else:
            fields.append(
                Field(
                    "limit",
                    FieldKind.NUMBER,
                    say.line("invite-limit"),
                    required=False,
                    min=1,
                    max=MOST_USES,
                    hint=say.line("invite-limit-hint"),
                )
            )
        fields.append(
            Field(
                "days", FieldKind.NUMBER, say.line("invite-days"), initial=str(days), min=1, max=LONGEST_DAYS
            )
        )
        return tuple(fields)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Makes the link."""
        team, role, days = TeamId(about["team"]), Role(str(values["role"])), int(str(values["days"]))
        person = PersonId(str(values["person"])) if values.get("whom") == ONE else None
        limit = int(str(values["limit"])) if values.get("limit") else None
        code = invite_to_team(
            turn.work,
            turn.actor,
            team,
            role,
            limit=limit,
            valid_for=timedelta(days=days),
            for_person=person,
            now=turn.now,
        )
        say, name = turn.say, turn.work.teams.get(team).name
        link = invitation_link(code)
        if person is not None:
            called = turn.work.people.names([person])[person]
            text = say("invite-made-for", role=role, name=called, team=name, link=link, days=days)
        else:
            text = say("invite-made", role=role, team=name, link=link, days=days, limit=limit or 0)
        return Reply(messages=[Message((Text(text),))])


def _member(turn: Turn, team: TeamId, person: PersonId) -> Reply:
    seen = see_member(turn.work, turn.actor, team, person, now=turn.now)
    return Reply(messages=[views.member(turn.reader, seen)])


def _removed(turn: Turn, name: str, role: Role, team: str) -> Reply:
    text = turn.say("member-removed", name=name, role=role, team=team)
    return Reply(messages=[Message((Text(text),))], home_dirty=True)


def _invitations(turn: Turn, team_id: TeamId) -> Message:
    team, seen = see_invitations(turn.work, turn.actor, team_id, now=turn.now)
    return views.invitations(turn.reader, team, seen)


SUBJECT = Subject(
    presses={
        SeeMembers: members_page,
        SeeMember: member,
        GiveRole: role,
        RemoveMember: remove,
        SeeInvitations: invitations,
        NewInvitation: new_invitation,
        RevokeInvitation: revoke_one,
        RevokeInvitations: revoke_all,
        SeeTrail: trail,
    },
    papers=(RemovePaper(), InvitePaper()),
    leads_to="team",
)
