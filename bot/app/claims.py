"""A one-time link with which somebody takes a seat that is theirs: added by name, or with a new account (SPEC 1.6).

There is no second seat either way: answers and goals go along, and whoever is in the circle already has one place after it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.app.authority import Action, may
from bot.app.line import end_offer, fill_seats, seat_down
from bot.app.mutes import unmute
from bot.app.plans import catch_up
from bot.app.ports import Work
from bot.app.seats import ensure_not_deleted, locked_circle_of, present_signup
from bot.app.signups import FacilitatesAlready, SignedUp, outcome_of
from bot.domain.circles import Circle
from bot.domain.claims import CLAIM_WITHIN, SeatLink, SeatLinkUnknown, ensure_open
from bot.domain.feedback import GoalCheck
from bot.domain.ids import PersonId, SeatLinkId, SignupId, new_id
from bot.domain.invitations import hash_of, new_code
from bot.domain.signups import HERE, Signup, Standing


@dataclass(frozen=True, slots=True)
class Claim:
    """A seat that a link leads to: whose it is by name, and whether the reader has it already."""

    circle: Circle
    signup: Signup
    name: str
    is_own: bool


def make_seat_link(
    work: Work, actor: PersonId, signup_id: SignupId, *, now: datetime
) -> tuple[Circle, str, str]:
    """A code with which one person takes that seat; an earlier one that nobody has used does not work any more.

    Returns the circle, the name and the code. Raises LearnerIsGone or CircleIsDeleted.
    """
    circle = locked_circle_of(work, signup_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    signup = present_signup(work, circle, signup_id)
    work.seat_links.withdraw(signup_id)
    code = new_code()
    work.seat_links.add(
        SeatLink(
            id=SeatLinkId(new_id()),
            code_hash=hash_of(code),
            signup_id=signup_id,
            made_by=actor,
            made_at=now,
            expires_at=now + CLAIM_WITHIN,
        )
    )
    return circle, work.people.names([signup.person_id])[signup.person_id], code


def see_claim(work: Work, actor: PersonId, code: str, *, now: datetime) -> Claim:
    """The seat that the link leads to; looking at it changes nothing.

    Raises SeatLinkUnknown, SeatLinkUsed, SeatLinkExpired, CircleIsDeleted or FacilitatesAlready.
    """
    may(work, actor, Action.JOIN, None, now=now)
    _, claim = _look_up(work, actor, code, now=now)
    return claim


def claim_seat(work: Work, actor: PersonId, code: str, *, now: datetime) -> SignedUp:
    """The actor takes the seat with all that was said from it; again it changes nothing. Raises as see_claim does."""
    may(work, actor, Action.JOIN, None, now=now)
    link, claim = _look_up(work, actor, code, now=now)
    work.circles.lock(claim.circle.id)
    link, claim = _look_up(work, actor, code, now=now)
    circle, signup = claim.circle, claim.signup
    if link.used_by is None:
        work.seat_links.change(link.id, used_by=actor, used_at=now)
    if claim.is_own:
        own = work.signups.of(circle.id, actor) or signup
        return outcome_of(work, circle, own.id, is_new=False, now=now)
    unmute(work, actor, circle.id, now=now)
    _keep_name(work, signup.person_id, actor)
    work.seat_links.move_words(circle.id, signup.person_id, actor)
    work.cards.mark(circle.id, now=now)
    before = work.signups.of(circle.id, actor)
    if before is None:
        work.signups.change(signup.id, person_id=actor, consented_at=now, changed_at=now)
        kept = work.signups.get(signup.id)
        if kept.standing is Standing.OFFERED and kept.seat is not None:
            seat_down(work, circle, kept, kept.seat, now=now)
        elif kept.standing is Standing.SEATED:
            catch_up(work, circle, actor, now=now)
        return outcome_of(work, circle, kept.id, is_new=True, now=now)
    _make_one(work, circle, signup, before, now=now)
    return outcome_of(work, circle, before.id, is_new=True, now=now)


def _look_up(work: Work, actor: PersonId, code: str, *, now: datetime) -> tuple[SeatLink, Claim]:
    link = work.seat_links.by_hash(hash_of(code))
    if link is None:
        raise SeatLinkUnknown
    signup = work.signups.get(link.signup_id)
    circle = work.circles.get(signup.circle_id)
    ensure_not_deleted(circle)
    name = work.people.names([signup.person_id])[signup.person_id]
    own = work.signups.of(circle.id, actor)
    if link.used_by == actor and own is not None and own.standing in HERE:
        return link, Claim(circle, signup, name, is_own=True)
    ensure_open(link, now=now)
    if signup.standing not in HERE:
        raise SeatLinkUnknown
    if actor in work.circles.facilitators(circle.id):
        raise FacilitatesAlready(circle=circle.name)
    return link, Claim(circle, signup, name, is_own=signup.person_id == actor)


def _keep_name(work: Work, before: PersonId, actor: PersonId) -> None:
    """Who has never said what to be called keeps the name under which the others know the seat."""
    known = work.people.get(before)
    if work.people.get(actor).named_at is None:
        work.people.change(actor, name=known.name)


def _make_one(work: Work, circle: Circle, given: Signup, own: Signup, *, now: datetime) -> None:
    """Two places become one: a seat rather than the line, the earlier number in line, the later answers."""
    both = [one for one in (own, given) if one.standing in HERE]
    seats = [one.seat for one in both if one.seat is not None]
    numbers = [one.line_no for one in both if one.line_no is not None]
    newer = own.standing in HERE and own.changed_at > given.changed_at
    later, earlier = (own, given) if newer else (given, own)
    for one in both:
        _stand_up(work, one)
    work.signups.change(
        own.id,
        standing=Standing.SEATED if seats else Standing.IN_LINE,
        seat=min(seats) if seats else None,
        line_no=None if seats else min(numbers),
        goal=later.goal or earlier.goal,
        offer=later.offer or earlier.offer,
        consented_at=now,
        signed_up_at=min(one.signed_up_at for one in both),
        changed_at=now,
    )
    for check in work.goal_checks.of_circle(circle.id):
        if check.signup_id == given.id:
            _keep_later_check(work, circle, replace(check, signup_id=own.id))
    if seats:
        catch_up(work, circle, own.person_id, now=now)
    fill_seats(work, circle, now=now)


def _stand_up(work: Work, one: Signup) -> None:
    """Off seat and line for a moment; a seat that was held is taken with it, so nothing waits for that any more."""
    end_offer(work, one)
    work.signups.change(
        one.id, standing=Standing.LEFT, seat=None, line_no=None, held_until=None, passed_until=None
    )


def _keep_later_check(work: Work, circle: Circle, check: GoalCheck) -> None:
    own = [
        one
        for one in work.goal_checks.of_circle(circle.id)
        if (one.signup_id, one.last) == (check.signup_id, check.last)
    ]
    if not any(one.answered_at > check.answered_at for one in own):
        work.goal_checks.put(check)
