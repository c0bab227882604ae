"""A browser for all of these tests, and for each of them a demo of its own."""

from collections.abc import AsyncIterator

import pytest

from adapters.demo.page.serving import served
from tests.browser.driver import Browser, browsing, chromium
from tests.browser.page import Page


@pytest.fixture(scope="session", autouse=True)
def program() -> str:
    found = chromium()
    if found is None:
        pytest.exit("There is no Chromium here: make browser says what to install.", returncode=1)
    return found


@pytest.fixture
async def address() -> AsyncIterator[str]:
    async with served(0) as address:
        yield address


@pytest.fixture
async def browser(program: str) -> AsyncIterator[Browser]:
    async with browsing(program) as browser:
        yield browser


@pytest.fixture
async def page(browser: Browser, address: str) -> AsyncIterator[Page]:
    """Wide enough for three panes. What the console complains of fails the test."""
    page = await Page.opened(browser, address)
    yield page
    assert page.tab.complaints == []
