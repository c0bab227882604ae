"""The unit of work: all shelves on one connection, inside one transaction."""

from collections.abc import Callable, Collection
from typing import TypeVar

from sqlalchemy import Connection

from bot.domain.ids import MeetingId, PersonId
from storage.arrivals import Inbox
from storage.attendance import Attendances, CheckIns
from storage.audit import Audit
from storage.cards import Cards
from storage.changes import Feeds, Undos
from storage.circles import Circles, Courses
from storage.covers import Covers
from storage.digests import DigestNumbers, Hands
from storage.drafts import Drafts
from storage.erasing import Erasing
from storage.feedback import Feedbacks, GoalChecks
from storage.imports import Imports
from storage.leftovers import Leftovers
from storage.link_codes import LinkCodes
from storage.meetings import Meetings
from storage.merging import Merging
from storage.messages import Messages
from storage.mutes import Mutes
from storage.people import Accounts, People, Places
from storage.place_links import PlaceLinks
from storage.plans import Plans
from storage.posts import Posts
from storage.recaps import Recaps
from storage.relays import Relays
from storage.rsvps import Rsvps
from storage.searches import Searches
from storage.seats import SeatLinks
from storage.shelves import MEMORY
from storage.signups import Signups
from storage.tallies import Tallies
from storage.teams import Invitations, Teams
from storage.traces import Traces

Outcome = TypeVar("Outcome")


class UnitOfWork:
    """One transaction: all shelves, seen as they are and changed together or not at all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.forget()
        self.people = People(connection)
        self.accounts = Accounts(connection)
        self.places = Places(connection)
        self.place_links = PlaceLinks(connection)
        self.cards = Cards(connection)
        self.teams = Teams(connection)
        self.invitations = Invitations(connection)
        self.courses = Courses(connection)
        self.circles = Circles(connection)
        self.imports = Imports(connection)
        self.meetings = Meetings(connection)
        self.signups = Signups(connection)
        self.seat_links = SeatLinks(connection)
        self.rsvps = Rsvps(connection)
        self.plans = Plans(connection)
        self.posts = Posts(connection)
        self.feedbacks = Feedbacks(connection)
        self.goal_checks = GoalChecks(connection)
        self.attendances = Attendances(connection)
        self.check_ins = CheckIns(connection)
        self.recaps = Recaps(connection)
        self.covers = Covers(connection)
        self.hands = Hands(connection)
        self.digest_numbers = DigestNumbers(connection)
        self.inbox = Inbox(connection)
        self.drafts = Drafts(connection)
        self.messages = Messages(connection)
        self.relays = Relays(connection)
        self.mutes = Mutes(connection)
        self.undos = Undos(connection)
        self.feeds = Feeds(connection)
        self.searches = Searches(connection)
        self.audit = Audit(connection)
        self.tallies = Tallies(connection)
        self.traces = Traces(connection)
        self.erasing = Erasing(connection)
        self.merging = Merging(connection)
        self.link_codes = LinkCodes(connection)
        self.leftovers = Leftovers(connection)

    def forget(self) -> None:
        """What was read is read anew from now on, as at the beginning of another transaction."""
        self._connection.info.pop(MEMORY, None)

    def attempt(self, part: Callable[[], Outcome]) -> Outcome:
        """Does a part that may fail: when it raises, what it wrote is undone, and the transaction goes on without it."""
        try:
            with self._connection.begin_nested():
                return part()
        except BaseException:
            # What it has read of its own writes holds no more.
            if memory := self._connection.info.get(MEMORY):
                memory.clear()
            raise

    def remember(self, asked: Collection[tuple[str, PersonId]] = ()) -> None:
        """From now on what was read is not read again in this transaction, until something is written or locked.

        What is mostly needed of those people, and of the meetings or other subjects that stand beside them, is read at once.
        The ledger is left out: what becomes of posts is always read anew, and makes nothing forgotten.
        """
        self._connection.info[MEMORY] = {}
        people = list(dict.fromkeys(person for _, person in asked))
        self.people.foresee(people)
        self.accounts.foresee_of(people)
        self.mutes.foresee_of(people)
        meetings = [(MeetingId(subject), person) for subject, person in asked]
        self.meetings.foresee(list(dict.fromkeys(meeting for meeting, _ in meetings)))
        self.rsvps.foresee_of(meetings)
