"""Circles as people see them: cards, a draft."""

from bot.app.circles import CircleCard
from bot.chat.buttons import (
    InviteCoFacilitator,
    Manage,
    Publish,
    SeeMeetings,
    SignUp,
    encode,
)
from bot.chat.catalog import Target
from bot.chat.markup import isolated
from bot.chat.outgoing import (
    Button,
    DeepLink,
    Facts,
    Link,
    Message,
    Part,
    Pin,
    Plain,
    Spans,
    Style,
    Text,
    stacked,
)
from bot.chat.turn import Reader
from bot.chat.views.cities import city_of_circle
from bot.chat.views.names import few, literal
from bot.domain.circles import Circle, Stage
from bot.domain.meetings import Meeting, link_of, place_of
from bot.domain.signups import Standing
from bot.domain.times import is_skipped


def circle_link(circle: Circle) -> DeepLink:
    """The link with which people sign up for the circle."""
    return DeepLink(f"c-{circle.id}")


def card(reader: Reader, seen: CircleCard) -> Message:
    """A circle's card with what this person can do about it."""
    say, circle = reader.say, seen.circle
    parts: list[Part] = [Text(say("card-name", circle=circle.name)), Facts(_facts(reader, seen))]
    own = _own_part(seen)
    if own:
        parts.append(Text(say(own)))
    buttons: list[Button] = []
    if seen.runs:
        buttons.append(Button(say.line("button-manage"), encode(Manage(circle.id))))
    elif seen.standing not in {Standing.SEATED, Standing.IN_LINE} and seen.next_meeting is not None:
        buttons.append(sign_up_button(reader, circle))
    return Message(tuple(parts), (tuple(buttons),) if buttons else (), _pins(circle))


def sign_up_button(reader: Reader, circle: Circle) -> Button:
    """The button that begins a sign-up."""
    return Button(
        reader.say.line("button-sign-up"), encode(SignUp(circle.id)), style=Style.PRIMARY, opens_form=True
    )


def draft(reader: Reader, seen: CircleCard) -> Message:
    """A draft with all its meetings in full, to be published or not."""
    say, circle = reader.say, seen.circle
    heading = say("draft-meets", count=len(seen.meetings))
    meetings = [_drafted(reader, meeting) for meeting in seen.meetings]
    publish = Button(say.line("button-publish"), encode(Publish(circle.id)), style=Style.PRIMARY)
    change = Button(say.line("button-meetings"), encode(SeeMeetings(circle.id)))
    return Message(
        (
            Text(say("draft-made", circle=circle.name)),
            Facts(_facts(reader, seen)),
            Text(stacked([heading, *meetings])),
        ),
        ((publish, change),),
    )


def _drafted(reader: Reader, meeting: Meeting) -> Spans:
    """A meeting of a draft; where its night skips its hour, that it is held after that."""
    say, when = reader.say, reader.when(meeting.starts)
    if not is_skipped(meeting.on, meeting.at, meeting.zone):
        return say("meetings-line", number=meeting.number, when=when)
    return say("meetings-line-skipped", number=meeting.number, when=when, at=say.time(meeting.at))


def published(reader: Reader, seen: CircleCard) -> Message:
    """That a circle is open now, with the link to share."""
    say, circle = reader.say, seen.circle
    buttons = (
        Button(say.line("button-manage"), encode(Manage(circle.id))),
        Button(say.line("button-co-facilitator"), encode(InviteCoFacilitator(circle.id))),
    )
    text = say("publish-done", circle=circle.name, link=circle_link(circle))
    return Message((Text(text),), (buttons,))


def where_of(
    reader: Reader, circle: Circle, meeting: Meeting | None = None, *, with_link: bool = False
) -> Spans:
    """Where the circle meets that time; the link to meet online only where the reader is in the circle and alone."""
    link = link_of(circle, meeting) if with_link and reader.alone else None
    return where(reader, place_of(circle, meeting), link)


def where_in_places(reader: Reader, circle: Circle, meeting: Meeting) -> Spans:
    """Where the circle meets that time, as its linked places read it: with the link only if that is switched on (SPEC 5)."""
    link = link_of(circle, meeting) if circle.link_in_places else None
    return where(reader, place_of(circle, meeting), link)


def where(reader: Reader, place: str | None, link: str | None) -> Spans:
    """A place, a link to meet online, or both."""
    say = reader.say
    match place, link:
        case None, None:
            return say("card-no-place")
        case None, str(link):
            return say("card-link", link=Target(link))
        case str(place), None:
            return (literal(place),)
        case place, link:
            return say("card-place-and-link", place=place or "", link=Target(link or ""))


def seats_of(reader: Reader, left: int | None, waiting: int) -> Spans:
    """How many seats are left, or how many wait."""
    if left is None:
        return reader.say("card-seats-unlimited")
    return reader.say("card-seats-left", left=left, waiting=waiting)


def _pins(circle: Circle) -> tuple[Pin, ...]:
    """Where it meets on the map, if somebody was there to say so: a city's centre would mislead."""
    if circle.point is None or not circle.pinned:
        return ()
    return (Pin(circle.point.latitude, circle.point.longitude, circle.place or circle.name),)


def _facts(reader: Reader, seen: CircleCard) -> tuple[tuple[str, Spans], ...]:
    say, circle, course = reader.say, seen.circle, seen.course
    title: Spans = (Link(isolated(course.title), course.link),) if course.link else (literal(course.title),)
    inside = seen.runs or seen.standing is Standing.SEATED
    rows: list[tuple[str, Spans]] = []
    if seen.next_meeting is not None:
        of = say("card-meeting-of", number=seen.next_meeting.number, count=len(seen.meetings))
        when = (*reader.when_for_both(seen.next_meeting.starts), Plain(" · "), *of)
        rows.append((say.line("card-when"), when))
    elif circle.stage is not Stage.DRAFT:
        rows.append((say.line("card-when"), say("card-finished")))
    rows.append((say.line("card-where"), where_of(reader, circle, seen.next_meeting, with_link=inside)))
    if city := city_of_circle(reader, circle):
        rows.append((say.line("card-city"), (Plain(isolated(city)),)))
    rows.append((say.line("card-seats"), seats_of(reader, seen.seats_left, seen.waiting)))
    rows.append((say.line("card-course"), title))
    rows.append((say.line("card-facilitators"), (Plain(few(reader, seen.facilitators)),)))
    return tuple(rows)


def _own_part(seen: CircleCard) -> str | None:
    if seen.runs:
        return "card-you-run"
    match seen.standing:
        case Standing.SEATED:
            return "card-you-are-in"
        case Standing.OFFERED:
            return "card-you-are-offered"
        case Standing.IN_LINE:
            return "card-you-wait"
        case _:
            return None
