"""Stop words: what can be muted or left, and that it was."""

from bot.app.mutes import Muting
from bot.chat.buttons import Leave, MuteCircle, Unmute, encode
from bot.chat.outgoing import Button, Message, Style, Text
from bot.chat.turn import Reader
from bot.chat.views.names import few
from bot.domain.circles import Circle


def offer(reader: Reader, seen: Muting) -> Message:
    """What somebody can do who wants to hear less: each with one tap."""
    say = reader.say
    rows = [_row(reader, seen, circle) for circle in seen.circles]
    if len(seen.circles) > 1 or (seen.runs and not seen.circles):
        everything = unmute_button(reader, None) if seen.everything else _mute_all(reader)
        rows.append((everything,))
    if seen.circles:
        return Message((Text(say("stop-offer")),), tuple(rows))
    if seen.runs:
        circles = few(reader, [circle.name for circle in seen.runs])
        return Message((Text(say("stop-runs", circles=circles)),), tuple(rows))
    return Message((Text(say("stop-nothing")),))


def muted(reader: Reader, circle: Circle | None, *, cancellations: bool) -> Message:
    """That it is quiet from now on, whether cancellations are told, and how to undo it."""
    say = reader.say
    undo = unmute_button(reader, circle)
    scope, name = ("everything", "") if circle is None else ("circle", circle.name)
    text = say(f"muted-{scope}-all" if cancellations else f"muted-{scope}", circle=name)
    if cancellations:
        return Message((Text(text),), ((undo,),))
    more = MuteCircle(circle.id if circle else None, 1)
    return Message((Text(text),), ((Button(say.line("button-mute-cancellations"), encode(more)), undo),))


def unmuted(reader: Reader, circle: Circle | None) -> Message:
    """That they are written to again."""
    say = reader.say
    if circle is None:
        return Message((Text(say("unmuted-everything")),))
    return Message((Text(say("unmuted-circle", circle=circle.name)),))


def unmute_button(reader: Reader, circle: Circle | None) -> Button:
    """The button that undoes a mute."""
    return Button(reader.say.line("button-unmute"), encode(Unmute(circle.id if circle else None)))


def _row(reader: Reader, seen: Muting, circle: Circle) -> tuple[Button, ...]:
    say = reader.say
    if circle.id in seen.muted or seen.everything is not None:
        quiet = unmute_button(reader, circle)
    else:
        mute = MuteCircle(circle.id, 0)
        quiet = Button(say.line("button-mute", circle=circle.name), encode(mute), style=Style.PRIMARY)
    # Asked for in so many words, it is done at one tap.
    leave = Button(say.line("button-leave-now", circle=circle.name), encode(Leave(circle.id)))
    return (quiet, leave)


def _mute_all(reader: Reader) -> Button:
    return Button(reader.say.line("button-mute-all"), encode(MuteCircle(None, 0)))
