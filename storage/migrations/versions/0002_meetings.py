"""Changing meetings.

Revision ID: 0002
"""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes what is new."""


def downgrade() -> None:
    """Takes it away."""
