"""Taking decisions: what each needs, what it changes, who is told when two decide at once."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.deciding import ChangedError, CloseOutcome, DecisionError, DecisionKind, HandedTo, OrientReason, ToldBy, decide
from intake.deciding.wishes import Wish
from intake.requests import read_handoff, refresh
from intake.runtime import Runtime
from intake.staff import narrow
from intake.storage import AuditRow, DecisionRow, HandoffRow, OutboxRow
from tests.conftest import NOW
from tests.intake.deciding.conftest import NANTES, Desk, later, member

ORIENT = {"reason": OrientReason.BETTER_PLACED, "organisation": "CCAS de votre mairie", "told_by": ToldBy.CALL}


def decision(desk: Desk) -> DecisionRow:
    with desk.runtime.database.read() as session:
        return session.scalars(select(DecisionRow).order_by(DecisionRow.at.desc(), DecisionRow.id.desc())).first()


def texts(runtime: Runtime) -> list[OutboxRow]:
    with runtime.database.read() as session:
        return list(session.scalars(select(OutboxRow)))


@pytest.mark.parametrize("axis", ["emploi", "soins", "both", "none_yet", "outside"])
def test_a_request_is_accepted_to_an_axis_or_to_none_yet_and_the_proposal_stays(desk: Desk, axis: str):
    before = desk.row
    worker = member(desk.runtime, "ines", "social_worker", "angers")
    desk.take(DecisionKind.ACCEPT, axis=axis, handed_to=HandedTo(None, worker.id))
    row, kept = desk.row, decision(desk)
    assert (row.status, row.antenna, row.assigned_to) == ("accepted", "angers", worker.id)
    assert (row.axis, row.outcome, row.proposal) == (before.axis, before.outcome, before.proposal)
    assert (kept.axis, kept.proposed_axis, kept.by) == (axis, before.axis, desk.actor.id)
    assert kept.agrees is (axis == before.axis)


@pytest.mark.parametrize(
    ("kind", "more", "field"),
    [
        (DecisionKind.ACCEPT, {"handed_to": NANTES}, "axis"),
        (DecisionKind.ACCEPT, {"axis": "loisirs", "handed_to": NANTES}, "axis"),
        (DecisionKind.ACCEPT, {"axis": "emploi"}, "handed_to"),
        (DecisionKind.ACCEPT, {"axis": "emploi", "handed_to": HandedTo("paris")}, "handed_to"),
        (DecisionKind.ASSIGN, {"handed_to": HandedTo("nantes", "inconnue")}, "handed_to"),
        (DecisionKind.ASK, {"words": "  ", "told_by": ToldBy.CALL}, "words"),
        (DecisionKind.ASK, {"words": "Votre date de naissance ?"}, "told_by"),
        (DecisionKind.ORIENT, {**ORIENT, "reason": None}, "reason"),
        (DecisionKind.ORIENT, {**ORIENT, "reason": CloseOutcome.HELPED}, "reason"),
        (DecisionKind.ORIENT, {**ORIENT, "organisation": " "}, "organisation"),
        (DecisionKind.ORIENT, {**ORIENT, "told_by": None}, "told_by"),
        (DecisionKind.CLOSE, {}, "reason"),
        (DecisionKind.ASK, {"words": "x" * 1001, "told_by": ToldBy.CALL}, "words"),
    ],
)
def test_what_is_missing_is_said_and_nothing_changes(desk: Desk, kind: DecisionKind, more: dict, field: str):
    before = desk.row
    with pytest.raises(DecisionError) as refused:
        desk.take(kind, **more)
    assert refused.value.field == field
    assert str(refused.value).endswith(".")
    assert (desk.row.status, desk.row.updated_at, decision(desk)) == (before.status, before.updated_at, None)


def test_the_second_of_two_is_told(desk: Desk):
    seen = desk.row.updated_at
    desk.take(DecisionKind.ACCEPT, axis="emploi", handed_to=NANTES, now=later(minutes=1))
    with pytest.raises(ChangedError):
        desk.take(DecisionKind.CLOSE, reason=CloseOutcome.HELPED, version=seen, now=later(minutes=2))
    assert desk.row.status == "accepted"


@pytest.mark.parametrize(("kind", "more"), [(DecisionKind.ORIENT, ORIENT), (DecisionKind.CLOSE, {"reason": CloseOutcome.UNREACHED})])
def test_who_has_not_read_the_person_neither_orients_nor_closes(desk: Desk, kind: DecisionKind, more: dict):
    other = member(desk.runtime, "nora")
    with pytest.raises(DecisionError, match="lisez"):
        desk.take(kind, actor=other, **more)
    desk.read(other)
    desk.take(kind, actor=other, **more)


def test_assigning_needs_no_reading_and_changes_no_status(desk: Desk):
    other = member(desk.runtime, "nora")
    desk.take(DecisionKind.ASSIGN, actor=other, handed_to=HandedTo("angers"))
    assert (desk.row.status, desk.row.antenna) == ("new", "angers")


def test_where_a_human_put_it_stays_when_the_person_adds_something(desk: Desk):
    desk.take(DecisionKind.ASSIGN, handed_to=HandedTo("angers"))
    with desk.runtime.database.write() as session:
        refresh(session, desk.filed.request_id, now=later(hours=1), indexer=desk.runtime.indexer)
    assert desk.row.antenna == "angers"


def test_what_is_out_of_sight_is_not_decided(desk: Desk):
    stranger = member(desk.runtime, "ines", "social_worker", "angers")
    with desk.runtime.database.write() as session:
        row_at = desk.row.updated_at
        wish = Wish(DecisionKind.ASSIGN, handed_to=NANTES)
        assert decide(narrow(session, stranger), stranger, desk.filed.id, row_at, wish, now=NOW, daily_limit=40) is None


def test_closed_then_reopened_with_a_reason(desk: Desk):
    desk.take(DecisionKind.CLOSE, reason=CloseOutcome.NO_WISH)
    assert desk.row.status == "closed"
    with pytest.raises(DecisionError, match="Rouvrez-la"):
        desk.take(DecisionKind.ACCEPT, axis="emploi", handed_to=NANTES)
    with pytest.raises(DecisionError, match="pourquoi"):
        desk.take(DecisionKind.REOPEN)
    desk.take(DecisionKind.REOPEN, words="Elle a rappelé.", now=later(days=1))
    assert desk.row.status == "in_review"


def test_every_decision_leaves_a_trace_without_words(desk: Desk):
    desk.take(DecisionKind.ORIENT, **ORIENT)
    with desk.runtime.database.read() as session:
        actions = [row.action for row in session.scalars(select(AuditRow).where(AuditRow.request_id == desk.filed.request_id))]
    assert actions == ["read", "decide_orient"]


def test_orienting_agrees_with_a_proposal_outside_the_axes_only(desk: Desk):
    desk.take(DecisionKind.ORIENT, **ORIENT)
    assert decision(desk).agrees is False


def test_a_text_leaves_after_ten_minutes_and_not_before(desk: Desk):
    desk.by_text()
    desk.take(DecisionKind.ASK, words="Bonjour. Quelle est votre date de naissance ?", told_by=ToldBy.TEXT)
    (text,) = texts(desk.runtime)
    assert (text.due_at, text.payload["body"]) == (later(minutes=10), "Bonjour. Quelle est votre date de naissance ?")
    assert (desk.row.status, desk.row.waiting_since) == ("waiting_person", NOW)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Bonjour. Où en est votre arrêt de travail ?", "« votre arret »"),
        ("Bonjour. Êtes-vous suivie par le CCAS ?", "« ccas »"),
        ("x" * 301, "300 au plus"),
    ],
)
def test_a_text_says_nothing_to_who_reads_over_a_shoulder(desk: Desk, words: str, why: str):
    desk.by_text()
    with pytest.raises(DecisionError, match=why):
        desk.take(DecisionKind.ASK, words=words, told_by=ToldBy.TEXT)
    assert texts(desk.runtime) == []
    # On the telephone everything can be said.
    desk.take(DecisionKind.ASK, words=words, told_by=ToldBy.CALL)


def test_without_a_conversation_by_text_there_is_no_text(desk: Desk):
    with pytest.raises(DecisionError, match="Appelez-la"):
        desk.take(DecisionKind.ASK, words="Bonjour. Rappelez-nous.", told_by=ToldBy.TEXT)


def test_the_decision_is_erased_with_the_request(desk: Desk):
    desk.take(DecisionKind.CLOSE, reason=CloseOutcome.HELPED)
    with desk.runtime.database.write() as session:
        session.delete(session.get_one(HandoffRow, desk.filed.id))
        session.flush()
        assert session.scalar(select(DecisionRow.id)) is None


def test_reading_by_another_door_is_not_enough(desk: Desk):
    other = member(desk.runtime, "nora")
    with desk.runtime.database.write() as session:
        assert read_handoff(session, desk.actor, desk.filed.id, NOW)
    with pytest.raises(DecisionError):
        desk.take(DecisionKind.CLOSE, actor=other, reason=CloseOutcome.HELPED)
