"""When the next digest of a team is due: exactly one is planned at any time."""

from datetime import datetime

from bot.app.ports import Work
from bot.domain.ids import PlanId, new_id
from bot.domain.posts import (
    Plan,
    PlanState,
    PostKind,
    digest_subject,
)
from bot.domain.teams import Team
from bot.domain.timing import digest_timing, next_digest_week
from bot.domain.weeks import Week


def plan_next_digest(work: Work, team: Team, *, after: Week | None = None, now: datetime) -> None:
    """Plans the first digest that is due after now, unless it is planned already.

    After a digest of the week `after` has had its turn, those of weeks that were missed meanwhile are not made up but for the
    last, which is due at once.
    """
    week = next_digest_week(team, now=now)
    if after is not None:
        missed = week.before if after < week.before else week
        week = max(missed, after.after)
    subject = digest_subject(team.id, week)
    if work.plans.find_for(PostKind.DIGEST, subject, 0) is not None:
        return
    timing = digest_timing(team, week)
    work.plans.add(
        Plan(
            id=PlanId(new_id()),
            kind=PostKind.DIGEST,
            subject=subject,
            revision=0,
            state=PlanState.PLANNED,
            reason=None,
            due_at=timing.due_at,
            useless_at=timing.useless_at,
            made_at=now,
        )
    )
