"""Messages and relay.

Revision ID: 0004
"""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Makes what is new."""


def downgrade() -> None:
    """Takes it away."""
