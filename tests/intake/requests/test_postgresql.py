"""The queue and the taking of files on a real PostgreSQL: the tests of SQLite again, then two members at once."""

from __future__ import annotations

import pytest
from sqlalchemy import event, select

from intake.calling_back import CallResult, call_list, note_attempt
from intake.duplicates import probable_same
from intake.privacy import Actor, ActorKind
from intake.requests import list_handoffs, load_draft, tallies
from intake.runtime import Runtime
from intake.staff import take_in_review
from intake.storage import AuditRow, ContactAttemptRow, HandoffRow
from lexicon.codes import Role
from tests.desk.people import file
from tests.intake.requests import test_queue
from tests.intake.requests.many import many
from tests.intake.requests.test_queue import ME, OPEN, WANTED, crowd
from tests.intake.storage.test_postgresql import at_once, cluster, migrated, settings

pytestmark = pytest.mark.slow
__all__ = ["cluster", "crowd", "migrated", "settings"]

# Those that speak of SQLite's plans are left out: plans are looked at below in PostgreSQL's words.
test_over_5000_pages = test_queue.test_over_5000_pages_lose_nothing_double_nothing_and_go_through_an_index
test_each_choice_is_counted = test_queue.test_each_choice_is_counted_beside_all_the_other_filters
test_a_count_keeps_to_what_the_actor_may_see = test_queue.test_a_count_keeps_to_what_the_actor_may_see
test_a_page_is_right = test_queue.test_a_page_is_right_when_the_cursor_stands_between_the_urgent_and_the_others


def member(number: int) -> Actor:
    return Actor(ActorKind.STAFF, f"secretaire{number}", Role.SECRETARY)


def test_every_list_and_count_goes_through_an_index(runtime: Runtime):
    many(runtime, 5000, staff=("lea", "anne"))
    plans: list[str] = []
    with runtime.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE handoffs")
    with runtime.database.write() as session:
        # So few rows are read faster one after the other; many more are not.
        session.connection().exec_driver_sql("SET LOCAL enable_seqscan = off")
        bind = session.connection()

        def explain(connection: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
            if statement.startswith(("SELECT", "WITH")) and "handoffs" in statement:
                with bind.connection.cursor() as beside:
                    plan = beside.execute(f"EXPLAIN {statement}", parameters).fetchall()
                plans.append("\n".join(row[0] for row in plan))

        event.listen(bind, "before_cursor_execute", explain)
        for name in ("the usual queue", "everything", "one status", "an antenna", "mine", "incomplete"):
            list_handoffs(session, ME, WANTED[name], now=runtime.clock.now(), indexer=runtime.indexer)
        tallies(session, OPEN, indexer=runtime.indexer)
        call_list(session, ME, runtime.clock.now())
        event.remove(bind, "before_cursor_execute", explain)
    assert len(plans) > 10
    for plan in plans:
        assert "Seq Scan on handoffs" not in plan, plan


def test_two_secretaries_who_take_the_same_file_leave_it_to_one(runtime: Runtime):
    filed = file(runtime)

    def take(number: int) -> bool | None:
        with runtime.database.write() as session:
            return take_in_review(session, member(number), filed.id, runtime.clock.now())

    assert sorted(at_once(runtime.database, 4, take), key=str) == [False, False, False, True]
    with runtime.database.read() as session:
        assert len(session.scalars(select(AuditRow).where(AuditRow.action == "take_in_review")).all()) == 1


def test_two_who_reach_the_same_person_at_once_make_one_first_contact(runtime: Runtime):
    filed = file(runtime)

    def reach(number: int) -> None:
        with runtime.database.write() as session:
            note_attempt(session, member(number), filed.id, CallResult.REACHED, "", runtime.clock.now())

    at_once(runtime.database, 4, reach)
    with runtime.database.write() as session:
        assert session.get_one(HandoffRow, filed.id).first_contact_at is not None
        assert len(session.scalars(select(ContactAttemptRow)).all()) == 4
        found = call_list(session, ME, runtime.clock.now())
    assert (*found.now, *found.later, *found.unsafe, *found.otherwise) == ()


def test_the_same_person_is_found(runtime: Runtime):
    first, second = file(runtime, seed=1), file(runtime, seed=2)
    with runtime.database.write() as session:
        draft = load_draft(session, second.request_id)
        found = probable_same(session, runtime.indexer, draft, actor=ME, now=runtime.clock.now())
    assert [one.handoff_id for one in found] == [first.id]
