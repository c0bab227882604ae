"""Migrations, run inside this process on a connection whose transaction the caller owns."""

from functools import lru_cache

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection


def head() -> str:
    """The revision that this version of the code needs."""
    revision = _scripts().get_current_head()
    if revision is None:
        raise LookupError("there are no migrations")
    return revision


def current(connection: Connection) -> str | None:
    """The database's revision, or None before the first migration."""
    return MigrationContext.configure(connection).get_current_revision()


def is_known(revision: str) -> bool:
    """Whether this version of the code has that revision."""
    return any(script.revision == revision for script in _scripts().walk_revisions())


def upgrade(connection: Connection) -> None:
    """Brings the tables to the head."""
    command.upgrade(config(connection), "head")


def downgrade(connection: Connection, revision: str) -> None:
    """Takes the tables back to that revision, "base" for none."""
    command.downgrade(config(connection), revision)


def config(connection: Connection | None = None) -> Config:
    """What Alembic needs to know, for commands on that connection."""
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", "storage:migrations")
    made.set_main_option("path_separator", "os")
    return made


@lru_cache(maxsize=1)
def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(config())
