"""The time zone that a circle goes by."""

from bot.app.zones import change_zone, see_zone
from bot.chat.buttons import ChangeZone
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind
from bot.chat.incoming import Values
from bot.chat.outgoing import Reply
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import changes
from bot.domain.ids import CircleId


def begin(turn: Turn, press: ChangeZone) -> Reply:
    """Opens the form."""
    see_zone(turn.work, turn.actor, press.circle, now=turn.now)
    return open_form(turn, ZonePaper.key, {"circle": press.circle})


class ZonePaper:
    """By which clocks a circle goes."""

    key = "zone"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The zone as it is now."""
        circle = see_zone(turn.work, turn.actor, CircleId(about["circle"]), now=turn.now)
        say = turn.say
        hint = f"{say.line('zone-what-happens')} {say.line('new-zone-hint')}"
        return (Field("zone", FieldKind.ZONE, say.line("new-zone"), initial=circle.zone, hint=hint),)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Changes it; meetings ahead keep their time on the wall."""
        circle, zone = CircleId(about["circle"]), str(values["zone"])
        shift = change_zone(turn.work, turn.actor, circle, zone, now=turn.now)
        return Reply(messages=[changes.in_another_zone(turn.reader, shift)], home_dirty=True)


SUBJECT = Subject(presses={ChangeZone: begin}, papers=(ZonePaper(),), leads_to="manage")
