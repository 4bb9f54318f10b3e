"""The queue over thousands of hand-offs: its order, its pages, its counts, and that each question goes through an index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from intake.privacy import Actor, ActorKind
from intake.requests import Page, QueueFilter, list_handoffs, tallies
from intake.runtime import Runtime
from intake.staff import queue_mark
from lexicon.codes import Role
from tests.intake.requests.many import many

ME = Actor(ActorKind.STAFF, "lea", Role.SECRETARY)
OPEN = QueueFilter(open_only=True)


def page(runtime: Runtime, wanted: QueueFilter, cursor: str | None = None, limit: int = 30) -> Page:
    with runtime.database.write() as session:
        return list_handoffs(session, ME, wanted, now=runtime.clock.now(), indexer=runtime.indexer, cursor=cursor, limit=limit)


def walk(runtime: Runtime, wanted: QueueFilter, limit: int) -> list[str]:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        found = page(runtime, wanted, cursor, limit)
        assert len(found.lines) <= limit
        seen += [line.id for line in found.lines]
        cursor = found.next_cursor
        if cursor is None:
            return seen


@contextmanager
def plans(session: Session) -> Iterator[list[str]]:
    """How SQLite finds the rows of every SELECT of a block."""
    found: list[str] = []
    bind = session.get_bind()

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT") and "handoffs" in statement:
            raw = connection.connection.cursor()
            found.extend(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall())
            raw.close()

    event.listen(bind, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(bind, "before_cursor_execute", note)


WANTED = {
    "the usual queue": QueueFilter(open_only=True, undecided=True),
    "all that is open": OPEN,
    "everything": QueueFilter(),
    "one status": QueueFilter(status="in_review"),
    "waiting for the person": QueueFilter(status="waiting_person"),
    "closed": QueueFilter(status="closed"),
    "an axis": replace(OPEN, axis="soins"),
    "a proposal": replace(OPEN, outcome="out_of_scope"),
    "an antenna": replace(OPEN, antenna="nantes"),
    "a channel": replace(OPEN, channel="sms"),
    "mine": replace(OPEN, assigned_to=("lea",)),
    "absent colleagues'": replace(OPEN, assigned_to=("anne", "zoe")),
    "nobody's": replace(OPEN, unassigned=True),
    "incomplete": replace(OPEN, complete=False),
    "urgent": replace(OPEN, urgent=True),
    "all at once": replace(OPEN, antenna="angers", axis="emploi", channel="web", complete=False, unassigned=True),
}


@pytest.fixture
def crowd(runtime: Runtime) -> list[dict[str, Any]]:
    return many(runtime, 5000, staff=("lea", "anne", "zoe"))


def test_over_5000_pages_lose_nothing_double_nothing_and_go_through_an_index(runtime: Runtime, crowd: list[dict[str, Any]]):
    by_id = {row["id"]: row for row in crowd}
    shown = {
        "the usual queue": lambda row: row["status"] in ("new", "in_review", "waiting_person"),
        "everything": lambda row: True,
        "an antenna": lambda row: row["antenna"] == "nantes" and row["status"] not in ("closed", "redirected"),
        "absent colleagues'": lambda row: row["assigned_to"] in ("anne", "zoe") and row["status"] not in ("closed", "redirected"),
    }
    for name, test in shown.items():
        expected = sorted((row for row in crowd if test(row)), key=lambda row: (not row["urgent"], row["due_at"], row["id"]))
        assert walk(runtime, WANTED[name], 97) == [row["id"] for row in expected], name
    # What is overdue leads what is not, among the urgent ones and among the others.
    now = runtime.clock.now()
    for urgent in (True, False):
        late = [by_id[one]["due_at"] < now for one in walk(runtime, OPEN, 100) if by_id[one]["urgent"] is urgent]
        assert late == sorted(late, reverse=True)


def test_every_filter_goes_through_an_index(runtime: Runtime, crowd: list[dict[str, Any]]):
    with runtime.database.write() as session:
        session.connection().exec_driver_sql("ANALYZE")
    for name, wanted in WANTED.items():
        with runtime.database.write() as session, plans(session) as found:
            cursor = list_handoffs(session, ME, wanted, now=runtime.clock.now(), indexer=runtime.indexer).next_cursor
            list_handoffs(session, ME, wanted, now=runtime.clock.now(), indexer=runtime.indexer, cursor=cursor)
        assert found, name
        assert not [step for step in found if "SCAN handoffs" in step and "INDEX" not in step], (name, found)
        # Sorted by the index itself, but for the files of several people, which are few.
        if name not in ("absent colleagues'",):
            assert not [step for step in found if "TEMP B-TREE" in step], (name, found)


def test_counting_reads_an_index_alone(runtime: Runtime, crowd: list[dict[str, Any]]):
    with runtime.database.read() as session, plans(session) as found:
        counted = tallies(session, OPEN, indexer=runtime.indexer)
        queue_mark(session, runtime.clock.now())
    assert sum(tally.count for tally in counted) == sum(row["status"] not in ("closed", "redirected") for row in crowd)
    assert all("COVERING INDEX" in step for step in found if "handoffs" in step), found


def test_a_page_is_right_when_the_cursor_stands_between_the_urgent_and_the_others(runtime: Runtime):
    rows = many(runtime, 40, open_only=True)
    urgent = sum(row["urgent"] for row in rows)
    for limit in {1, max(urgent - 1, 1), max(urgent, 1), urgent + 1, 39, 40}:
        assert len(set(walk(runtime, OPEN, limit))) == 40
