"""The demo's page in a real browser (SPEC 7.1)."""

import json
from pathlib import Path

import pytest

from adapters.demo.page.serving import served
from tests.browser.driver import Browser
from tests.browser.page import PHONE, WIDE, Page

CONTRAST = Path(__file__).with_name("contrast.js").read_text(encoding="utf-8")
HOSTILE = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script> *x* @channel &amp;'


def named(selector: str, words: str) -> str:
    """The newest of those that say that."""
    every = f"[...document.querySelectorAll({json.dumps(selector)})]"
    return f"{every}.filter((one) => one.innerText.includes({json.dumps(words)})).at(-1)"


async def sign_up(page: Page, name: str, *, last: str = "You’re in") -> None:
    await page.becomes("learners", name)
    await page.says("learners", "/browse")
    await page.presses("learners", "Public Speaking")
    await page.presses("learners", "Sign up")
    for label, then in (
        ("Keep it", "get out of it?"),
        ("Skip", "help the others?"),
        ("Skip", "May I write to you"),
        ("Yes, write to me", "is this right?"),
        ("Sign me up", last),
    ):
        await page.presses("learners", label)
        await page.sees("learners", then)


async def test_a_circle_from_reminder_to_digest(page: Page) -> None:
    """The clock steps, what goes out is listed and shown where it went, cards are edited in place, all by clicking."""
    await page.step("post")
    assert await page.text("#note") == "1 message went out."
    await page.step("post")
    await page.tab.until("document.querySelectorAll('#went button').length === 4")
    await page.presses("learners", "Yes")
    await page.sees("learners", "See you there")
    await page.tab.until("!document.querySelector('#pane-learners .passing').hidden")
    await page.goes_to("learners", "Speakers’ club")
    await page.sees("learners", "Coming: Ben")
    await page.goes_to("learners", "circlebot")
    await page.becomes("learners", "Cleo")
    await page.says("learners", "can't make it, sorry")
    await page.sees("learners", "Thanks for telling")
    await page.sees("facilitator", "can't make it, sorry")
    await page.step("week")
    await page.sees("organizers", "the week of Mon 12 Oct")
    assert await page.text("#now") == "Sun, 18 Oct 2026\n18:00\nBerlin, CEST"


async def test_full_circles_and_old_buttons(page: Page) -> None:
    await sign_up(page, "Dana")
    await sign_up(page, "Eve", last="number 1 in line")
    # Questions that were answered leave no buttons behind.
    assert "Sign me up" not in await page.text("#pane-learners .log")
    await page.step("post")
    await page.step("post")
    await page.becomes("learners", "Ben")
    await page.step("week")
    cards = "[...document.querySelectorAll('#pane-learners .message')]"
    asked = f"{cards}.find((one) => one.innerText.includes('Ben, are you coming to:'))"
    await page.tab.js(f"{asked}.querySelector('.buttons button').click()")
    await page.sees("learners", "too late to change that")


async def test_names_and_words_are_only_text(page: Page) -> None:
    """SPEC 4.27: whatever somebody is called or writes, nothing of it runs, loads or formats."""
    await page.tab.js("document.querySelector('#pane-learners .chip.more').click()")
    await page.tab.until("document.activeElement.id === 'new-name'")
    name = HOSTILE[:64]
    await page.tab.keys(name, "Enter")
    await page.tab.until("!document.querySelector('dialog')")
    await sign_up(page, name[:20])
    await page.says("learners", HOSTILE)
    await page.says("facilitator", "/circle manage")
    await page.sees("facilitator", name)
    await page.says("facilitator", HOSTILE)
    await page.sees("facilitator", HOSTILE)
    assert await page.tab.js("window.hurt ?? null") is None
    assert await page.tab.js("document.querySelectorAll('#panes img, #panes script, .rail img').length") == 0


