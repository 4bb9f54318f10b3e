"""Merging loses nothing, and undoing it leaves the database as it was."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from intake.deciding import DecisionError, DecisionKind, Wish, decide, history, last_decision, may_undo
from intake.draft import DangerHeard
from intake.duplicates import MergeError, last_merge, merge, undo
from intake.privacy import Actor, ActorKind
from intake.requests import (
    QueueFilter,
    add_account,
    add_danger,
    erase_request,
    existing_handoff,
    find_by_conversation,
    list_handoffs,
    load_draft,
    receive,
    refresh,
)
from intake.runtime import Runtime
from intake.storage import Base, HandoffRow, RequestRow
from lexicon.codes import AnswerStatus, Channel, DangerKind, Role, SaidBy
from tests.desk.people import ANSWERS, Filed, Told, file, phone

SECRETARY = Actor(ActorKind.STAFF, "s1", Role.SECRETARY)
LATER = timedelta(hours=2)


def everything(runtime: Runtime) -> dict[str, list[Any]]:
    """All rows of all tables, save the traces, the merges themselves, and the decisions that were undone."""
    with runtime.database.read() as session:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in ("audit", "merges")]
        queries = {table.name: select(table) for table in tables} | {
            "decisions": select(_DECISIONS).where(_DECISIONS.c.undone_at.is_(None))
        }
        return {name: sorted(repr(tuple(row)) for row in session.execute(query)) for name, query in queries.items()}


_DECISIONS = Base.metadata.tables["decisions"]


def joined(runtime: Runtime, one: Filed, two: Filed) -> str:
    with runtime.database.write() as session:
        return merge(session, SECRETARY, one.id, two.id, now=runtime.clock.now() + LATER, indexer=runtime.indexer).id


def put_back(runtime: Runtime, merge_id: str) -> None:
    with runtime.database.write() as session:
        undo(session, SECRETARY, merge_id, now=runtime.clock.now() + 2 * LATER, indexer=runtime.indexer)


def two(runtime: Runtime) -> tuple[Filed, Filed]:
    first = file(runtime)
    told = Told(
        account="Je vous ai déjà appelés hier.",
        answers={**ANSWERS, "sick_leave": (None, AnswerStatus.UNKNOWN), "regime": "agricole", "birth_date": "1971-03-05"},
        topics=("arret_travail", "budget"),
        danger=DangerKind.SUICIDE,
        channel=Channel.VOICE,
    )
    second = file(runtime, told, seed=2, now=runtime.clock.now() + timedelta(hours=1))
    phone(runtime, second)
    return first, second


def found(runtime: Runtime, q: str) -> list[str]:
    with runtime.database.write() as session:
        page = list_handoffs(session, SECRETARY, QueueFilter(q=q), now=runtime.clock.now(), indexer=runtime.indexer, cursor=None, limit=10)
        return [line.id for line in page.lines]


def test_everything_goes_to_the_kept_one(runtime: Runtime):
    first, second = two(runtime)
    joined(runtime, second, first)
    with runtime.database.read() as session:
        draft = load_draft(session, first.request_id)
        assert [said.text for said in draft.account] == [Told().account, "Je vous ai déjà appelés hier."]
        assert {topic.code for topic in draft.topics} == {"arret_travail", "risque_emploi", "budget"}
        assert draft.danger is not None
        # Known in the first: not knowing later is no reason to forget it.
        assert (draft.value("sick_leave"), draft.value("regime"), draft.value("birth_date")) == ("oui", "agricole", "1971-03-05")
        kept, merged = existing_handoff(session, first.request_id), existing_handoff(session, second.request_id)
        assert kept is not None
        assert merged is not None
        assert (kept.urgent, kept.status, merged.status) == (True, "new", "closed")
        assert find_by_conversation(session, second.conversation_id) == first.id
    for reference in (first.reference, second.reference):
        assert found(runtime, reference) == [first.id]


def test_what_she_said_herself_outlives_what_a_third_party_says_later(runtime: Runtime):
    first = file(runtime, Told(answers={**ANSWERS, "hospital_status": "non"}))
    theirs = {
        "for_whom": "other",
        "hospital_status": ("hospitalise", AnswerStatus.DEDUCED),
        "regime": "agricole",
        "third_party_link": "sa fille",
    }
    second = file(runtime, Told(answers={**ANSWERS, **theirs}, said_by=SaidBy.OTHER), seed=2, now=runtime.clock.now() + timedelta(hours=1))
    joined(runtime, first, second)
    with runtime.database.read() as session:
        draft = load_draft(session, first.request_id)
        assert [draft.value(field) for field in ("for_whom", "hospital_status", "regime", "third_party_link")] == [
            "self",
            "non",
            "agricole",
            "sa fille",
        ]


@pytest.mark.parametrize(("earlier", "later"), [("non", "oui"), ("oui", "non")])
def test_that_calling_is_a_danger_is_kept_whoever_says_it(runtime: Runtime, earlier: str, later: str):
    first = file(runtime, Told(answers={**ANSWERS, "safe_contact": earlier}))
    second = file(
        runtime,
        Told(answers={**ANSWERS, "safe_contact": later}, said_by=SaidBy.OTHER),
        seed=2,
        now=runtime.clock.now() + timedelta(hours=1),
    )
    joined(runtime, first, second)
    with runtime.database.read() as session:
        assert load_draft(session, first.request_id).value("safe_contact") == "non"


def test_both_references_are_found_again_after_a_refresh(runtime: Runtime):
    first, second = two(runtime)
    merge_id = joined(runtime, first, second)
    with runtime.database.write() as session:
        refresh(session, first.request_id, now=runtime.clock.now(), indexer=runtime.indexer)
    assert found(runtime, second.reference) == [first.id]
    put_back(runtime, merge_id)
    assert found(runtime, second.reference) == [second.id]
    assert found(runtime, first.reference) == [first.id]


VALUES = {
    "sick_leave": st.sampled_from(["oui", "non", (None, AnswerStatus.UNKNOWN), (None, AnswerStatus.REFUSED)]),
    "regime": st.sampled_from(["general", "agricole", (None, AnswerStatus.UNKNOWN)]),
    "postal_code": st.sampled_from(["44000", "49000"]),
    "phone": st.sampled_from(["+33639981234", "+33639981235"]),
    "rqth": st.sampled_from(["oui", ("non", AnswerStatus.DEDUCED)]),
}
TOLD = st.builds(
    Told,
    account=st.sampled_from(["", "Je suis en arrêt.", "J’ai peur de perdre mon travail."]),
    answers=st.fixed_dictionaries({}, optional=VALUES),
    topics=st.lists(st.sampled_from(["arret_travail", "budget", "logement"]), unique=True).map(tuple),
    danger=st.sampled_from([None, DangerKind.SUICIDE]),
    said_by=st.sampled_from([SaidBy.PERSON, SaidBy.OTHER]),
)


@given(one=TOLD, other=TOLD, order=st.booleans())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_leaves_the_database_as_it_was(runtime: Runtime, one: Told, other: Told, order: bool):
    with runtime.database.read() as session:
        seed = 10 + len(session.scalars(select(RequestRow.id)).all())
    first, second = file(runtime, one, seed=seed), file(runtime, other, seed=seed + 1)
    before = everything(runtime)
    merge_id = joined(runtime, *((first, second) if order else (second, first)))
    assert everything(runtime) != before
    put_back(runtime, merge_id)
    assert everything(runtime) == before
    # Twice is once.
    put_back(runtime, merge_id)
    assert everything(runtime) == before


def test_the_other_one_closes_with_its_outcome_and_is_decided_no_more(runtime: Runtime):
    first, second = two(runtime)
    merge_id = joined(runtime, first, second)
    with runtime.database.write() as session:
        merged = session.get(HandoffRow, second.id)
        assert merged is not None
        closed = last_decision(session, second.id)
        assert closed is not None
        assert (closed.kind, closed.reason, closed.by) == ("close", "elsewhere", SECRETARY.id)
        assert not may_undo(merged, closed, closed.at)
        wish = Wish(DecisionKind.REOPEN, words="Elle a rappelé.")
        with pytest.raises(DecisionError, match="réunie à une autre"):
            decide(session, SECRETARY, second.id, merged.updated_at, wish, now=closed.at, daily_limit=1)
    put_back(runtime, merge_id)
    with runtime.database.read() as session:
        assert last_decision(session, second.id) is None
        merged = session.get(HandoffRow, second.id)
        assert merged is not None
        assert [event.what for event in history(session, merged)] == ["undo", "close"]


def test_who_was_spoken_to_in_one_was_spoken_to(runtime: Runtime):
    first, second = two(runtime)
    spoken = runtime.clock.now() + timedelta(minutes=90)
    with runtime.database.write() as session:
        row = session.get(HandoffRow, second.id)
        assert row is not None
        row.first_contact_at = spoken
    merge_id = joined(runtime, first, second)
    contacts = []
    for undone in (False, True):
        if undone:
            put_back(runtime, merge_id)
        with runtime.database.read() as session:
            contacts.append(session.scalar(select(HandoffRow.first_contact_at).where(HandoffRow.id == first.id)))
    assert contacts == [spoken, None]


def test_merging_twice_is_merging_once(runtime: Runtime):
    first, second = two(runtime)
    assert joined(runtime, first, second) == joined(runtime, second, first)


def test_what_she_says_meanwhile_goes_back_with_her_conversation(runtime: Runtime):
    first, second = two(runtime)
    merge_id = joined(runtime, first, second)
    later = runtime.clock.now() + LATER + timedelta(minutes=5)
    with runtime.database.write() as session:
        message = receive(session, second.conversation_id, text="Et je n’ai plus d’argent.", client_id="m9", now=later)
        add_account(session, first.request_id, message.id, text="Et je n’ai plus d’argent.", said_by=SaidBy.PERSON, now=later)
        refresh(session, first.request_id, now=later, indexer=runtime.indexer)
    put_back(runtime, merge_id)
    with runtime.database.read() as session:
        assert [said.text for said in load_draft(session, first.request_id).account] == [Told().account]
        assert load_draft(session, second.request_id).account[-1].text == "Et je n’ai plus d’argent."
    assert found(runtime, "argent") == [second.id]


def test_what_was_done_since_is_not_undone(runtime: Runtime):
    first, second = two(runtime)
    merge_id = joined(runtime, first, second)
    with runtime.database.write() as session:
        kept = session.get(HandoffRow, first.id)
        assert kept is not None
        kept.status, kept.assigned_to = "accepted", "w1"
    put_back(runtime, merge_id)
    with runtime.database.read() as session:
        kept = session.get(HandoffRow, first.id)
        merged = session.get(HandoffRow, second.id)
        assert kept is not None
        assert merged is not None
        assert (kept.status, kept.assigned_to, merged.status) == ("accepted", "w1", "new")


def test_the_one_that_has_got_further_is_kept_and_closed_ones_are_left_alone(runtime: Runtime):
    first, second = two(runtime)
    with runtime.database.write() as session:
        row = session.get(HandoffRow, second.id)
        assert row is not None
        row.status = "accepted"
    merge_id = joined(runtime, first, second)
    with runtime.database.read() as session:
        found_merge = last_merge(session, first.request_id)
        assert found_merge is not None
        assert (found_merge.id, found_merge.kept_request_id) == (merge_id, second.request_id)
    third = file(runtime, seed=3)
    with pytest.raises(MergeError, match="déjà été réunie"):
        joined(runtime, third, first)
    with runtime.database.write() as session:
        row = session.get(HandoffRow, third.id)
        assert row is not None
        row.status = "closed"
    with pytest.raises(MergeError, match="ouvertes"):
        joined(runtime, third, second)
    with pytest.raises(MergeError, match="même demande"):
        joined(runtime, third, third)


def test_merges_are_undone_in_the_reverse_order(runtime: Runtime):
    first, second = two(runtime)
    third = file(runtime, seed=3, now=runtime.clock.now() - timedelta(hours=1))
    before = everything(runtime)
    earlier = joined(runtime, first, second)
    later = joined(runtime, first, third)
    with pytest.raises(MergeError, match="séparez d’abord"):
        put_back(runtime, earlier)
    assert found(runtime, second.reference) == [third.id]
    put_back(runtime, later)
    put_back(runtime, earlier)
    assert everything(runtime) == before


def test_a_danger_heard_since_stays_heard(runtime: Runtime):
    first, second = file(runtime), file(runtime, seed=2, now=runtime.clock.now() + timedelta(hours=1))
    merge_id = joined(runtime, first, second)
    later = runtime.clock.now() + LATER + timedelta(minutes=5)
    with runtime.database.write() as session:
        message = receive(session, second.conversation_id, text="Je vais en finir", client_id="m9", now=later)
        add_danger(session, first.request_id, message.id, DangerHeard(kind=DangerKind.SUICIDE, words="Je vais en finir"), later)
        refresh(session, first.request_id, now=later, indexer=runtime.indexer)
    put_back(runtime, merge_id)
    with runtime.database.read() as session:
        merged = session.get(HandoffRow, second.id)
        assert merged is not None
        assert merged.urgent


def test_erasing_the_kept_one_erases_what_was_merged(runtime: Runtime):
    first, second = two(runtime)
    joined(runtime, first, second)
    with runtime.database.write() as session:
        erase_request(session, first.request_id)
    with runtime.database.read() as session:
        assert session.scalars(select(RequestRow)).all() == []
