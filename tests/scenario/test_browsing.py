"""Finding a circle near by: by city, by a shared location, narrowed down, a page at a time."""

from datetime import timedelta

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import TELEGRAM
from adapters.demo.stage import Stage
from bot.chat.buttons import NarrowBy, SeeFound, encode
from bot.chat.catalog import Catalog
from bot.chat.cities import city_name
from bot.chat.gazetteer import gazetteer
from bot.chat.housekeeping import Housekeeping
from bot.chat.locales import locale_of
from bot.chat.outgoing import Button
from bot.domain.ids import SearchId
from bot.domain.searches import By
from tests.scenario.cast import FAULT, circle_of, id_of, join, press_that, publish

KOELN = (50.94127, 6.95821)
"""In front of the cathedral."""

OCEAN = (-40.0, -120.0)


@pytest.fixture
async def around(stage: Stage, ada: Actor) -> Stage:
    """Ada's circle has no city yet; four more have: in Köln, Bonn, Portland in Oregon, and one that meets online."""
    await publish(ada, title="Logic", city="Köln", place="Domforum", at="19:00", first_on="14 Oct")
    await publish(ada, title="Drawing", city="bonn, germany", place="Casino", capacity="1")
    await publish(ada, title="Chess", city="Portland, Oregon", place="Powell's")
    await publish(ada, title="Python online", place="", link="https://example.org/meet", zone="UTC")
    return stage


def in_order(actor: Actor, *titles: str) -> bool:
    """Whether just these circles are on the screen, in that order."""
    labels = [button.label for button in buttons(actor)]
    known = {"Public Speaking", "Logic", "Drawing", "Chess", "Python online"}
    return [label for label in labels if label in known] == list(titles)


def buttons(actor: Actor) -> list[Button]:
    """Those of the message that was shown last."""
    return list(actor.room.shown[-1].buttons())


@pytest.mark.parametrize("typed", ["köln", "Cologne", "koeln", "Keulen, Germany", "KÖLN"])
async def test_a_city_in_any_spelling(around: Stage, zed: Actor, typed: str) -> None:
    """SPEC 2, browse: circles in one's area by distance, each with when, where and how many seats are left."""
    await zed.says(f"/browse {typed}")
    assert zed.sees("2 circles near Köln, Germany")
    assert in_order(zed, "Logic", "Drawing")
    assert zed.sees("Wed 14 Oct, 19:00 (Berlin time)")
    assert zed.sees("Domforum · Köln, Germany · 8 left")
    assert zed.sees("Casino · Bonn, Germany · 25 km (15 mi) · one left")


async def test_an_ambiguous_city_is_asked(around: Stage, zed: Actor) -> None:
    """SPEC 2, browse: "Portland, Oregon or Portland, Maine?"; half a city is asked too."""
    for typed in ("Portland", "Portl"):
        await zed.says(f"/browse {typed}")
        assert zed.sees(f"Which “{typed}” do you mean?")
        assert {"Portland, Oregon", "Portland, Maine"} <= {button.label for button in buttons(zed)}
    await zed.presses("Portland, Oregon")
    assert zed.sees("One circle near Portland, Oregon")
    assert in_order(zed, "Chess")
    assert zed.sees("(Los Angeles time)")


async def test_nothing_near_by(around: Stage, zed: Actor) -> None:
    """SPEC 2, browse: the closest, and those online, in plain words."""
    await zed.says("/browse Madrid")
    assert zed.sees(
        "No circle near Madrid, Spain is open right now. These are the closest, and those that meet online too."
    )
    assert in_order(zed, "Drawing", "Logic", "Chess", "Python online")
    assert zed.sees("Tue 13 Oct, 18:00 (UTC)\nonline · 8 left")
    await zed.shares(*OCEAN)
    assert zed.sees("No circle near you is open right now.")
    assert in_order(zed, "Chess", "Logic", "Drawing", "Python online")


async def test_what_says_no_city_is_not_hidden(stage: Stage, ada: Actor, zed: Actor) -> None:
    """SPEC 2, browse: where nothing is near, nothing far and nothing online, what is open somewhere is shown all the same."""
    await zed.says("/browse köln")
    assert not zed.sees("No circle is open")
    assert zed.sees("No circle is known to be near Köln, Germany. These don’t say in which city they meet.")
    assert in_order(zed, "Public Speaking")
    await zed.presses("Free seats")
    assert in_order(zed, "Public Speaking")


