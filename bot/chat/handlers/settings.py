"""One's settings: seen on a card, changed with a form."""

from datetime import time, timedelta

from bot.app.following import follow_platform
from bot.app.preferences import Preferred, change_preferences, receive_here, see_preferences
from bot.chat.buttons import ChangeSettings, ReceiveHere
from bot.chat.catalog import Catalog
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind, Option
from bot.chat.incoming import Reach, Values
from bot.chat.locales import language_name
from bot.chat.outgoing import Reply
from bot.chat.subject import Subject
from bot.chat.told import told_of
from bot.chat.turn import About, Reader, Turn
from bot.chat.views import settings as views
from bot.domain.leads import TODAY_LEADS
from bot.domain.text import NAME

OFF = "off"


def show(turn: Turn) -> Reply:
    """`/settings`."""
    seen = see_preferences(turn.work, turn.actor, now=turn.now)
    return Reply(messages=[views.card(turn.reader, seen)])


def receive(turn: Turn, press: ReceiveHere) -> Reply:
    """Another account receives."""
    account = receive_here(turn.work, turn.actor, press.account, now=turn.now)
    return Reply(edit=views.receives(turn.reader, account), home_dirty=True)


def follow(turn: Turn, told: Reach) -> Reply:
    """The platform tells anew who they are."""
    catalog = Catalog.load()
    was = told_of(told.was, catalog) if told.was is not None else None
    now_told = told_of(told.sender, catalog)
    changed = follow_platform(turn.work, turn.actor, now_told, was, languages=catalog.languages, now=turn.now)
    return Reply(home_dirty=changed)


class SettingsPaper:
    """What can be set at once."""

    key = "settings"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """Each field with what holds now; the language only where there is a choice."""
        say = turn.say
        person = turn.work.people.get(turn.actor)
        languages = tuple(Option(tag, language_name(tag)) for tag in Catalog.load().languages)
        language = Field(
            "language",
            FieldKind.CHOICE,
            say.line("settings-language"),
            initial=say.language,
            options=languages,
        )
        return (
            Field("name", FieldKind.LINE, say.line("settings-name"), initial=person.name, max=NAME),
            *((language,) if len(languages) > 1 else ()),
            Field(
                "zone",
                FieldKind.ZONE,
                say.line("settings-zone"),
                required=False,
                initial=person.zone,
                hint=say.line("settings-zone-hint"),
            ),
            Field(
                "quiet_from",
                FieldKind.TIME,
                say.line("settings-quiet-from"),
                initial=person.quiet_from.isoformat("minutes"),
                hint=say.line("settings-quiet-hint"),
            ),
            Field(
                "quiet_until",
                FieldKind.TIME,
                say.line("settings-quiet-until"),
                initial=person.quiet_until.isoformat("minutes"),
            ),
            Field(
                "today",
                FieldKind.CHOICE,
                say.line("settings-today"),
                initial=_minutes(person.today_lead) if person.wants_today else OFF,
                hint=say.line("settings-today-hint"),
                options=(
                    *(Option(_minutes(lead), views.lead_in_words(turn.reader, lead)) for lead in TODAY_LEADS),
                    Option(OFF, say.line("settings-off")),
                ),
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Sets it, and shows the card in the language that was chosen."""
        catalog = Catalog.load()
        wanted = Preferred(
            name=str(values["name"]),
            language=str(values.get("language", turn.say.language)),
            zone=str(values["zone"]) or None,
            quiet_from=time.fromisoformat(str(values["quiet_from"])),
            quiet_until=time.fromisoformat(str(values["quiet_until"])),
            today=None if values["today"] == OFF else timedelta(minutes=int(str(values["today"]))),
        )
        person = change_preferences(turn.work, turn.actor, wanted, languages=catalog.languages, now=turn.now)
        reader = Reader(catalog.speaker(person.language), person.zone, turn.now)
        seen = see_preferences(turn.work, turn.actor, now=turn.now)
        return Reply(messages=[views.card(reader, seen)], home_dirty=True)


def _minutes(lead: timedelta) -> str:
    return str(int(lead.total_seconds() // 60))


SUBJECT = Subject(
    verbs={"settings": lambda turn, _: show(turn)},
    presses={
        ChangeSettings: lambda turn, _: open_form(turn, SettingsPaper.key, {}),
        ReceiveHere: receive,
    },
    papers=(SettingsPaper(),),
)
