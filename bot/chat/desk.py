"""The desk: turns what comes in into a reply, in one transaction."""

import logging
from dataclasses import dataclass

from bot.app.people import arrive
from bot.app.ports import Clock, Store, Work
from bot.chat.buttons import SendForm, decode
from bot.chat.catalog import Catalog
from bot.chat.handlers.forms import held
from bot.chat.handlers.switchboard import PAPERS, answer
from bot.chat.incoming import Change, Incoming, Pressed, Reach, Submitted
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.turn import Turn
from bot.domain.errors import BrokenRule
from bot.domain.ids import new_id
from bot.domain.text import NAME, printable
from bot.domain.times import known_zone

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers what comes in. A broken rule or a fault changes nothing and is answered in words."""

    store: Store
    clock: Clock
    catalog: Catalog

    async def take(self, incoming: Incoming) -> Reply:
        """The reply to what came in; its effect is committed. Raises nothing but cancellation."""
        try:
            return await self.store.run(lambda work: self._answer(work, incoming))
        except BrokenRule as broken:
            rule = broken
        except Exception:
            return self._fault(incoming)
        try:
            return await self.store.run(lambda work: self._refuse(self._turn(work, incoming), incoming, rule))
        except Exception:
            return self._fault(incoming)

    def _answer(self, work: Work, incoming: Incoming) -> Reply:
        match incoming:
            case Reach(change=Change.LOST) if work.accounts.by_key(incoming.sender.account) is None:
                # Who leaves without ever having been here does not become somebody by that.
                return Reply()
            case _:
                return answer(self._turn(work, incoming), incoming)

    def _turn(self, work: Work, incoming: Incoming) -> Turn:
        sender = incoming.sender
        now = self.clock.now()
        person = arrive(
            work,
            sender.account,
            name=" ".join(printable(sender.name).split())[:NAME] or sender.account.user,
            language=self.catalog.speaker(sender.language).language,
            zone=known_zone(sender.zone) if sender.zone else None,
            now=now,
        )
        return Turn(work, person, sender, incoming.spot, self.catalog.speaker(person.language), PAPERS, now)

    def _refuse(self, turn: Turn, incoming: Incoming, broken: BrokenRule) -> Reply:
        """Says which rule broke: beside its field if it broke on sending a form, else in a message."""
        refused = None
        try:
            match incoming:
                case Submitted(draft=draft, values=values):
                    refused = turn.forms.refuse(turn, draft, values, broken)
                case Pressed(button=button) if isinstance(press := decode(button), SendForm):
                    refused = turn.forms.refuse(turn, press.draft, held(turn, press.draft), broken)
                case _:
                    pass
        except BrokenRule:
            # The form itself makes no sense any more; the rule that broke says why.
            refused = None
        return refused or Reply(messages=[Message((Text(turn.say(broken.key, **turn.values_of(broken))),))])

    def _fault(self, incoming: Incoming) -> Reply:
        reference = new_id()
        log.exception("fault %s on %s", reference, type(incoming).__name__)
        say = self.catalog.speaker(incoming.sender.language)
        return Reply(messages=[Message((Text(say("fault", reference=reference)),))])
