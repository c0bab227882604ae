"""Whatever says who is known as such: no table and no column with a person in it is forgotten (SPEC 2, `mydata`)."""

from sqlalchemy import Table

from storage.tables import metadata, table_of
from storage.traces import NOBODY_S, PERSON, THROUGH_SIGNUPS, TRACES, Trace

EVERY = (PERSON, *TRACES, THROUGH_SIGNUPS)


def columns_that_say_who(table: Table) -> set[tuple[str, str]]:
    return {
        (table.name, column.name)
        for column in table.columns
        if any(key.column.table.name == "people" for key in column.foreign_keys)
    }


def unaccounted(trace: Trace, table: Table) -> set[str]:
    return {column.name for column in table.columns} ^ {trace.person, *trace.columns, *trace.left_out}


def test_every_column_that_says_who_is_exported_erased_and_moved():
    """SPEC 1.1, 2: a new one fails here until it is said what it is to the person."""
    said = {(trace.row.__tablename__, trace.person) for trace in TRACES}
    assert said == {column for table in metadata.sorted_tables for column in columns_that_say_who(table)}


def test_every_table_is_somebody_s_or_nobody_s_with_a_reason():
    somebody_s = {trace.row.__tablename__ for trace in EVERY}
    nobody_s = {row.__tablename__ for row in NOBODY_S}
    assert somebody_s | nobody_s == set(metadata.tables)
    assert not somebody_s & nobody_s


def test_every_column_is_exported_or_left_out_with_a_reason():
    """SPEC 2, mydata: everything stored about them."""
    found = {
        f"{trace.heading} ({trace.row.__tablename__})": unaccounted(trace, table_of(trace.row))
        for trace in EVERY
    }
    assert {name: columns for name, columns in found.items() if columns} == {}
    assert all(reason for trace in EVERY for reason in trace.left_out.values())


def test_what_is_unique_together_with_a_person_is_known():
    """SPEC 1.1: where two histories can be in each other's way, linking must choose."""
    for trace in TRACES:
        table = table_of(trace.row)
        unique = {tuple(sorted(column.name for column in table.primary_key))}
        unique |= {
            tuple(sorted(column.name for column in constraint.columns))
            for constraint in table.constraints
            if constraint.__visit_name__ == "unique_constraint"
        }
        # Of a post the recipient is the person in other words.
        own = {key for key in unique if trace.person in key or {"recipient"} & set(key)}
        kin = {tuple(sorted({trace.person, *trace.kin}))} if trace.kin else set()
        assert {tuple(sorted({trace.person if c == "recipient" else c for c in key})) for key in own} == kin


def test_a_column_that_is_forgotten_is_found():
    trace = Trace("x", PERSON.row, "id", PERSON.columns[1:])
    assert unaccounted(trace, table_of(PERSON.row)) == {PERSON.columns[0]}
