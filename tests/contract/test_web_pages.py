"""A circle's page and calendar feeds, over real HTTP on loopback, from a circle that people have made (SPEC 7.3)."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from html.parser import HTMLParser

import aiohttp
import pytest
from icalendar import Calendar

from adapters.demo.actor import Actor
from adapters.demo.rooms import SLACK
from adapters.demo.stage import Stage
from adapters.web.pages import PublicPages
from adapters.web.server import WebServer
from bot.chat.catalog import Catalog
from bot.chat.links import Pages
from bot.chat.outgoing import Photo
from bot.domain.people import Platform
from tests.contract.test_web_server import free_port
from tests.scenario.cast import START, found_team, join, new_facilitator, publish

LINKS = {Platform.TELEGRAM: "https://t.me/circles_bot?start={code}", Platform.SLACK: "/circle start {code}"}
NAME = '<b>Logic</b> & "friends"'


@dataclass
class World:
    """People on a stage, and what can be opened from outside."""

    stage: Stage
    base: str
    ada: Actor
    ben: Actor
    http: aiohttp.ClientSession

    @property
    def page(self) -> str:
        """The address of Ada's circle's page, as it was told to her."""
        found = [word for word in self.ada.screen.split() if word.startswith(f"{self.base}/c/")]
        return found[-1]

    async def get(self, address: str, status: int = 200, **given) -> str:
        async with self.http.get(address, **given) as response:
            assert response.status == status
            return await response.text()


@pytest.fixture
async def world() -> AsyncIterator[World]:
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    async with Stage(start=START, pages=Pages(base)) as stage, aiohttp.ClientSession() as http:
        public = PublicPages(stage.store, stage.clock, Catalog.load(), lambda: LINKS)

        async def ready() -> bool:
            return True

        server = WebServer("127.0.0.1", port, hooks={}, ready=ready, pages=public)
        await server.start()
        omar = stage.person("Omar", surface=SLACK)
        await found_team(stage, omar, "City Library")
        ada = await new_facilitator(stage, omar, "Ada")
        await publish(
            ada,
            title=NAME,
            course_link="https://example.org/a?b=1&c=2",
            link="https://meet.example.org/secret",
        )
        await ada.presses("Page and poster")
        ben = stage.person("Ben")
        await join(ben, ada, NAME, goal="Win an argument")
        yield World(stage, base, ada, ben, http)
        await server.stop()


class Seen(HTMLParser):
    """What a reader sees, and where links lead."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.links, self.tags, self._style = "", [], set(), False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self._style = tag == "style"
        if tag == "a":
            self.links.append(dict(attrs)["href"])

    def handle_data(self, data):
        self.text += "" if self._style else data


async def test_the_page_says_what_when_where_and_how_to_join_and_names_nobody(world):
    """SPEC 7.3, 9"""
    seen = Seen(await world.get(world.page))
    for said in (
        NAME,
        "Tue 13 Oct, 18:00 (Berlin time)",
        "City Library",
        "7",
        "Join on Telegram",
        "Tue 17 Nov",
    ):
        assert said in seen.text
    code = next(link for link in seen.links if "t.me" in link)
    assert code.startswith("https://t.me/circles_bot?start=c-")
    assert "https://example.org/a?b=1&c=2" in seen.links
    for private in ("Ada", "Ben", "Omar", "Win an argument", "meet.example.org"):
        assert private not in seen.text
        assert not any(private in link for link in seen.links)
    assert "In Slack, type: /circle start c-" in seen.text
    assert not any(link.startswith("/circle") for link in seen.links)


async def test_what_a_name_says_is_text(world):
    """SPEC 4.27"""
    assert not {"b", "script"} & Seen(await world.get(world.page)).tags


async def test_nothing_runs_in_the_page_and_nothing_is_fetched_for_it(world):
    async with world.http.get(world.page) as response:
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert "http" not in (await response.text()).partition("<style>")[2].partition("</style>")[0]


