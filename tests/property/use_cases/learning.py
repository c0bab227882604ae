"""What learners do."""

from collections.abc import Mapping

from bot.app import calendars as cal
from bot.app import check_ins, claims, feedback, lateness, line, relays, rsvps, signups
from bot.domain.errors import NotFound
from bot.domain.feedback import Progress
from bot.domain.rsvps import Answer
from bot.domain.signups import Answers
from tests.property.use_cases.world import (
    EVERYONE,
    FACILITATOR,
    LEARNER,
    NOT_IN_IT,
    NOW,
    THOSE_WHO_RUN_IT,
    UseCase,
)

USE_CASES: Mapping[str, UseCase] = {
    # Whoever facilitates a circle takes no seat in it; everybody else may have one.
    **{
        name: UseCase(do, EVERYONE - {FACILITATOR}, (signups.FacilitatesAlready,))
        for name, do in {
            "signups.ensure_can_sign_up": lambda w, a, t: signups.ensure_can_sign_up(w, a, t.circle, now=NOW),
            "claims.see_claim": lambda w, a, t: claims.see_claim(w, a, t.seat_code, now=NOW),
            "claims.claim_seat": lambda w, a, t: claims.claim_seat(w, a, t.seat_code, now=NOW),
            "signups.sign_up": lambda w, a, t: signups.sign_up(
                w, a, t.circle, Answers(), consent=True, now=NOW
            ),
        }.items()
    },
    # For those who have a seat.
    **{
        name: UseCase(do, {LEARNER}, (*NOT_IN_IT, signups.FacilitatesAlready))
        for name, do in {
            "check_ins.check_in": lambda w, a, t: check_ins.check_in(w, a, t.table, now=NOW),
            "feedback.rate_in_words": lambda w, a, t: feedback.rate_in_words(
                w, a, t.past, 4, "Nice", now=NOW
            ),
            "feedback.tell_progress": lambda w, a, t: feedback.tell_progress(
                w, a, t.signup, Progress.REACHED, last=False, now=NOW
            ),
            "lateness.run_late": lambda w, a, t: lateness.run_late(w, a, t.next, now=NOW),
            "line.take_seat": lambda w, a, t: line.take_seat(w, a, t.circle, now=NOW),
            "relays.pass_on": lambda w, a, t: relays.pass_on(w, a, t.circle, "Hello", now=NOW),
            "rsvps.record_rsvp": lambda w, a, t: rsvps.record_rsvp(w, a, t.next, Answer.NO, now=NOW),
            "rsvps.prompt_of": lambda w, a, t: rsvps.prompt_of(
                w, a, rsvps.record_rsvp(w, a, t.next, Answer.NO, now=NOW), now=NOW
            ),
            "rsvps.see_prompt": lambda w, a, t: rsvps.see_prompt(w, a, t.next, now=NOW),
            "signups.leave_circle": lambda w, a, t: signups.leave_circle(w, a, t.circle, now=NOW),
        }.items()
    },
    # For those who have a seat and those who run the circle.
    **{
        name: UseCase(do, {LEARNER, *THOSE_WHO_RUN_IT})
        for name, do in {
            "feedback.see_feedback": lambda w, a, t: feedback.see_feedback(w, a, t.past, now=NOW),
            "feedback.rate": lambda w, a, t: feedback.rate(w, a, t.past, 4, now=NOW),
        }.items()
    },
    # What hides whether it is there.
    "calendars.dates_of": UseCase(
        lambda w, a, t: cal.dates_of(w, a, t.circle, now=NOW), {LEARNER, *THOSE_WHO_RUN_IT}, (NotFound,)
    ),
    "line.decline_seat": UseCase(
        lambda w, a, t: line.decline_seat(w, a, t.crowded, 1, now=NOW), {LEARNER}, NOT_IN_IT
    ),
}