async def test_a_form_in_a_window(page: Page) -> None:
    """Errors stand beside their fields and are named by them; what is typed survives loading the page anew."""
    await page.says("facilitator", "/circle new")
    await page.clicks("A new course")
    await page.tab.until("document.querySelector('#field-title')")
    await page.field("title", "Logic <b>")
    await page.field("first_on", "2026-10-20")
    await page.tab.until("!document.querySelector('dialog[aria-busy]')")
    await page.reload()
    await page.tab.until("document.querySelector('#field-title')?.value === 'Logic <b>'")
    await page.clicks("Make draft")
    await page.tab.until("document.querySelector('#field-at-error')")
    described = await page.tab.js("document.querySelector('#field-at').getAttribute('aria-describedby')")
    assert described.split()[-1] == "field-at-error"
    assert await page.tab.js("document.querySelector('#field-at').ariaInvalid") == "true"
    assert await page.tab.js("document.activeElement.id") == "field-at"
    assert await page.tab.js("document.querySelector('#field-title').value") == "Logic <b>"
    await page.field("at", "18:30")
    await page.field("place", "Hall")
    await page.clicks("Make draft")
    await page.sees("facilitator", "The draft of Logic <b> is ready")
    assert await page.tab.js("document.querySelector('dialog')") is None


async def test_two_tabs_show_the_same(page: Page, browser: Browser, address: str) -> None:
    other = await Page.opened(browser, address)
    await page.step("post")
    await other.sees("facilitator", "Without a word from you it goes")
    await other.says("facilitator", "/circle new")
    await page.tab.until("document.querySelector('dialog #field-at')")
    await page.clicks("Close")
    await other.tab.until("!document.querySelector('dialog')")
    await page.presses("facilitator", "Looks good")
    for one in (page, other):
        await one.tab.until(
            "document.querySelector('#pane-facilitator .passing').innerText.includes('It goes out')"
        )
    assert other.tab.complaints == []


async def test_the_keyboard_is_enough(page: Page) -> None:
    """From the clock through the panes, a command from the list, a button that asks, and back out of it."""
    await page.tab.js("document.querySelector('[data-by=post]').focus()")
    await page.tab.keys("Enter")
    await page.tab.until("document.querySelector('#note').innerText === '1 message went out.'")
    assert await page.focused() == "Next post"
    await page.tab.js("document.querySelector('#pane-facilitator .tool').focus()")
    await page.tab.keys("Enter")
    await page.tab.until("document.activeElement.closest('dialog li')")
    await page.tab.js(f"{named('dialog li button', '/circle manage')}.focus()")
    await page.tab.keys("Enter")
    await page.tab.until("document.activeElement.value === '/circle manage'")
    await page.tab.keys("Enter")
    await page.sees("facilitator", "Delete the circle")
    await page.tab.js(f"{named('#pane-facilitator .buttons button', 'Delete the circle')}.focus()")
    await page.tab.keys(" ")
    await page.tab.until("document.querySelector('dialog.asks')")
    await page.tab.keys("Escape")
    await page.tab.until("!document.querySelector('dialog')")
    assert await page.focused() == "Delete the circle"
    # What can be reached has a name, and can be seen to be reached.
    nameless = (
        "[...document.querySelectorAll('button, input, textarea, select, [role=tab]')]"
        ".filter((one) => !(one.innerText || one.getAttribute('aria-label') || one.labels?.length))"
        ".map((one) => one.outerHTML)"
    )
    assert await page.tab.js(nameless) == []
    assert await page.tab.js("getComputedStyle(document.activeElement).outlineStyle") == "solid"


async def test_news_are_read_out(page: Page) -> None:
    await page.step("post")
    await page.tab.until("document.querySelector('#heard[aria-live=polite]').innerText.includes('Ada, new')")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
async def test_every_word_stands_out_from_its_ground(page: Page, dark: bool) -> None:
    await page.step("post")
    await page.step("post")
    await page.presses("learners", "Yes")
    await page.says("facilitator", "/circle manage")
    await page.sees("facilitator", "Delete the circle")
    await page.tab.looks(*WIDE, dark=dark)
    assert await page.tab.js(CONTRAST) == []
    await page.presses("facilitator", "Delete the circle")
    await page.tab.until("document.querySelector('dialog')")
    assert await page.tab.js(CONTRAST) == []


