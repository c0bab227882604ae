"""The form for a new circle: course, dates, place, seats; a draft comes of it."""

from collections.abc import Sequence
from datetime import date, time

from bot.app.circles import CourseChoice, Wish, courses_for, make_circle, see_card
from bot.app.teams import teams_of
from bot.chat.buttons import NewCircle, WasInvited, encode
from bot.chat.catalog import Catalog
from bot.chat.cities import found_city, read_city
from bot.chat.form_flow import open_form, today
from bot.chat.forms import Field, FieldKind, Option
from bot.chat.incoming import Values
from bot.chat.locales import language_name
from bot.chat.outgoing import Button, Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views.circles import draft
from bot.domain.errors import BrokenRule
from bot.domain.ids import CourseId, TeamId
from bot.domain.meetings import LONGEST, SHORTEST
from bot.domain.rhythm import MOST_MEETINGS, Rhythm, days_of
from bot.domain.teams import DEFAULT_COUNT, DEFAULT_MINUTES, Team
from bot.domain.text import NAME
from bot.domain.times import known_zone, zone_named

OTHER = "other"
"""The choice of a course that is not in the team's list."""

RAREST_RHYTHM = 4
"""At the most so many weeks lie between two meetings."""

SPARE_WEEKS = 4
"""Weeks after the last one that can be left out too, since meetings come later when others are."""

MOST_LEARNERS = 1000
"""The largest number of seats that can be asked for."""


def new(turn: Turn) -> Reply:
    """Opens the form for the person's team; with several, the form asks which."""
    teams = teams_of(turn.work, turn.actor, now=turn.now)
    if not teams:
        invited = Button(turn.say.line("menu-invited"), encode(WasInvited()))
        return Reply(messages=[Message((Text(turn.say("new-no-team")),), ((invited,),))])
    return open_form(turn, NewCirclePaper.key, {"team": teams[0].id} if len(teams) == 1 else {})


def new_for(turn: Turn, press: NewCircle) -> Reply:
    """Opens the form for that team."""
    return open_form(turn, NewCirclePaper.key, {"team": press.team})


class NewCirclePaper:
    """What a new circle needs to be told."""

    key = "new-circle"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The questions; title and link of the course only when it is a new one."""
        fields: list[Field] = []
        teams = teams_of(turn.work, turn.actor, now=turn.now)
        team = _team(about, values)
        if "team" not in about:
            options = tuple(Option(one.id, one.name) for one in teams)
            fields.append(
                _field(turn, "team", FieldKind.CHOICE, "new-team-which", options=options, steers=True)
            )
        courses = courses_for(turn.work, turn.actor, team, now=turn.now) if team else ()
        if courses:
            other = Option(OTHER, turn.say.line("new-course-other"))
            options = (*(Option(course.id, course.title) for course in courses), other)
            fields.append(
                _field(turn, "course", FieldKind.CHOICE, "new-course", options=options, steers=True)
            )
        if not courses or values.get("course") == OTHER:
            fields.append(_field(turn, "title", FieldKind.LINE, "new-title", most=NAME))
            fields.append(_field(turn, "course_link", FieldKind.LINK, "new-course-link", required=False))
        usual = next((one for one in teams if one.id == team), None)
        zone = usual.zone if usual else turn.person.zone
        city = found_city(values.get("city"))
        when = _when(turn, _first_day(turn, values, city.zone if city else zone), values, usual)
        capacity = usual.default_capacity if usual else None
        where = _where(turn, zone, capacity, in_city=city is not None)
        return (*fields, *when, *where, *_language(turn, teams, team))

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Makes the draft and shows it in full."""
        text = {key: value if isinstance(value, str) else " ".join(value) for key, value in values.items()}
        known = text.get("course", OTHER)
        wish = Wish(
            course=CourseChoice(
                known=None if known == OTHER else CourseId(known),
                title=text.get("title", ""),
                link=text.get("course_link", ""),
            ),
            rhythm=Rhythm(
                first_on=date.fromisoformat(text["first_on"]),
                at=time.fromisoformat(text["at"]),
                count=int(text["count"]),
                every_weeks=int(text["every"]),
                leaving_out=_days(values.get("leave_out", "")),
            ),
            minutes=int(text["minutes"]),
            zone=text.get("zone", ""),
            city=read_city(text["city"], field="city", language=turn.say.language)
            if text.get("city")
            else None,
            place=text.get("place", ""),
            link=text.get("link", ""),
            capacity=int(text["capacity"]) if text.get("capacity") else None,
            language=text.get("language"),
        )
        team = _team(about, values) or TeamId("")
        circle = make_circle(turn.work, turn.actor, team, wish, now=turn.now)
        seen = see_card(turn.work, turn.actor, circle.id, now=turn.now)
        return Reply(messages=[draft(turn.reader, seen)], home_dirty=True)


