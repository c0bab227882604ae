"""I can't lead this one: the others are asked, the first leads, organizers hear only if nobody does (SPEC 2, `cover`)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.app.audiences import organizers_of
from bot.app.authority import Action, is_allowed, may
from bot.app.plans import LIVE, new_post
from bot.app.ports import Work
from bot.domain.circles import Circle, CircleIsDeleted, Stage
from bot.domain.covers import Cover, CoverIsTaken, Refusal, organizers_hear_at
from bot.domain.errors import NotAllowed
from bot.domain.ids import CircleId, CoverId, MeetingId, PersonId, PlanId, new_id
from bot.domain.meetings import Meeting, MeetingHasMoved, ensure_ahead
from bot.domain.posts import Plan, PlanState, PostKind, Reason
from bot.domain.timing import Timing


@dataclass(frozen=True, slots=True)
class CoverSeen:
    """A meeting that somebody cannot lead: who asked, who was asked, and who leads it instead, if anybody does yet.

    With `either`, whoever reads this was asked and cannot lead it either; then `others` says whether anybody else may.
    """

    cover: Cover
    circle: Circle
    meeting: Meeting
    count: int
    asked_by: str
    taken_by: str | None
    asked: tuple[str, ...]
    either: bool = False
    others: bool = True


def ask_cover(work: Work, actor: PersonId, meeting_id: MeetingId, *, now: datetime) -> CoverSeen:
    """The actor cannot lead the meeting; the co-facilitators are asked. Again changes nothing, unless the actor had taken it.

    Who was asked and cannot either is not asked again, and when nobody else is left the organizers hear at once.

    Raises NotAllowed for those who do not facilitate the circle, MeetingHasStarted or MeetingIsCancelled.
    """
    circle = work.circles.lock(work.meetings.get(meeting_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    meeting = work.meetings.get(meeting_id)
    if actor not in work.circles.facilitators(circle.id):
        raise NotAllowed
    if circle.stage is Stage.DELETED:
        raise CircleIsDeleted(circle=circle.name)
    ensure_ahead(meeting, now=now)
    present = cover_of(work, meeting)
    if present is not None and present.taken_by != actor:
        return _say_no(work, circle, present, actor, now=now)
    return _ask(work, circle, meeting, actor, now=now)


def decline_cover(work: Work, actor: PersonId, cover_id: CoverId, *, now: datetime) -> CoverSeen:
    """The actor, who was asked, cannot lead the meeting either. When all have said so, the organizers hear at once.

    Raises MeetingHasMoved, MeetingHasStarted or MeetingIsCancelled.
    """
    cover = work.covers.get(cover_id)
    circle = work.circles.lock(work.meetings.get(cover.meeting_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    cover, meeting = work.covers.get(cover_id), work.meetings.get(cover.meeting_id)
    ensure_ahead(meeting, now=now)
    if cover.revision != meeting.revision:
        raise MeetingHasMoved(number=meeting.number, starts=meeting.starts)
    return _say_no(work, circle, cover, actor, now=now)


def stop_leading(work: Work, circle: Circle, person: PersonId, *, now: datetime) -> None:
    """Who runs the circle no longer leads none of its meetings: somebody else is wanted for what they had taken.

    Where they were the last who could have taken one, the organizers hear at once.
    """
    for meeting in work.meetings.of_circle(circle.id):
        cover = cover_of(work, meeting)
        if cover is None or not meeting.is_on or meeting.has_started(now=now):
            continue
        if cover.taken_by == person:
            unable = [cover.asked_by, *work.covers.refused_by(cover.id)]
            cover = _ask(work, circle, meeting, person, now=now).cover
            for other in unable:
                # Asked again, they may have found the time; but nobody waits for that.
                work.covers.refuse(Refusal(cover.id, other, now))
        if cover.is_open and not _left_to_ask(work, cover, work.circles.facilitators(circle.id)):
            _tell_organizers_now(work, cover.id, now=now)


def circles_led(work: Work, person: PersonId, *, now: datetime) -> set[CircleId]:
    """The circles of the meetings ahead that the person has taken, perhaps as an organizer."""
    covers = work.covers.taken_by(person)
    meetings = [work.meetings.get(cover.meeting_id) for cover in covers]
    return {meeting.circle_id for meeting in meetings if not meeting.has_started(now=now)}


def _say_no(work: Work, circle: Circle, cover: Cover, actor: PersonId, *, now: datetime) -> CoverSeen:
    facilitators = work.circles.facilitators(circle.id)
    either = cover.is_open and cover.asked_by != actor and actor in facilitators
    if either:
        work.covers.refuse(Refusal(cover.id, actor, now))
    others = bool(_left_to_ask(work, cover, facilitators))
    if either and not others:
        _tell_organizers_now(work, cover.id, now=now)
    return replace(_seen(work, circle, cover), either=either, others=others)


def _left_to_ask(work: Work, cover: Cover, facilitators: Sequence[PersonId]) -> set[PersonId]:
    """Who facilitates the circle and has not said no."""
    return set(facilitators) - {cover.asked_by, *work.covers.refused_by(cover.id)}


def _ask(work: Work, circle: Circle, meeting: Meeting, actor: PersonId, *, now: datetime) -> CoverSeen:
    cover = Cover(CoverId(new_id()), meeting.id, meeting.revision, actor, now)
    work.covers.add(cover)
    others = [person for person in work.circles.facilitators(circle.id) if person != actor]
    timing = Timing(now, meeting.starts_at)
    work.posts.put([new_post((PostKind.COVER, cover.id, 0), timing, person=person) for person in others])
    work.plans.add(
        Plan(
            id=PlanId(new_id()),
            kind=PostKind.COVER_OPEN,
            subject=cover.id,
            revision=0,
            state=PlanState.PLANNED,
            reason=None,
            due_at=organizers_hear_at(meeting, others=bool(others), now=now),
            useless_at=meeting.starts_at,
            made_at=now,
        )
    )
    return _seen(work, circle, cover)


def take_cover(work: Work, actor: PersonId, cover_id: CoverId, *, now: datetime) -> CoverSeen:
    """The actor leads the meeting; the others see who. One's own again changes nothing.

    Raises CoverIsTaken when another was first, MeetingHasMoved, MeetingHasStarted or MeetingIsCancelled.
    """
    cover = work.covers.get(cover_id)
    circle = work.circles.lock(work.meetings.get(cover.meeting_id).circle_id)
    may(work, actor, Action.RUN_CIRCLE, circle, now=now)
    cover, meeting = work.covers.get(cover_id), work.meetings.get(cover.meeting_id)
    if cover.taken_by == actor:
        return _seen(work, circle, cover)
    if cover.taken_by is not None:
        raise CoverIsTaken(name=work.people.names([cover.taken_by])[cover.taken_by])
    ensure_ahead(meeting, now=now)
    if cover.revision != meeting.revision:
        raise MeetingHasMoved(number=meeting.number, starts=meeting.starts)
    work.covers.change(cover_id, taken_by=actor, taken_at=now)
    told = {post.person_id for post in work.posts.of(PostKind.COVER_OPEN, cover_id) if post.person_id}
    _drop(work, cover_id)
    others = {*work.circles.facilitators(circle.id), cover.asked_by, *told} - {actor}
    others = {person for person in others if is_allowed(work, person, Action.RUN_CIRCLE, circle)}
    key, timing = (PostKind.COVER_TAKEN, cover_id, 0), Timing(now, meeting.starts_at)
    work.posts.put([new_post(key, timing, person=person) for person in sorted(others)])
    return _seen(work, circle, replace(cover, taken_by=actor, taken_at=now))


def see_cover(work: Work, cover_id: CoverId) -> CoverSeen:
    """A cover as a post tells of it. Raises NotFound."""
    cover = work.covers.get(cover_id)
    return _seen(work, work.circles.get(work.meetings.get(cover.meeting_id).circle_id), cover)


def cover_of(work: Work, meeting: Meeting) -> Cover | None:
    """The latest cover for the meeting's present time."""
    found = (cover for cover in work.covers.of_meeting(meeting.id) if cover.revision == meeting.revision)
    return next(found, None)


