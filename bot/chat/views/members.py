"""A team's members, its invitations, and what was done in it."""

from itertools import groupby

from bot.app.invitations import InvitationSeen
from bot.app.members import PAGE, MemberSeen, MembersPage
from bot.app.trail import PAGE as ENTRIES
from bot.app.trail import Trail, TrailLine
from bot.chat.buttons import (
    ChangeTeam,
    GiveRole,
    NewInvitation,
    RemoveMember,
    RevokeInvitation,
    RevokeInvitations,
    SeeCourses,
    SeeInvitations,
    SeeMember,
    SeeMembers,
    SeeReport,
    SeeTrail,
    encode,
)
from bot.chat.outgoing import Button, Message, Part, Spans, Style, Text, stacked
from bot.chat.turn import Reader
from bot.chat.views.names import people
from bot.domain.ids import TeamId
from bot.domain.invitations import Purpose
from bot.domain.reports import By
from bot.domain.teams import Role, Team
from bot.domain.times import Moment

LISTED = 20
"""Invitations that are listed, each with a button; the rest is a count."""


def members(reader: Reader, seen: MembersPage) -> Message:
    """One page of the members, each with a button."""
    say = reader.say
    lines: list[Spans] = [say("members-heading", team=seen.team.name, total=seen.total)]
    for _, name, roles, total in seen.members:
        lines.append(say("members-line", name=name, roles=_roles(reader, roles), total=total))
    rows = [(Button(name, encode(SeeMember(seen.team.id, person))),) for person, name, _, _ in seen.members]
    pages: list[Button] = []
    if seen.offset:
        before = SeeMembers(seen.team.id, max(0, seen.offset - PAGE))
        pages.append(Button(say.line("button-earlier"), encode(before)))
    if seen.offset + len(seen.members) < seen.total:
        pages.append(Button(say.line("button-later"), encode(SeeMembers(seen.team.id, seen.offset + PAGE))))
    return Message((Text(stacked(lines)),), (*rows, tuple(pages)) if pages else tuple(rows))


def member(reader: Reader, seen: MemberSeen) -> Message:
    """One member, what they facilitate, and what can be done about their roles."""
    say, team = reader.say, seen.team
    heading = say("member-heading", name=seen.name, roles=_roles(reader, seen.roles), team=team.name)
    parts: list[Part] = [Text(heading)]
    parts += people(reader, "member-circles", [circle.name for circle in seen.circles])
    if seen.alone and len(seen.roles) == 1:
        parts.append(Text(say("member-alone", name=seen.name, total=len(seen.alone))))
    rows: list[tuple[Button, ...]] = []
    for role in Role:
        if role in seen.roles:
            form = bool(seen.alone) and len(seen.roles) == 1
            label = say.line("button-remove-role", role=role)
            confirm = say.line("remove-role-confirm", role=role, name=seen.name, team=team.name)
            press = encode(RemoveMember(team.id, seen.person_id, role))
            rows.append(
                (Button(label, press, Style.DANGER, confirm=None if form else confirm, opens_form=form),)
            )
        else:
            label = say.line("button-give-role", role=role)
            rows.append((Button(label, encode(GiveRole(team.id, seen.person_id, role))),))
    back = Button(say.line("button-members"), encode(SeeMembers(team.id)))
    return Message(tuple(parts), (*rows, (back,)))


def invitations(reader: Reader, team: Team, seen: tuple[InvitationSeen, ...]) -> Message:
    """The open invitations, each with a button that takes it back."""
    say = reader.say
    lines: list[Spans] = [say("invitations-heading", team=team.name, total=len(seen))]
    lines += [_invitation(reader, team, n, one) for n, one in enumerate(seen[:LISTED], start=1)]
    rows = [
        (Button(say.line("button-revoke-one", number=n), encode(RevokeInvitation(one.invitation.id))),)
        for n, one in enumerate(seen[:LISTED], start=1)
    ]
    buttons = [Button(say.line("button-new-invitation"), encode(NewInvitation(team.id)), opens_form=True)]
    if seen:
        buttons.append(
            Button(
                say.line("button-revoke"),
                encode(RevokeInvitations(team.id)),
                style=Style.DANGER,
                confirm=say.line("revoke-confirm"),
            )
        )
    return Message((Text(stacked(lines)),), (tuple(buttons), *rows))


def trail(reader: Reader, seen: Trail) -> Message:
    """One page of what was done, the latest first; what somebody did several times in a row is told once."""
    say = reader.say
    lines: list[Spans] = [say("trail-heading", team=seen.team.name, total=seen.total)]
    for _, alike in groupby(seen.lines, key=lambda line: (line.who, line.deed, line.about)):
        latest, *others = alike
        lines.append(_deed(reader, seen.team, latest, times=1 + len(others)))
    pages: list[Button] = []
    if seen.offset:
        before = SeeTrail(seen.team.id, max(0, seen.offset - ENTRIES))
        pages.append(Button(say.line("button-later-entries"), encode(before)))
    if seen.offset + len(seen.lines) < seen.total:
        after = SeeTrail(seen.team.id, seen.offset + ENTRIES)
        pages.append(Button(say.line("button-earlier-entries"), encode(after)))
    return Message((Text(stacked(lines)),), (tuple(pages),) if pages else ())


def team_rows(reader: Reader, team: TeamId) -> tuple[tuple[Button, ...], ...]:
    """What leads from the team's overview to what it has and how it is set."""
    say = reader.say
    return (
        (
            Button(say.line("button-members"), encode(SeeMembers(team))),
            Button(say.line("button-invitations"), encode(SeeInvitations(team))),
            Button(say.line("button-trail"), encode(SeeTrail(team))),
        ),
        (
            Button(say.line("button-courses"), encode(SeeCourses(team))),
            Button(say.line("menu-reports"), encode(SeeReport(team, By.CIRCLE))),
            Button(say.line("button-change-team"), encode(ChangeTeam(team)), opens_form=True),
        ),
    )


def _invitation(reader: Reader, team: Team, number: int, seen: InvitationSeen) -> Spans:
    say, one = reader.say, seen.invitation
    to = seen.circle.name if seen.circle else team.name
    what = say.line("invitation-what", purpose=Purpose(one.purpose), to=to)
    if seen.for_person is not None:
        whom = say.line("invitation-for", name=seen.for_person)
    elif one.limit is None:
        whom = say.line("invitation-for-any", used=one.used)
    else:
        whom = say.line("invitation-for-some", used=one.used, limit=one.limit)
    until = reader.when(Moment(one.expires_at, team.zone))
    by = seen.made_by or say.line("invitation-by-operator")
    return say("invitation-line", number=number, what=what, whom=whom, until=until, by=by)


def _deed(reader: Reader, team: Team, line: TrailLine, *, times: int) -> Spans:
    say = reader.say
    about = line.about or say.line("trail-team")
    when = say.moment(Moment(line.at, team.zone), now=reader.now)
    what = say.line(f"deed-{line.deed}", about=about)
    return say("trail-line", when=when, who=line.who, what=what, times=times)


def _roles(reader: Reader, roles: tuple[Role, ...]) -> str:
    return reader.say.names([reader.say.line("role-name", role=role) for role in roles])
