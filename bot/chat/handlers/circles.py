"""Looking at circles, publishing one, inviting someone to facilitate it."""

from dataclasses import replace

from bot.app.circles import publish_circle, see_card
from bot.app.invitations import invite_to_circle
from bot.chat.buttons import InviteCoFacilitator, Publish, SeeCircle
from bot.chat.handlers.pages import page_buttons
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.subject import Subject
from bot.chat.turn import Turn
from bot.chat.views.circles import card, published
from bot.chat.views.teams import invitation_link


def see(turn: Turn, press: SeeCircle) -> Reply:
    """A circle's card."""
    return Reply(messages=[card(turn.reader, see_card(turn.work, turn.actor, press.circle, now=turn.now))])


def publish(turn: Turn, press: Publish) -> Reply:
    """Opens a draft for sign-up."""
    circle = publish_circle(turn.work, turn.actor, press.circle, now=turn.now)
    seen = see_card(turn.work, turn.actor, circle.id, now=turn.now)
    told = published(turn.reader, seen)
    told = replace(told, buttons=(*told.buttons, *page_buttons(turn, seen.circle)))
    return Reply(messages=[told], home_dirty=True)


def invite_co_facilitator(turn: Turn, press: InviteCoFacilitator) -> Reply:
    """A link for one person to facilitate the circle too."""
    code = invite_to_circle(turn.work, turn.actor, press.circle, now=turn.now)
    name = turn.work.circles.get(press.circle).name
    text = turn.say("invitation-co-facilitator", circle=name, link=invitation_link(code))
    return Reply(messages=[Message((Text(text),))])


SUBJECT = Subject(
    presses={
        SeeCircle: see,
        Publish: publish,
        InviteCoFacilitator: invite_co_facilitator,
    },
    among_others=frozenset({SeeCircle}),
    leads_to="manage",
)
