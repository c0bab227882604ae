"""Whatever happens, a linked place has one card a meeting, and when all is quiet it shows what is true (SPEC 3.1, 4.8, 5)."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from adapters.clock import MovedClock
from bot.app.circles import CourseChoice, Wish, make_circle, publish_circle
from bot.app.people import arrive, call_me
from bot.app.places import link_place, show_in_places
from bot.app.ports import Work
from bot.app.rsvps import record_rsvp
from bot.app.signups import leave_circle, sign_up
from bot.chat.catalog import Catalog
from bot.chat.courier import Address, Delivered, Delivery, Gone, NotNow, Redrawn, ToAccount, Unclear
from bot.chat.outgoing import Message
from bot.chat.tick import LEASE, Tick
from bot.chat.views.cards import card_now
from bot.domain.cards import CardKind
from bot.domain.errors import BrokenRule
from bot.domain.ids import CircleId, PersonId, TeamId, new_id
from bot.domain.people import AccountKey, PlaceKey, Platform
from bot.domain.rhythm import Rhythm
from bot.domain.rsvps import Answer
from bot.domain.signups import Answers
from bot.domain.teams import DEFAULT_DIGEST_AT, DEFAULT_REMINDER_LEAD, Membership, Role, Team
from storage.store import Store, open_store

NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)
REMINDED = datetime(2026, 10, 11, 16, tzinfo=UTC)
LEARNERS = ("Ben", "Cleo", "Dana")
CATALOG = Catalog.load()
CLUB = PlaceKey(Platform.TERMINAL, "", "club")


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Club:
    """Holds the messages of the club. `fates` are what comes of the next things that happen there; then all goes well."""

    faces: dict[str, Message] = field(default_factory=dict[str, Message])
    accepted: int = 0
    fates: list[str] = field(default_factory=list[str])

    async def deliver(self, to: Address, message: Message) -> Delivery:
        if isinstance(to, ToAccount):
            return Delivered(new_id())
        return self._meets_its_fate(new_id(), message, new=True)

    async def redraw(self, to: Address, reference: str, message: Message) -> Redrawn:
        if reference not in self.faces:
            return Gone()
        outcome = self._meets_its_fate(reference, message, new=False)
        assert not isinstance(outcome, Gone)
        return outcome

    def _meets_its_fate(self, reference: str, message: Message, *, new: bool) -> Delivery:
        fate = self.fates.pop(0) if self.fates else "arrives"
        if fate in {"arrives", "arrives unclear", "arrives, then killed"}:
            self.faces[reference] = message
            self.accepted += new
        match fate:
            case "arrives":
                return Delivered(reference)
            case "killed" | "arrives, then killed":
                raise Killed
            case "not now":
                return NotNow(timedelta(minutes=1))
            case _:
                return Unclear()


FATES = ("arrives", "arrives unclear", "unclear", "arrives, then killed", "killed", "not now")


WHAT = ("answers", "answers", "answers", "joins", "leaves", "is called", "names", "link", "deletes")


class Cards:
    """A circle that meets once, linked with a club; its reminder is due."""

    def __init__(self) -> None:
        self.runner = asyncio.Runner()
        self.clock = MovedClock(NOW)
        self.club = Club()
        self.store: Store = self.runner.run(open_store("sqlite://", serving=True))
        self.people: dict[str, PersonId] = {}
        self.circle = CircleId("")
        self.taken_away = 0

    def close(self) -> None:
        self.runner.run(self.store.close())
        self.runner.close()

    def begin(self, fates: list[str]) -> None:
        team = Team(
            id=TeamId(new_id()),
            name="Library",
            zone="Europe/Berlin",
            language="en",
            reminder_lead=DEFAULT_REMINDER_LEAD,
            digest_place_id=None,
            digest_weekday=0,
            digest_at=DEFAULT_DIGEST_AT,
            digest_paused=True,
            created_at=NOW,
        )
        rhythm = Rhythm(date(2026, 10, 13), time(18), 1)
        wish = Wish(CourseChoice(title="Logic"), rhythm, minutes=90, zone="Europe/Berlin")

        def job(work: Work) -> CircleId:
            work.teams.add(team)
            for name in ("Ada", *LEARNERS):
                account = AccountKey(Platform.TERMINAL, "", name)
                self.people[name] = arrive(work, account, name=name, language="en", zone=None, now=NOW).id
            ada = self.people["Ada"]
            work.teams.join(Membership(team.id, ada, Role.FACILITATOR, NOW))
            circle = make_circle(work, ada, team.id, wish, now=NOW)
            link_place(work, ada, circle.id, CLUB, title="Club", administers=None, now=NOW)
            publish_circle(work, ada, circle.id, now=NOW)
            for name in LEARNERS[:2]:
                sign_up(work, self.people[name], circle.id, Answers(), consent=True, now=NOW)
            return circle.id

        self.circle = self.runner.run(self.store.run(job))
        self.clock.set(REMINDED)
        self.club.fates = fates
        self.passes(timedelta())

    def all_is_quiet(self) -> None:
        self.club.fates.clear()
        for _ in range(3):
            self.passes(LEASE)
        self._ended_well()

    def happens(self, what: str, name: str, answer: Answer) -> None:
        person = self.people[name]
        now, ada = self.clock.now(), self.people["Ada"]
        on = answer is Answer.YES

        def job(work: Work) -> None:
            (meeting,) = work.meetings.of_circle(self.circle)
            match what:
                case "answers":
                    record_rsvp(work, person, meeting.id, answer, now=now)
                case "joins":
                    sign_up(work, person, self.circle, Answers(), consent=True, now=now)
                case "leaves":
                    leave_circle(work, person, self.circle, now=now)
                case "is called":
                    call_me(work, person, "Zoe" if on else "<b>", now=now)
                case "names":
                    show_in_places(work, ada, self.circle, names=on, now=now)
                case _:
                    show_in_places(work, ada, self.circle, link=on, now=now)

        if what == "deletes":
            self.taken_away += bool(self.club.faces)
            self.club.faces.clear()
        else:
            self._try(job)

    def passes(self, span: timedelta) -> None:
        """Another process looks for what is due, and may be killed over it."""
        self.clock.set(self.clock.now() + span)
        tick = Tick(self.store, self.clock, CATALOG, {Platform.TERMINAL: self.club}, chance=lambda: 0.0)

        async def once() -> None:
            try:
                await tick.once()
            except Killed:
                return

        self.runner.run(once())

    def _try(self, job: Callable[[Work], object]) -> None:
        def attempt(work: Work) -> None:
            job(work)

        try:
            self.runner.run(self.store.run(attempt))
        except BrokenRule:
            return

    def _ended_well(self) -> None:
        """At most one card was posted, and one more where somebody took it away; the one that lives shows what is true."""
        assert self.club.accepted <= 1 + min(self.taken_away, 1)

        def read(work: Work) -> None:
            assert work.cards.next_at() is None
            (meeting,) = work.meetings.of_circle(self.circle)
            for card in work.cards.of(CardKind.MEETING, meeting.id):
                shown = self.club.faces.get(card.reference or "")
                if shown is not None:
                    assert shown == card_now(work, CATALOG, card, now=self.clock.now())

        self.runner.run(self.store.run(read))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_the_card_shows_what_is_true(seed: int) -> None:
    """SPEC 3.1, 4.8, 5: presses, names, deleted cards, slow and unknown outcomes, and processes that are killed."""
    chance, cards = Random(seed), Cards()
    try:
        cards.begin(some(chance, FATES, 2) if seed % 3 == 0 else [])
        for _ in range(12):
            for what in some(chance, WHAT, 4):
                cards.happens(what, chance.choice(LEARNERS), chance.choice(list(Answer)))
            cards.club.fates = some(chance, FATES, 3)
            cards.passes(timedelta(minutes=chance.choice((0, 1, 3))))
            if chance.random() < 0.4:
                cards.all_is_quiet()
        cards.all_is_quiet()
    finally:
        cards.close()


def some(chance: Random, things: Sequence[str], most: int) -> list[str]:
    return chance.choices(things, k=chance.randint(0, most))
