"""The demo's page, put together."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib.resources import files

from adapters.demo.page.play import Play
from adapters.web.local import LocalPage, Look
from adapters.web.watching import Watchers


def look() -> Look:
    """What the page is made of."""
    here = files("adapters.demo.page").joinpath("look")
    scripts = {
        one.name: one.read_text(encoding="utf-8") for one in here.iterdir() if one.name.endswith(".js")
    }
    html, style = (here.joinpath(name).read_text(encoding="utf-8") for name in ("page.html", "page.css"))
    return Look(html, style, scripts)


@asynccontextmanager
async def served(port: int) -> AsyncGenerator[str]:
    """The address of the page, which is there as long as the context is. Raises CannotListen."""
    watchers = Watchers()
    play = Play(watchers)
    page = LocalPage(look(), play, watchers, port=port)
    await play.begin()
    try:
        await page.start()
        yield page.address
    finally:
        await page.stop()
        await play.close()
