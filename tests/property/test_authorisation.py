"""Who may do what: every use case, tried by everybody in two teams (SPEC 1.3)."""

import importlib
import inspect
import pkgutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

import bot.app
from bot.app import calendars as cal
from bot.app import (
    check_ins,
    circles,
    claims,
    covers,
    deletion,
    digests,
    erasure,
    feedback,
    invitations,
    lateness,
    learners,
    ledger,
    line,
    linking,
    meetings,
    messages,
    mutes,
    mydata,
    needs,
    overview,
    people,
    preferences,
    recaps,
    relays,
    rsvps,
    run_again,
    seats,
    signups,
    teams,
    timeline,
    undo,
)
from bot.app import meeting_details as details
from bot.app.plans import new_post
from bot.app.ports import Work
from bot.domain.errors import BrokenRule, NotAllowed, NotFound
from bot.domain.feedback import Progress
from bot.domain.hands import Need
from bot.domain.ids import AccountId, PersonId
from bot.domain.messages import Recipients
from bot.domain.people import AccountKey, Platform
from bot.domain.posts import PostKind, PostState, digest_subject
from bot.domain.rhythm import Rhythm
from bot.domain.rsvps import Answer
from bot.domain.signups import Answers
from bot.domain.teams import Role
from bot.domain.timing import Timing
from bot.domain.weeks import Week
from storage.store import Store, open_store

BEGINNING = datetime(2026, 10, 5, 9, tzinfo=UTC)
NOW = datetime(2026, 10, 13, 15, 50, tzinfo=UTC)
"""Ten minutes before the second meeting; the first was a week ago."""

WEEK = Week(date(2026, 10, 12))

STRANGER, LEARNER, FACILITATOR, OTHER, ORGANIZER = "stranger", "learner", "facilitator", "other", "organizer"
"""`other` facilitates another circle of the same team."""

EVERYONE = {STRANGER, LEARNER, FACILITATOR, OTHER, ORGANIZER}
THOSE_WHO_RUN_IT = {FACILITATOR, ORGANIZER}
IN_THE_TEAM = {FACILITATOR, OTHER, ORGANIZER}


@dataclass
class Team:
    """One team with its people by role, and things by name that somebody could do something to."""

    people: dict[str, PersonId] = field(default_factory=dict[str, PersonId])
    things: dict[str, str] = field(default_factory=dict[str, str])

    def __getattr__(self, name: str) -> str:
        return self.things[name]


Do = Callable[[Work, PersonId, Team], object]


@dataclass(frozen=True)
class UseCase:
    """Does it to that team's things. `may` are the roles there that may; everybody else meets one of `refused`."""

    do: Do
    may: set[str]
    refused: tuple[type[BrokenRule], ...] = (NotAllowed,)


def _wish() -> circles.Wish:
    course = circles.CourseChoice(title="New")
    return circles.Wish(course, Rhythm(date(2026, 11, 2), time(18), 3), minutes=90, zone="Europe/Berlin")


def _plan(work: Work, team: Team, number: str) -> str:
    plan = work.plans.find_for(PostKind.REMINDER, team.things[number], 0)
    assert plan is not None
    return plan.id


def _desired(text: str = "Hello") -> messages.Desired:
    return messages.Desired(Recipients.ALL, text)


def _preferred() -> preferences.Preferred:
    return preferences.Preferred("Somebody", "en", "Europe/Paris", time(22), time(7), wants_today=False)


def _unless_last(do: Callable[[], object]) -> None:
    """Whoever is the last to run something is told what to do first; that is no question of what they may."""
    with suppress(erasure.StillFacilitates, erasure.StillOrganizes):
        do()


def _link(work: Work) -> str:
    """The code of somebody else, who is nobody in any team."""
    key = AccountKey(Platform.SLACK, "w", "somebody else")
    person = people.arrive(work, key, name="Else", language="en", zone=None, now=NOW)
    return linking.make_link_code(work, person.id, now=NOW)


def _second(work: Work, actor: PersonId) -> AccountId:
    """A second account of theirs."""
    key = AccountKey(Platform.SLACK, "w", "second")
    other = people.arrive(work, key, name="Second", language="en", zone=None, now=NOW)
    code = linking.make_link_code(work, actor, now=NOW)
    return linking.link_accounts(work, other.id, code, receives=None, now=NOW).accounts[1].id


