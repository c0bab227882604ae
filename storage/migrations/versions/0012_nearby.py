"""Where circles are, and what people look for.

Revision ID: 0012
"""

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

IS_ON = sa.text("cancelled_at IS NULL")
TEXTS, NUMBERS = ("city", "region", "country"), ("latitude", "longitude")


def upgrade() -> None:
    """Circles have a city and a point on the map, and their names can be searched; searches are kept for a day."""
    for name in TEXTS:
        op.add_column("circles", sa.Column(name, sa.String(), nullable=True))
    for name in NUMBERS:
        op.add_column("circles", sa.Column(name, sa.Float(), nullable=True))
    op.add_column("circles", sa.Column("pinned", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("circles", sa.Column("words", sa.String(), server_default=sa.text("''"), nullable=False))
    circles = sa.table("circles", sa.column("id"), sa.column("name"), sa.column("words"))
    connection = op.get_bind()
    for circle, name in connection.execute(sa.select(circles.c.id, circles.c.name)).all():
        words = sa.update(circles).where(circles.c.id == circle).values(words=_folded(name))
        connection.execute(words)
    op.drop_index(op.f("ix_circles_stage"), "circles")
    op.create_index(op.f("ix_circles_stage_latitude_longitude_id"), "circles", ["stage", *NUMBERS, "id"])
    op.drop_index("ix_meetings_on", "meetings")
    _index_meetings("ix_meetings_on", "circle_id", "ends_at", "starts_at")
    _index_meetings("ix_meetings_next", "starts_at", "circle_id", "ends_at")
    op.create_table(
        "searches",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("spot", sa.String(), nullable=False),
        sa.Column("city", sa.Integer(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("weekdays", sa.String(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("seats", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_searches_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_searches")),
    )
    op.create_index(op.f("ix_searches_person_id"), "searches", ["person_id"])
    op.create_index(op.f("ix_searches_used_at"), "searches", ["used_at"])


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("searches")
    for name in ("ix_meetings_next", "ix_meetings_on"):
        op.drop_index(name, "meetings")
    _index_meetings("ix_meetings_on", "ends_at", "circle_id", "starts_at")
    op.drop_index(op.f("ix_circles_stage_latitude_longitude_id"), "circles")
    op.create_index(op.f("ix_circles_stage"), "circles", ["stage"])
    for name in ("words", "pinned", *NUMBERS, *TEXTS):
        op.drop_column("circles", name)


def _index_meetings(name: str, *columns: str) -> None:
    op.create_index(name, "meetings", columns, sqlite_where=IS_ON, postgresql_where=IS_ON)


def _folded(name: str) -> str:
    """As bot.domain.text folds it, as far as it matters here."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
