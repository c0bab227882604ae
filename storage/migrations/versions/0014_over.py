"""Who is out of reach, and what came to an end long ago, found without a look at all the others.

Revision ID: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

LOST = sa.text("unreachable_at IS NOT NULL")
ENDED = sa.text("next_at IS NULL")

INDEXES = (
    ("ix_accounts_lost", "accounts", "platform", LOST),
    ("ix_places_lost", "places", "platform", LOST),
    ("ix_posts_over", "posts", "listed_at", ENDED),
    ("ix_plans_over", "plans", "due_at", ENDED),
)


def upgrade() -> None:
    """Makes the indexes."""
    for name, table, column, which in INDEXES:
        op.create_index(name, table, [column], sqlite_where=which, postgresql_where=which)


def downgrade() -> None:
    """Takes them away."""
    for name, table, _, _ in INDEXES:
        op.drop_index(name, table_name=table)
