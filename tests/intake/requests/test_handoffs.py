from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from intake.clock import PARIS
from intake.draft import DangerHeard, TopicHeard
from intake.privacy import ASSISTANT, Actor, ActorKind
from intake.requests import (
    BadCursorError,
    Conversation,
    HandoverReason,
    QueueFilter,
    add_account,
    add_danger,
    add_topics,
    confirm_deduced,
    erase_request,
    forget_deduced,
    hand_over,
    list_handoffs,
    load_draft,
    read_handoff,
    read_transcript,
    receive,
    record_answer,
    refresh,
)
from intake.runtime import Runtime
from intake.storage import AuditRow, Base, HandoffRow, SearchTokenRow
from lexicon.codes import AnswerStatus, DangerKind, Role, SaidBy
from tests.intake.requests.conftest import open_one, tell

SECRETARY = Actor(ActorKind.STAFF, "staff-1", Role.SECRETARY)


def give(runtime: Runtime, conversation: Conversation, **values: object) -> HandoffRow:
    now = runtime.clock.now()
    with runtime.database.write() as session:
        tell(session, conversation, now, **values)
        return hand_over(session, conversation.request_id, reason=HandoverReason.SENT, now=now, indexer=runtime.indexer)


def test_a_request_has_one_hand_off_whatever_is_repeated(runtime: Runtime, conversation: Conversation):
    first = give(runtime, conversation, postal_code="44000")
    second = give(runtime, conversation, regime="agricole")
    assert first.id == second.id
    assert second.outcome == "out_of_scope"
    with runtime.database.read() as session:
        assert session.scalar(select(func.count()).select_from(HandoffRow)) == 1


def test_it_goes_to_the_antenna_of_the_postal_code_by_the_second_working_day(runtime: Runtime, conversation: Conversation):
    row = give(runtime, conversation, postal_code="44600")
    assert row.antenna == "saint_nazaire"
    assert row.due_at.astimezone(PARIS) == datetime(2026, 11, 25, 17, tzinfo=PARIS)
    assert not row.urgent


@pytest.mark.parametrize(("days", "urgent"), [(0, True), (7, True), (8, False), (-1, False)])
def test_a_discharge_within_seven_days_is_urgent(runtime: Runtime, conversation: Conversation, days: int, urgent: bool):
    discharge = (date(2026, 11, 23) + timedelta(days=days)).isoformat()
    row = give(runtime, conversation, hospital_status="sortie_prevue", hospital_discharge_date=discharge)
    assert row.urgent is urgent


