"""Disagreeing: what was wrong is named by its code, or said in words that stay encrypted."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from intake.deciding import Blamed, DecisionError, DecisionKind, Wrong, may_be_wrong
from intake.requests import convention_of, load_draft
from intake.storage import DecisionRow, DisagreementRow, RewordingRow
from tests.intake.deciding.conftest import NANTES, Desk, later


def known(desk: Desk):
    with desk.runtime.database.read() as session:
        draft = load_draft(session, desk.filed.request_id)
        return may_be_wrong(convention_of(session, draft.convention_version), draft, desk.row.proposal["eligibility"])


def test_rules_topics_and_facts_of_the_proposal_can_be_named(desk: Desk):
    found = known(desk)
    assert {one.kind for one in found} == {Blamed.RULE, Blamed.TOPIC, Blamed.FACT}
    assert all(one.label and one.label != one.code for one in found)
    assert {"name", "phone"}.isdisjoint({one.code for one in found})


def test_what_was_wrong_is_kept_with_what_the_proposal_stood_on(desk: Desk):
    rule = next(one for one in known(desk) if one.kind is Blamed.RULE)
    wrong = (Wrong(Blamed.RULE, rule.code), Wrong(Blamed.TOPIC, "arret_travail"), Wrong(Blamed.OTHER, words="Elle parlait de son fils."))
    desk.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES, wrong=wrong)
    with desk.runtime.database.read() as session:
        assert session.scalars(select(DisagreementRow.words).where(DisagreementRow.kind == "other")).one() == "Elle parlait de son fils."
        raw = session.execute(text("SELECT words FROM disagreements WHERE words IS NOT NULL")).scalar_one()
        stood_on = session.scalars(select(DecisionRow.stood_on)).one()
    assert b"fils" not in bytes(raw)
    assert rule.code in stood_on["rules"]
    assert stood_on["topics"] == ["arret_travail", "risque_emploi"]
    assert "name" not in stood_on["facts"]


@pytest.mark.parametrize("words", ["Jeanne a mal au dos.", "Rappeler au 06 39 98 12 34", "Écrire à a@b.fr", "Elle vit à 44000.", "x" * 301])
def test_words_said_again_name_nobody(desk: Desk, words: str):
    with pytest.raises(DecisionError) as refused:
        desk.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES, rewording=words)
    assert refused.value.field == "rewording"
    assert desk.row.status == "new"


def test_words_said_again_go_with_the_decision(desk: Desk):
    taken = desk.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES, rewording="Une personne parle du travail de son fils.")
    with desk.runtime.database.read() as session:
        row = session.scalars(select(RewordingRow)).one()
        assert (row.words, row.judged_at, row.approved) == ("Une personne parle du travail de son fils.", None, None)
    desk.undo(taken, later(minutes=1))
    with desk.runtime.database.read() as session:
        assert session.scalars(select(RewordingRow)).all() == []


@pytest.mark.parametrize("wrong", [Wrong(Blamed.RULE, "Z9"), Wrong(Blamed.FACT, "name"), Wrong(Blamed.OTHER, words=" ")])
def test_what_the_proposal_did_not_stand_on_is_refused(desk: Desk, wrong: Wrong):
    with pytest.raises(DecisionError):
        desk.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES, wrong=(wrong,))
    assert desk.row.status == "new"
