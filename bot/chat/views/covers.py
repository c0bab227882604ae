"""Who leads when a facilitator cannot."""

from bot.app.covers import CoverSeen
from bot.chat.buttons import AskCover, DeclineCover, TakeCover, encode
from bot.chat.outgoing import Button, Facts, Message, Part, Style, Text
from bot.chat.turn import Reader
from bot.domain.circles import Circle
from bot.domain.meetings import Meeting
from bot.domain.posts import PostKind


def notice(reader: Reader, kind: PostKind, seen: CoverSeen) -> Message:
    """What the others read: that somebody is wanted, that nobody has come forward, or who leads."""
    say = reader.say
    name = (seen.taken_by or "") if kind is PostKind.COVER_TAKEN else seen.asked_by
    text = Text(say(f"{kind}-post", name=name, circle=seen.circle.name, number=seen.meeting.number))
    if kind is PostKind.COVER_TAKEN:
        return Message((text, _when(reader, seen)))
    take = Button(say.line("button-take-cover"), encode(TakeCover(seen.cover.id)), style=Style.PRIMARY)
    if kind is PostKind.COVER_OPEN:
        return Message((text, _when(reader, seen)), ((take,),))
    cannot = Button(say.line("button-decline-cover"), encode(DeclineCover(seen.cover.id)))
    return Message((text, _when(reader, seen)), ((take, cannot),))


def asked(reader: Reader, seen: CoverSeen) -> Message:
    """What whoever cannot lead reads: who is asked now, or who leads already; they may take it back."""
    say = reader.say
    heading: list[Part] = [
        Text(say("cover-heading", circle=seen.circle.name, number=seen.meeting.number, count=seen.count)),
        _when(reader, seen),
    ]
    if seen.taken_by is not None:
        return Message((*heading, Text(say("cover-is-taken", name=seen.taken_by))))
    if seen.either:
        told = say("cover-either" if seen.others else "cover-either-last")
    else:
        told = say("cover-asked", names=say.names(seen.asked)) if seen.asked else say("cover-nobody-else")
    back = Button(say.line("button-cover-after-all"), encode(TakeCover(seen.cover.id)))
    return Message((*heading, Text(told)), ((back,),))


def taken(reader: Reader, seen: CoverSeen) -> Message:
    """Thanks to whoever leads now."""
    text = reader.say("cover-taken", circle=seen.circle.name, number=seen.meeting.number)
    return Message((Text(text), _when(reader, seen)))


def which(reader: Reader, found: list[tuple[Circle, Meeting]]) -> Message:
    """A button for each meeting ahead that somebody may be unable to lead."""
    rows = tuple((ask_button(reader, circle, meeting),) for circle, meeting in found)
    return Message((Text(reader.say("cover-which")),), rows)


def ask_button(reader: Reader, circle: Circle, meeting: Meeting) -> Button:
    """*I can't lead this one*, by the name of the meeting."""
    say = reader.say
    label = f"{circle.name} · {say.day(meeting.on)}"
    confirm = say.line("cover-confirm", circle=circle.name, number=meeting.number)
    return Button(label, encode(AskCover(meeting.id)), confirm=confirm)


def _when(reader: Reader, seen: CoverSeen) -> Facts:
    return Facts(((reader.say.line("post-when"), reader.when_for_both(seen.meeting.starts)),))
