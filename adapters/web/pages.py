"""What anybody can open: a circle's page, and a calendar feed by its secret. Looking changes nothing (SPEC 4.14, 7.3)."""

from base64 import b64encode
from collections.abc import Callable, Mapping

from aiohttp import web

from adapters.web.html import Join, Page, is_web, page_of, parts_of
from bot.app.calendars import dates_of_feed
from bot.app.ports import Clock, Store, Work
from bot.app.public import PublicCircle, see_from_outside
from bot.chat.calendar import MEDIA_TYPE, Entry, calendar_file
from bot.chat.catalog import Catalog, Say
from bot.chat.qr import png
from bot.chat.turn import Reader
from bot.chat.views import from_outside
from bot.chat.views.circles import circle_link
from bot.domain.errors import NotFound
from bot.domain.ids import CircleId
from bot.domain.people import Platform

Links = Callable[[], Mapping[Platform, str]]
"""How each platform writes a link into the bot, with `{code}`; empty where it has none."""

SAFE = {
    "Content-Security-Policy": (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Nothing runs in a page of ours, nothing is fetched for it, and where somebody goes from it is not told what it was."""

A_MINUTE = {"Cache-Control": "public, max-age=60"}
FOR_ONE = {"Cache-Control": "private, no-cache"}


class PublicPages:
    """Answers GETs from what is stored."""

    def __init__(self, store: Store, clock: Clock, catalog: Catalog, links: Links) -> None:
        self._store = store
        self._clock = clock
        self._catalog = catalog
        self._links = links

    async def circle(self, request: web.Request) -> web.Response:
        """A circle's page, in its language."""
        circle = CircleId(request.match_info["circle"])
        now = self._clock.now()
        try:
            seen = await self._store.run(lambda work: see_from_outside(work, circle, now=now))
        except NotFound:
            return self._no_such(request)
        say = self._catalog.speaker(seen.circle.language)
        shown = from_outside.page(Reader(say, None, now, alone=False), seen)
        joins = self._joins(say, seen)
        address = next((join.address for join in joins if join.is_link), None)
        page = Page(
            language=say.language,
            title=seen.circle.name,
            body=parts_of(shown.parts),
            joins=tuple(joins),
            scan=say.line("page-scan") if address else "",
            code=b64encode(png(address)).decode() if address else "",
            note=say.line("page-private"),
        )
        return web.Response(text=page_of(page), content_type="text/html", headers=SAFE | A_MINUTE)

    async def feed(self, request: web.Request) -> web.Response:
        """Somebody's meetings as a calendar, for whoever has the secret."""
        code, now = request.match_info["code"], self._clock.now()

        def read(work: Work) -> bytes:
            person, dates = dates_of_feed(work, code)
            say = self._catalog.speaker(work.people.get(person).language)
            entries = [
                Entry(one.circle, meeting, len(one.meetings)) for one in dates for meeting in one.meetings
            ]
            return calendar_file(say, entries, now=now)

        try:
            found = await self._store.run(read)
        except NotFound:
            return web.Response(status=404, text="no such feed\n", headers=SAFE)
        return web.Response(body=found, content_type=MEDIA_TYPE, charset="utf-8", headers=SAFE | FOR_ONE)

    def _joins(self, say: Say, seen: PublicCircle) -> list[Join]:
        if seen.next_meeting is None:
            return []
        code = circle_link(seen.circle).code
        return [
            Join(
                say.line("page-join" if is_web(written) else "page-type", platform=platform.title()),
                written.replace("{code}", code),
            )
            for platform, written in self._links().items()
            if written
        ]

    def _no_such(self, request: web.Request) -> web.Response:
        wanted = request.headers.get("Accept-Language", "").partition(",")[0].partition(";")[0].strip()
        say = self._catalog.speaker(wanted or None)
        text = say.line("page-not-found")
        page = Page(language=say.language, title=text, body="", joins=(), scan="", code="", note="")
        return web.Response(status=404, text=page_of(page), content_type="text/html", headers=SAFE)
