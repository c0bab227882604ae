"""Where circles came from."""

from sqlmodel import Field

from bot.domain.imports import Source
from storage.moments import Choice
from storage.tables.base import Row


class ImportRow(Row, table=True):
    """What a circle of a team is called where it came from, so that it comes only once."""

    __tablename__ = "imports"

    team_id: str = Field(primary_key=True, foreign_key="teams.id")
    source: Source = Field(primary_key=True, sa_type=Choice(Source))
    key: str = Field(primary_key=True)
    circle_id: str = Field(foreign_key="circles.id")