def test_a_danger_is_urgent_at_once_and_stays_so(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        message = receive(session, conversation.id, text="…", client_id="1", now=now)
        add_danger(session, conversation.request_id, message.id, DangerHeard(kind=DangerKind.SUICIDE, words="en finir"), now)
        add_danger(session, conversation.request_id, message.id, DangerHeard(kind=DangerKind.SUICIDE, words="en finir"), now)
        row = hand_over(session, conversation.request_id, reason=HandoverReason.DANGER, now=now, indexer=runtime.indexer)
        assert row.urgent
        assert row.outcome == "danger"
        assert row.due_at.astimezone(PARIS) == datetime(2026, 11, 23, 17, tzinfo=PARIS)
        assert row.summary["headline"].startswith("DANGER : idées de suicide (repérage automatique, non vérifié)")
        again = refresh(session, conversation.request_id, now=now, indexer=runtime.indexer)
        assert again.urgent


def test_words_added_later_reach_the_hand_off(runtime: Runtime, conversation: Conversation):
    give(runtime, conversation, postal_code="44000")
    now = runtime.clock.now()
    with runtime.database.write() as session:
        late = receive(session, conversation.id, text="j’oubliais : mon bail", client_id="late", now=now)
        add_account(session, conversation.request_id, late.id, text=late.text, said_by=SaidBy.PERSON, now=now)
        add_account(session, conversation.request_id, late.id, text=late.text, said_by=SaidBy.PERSON, now=now)
        row = refresh(session, conversation.request_id, now=now, indexer=runtime.indexer)
        view = read_handoff(session, ASSISTANT, row.id, now)
        assert view.as_json()["answers"]["narrative"]["value"] == "j’oubliais : mon bail"
        assert row.summary["situation"].count("j’oubliais") == 1


def test_json_follows_the_contract(runtime: Runtime, conversation: Conversation):
    row = give(runtime, conversation, postal_code="44000", phone="+33639981201", regime=None)
    with runtime.database.write() as session:
        add_topics(session, conversation.request_id, "m", [TopicHeard(code="autre"), TopicHeard(code="budget", words="plus d’argent")])
        shown = read_handoff(session, SECRETARY, row.id, runtime.clock.now()).as_json()
    assert set(shown) == {
        "id",
        "reference",
        "conversation_id",
        "channel",
        "status",
        "complete",
        "urgent",
        "danger",
        "eligibility",
        "topics",
        "answers",
        "summary",
        "orientation",
        "antenna",
        "created_at",
        "due_at",
    }
    assert shown["topics"] == [{"code": "budget", "words": "plus d’argent"}]
    assert shown["answers"]["phone"] == {"value": "+33639981201", "words": "+33639981201", "said_by": "person", "status": "told"}
    assert shown["answers"]["regime"]["status"] == "unknown"
    assert shown["answers"]["name"]["status"] == "not_asked"
    assert shown["answers"]["third_party"]["status"] in ("not_applicable", "not_asked")
    assert "nir" not in shown["answers"]
    assert shown["conversation_id"] == conversation.id


def test_reading_leaves_a_trace_for_staff_and_none_for_the_assistant(runtime: Runtime, conversation: Conversation):
    row = give(runtime, conversation, postal_code="44000")
    now = runtime.clock.now()
    with runtime.database.write() as session:
        read_handoff(session, ASSISTANT, row.id, now)
        read_handoff(session, SECRETARY, row.id, now)
        read_transcript(session, SECRETARY, row.request_id, now)
        list_handoffs(session, SECRETARY, QueueFilter(), now=now, indexer=runtime.indexer)
        traces = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
    assert [trace.action for trace in traces] == ["read", "transcript", "list"]
    assert {(trace.actor_id, trace.role, trace.request_id) for trace in traces} == {("staff-1", "secretary", row.request_id)}


def test_the_queue_is_urgent_first_then_oldest_due_and_pages_without_loss(runtime: Runtime):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        for number in range(7):
            conversation = open_one(session, now - timedelta(days=number), seed=number)
            receive(session, conversation.id, text="x", client_id="1", now=now - timedelta(days=number))
            if number in (2, 5):
                found = DangerHeard(kind=DangerKind.MEDICAL, words="x")
                add_danger(session, conversation.request_id, "m", found, now - timedelta(days=number))
            hand_over(
                session, conversation.request_id, reason=HandoverReason.SENT, now=now - timedelta(days=number), indexer=runtime.indexer
            )
        whole = list_handoffs(session, ASSISTANT, QueueFilter(), now=now, indexer=runtime.indexer)
        order = [(not line.urgent, line.due_at, line.id) for line in whole.lines]
        assert order == sorted(order)
        assert [line.urgent for line in whole.lines] == [True, True, False, False, False, False, False]
        pages, cursor = [], None
        while True:
            page = list_handoffs(session, ASSISTANT, QueueFilter(), now=now, indexer=runtime.indexer, cursor=cursor, limit=2)
            pages += [line.id for line in page.lines]
            cursor = page.next_cursor
            if cursor is None:
                break
        assert pages == [line.id for line in whole.lines]
        with pytest.raises(BadCursorError, match="première page"):
            list_handoffs(session, ASSISTANT, QueueFilter(), now=now, indexer=runtime.indexer, cursor="n’importe")


@pytest.mark.parametrize("words", ["le bihan", "BIHAN Jeanne", "06 39 98 12 01", "chaudière", "jeanne chaudiere"])
def test_search_finds_names_phones_and_words_by_tokens_only(runtime: Runtime, conversation: Conversation, words: str):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        message = receive(session, conversation.id, text="Ma chaudière est en panne", client_id="1", now=now)
        add_account(session, conversation.request_id, message.id, text=message.text, said_by=SaidBy.PERSON, now=now)
    row = give(runtime, conversation, name={"first": "Jeanne", "last": "Le Bihan"}, phone="+33639981201")
    with runtime.database.read() as session:
        found = list_handoffs(session, ASSISTANT, QueueFilter(q=words), now=now, indexer=runtime.indexer)
        assert [line.id for line in found.lines] == [row.id]
        by_reference = list_handoffs(session, ASSISTANT, QueueFilter(q=row.reference), now=now, indexer=runtime.indexer)
        assert [line.id for line in by_reference.lines] == [row.id]
        assert not list_handoffs(session, ASSISTANT, QueueFilter(q="dupont"), now=now, indexer=runtime.indexer).lines
        assert all(len(token) == 32 for token in session.scalars(select(SearchTokenRow.token)))


def test_deduced_facts_are_confirmed_or_forgotten_and_told_ones_stay(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    request_id = conversation.request_id

    def deduce(field: str, value: str) -> None:
        record_answer(
            session, request_id, "m1", field=field, value=value, words="mots", status=AnswerStatus.DEDUCED, said_by=SaidBy.PERSON, now=now
        )

    with runtime.database.write() as session:
        deduce("sick_leave", "oui")
        deduce("household", "seul")
        tell(session, conversation, now, postal_code="44000")
        forget_deduced(session, request_id, ["household", "postal_code"])
        confirm_deduced(session, request_id, "m2", now)
        draft = load_draft(session, request_id)
    assert draft.status("sick_leave") is AnswerStatus.CONFIRMED
    assert draft.answers["sick_leave"].words == "mots"
    assert draft.status("household") is AnswerStatus.NOT_ASKED
    assert draft.value("postal_code") == "44000"


def test_a_later_answer_counts_and_a_repeated_message_does_not_bring_the_old_one_back(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:

        def say(message: str, value: str) -> None:
            record_answer(
                session,
                conversation.request_id,
                message,
                field="phone",
                value=value,
                words=value,
                status=AnswerStatus.TOLD,
                said_by=SaidBy.PERSON,
                now=now,
            )

        say("m1", "+33639981201")
        say("m2", "+33639981202")
        say("m1", "+33639981201")
        assert load_draft(session, conversation.request_id).value("phone") == "+33639981202"


def test_erasing_leaves_nothing_in_any_table(runtime: Runtime, conversation: Conversation):
    give(runtime, conversation, name={"first": "Jeanne", "last": "Le Bihan"}, phone="+33639981201")
    kept = {"conventions", "antennas", "audit", "communes", "directory_structures", "directory_reaches", "directory_services"}
    with runtime.database.write() as session:
        erase_request(session, conversation.request_id)
    with runtime.database.read() as session:
        left = {t.name: session.scalar(select(func.count()).select_from(t)) for t in Base.metadata.sorted_tables if t.name not in kept}
    assert not {name: count for name, count in left.items() if count}
