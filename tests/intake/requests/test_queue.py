"""The queue over thousands of hand-offs: its order, its pages, its counts, and that each question goes through an index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from intake.privacy import Actor, ActorKind
from intake.requests import Page, QueueFilter, counts, list_handoffs, tallies
from intake.requests.counting import PARTS
from intake.runtime import Runtime
from intake.staff import narrow, queue_mark
from lexicon.codes import Role
from tests.intake.requests.many import many

ME = Actor(ActorKind.STAFF, "lea", Role.SECRETARY)
WORKER = Actor(ActorKind.STAFF, "anne", Role.SOCIAL_WORKER, "angers")
MANAGER = Actor(ActorKind.STAFF, "maud", Role.MANAGER, "nantes")
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
        if statement.startswith(("SELECT", "WITH")) and "handoffs" in statement:
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


def passes(wanted: QueueFilter, row: dict[str, Any], leaving: frozenset[str]) -> bool:
    """Whether an open row passes the filter in all but some of its parts: counted here in the plainest way."""
    if "assigned_to" not in leaving and (wanted.unassigned or wanted.assigned_to is not None):
        asked = (None,) if wanted.unassigned else wanted.assigned_to or ()
        if row["assigned_to"] not in asked:
            return False
    if "status" not in leaving and wanted.undecided and row["status"] == "accepted":
        return False
    parts = [name for name in ("status", "axis", "outcome", "antenna", "channel", "urgent", "complete") if name not in leaving]
    return all(getattr(wanted, name) is None or getattr(wanted, name) == row[name] for name in parts)


def test_each_choice_is_counted_beside_all_the_other_filters(runtime: Runtime, crowd: list[dict[str, Any]]):
    opened = [row for row in crowd if row["status"] not in ("closed", "redirected")]
    for name, wanted in WANTED.items():
        with runtime.database.read() as session:
            told = tallies(session, wanted, indexer=runtime.indexer)
        if not wanted.open_only and wanted.status not in ("new", "in_review", "accepted", "waiting_person"):
            assert told is None, name
            continue
        assert told is not None, name
        for part, without in PARTS.items():
            kept = [row for row in opened if passes(wanted, row, without)]
            beside = part == "assigned_to"
            expected = Counter((row[part], row["status"] if beside else None) for row in kept)
            assert {(tally.value, tally.status): tally.count for tally in told[part]} == expected, (name, part)


def test_counting_reads_an_index_alone(runtime: Runtime, crowd: list[dict[str, Any]]):
    for actor in (ME, WORKER, MANAGER):
        with runtime.database.read() as session, plans(session) as found:
            narrow(session, actor)
            tallies(session, OPEN, indexer=runtime.indexer)
            counts(session)
            queue_mark(session, runtime.clock.now())
        steps = [step for step in found if "handoffs" in step]
        assert len(steps) >= 4
        assert not [step for step in steps if "COVERING INDEX" not in step]


def test_a_count_keeps_to_what_the_actor_may_see(runtime: Runtime, crowd: list[dict[str, Any]]):
    here = [row for row in crowd if row["status"] not in ("closed", "redirected") and row["antenna"] == "nantes"]
    with runtime.database.read() as session:
        told = tallies(narrow(session, MANAGER), OPEN, indexer=runtime.indexer)
        waiting = counts(session)
    assert told is not None
    assert sum(tally.count for tally in told["channel"]) == len(here) == waiting["waiting"]
    assert waiting["urgent"] == sum(row["urgent"] for row in here)


def test_a_page_is_right_when_the_cursor_stands_between_the_urgent_and_the_others(runtime: Runtime):
    rows = many(runtime, 40, open_only=True)
    urgent = sum(row["urgent"] for row in rows)
    for limit in {1, max(urgent - 1, 1), max(urgent, 1), urgent + 1, 39, 40}:
        assert len(set(walk(runtime, OPEN, limit))) == 40
