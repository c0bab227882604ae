"""The desk: turns what comes in into a reply, in one transaction."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.app.people import arrive
from bot.app.ports import Clock, Store, Work
from bot.chat.buttons import SendForm, decode
from bot.chat.catalog import Catalog
from bot.chat.form_flow import FormIsGone, refuse_form
from bot.chat.handlers.forms import held
from bot.chat.handlers.places import reach_of_place
from bot.chat.handlers.switchboard import PAPERS, answer
from bot.chat.incoming import Change, Incoming, Pressed, Reach, Resumed, Spot, Submitted
from bot.chat.links import Pages
from bot.chat.outgoing import Message, Reply, Text
from bot.chat.told import told_of
from bot.chat.turn import Turn
from bot.chat.watch import NOBODY, Watch
from bot.domain.errors import BrokenRule
from bot.domain.ids import ArrivalId, new_id
from bot.domain.people import PlaceKind

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Doings:
    """How often something was done here that a hub shows, so that who draws hubs knows when to look again."""

    count: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers what comes in. A broken rule or a fault changes nothing and is answered in words."""

    store: Store
    clock: Clock
    catalog: Catalog
    pages: Pages | None = None
    watch: Watch = NOBODY
    doings: Doings = field(default_factory=Doings)

    async def take(self, incoming: Incoming, *, arrival: ArrivalId | None = None) -> Reply:
        """The reply to what came in; its effect is committed. Raises nothing but cancellation.

        An arrival that was kept is done with its effect, in the same transaction; one that was done before changes nothing.
        """
        try:
            reply = await self.store.run(lambda work: self._once(work, incoming, arrival, self._answer))
        except BrokenRule as broken:
            rule = broken
        except Exception:
            return await self._fault(incoming, arrival)
        else:
            self.doings.count += reply.home_dirty
            return reply
        try:
            return await self.store.run(
                lambda work: self._once(
                    work, incoming, arrival, lambda work, incoming: self._refuse(work, incoming, rule)
                )
            )
        except Exception:
            return await self._fault(incoming, arrival)

    def _once(
        self,
        work: Work,
        incoming: Incoming,
        arrival: ArrivalId | None,
        answer_it: Callable[[Work, Incoming], Reply],
    ) -> Reply:
        if arrival is not None and not work.inbox.finish(arrival, now=self.clock.now()):
            return Reply()
        return answer_it(work, incoming)

    def _answer(self, work: Work, incoming: Incoming) -> Reply:
        match incoming:
            case Reach(spot=Spot(kind=PlaceKind.GROUP)):
                # It is about the place: who lets us in or removes us is nobody to us by that.
                reach_of_place(work, incoming, now=self.clock.now())
                return Reply()
            case Reach(change=Change.LOST | Change.RENAMED) | Resumed() if (
                work.accounts.by_key(incoming.sender.account) is None
            ):
                # Who has never been here does not become somebody by leaving, by what they are called, or by what may have
                # been asked.
                return Reply()
            case _:
                return answer(self._turn(work, incoming), incoming)

    def _turn(self, work: Work, incoming: Incoming) -> Turn:
        sender = incoming.sender
        now = self.clock.now()
        told = told_of(sender, self.catalog)
        person = arrive(work, sender.account, name=told.name, language=told.language, zone=told.zone, now=now)
        return Turn(
            work,
            person,
            sender,
            incoming.spot,
            self.catalog.speaker(person.language),
            PAPERS,
            now,
            self.pages,
        )

    def _refuse(self, work: Work, incoming: Incoming, broken: BrokenRule) -> Reply:
        """Says which rule broke: beside its field on sending a form, in passing where the form is gone, else in a message."""
        turn = self._turn(work, incoming)
        refused = None
        try:
            match incoming:
                case Submitted(draft=draft, values=values):
                    refused = refuse_form(turn, draft, values, broken)
                case Pressed(button=button) if isinstance(press := decode(button), SendForm):
                    refused = refuse_form(turn, press.draft, held(turn, press.draft), broken)
                case _:
                    pass
        except BrokenRule:
            # The form itself makes no sense any more; the rule that broke says why.
            refused = None
        if isinstance(incoming, Pressed) and refused is None and _in_passing(incoming.spot, broken):
            return Reply(toast=turn.say.line(broken.key, **turn.values_of(broken)))
        return refused or Reply(messages=[Message((Text(turn.say(broken.key, **turn.values_of(broken))),))])

    async def _fault(self, incoming: Incoming, arrival: ArrivalId | None) -> Reply:
        """Nothing has changed. What cannot even be marked done is taken up again later, and its sender is told that."""
        reference = new_id()
        log.exception("fault %s on %s", reference, type(incoming).__name__)
        self.watch.fault()
        key = "fault"
        if arrival is not None:
            try:
                await self.store.run(lambda work: work.inbox.finish(arrival, now=self.clock.now()))
            except Exception:
                log.exception("what fault %s was about is taken up again", reference)
                key = "fault-for-now"
        say = self.catalog.speaker(incoming.sender.language)
        return Reply(messages=[Message((Text(say(key, reference=reference)),))])


def _in_passing(spot: Spot, broken: BrokenRule) -> bool:
    """Whether a press is refused with a passing word: among others it is nobody else's news, and a form that is gone was
    mostly sent by a first tap, of which one sees what it did.
    """
    return spot.kind is PlaceKind.GROUP or (isinstance(broken, FormIsGone) and spot.asks)
