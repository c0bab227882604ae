"""The demo's page as a person uses it: by what is written on it."""

import json
from typing import Any, Self

from tests.browser.driver import Browser, Tab

WIDE, PHONE = (1440, 900), (390, 844)


class Page:
    def __init__(self, tab: Tab) -> None:
        self.tab = tab

    @classmethod
    async def opened(cls, browser: Browser, address: str) -> Self:
        page = cls(await browser.tab(address))
        await page.tab.looks(*WIDE)
        await page.ready()
        return page

    async def ready(self) -> None:
        await self.tab.until("document.querySelectorAll('.pane').length === 3")

    async def reload(self) -> None:
        await self.tab.js("document.body.dataset.old = 'yes'")
        await self.tab.call("Page.reload")
        await self.tab.until("document.body && !document.body.dataset.old")
        await self.ready()

    async def step(self, by: str) -> None:
        await self.tab.js(f"document.querySelector('[data-by={by}]').click()")
        await self.tab.until(
            "!document.querySelector('[data-by]:disabled') && document.querySelector('#note').innerText !== 'Time passes…'"
        )

    async def becomes(self, pane: str, name: str) -> None:
        await self._click(f"#pane-{pane} .chip", name)

    async def goes_to(self, pane: str, title: str) -> None:
        await self._click(f"#pane-{pane} .talk", title)

    async def presses(self, pane: str, label: str) -> None:
        """The newest button of that label."""
        await self._click(f"#pane-{pane} .buttons button", label)

    async def clicks(self, label: str) -> None:
        """Something in the dialog that is open."""
        await self._click("dialog button, dialog label", label)

    async def says(self, pane: str, text: str) -> None:
        await self.tab.js(f"document.querySelector('#pane-{pane} textarea').select()")
        await self.tab.keys(text, "Enter")
        await self.tab.until(f"document.querySelector('#pane-{pane} textarea').value === ''")

    async def sees(self, pane: str, words: str) -> None:
        await self.tab.until(
            f"document.querySelector('#pane-{pane} .log').innerText.includes({json.dumps(words)})"
        )

    async def field(self, key: str, value: str) -> None:
        """Fills a field of the form that is open, as typing it would."""
        await self.tab.js(
            f"(() => {{ const it = document.querySelector('#field-{key}'); it.value = {json.dumps(value)};"
            "it.dispatchEvent(new Event('input', { bubbles: true })); })()"
        )

    async def text(self, selector: str) -> str:
        return await self.tab.js(f"document.querySelector({json.dumps(selector)}).innerText")

    async def focused(self) -> Any:
        return await self.tab.js(
            "document.activeElement.innerText || document.activeElement.getAttribute('aria-label') || document.activeElement.id"
        )

    async def _click(self, selector: str, label: str) -> None:
        found = (
            f"[...document.querySelectorAll({json.dumps(selector)})]"
            f".filter((one) => one.innerText.includes({json.dumps(label)})).at(-1)"
        )
        await self.tab.until(found)
        await self.tab.js(f"{found}.click()")
