"""A real Chromium, spoken to over its DevTools protocol."""

import asyncio
import base64
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
PATIENCE = 20.0
"""Seconds that anything may take."""

_UNTIL = """new Promise((done, failed) => {{
  const end = performance.now() + {patience};
  (function look() {{
    let found;
    try {{ found = {condition}; }} catch (error) {{ return failed(error); }}
    if (found) return done(found instanceof Node ? true : found);
    if (performance.now() > end) return failed(new Error("never: " + {named} + "\\n" + document.body.innerText.slice(0, 3000)));
    setTimeout(look, 20);
  }})();
}})"""

KEYS = {"Enter": 13, "Tab": 9, "Escape": 27, "ArrowRight": 39, "ArrowLeft": 37, " ": 32}


def chromium() -> str | None:
    """Where a Chromium is: the one that CHROMIUM names, else one on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


class PageIsAnother(Exception):
    """The page was loaded anew while something was asked of it."""


class Tab:
    """One page. What went wrong in it, as its console tells it, is in `complaints`."""

    def __init__(self, browser: "Browser", session: str) -> None:
        self._browser = browser
        self._session = session
        self.complaints: list[str] = []

    async def call(self, method: str, **given: Any) -> Any:
        return await self._browser.call(method, given, self._session)

    async def open(self, address: str) -> None:
        await self.call("Page.navigate", url=address)
        await self.until(
            f"location.href.startsWith({json.dumps(address)}) && document.readyState === 'complete'"
        )

    async def js(self, expression: str) -> Any:
        """What the expression comes to, a promise awaited."""
        told = await self.call(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True, userGesture=True
        )
        if "exceptionDetails" in told:
            raise AssertionError(told["exceptionDetails"]["exception"].get("description", told))
        return told["result"].get("value")

    async def until(self, condition: str) -> Any:
        """Waits until the expression is true."""
        waiting = _UNTIL.format(condition=condition, patience=PATIENCE * 1000, named=json.dumps(condition))
        while True:
            try:
                return await self.js(waiting)
            except PageIsAnother:
                continue

    async def keys(self, *keys: str) -> None:
        """Presses keys, one after the other; anything else is typed."""
        for key in keys:
            if key not in KEYS:
                await self.call("Input.insertText", text=key)
                continue
            text = {"Enter": "\r", " ": " "}.get(key, "")
            code = {"key": key, "code": key if key != " " else "Space", "windowsVirtualKeyCode": KEYS[key]}
            kind = "keyDown" if text else "rawKeyDown"
            await self.call("Input.dispatchKeyEvent", type=kind, text=text, **code)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **code)

    async def looks(self, width: int, height: int, *, dark: bool = False, touch: bool = False) -> None:
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=touch,
        )
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        await self.call("Emulation.setEmulatedMedia", features=scheme)

    async def picture(self, file: Path) -> None:
        shot = await self.call("Page.captureScreenshot", format="png")
        await asyncio.to_thread(file.write_bytes, base64.b64decode(shot["data"]))


class Browser:
    """One process, with as many tabs as are opened."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._tabs: dict[str, Tab] = {}

    async def tab(self, address: str) -> Tab:
        target = await self.call("Target.createTarget", {"url": "about:blank"})
        attached = await self.call("Target.attachToTarget", {**target, "flatten": True})
        tab = self._tabs[attached["sessionId"]] = Tab(self, attached["sessionId"])
        for domain in ("Page", "Runtime", "Log"):
            await tab.call(f"{domain}.enable")
        await tab.open(address)
        return tab

    async def call(self, method: str, given: Mapping[str, Any], session: str | None = None) -> Any:
        number = next(self._numbers)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        asked = {"id": number, "method": method, "params": given}
        await self._socket.send_json(asked | ({"sessionId": session} if session else {}))
        return await asyncio.wait_for(self._waiting[number], PATIENCE * 2)

    async def listen(self) -> None:
        async for message in self._socket:
            told = json.loads(message.data)
            if (waiting := self._waiting.pop(told.get("id", 0), None)) is not None and not waiting.done():
                if "navigated" in told.get("error", {}).get("message", ""):
                    waiting.set_exception(PageIsAnother())
                elif "error" in told:
                    waiting.set_exception(AssertionError(told["error"]))
                else:
                    waiting.set_result(told["result"])
            elif (tab := self._tabs.get(told.get("sessionId", ""))) is not None:
                _note(tab, told["method"], told["params"])


def _note(tab: Tab, method: str, told: Mapping[str, Any]) -> None:
    match method:
        case "Runtime.exceptionThrown":
            details = told["exceptionDetails"]
            tab.complaints.append(str(details.get("exception", {}).get("description") or details["text"]))
        case "Log.entryAdded" if told["entry"]["level"] in {"error", "warning"}:
            tab.complaints.append(f"{told['entry']['text']} {told['entry'].get('url', '')}")
        case _:
            pass


@asynccontextmanager
async def browsing(program: str) -> AsyncGenerator[Browser]:
    """A browser with nothing remembered, which ends with the context."""
    with tempfile.TemporaryDirectory(prefix="circlebot-", ignore_cleanup_errors=True) as profile:
        process = await asyncio.create_subprocess_exec(
            program, *FLAGS, f"--user-data-dir={profile}", stderr=asyncio.subprocess.PIPE
        )
        try:
            address = await asyncio.wait_for(_address(process), PATIENCE * 2)
            async with (
                aiohttp.ClientSession() as session,
                session.ws_connect(address, max_msg_size=0) as socket,
            ):
                browser = Browser(socket)
                listening = asyncio.create_task(browser.listen())
                yield browser
                listening.cancel()
        finally:
            process.terminate()
            await process.wait()


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    async for line in process.stderr:
        _, found, address = line.decode().partition("DevTools listening on ")
        if found:
            return address.strip()
    raise AssertionError("the browser ended before it listened")
