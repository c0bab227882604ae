"""A backup that is restored: what was due since it was made goes neither out twice nor is it lost silently (SPEC 3.2, 8)."""

from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.chat.courier import NotNow, Unreachable
from bot.chat.holding import Held, Holding
from bot.domain.arrivals import Arrival
from bot.domain.ids import ArrivalId
from bot.domain.people import Platform
from bot.domain.posts import PostKind
from bot.domain.rsvps import Answer
from storage.backups import Restoring, back_up
from storage.store import open_store
from tests.scenario.posts_stage import DATABASE, OPERATOR, Scene, restarted, scene

SEND_AGAIN = "Send again"


@asynccontextmanager
async def restored(s: Scene, backup: Path, folder: Path, *, hold: bool = True):
    """The backup in the place of the scene's database, and the people who were there; yields them by name too."""
    with Restoring(backup, folder / DATABASE) as restoring:
        store = await open_store(str(restoring.copy), serving=False)
        held = await Holding(store, s.stage.clock, OPERATOR).once() if hold else Held(0, 0)
        await store.close()
        restoring.put_in_place(now=s.now)
    async with restarted(s, folder=folder) as again:
        yield again, held


async def test_a_reminder_that_went_out_after_the_backup_does_not_go_twice_and_its_facilitator_decides(
    tmp_path,
):
    """SPEC 3.2: who is responsible is shown it, with *Send again*."""
    backup = tmp_path / "backup.db"
    async with scene(folder=tmp_path) as s:
        await s.joins("Ben")
        await s.until("2026-10-11 17:00")
        back_up(tmp_path / DATABASE, backup)
        await s.until("2026-10-12 09:00")
        assert len(await s.got(await s.known("Ben"), PostKind.REMINDER)) == 1
    async with restored(s, backup, tmp_path) as (again, held):
        ben = again.stage.person("Ben")
        assert held.posts == 1
        await again.stage.advance(minutes=5)
        assert await again.got(ben, PostKind.REMINDER) == []
        assert "reminder 1: unknown, restored" in await again.missed(ben)
        assert again.ada.sees("may not have reached everyone. I don’t know whether it arrived: Ben.")
        await ben.says("/why")
        assert ben.sees("put back from a backup")
        await again.ada.presses(SEND_AGAIN)
        await again.stage.advance(minutes=5)
        assert len(await again.got(ben, PostKind.REMINDER)) == 1


async def test_what_is_due_after_the_restore_goes_out_as_ever(tmp_path):
    """SPEC 3.2, 3.4: the next meeting's reminder, and a nudge for those who stay silent."""
    backup = tmp_path / "backup.db"
    async with scene(folder=tmp_path) as s:
        await s.joins("Ben")
        await s.until("2026-10-11 17:00")
        back_up(tmp_path / DATABASE, backup)
        await s.until("2026-10-12 09:00")
    async with restored(s, backup, tmp_path) as (again, _):
        ben = again.stage.person("Ben")
        await again.until("2026-10-20 12:00")
        assert [line[12:] for line in await again.got(ben, PostKind.REMINDER, PostKind.TODAY)] == [
            "today 1",
            "reminder 2",
        ]


async def test_where_nothing_ran_since_the_backup_what_is_due_is_sent(tmp_path):
    """SPEC 3.2: a database that only moved house; nothing is asked, nothing is lost."""
    backup = tmp_path / "backup.db"
    async with scene(folder=tmp_path) as s:
        await s.joins("Ben")
        await s.until("2026-10-11 17:00")
        back_up(tmp_path / DATABASE, backup)
        s.stage.clock.advance(timedelta(hours=12))
    async with restored(s, backup, tmp_path, hold=False) as (again, _):
        ben = again.stage.person("Ben")
        await again.until("2026-10-12 09:00")
        assert len(await again.got(ben, PostKind.REMINDER)) == 1


