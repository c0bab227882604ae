"""The form with a team's settings: name, zone, digest, and the defaults for new circles."""

from datetime import time, timedelta

from babel.dates import get_day_names

from bot.app.members import see_members
from bot.app.team_settings import LEAST_HOURS, MOST_HOURS, MOST_SEATS, TeamWish, change_team
from bot.app.teams import see_team
from bot.chat.buttons import ChangeTeam
from bot.chat.catalog import Catalog
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind, Option
from bot.chat.incoming import Values
from bot.chat.locales import language_name
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views.teams import overview
from bot.domain.ids import TeamId
from bot.domain.meetings import LONGEST, SHORTEST
from bot.domain.rhythm import MOST_MEETINGS
from bot.domain.text import NAME

ON, PAUSED = "on", "paused"
"""Whether the digest goes out."""


def change(turn: Turn, press: ChangeTeam) -> Reply:
    """Opens the form, for organizers."""
    see_members(turn.work, turn.actor, press.team, now=turn.now)
    return open_form(turn, TeamSettingsPaper.key, {"team": press.team})


class TeamSettingsPaper:
    """All that can be set at once."""

    key = "team-settings"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """Each field with what holds now; the language only where there is a choice."""
        say = turn.say
        team = see_team(turn.work, turn.actor, TeamId(about["team"]), now=turn.now).team
        tags = Catalog.load().languages
        days = get_day_names("wide", locale=say.locale)
        weekdays = tuple(Option(str(number), days[number]) for number in range(7))
        hours = str(team.reminder_lead // timedelta(hours=1))

        def number(key: str, initial: str | None, least: int, most: int, *, required: bool = True) -> Field:
            label = say.line(f"team-settings-{key}")
            return Field(
                key, FieldKind.NUMBER, label, required=required, initial=initial, min=least, max=most
            )

        languages = tuple(Option(tag, language_name(tag)) for tag in tags)
        language = Field(
            "language",
            FieldKind.CHOICE,
            say.line("settings-language"),
            initial=team.language,
            options=languages,
        )
        capacity = None if team.default_capacity is None else str(team.default_capacity)
        return (
            Field("name", FieldKind.LINE, say.line("team-name"), initial=team.name, max=NAME),
            Field(
                "zone",
                FieldKind.ZONE,
                say.line("team-zone"),
                initial=team.zone,
                hint=say.line("team-zone-hint"),
            ),
            *((language,) if len(tags) > 1 else ()),
            number("lead", hours, LEAST_HOURS, MOST_HOURS),
            number("count", str(team.default_count), 1, MOST_MEETINGS),
            number("minutes", str(team.default_minutes), SHORTEST, LONGEST),
            number("capacity", capacity, 0, MOST_SEATS, required=False),
            Field(
                "weekday",
                FieldKind.CHOICE,
                say.line("team-settings-weekday"),
                initial=str(team.digest_weekday),
                options=weekdays,
            ),
            Field(
                "at",
                FieldKind.TIME,
                say.line("team-settings-at"),
                initial=team.digest_at.isoformat("minutes"),
            ),
            Field(
                "digest",
                FieldKind.CHOICE,
                say.line("team-settings-digest"),
                initial=PAUSED if team.digest_paused else ON,
                options=tuple(Option(one, say.line(f"team-settings-{one}")) for one in (ON, PAUSED)),
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Sets it, and shows the team."""
        given = {key: value if isinstance(value, str) else " ".join(value) for key, value in values.items()}
        team_id = TeamId(about["team"])
        team = turn.work.teams.get(team_id)
        wish = TeamWish(
            name=given["name"],
            zone=given["zone"],
            language=given.get("language", team.language),
            reminder_lead=timedelta(hours=int(given["lead"])),
            digest_weekday=int(given["weekday"]),
            digest_at=time.fromisoformat(given["at"]),
            digest_paused=given["digest"] == PAUSED,
            default_count=int(given["count"]),
            default_minutes=int(given["minutes"]),
            default_capacity=int(given["capacity"]) if given["capacity"] else None,
        )
        # A team may speak a language that this version has no texts in.
        languages = (*Catalog.load().languages, team.language)
        change_team(turn.work, turn.actor, team_id, wish, languages=languages, now=turn.now)
        seen = see_team(turn.work, turn.actor, team_id, now=turn.now)
        done = Message((Text(turn.say("team-settings-done")),))
        return Reply(messages=[done, overview(turn.reader, seen)], home_dirty=True)


SUBJECT = Subject(presses={ChangeTeam: change}, papers=(TeamSettingsPaper(),), leads_to="team")
