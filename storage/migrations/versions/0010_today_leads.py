"""How long before a meeting people hear of it on its day.

Revision ID: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Two hours, until they say otherwise."""
    op.add_column("people", sa.Column("today_lead", sa.Integer(), server_default="7200", nullable=False))


def downgrade() -> None:
    """Takes it away."""
    op.drop_column("people", "today_lead")
