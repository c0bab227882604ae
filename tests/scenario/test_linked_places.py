"""Groups and channels that a circle is linked with, and the living card of each meeting in them."""

from dataclasses import replace

import pytest

from adapters.demo.actor import Actor
from adapters.demo.rooms import TELEGRAM, Room
from adapters.demo.stage import Stage
from bot.chat.courier import Unclear, Unreachable
from bot.chat.incoming import Change, Reach, Sender
from bot.domain.people import AccountKey, Platform
from tests.scenario.cast import (
    REFUSED,
    REMINDER,
    TITLE,
    join,
    move_meeting,
    october,
    publish,
)
from tests.scenario.test_linking import link


@pytest.fixture
def club(stage: Stage) -> Room:
    """A group on the Telegram-like surface."""
    return stage.group("Club", surface=TELEGRAM)


@pytest.fixture
async def there(stage: Stage, ada: Actor) -> Actor:
    """Ada on the Telegram-like surface, where the club is; she goes on hearing on the other one."""
    there = stage.person("Ada Lovelace", surface=TELEGRAM)
    await link(ada, there, at=ada)
    return there


def administering(room: Room, word: bool | None) -> Room:
    """The platform's word on whether whoever writes there administers the group."""
    room.spot = replace(room.spot, administers=word)
    return room


def edits(stage: Stage, room: Room) -> int:
    return sum(entry.edited and entry.room is room for entry in stage.entries)


def posted(stage: Stage, room: Room, words: str) -> int:
    """How many messages with these words have come by themselves."""
    found = [
        entry for entry in stage.entries if entry.room is room and entry.who is None and not entry.edited
    ]
    return sum(words in "\n".join(str(piece) for piece in entry.pieces) for entry in found)


def on_card(room: Room, words: str) -> bool:
    """Whether the newest card says so."""
    card = next(shown for shown in reversed(room.shown) if "Public Speaking, " in shown.text)
    return words in card.text


async def linked(stage: Stage, there: Actor, title: str = "#club") -> Room:
    hall = stage.group(title, surface=TELEGRAM)
    await there.says("/here", at=hall)
    return hall


async def test_a_facilitator_links_the_group_it_is_said_in(
    stage: Stage, ada: Actor, there: Actor, omar: Actor, zed: Actor
) -> None:
    """SPEC 5, 9: who will read what is said there; the link to meet online only once it is switched on."""
    hall = await linked(stage, there)
    assert hall.sees("Public Speaking is linked with this place now")
    assert hall.sees("with the first names of those who answer")
    assert hall.sees("The link to meet online is not on the card")
    await there.presses("Only how many come", at=hall)
    assert hall.sees("no names")
    await zed.presses("Show the link", at=hall)
    assert hall.sees(REFUSED)
    await ada.says("/circle manage")
    assert ada.sees("Groups and channels: #club")
    await ada.presses("Groups and channels")
    assert ada.sees("is linked with:")
    await ada.presses("Unlink #club")
    assert ada.sees("is not linked with #club any more")


async def test_who_runs_nothing_links_nothing(stage: Stage, ada: Actor, ben: Actor, club: Room) -> None:
    """SPEC 1.3: the button of another is refused too."""
    await ben.says("/here", at=club)
    assert club.sees("You run no circle that goes on")
    await ada.says("/circle here")
    assert ada.sees("in a group or channel of your circle")


async def test_a_group_is_linked_by_who_administers_it(stage: Stage, ada: Actor, there: Actor) -> None:
    """SPEC 5: where the platform says that they do not, nothing is linked."""
    hall = administering(stage.group("#club", surface=TELEGRAM), False)
    await there.says("/here", at=hall)
    assert hall.sees("Only somebody who administers this group can link it")
    await there.says("/here", at=administering(hall, True))
    assert hall.sees("is linked with this place now")


