"""Which week something belongs to, whatever the calendar and the clocks do (SPEC 3.8)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app.digests import Digest, Number, see_digest
from bot.app.feedback import rate
from bot.chat.courier import NotNow
from bot.domain.ids import TeamId
from bot.domain.posts import PostKind, PostState
from bot.domain.rsvps import Answer
from bot.domain.weeks import week_of
from tests.scenario.posts_stage import Scene, scene

AUCKLAND, CHICAGO, BERLIN = "Pacific/Auckland", "America/Chicago", "Europe/Berlin"


async def _digest(s: Scene, monday: date) -> Digest:
    """The digest of that week, as it looks now."""
    omar, week = await s.id_of(s.omar), week_of(monday)
    return await s.run(lambda work: see_digest(work, omar, s.team, week=week, now=s.now))


async def _ahead(s: Scene, monday: date) -> list[date]:
    """The local dates of the meetings of that week."""
    return [line.meeting.on for line in (await _digest(s, monday)).this_week]


def _start(zone: str, year: int, month: int, day: int) -> datetime:
    """Noon there."""
    return datetime(year, month, day, 12, tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize("zone", [AUCKLAND, CHICAGO, BERLIN])
async def test_around_new_year(zone: str):
    """SPEC 3.8: 2026 has a week 53, which ends on Sunday 3 January 2027; Monday's digest comes at ten there, once a week."""
    async with scene(zone=zone, start=_start(zone, 2026, 12, 15), circle=False) as s:
        await s.new_circle(first_on=date(2026, 12, 27), at=time(12), count=3)
        await s.joins("Ben")
        await s.until("2027-01-12 12:00")
        sent = [post.sent_at for post in await s.ended(s.omar) if post.kind is PostKind.DIGEST]
        days = [date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4), date(2027, 1, 11)]
        assert sent == [datetime.combine(day, time(10), tzinfo=ZoneInfo(zone)) for day in days]
        assert await _ahead(s, date(2026, 12, 21)) == [date(2026, 12, 27)]
        assert await _ahead(s, date(2026, 12, 28)) == [date(2027, 1, 3)]
        assert await _ahead(s, date(2027, 1, 4)) == [date(2027, 1, 10)]
        for typed in ("2026-W53", "2027-01-03", "2027-01-01"):
            await s.omar.says(f"/circle digest {typed}")
            assert s.omar.sees("the week of Mon 28 Dec"), typed
            assert s.omar.sees("Sun 3 Jan"), typed
        await s.omar.says("/circle digest 2027-W01")
        assert s.omar.sees("the week of Mon 4 Jan")
        await s.omar.says("/circle digest 2027-W53")
        assert s.omar.sees("as a week")


CHANGES = [
    (BERLIN, date(2026, 10, 25)),
    (BERLIN, date(2027, 3, 28)),
    (CHICAGO, date(2026, 11, 1)),
    (CHICAGO, date(2027, 3, 14)),
    (AUCKLAND, date(2026, 9, 27)),
    (AUCKLAND, date(2027, 4, 4)),
]
"""Sundays on which the clocks change."""


@pytest.mark.parametrize(("zone", "sunday"), CHANGES)
async def test_a_week_with_a_clock_change(zone: str, sunday: date):
    """SPEC 3.8, 4.24: of 167 or 169 hours; what happens at its edges is in it, and the digests come at ten before and after."""
    monday = sunday - timedelta(days=6)
    start = _start(zone, sunday.year, sunday.month, sunday.day) - timedelta(days=9)
    async with scene(zone=zone, start=start, circle=False) as s:
        # Late on Sunday, and late on the Monday after.
        await s.new_circle("Late", first_on=sunday, at=time(23, 30), count=1, minutes=45)
        await s.new_circle("Early", first_on=monday, at=time(0, 15), count=2, minutes=30)
        await s.until(f"{sunday} 23:50")
        await s.joins("Ben")
        await s.until(f"{sunday + timedelta(days=1)} 00:05")
        await s.joins("Cleo")
        await s.until(f"{sunday + timedelta(days=1)} 11:00")
        seen = await _digest(s, monday)
        assert [line.circle.name for line in seen.this_week] == ["Early", "Late"]
        after = await _digest(s, sunday + timedelta(days=1))
        assert [line.circle.name for line in after.last_week] == ["Early", "Late"]
        assert [line.circle.name for line in after.this_week] == ["Early"]
        assert [learner.name for group in after.signups for learner in group.learners] == ["Ben"]
        last = await _digest(s, sunday + timedelta(days=8))
        assert [learner.name for group in last.signups for learner in group.learners] == ["Cleo"]
        days = (monday, sunday + timedelta(days=1))
        assert await s.got(s.omar, PostKind.DIGEST) == [f"{day:%m-%d} 10:00 digest" for day in days]