async def test_a_city_that_nobody_knows(around: Stage, zed: Actor) -> None:
    """SPEC 2, browse: what is no city may be a topic; else it is said, and all circles are shown."""
    await zed.says("/browse Xyzzyplugh")
    assert zed.sees("I don’t know a city or a course called “Xyzzyplugh”.")
    assert zed.sees("5 circles are open")
    await zed.says("/browse python")
    assert in_order(zed, "Python online")
    assert zed.sees("✓ Topic")


@pytest.mark.parametrize("topic", ["chess", "history", "English"])
async def test_a_topic_is_not_taken_for_a_city_by_a_slip(
    around: Stage, zed: Actor, ada: Actor, topic: str
) -> None:
    """Issue: topics are looked for too; a word that would be half of Chessington is the topic where there are such circles."""
    await publish(ada, title="A History of Chess in English", city="Köln")
    await zed.says(f"/browse {topic}")
    assert zed.sees("A History of Chess in English")
    assert zed.sees("✓ Topic")
    await zed.says("/browse Köln")
    assert zed.sees("3 circles near Köln, Germany")


async def test_a_shared_location(around: Stage, zed: Actor) -> None:
    """SPEC 2, browse; 9: what is kept is to about a kilometre, is shown in /mydata, and is gone after a day."""
    await zed.shares(*KOELN)
    assert zed.sees("2 circles near you")
    assert in_order(zed, "Logic", "Drawing")
    assert zed.sees("25 km (16 mi)")
    zed_s = await id_of(around, zed)
    (kept,) = (await around.store.run(lambda work: work.traces.of(zed_s)))["searches"]
    assert (kept["latitude"], kept["longitude"], kept["city"]) == (50.94, 6.96, None)
    keeping = Housekeeping(around.store, around.clock, Catalog.load(), timedelta(days=90))
    await around.advance(hours=21)
    await keeping.forget_searches()
    assert (await around.store.run(lambda work: work.traces.of(zed_s)))["searches"]
    await around.advance(hours=2)
    await keeping.forget_searches()
    assert not (await around.store.run(lambda work: work.traces.of(zed_s)))["searches"]


async def test_a_location_shared_among_others_is_left_alone(around: Stage, zed: Actor) -> None:
    """SPEC 9: a group hears nothing of where somebody is, and nothing of it is kept."""
    club = around.group("Club", surface=TELEGRAM)
    await zed.shares(*KOELN, at=club)
    assert club.screen == ""
    await zed.says("/start")
    zed_s = await id_of(around, zed)
    assert not (await around.store.run(lambda work: work.traces.of(zed_s)))["searches"]


async def test_browsing_among_others(around: Stage, zed: Actor, eve: Actor) -> None:
    """SPEC 9: in a group everybody can turn the pages and narrow down what was asked for there, and nobody elsewhere."""
    club = around.group("Club", surface=TELEGRAM)
    await zed.says("/browse bonn", at=club)
    assert club.sees("2 circles near Bonn, Germany")
    await eve.presses("Free seats", at=club)
    assert club.sees("✓ Free seats")
    await eve.presses("Day", at=club)
    await eve.presses("Wed", at=club)
    await eve.presses("Done", at=club)
    assert club.sees("One circle near Bonn, Germany")
    await eve.presses("📍 Near…", at=club)
    assert club.sees("Continue in private")


async def test_somebody_else_s_search_is_nobody_s(around: Stage, zed: Actor, eve: Actor) -> None:
    """SPEC 9: knowing a search's name shows nothing of where its person looks."""
    await zed.shares(*KOELN)
    zed_s = await id_of(around, zed)
    (kept,) = (await around.store.run(lambda work: work.traces.of(zed_s)))["searches"]
    await eve.says("/start")
    await press_that(eve, Button("look", encode(SeeFound(SearchId(str(kept["id"])), 0))))
    assert eve.sees("5 circles are open")
    await press_that(eve, Button("switch", encode(NarrowBy(By.ONLINE, None, SearchId(str(kept["id"]))))))
    assert eve.sees("One circle is open")
    (same,) = (await around.store.run(lambda work: work.traces.of(zed_s)))["searches"]
    assert same == kept