NOT_IN_IT = (signups.NotSignedUp, NotAllowed)

USE_CASES: Mapping[str, UseCase] = {
    # What is one's own, or anybody's: it needs no role, and shows or changes nothing of others.
    **{
        name: UseCase(do, EVERYONE)
        for name, do in {
            "calendars.my_dates": lambda w, a, _: cal.my_dates(w, a, now=NOW),
            "calendars.open_feed": lambda w, a, _: cal.open_feed(w, a, now=NOW),
            "calendars.revoke_feed": lambda w, a, _: cal.revoke_feed(w, a, now=NOW),
            "check_ins.circle_behind": lambda w, a, t: check_ins.circle_behind(w, a, t.table, now=NOW),
            "circles.browse": lambda w, a, _: circles.browse(w, a, now=NOW),
            "circles.see_card": lambda w, a, t: circles.see_card(w, a, t.circle, now=NOW),
            "circles.circles_run_by": lambda w, a, _: circles.circles_run_by(w, a, now=NOW),
            "feedback.to_rate": lambda w, a, _: feedback.to_rate(w, a, now=NOW),
            "invitations.look_up": lambda w, a, t: invitations.look_up(w, a, t.code, now=NOW),
            "invitations.accept_invitation": lambda w, a, t: invitations.accept_invitation(
                w, a, t.code, now=NOW
            ),
            "invitations.take": lambda w, a, t: invitations.take(w, a, t.invitation, now=NOW),
            "invitations.take_to_found": lambda w, a, t: invitations.take_to_found(w, a, t.founding, now=NOW),
            "lateness.meetings_to_run_late_for": lambda w, a, _: lateness.meetings_to_run_late_for(
                w, a, now=NOW
            ),
            "ledger.why_me": lambda w, a, _: ledger.why_me(w, a, now=NOW),
            "ledger.why_this": lambda w, a, _: ledger.why_this(w, a, "nowhere", now=NOW),
            "messages.circles_to_write_in": lambda w, a, _: messages.circles_to_write_in(w, a, now=NOW),
            "mutes.see_muting": lambda w, a, _: mutes.see_muting(w, a, now=NOW),
            "mutes.mute": lambda w, a, t: mutes.mute(w, a, t.circle, now=NOW),
            "mutes.unmute": lambda w, a, t: mutes.unmute(w, a, t.circle, now=NOW),
            "overview.my_circles": lambda w, a, _: overview.my_circles(w, a, now=NOW),
            "erasure.see_what_goes": lambda w, a, _: _unless_last(
                lambda: erasure.see_what_goes(w, a, now=NOW)
            ),
            "erasure.forget": lambda w, a, _: _unless_last(
                lambda: erasure.forget(w, a, called="Somebody", now=NOW)
            ),
            "linking.make_link_code": lambda w, a, _: linking.make_link_code(w, a, now=NOW),
            "linking.look_at_link": lambda w, a, _: linking.look_at_link(w, a, _link(w), now=NOW),
            "linking.link_accounts": lambda w, a, _: linking.link_accounts(
                w, a, _link(w), receives=None, now=NOW
            ),
            "linking.unlink_account": lambda w, a, _: linking.unlink_account(w, a, _second(w, a), now=NOW),
            "mydata.everything_about": lambda w, a, _: mydata.everything_about(w, a, now=NOW),
            "preferences.see_preferences": lambda w, a, _: preferences.see_preferences(w, a, now=NOW),
            "preferences.change_preferences": lambda w, a, _: preferences.change_preferences(
                w, a, _preferred(), languages=("en",), now=NOW
            ),
            "preferences.receive_here": lambda w, a, _: preferences.receive_here(
                w, a, w.accounts.of(a)[0].id, now=NOW
            ),
            "people.call_me": lambda w, a, _: people.call_me(w, a, "Somebody", now=NOW),
            "relays.circles_to_talk_to": lambda w, a, _: relays.circles_to_talk_to(w, a, now=NOW),
            "relays.replied_to": lambda w, a, _: relays.replied_to(w, a, "nowhere", now=NOW),
            "rsvps.open_prompts": lambda w, a, _: rsvps.open_prompts(w, a, now=NOW),
            "teams.found_team": lambda w, a, t: teams.found_team(
                w, a, t.founding, name="New", zone="Europe/Berlin", language="en", now=NOW
            ),
            "teams.teams_of": lambda w, a, _: teams.teams_of(w, a, now=NOW),
        }.items()
    },
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
    # For those who run the circle.
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
            "deletion.delete_circle": lambda w, a, t: deletion.delete_circle(w, a, t.circle, now=NOW),
            "feedback.give_feedback": lambda w, a, t: feedback.give_feedback(
                w, a, t.past, feedback.Said(4), now=NOW
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
                w, a, t.circle, _desired(), now=NOW
            ),
            "messages.rewrite_message": lambda w, a, t: messages.rewrite_message(
                w, a, t.message, _desired("Other words"), now=NOW
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
            "undo.undo_change": lambda w, a, t: undo.undo_change(w, a, t.undo, now=NOW),
        }.items()
    },
    # What hides whether it is there, and what only makes sense for who leads.
    "calendars.dates_of": UseCase(
        lambda w, a, t: cal.dates_of(w, a, t.circle, now=NOW), {LEARNER, *THOSE_WHO_RUN_IT}, (NotFound,)
    ),
    "line.decline_seat": UseCase(
        lambda w, a, t: line.decline_seat(w, a, t.crowded, 1, now=NOW), {LEARNER}, NOT_IN_IT
    ),
    "covers.ask_cover": UseCase(lambda w, a, t: covers.ask_cover(w, a, t.later, now=NOW), {FACILITATOR}),
    # In the team.
    "circles.make_circle": UseCase(
        lambda w, a, t: circles.make_circle(w, a, t.team, _wish(), now=NOW), IN_THE_TEAM
    ),
    "circles.courses_for": UseCase(lambda w, a, t: circles.courses_for(w, a, t.team, now=NOW), IN_THE_TEAM),
    "teams.see_team": UseCase(lambda w, a, t: teams.see_team(w, a, t.team, now=NOW), IN_THE_TEAM),
    **{
        name: UseCase(do, {ORGANIZER})
        for name, do in {
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


class _Done(Exception):
    """It succeeded, and is taken back."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[Path, Store, list[Team]]]:
    """Two teams of the same kind, and a stranger."""
    file = tmp_path_factory.mktemp("authorisation") / "circlebot.sqlite3"
    store = await open_store(str(file), serving=True)
    try:
        found = [await store.run(lambda work, name=name: _team(work, name)) for name in ("One", "Two")]
        yield file, store, found
    finally:
        await store.close()


def test_every_use_case_is_tried() -> None:
    """SPEC 1.3: for every command, button, form, link and file."""
    there = {
        f"{module.name.removeprefix('bot.app.')}.{name}"
        for module in pkgutil.walk_packages(bot.app.__path__, "bot.app.")
        for name, function in inspect.getmembers(importlib.import_module(module.name), inspect.isfunction)
        if function.__module__ == module.name
        and not name.startswith("_")
        and "actor" in inspect.signature(function).parameters
    }
    assert there - {"authority.may", "authority.is_allowed"} == USE_CASES.keys()


@pytest.mark.parametrize("name", USE_CASES)
@pytest.mark.asyncio(loop_scope="module")
async def test_only_those_who_may_succeed_and_a_refusal_changes_nothing(
    world: tuple[Path, Store, list[Team]], name: str
) -> None:
    """SPEC 1.3: by the acting person's id; roles in one team are none in the other."""
    file, store, found = world
    case = USE_CASES[name]

    async def attempt(actor: PersonId, team: Team) -> None:
        def job(work: Work) -> None:
            case.do(work, actor, team)
            raise _Done

        await store.run(job)

    before = _dump(file)
    for team in found:
        for home in found:
            for role, person in home.people.items():
                is_allowed = role in case.may if home is team else STRANGER in case.may
                if role == "second":
                    continue
                if is_allowed:
                    with pytest.raises(_Done):
                        await attempt(person, team)
                else:
                    with pytest.raises(case.refused):
                        await attempt(person, team)
    assert _dump(file) == before


def _dump(file: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(file)
    try:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    finally:
        connection.close()


def _team(work: Work, name: str) -> Team:
    """A team with a circle that has met once, and something of everything."""
    team = Team()

    def arrive(role: str, *, now: datetime = BEGINNING) -> PersonId:
        key = AccountKey(Platform.TELEGRAM, "bot", f"{role} {name}")
        team.people[role] = people.arrive(work, key, name=role, language="en", zone=None, now=now).id
        return team.people[role]

    for role in (STRANGER, LEARNER, FACILITATOR, OTHER, ORGANIZER, "second"):
        arrive(role)
    organizer, facilitator, second = (team.people[role] for role in (ORGANIZER, FACILITATOR, "second"))
    code = invitations.invite_as_operator(work, None, now=BEGINNING)
    founding = invitations.look_up(work, organizer, code, now=BEGINNING)
    team_id = teams.found_team(
        work, organizer, founding.id, name=name, zone="Europe/Berlin", language="en", now=BEGINNING
    ).id
    for person in (facilitator, team.people[OTHER], second):
        code = invitations.invite_to_team(work, organizer, team_id, Role.FACILITATOR, now=BEGINNING)
        invitations.accept_invitation(work, person, code, now=BEGINNING)

    def make(person: PersonId, title: str, first_on: date) -> str:
        wish = replace(
            _wish(),
            course=circles.CourseChoice(title=title),
            rhythm=Rhythm(first_on, time(18), 5),
            link="https://example.org/meet",
        )
        return circles.make_circle(work, person, team_id, wish, now=BEGINNING).id

    circle = make(facilitator, "Logic", date(2026, 10, 6))
    draft = make(facilitator, "Draft", date(2026, 11, 3))
    other = make(team.people[OTHER], "Other", date(2026, 10, 6))
    for one, person in ((circle, facilitator), (other, team.people[OTHER])):
        circles.publish_circle(work, person, one, now=BEGINNING)
    for one in (circle, draft):
        code = invitations.invite_to_circle(work, facilitator, one, now=BEGINNING)
        invitations.accept_invitation(work, second, code, now=BEGINNING)
    learner = team.people[LEARNER]
    said = Answers(goal="Think")
    signup = signups.sign_up(work, learner, circle, said, consent=True, now=BEGINNING).signup.id
    learners.add_by_name(work, facilitator, circle, "Nils", now=BEGINNING)
    (nils,) = (one for one in work.signups.seated(circle) if one.person_id != learner)
    _, _, seat_code = claims.make_seat_link(work, facilitator, nils.id, now=NOW)
    crowded = make(second, "Crowded", date(2026, 10, 13))
    circles.publish_circle(work, second, crowded, now=BEGINNING)
    seats.change_capacity(work, second, crowded, 0, now=BEGINNING)
    signups.sign_up(work, learner, crowded, said, consent=True, now=BEGINNING)
    past, following, later, off, last = (meeting.id for meeting in work.meetings.of_circle(circle))
    rsvps.record_rsvp(work, learner, past, Answer.YES, now=BEGINNING)
    meetings.cancel_meeting(work, facilitator, off, now=BEGINNING)
    _, _, table = check_ins.make_check_in_code(work, facilitator, following, now=NOW - timedelta(minutes=5))
    relay = relays.pass_on(work, learner, circle, "A question", now=BEGINNING).relay.id
    message = messages.write_message(work, facilitator, circle, _desired(), now=BEGINNING).id
    cover = covers.ask_cover(work, facilitator, later, now=BEGINNING).cover.id
    recaps.write_recap(work, facilitator, past, "Good", version=0, now=NOW)
    change = meetings.move_meeting(
        work, facilitator, last, on=date(2026, 11, 4), at=time(18), now=NOW - timedelta(minutes=1)
    )
    key = (PostKind.DIGEST, digest_subject(team_id, WEEK), 0)
    unsure = new_post(key, Timing(BEGINNING, NOW + timedelta(days=9)), person=organizer)
    work.posts.put([replace(unsure, state=PostState.UNKNOWN)])
    code = invitations.invite_to_team(work, organizer, team_id, Role.FACILITATOR, limit=None, now=NOW)
    open_link = invitations.look_up(work, learner, code, now=NOW)
    found_code = invitations.invite_as_operator(work, None, now=NOW)
    team.things |= {
        "team": team_id,
        "circle": circle,
        "draft": draft,
        "past": past,
        "next": following,
        "later": later,
        "off": off,
        "signup": signup,
        "seat_code": seat_code,
        "crowded": crowded,
        "table": table,
        "relay": relay,
        "message": message,
        "cover": cover,
        "undo": str(change.undo),
        "unsure": unsure.id,
        "code": code,
        "invitation": open_link.id,
        "founding": invitations.look_up(work, learner, found_code, now=NOW).id,
    }
    return team
