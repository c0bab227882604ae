"""Course lists, defaults for new circles, and an audit trail that only grows.

Revision ID: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

# Who did something is not kept out: when two accounts turn out to be one person's, it is that person (SPEC 1.1).
KEPT = ("no", "team_id", "action", "subject", "at")


def upgrade() -> None:
    """Gives courses an end, teams their defaults, and has the database refuse to change what was done."""
    op.add_column("courses", sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "teams", sa.Column("default_count", sa.Integer(), server_default=sa.text("6"), nullable=False)
    )
    op.add_column(
        "teams", sa.Column("default_minutes", sa.Integer(), server_default=sa.text("90"), nullable=False)
    )
    op.add_column("teams", sa.Column("default_capacity", sa.Integer(), nullable=True))
    if op.get_bind().dialect.name == "sqlite":
        for name, event in (("update", f"UPDATE OF {', '.join(KEPT)}"), ("delete", "DELETE")):
            op.execute(
                f"CREATE TRIGGER audit_no_{name} BEFORE {event} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE EXCEPTION 'the audit trail only grows'; END$$"
    )
    for name, event in (("update", f"UPDATE OF {', '.join(KEPT)}"), ("delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER audit_no_{name} BEFORE {event} ON audit "
            "FOR EACH ROW EXECUTE FUNCTION audit_only_grows()"
        )


def downgrade() -> None:
    """Takes it away."""
    on = "" if op.get_bind().dialect.name == "sqlite" else " ON audit"
    for name in ("update", "delete"):
        op.execute(f"DROP TRIGGER audit_no_{name}{on}")
    if on:
        op.execute("DROP FUNCTION audit_only_grows()")
    for column in ("default_capacity", "default_minutes", "default_count"):
        op.drop_column("teams", column)
    op.drop_column("courses", "archived_at")
