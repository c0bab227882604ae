"""What those do who run a circle."""

from collections.abc import Mapping
from datetime import date, time

from bot.app import (
    check_ins,
    circles,
    cities,
    claims,
    covers,
    deletion,
    feedback,
    handover,
    invitations,
    learners,
    ledger,
    meetings,
    messages,
    overview,
    places,
    recaps,
    relays,
    run_again,
    seats,
    timeline,
    undelivered,
    undo,
    zones,
)
from bot.app import meeting_details as details
from bot.app.ports import Work
from bot.domain.cities import Point
from bot.domain.people import PlaceKey
from bot.domain.posts import PostKind
from tests.property.use_cases.world import (
    FACILITATOR,
    HALL,
    NOW,
    OTHER,
    THOSE_WHO_RUN_IT,
    Team,
    UseCase,
    desired,
)


def _plan(work: Work, team: Team, number: str) -> str:
    plan = work.plans.find_for(PostKind.REMINDER, team.things[number], 0)
    assert plan is not None
    return plan.id


USE_CASES: Mapping[str, UseCase] = {
    **{
        name: UseCase(do, THOSE_WHO_RUN_IT)
        for name, do in {
            "check_ins.make_check_in_code": lambda w, a, t: check_ins.make_check_in_code(
                w, a, t.next, now=NOW
            ),
            "circles.publish_circle": lambda w, a, t: circles.publish_circle(w, a, t.draft, now=NOW),
            "circles.remove_facilitator": lambda w, a, t: circles.remove_facilitator(
                w, a, t.circle, t.people["second"], now=NOW
            ),
            "covers.take_cover": lambda w, a, t: covers.take_cover(w, a, t.cover, now=NOW),
            "covers.decline_cover": lambda w, a, t: covers.decline_cover(w, a, t.cover, now=NOW),
            "deletion.delete_circle": lambda w, a, t: deletion.delete_circle(w, a, t.circle, now=NOW),
            "feedback.give_feedback": lambda w, a, t: feedback.give_feedback(
                w, a, t.past, feedback.Said(4), now=NOW
            ),
            "handover.see_handing": lambda w, a, t: handover.see_handing(w, a, t.circle, now=NOW),
            "handover.hand_over_circle": lambda w, a, t: handover.hand_over_circle(
                w, a, t.circle, t.people[OTHER], instead_of=t.people[FACILITATOR], now=NOW
            ),
            "invitations.invite_to_circle": lambda w, a, t: invitations.invite_to_circle(
                w, a, t.circle, now=NOW
            ),
            "claims.make_seat_link": lambda w, a, t: claims.make_seat_link(w, a, t.signup, now=NOW),
            "learners.see_learners": lambda w, a, t: learners.see_learners(w, a, t.circle, now=NOW),
            "learners.see_learner": lambda w, a, t: learners.see_learner(w, a, t.signup, now=NOW),
            "learners.ensure_can_add": lambda w, a, t: learners.ensure_can_add(w, a, t.circle, now=NOW),
            "learners.add_by_name": lambda w, a, t: learners.add_by_name(w, a, t.circle, "Tom", now=NOW),
            "learners.remove_learner": lambda w, a, t: learners.remove_learner(w, a, t.signup, now=NOW),
            "learners.promote_learner": lambda w, a, t: learners.promote_learner(w, a, t.signup, now=NOW),
            "seats.change_capacity": lambda w, a, t: seats.change_capacity(w, a, t.circle, 9, now=NOW),
            "seats.choose_next": lambda w, a, t: seats.choose_next(w, a, t.signup, now=NOW),
            "ledger.deliveries": lambda w, a, t: ledger.deliveries(w, a, t.next, now=NOW),
            "meeting_details.add_meeting": lambda w, a, t: details.add_meeting(
                w, a, t.circle, on=date(2026, 12, 1), at=time(18), minutes=90, now=NOW
            ),
            "meeting_details.likely_next": lambda w, a, t: details.likely_next(w, a, t.circle, now=NOW),
            "meeting_details.give_details": lambda w, a, t: details.give_details(
                w, a, t.later, details.Details("Hall", "", ""), now=NOW
            ),
            "meetings.move_meeting": lambda w, a, t: meetings.move_meeting(
                w, a, t.later, on=date(2026, 10, 21), at=time(18), now=NOW
            ),
            "meetings.propose_move": lambda w, a, t: meetings.propose_move(
                w, a, t.later, on=date(2026, 10, 21), at=time(18), now=NOW
            ),
            "meetings.move_following": lambda w, a, t: meetings.move_following(
                w, a, t.later, weeks=1, now=NOW
            ),
            "meetings.propose_following": lambda w, a, t: meetings.propose_following(
                w, a, t.later, weeks=1, now=NOW
            ),
            "meetings.cancel_meeting": lambda w, a, t: meetings.cancel_meeting(w, a, t.later, now=NOW),
            "meetings.restore_meeting": lambda w, a, t: meetings.restore_meeting(w, a, t.off, now=NOW),
            "meetings.did_not_happen": lambda w, a, t: meetings.did_not_happen(w, a, t.past, now=NOW),
            "meetings.see_meeting": lambda w, a, t: meetings.see_meeting(w, a, t.later, now=NOW),
            "meetings.ensure_can_change": lambda w, a, t: meetings.ensure_can_change(w, a, t.later, now=NOW),
            "meetings.ensure_is_off": lambda w, a, t: meetings.ensure_is_off(w, a, t.off, now=NOW),
            "messages.see_audience": lambda w, a, t: messages.see_audience(w, a, t.circle, now=NOW),
            "messages.write_message": lambda w, a, t: messages.write_message(
                w, a, t.circle, desired(), now=NOW
            ),
            "messages.rewrite_message": lambda w, a, t: messages.rewrite_message(
                w, a, t.message, desired("Other words"), now=NOW
            ),
            "messages.see_message": lambda w, a, t: messages.see_message(w, a, t.message, now=NOW),
            "messages.see_messages": lambda w, a, t: messages.see_messages(w, a, t.circle, limit=5, now=NOW),
            "messages.send_message": lambda w, a, t: messages.send_message(
                w, a, t.message, revision=0, now=NOW
            ),
            "messages.take_back_message": lambda w, a, t: messages.take_back_message(
                w, a, t.message, now=NOW
            ),
            "messages.throw_away_message": lambda w, a, t: messages.throw_away_message(
                w, a, t.message, now=NOW
            ),
            "messages.who_got_message": lambda w, a, t: messages.who_got_message(w, a, t.message, now=NOW),
            "overview.see_dashboard": lambda w, a, t: overview.see_dashboard(w, a, t.circle, now=NOW),
            "recaps.see_recap": lambda w, a, t: recaps.see_recap(w, a, t.past, now=NOW),
            "recaps.write_recap": lambda w, a, t: recaps.write_recap(
                w, a, t.past, "It was good", version=1, now=NOW
            ),
            "recaps.send_recap": lambda w, a, t: recaps.send_recap(w, a, t.past, version=1, now=NOW),
            "relays.answer_relay": lambda w, a, t: relays.answer_relay(w, a, t.relay, "Yes", now=NOW),
            "relays.see_relay": lambda w, a, t: relays.see_relay(w, a, t.relay, now=NOW),
            "run_again.see_model": lambda w, a, t: run_again.see_model(w, a, t.circle, now=NOW),
            "run_again.run_again": lambda w, a, t: run_again.run_again(
                w, a, t.circle, first_on=date(2027, 1, 5), at=time(18), now=NOW
            ),
            "timeline.see_timeline": lambda w, a, t: timeline.see_timeline(w, a, t.circle, now=NOW),
            "timeline.see_plan": lambda w, a, t: timeline.see_plan(w, a, _plan(w, t, "later"), now=NOW),
            "timeline.send_now": lambda w, a, t: timeline.send_now(w, a, _plan(w, t, "later"), now=NOW),
            "timeline.skip": lambda w, a, t: timeline.skip(w, a, _plan(w, t, "later"), now=NOW),
            "timeline.see_words": lambda w, a, t: timeline.see_words(w, a, t.later, now=NOW),
            "timeline.write_words": lambda w, a, t: timeline.write_words(
                w, a, t.later, "Come", seen=None, now=NOW
            ),
            "timeline.write_standing_words": lambda w, a, t: timeline.write_standing_words(
                w, a, t.circle, "Come", seen=None, now=NOW
            ),
            "timeline.set_lead": lambda w, a, t: timeline.set_lead(w, a, t.circle, 24, seen=None, now=NOW),
            "places.link_place": lambda w, a, t: places.link_place(
                w, a, t.circle, PlaceKey(HALL.platform, "w", "new"), title="New", administers=None, now=NOW
            ),
            "places.unlink_place": lambda w, a, t: places.unlink_place(w, a, t.circle, t.hall, now=NOW),
            "places.show_in_places": lambda w, a, t: places.show_in_places(
                w, a, t.circle, names=False, now=NOW
            ),
            "places.see_places": lambda w, a, t: places.see_places(w, a, t.circle, now=NOW),
            "cities.see_city": lambda w, a, t: cities.see_city(w, a, t.circle, now=NOW),
            "cities.change_city": lambda w, a, t: cities.change_city(
                w, a, t.circle, None, Point(50, 7), now=NOW
            ),
            "zones.see_zone": lambda w, a, t: zones.see_zone(w, a, t.circle, now=NOW),
            "zones.change_zone": lambda w, a, t: zones.change_zone(w, a, t.circle, "London", now=NOW),
            "undelivered.send_undelivered_again": lambda w, a, t: undelivered.send_undelivered_again(
                w, a, t.undelivered, now=NOW
            ),
            "undo.undo_change": lambda w, a, t: undo.undo_change(w, a, t.undo, now=NOW),
        }.items()
    },
    # What only makes sense for who leads.
    "covers.ask_cover": UseCase(lambda w, a, t: covers.ask_cover(w, a, t.later, now=NOW), {FACILITATOR}),
}