async def test_narrowing_down(around: Stage, zed: Actor, dana: Actor, ada: Actor) -> None:
    """SPEC 2, browse: topic, language, weekday, online, has seats, switched on and off in place."""
    await join(dana, ada, "Drawing")
    await zed.says("/browse")
    assert zed.sees("5 circles are open")
    await zed.presses("Free seats")
    assert zed.sees("4 circles are open")
    assert not zed.sees("Drawing")
    await zed.presses("✓ Free seats")
    assert zed.sees("5 circles are open")
    await zed.presses("Online")
    assert in_order(zed, "Python online")
    await zed.presses("✓ Online")
    await zed.presses("Day")
    await zed.presses("Wed")
    await zed.presses("Thu")
    await zed.presses("Thu")
    assert zed.sees("On which days?")
    await zed.presses("Done")
    assert in_order(zed, "Logic")
    await zed.presses("Language")
    await zed.presses("English")
    assert in_order(zed, "Logic")
    await zed.presses("Topic")
    await zed.fills({"topic": "LOGÍC"})
    assert in_order(zed, "Logic")
    await zed.presses("✓ Topic")
    await zed.says("chess")
    await zed.presses("Look for that")
    assert zed.sees("No open circle is like that right now.")
    assert FAULT not in zed.screen


async def test_asked_where(around: Stage, zed: Actor) -> None:
    """SPEC 2, browse: one is asked for a city, and can share a location instead; what was narrowed down stays so."""
    await zed.says("/browse")
    await zed.presses("Free seats")
    await zed.presses("📍 Near…")
    assert zed.sees("Around which city?")
    await zed.says("Portland")
    assert zed.sees("Which one do you mean: Portland, Oregon, Portland, Maine")
    await zed.says("Portland, Oregon")
    await zed.presses("Look there")
    assert zed.sees("One circle near Portland, Oregon")
    assert zed.sees("✓ Free seats")
    await zed.presses("📍 Near…")
    await zed.shares(*KOELN)
    assert zed.sees("2 circles near you")
    assert zed.sees("✓ Free seats")
    await zed.says("/cancel")
    assert zed.sees("There is nothing to cancel.")


async def test_a_search_is_over_after_a_day(around: Stage, zed: Actor) -> None:
    """SPEC 9: where somebody looked from is used no longer than a day, also where nobody has tidied up yet."""
    await zed.shares(*KOELN)
    await zed.presses("Free seats")
    assert zed.sees("near you")
    await around.advance(hours=25)
    await zed.presses("Free seats")
    assert not zed.sees("near you")


async def test_which_city_is_picked_where_it_is_asked(around: Stage, zed: Actor) -> None:
    """SPEC 2, browse: ambiguous names are asked; one presses what one means. A short word is not taken for a city."""
    await zed.says("/browse")
    await zed.presses("📍 Near…")
    await zed.says("yes")
    assert zed.sees("Do you mean Yasuj, Iran?")
    assert not any(button.label == "Look there" for button in buttons(zed))
    await zed.says("Portland")
    await zed.presses("Portland, Maine")
    assert zed.sees("Portland, Maine")
    await zed.presses("Look there")
    assert zed.sees("No circle near Portland, Maine")


async def test_a_city_is_kept_as_it_is(stage: Stage, ada: Actor) -> None:
    """SPEC 2: what a form holds it takes again, also where a larger city is called so."""
    for city in ("Suzhou, China", "New Delhi"):
        await ada.says("/circle manage")
        await ada.presses("Meetings")
        await ada.presses("City")
        found = gazetteer().find(city)
        meant = min(found.choices or (found.city,), key=lambda one: one.population if one else 0)
        assert meant
        await ada.fills({"city": city_name(meant, locale_of("en", "en"))})
        await ada.presses("City")
        await ada.fills({"pin": "31.3, 120.6"})
        assert not ada.sees("Which one do you mean")
        circle = await circle_of(stage, ada, "Public Speaking")
        assert (circle.city, circle.pinned) == (meant.name, True)


async def test_a_city_on_other_clocks_is_taken_back_whole(stage: Stage, ada: Actor) -> None:
    """SPEC 2, meeting: *Undo* takes back all that the change brought, the city too."""
    await ada.says("/circle manage")
    await ada.presses("Meetings")
    await ada.presses("City")
    await ada.fills({"city": "Hamburg"})
    hamburg = await circle_of(stage, ada, "Public Speaking")
    await ada.presses("City")
    await ada.fills({"city": "Lisbon"})
    await ada.presses("Undo")
    assert ada.sees("Taken back.")
    assert await circle_of(stage, ada, "Public Speaking") == hamburg


