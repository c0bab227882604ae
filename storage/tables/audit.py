"""The audit trail."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from storage.moments import UtcMoment
from storage.tables.base import Row


class AuditRow(Row, table=True):
    """Keeps an AuditEntry; `no` follows the order in which they came.

    The database refuses to change or remove one: triggers that migration 0011 makes, and that go with the table if a migration
    ever makes it anew.
    """

    __tablename__ = "audit"
    __table_args__ = (Index(None, "team_id", "no"),)

    no: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(foreign_key="teams.id")
    actor: str = Field(foreign_key="people.id")
    action: str
    subject: str
    at: datetime = Field(sa_type=UtcMoment)