async def test_looking_at_it_changes_nothing(world):
    """SPEC 4.14: a GET, HEAD or link preview changes nothing."""
    before = await world.get(world.page)
    for method, status in (("HEAD", 200), ("POST", 405), ("PUT", 405)):
        async with world.http.request(method, world.page) as response:
            assert response.status == status
    assert await world.get(world.page) == before


async def test_the_page_follows_the_circle(world):
    page = world.page
    await world.ada.says("/circle meeting 1 15 Oct 19:00")
    await world.ada.presses("Move it")
    assert "Thu 15 Oct, 19:00" in Seen(await world.get(page)).text
    await world.stage.advance(weeks=8)
    over = Seen(await world.get(page))
    assert "Join on" not in over.text


@pytest.mark.parametrize("code", ["nothing", "..", "%00", "a" * 300, "<b>", "ä"])
async def test_what_is_not_there_is_said_in_words(world, code):
    said = await world.get(f"{world.base}/c/{code}", status=404)
    assert code == ".." or "There is no such circle" in said


async def test_a_draft_and_a_deleted_circle_have_no_page(world):
    """SPEC 3.5, 4.19"""
    page = world.page
    await world.ada.says("/circle manage")
    await world.ada.presses("Delete")
    assert "There is no such circle" in await world.get(page, status=404)
    await world.ada.says("/circle new")
    await world.ada.fills({
        "course": "A new course", "title": "Ethics", "first_on": "14 Oct 2026", "at": "18:00", "place": "Here",
    })  # fmt: skip
    draft = await world.stage.store.run(
        lambda work: next(
            c.id for t in work.teams.all() for c in work.circles.of_team(t.id) if c.name == "Ethics"
        )
    )
    await world.get(f"{world.base}/c/{draft}", status=404)


async def test_the_poster_has_a_code_to_scan(world):
    photos = [
        one
        for shown in world.ada.room.shown
        if shown.message
        for one in shown.message.attachments
        if isinstance(one, Photo)
    ]
    assert photos[-1].alt == world.page
    assert 'src="data:image/png;base64,' in await world.get(world.page)


def address_of_feed(actor: Actor, base: str) -> str:
    return [word for word in actor.screen.split() if word.startswith(f"{base}/f/")][-1]


async def test_a_feed_follows_and_can_be_taken_back(world):
    """SPEC 2, `calendar`: a private feed URL, unguessable and revocable."""
    await world.ben.says("/calendar")
    await world.ben.presses("Keep my calendar up to date")
    feed = address_of_feed(world.ben, world.base)
    async with world.http.get(feed) as response:
        assert response.headers["Content-Type"].startswith("text/calendar")
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert len(Calendar.from_ical(await response.text()).walk("VEVENT")) == 6
    await world.ada.says("/circle meeting 1 cancel")
    await world.ada.presses("Cancel it")
    events = Calendar.from_ical(await world.get(feed)).walk("VEVENT")
    assert str(events[0]["status"]) == "CANCELLED"
    await world.ben.presses("Keep my calendar up to date")
    newer = address_of_feed(world.ben, world.base)
    assert newer != feed
    await world.get(feed, status=404)
    await world.get(newer)
    await world.ben.presses("Switch the feed off")
    assert world.ben.sees("shows nothing any more")
    await world.get(newer, status=404)
    await world.get(f"{world.base}/f/guess.ics", status=404)


async def test_the_dashboard_offers_page_and_poster(world):
    """SPEC 7.3: whoever runs a published circle finds its page whenever they look."""
    await world.ada.says("/circle manage")
    assert world.ada.sees("Page and poster")
    await world.ada.presses("Page and poster")
    assert world.page


async def test_without_an_address_from_outside_neither_is_offered(world):
    """SPEC 7.3: feed, page and poster are not offered."""
    async with Stage(start=START) as stage:
        omar = stage.person("Omar", surface=SLACK)
        await found_team(stage, omar, "City Library")
        ada = await new_facilitator(stage, omar, "Ada")
        await publish(ada)
        await ada.says("/circle manage")
        assert not ada.sees("Page and poster")
        await ada.says("/circle calendar")
        for label in ("Page and poster", "Keep my calendar"):
            assert not ada.sees(label)
