"""The HTTP server, over real HTTP on loopback (SPEC 8)."""

import socket
from io import BytesIO

import aiohttp
import pytest

from adapters.platform import Answered, Asked
from adapters.web.listening import CannotListen
from adapters.web.server import LARGEST_BODY, WebServer


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Hooked:
    """Keeps what it is asked, and says what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    async def __call__(self, asked: Asked) -> Answered:
        self.asked.append(asked)
        return Answered(418, asked.body.upper(), {"X-Seen": asked.headers.get("x-mine", "")})


@pytest.fixture
async def http():
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def serving():
    started = []

    async def start(*, ready=True, hooks=None, port=None):
        async def is_ready() -> bool:
            if isinstance(ready, Exception):
                raise ready
            return ready

        port = port or free_port()
        server = WebServer("127.0.0.1", port, hooks=hooks or {}, ready=is_ready)
        await server.start()
        started.append(server)
        return f"http://127.0.0.1:{port}"

    yield start
    for server in started:
        await server.stop()


async def test_a_hook_gets_headers_query_and_body_and_its_answer_goes_back(serving, http):
    hooked = Hooked()
    base = await serving(hooks={"/telegram": hooked})
    async with http.post(f"{base}/telegram?a=1", data=b"hello", headers={"X-Mine": "yes"}) as response:
        assert (response.status, await response.read()) == (418, b"HELLO")
        assert response.headers["X-Seen"] == "yes"
    assert (hooked.asked[0].query, hooked.asked[0].body) == ("a=1", b"hello")


async def test_looking_at_a_hook_does_nothing(serving, http):
    """SPEC 4.14: a GET, HEAD or link preview changes nothing."""
    hooked = Hooked()
    base = await serving(hooks={"/telegram": hooked})
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        async with http.request(method, f"{base}/telegram") as response:
            assert response.status == 405
    async with http.post(f"{base}/telegram", data=BytesIO(bytes(LARGEST_BODY + 1))) as response:
        assert response.status == 413
    assert hooked.asked == []


@pytest.mark.parametrize(("ready", "status"), [(True, 200), (False, 503), (OSError("gone"), 503)])
async def test_alive_and_ready_are_two_things(serving, http, ready, status):
    base = await serving(ready=ready)
    async with http.get(f"{base}/healthz") as response:
        assert response.status == 200
    async with http.get(f"{base}/readyz") as response:
        assert response.status == status


async def test_where_we_cannot_listen_is_said_with_the_remedy(serving):
    base = await serving()
    port = int(base.rsplit(":", 1)[1])
    with pytest.raises(
        CannotListen, match=f"web.port are 127.0.0.1 and {port}, where we cannot listen .*name another port"
    ):
        await serving(port=port)
