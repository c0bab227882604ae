"""The line and learners' seats.

Revision ID: 0005
"""

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes what is new."""


def downgrade() -> None:
    """Takes it away."""
