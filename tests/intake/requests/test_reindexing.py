"""Search goes on after the index key was changed; files from before birth dates were searched for are found by them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete, select, update

from intake.duplicates import probable_same
from intake.outbox import opt_out, opted_out
from intake.privacy import Actor, ActorKind, Indexer
from intake.requests import QueueFilter, list_handoffs, load_draft, reindex_some, rekey_numbers
from intake.runtime import Runtime
from intake.storage import RequestRow, SearchTokenRow, TextThreadRow
from intake.telephony import find_thread
from lexicon.codes import Role
from tests.conftest import NOW
from tests.desk.people import ANSWERS, Told, file

LEA = Actor(ActorKind.STAFF, "lea", Role.SECRETARY)
NEW = Indexer(b"another key")
NUMBER = "+33639981234"


def found(runtime: Runtime, q: str, indexer: Indexer) -> int:
    with runtime.database.write() as session:
        return len(list_handoffs(session, LEA, QueueFilter(q=q), now=NOW, indexer=indexer, limit=30).lines)


def all_steps(runtime: Runtime, indexer: Indexer, limit: int = 2) -> int:
    done, after = 0, ""
    while after is not None:
        with runtime.database.write() as session:
            step = reindex_some(session, indexer, after=after, limit=limit)
        done, after = done + step.done, step.next_after
    return done


def test_names_numbers_and_words_are_found_with_the_new_key_only(runtime: Runtime):
    for seed in range(5):
        file(runtime, seed=seed)
    assert found(runtime, "Martin", runtime.indexer) == 5
    assert found(runtime, "Martin", NEW) == 0
    assert all_steps(runtime, NEW) == 5
    for q in ("Martin", "06 39 98 12 34", "licencier"):
        assert (found(runtime, q, NEW), found(runtime, q, runtime.indexer)) == (5, 0), q
    # Again: there is nothing to do.
    assert all_steps(runtime, NEW) == 0


def test_stopped_in_the_middle_it_goes_on_where_it_was_and_new_files_need_nothing(runtime: Runtime):
    for seed in range(5):
        file(runtime, seed=seed)
    with runtime.database.write() as session:
        assert reindex_some(session, NEW, limit=2).done == 2
    # Filed meanwhile, by a process that has the new key.
    file(replace(runtime, indexer=NEW), seed=9)
    assert all_steps(runtime, NEW) == 3
    assert found(runtime, "Martin", NEW) == 6


def test_files_from_before_birth_dates_were_searched_for_are_found_as_duplicates(runtime: Runtime):
    told = {**ANSWERS, "birth_date": "1971-03-05", "phone": "+33639980001"}
    old = file(runtime, Told(answers=told), seed=1)
    with runtime.database.write() as session:
        token = runtime.indexer.token("birth_date", "1971-03-05")
        session.execute(delete(SearchTokenRow).where(SearchTokenRow.token == token))
        session.execute(update(RequestRow).values(indexed_with=None))
    # A name with a slip, another telephone: only the birth date leads there.
    again = file(runtime, Told(answers={**told, "name": {"first": "Jeanne", "last": "Martain"}, "phone": "+33639980002"}), seed=2)

    def same() -> list[str]:
        with runtime.database.write() as session:
            draft = load_draft(session, again.request_id)
            return [one.handoff_id for one in probable_same(session, runtime.indexer, draft, actor=LEA, now=NOW)]

    assert same() == []
    assert all_steps(runtime, runtime.indexer) == 1
    assert same() == [old.id]


def test_numbers_that_write_keep_their_conversation_and_their_wish_for_no_texts(runtime: Runtime):
    filed = file(runtime)
    old, new = runtime.indexer.token("phone", NUMBER), NEW.token("phone", NUMBER)
    with runtime.database.write() as session:
        session.add(
            TextThreadRow(token=old, conversation_id=filed.conversation_id, number=NUMBER, service_number="+33939981200", last_at=NOW)
        )
        opt_out(session, old, NOW)
    for _ in range(2):
        with runtime.database.write() as session:
            rekey_numbers(session, NEW)
    with runtime.database.write() as session:
        thread = find_thread(session, new)
        assert thread is not None
        assert thread.conversation_id == filed.conversation_id
        assert (opted_out(session, new), opted_out(session, old)) == (True, False)


def test_a_number_that_wrote_meanwhile_keeps_its_new_conversation(runtime: Runtime):
    first, second = file(runtime, seed=1), file(runtime, seed=2)
    with runtime.database.write() as session:
        for indexer, filed in ((runtime.indexer, first), (NEW, second)):
            token, talk = indexer.token("phone", NUMBER), filed.conversation_id
            session.add(TextThreadRow(token=token, conversation_id=talk, number=NUMBER, service_number="+33939981200", last_at=NOW))
    with runtime.database.write() as session:
        assert rekey_numbers(session, NEW) == (1, None)
    with runtime.database.read() as session:
        (kept,) = session.scalars(select(TextThreadRow)).all()
        assert kept.conversation_id == second.conversation_id
