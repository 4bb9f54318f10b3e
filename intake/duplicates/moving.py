"""Which rows hang on a request, in every table, and moving them to another one without losing any."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Column, ColumnElement, Table, UniqueConstraint, select, update
from sqlalchemy.orm import Session

from intake.storage import Base

# What a request keeps for itself: its hand-off, its tokens, who has it open, what is being typed in it, and merges.
_STAYING = frozenset({"handoffs", "search_tokens", "presences", "staff_entries", "merges"})

# By "table.column", the primary keys of the rows.
Moved = dict[str, list[list[str]]]


def hanging(target: str) -> Iterator[tuple[Table, Column[str]]]:
    """Every column that refers to `target` ("requests.id" or "handoffs.id") and whose rows go along."""
    for table in Base.metadata.sorted_tables:
        if table.name not in _STAYING:
            yield from ((table, column) for column in table.columns if any(key.target_fullname == target for key in column.foreign_keys))


def move(session: Session, ends: Mapping[str, tuple[str, str]]) -> Moved:
    """Move what hangs on the first of each pair to the second; rows that it has already, such as the same topic, stay where they are."""
    moved: Moved = {}
    for target, (source, goal) in ends.items():
        for table, column in hanging(target):
            keys = [key for key in _keys(session, table, column, source) if not _there_already(session, table, column, key, goal)]
            for key in keys:
                session.execute(update(table).where(*_is(table, key)).values({column.name: goal}))
            if keys:
                moved[f"{table.name}.{column.name}"] = keys
    return moved


def move_back(session: Session, moved: Moved, ends: Mapping[str, tuple[str, str]]) -> None:
    """Put the rows that were moved back; those erased meanwhile are gone."""
    for target, (source, _) in ends.items():
        for table, column in hanging(target):
            for key in moved.get(f"{table.name}.{column.name}", ()):
                session.execute(update(table).where(*_is(table, key)).values({column.name: source}))


def _keys(session: Session, table: Table, column: Column[str], value: str) -> list[list[str]]:
    own = list(table.primary_key.columns)
    return [list(row) for row in session.execute(select(*own).where(column == value).order_by(*own))]


def _is(table: Table, key: list[str]) -> list[ColumnElement[bool]]:
    return [column == value for column, value in zip(table.primary_key.columns, key, strict=True)]


def _there_already(session: Session, table: Table, column: Column[str], key: list[str], goal: str) -> bool:
    """True when a uniqueness of the table forbids the move."""
    sets = [list(one.columns) for one in table.constraints if isinstance(one, UniqueConstraint)]
    sets += [[one] for one in table.columns if one.unique] + [list(index.columns) for index in table.indexes if index.unique]
    if column.primary_key:
        sets.append(list(table.primary_key.columns))
    row = session.execute(select(table).where(*_is(table, key))).mappings().one()
    for columns in sets:
        if column not in columns:
            continue
        others = [one == row[one.name] for one in columns if one is not column]
        if session.execute(select(*table.primary_key.columns).where(column == goal, *others)).first() is not None:
            return True
    return False
