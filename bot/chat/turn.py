"""One turn of a conversation: who, where, when, in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.app.ports import Work
from bot.chat.catalog import Say, Value
from bot.chat.forms import Field
from bot.chat.incoming import Sender, Spot, Values
from bot.chat.links import Pages
from bot.chat.outgoing import DeepLink, Plain, Reply, Spans, When
from bot.domain.errors import BrokenRule
from bot.domain.ids import PersonId
from bot.domain.people import Person, PlaceKey, PlaceKind
from bot.domain.times import Moment

About = Mapping[str, str]
"""What a form was opened for."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a view is written for: their language, their zone if it is known, and the present moment.

    `alone` is False where others read along.
    """

    say: Say
    zone: str | None
    now: datetime
    alone: bool = True

    def when(self, moment: Moment) -> When:
        """The moment on the circle's clock, the zone named."""
        return self.say.moment(moment, now=self.now)

    def when_for_both(self, moment: Moment) -> Spans:
        """The moment on the circle's clock, and on the reader's where that shows another time."""
        shown = self.when(moment)
        if self.zone is None or Moment(moment.at, self.zone).local.utcoffset() == moment.local.utcoffset():
            return (shown,)
        own = self.say.moment(moment, viewer_zone=self.zone, now=self.now)
        return (shown, Plain(" · "), *self.say("moment-for-you", when=own))


@dataclass(frozen=True, slots=True)
class Turn:
    """What a handler has in hand. `papers` are all kinds of forms, by key; without `pages` nothing of ours can be reached from
    outside.
    """

    work: Work
    person: Person
    sender: Sender
    spot: Spot
    say: Say
    papers: Mapping[str, "Paper"]
    now: datetime
    pages: Pages | None = None

    @property
    def actor(self) -> PersonId:
        """Who acts."""
        return self.person.id

    @property
    def reader(self) -> Reader:
        """The person, as a reader."""
        return Reader(self.say, self.person.zone, self.now, self.is_private)

    def address_of(self, link: DeepLink) -> str:
        """The link as an address that a camera can open, or where the platform has none as it is typed."""
        return self.spot.links.replace("{code}", link.code) if self.spot.links else f"/start {link.code}"

    def values_of(self, broken: BrokenRule) -> dict[str, Value]:
        """What fills the text of a broken rule: a moment of another year comes with its year."""
        return {
            name: self.say.moment(value, with_year=value.local.year != self.now.year)
            if isinstance(value, Moment)
            else value
            for name, value in broken.values.items()
        }

    @property
    def is_private(self) -> bool:
        """Whether nobody else reads along."""
        return self.spot.kind is PlaceKind.PRIVATE

    @property
    def place(self) -> PlaceKey:
        """The group or channel in which it is."""
        account = self.sender.account
        return PlaceKey(account.platform, account.workspace, self.spot.key)

    @property
    def spot_key(self) -> str:
        """Names the conversation across platforms."""
        account = self.sender.account
        return f"{account.platform}:{account.workspace}:{self.spot.key}"


class Paper(Protocol):
    """One kind of form: what it asks and what sending it does."""

    @property
    def key(self) -> str:
        """Names the kind; its title is the text `form-<key>`."""
        ...

    def fields(self, turn: Turn, about: About, values: Values) -> tuple[Field, ...]:
        """The questions as they stand with these values; raises the broken rule when the form makes no sense any more."""
        ...

    def send(self, turn: Turn, about: About, values: Values) -> Reply:
        """Does what the form is for with checked values. A broken rule with a field is shown at that field."""
        ...
