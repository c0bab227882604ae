"""Accounts that go before they came."""

from adapters.demo.actor import Actor
from adapters.demo.stage import Stage
from bot.chat.catalog import Catalog
from bot.chat.desk import Desk
from bot.chat.incoming import Change, Reach


def _desk(stage: Stage) -> Desk:
    return Desk(stage.store, stage.clock, Catalog.load())


async def test_who_blocks_the_bot_unknown_stays_unknown(stage: Stage, zed: Actor) -> None:
    """SPEC 3.3: that an account is out of reach is noted of people we know, and makes nobody known."""
    lost = Reach(sender=zed.sender, spot=zed.room.spot, change=Change.LOST)
    reply = await _desk(stage).take(lost)
    assert not reply.messages
    assert await stage.store.run(lambda work: work.accounts.by_key(zed.sender.account)) is None


async def test_who_blocks_the_bot_and_is_known_is_out_of_reach(stage: Stage, ada: Actor, ben: Actor) -> None:
    """SPEC 3.3: the account of somebody we know is marked as out of reach, and is back with the next word."""
    await _desk(stage).take(Reach(sender=ben.sender, spot=ben.room.spot, change=Change.LOST))
    account = await stage.store.run(lambda work: work.accounts.by_key(ben.sender.account))
    assert account is not None
    assert account.unreachable_at is not None
