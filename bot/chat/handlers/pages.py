"""The page of a circle on the web."""

from bot.app.circles import see_card
from bot.app.plans import LIVE
from bot.chat.buttons import SeePage, encode
from bot.chat.catalog import Target
from bot.chat.outgoing import Button, Message, Photo, Reply, Text
from bot.chat.qr import png
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.domain.circles import Circle
from bot.domain.errors import NotFound


def see_page(turn: Turn, press: SeePage) -> Reply:
    """Where the circle's page is, with a code that a camera reads."""
    seen = see_card(turn.work, turn.actor, press.circle, now=turn.now)
    if turn.pages is None:
        raise NotFound
    address = turn.pages.circle(seen.circle.id)
    text = Text(turn.say("page-here", circle=seen.circle.name, address=address, link=Target(address)))
    return Reply(messages=[Message((text,), (), (Photo(png(address), address),))])


def page_buttons(turn: Turn, circle: Circle) -> tuple[tuple[Button, ...], ...]:
    """The way to a circle's page, if it has one."""
    if turn.pages is None or circle.stage not in LIVE:
        return ()
    return ((Button(turn.say.line("button-page"), encode(SeePage(circle.id))),),)


SUBJECT = Subject(presses={SeePage: see_page}, leads_to="browse")