async def test_with_several_circles_it_is_asked_which(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 1.2, 5: a group may serve several circles, and a circle have several places."""
    await publish(ada, title="Logic", first_on="15 Oct")
    hall = await linked(stage, there)
    assert hall.sees("Which circle shall I link")
    await there.presses("Link Logic", at=hall)
    await there.says("/here", at=hall)
    await there.presses("Link Public Speaking", at=hall)
    await there.says("/here off", at=hall)
    assert hall.sees("Which circle shall I unlink")
    await there.presses("Unlink Logic", at=hall)
    assert hall.sees("Logic is not linked with #club any more")
    await there.says("/here off", at=hall)
    assert hall.sees("Public Speaking is not linked with #club any more")
    await there.says("/here off", at=hall)
    assert hall.sees("No circle of yours is linked with this place")


async def test_the_card_comes_each_week_and_shows_who_comes(
    stage: Stage, ada: Actor, there: Actor, ben: Actor, cleo: Actor
) -> None:
    """SPEC 3.1, 4.8: one living card a meeting; many presses are few edits, and none where nothing has changed."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    assert on_card(hall, "1 of 6")
    assert on_card(hall, "0 🤔 0 ❌ 0 · 2 silent")
    before = edits(stage, hall)
    for answer in ("Yes", "No", "Yes", "Yes"):
        await ben.presses(answer)
    await cleo.presses("Maybe")
    await stage.advance()
    assert edits(stage, hall) == before + 1
    assert on_card(hall, "Coming: Ben")
    assert on_card(hall, "Maybe: Cleo")
    await ben.presses("No")
    await ben.presses("Yes")
    await stage.advance()
    assert edits(stage, hall) == before + 1
    await stage.advance_to(october(18, 18, 5))
    assert on_card(hall, "2 of 6")
    assert posted(stage, hall, "Public Speaking, 1 of 6") == 1
    assert posted(stage, hall, "Public Speaking, 2 of 6") == 1


async def test_a_learner_answers_on_the_card(stage: Stage, ada: Actor, there: Actor, ben: Actor) -> None:
    """SPEC 4.8: among others the card stays everybody's."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    await ben.presses("Yes", at=hall)
    assert hall.sees("See you there")
    await stage.advance()
    assert on_card(hall, "Coming: Ben")


async def test_the_first_press_that_comes_too_late_takes_the_buttons_off_the_card(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 4.9: nobody else presses in vain."""
    hall = await linked(stage, there)
    await stage.advance_to(october(13, 18, 5))
    await ben.presses("Yes", at=hall)
    assert hall.sees("too late to change that")
    await stage.advance()
    card = next(shown for shown in reversed(hall.shown) if "Public Speaking, " in shown.text)
    assert card.message is not None
    assert not card.message.buttons


async def test_a_stranger_on_the_card_signs_up_and_the_answer_is_kept(
    stage: Stage, ada: Actor, there: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 4.10."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    await zed.presses("Yes", at=hall)
    await zed.opens(hall.link())
    await zed.fills({"consent": "yes"})
    await stage.advance()
    assert on_card(hall, "Coming: Zed")


async def test_plain_answers_count_for_the_circle_linked_there(
    stage: Stage, ada: Actor, there: Actor, ben: Actor, zed: Actor
) -> None:
    """SPEC 4.12: the card that is replied to, else the linked place's circle; who is no learner there hears nothing."""
    await publish(ada, title="Logic", first_on="15 Oct")
    await join(ben, ada, "Logic")
    hall = stage.group("#club", surface=TELEGRAM)
    await there.says("/here", at=hall)
    await there.presses("Link Public Speaking", at=hall)
    await stage.advance_to(REMINDER)
    await zed.says("yes", at=hall)
    assert not hall.screen
    await ben.says("what shall we read?", at=hall)
    assert not hall.screen
    await ben.says("count me in", at=hall)
    assert hall.sees("Ben comes: Public Speaking, Tue 13 Oct")
    await ben.says("can’t make it", at=hall, replying_to="Public Speaking, 1 of 6")
    assert hall.sees("Ben can’t come")
    await ben.says("yes", at=hall, replying_to="Ben can’t come")
    assert not hall.screen
    await zed.says("yes", at=hall, replying_to="Public Speaking, 1 of 6")
    assert hall.sees("Sign up, and I’ll keep your answer")
    await stage.advance()
    assert on_card(hall, "Not coming: Ben")


async def test_a_yes_among_others_counts_only_once_somebody_asked(
    stage: Stage, there: Actor, ben: Actor
) -> None:
    """SPEC 4.12: "ok" in a group's chatter is no answer while no card is up there, nor once its meeting has begun."""
    hall = await linked(stage, there)
    for word in ("yes", "ok", "no"):
        await ben.says(word, at=hall)
        assert not hall.screen
    await ben.says("/rsvp")
    assert not ben.sees("Your answer")
    await stage.advance_to(REMINDER)
    await ben.says("ok", at=hall)
    assert hall.sees("Ben comes: Public Speaking, Tue 13 Oct")
    await stage.advance_to(october(13, 18, 30))
    await ben.says("no", at=hall)
    assert not hall.screen


async def test_two_circles_in_one_place_are_told_apart(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 4.12, 5: who is in both is asked which."""
    await publish(ada, title="Logic", first_on="14 Oct")
    await join(ben, ada, "Logic")
    hall = stage.group("#club", surface=TELEGRAM)
    for title in (TITLE, "Logic"):
        await there.says("/here", at=hall)
        await there.presses(f"Link {title}", at=hall)
    await stage.advance_to(october(12, 18, 1))
    await ben.says("yes", at=hall)
    assert hall.sees("For which meeting?")
    await ben.presses("Logic", at=hall)
    assert hall.sees("See you there")


async def test_names_and_link_only_as_the_circle_allows(
    stage: Stage, ada: Actor, there: Actor, dana: Actor
) -> None:
    """SPEC 5, 9: first names or a headcount, the link only if switched on; reasons never."""
    await publish(ada, title="Logic", first_on="13 Oct", link="https://example.org/meet")
    await join(dana, ada, "Logic")
    hall = stage.group("#club", surface=TELEGRAM)
    await there.says("/here", at=hall)
    await there.presses("Link Logic", at=hall)
    await stage.advance_to(REMINDER)
    await dana.says("/rsvp no at the dentist’s")
    await stage.advance()
    card = hall.shown[-1]
    assert "Not coming: Dana" in card.text
    assert "dentist" not in card.text
    assert "example.org" not in card.text
    await there.presses("Only how many come", at=hall)
    await there.presses("Show the link", at=hall)
    await stage.advance()
    card = hall.shown[-1]
    assert "Dana" not in card.text
    assert "❌ 1" in card.text
    assert "example.org/meet" in card.text


async def test_linking_after_the_reminder_posts_the_card_at_once(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 3.5."""
    await stage.advance_to(REMINDER)
    await ben.presses("Yes")
    hall = await linked(stage, there)
    await stage.advance()
    assert on_card(hall, "Coming: Ben")
    await there.says("/here", at=hall)
    await stage.advance()
    assert posted(stage, hall, "Public Speaking, 1 of 6") == 1


async def test_who_signs_up_leaves_or_is_called_otherwise_is_seen_on_the_card(
    stage: Stage, ada: Actor, there: Actor, ben: Actor, dana: Actor
) -> None:
    """SPEC 4.15."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    await ben.presses("Yes")
    await join(dana, ada)
    await stage.advance()
    assert on_card(hall, "✅ 1 🤔 0 ❌ 0 · 1 silent")
    await ben.says("/name Benjamin Franklin")
    await stage.advance()
    assert on_card(hall, "Coming: Benjamin")
    assert not on_card(hall, "Franklin")
    await ben.says("/leave")
    await ben.presses("Leave")
    await stage.advance()
    assert on_card(hall, "✅ 0 🤔 0 ❌ 0 · 1 silent")


async def test_a_moved_meeting_is_told_where_its_card_is(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 4.16: the card shows both times at once, and a notice follows when it cannot be taken back; no second card."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    await ben.presses("Yes", at=hall)
    await move_meeting(ada, 1, at="17:00")
    await stage.advance()
    assert on_card(hall, "It was: Tue 13 Oct, 18:00")
    assert on_card(hall, "It is now: Tue 13 Oct, 17:00")
    assert on_card(hall, "✅ 0")
    assert not posted(stage, hall, "has moved")
    await stage.advance(minutes=3)
    assert posted(stage, hall, "has moved") == 1
    await ben.presses("No", at=hall)
    await stage.advance()
    card = next(shown for shown in hall.shown if "Public Speaking, 1 of 6" in shown.text)
    assert "Not coming: Ben" in card.text
    await stage.advance_to(october(13, 16, 30))
    assert posted(stage, hall, "Public Speaking, 1 of 6") == 1


async def test_a_meeting_moved_far_gets_a_fresh_card(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 4.16: a new reminder is due for the new time; the card that was posted last is the one that lives."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    await move_meeting(ada, 1, on="17 Oct")
    await stage.advance_to(october(15, 18, 5))
    assert posted(stage, hall, "Public Speaking, 1 of 6") == 2
    await ben.presses("Yes")
    await stage.advance()
    assert on_card(hall, "Coming: Ben")
    assert not on_card(hall, "It was:")


async def test_off_and_on_again(stage: Stage, ada: Actor, there: Actor, ben: Actor) -> None:
    """SPEC 4.17: a cancelled meeting's card says so, its buttons are gone, and what heard that it is off hears it is on."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    await ada.says("/circle meeting 1 cancel")
    await ada.presses("Cancel")
    await stage.advance()
    assert sum("is cancelled" in shown.text for shown in hall.shown) == 1
    await stage.advance(minutes=3)
    assert posted(stage, hall, "is cancelled") == 1
    await ada.says("/circle meeting 1")
    await ada.presses("on again")
    await stage.advance(minutes=3)
    assert posted(stage, hall, "is on after all") == 1
    assert any("2 silent" in shown.text or "1 silent" in shown.text for shown in hall.shown)


async def test_another_place_is_told_where_the_card_is(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 4.18."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    await ada.says("/circle meeting 1")
    await ada.presses("Place, link, agenda")
    await ada.fills({"place": "Town Hall"})
    await stage.advance(minutes=3)
    assert posted(stage, hall, "is somewhere else now") == 1
    assert any("1 of 6" in shown.text and "Town Hall" in shown.text for shown in hall.shown)


async def test_a_deleted_circle_ends_its_cards(stage: Stage, ada: Actor, there: Actor, ben: Actor) -> None:
    """SPEC 4.19."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    await ada.says("/circle manage")
    await ada.presses("Delete")
    await stage.advance(minutes=3)
    assert posted(stage, hall, "won’t go on") == 1
    assert not any("silent" in shown.text for shown in hall.shown)


async def test_nothing_goes_where_it_is_unlinked(stage: Stage, ada: Actor, there: Actor, ben: Actor) -> None:
    """SPEC 5: its cards stay as they are."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    await there.says("/here off", at=hall)
    before = edits(stage, hall)
    await ben.presses("Yes")
    await stage.advance_to(october(18, 18, 5))
    assert edits(stage, hall) == before
    assert not posted(stage, hall, "2 of 6")


async def test_a_deleted_card_is_posted_once_more(stage: Stage, ada: Actor, there: Actor, ben: Actor) -> None:
    """SPEC 5: a card that can be edited no more is replaced; who deletes that too is left in peace."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    for answer, cards in (("Yes", 2), ("No", 2), ("Yes", 2)):
        reference = next((s.reference for s in hall.shown if "1 of 6" in s.text and s.reference), None)
        if reference is not None:
            hall.take_away(reference)
        await ben.presses(answer)
        await stage.advance(minutes=1)
        assert posted(stage, hall, "Public Speaking, 1 of 6") == cards


async def test_a_card_of_which_nobody_knows_is_shown_to_the_facilitators(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 3.2: a group post is not sent twice by itself; *Send again* does it."""
    hall = await linked(stage, there)
    hall.outcome = Unclear()
    await stage.advance_to(october(11, 18, 5))
    assert not hall.shown[-1].text.startswith("Public Speaking, ")
    assert ada.sees("the card in #club")
    hall.outcome = None
    await stage.advance(hours=2)
    assert not posted(stage, hall, "Public Speaking, 1 of 6")
    await ada.presses("Send again")
    await stage.advance()
    assert posted(stage, hall, "Public Speaking, 1 of 6") == 1


async def test_an_edit_of_which_nobody_knows_is_made_again(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 3.2: to draw a card twice is to draw it once."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    hall.outcome = Unclear()
    await ben.presses("Yes")
    await stage.advance()
    hall.outcome = None
    await stage.advance(minutes=2)
    assert on_card(hall, "Coming: Ben")
    assert not ada.sees("Send again")


async def test_a_place_that_is_lost_is_told_once_and_found_again(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 3.3: the facilitators hear of it, learners are reminded as ever, and an invitation back revives it."""
    hall = await linked(stage, there)
    hall.outcome = Unreachable()
    await stage.advance_to(october(11, 18, 5))
    assert ada.sees("I can’t write in #club any more")
    assert ben.sees("are you coming to:")
    await ada.says("/circle manage")
    await ada.presses("Groups and channels")
    assert ada.sees("#club (out of reach)")
    hall.outcome = None
    await _reach(stage, hall, Change.GAINED)
    await stage.advance()
    assert on_card(hall, "1 of 6")


async def test_removed_from_a_place(stage: Stage, ada: Actor, there: Actor, ben: Actor) -> None:
    """SPEC 3.3, 5: also when the platform says so by itself; who removed us becomes nobody by that."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    for _ in range(2):
        await _reach(stage, hall, Change.LOST)
    await stage.advance()
    assert sum("can’t write in #club" in shown.text for shown in ada.room.shown) == 1
    account = AccountKey(Platform.TELEGRAM, TELEGRAM.workspace, "somebody")
    assert await stage.store.run(lambda work: work.accounts.by_key(account)) is None


async def test_a_group_that_becomes_a_supergroup_keeps_its_links(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 5: links and cards follow the new key."""
    hall = await linked(stage, there)
    await stage.advance_to(REMINDER)
    new = stage.group("#super", surface=TELEGRAM)
    await _reach(stage, hall, Change.MOVED, new_key=new.spot.key)
    await ben.presses("Yes")
    await stage.advance(minutes=1)
    assert "Coming: Ben" in new.shown[-1].text
    await ben.says("no", at=new)
    assert new.sees("Ben can’t come")


async def test_a_group_at_whose_new_key_somebody_linked_already(
    stage: Stage, ada: Actor, there: Actor, ben: Actor
) -> None:
    """SPEC 5: no link is lost, and none is there twice."""
    hall = await linked(stage, there)
    new = await linked(stage, there, "#super")
    await stage.advance_to(REMINDER)
    await _reach(stage, hall, Change.MOVED, new_key=new.spot.key)
    await stage.advance()
    assert posted(stage, new, "1 of 6") == 1
    await ada.says("/circle manage")
    assert ada.sees("Groups and channels: #super")


async def _reach(stage: Stage, room: Room, change: Change, *, new_key: str | None = None) -> None:
    account = AccountKey(room.surface.platform, room.surface.workspace, "somebody")
    await stage.take(
        Reach(sender=Sender(account, "Somebody"), spot=room.spot, change=change, new_key=new_key)
    )
