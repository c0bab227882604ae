"""Linked places and their cards.

Revision ID: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

DIRTY = sa.text("dirty_at IS NOT NULL")
THERE = sa.text("reference IS NOT NULL")


def upgrade() -> None:
    """Circles are linked with groups and channels, in which each meeting has a card that is drawn anew."""
    for name, default in (("names_in_places", sa.true()), ("link_in_places", sa.false())):
        column = sa.Column(name, sa.Boolean(), server_default=default, nullable=False)
        op.add_column("circles", column)
    op.create_table(
        "place_links",
        sa.Column("circle_id", sa.String(), nullable=False),
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("linked_by", sa.String(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name=op.f("fk_place_links_circle_id")),
        sa.ForeignKeyConstraint(["linked_by"], ["people.id"], name=op.f("fk_place_links_linked_by")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_place_links_place_id")),
        sa.PrimaryKeyConstraint("circle_id", "place_id", name=op.f("pk_place_links")),
    )
    op.create_index(op.f("ix_place_links_place_id"), "place_links", ["place_id"])
    op.create_table(
        "cards",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("circle_id", sa.String(), nullable=False),
        sa.Column("place_id", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dirty_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name=op.f("fk_cards_circle_id")),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"], name=op.f("fk_cards_place_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("kind", "subject", "place_id", name=op.f("uq_cards_kind_subject_place_id")),
    )
    op.create_index(op.f("ix_cards_circle_id"), "cards", ["circle_id"])
    op.create_index("ix_cards_dirty_at", "cards", ["dirty_at"], sqlite_where=DIRTY, postgresql_where=DIRTY)
    op.create_index("ix_cards_reference", "cards", ["reference"], sqlite_where=THERE, postgresql_where=THERE)


def downgrade() -> None:
    """Takes it away."""
    op.drop_table("cards")
    op.drop_table("place_links")
    for name in ("link_in_places", "names_in_places"):
        op.drop_column("circles", name)
