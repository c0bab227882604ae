"""What is done in a team."""

from collections.abc import Mapping
from datetime import time, timedelta

from bot.app import (
    circles,
    courses,
    digests,
    handover,
    health,
    invitations,
    ledger,
    members,
    needs,
    reports,
    team_settings,
    teams,
    trail,
    weeks,
)
from bot.app.ports import Work
from bot.domain.hands import Need
from bot.domain.ids import CircleId, CourseId, PersonId, TeamId
from bot.domain.people import PlaceKey, Platform
from bot.domain.reports import By, Span
from bot.domain.teams import Role
from tests.property.use_cases.world import (
    FACILITATOR,
    IN_THE_TEAM,
    NOW,
    ORGANIZER,
    OTHER,
    WEEK,
    Team,
    UseCase,
    wish,
)


def _course(work: Work, team: Team) -> CourseId:
    return work.circles.get(CircleId(team.circle)).course_id


def _settings() -> team_settings.TeamWish:
    return team_settings.TeamWish(
        "Another name", "Europe/Paris", "en", timedelta(hours=24), 1, time(9), True, 8, 60, 12
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
    "courses.see_courses": UseCase(lambda w, a, t: courses.see_courses(w, a, t.team, now=NOW), IN_THE_TEAM),
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
            "courses.all_courses": lambda w, a, t: courses.all_courses(w, a, t.team, now=NOW),
            "courses.see_course": lambda w, a, t: courses.see_course(w, a, _course(w, t), now=NOW),
            "courses.add_course": lambda w, a, t: courses.add_course(
                w, a, t.team, title="Sets", link="", now=NOW
            ),
            "courses.change_course": lambda w, a, t: courses.change_course(
                w, a, _course(w, t), title="Sets", link="", now=NOW
            ),
            "courses.put_course_aside": lambda w, a, t: courses.put_course_aside(
                w, a, _course(w, t), aside=True, now=NOW
            ),
            "reports.see_report": lambda w, a, t: reports.see_report(w, a, t.team, now=NOW),
            "reports.report_as_table": lambda w, a, t: reports.report_as_table(
                w, a, t.team, by=By.COURSE, of=None, span=Span(), now=NOW
            ),
            "reports.see_reflections": lambda w, a, t: reports.see_reflections(w, a, t.team, now=NOW),
            "reports.take_away_all": lambda w, a, t: reports.take_away_all(w, a, t.team, now=NOW),
            "team_settings.change_team": lambda w, a, t: team_settings.change_team(
                w, a, t.team, _settings(), languages=("en",), now=NOW
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
