"""Posts as their recipients read them: rendered when they go out, in the reader's language."""

from dataclasses import replace
from datetime import datetime

from bot.app.covers import see_cover
from bot.app.digests import digest_of
from bot.app.ports import Work
from bot.app.post_subjects import circle_of, team_of
from bot.chat.catalog import Catalog
from bot.chat.outgoing import Message
from bot.chat.turn import Reader
from bot.chat.views import (
    afterwards,
    cards,
    covers,
    messages,
    notices,
    recaps,
    relays,
    reminders,
    seats,
    wrap_up,
)
from bot.chat.views.about import About
from bot.chat.views.digests import digest
from bot.domain.ids import CoverId, MeetingId, SignupId
from bot.domain.people import Person
from bot.domain.posts import Post, PostKind, parse_digest_subject


def render_post(work: Work, catalog: Catalog, post: Post, *, now: datetime) -> Message:
    """The message that the post is, as things are now."""
    if post.kind is PostKind.DIGEST:
        return _digest(work, catalog, post, now=now)
    if post.kind is PostKind.ALERT:
        return notices.alert(Reader(catalog.speaker(), None, now), work, post)
    if post.person_id is None:
        return cards.place_post(work, catalog, post, now=now)
    person = work.people.get(post.person_id)
    circle = circle_of(work, post)
    team = work.teams.get(team_of(work, post))
    say = catalog.speaker(person.language, circle.language if circle else None, team.language)
    reader = Reader(say, person.zone, now)
    match post.kind:
        case PostKind.PLACE_LOST:
            return notices.place_lost(reader, work, post, team)
        case PostKind.LINK_LOST if circle is not None:
            return notices.link_lost(reader, work, post, circle)
        case PostKind.UNSURE:
            return notices.unsure(reader, work, post, circle, team)
        case PostKind.UNDELIVERED:
            return notices.undelivered(reader, work, post, circle, team)
        case PostKind.UNREACHABLE:
            return notices.unreachable(reader, work, post)
        case PostKind.SEAT if circle is not None:
            return seats.yours(reader, circle, work.meetings.of_circle(circle.id), person.name)
        case PostKind.OFFER if circle is not None:
            signup = work.signups.get(SignupId(post.subject))
            return seats.offer(reader, circle, signup, work.meetings.of_circle(circle.id))
        case PostKind.REMOVED if circle is not None:
            return seats.removed(reader, circle, person.name)
        case PostKind.PROMOTED if circle is not None:
            return seats.promoted(reader, circle, person.name)
        case PostKind.STEPPED_BACK:
            return notices.stepped_back(reader, work, post, circle, team)
        case PostKind.COVER | PostKind.COVER_OPEN | PostKind.COVER_TAKEN:
            return covers.notice(reader, post.kind, see_cover(work, CoverId(post.subject)))
        case PostKind.GOAL_CHECK:
            return afterwards.goal_check(reader, work, post, person)
        case PostKind.DELETED if circle is not None:
            return notices.deleted(reader, circle)
        case PostKind.MESSAGE if circle is not None:
            return messages.message_post(reader, work, post, circle)
        case PostKind.RELAY:
            return relays.relay_post(reader, work, post, person)
        case PostKind.WRAP_UP:
            return wrap_up.wrap_up(reader, work, post)
        case _:
            return about_meeting(reader, work, post.kind, MeetingId(post.subject), person)


def about_meeting(
    reader: Reader, work: Work, kind: PostKind, meeting_id: MeetingId, person: Person
) -> Message:
    """A post about a meeting, as that person reads it."""
    about = About.meeting_of(work, meeting_id, person)
    match kind:
        case PostKind.PREVIEW:
            return reminders.preview(reader, work, about)
        case PostKind.REMINDER:
            return reminders.reminder(reader, work, about)
        case PostKind.NUDGE:
            return reminders.nudge(reader, about)
        case PostKind.TODAY:
            return reminders.today(reader, work, about)
        case PostKind.MOVED:
            return notices.moved(reader, work, about)
        case PostKind.CANCELLED:
            return notices.cancelled(reader, about)
        case PostKind.ON_AGAIN:
            return notices.on_again(reader, work, about)
        case PostKind.CHANGED:
            return notices.changed(reader, about)
        case PostKind.HOW_WAS_IT | PostKind.HOW_WAS_IT_AGAIN:
            return afterwards.how_was_it(reader, about, again=kind is PostKind.HOW_WAS_IT_AGAIN)
        case PostKind.RATING:
            return afterwards.rating(reader, about)
        case PostKind.RECAP:
            return recaps.recap(reader, work, about)
        case _:
            raise ValueError(f"a {kind} is not about a meeting")


def _digest(work: Work, catalog: Catalog, post: Post, *, now: datetime) -> Message:
    team_id, week = parse_digest_subject(post.subject)
    team = work.teams.get(team_id)
    person = work.people.get(post.person_id) if post.person_id else None
    say = catalog.speaker(person.language if person else None, team.language)
    # What has changed since it was sent belongs to a later view.
    seen = replace(digest_of(work, team, week, now=now), since={})
    return digest(Reader(say, person.zone if person else None, now), seen, public=person is None)
