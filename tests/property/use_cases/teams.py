"""What is done in a team."""

from collections.abc import Mapping

from bot.app import circles, digests, health, invitations, ledger, needs, teams, weeks
from bot.domain.hands import Need
from bot.domain.people import Platform
from bot.domain.teams import Role
from tests.property.use_cases.world import IN_THE_TEAM, NOW, ORGANIZER, OTHER, WEEK, UseCase, wish

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
            "teams.remove_member": lambda w, a, t: teams.remove_member(
                w, a, t.team, t.people[OTHER], Role.FACILITATOR, now=NOW
            ),
            "teams.send_digest_to": lambda w, a, t: teams.send_digest_to(
                w, a, t.team, platform=Platform.SLACK, workspace="w", key="c", title="C", now=NOW
            ),
        }.items()
    },
}
