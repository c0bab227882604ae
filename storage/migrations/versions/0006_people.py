"""Settings, links and erasure.

Revision ID: 0006
"""

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes what is new."""


def downgrade() -> None:
    """Takes it away."""
