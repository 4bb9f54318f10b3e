"""Disagreeing: what was wrong is named by its code, or said in words that stay encrypted."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from intake.deciding import Blamed, DecisionError, DecisionKind, Wrong, agreement_counts, may_be_wrong, wrong_counts
from intake.requests import convention_of, load_draft
from intake.storage import DisagreementRow
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


def test_what_was_wrong_is_counted_without_saying_anything_of_anybody(desk: Desk):
    rule = next(one for one in known(desk) if one.kind is Blamed.RULE)
    wrong = (Wrong(Blamed.RULE, rule.code), Wrong(Blamed.TOPIC, "arret_travail"), Wrong(Blamed.OTHER, words="Elle parlait de son fils."))
    taken = desk.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES, wrong=wrong)
    with desk.runtime.database.read() as session:
        counted = {(one.kind, one.code): one.count for one in wrong_counts(session)}
        assert agreement_counts(session) == (0, 1)
        assert session.scalars(select(DisagreementRow.words).where(DisagreementRow.kind == "other")).one() == "Elle parlait de son fils."
        raw = session.execute(text("SELECT words FROM disagreements WHERE words IS NOT NULL")).scalar_one()
    assert counted == {("rule", rule.code): 1, ("topic", "arret_travail"): 1, ("other", None): 1}
    assert b"fils" not in bytes(raw)
    desk.undo(taken, later(minutes=1))
    with desk.runtime.database.read() as session:
        assert (wrong_counts(session), agreement_counts(session)) == ([], (0, 0))


@pytest.mark.parametrize("wrong", [Wrong(Blamed.RULE, "Z9"), Wrong(Blamed.FACT, "name"), Wrong(Blamed.OTHER, words=" ")])
def test_what_the_proposal_did_not_stand_on_is_refused(desk: Desk, wrong: Wrong):
    with pytest.raises(DecisionError):
        desk.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES, wrong=(wrong,))
    assert desk.row.status == "new"
