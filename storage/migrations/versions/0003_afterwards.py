"""After the meeting.

Revision ID: 0003
"""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes what is new."""


def downgrade() -> None:
    """Takes it away."""