@pytest.mark.parametrize(
    ("team", "circle", "on", "at", "monday"),
    [
        # Sunday 23:30 in Chicago is Monday in Berlin and in Auckland.
        (BERLIN, CHICAGO, date(2026, 10, 18), time(23, 30), date(2026, 10, 12)),
        (AUCKLAND, CHICAGO, date(2026, 10, 18), time(23, 30), date(2026, 10, 12)),
        # Monday 0:30 in Auckland is Sunday in Berlin and in Chicago.
        (BERLIN, AUCKLAND, date(2026, 10, 19), time(0, 30), date(2026, 10, 19)),
        (CHICAGO, AUCKLAND, date(2026, 10, 19), time(0, 30), date(2026, 10, 19)),
        # Sunday in Auckland is Saturday in Chicago.
        (CHICAGO, AUCKLAND, date(2026, 10, 18), time(23, 59), date(2026, 10, 12)),
        (BERLIN, "Pacific/Kiritimati", date(2026, 10, 19), time(0, 0), date(2026, 10, 19)),
        ("Pacific/Kiritimati", "Pacific/Pago_Pago", date(2026, 10, 18), time(23, 59), date(2026, 10, 12)),
    ],
)
async def test_a_circle_in_another_zone(team: str, circle: str, on: date, at: time, monday: date):
    """SPEC 3.8: a meeting belongs to the week of its local date in the circle's zone, once, with that zone's label."""
    async with scene(zone=team, circle=False) as s:
        await s.new_circle(first_on=on, at=at, count=1, minutes=60, zone=circle)
        mondays = [monday + timedelta(weeks=weeks) for weeks in (-1, 0, 1)]
        assert [await _ahead(s, each) for each in mondays] == [[], [on], []]
        seen = [await _digest(s, each) for each in mondays]
        assert [len(one.last_week) for one in seen] == [0, 0, 1]
        assert [len(one.starting) for one in seen] == [0, 1, 0]
        assert [len(one.finished) for one in seen] == [0, 0, 1]
        await s.omar.says(f"/circle digest {monday}")
        assert s.omar.sees(f"{on:%a} {on.day} Oct, {at:%H:%M} (")


async def test_two_teams_far_apart_have_their_own_mondays():
    """SPEC 3.8: at the same moment one is in the next week already; each sees its own."""
    async with scene(zone=AUCKLAND, start=_start(AUCKLAND, 2026, 10, 8)) as s:
        mo = await s.known("Mo")
        await mo.opens(await s.stage.organizer_link())
        await mo.fills({"team": "School", "zone": CHICAGO})
        # Sunday evening in Chicago.
        await s.until("2026-10-12 11:00")
        assert s.omar.sees("the week of Mon 12 Oct")
        await s.omar.says("/circle digest")
        assert s.omar.sees("the week of Mon 12 Oct")
        await mo.says("/digest")
        assert mo.sees("the week of Mon 5 Oct")


async def _second_team(s: Scene, name: str) -> TeamId:
    """One more team of the same zone, with an organizer of its own and a circle with a sign-up."""
    mo = await s.known("Mo")
    await mo.opens(await s.stage.organizer_link())
    await mo.fills({"team": name, "zone": s.zone})
    teams = await s.run(lambda work: work.teams.all())
    own, s.team = s.team, next(team.id for team in teams if team.name == name)
    await s.new_circle("Ethics", by=mo)
    await s.joins("Dana")
    found, s.team = s.team, own
    return found


