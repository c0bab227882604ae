"""The forms for one more meeting, and for a meeting's place, link and agenda."""

from datetime import date, time, timedelta

from bot.app.meeting_details import LONGEST_AGENDA, Details, add_meeting, give_details, likely_next
from bot.app.meetings import ensure_can_change
from bot.chat.buttons import AddMeeting, ChangeDetails
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind, Option
from bot.chat.handlers.changing import moment_of
from bot.chat.incoming import Values
from bot.chat.outgoing import Reply
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import changes
from bot.domain.ids import CircleId, MeetingId
from bot.domain.meetings import LONGEST, SHORTEST, link_of, place_of
from bot.domain.text import ADDRESS, LINE

THIS, FOLLOWING = "this", "following"
"""For which meetings a place and a link are."""

USUAL = 90
"""Minutes that a meeting lasts where there is none to go by."""


def begin_add(turn: Turn, press: AddMeeting) -> Reply:
    """Opens the form for one more meeting, with what is known already."""
    likely_next(turn.work, turn.actor, press.circle, now=turn.now)
    given: dict[str, str] = {}
    if press.on:
        given["on"] = moment_of(press.on, "0000")[0].isoformat()
    if press.at:
        given["at"] = moment_of("20260101", press.at)[1].isoformat("minutes")
    return open_form(turn, AddPaper.key, {"circle": press.circle, **given})


def begin_details(turn: Turn, press: ChangeDetails, **given: str) -> Reply:
    """Opens the form for place, link and agenda, with what is given in it already."""
    _, one = ensure_can_change(turn.work, turn.actor, press.meeting, now=turn.now)
    about = {"meeting": press.meeting, "seen": str(one.sequence), **given}
    return open_form(turn, DetailsPaper.key, about)


class AddPaper:
    """When one more meeting is."""

    key = "add-meeting"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """Day, time and length: a week after the last one unless something else was given."""
        circle, last = likely_next(turn.work, turn.actor, CircleId(about["circle"]), now=turn.now)
        say = turn.say
        on = (last.on + timedelta(weeks=1)).isoformat() if last else None
        at = last.at.isoformat("minutes") if last else None
        return (
            Field(
                "on",
                FieldKind.DATE,
                say.line("add-on"),
                initial=about.get("on", on),
                example=say.line("new-first-on-example"),
            ),
            Field(
                "at",
                FieldKind.TIME,
                say.line("move-at"),
                initial=about.get("at", at),
                hint=say.line("circles-clock", zone=circle.zone),
                example=say.line("new-at-example"),
            ),
            Field(
                "minutes",
                FieldKind.NUMBER,
                say.line("new-minutes"),
                initial=str(last.minutes if last else USUAL),
                min=SHORTEST,
                max=LONGEST,
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Adds it."""
        done = add_meeting(
            turn.work,
            turn.actor,
            CircleId(about["circle"]),
            on=date.fromisoformat(str(values["on"])),
            at=time.fromisoformat(str(values["at"])),
            minutes=int(str(values["minutes"])),
            now=turn.now,
        )
        return Reply(messages=[changes.added(turn.reader, done)], home_dirty=True)


class DetailsPaper:
    """Where a meeting is and what it is about."""

    key = "details"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """As they are now, and for which meetings they are meant."""
        circle, one = ensure_can_change(turn.work, turn.actor, MeetingId(about["meeting"]), now=turn.now)
        say = turn.say
        place, link = place_of(circle, one), link_of(circle, one)
        usual_place, usual_link = circle.place or "–", circle.link or "–"
        options = tuple(Option(one, say.line(f"details-{one}")) for one in (THIS, FOLLOWING))
        return (
            Field(
                "place",
                FieldKind.LINE,
                say.line("new-place"),
                required=False,
                initial=about.get("place", place),
                hint=say.line("details-usual", usual=usual_place),
                max=LINE,
            ),
            Field(
                "link",
                FieldKind.LINE,
                say.line("new-link"),
                required=False,
                initial=about.get("link", link),
                hint=say.line("details-usual", usual=usual_link),
                max=ADDRESS,
            ),
            Field(
                "agenda",
                FieldKind.TEXT,
                say.line("details-agenda"),
                required=False,
                initial=about.get("agenda", one.agenda),
                hint=say.line("details-agenda-hint"),
                max=LONGEST_AGENDA,
            ),
            Field("which", FieldKind.CHOICE, say.line("details-which"), initial=THIS, options=options),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Keeps them."""
        place, link, agenda = (str(values.get(key, "")) for key in ("place", "link", "agenda"))
        done = give_details(
            turn.work,
            turn.actor,
            MeetingId(about["meeting"]),
            Details(place, link, agenda),
            following=values.get("which") == FOLLOWING,
            seen=int(about["seen"]),
            now=turn.now,
        )
        return Reply(messages=[changes.detailed(turn.reader, done)], home_dirty=True)


SUBJECT = Subject(
    presses={AddMeeting: begin_add, ChangeDetails: begin_details},
    papers=(AddPaper(), DetailsPaper()),
)
