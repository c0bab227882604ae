"""`/calendar`: one's meetings as a file, and the secret of a feed."""

import pytest
from icalendar import Calendar

from adapters.demo.actor import Actor
from adapters.demo.rooms import Room
from adapters.demo.stage import Stage
from bot.app.calendars import dates_of_feed, open_feed, revoke_feed
from bot.chat.outgoing import File
from bot.domain.errors import NotFound
from tests.scenario.cast import circle_of, get_hold_of, id_of, join, october, publish


def calendar(room: Room) -> list:
    """The events of the newest file."""
    files = [file for shown in room.shown if shown.message for file in shown.message.attachments]
    assert isinstance(files[-1], File)
    assert (files[-1].name, files[-1].media_type) == ("circles.ics", "text/calendar")
    return Calendar.from_ical(files[-1].content).walk("VEVENT")


async def test_all_of_ones_meetings(stage: Stage, ada: Actor, ben: Actor, zed: Actor) -> None:
    """SPEC 2, `calendar`: all meetings of all circles one is in or runs; a button for one circle's only."""
    await publish(ada, title="Logic", course="A new course", place="", link="example.org/meet")
    await join(ben, ada, "Logic")
    await ben.says("/calendar")
    assert len(calendar(ben.room)) == 12
    await ben.presses("Logic")
    assert {str(event["location"]) for event in calendar(ben.room)} == {"https://example.org/meet"}
    await ada.says("/circle calendar")
    assert len(calendar(ada.room)) == 12
    await zed.says("/calendar")
    assert zed.sees("You have no meetings yet.")
    get_hold_of("Logic", of=ben.room, by=zed)
    await zed.presses("Logic")
    assert zed.sees("That isn’t here any more.")


async def test_the_calendar_follows_moves_and_cancellations(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, `calendar`: UID stable, SEQUENCE rises with a move and never falls, CANCELLED when off."""
    await ben.says("/calendar")
    before = calendar(ben.room)
    await ada.says("/circle meeting 1 15 Oct 19:00")
    await ada.presses("Move it")
    await ben.says("/calendar")
    moved = calendar(ben.room)
    await ada.presses("Undo")
    await ben.says("/calendar")
    back = calendar(ben.room)
    await ada.says("/circle meeting 1 cancel")
    await ada.presses("Cancel it")
    await ben.says("/calendar")
    off = calendar(ben.room)
    assert len({str(events[0]["uid"]) for events in (before, moved, back, off)}) == 1
    assert [int(events[0]["sequence"]) for events in (before, moved, back, off)] == [0, 1, 2, 3]
    assert moved[0].decoded("dtstart") == october(15, 19)
    assert back[0].decoded("dtstart") == october(13, 18)
    assert [str(event["status"]) for event in off[:2]] == ["CANCELLED", "CONFIRMED"]


async def test_the_secret_of_a_feed(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, 9: a feed shows one person's meetings, its secret is kept as a hash, and it can be revoked."""
    person, circle = await id_of(stage, ben), await circle_of(stage, ada)
    now = stage.clock.now()
    first = await stage.store.run(lambda work: open_feed(work, person, now=now))
    assert len(first) >= 22
    owner, dates = await stage.store.run(lambda work: dates_of_feed(work, first))
    assert (owner, [one.circle.id for one in dates], len(dates[0].meetings)) == (person, [circle.id], 6)
    second = await stage.store.run(lambda work: open_feed(work, person, now=now))
    assert second != first
    for code in (first, "", "no such"):
        with pytest.raises(NotFound):
            await stage.store.run(lambda work, code=code: dates_of_feed(work, code))
    assert await stage.store.run(lambda work: revoke_feed(work, person, now=now))
    assert not await stage.store.run(lambda work: revoke_feed(work, person, now=now))
    with pytest.raises(NotFound):
        await stage.store.run(lambda work: dates_of_feed(work, second))
