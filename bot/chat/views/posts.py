"""Posts as their recipients read them: rendered when they go out, in the reader's language."""

from datetime import datetime

from bot.app.circles import upcoming
from bot.app.digests import digest_of
from bot.app.ports import Work
from bot.chat.catalog import Catalog, Pick
from bot.chat.outgoing import Facts, Message, Part, Plain, Spans, Text
from bot.chat.turn import Reader
from bot.chat.views.circles import where_of
from bot.chat.views.digests import digest
from bot.chat.views.rsvps import rsvp_row
from bot.domain.circles import Circle
from bot.domain.ids import MeetingId, SignupId
from bot.domain.meetings import Meeting
from bot.domain.people import Person
from bot.domain.posts import Post, PostKind, parse_digest_subject
from bot.domain.rsvps import stands
from bot.domain.signups import Standing


def render_post(work: Work, catalog: Catalog, post: Post, *, now: datetime) -> Message:
    """The message that the post is, as things are now."""
    person = work.people.get(post.person_id) if post.person_id else None
    match post.kind:
        case PostKind.DIGEST:
            return _digest(work, catalog, post, person, now=now)
        case PostKind.SEAT:
            circle = work.circles.get(work.signups.get(SignupId(post.subject)).circle_id)
        case PostKind.REMINDER | PostKind.MOVED | PostKind.CANCELLED:
            circle = work.circles.get(work.meetings.get(MeetingId(post.subject)).circle_id)
    if person is None:
        raise ValueError(f"a {post.kind} goes to a person")
    reader = Reader(catalog.speaker(person.language, circle.language), person.zone, now)
    if post.kind is PostKind.SEAT:
        return _seat(work, reader, circle, person)
    meeting = work.meetings.get(MeetingId(post.subject))
    count = len(work.meetings.of_circle(circle.id))
    match post.kind:
        case PostKind.REMINDER:
            return _reminder(work, reader, circle, meeting, person, count)
        case PostKind.MOVED:
            return _moved(work, reader, circle, meeting, person, count)
        case PostKind.CANCELLED:
            return _cancelled(reader, circle, meeting, count)


def _reminder(
    work: Work, reader: Reader, circle: Circle, meeting: Meeting, person: Person, count: int
) -> Message:
    say = reader.say
    answer = stands(work.rsvps.of(meeting.id, person.id), meeting) or Pick("none")
    parts: list[Part] = [
        Text(say("reminder-heading", name=person.name, answer=answer)),
        Text(say("reminder-circle", circle=circle.name, number=meeting.number, count=count)),
        Facts(
            (
                (say.line("post-when"), reader.when_for_both(meeting.starts)),
                (say.line("post-where"), where_of(reader, circle, with_link=True)),
            )
        ),
    ]
    if not isinstance(answer, Pick):
        parts.append(Text(say("reminder-change")))
    return Message(tuple(parts), (rsvp_row(reader, meeting),))


def _moved(
    work: Work, reader: Reader, circle: Circle, meeting: Meeting, person: Person, count: int
) -> Message:
    say = reader.say
    parts: list[Part] = [
        Text(say("moved-heading", circle=circle.name, number=meeting.number, count=count)),
        Facts(((say.line("moved-now"), reader.when_for_both(meeting.starts)),)),
    ]
    signup = work.signups.of(circle.id, person.id)
    if signup is None or signup.standing is not Standing.SEATED:
        return Message(tuple(parts))
    return Message((*parts, Text(say("moved-ask"))), (rsvp_row(reader, meeting),))


def _cancelled(reader: Reader, circle: Circle, meeting: Meeting, count: int) -> Message:
    say = reader.say
    return Message(
        (
            Text(say("cancelled-heading", circle=circle.name, number=meeting.number, count=count)),
            Facts(((say.line("post-when"), reader.when_for_both(meeting.starts)),)),
            Text(say("cancelled-rest")),
        )
    )


def _seat(work: Work, reader: Reader, circle: Circle, person: Person) -> Message:
    say = reader.say
    meetings = work.meetings.of_circle(circle.id)
    meeting = upcoming(meetings, now=reader.now)
    rows: list[tuple[str, Spans]] = []
    if meeting is not None:
        of = say("card-meeting-of", number=meeting.number, count=len(meetings))
        rows.append((say.line("signed-up-next"), (*reader.when_for_both(meeting.starts), Plain(" · "), *of)))
    rows.append((say.line("post-where"), where_of(reader, circle, with_link=True)))
    return Message(
        (
            Text(say("seat-heading", name=person.name, circle=circle.name)),
            Facts(tuple(rows)),
            Text(say("seat-leave")),
        )
    )


def _digest(work: Work, catalog: Catalog, post: Post, person: Person | None, *, now: datetime) -> Message:
    team_id, week = parse_digest_subject(post.subject)
    team = work.teams.get(team_id)
    say = catalog.speaker(person.language, team.language) if person else catalog.speaker(team.language)
    seen = digest_of(work, team, week, now=now)
    return digest(Reader(say, person.zone if person else None, now), seen, public=person is None)
