"""Everything that is stored about somebody, as a file they can read."""

import json

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.chat.outgoing import File
from tests.scenario.cast import november


def data_of(actor: Actor) -> dict:
    """The file they were given last."""
    files = [
        one
        for shown in reversed(actor.room.shown)
        if shown.message is not None
        for one in shown.message.attachments
        if isinstance(one, File)
    ]
    assert files[0].name == "mydata.json"
    return json.loads(files[0].content)


async def test_all_that_is_stored_can_be_read(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 2, mydata: names beside ids, moments with their zone."""
    await ben.says("/rsvp no I am at the dentist’s")
    await ben.says("Is there a lift?")
    await stage.advance_to(november(18))
    await ben.says("/mydata")
    found = data_of(ben)
    assert found["person"][0]["name"] == "Ben"
    assert found["accounts"][0]["user"] == "ben"
    assert found["signups"][0]["circle"] == "Public Speaking"
    answer = found["answers"][0]
    assert answer["reason"] == "I am at the dentist’s"
    assert answer["meeting"] == {
        "circle": "Public Speaking",
        "number": 1,
        "starts": "2026-10-13T18:00:00+02:00",
    }
    assert answer["answered_at"].endswith("+00:00")
    assert found["words_passed_on"][0]["text"] == "Is there a lift?"
    assert {post["kind"] for post in found["messages_sent_to_you"]} >= {"reminder", "today"}
    assert all(post["about"] for post in found["messages_sent_to_you"])


async def test_facilitators_and_organizers_have_data_too(omar: Actor, ada: Actor, ben: Actor) -> None:
    """SPEC 2, mydata."""
    for actor in (ada, omar):
        await actor.says("/circle mydata")
    found = data_of(ada)
    assert found["circles_facilitated"][0]["circle"] == "Public Speaking"
    assert found["roles_in_teams"][0]["team"] == "City Library"
    assert data_of(omar)["invitations_made"]
    assert "Ben" not in json.dumps([found, data_of(omar)])


async def test_moments_are_on_the_person_s_clock(ben: Actor) -> None:
    """SPEC 4.24: every time names its zone."""
    await ben.says("/settings")
    await ben.presses("Change")
    await ben.fills({"zone": "Asia/Tokyo"})
    await ben.says("/mydata")
    assert data_of(ben)["as_of"].endswith("+09:00")


async def test_there_are_no_secrets_in_it(ada: Actor) -> None:
    """SPEC 9: links and codes are hashed at rest, and hashes are nobody's to read."""
    await ada.says("/circle manage")
    await ada.presses("Invite a co-facilitator")
    await ada.says("/circle mydata")
    assert "hash" not in json.dumps(data_of(ada))


async def test_a_stranger_has_little(zed: Actor) -> None:
    """SPEC 9: only what a rule needs is stored."""
    await zed.says("/start")
    await zed.says("/mydata")
    assert data_of(zed).keys() == {"as_of", "your_id", "person", "accounts"}
