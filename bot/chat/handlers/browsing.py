"""Browsing: anywhere, around a city or a shared location, narrowed down by buttons (SPEC 2, `browse`)."""

from bot.app.browsing import TOPIC, browse, find_search, languages_to_choose, look, narrow
from bot.chat.buttons import AskTopic, AskWhere, Browse, BrowseAround, ChooseBy, NarrowBy, SeeFound
from bot.chat.cities import read_city
from bot.chat.form_flow import open_form
from bot.chat.forms import Field, FieldKind
from bot.chat.gazetteer import gazetteer
from bot.chat.incoming import Located, Values
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import About, Turn
from bot.chat.views import browsing as views
from bot.domain.cities import CityId, Point
from bot.domain.ids import SearchId
from bot.domain.searches import By, Search

FARTHEST = 100_000
"""The last circle that a page can begin with."""


def by_words(turn: Turn, given: str) -> Reply:
    """`/browse`, or around the city that is named; words that are no city's name may be a topic."""
    if not given.strip():
        return Reply(messages=[views.page(turn.reader, browse(turn.work, turn.actor, now=turn.now))])
    return _around(turn, given, None)


def by_location(turn: Turn, located: Located) -> Reply:
    """Around a location that was shared, in private; among others nothing is done with it (SPEC 9)."""
    point = Point(located.latitude, located.longitude)
    if not turn.is_private or not point.is_on_earth:
        return Reply()
    asked = turn.work.drafts.open_at(turn.actor, turn.spot_key)
    before: SearchId | None = None
    if asked is not None and asked.form == WherePaper.key:
        # That was the answer.
        before = _about(asked.about)
        turn.work.drafts.remove(asked.id)
    return _first_page(
        turn, look(turn.work, turn.actor, turn.spot_key, shared=point, narrowed_as=before, now=turn.now)
    )


def another_page(turn: Turn, press: Browse) -> Reply:
    """Another page of all circles, in place of the one before."""
    return Reply(edit=_page(turn, None, press.offset))


def found(turn: Turn, press: SeeFound) -> Reply:
    """A page of a search, in place; of one that is gone the beginning of all."""
    search = _kept(turn, press.search)
    return Reply(edit=_page(turn, search, press.offset if search else 0))


def around(turn: Turn, press: BrowseAround) -> Reply:
    """Around the city that was chosen."""
    city = gazetteer().city(CityId(press.city))
    search = look(turn.work, turn.actor, turn.spot_key, city=city, narrowed_as=press.search, now=turn.now)
    return Reply(edit=_page(turn, search, 0))


def choose(turn: Turn, press: ChooseBy) -> Reply:
    """What to choose from, in place."""
    search = _kept(turn, press.search) or look(turn.work, turn.actor, turn.spot_key, now=turn.now)
    if press.by is By.LANGUAGE:
        known = languages_to_choose(turn.work, turn.actor, now=turn.now)
        return Reply(edit=views.languages(turn.reader, search, known))
    return Reply(edit=views.weekdays(turn.reader, search))


def narrow_by(turn: Turn, press: NarrowBy) -> Reply:
    """Narrowed down, or no longer, in place; of weekdays several can be chosen."""
    search = narrow(
        turn.work, turn.actor, turn.spot_key, press.search, press.by, press.value or "", now=turn.now
    )
    if press.by is By.WEEKDAY:
        return Reply(edit=views.weekdays(turn.reader, search))
    return Reply(edit=_page(turn, search, 0))


class WherePaper:
    """Around which city one looks."""

    key = "where"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """Its name; a location can be shared instead."""
        say = turn.say
        return (Field("city", FieldKind.CITY, say.line("where-city"), hint=say.line("where-city-hint")),)

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """The first page around it."""
        city = read_city(str(values["city"]), field="city", language=turn.say.language)
        search = look(
            turn.work, turn.actor, turn.spot_key, city=city, narrowed_as=_about(about), now=turn.now
        )
        return _first_page(turn, search)


class TopicPaper:
    """What one would like to learn."""

    key = "topic"

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """Words of it; none for anything."""
        search = _kept(turn, _about(about))
        say = turn.say
        return (
            Field(
                "topic",
                FieldKind.LINE,
                say.line("topic-words"),
                required=False,
                initial=search.topic if search else None,
                hint=say.line("topic-words-hint"),
                max=TOPIC,
            ),
        )

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """The first page about it."""
        topic = str(values.get("topic", ""))
        search = narrow(turn.work, turn.actor, turn.spot_key, _about(about), By.TOPIC, topic, now=turn.now)
        return _first_page(turn, search)


def _ask(turn: Turn, form: str, search: SearchId | None) -> Reply:
    return open_form(turn, form, {"search": search} if search else {})


def _about(about: About) -> SearchId | None:
    return SearchId(about["search"]) if "search" in about else None


def _around(turn: Turn, given: str, before: SearchId | None) -> Reply:
    finding = gazetteer().find(given)
    if not finding.by_name:
        about = look(turn.work, turn.actor, turn.spot_key, topic=given[:TOPIC], now=turn.now)
        if browse(turn.work, turn.actor, about, now=turn.now).total:
            return _first_page(turn, about)
    if finding.choices:
        return Reply(messages=[views.which_city(turn.reader, given.strip(), finding.choices, before)])
    if finding.city is not None:
        search = look(
            turn.work, turn.actor, turn.spot_key, city=finding.city, narrowed_as=before, now=turn.now
        )
        return _first_page(turn, search)
    unknown = Message((Text(turn.say("browse-no-such-city", given=given.strip()[:TOPIC])),))
    return Reply(messages=[unknown, _page(turn, None, 0)])


def _kept(turn: Turn, search: SearchId | None) -> Search | None:
    return find_search(turn.work, turn.actor, turn.spot_key, search, now=turn.now)


def _page(turn: Turn, search: Search | None, offset: int) -> Message:
    seen = browse(turn.work, turn.actor, search, offset=min(max(offset, 0), FARTHEST), now=turn.now)
    return views.page(turn.reader, seen)


def _first_page(turn: Turn, search: Search) -> Reply:
    return Reply(messages=[_page(turn, search, 0)])


SUBJECT = Subject(
    verbs={"browse": by_words},
    presses={
        Browse: another_page,
        SeeFound: found,
        BrowseAround: around,
        ChooseBy: choose,
        NarrowBy: narrow_by,
        AskWhere: lambda turn, press: _ask(turn, WherePaper.key, press.search),
        AskTopic: lambda turn, press: _ask(turn, TopicPaper.key, press.search),
    },
    papers=(WherePaper(), TopicPaper()),
    among_others=frozenset({Browse, SeeFound, BrowseAround, ChooseBy, NarrowBy}),
    leads_to="browse",
)
