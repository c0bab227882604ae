"""The line and learners' seats.

Revision ID: 0005
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

OLD_COLUMNS = (
    "id",
    "circle_id",
    "person_id",
    "standing",
    "seat",
    "line_no",
    "goal",
    "offer",
    "consented_at",
    "signed_up_at",
    "changed_at",
)
OLD_CHECKS = {
    "line": "(standing = 'in-line') = (line_no IS NOT NULL)",
    "seat": "(standing = 'seated') = (seat IS NOT NULL)",
    "from_one": "seat >= 1 AND line_no >= 1",
}
CHECKS = {
    "line": "(standing IN ('in-line', 'offered')) = (line_no IS NOT NULL)",
    "seat": "(standing IN ('seated', 'offered')) = (seat IS NOT NULL)",
    "held": "(standing = 'offered') = (held_until IS NOT NULL)",
    "from_one": "seat >= 1 AND line_no >= 1",
}


def upgrade() -> None:
    """A seat can be held for somebody in line, and a link can hand a seat over."""
    if op.get_bind().dialect.name == "sqlite":
        _rebuild(CHECKS, _new_columns())
    else:
        for column in _new_columns():
            op.add_column("signups", column)
        _check_anew(OLD_CHECKS, CHECKS)
    op.create_table(
        "seat_links",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("signup_id", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_by", sa.String(), nullable=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(used_by IS NULL) = (used_at IS NULL)", name=op.f("ck_seat_links_used")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_seat_links_made_by")),
        sa.ForeignKeyConstraint(["signup_id"], ["signups.id"], name=op.f("fk_seat_links_signup_id")),
        sa.ForeignKeyConstraint(["used_by"], ["people.id"], name=op.f("fk_seat_links_used_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat_links")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_seat_links_code_hash")),
    )
    op.create_index(op.f("ix_seat_links_signup_id"), "seat_links", ["signup_id"], unique=False)


def downgrade() -> None:
    """Takes it away; for whom a seat was held waits in line again."""
    op.drop_table("seat_links")
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "UPDATE signups SET standing = 'in-line', seat = NULL, held_until = NULL "
            "WHERE standing = 'offered'"
        )
        _rebuild(OLD_CHECKS, ())
        return
    for name in CHECKS:
        op.drop_constraint(op.f(f"ck_signups_{name}"), "signups", type_="check")
    op.execute("UPDATE signups SET standing = 'in-line', seat = NULL WHERE standing = 'offered'")
    for name, rule in OLD_CHECKS.items():
        op.create_check_constraint(op.f(f"ck_signups_{name}"), "signups", rule)
    for column in _new_columns():
        op.drop_column("signups", column.name)


def _new_columns() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("times_offered", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )


def _check_anew(old: dict[str, str], new: dict[str, str]) -> None:
    for name in old:
        op.drop_constraint(op.f(f"ck_signups_{name}"), "signups", type_="check")
    for name, rule in new.items():
        op.create_check_constraint(op.f(f"ck_signups_{name}"), "signups", rule)


def _rebuild(checks: dict[str, str], more: Sequence[sa.Column[object]]) -> None:
    """SQLite cannot change a check: the rows move to a new table that then takes the name of the old one."""
    op.drop_index(op.f("ix_signups_person_id"), "signups")
    op.create_table(
        "new_signups",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("circle_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=True),
        sa.Column("line_no", sa.Integer(), nullable=True),
        sa.Column("goal", sa.String(), nullable=True),
        sa.Column("offer", sa.String(), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("signed_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        *more,
        *(sa.CheckConstraint(rule, name=op.f(f"ck_signups_{name}")) for name, rule in checks.items()),
        sa.ForeignKeyConstraint(["circle_id"], ["circles.id"], name=op.f("fk_signups_circle_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_signups_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signups")),
        sa.UniqueConstraint("circle_id", "line_no", name=op.f("uq_signups_circle_id_line_no")),
        sa.UniqueConstraint("circle_id", "person_id", name=op.f("uq_signups_circle_id_person_id")),
        sa.UniqueConstraint("circle_id", "seat", name=op.f("uq_signups_circle_id_seat")),
    )
    columns = ", ".join(OLD_COLUMNS)
    op.execute(f"INSERT INTO new_signups ({columns}) SELECT {columns} FROM signups")  # noqa: S608 - names of ours
    op.drop_table("signups")
    op.rename_table("new_signups", "signups")
    op.create_index(op.f("ix_signups_person_id"), "signups", ["person_id"], unique=False)