def still_wanted(work: Work, cover_id: CoverId) -> Reason | None:
    """Why nobody needs to be asked any more; None while somebody is wanted for a meeting that takes place."""
    cover = work.covers.get(cover_id)
    if not cover.is_open:
        return Reason.ANSWERED
    return when_it_takes_place(work, cover_id)


def when_it_takes_place(work: Work, cover_id: CoverId) -> Reason | None:
    """Why the cover has become pointless: the meeting is off or at another time."""
    cover = work.covers.get(cover_id)
    meeting = work.meetings.get(cover.meeting_id)
    stage = work.circles.get(meeting.circle_id).stage
    takes_place = stage in LIVE and meeting.is_on and meeting.revision == cover.revision
    return None if takes_place else Reason.SUBJECT_CHANGED


def who_hears_of_open(work: Work, cover_id: CoverId) -> list[PersonId]:
    """The team's organizers but for whoever asked; if there is no other, they too."""
    seen = see_cover(work, cover_id)
    organizers = organizers_of(work, seen.circle.team_id)
    return [person for person in organizers if person != seen.cover.asked_by] or organizers


def _tell_organizers_now(work: Work, cover_id: CoverId, *, now: datetime) -> None:
    plan = work.plans.find_for(PostKind.COVER_OPEN, cover_id, 0)
    if plan is not None and plan.state is PlanState.PLANNED and plan.due_at > now:
        work.plans.change(plan.id, due_at=now)


def _drop(work: Work, cover_id: CoverId) -> None:
    plan = work.plans.find_for(PostKind.COVER_OPEN, cover_id, 0)
    if plan is not None and plan.state is PlanState.PLANNED:
        work.plans.change(plan.id, state=PlanState.DROPPED, reason=Reason.ANSWERED)
    for kind in (PostKind.COVER, PostKind.COVER_OPEN):
        work.posts.drop(kind, cover_id, reason=Reason.ANSWERED)


def _seen(work: Work, circle: Circle, cover: Cover) -> CoverSeen:
    asked = [post.person_id for post in work.posts.of(PostKind.COVER, cover.id) if post.person_id]
    people = {cover.asked_by, *asked, *([cover.taken_by] if cover.taken_by else [])}
    names = work.people.names(people)
    return CoverSeen(
        cover=cover,
        circle=circle,
        meeting=work.meetings.get(cover.meeting_id),
        count=len(work.meetings.of_circle(circle.id)),
        asked_by=names[cover.asked_by],
        taken_by=names[cover.taken_by] if cover.taken_by else None,
        asked=tuple(sorted((names[person] for person in asked), key=str.casefold)),
    )