async def test_pages_turn_in_place(stage: Stage, ada: Actor, zed: Actor) -> None:
    """SPEC 2, browse: paged in place; 4.10: a search that is kept no more shows the beginning of all."""
    for number in range(6):
        await publish(ada, title=f"Circle {number}", city="Köln", first_on=f"{13 + number} Oct")
    await zed.says("/browse köln")
    assert zed.sees("6 circles near Köln, Germany")
    assert zed.sees("Circle 4")
    assert not zed.sees("Circle 5")
    count = sum(1 for shown in zed.room.shown if shown.message)
    await zed.presses("More →")
    assert zed.sees("Circle 5")
    assert not zed.sees("Circle 4")
    assert sum(1 for shown in zed.room.shown if shown.message) == count
    await stage.advance(days=2)
    await Housekeeping(stage.store, stage.clock, Catalog.load(), timedelta(days=90)).once()
    await zed.presses("← Before")
    assert zed.sees("7 circles are open")


async def test_a_new_circle_s_city_gives_its_zone(stage: Stage, ada: Actor) -> None:
    """SPEC 2, new: place and zone come from the same gazetteer; an ambiguous city is asked at its field."""
    await ada.says("/circle new")
    await ada.fills({
        "course": "A new course", "title": "Chess", "first_on": "13 Oct", "at": "18:00", "city": "Portland",
    })  # fmt: skip
    assert ada.sees("Which one do you mean: Portland, Oregon, Portland, Maine")
    await ada.fills({"city": "portland maine"})
    assert ada.sees("Portland, Maine")
    assert ada.sees("Tue 13 Oct, 18:00 (New York time)")
    chess = await circle_of(stage, ada, "Chess")
    assert (chess.city, chess.region, chess.country, chess.zone) == (
        "Portland",
        "Maine",
        "US",
        "America/New_York",
    )
    assert chess.point
    assert not chess.pinned


async def test_a_city_later_and_a_point_on_the_map(stage: Stage, ada: Actor, zed: Actor, ben: Actor) -> None:
    """SPEC 2; 4.25; 5: the city's clocks become the circle's; a pin comes only from a shared location."""
    await ada.says("/circle manage")
    await ada.presses("Meetings")
    await ada.presses("City")
    await ada.fills({"city": "Lisboa"})
    assert ada.sees("Lisbon, Portugal")
    assert ada.sees("goes by the clocks of Europe/Lisbon now")
    await zed.says("/browse lissabon")
    assert zed.sees("One circle near Lisbon, Portugal")
    await zed.presses("Public Speaking")
    assert not zed.sees("📍 City Library")
    await ada.presses("City")
    await ada.fills({"city": "Lisbon", "pin": "38.7101, -9.1407"})
    await zed.presses("Public Speaking")
    assert zed.sees("📍 City Library (38.71010, -9.14070)")
    await ada.presses("City")
    await ada.fills({"pin": "in the sea"})
    assert ada.sees("I couldn’t read “in the sea” as a point on the map.")
    await zed.shares(38.7102, -9.1408)
    assert zed.sees("1 km (1 mi)")


async def test_a_location_answers_the_question_for_one(stage: Stage, omar: Actor) -> None:
    """SPEC 5: a venue's pin is a location that was shared when it was asked for."""
    await omar.says("/circle team")
    await omar.presses("Invite a facilitator")
    greta = stage.person("Greta")
    await greta.opens(omar.link("Facilitate with"))
    await greta.says("/new")
    await greta.fills({"title": "Logic", "first_on": "13 Oct", "at": "6pm", "city": "Köln"})
    await greta.presses("Publish")
    await greta.says("/manage")
    await greta.presses("Meetings")
    await greta.presses("City")
    await greta.presses("Keep it")
    assert greta.sees("Where on the map?")
    await greta.shares(*KOELN)
    await greta.presses("Keep that")
    logic = await circle_of(stage, greta, "Logic")
    assert (logic.latitude, logic.longitude, logic.pinned) == (*KOELN, True)


async def test_who_may_not(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 1.3: a learner gives a circle no other city."""
    await ada.says("/circle manage")
    await ada.presses("Meetings")
    button, _ = ada.room.button("City")
    await press_that(ben, button)
    assert ben.sees("That’s for others to decide here.")


async def test_forgetting_takes_searches_along(around: Stage, zed: Actor) -> None:
    """SPEC 2, forgetme."""
    await zed.shares(*KOELN)
    zed_s = await id_of(around, zed)
    now = around.clock.now()
    await around.store.run(lambda work: work.erasing.person(zed_s, called="Somebody", now=now))
    assert not (await around.store.run(lambda work: work.traces.of(zed_s)))["searches"]
