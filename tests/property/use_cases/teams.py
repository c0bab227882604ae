"""What is done in a team."""

from collections.abc import Mapping

from bot.app import (
    circles,
    digests,
    handover,
    health,
    invitations,
    ledger,
    members,
    needs,
    teams,
    trail,
    weeks,
)
from bot.app.ports import Work
from bot.domain.hands import Need
from bot.domain.ids import PersonId, TeamId
from bot.domain.people import PlaceKey, Platform
from bot.domain.teams import Role
from tests.property.use_cases.world import (
    FACILITATOR,
    IN_THE_TEAM,
    NOW,
    ORGANIZER,
    OTHER,
    WEEK,
    UseCase,
    wish,
)


def _another_of_theirs(work: Work, actor: PersonId) -> TeamId:
    """A second team that they organize, whoever they are."""
    code = invitations.invite_as_operator(work, None, now=NOW)
    founding = invitations.look_up(work, actor, code, now=NOW).id
    return teams.found_team(
        work, actor, founding, name="Second", zone="Europe/Berlin", language="en", now=NOW
    ).id


USE_CASES: Mapping[str, UseCase] = {
    "circles.make_circle": UseCase(
        lambda w, a, t: circles.make_circle(w, a, t.team, wish(), now=NOW), IN_THE_TEAM
    ),
    "circles.courses_for": UseCase(lambda w, a, t: circles.courses_for(w, a, t.team, now=NOW), IN_THE_TEAM),
    "teams.see_team": UseCase(lambda w, a, t: teams.see_team(w, a, t.team, now=NOW), IN_THE_TEAM),
    **{
        name: UseCase(do, {ORGANIZER})
        for name, do in {
            "health.see_circles": lambda w, a, t: health.see_circles(w, a, t.team, now=NOW),
            "weeks.see_week": lambda w, a, t: weeks.see_week(w, a, t.team, now=NOW),
            "digests.see_digest": lambda w, a, t: digests.see_digest(w, a, t.team, now=NOW),
            "invitations.invite_to_team": lambda w, a, t: invitations.invite_to_team(
                w, a, t.team, Role.ORGANIZER, now=NOW
            ),
            "invitations.revoke_invitations": lambda w, a, t: invitations.revoke_invitations(
                w, a, t.team, now=NOW
            ),
            "ledger.send_unsure_again": lambda w, a, t: ledger.send_unsure_again(w, a, t.unsure, now=NOW),
            "needs.take_on": lambda w, a, t: needs.take_on(
                w, a, t.team, WEEK, t.circle, Need.NOBODY_COMES, now=NOW
            ),
            "invitations.who_can_be_invited": lambda w, a, t: invitations.who_can_be_invited(
                w, a, t.team, Role.ORGANIZER, now=NOW
            ),
            "invitations.see_invitations": lambda w, a, t: invitations.see_invitations(w, a, t.team, now=NOW),
            "invitations.revoke_invitation": lambda w, a, t: invitations.revoke_invitation(
                w, a, t.invitation, now=NOW
            ),
            "members.see_members": lambda w, a, t: members.see_members(w, a, t.team, now=NOW),
            "members.see_member": lambda w, a, t: members.see_member(w, a, t.team, t.people[OTHER], now=NOW),
            "members.give_role": lambda w, a, t: members.give_role(
                w, a, t.team, t.people[OTHER], Role.ORGANIZER, now=NOW
            ),
            "members.remove_member": lambda w, a, t: members.remove_member(
                w,
                a,
                t.team,
                t.people[OTHER],
                Role.FACILITATOR,
                hand_over_to=t.people[FACILITATOR],
                now=NOW,
            ),
            "trail.see_trail": lambda w, a, t: trail.see_trail(w, a, t.team, now=NOW),
            "teams.send_digest_to": lambda w, a, t: teams.send_digest_to(
                w, a, t.team, PlaceKey(Platform.SLACK, "w", "c"), title="C", now=NOW
            ),
        }.items()
    },
    # Only who organizes both teams: here each has one of their own to which it would go.
    "handover.move_to_team": UseCase(
        lambda w, a, t: handover.move_to_team(w, a, t.circle, _another_of_theirs(w, a), now=NOW), {ORGANIZER}
    ),
}
