"""What linked places read: a meeting's card, and notices of what has changed about it (SPEC 3, 5, 9; 4.16 to 4.19)."""

from dataclasses import replace
from datetime import datetime

from bot.app.cards import MeetingCard, meeting_card, newest_card
from bot.app.ports import Work
from bot.chat.catalog import Catalog
from bot.chat.markup import flat, isolated
from bot.chat.outgoing import CardKey, Facts, Message, Part, People, Spans, Text
from bot.chat.turn import Reader
from bot.chat.views import notices
from bot.chat.views.circles import where_in_places
from bot.chat.views.names import FEW, FOLD, first_name, literal
from bot.chat.views.rsvps import rsvp_row
from bot.domain.cards import Card
from bot.domain.circles import Circle, Stage
from bot.domain.ids import CircleId, MeetingId
from bot.domain.posts import Post, PostKind
from bot.domain.text import shortened
from bot.domain.times import Moment
from bot.domain.words import fill_in

NAME_ON_CARD = 24
"""Characters of a name on a card, which has room for one message however many come."""


def place_post(work: Work, catalog: Catalog, post: Post, *, now: datetime) -> Message:
    """A post to a linked place."""
    if post.kind is PostKind.DELETED:
        circle = work.circles.get(CircleId(post.subject))
        return notices.deleted(_reader(work, catalog, circle, now=now), circle)
    seen = meeting_card(work, MeetingId(post.subject), posted_for=post.revision)
    reader = _reader(work, catalog, seen.circle, now=now)
    match post.kind:
        case PostKind.REMINDER | PostKind.CARD:
            before = newest_card(work, seen.circle.id, post.place_id) if post.place_id else None
            return replace(of_meeting(reader, seen), instead_of=before.reference if before else None)
        case PostKind.MOVED:
            return _notice(reader, seen, "moved-heading", "moved-ask")
        case PostKind.ON_AGAIN:
            return _notice(reader, seen, "on-again-heading", "on-again-ask")
        case PostKind.CHANGED:
            return _notice(reader, seen, "changed-heading", None)
        case PostKind.CANCELLED:
            return _cancelled(reader, seen)
        case _:
            raise ValueError(f"a {post.kind} goes to no linked place")


def card_now(work: Work, catalog: Catalog, card: Card, *, now: datetime) -> Message:
    """The face that the card has as things are now. Raises NotFound."""
    seen = meeting_card(work, MeetingId(card.subject), posted_for=card.revision)
    return of_meeting(_reader(work, catalog, seen.circle, now=now), seen)


def of_meeting(reader: Reader, seen: MeetingCard) -> Message:
    """When, where, what for, and who comes: by first name or as a headcount; buttons while one can still answer."""
    say, circle, meeting = reader.say, seen.circle, seen.meeting
    if circle.stage is Stage.DELETED:
        return Message((Text(say("deleted-heading", circle=circle.name)),))
    if not meeting.is_on:
        return _cancelled(reader, seen)
    own = _own_words(reader, seen)
    parts: list[Part] = [Text((literal(own),))] if own else []
    number, count = meeting.number, seen.count
    parts.append(Text(say("reminder-circle", circle=circle.name, number=number, count=count)))
    parts.append(Facts(tuple(_facts(reader, seen, agenda="{agenda}" not in (_words(seen) or "")))))
    parts.append(Text(_counts(reader, seen)))
    if circle.names_in_places:
        parts += _names(reader, "manage-coming", seen.coming, FOLD)
        parts += _names(reader, "manage-maybe", seen.maybe, FEW)
        parts += _names(reader, "manage-not-coming", seen.not_coming, FEW)
    row = () if meeting.has_started(now=reader.now) else (rsvp_row(reader, meeting),)
    return Message(tuple(parts), row, card=CardKey("meeting", meeting.id))


def _notice(reader: Reader, seen: MeetingCard, heading: str, ask: str | None) -> Message:
    say, meeting = reader.say, seen.meeting
    text = say(heading, circle=seen.circle.name, number=meeting.number, count=seen.count)
    facts = Facts(tuple(_facts(reader, seen, agenda=False, before=heading == "moved-heading")))
    if ask is None:
        return Message((Text(text), facts))
    return Message((Text(text), facts, Text(say(ask))), (rsvp_row(reader, meeting),))


def _cancelled(reader: Reader, seen: MeetingCard) -> Message:
    say, meeting = reader.say, seen.meeting
    text = say("cancelled-heading", circle=seen.circle.name, number=meeting.number, count=seen.count)
    when = Facts(((say.line("post-when"), (reader.when(meeting.starts),)),))
    return Message((Text(text), when, Text(say("cancelled-rest"))))


def _facts(
    reader: Reader, seen: MeetingCard, *, agenda: bool, before: bool = False
) -> list[tuple[str, Spans]]:
    say, meeting = reader.say, seen.meeting
    rows: list[tuple[str, Spans]] = []
    if (before or seen.moved) and meeting.moved_from_at is not None:
        was = Moment(meeting.moved_from_at, meeting.zone)
        rows.append((say.line("moved-before"), (reader.when(was),)))
        rows.append((say.line("moved-now"), (reader.when(meeting.starts),)))
    else:
        rows.append((say.line("post-when"), (reader.when(meeting.starts),)))
    rows.append((say.line("post-where"), where_in_places(reader, seen.circle, meeting)))
    if agenda and meeting.agenda:
        rows.append((say.line("post-agenda"), (literal(meeting.agenda),)))
    return rows


def _counts(reader: Reader, seen: MeetingCard) -> Spans:
    coming, maybe, absent = len(seen.coming), len(seen.maybe), len(seen.not_coming)
    return reader.say("digest-answers", coming=coming, maybe=maybe, absent=absent, silent=seen.silent)


def _names(reader: Reader, heading: str, names: tuple[str, ...], fold: int) -> list[Part]:
    if not names:
        return []
    shown = tuple(isolated(shortened(first_name(name), NAME_ON_CARD)) for name in names[:fold])
    return [People(reader.say.line(heading), shown, len(names))]


def _words(seen: MeetingCard) -> str | None:
    return seen.meeting.reminder_words or seen.circle.reminder_words


def _own_words(reader: Reader, seen: MeetingCard) -> str | None:
    """The facilitator's words to all, with the facts as they are now; None where they left it to us."""
    words, say, meeting = _words(seen), reader.say, seen.meeting
    if words is None:
        return None
    return fill_in(
        words,
        {
            "name": say.line("card-everybody"),
            "circle": seen.circle.name,
            "meeting": say.line("card-meeting-of", number=meeting.number, count=seen.count),
            "when": reader.when(meeting.starts).text,
            "place": flat(where_in_places(reader, seen.circle, meeting)),
            "agenda": meeting.agenda or "",
        },
    )


def _reader(work: Work, catalog: Catalog, circle: Circle, *, now: datetime) -> Reader:
    """Everybody there, in the circle's language and on its clock."""
    say = catalog.speaker(circle.language, work.teams.get(circle.team_id).language)
    return Reader(say, None, now, alone=False)
