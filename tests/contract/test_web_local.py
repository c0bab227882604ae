"""A page for whoever sits at this machine: nobody else gets at it, and looking changes nothing (SPEC 4.14, 7.1)."""

import asyncio
import json
import re

import aiohttp
import pytest

from adapters.web.listening import CannotListen
from adapters.web.local import LARGEST_ACT, CannotAct, Kept, LocalPage, Look
from adapters.web.watching import MOST_UNTOLD, Watchers

LOOK = Look("<p id=token>$token</p>", "p {}", {"one.js": "1;"})


class Behind:
    """Counts what is done."""

    def __init__(self):
        self.done = []

    def everything(self):
        return {"done": len(self.done)}

    async def act(self, asked):
        match asked.get("do"):
            case "nonsense":
                raise CannotAct("Nobody can do that.")
            case "break":
                raise ZeroDivisionError
        self.done.append(asked)
        return {"told": "so"}

    def file(self, key):
        return {
            "f": Kept('a "b"\r\n<c>.csv', "text/csv", b"1,2"),
            "p": Kept("p.png", "image/png", b"PNG"),
            "h": Kept("h.html", "text/html", b"<script>"),
        }.get(key)


class Served:
    def __init__(self, page, behind, watchers, http):
        self.page, self.behind, self.watchers, self.http = page, behind, watchers, http
        self.address = page.address
        self.token = ""

    async def get(self, path, **headers):
        async with self.http.get(self.address + path, headers=headers) as response:
            return response.status, response.headers, await response.text()

    async def act(self, body, **headers):
        usual = {"Content-Type": "application/json", "X-Token": self.token}
        sent = {name: value for name, value in (usual | headers).items() if value is not None}
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.http.post(self.address + "act", data=data, headers=sent) as response:
            return response.status, await response.text()


@pytest.fixture
async def served():
    behind, watchers = Behind(), Watchers()
    page = LocalPage(LOOK, behind, watchers, port=0)
    await page.start()
    async with aiohttp.ClientSession() as http:
        served = Served(page, behind, watchers, http)
        served.token = re.search("id=token>(.+)</p>", (await served.get(""))[2])[1]
        yield served
        await page.stop()


async def events(response):
    while block := await response.content.readuntil(b"\n\n"):
        yield json.loads(block.removeprefix(b"data: "))


async def test_the_page_is_for_loopback_and_lets_nothing_else_in(served):
    status, headers, text = await served.get("")
    assert status == 200
    assert served.address.startswith("http://127.0.0.1:")
    policy = headers["Content-Security-Policy"]
    for rule in ("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Cache-Control"] == "no-store"
    assert served.token in text
    assert [(await served.get(path))[2] for path in ("style.css", "scripts/one.js")] == ["p {}", "1;"]
    assert [(await served.get(path))[0] for path in ("scripts/two.js", "scripts/..%2fone.js")] == [404, 404]


async def test_a_foreign_name_that_leads_here_gets_nothing(served):
    """DNS rebinding: the browser believes to talk to somebody else, and says so."""
    port = served.address.rsplit(":", 1)[1].strip("/")
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1", f"127.0.0.1.evil.example:{port}", ""):
        for path in ("", "scripts/one.js", f"events?token={served.token}", "files/f"):
            status, _, text = await served.get(path, Host=host)
            assert (status, served.token in text) == (403, False), (host, path)
        assert (await served.act({"do": "it"}, Host=host))[0] == 403
    assert served.behind.done == []
    assert (await served.get("", Host=f"localhost:{port}"))[0] == 200


async def test_only_the_page_itself_can_do_something(served):
    """Another page may send what it likes: without the token, from its own origin, or as a form."""
    for headers in (
        {"X-Token": None},
        {"X-Token": "guessed"},
        {"X-Token": "ü".encode().decode("latin-1")},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "application/x-www-form-urlencoded"},
    ):
        assert (await served.act({"do": "it"}, **headers))[0] == 403, headers
    assert served.behind.done == []
    assert await served.act({"do": "it"}, Origin=served.address.strip("/")) == (200, '{"told": "so"}')
    assert served.behind.done == [{"do": "it"}]


async def test_looking_changes_nothing(served):
    """SPEC 4.14: a GET, HEAD or link preview changes nothing."""
    for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE"):
        headers = {"X-Token": served.token, "Content-Type": "application/json"}
        asked = served.http.request(method, served.address + "act", headers=headers, data=b'{"do": "it"}')
        async with asked as response:
            assert response.status in {403, 405}
    for path in ("", "style.css", "files/f", "favicon.ico"):
        async with served.http.head(served.address + path) as response:
            assert response.status < 300
    assert served.behind.done == []


async def test_what_makes_no_sense_is_said(served):
    assert await served.act({"do": "nonsense"}) == (409, '{"problem": "Nobody can do that."}')
    for body in (b"{", b"\xff", b"[1]", b'"do"', b"null"):
        assert (await served.act(body))[0] == 400, body
    assert (await served.act(b" " * (LARGEST_ACT + 1)))[0] == 413
    assert served.behind.done == []


async def test_a_fault_is_said_without_its_insides(served, caplog):
    status, text = await served.act({"do": "break"})
    assert status == 500
    assert "Zero" not in text
    assert "ZeroDivisionError" in caplog.text


async def test_files_are_kept_and_only_pictures_are_shown(served):
    status, headers, text = await served.get("files/f")
    assert (status, text) == (200, "1,2")
    assert headers["Content-Disposition"] == "attachment; filename*=UTF-8''a%20%22b%22%0D%0A%3Cc%3E.csv"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert (await served.get("files/h"))[1]["Content-Disposition"].startswith("attachment")
    assert (await served.get("files/p"))[1]["Content-Disposition"].startswith("inline")
    assert (await served.get("files/x"))[0] == 404


async def test_who_watches_sees_all_at_first_and_then_what_happens(served):
    address = f"{served.address}events?token={served.token}"
    async with served.http.get(address) as one, served.http.get(address) as other:
        told = [events(one), events(other)]
        assert [await anext(each) for each in told] == [{"everything": {"done": 0}}] * 2
        served.watchers.tell({"said": "<b>\n\ndata: x</b>\u2028"})
        assert [await anext(each) for each in told] == [{"said": "<b>\n\ndata: x</b>\u2028"}] * 2
        # Nothing that is open holds up the end.
        await asyncio.wait_for(served.page.stop(), 5)
    assert served.watchers.count == 0


async def test_the_token_of_another_run_is_told_to_come_no_more(served):
    """A browser asks again and again for events, unless the answer is that there are none."""
    for token in ("", "?token=", "?token=of-another-run"):
        assert (await served.get(f"events{token}"))[0] == 204


def test_nobody_waits_for_who_is_slow():
    watchers = Watchers()
    with watchers.watching() as slow:
        for number in range(MOST_UNTOLD + 5):
            watchers.tell({"number": number})
        assert watchers.count == 0
        found = [slow.get_nowait() for _ in range(slow.qsize())]
    assert (len(found), found[-1]) == (MOST_UNTOLD + 1, None)


async def test_a_port_that_is_taken_is_said_with_the_remedy(served):
    port = int(served.address.rsplit(":", 1)[1].strip("/"))
    page = LocalPage(LOOK, Behind(), Watchers(), port=port)
    with pytest.raises(
        CannotListen, match=f"port of the page is {port}, where we cannot listen .*name another port"
    ):
        await page.start()