async def test_one_teams_failure_leaves_others_alone():
    """SPEC 3.8: a digest that cannot be delivered, or not be made at all, holds up no other; and comes when it can."""
    async with scene() as s:
        await s.joins("Ben")
        await _second_team(s, "School")
        mo = s.stage.person("Mo")
        mo.room.outcome = NotNow(timedelta(hours=1))
        await s.until("2026-10-12 10:00")
        assert s.omar.sees("Library · the week of Mon 12 Oct")
        mo.room.outcome = None
        await s.until("2026-10-12 12:00")
        assert mo.sees("School · the week of Mon 12 Oct")
        assert not mo.sees("Logic")


async def test_a_digest_that_cannot_be_made_comes_once_it_can_and_so_do_the_next():
    """SPEC 3.8, 3.2: whatever was wrong that Monday, the team is not silent for ever, and gets no digest twice."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-12 09:59")
        await s.run(lambda work: work.teams.change(s.team, zone="Mars/Phobos"))
        await s.until("2026-10-12 10:30")
        assert await s.got(s.omar) == []
        await s.run(lambda work: work.teams.change(s.team, zone=BERLIN))
        await s.until("2026-10-19 10:30")
        assert len(await s.digests(date(2026, 10, 12))) == len(await s.digests(date(2026, 10, 19))) == 1
        assert [line[:5] for line in await s.got(s.omar)] == ["10-12", "10-19"]


async def test_nothing_happened_nothing_is_sent_and_the_next_week_is_seen_to():
    """SPEC 3.8: not an empty digest; the ledger has none; when something happens again it comes."""
    async with scene(circle=False) as s:
        await s.until("2026-10-19 10:30")
        assert await s.got(s.omar) == []
        assert await s.digests(date(2026, 10, 12)) == []
        await s.new_circle(first_on=date(2026, 11, 3), count=1)
        await s.until("2026-10-26 10:30")
        assert await s.got(s.omar) == []
        await s.until("2026-11-23 10:30")
        assert await s.got(s.omar, PostKind.DIGEST) == ["11-02 10:00 digest", "11-09 10:00 digest"]


@pytest.mark.parametrize("what", ["sign-up", "cancelled", "draft"])
async def test_what_counts_as_something(what: str):
    """SPEC 3.8: a sign-up for a circle that begins in a month does; a meeting that is off and a far draft do not."""
    async with scene(circle=False) as s:
        await s.new_circle(
            first_on=date(2026, 10, 13) if what == "cancelled" else date(2026, 11, 17),
            count=1,
            publish=what != "draft",
        )
        if what == "sign-up":
            await s.joins("Ben")
        if what == "cancelled":
            await s.cancel(1)
        await s.until("2026-10-12 10:30")
        assert len(await s.got(s.omar, PostKind.DIGEST)) == (1 if what == "sign-up" else 0)


async def test_paused_and_resumed():
    """SPEC 2, 3.8: no digest while it is paused, none of that time afterwards; any week can be looked at all the same."""
    async with scene() as s:
        await s.joins("Ben")
        await s.run(lambda work: work.teams.change(s.team, digest_paused=True))
        await s.until("2026-10-20 12:00")
        assert await s.got(s.omar) == []
        await s.omar.says("/circle digest last")
        assert s.omar.sees("the week of Mon 12 Oct")
        await s.run(lambda work: work.teams.change(s.team, digest_paused=False))
        await s.until("2026-10-27 12:00")
        assert await s.got(s.omar) == ["10-26 10:00 digest"]


@pytest.mark.parametrize(
    ("back", "came"),
    [
        ("2026-10-12 10:05", ["10-12 10:05 digest", "10-19 10:00 digest"]),
        ("2026-10-18 23:00", ["10-19 08:00 digest", "10-19 10:00 digest"]),
        ("2026-10-19 09:59", ["10-19 09:59 digest", "10-19 10:00 digest"]),
        ("2026-10-19 10:00", ["10-19 10:00 digest"]),
    ],
)
async def test_a_missed_monday_is_made_up_once(back: str, came: list[str]):
    """SPEC 3.8, 3.4: until the next one is due, however often the process comes back."""
    async with scene() as s:
        await s.joins("Ben")
        await s.until("2026-10-11 12:00")
        await s.down_until(back)
        for _ in range(3):
            await s.stage.advance()
        await s.until("2026-10-20 12:00")
        assert await s.got(s.omar) == came
        assert len(await s.digests(date(2026, 10, 19))) == 1


async def test_numbers_as_sent_are_kept_and_a_later_view_says_what_changed():
    """SPEC 3.8: the first sending counts; up and down, for this week and the last; nothing changed, nothing said."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben"), await s.joins("Cleo")
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-12 10:30")
        assert not s.omar.sees("Since it was sent")
        await s.omar.says("/circle digest")
        assert not s.omar.sees("Since it was sent")
        await s.answers(ben, Answer.NO)
        await s.answers(cleo, Answer.NO)
        await s.omar.says("/circle digest")
        assert s.omar.sees("Since it was sent: −1 coming and +2 not coming")
        await s.until("2026-10-14 12:00")
        ada, meeting = await s.id_of(s.ada), await s.meeting()
        await s.until("2026-10-19 10:30")
        assert await _since(s, date(2026, 10, 19)) == {}
        await s.run(lambda work: rate(work, ada, meeting.id, 4, now=s.now))
        assert await _since(s, date(2026, 10, 19)) == {Number.FEEDBACK: 1}
        # What was sent a week ago is not written over by what is sent now.
        assert await _since(s, date(2026, 10, 12)) == {Number.COMING: -1, Number.NOT_COMING: 2}