async def test_on_a_phone_panes_are_tabs(page: Page) -> None:
    await page.tab.looks(*PHONE, touch=True)
    shown = "[...document.querySelectorAll('.pane')].filter((one) => one.offsetParent).map((one) => one.id)"
    await page.tab.until(f"{shown}.length === 1")
    await page.step("post")
    await page.tab.until("document.querySelector('#tab-facilitator .badge')?.innerText === '1'")
    await page.tab.js("document.querySelector('#tab-learners').focus()")
    await page.tab.keys("ArrowRight")
    await page.tab.until(
        f"{shown}[0] === 'pane-facilitator' && !document.querySelector('#tab-facilitator .badge')"
    )
    await page.tab.js("document.querySelector('#tab-try').click()")
    await page.tab.until(f"{shown}.length === 0 && document.querySelector('#hints').offsetParent")
    assert await page.tab.js("document.documentElement.scrollWidth") <= PHONE[0]
    await page.tab.js("document.querySelector('#hints button').click()")
    await page.tab.until(f"{shown}[0] === 'pane-learners' && document.activeElement.value === '/browse'")
    await page.tab.looks(*WIDE)
    await page.tab.until(f"{shown}.length === 3")


async def test_files_are_saved_and_links_handed_on(page: Page) -> None:
    await page.says("learners", "/calendar")
    await page.tab.until("document.querySelector('#pane-learners a.file')")
    file = "document.querySelector('#pane-learners a.file')"
    saved = await page.tab.js(f"fetch({file}.href).then((got) => got.text())")
    assert saved.startswith("BEGIN:VCALENDAR")
    await page.tab.js("[...document.querySelectorAll('#pane-facilitator .link')].at(-1).click()")
    await page.clicks("Eve")
    await page.sees("learners", "Eve opened a link")
    await page.sees("learners", "one left")


async def test_somebody_blocks_the_bot_and_comes_back(page: Page) -> None:
    await page.tab.js("document.querySelector('#pane-learners .tool').click()")
    await page.clicks("Block circlebot")
    await page.tab.until("document.querySelector('#pane-learners .chip').innerText.includes('🚫')")
    await page.step("week")
    await page.says("facilitator", "/circle manage")
    await page.sees("facilitator", "I can’t reach Ben.")
    await page.tab.js("document.querySelector('#pane-learners .tool').click()")
    await page.clicks("Unblock circlebot")
    await page.tab.until("!document.querySelector('#pane-learners .chip').innerText.includes('🚫')")
    await page.says("learners", "/mine")
    await page.sees("learners", "W1 ·")


async def test_links_in_a_channel_lead_into_private(page: Page) -> None:
    await page.step("week")
    await page.tab.js(f"{named('#pane-organizers .link', 'Details in private')}.click()")
    await page.sees("organizers", "Speak without shaking")
    assert await page.text("#pane-organizers .talk[aria-pressed=true]") == "circlebot"


async def test_starting_over_and_another_run(page: Page, browser: Browser) -> None:
    await page.step("week")
    await page.tab.js("document.querySelector('#over').click()")
    await page.clicks("Start over")
    await page.tab.until("document.querySelector('#now').innerText.includes('5 Oct 2026')")
    assert await page.tab.js("document.querySelectorAll('#went button').length") == 0
    async with served(0) as address:
        other = await Page.opened(browser, address)
        port = int(address.rsplit(":", 1)[1].strip("/"))
    await other.tab.until("document.querySelector('#problem').innerText.includes('The demo has ended')")
    async with served(port):
        await other.tab.until("document.querySelector('#problem')?.hidden && document.querySelector('.pane')")
        await other.step("post")


async def test_another_page_can_neither_look_nor_do(page: Page, browser: Browser, address: str) -> None:
    """What a page of another origin in the same browser tries comes to nothing."""
    await page.step("post")
    async with served(0) as elsewhere:
        tab = (await Page.opened(browser, elsewhere)).tab
        # Its own policy forbids it to talk to others; an evil page has none.
        await tab.call("Page.setBypassCSP", enabled=True)
        await tab.open(elsewhere)
        body = """'{"do": "start-over"}'"""
        for path, how in (
            ("events", "{}"),
            ("act", f"{{method: 'POST', body: {body}, headers: {{'Content-Type': 'application/json'}}}}"),
            ("act", f"{{method: 'POST', body: {body}, mode: 'no-cors'}}"),
        ):
            asked = f"fetch({json.dumps(address + path)}, {how})"
            assert await tab.js(f"{asked}.then(() => 'let in', () => 'refused')") == "refused"
    assert "9 Oct 2026" in await page.text("#now")
