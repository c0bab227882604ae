"""What is one's own, or anybody's: it needs no role, and shows or changes nothing of others."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import time

from bot.app import (
    browsing,
    check_ins,
    circles,
    erasure,
    feedback,
    following,
    invitations,
    lateness,
    ledger,
    linking,
    messages,
    mutes,
    mydata,
    overview,
    people,
    places,
    preferences,
    relays,
    rsvps,
    teams,
)
from bot.app import (
    calendars as cal,
)
from bot.app.ports import Work
from bot.domain.cities import Point
from bot.domain.ids import AccountId, PersonId
from bot.domain.people import AccountKey, Platform
from bot.domain.searches import By
from tests.property.use_cases.world import EVERYONE, HALL, NOW, UseCase


def _preferred() -> preferences.Preferred:
    return preferences.Preferred("Somebody", "en", "Europe/Paris", time(22), time(7), today=None)


def _unless_last(do: Callable[[], object]) -> None:
    """Whoever is the last to run something is told what to do first; that is no question of what they may."""
    with suppress(erasure.StillFacilitates, erasure.StillOrganizes):
        do()


def _link(work: Work) -> str:
    """The code of somebody else, who is nobody in any team."""
    key = AccountKey(Platform.SLACK, "w", "somebody else")
    person = people.arrive(work, key, name="Else", language="en", zone=None, now=NOW)
    return linking.make_link_code(work, person.id, now=NOW)


def _second(work: Work, actor: PersonId) -> AccountId:
    """A second account of theirs."""
    key = AccountKey(Platform.SLACK, "w", "second")
    other = people.arrive(work, key, name="Second", language="en", zone=None, now=NOW)
    code = linking.make_link_code(work, actor, now=NOW)
    return linking.link_accounts(work, other.id, code, receives=None, now=NOW).accounts[1].id


USE_CASES: Mapping[str, UseCase] = {
    **{
        name: UseCase(do, EVERYONE)
        for name, do in {
            "calendars.my_dates": lambda w, a, _: cal.my_dates(w, a, now=NOW),
            "calendars.open_feed": lambda w, a, _: cal.open_feed(w, a, now=NOW),
            "calendars.revoke_feed": lambda w, a, _: cal.revoke_feed(w, a, now=NOW),
            "check_ins.circle_behind": lambda w, a, t: check_ins.circle_behind(w, a, t.table, now=NOW),
            "browsing.browse": lambda w, a, _: browsing.browse(w, a, now=NOW),
            "browsing.look": lambda w, a, _: browsing.look(w, a, "here", shared=Point(50, 7), now=NOW),
            "browsing.find_search": lambda w, a, _: browsing.find_search(w, a, "here", None, now=NOW),
            "browsing.narrow": lambda w, a, _: browsing.narrow(w, a, "here", None, By.SEATS, "", now=NOW),
            "browsing.languages_to_choose": lambda w, a, _: browsing.languages_to_choose(w, a, now=NOW),
            "circles.see_card": lambda w, a, t: circles.see_card(w, a, t.circle, now=NOW),
            "circles.circles_run_by": lambda w, a, _: circles.circles_run_by(w, a, now=NOW),
            "feedback.to_rate": lambda w, a, _: feedback.to_rate(w, a, now=NOW),
            "feedback.rating_asked_last": lambda w, a, _: feedback.rating_asked_last(w, a, now=NOW),
            "invitations.look_up": lambda w, a, t: invitations.look_up(w, a, t.code, now=NOW),
            "invitations.accept_invitation": lambda w, a, t: invitations.accept_invitation(
                w, a, t.code, now=NOW
            ),
            "invitations.take": lambda w, a, t: invitations.take(w, a, t.invitation, now=NOW),
            "invitations.take_to_found": lambda w, a, t: invitations.take_to_found(w, a, t.founding, now=NOW),
            "lateness.meetings_to_run_late_for": lambda w, a, _: lateness.meetings_to_run_late_for(
                w, a, now=NOW
            ),
            "ledger.why_me": lambda w, a, _: ledger.why_me(w, a, now=NOW),
            "ledger.why_this": lambda w, a, _: ledger.why_this(w, a, "nowhere", now=NOW),
            "messages.circles_to_write_in": lambda w, a, _: messages.circles_to_write_in(w, a, now=NOW),
            "mutes.see_muting": lambda w, a, _: mutes.see_muting(w, a, now=NOW),
            "mutes.mute": lambda w, a, t: mutes.mute(w, a, t.circle, now=NOW),
            "mutes.unmute": lambda w, a, t: mutes.unmute(w, a, t.circle, now=NOW),
            "overview.my_circles": lambda w, a, _: overview.my_circles(w, a, now=NOW),
            "erasure.see_what_goes": lambda w, a, _: _unless_last(
                lambda: erasure.see_what_goes(w, a, now=NOW)
            ),
            "erasure.forget": lambda w, a, _: _unless_last(
                lambda: erasure.forget(w, a, called="Somebody", now=NOW)
            ),
            "linking.make_link_code": lambda w, a, _: linking.make_link_code(w, a, now=NOW),
            "linking.look_at_link": lambda w, a, _: linking.look_at_link(w, a, _link(w), now=NOW),
            "linking.link_accounts": lambda w, a, _: linking.link_accounts(
                w, a, _link(w), receives=None, now=NOW
            ),
            "linking.unlink_account": lambda w, a, _: linking.unlink_account(w, a, _second(w, a), now=NOW),
            "mydata.everything_about": lambda w, a, _: mydata.everything_about(w, a, now=NOW),
            "preferences.see_preferences": lambda w, a, _: preferences.see_preferences(w, a, now=NOW),
            "preferences.change_preferences": lambda w, a, _: preferences.change_preferences(
                w, a, _preferred(), languages=("en",), now=NOW
            ),
            "preferences.receive_here": lambda w, a, _: preferences.receive_here(
                w, a, w.accounts.of(a)[0].id, now=NOW
            ),
            "people.call_me": lambda w, a, _: people.call_me(w, a, "Somebody", now=NOW),
            "following.follow_platform": lambda w, a, _: following.follow_platform(
                w, a, following.Told("Somebody else", "en", "Europe/Paris"), None, languages=("en",), now=NOW
            ),
            "relays.circles_to_talk_to": lambda w, a, _: relays.circles_to_talk_to(w, a, now=NOW),
            "relays.replied_to": lambda w, a, _: relays.replied_to(w, a, "nowhere", now=NOW),
            "rsvps.open_prompts": lambda w, a, _: rsvps.open_prompts(w, a, now=NOW),
            "rsvps.prompts_at": lambda w, a, _: rsvps.prompts_at(w, a, HALL, now=NOW),
            "places.circles_to_link": lambda w, a, _: places.circles_to_link(w, a, now=NOW),
            "places.linked_at": lambda w, a, _: places.linked_at(w, a, HALL, now=NOW),
            "teams.found_team": lambda w, a, t: teams.found_team(
                w, a, t.founding, name="New", zone="Europe/Berlin", language="en", now=NOW
            ),
            "teams.teams_of": lambda w, a, _: teams.teams_of(w, a, now=NOW),
        }.items()
    },
}