async def _since(s: Scene, monday: date) -> dict[Number, int]:
    return dict((await _digest(s, monday)).since)


async def test_sent_again_in_another_place_is_compared_with_the_first():
    """SPEC 3.8, 3.1: one digest a team and week, also when the place is changed on the Monday itself."""
    async with scene() as s:
        ben = await s.joins("Ben")
        await s.until("2026-10-12 10:30")
        channel = s.stage.group("#organizers")
        await s.omar.says("/circle digest here", at=channel)
        await s.answers(ben, Answer.YES)
        await s.until("2026-10-12 20:00")
        assert not channel.sees("the week of")
        assert [post.state for post in await s.digests(date(2026, 10, 12))] == [PostState.SENT]
        await s.until("2026-10-19 10:30")
        assert channel.sees("the week of Mon 19 Oct")
        assert await s.got(s.omar) == ["10-12 10:00 digest"]


async def test_a_sign_up_of_who_has_left_is_not_told():
    """SPEC 3.8, 4.15: who left is in no list and no count; who came back is there once."""
    async with scene() as s:
        ben, cleo = await s.joins("Ben", goal="Argue well"), await s.joins("Cleo", goal="Win elections")
        await s.leaves(ben)
        await s.leaves(cleo)
        await s.signs_up(cleo, goal="Speak well")
        await s.until("2026-10-12 10:30")
        assert not s.omar.sees("Ben")
        assert s.omar.sees("Logic: Cleo (“Speak well”)")


async def test_sign_ups_belong_to_the_week_in_the_teams_zone():
    """SPEC 3.8: whatever the circle's zone and the learner's are."""
    async with scene(zone=AUCKLAND, start=_start(AUCKLAND, 2026, 10, 8), circle=False) as s:
        await s.new_circle(zone=CHICAGO)
        await s.until("2026-10-11 23:59")
        await s.joins("Ben", zone=CHICAGO)
        await s.until("2026-10-12 00:01")
        await s.joins("Cleo", zone=CHICAGO)
        names = [
            [learner.name for group in (await _digest(s, monday)).signups for learner in group.learners]
            for monday in (date(2026, 10, 12), date(2026, 10, 19))
        ]
        assert names == [["Ben"], ["Cleo"]]
