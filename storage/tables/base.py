"""What all tables share."""

from typing import ClassVar

from sqlalchemy import MetaData, Table
from sqlmodel import SQLModel


class Row(SQLModel):
    """A table: its columns carry the names of the dataclass fields that they keep."""

    # SQLModel declares a computed name; ours are all written down.
    __tablename__: ClassVar[str]  # pyright: ignore[reportIncompatibleVariableOverride]

    # Every constraint has a name, so that a migration can change it on both engines.
    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        }
    )


def table_of(row: type[Row]) -> Table:
    """The table of that class, as Core wants it."""
    return Row.metadata.tables[row.__tablename__]