async def test_a_digest_of_a_monday_since_the_backup_is_asked_about_and_the_next_one_comes(tmp_path):
    """SPEC 3.8: once per team and week, and the chain of Mondays goes on."""
    backup = tmp_path / "backup.db"
    async with scene(folder=tmp_path) as s:
        await s.joins("Ben", goal="Pass")
        await s.until("2026-10-11 17:00")
        back_up(tmp_path / DATABASE, backup)
        await s.until("2026-10-12 12:00")
        assert len(await s.got(s.omar, PostKind.DIGEST)) == 1
    async with restored(s, backup, tmp_path) as (again, held):
        assert held.posts == 2
        await again.stage.advance(minutes=5)
        assert await again.got(again.omar, PostKind.DIGEST) == []
        assert again.omar.sees("The digest of **Library** may not have reached everyone".replace("**", ""))
        await again.until("2026-10-19 12:00")
        assert len(await again.got(again.omar, PostKind.DIGEST)) == 1


async def test_what_was_on_its_way_when_the_backup_was_made_is_held_too(tmp_path):
    """SPEC 3.2: nobody has it in hand any more, and its lease is not waited for."""
    backup = tmp_path / "backup.db"
    async with scene(folder=tmp_path) as s:
        await s.joins("Ben")
        s.stage.clock.set((await s.meeting()).starts_at - timedelta(hours=24))
        await s.killed_while_sending()
        back_up(tmp_path / DATABASE, backup)
    async with restored(s, backup, tmp_path) as (again, held):
        ben = again.stage.person("Ben")
        assert held.posts >= 1
        await again.stage.advance(minutes=30)
        assert await again.got(ben, PostKind.REMINDER) == []
        assert again.ada.sees("I don’t know whether it arrived: Ben.")


async def test_what_would_not_be_sent_anyhow_is_skipped_and_asks_nobody(tmp_path):
    """SPEC 3.4: a nudge that is dropped, and what is of no use by now."""
    backup = tmp_path / "backup.db"
    async with scene(folder=tmp_path) as s:
        await s.joins("Ben")
        await s.until("2026-10-11 17:00")
        back_up(tmp_path / DATABASE, backup)
        s.stage.clock.set((await s.meeting()).starts_at + timedelta(days=3))
    async with restored(s, backup, tmp_path) as (again, held):
        ben = again.stage.person("Ben")
        asked = len(again.ada.room.shown)
        await again.stage.advance(minutes=5)
        assert await again.got(ben) == []
        assert all("may not have reached" not in shown.text for shown in again.ada.room.shown[asked:])
        assert held.posts == 1  # the digest of the Monday between


async def test_a_notice_about_another_post_is_rather_told_twice(tmp_path):
    """SPEC 3.2, 3.3: otherwise nobody would hear that somebody is out of reach."""
    backup = tmp_path / "backup.db"
    async with scene(folder=tmp_path) as s:
        ben = await s.joins("Ben")
        ben.room.outcome, s.ada.room.outcome = Unreachable(), NotNow()
        await s.until("2026-10-11 18:01")
        back_up(tmp_path / DATABASE, backup)
    async with restored(s, backup, tmp_path) as (again, _):
        await again.stage.advance(minutes=5)
        assert len(await again.got(again.ada, PostKind.UNREACHABLE)) == 1


async def test_what_had_come_in_is_set_aside(tmp_path):
    """SPEC 5, 8: it was answered a moment after the backup, and is not answered again."""
    backup = tmp_path / "backup.db"
    async with scene(folder=tmp_path) as s:
        await s.answers(await s.joins("Ben"), Answer.YES)
        one = Arrival(ArrivalId("telegram:1:7"), Platform.TELEGRAM, "1", "ben", "{}", s.now)
        await s.run(lambda work: work.inbox.keep([one]))
        back_up(tmp_path / DATABASE, backup)
    async with restored(s, backup, tmp_path) as (again, held):
        assert held.arrivals == 1
        before = again.now + timedelta(days=1)
        left = await again.run(
            lambda work: work.inbox.unfinished(Platform.TELEGRAM, "1", before=before, limit=9)
        )
        assert left == []