def _when(turn: Turn, first: date, values: Values, usual: Team | None) -> tuple[Field, ...]:
    every = tuple(
        Option(str(weeks), turn.say.line("new-every-weeks", weeks=weeks))
        for weeks in range(1, RAREST_RHYTHM + 1)
    )
    count = usual.default_count if usual else DEFAULT_COUNT
    minutes = usual.default_minutes if usual else DEFAULT_MINUTES
    return (
        _field(turn, "first_on", FieldKind.DATE, "new-first-on", example=True, not_before=first),
        _field(turn, "at", FieldKind.TIME, "new-at", example=True),
        _field(
            turn,
            "count",
            FieldKind.NUMBER,
            "new-count",
            hint=True,
            least=1,
            most=MOST_MEETINGS,
            initial=str(count),
        ),
        _field(turn, "every", FieldKind.CHOICE, "new-every", initial="1", options=every),
        _field(
            turn,
            "minutes",
            FieldKind.NUMBER,
            "new-minutes",
            least=SHORTEST,
            most=LONGEST,
            initial=str(minutes),
        ),
        _left_out(turn, values),
    )


def _left_out(turn: Turn, values: Values) -> Field:
    """Weeks without a meeting: the very weeks to tick where it is known by then when they meet, else typed."""
    ahead = _days_ahead(values) if turn.spot.asks else ()
    # What was ticked before the dates were others can still be unticked.
    days = sorted({*ahead, *_days(values.get("leave_out", ""))}) if ahead else ()
    if not days:
        return _field(turn, "leave_out", FieldKind.DATES, "new-leave-out", hint=True, required=False)
    return Field(
        key="leave_out",
        kind=FieldKind.CHOICES,
        label=turn.say.line("new-leave-out"),
        required=False,
        hint=turn.say.line("new-leave-out-which"),
        options=tuple(Option(day.isoformat(), turn.say.day(day)) for day in days),
        days=True,
    )


def _days_ahead(values: Values) -> Sequence[date]:
    """The days on which they would meet with no week left out, and a few after them; none while that is not known."""
    try:
        rhythm = Rhythm(
            first_on=date.fromisoformat(str(values["first_on"])),
            at=time(),
            count=min(int(str(values["count"])) + SPARE_WEEKS, MOST_MEETINGS),
            every_weeks=int(str(values["every"])),
        )
        return days_of(rhythm)
    except (KeyError, ValueError, BrokenRule):
        return ()


def _language(turn: Turn, teams: Sequence[Team], team: TeamId | None) -> tuple[Field, ...]:
    """Only where there is a choice."""
    known = Catalog.load().languages
    if len(known) < 2:
        return ()
    usual = next((one.language for one in teams if one.id == team), turn.say.language)
    options = tuple(Option(tag, language_name(tag)) for tag in known)
    return (_field(turn, "language", FieldKind.CHOICE, "new-language", initial=usual, options=options),)


def _where(turn: Turn, zone: str | None, capacity: int | None, *, in_city: bool) -> tuple[Field, ...]:
    """A city has its own zone, so that is asked only where there is none."""
    by_hand = _field(turn, "zone", FieldKind.ZONE, "new-zone", hint=True, initial=zone)
    return (
        _field(turn, "city", FieldKind.CITY, "new-city", hint=True, required=False, steers=True),
        _field(turn, "place", FieldKind.LINE, "new-place", hint=True, required=False),
        _field(turn, "link", FieldKind.LINK, "new-link", required=False),
        _field(
            turn,
            "capacity",
            FieldKind.NUMBER,
            "new-capacity",
            hint=True,
            required=False,
            least=0,
            most=MOST_LEARNERS,
            initial=None if capacity is None else str(capacity),
        ),
        *(() if in_city else (by_hand,)),
    )


def _field(
    turn: Turn,
    key: str,
    kind: FieldKind,
    label: str,
    *,
    hint: bool = False,
    example: bool = False,
    required: bool = True,
    initial: str | None = None,
    least: int | None = None,
    most: int | None = None,
    not_before: date | None = None,
    options: tuple[Option, ...] = (),
    steers: bool = False,
) -> Field:
    return Field(
        key=key,
        kind=kind,
        label=turn.say.line(label),
        required=required,
        initial=initial,
        hint=turn.say.line(f"{label}-hint") if hint else None,
        example=turn.say.line(f"{label}-example") if example else None,
        min=least,
        max=most,
        not_before=not_before,
        options=options,
        steers=steers,
    )


def _team(about: About, values: Values) -> TeamId | None:
    picked = about.get("team") or values.get("team")
    return TeamId(picked) if isinstance(picked, str) and picked else None


def _days(kept: str | tuple[str, ...]) -> tuple[date, ...]:
    days = kept.split(", ") if isinstance(kept, str) else kept
    return tuple(date.fromisoformat(day) for day in days if day)


def _first_day(turn: Turn, values: Values, zone: str | None) -> date:
    """Today where the circle is to meet, as far as that is known."""
    said = values.get("zone")
    known = known_zone(said) if isinstance(said, str) else zone
    return turn.now.astimezone(zone_named(known)).date() if known else today(turn)


SUBJECT = Subject(
    verbs={"new": lambda turn, _: new(turn)},
    presses={NewCircle: new_for},
    papers=(NewCirclePaper(),),
)
