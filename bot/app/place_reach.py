"""How a group or channel can be reached: when it is lost, found again, or has another key or name (SPEC 3.3, 5)."""

from datetime import datetime

from bot.app.plans import LIVE, new_post
from bot.app.ports import Work
from bot.domain.circles import Circle
from bot.domain.ids import PlaceId, new_id
from bot.domain.people import Place, PlaceKey
from bot.domain.posts import PlanState, PostKind, PostState, Reason
from bot.domain.timing import Timing


def place_at(work: Work, key: PlaceKey, *, title: str = "", now: datetime) -> Place:
    """The place of that key, made known if it is new; it counts as within reach again, and is called as given if it is."""
    place = work.places.by_key(key)
    if place is None:
        place = Place(
            id=PlaceId(new_id()),
            platform=key.platform,
            workspace=key.workspace,
            key=key.key,
            title=title or key.key,
            unreachable_at=None,
            created_at=now,
        )
        work.places.add(place)
    else:
        work.places.change(place.id, title=title or place.title, unreachable_at=None)
    return work.places.get(place.id)


def regain_place(work: Work, place: Place, *, now: datetime) -> None:
    """We can write there again: what a linked place has missed and what still helps goes there."""
    if place.unreachable_at is None:
        return
    work.places.change(place.id, unreachable_at=None)
    for circle in sorted(work.place_links.circles(place.id), key=lambda one: one.id):
        catch_up_place(work, work.circles.lock(circle.id), place.id, now=now)


def rename_place(work: Work, place: Place, title: str) -> None:
    """The place is called otherwise now."""
    if title:
        work.places.change(place.id, title=title)


def move_place(work: Work, place: Place, new_key: str, *, now: datetime) -> None:
    """The place has another key now; links, cards and digests follow it. Again it changes nothing."""
    other = work.places.by_key(PlaceKey(place.platform, place.workspace, new_key))
    if other is None:
        work.places.change(place.id, key=new_key, unreachable_at=None)
        return
    # Somebody was quicker and has written at the new key already.
    circles = sorted(work.place_links.circles(place.id), key=lambda one: one.id)
    locked = [work.circles.lock(circle.id) for circle in circles]
    work.place_links.move(place.id, other.id)
    for team in work.teams.all():
        if team.digest_place_id == place.id:
            work.teams.change(team.id, digest_place_id=other.id)
    if place.unreachable_at is None:
        work.places.change(place.id, unreachable_at=now)
    for circle in locked:
        work.cards.remove(circle.id, place.id)
        catch_up_place(work, circle, other.id, now=now)


def catch_up_place(work: Work, circle: Circle, place: PlaceId, *, now: datetime) -> None:
    """Gives a place that is linked late the cards of meetings of which learners were reminded already (SPEC 3.5)."""
    if circle.stage not in LIVE:
        return
    for meeting in work.meetings.of_circle(circle.id):
        if not meeting.is_on or meeting.has_started(now=now):
            continue
        plan = work.plans.find_for(PostKind.REMINDER, meeting.id, meeting.revision)
        if plan is None or plan.state is not PlanState.FANNED_OUT:
            continue
        key = (PostKind.REMINDER, meeting.id, meeting.revision)
        work.posts.put([new_post(key, Timing(now, meeting.starts_at), place=place)])
        for post in work.posts.of(PostKind.REMINDER, meeting.id):
            missed = post.reason in {Reason.RECIPIENT_LEFT, Reason.UNREACHABLE}
            if post.place_id == place and post.revision == meeting.revision and missed:
                work.posts.change(post.id, state=PostState.PLANNED, reason=None, due_at=now)
    work.cards.mark(circle.id, now=now)
