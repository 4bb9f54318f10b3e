"""Figures with a floor of ten, and examples in which nobody can be known again."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.convention import FieldKind, sample_convention
from intake.deciding import Blamed, DecisionKind, Wrong
from intake.disagreeing import examples, general_facts, judge, pending, report
from intake.draft import Answer, Draft
from intake.privacy import Actor, ActorKind
from lexicon.codes import Channel, Role
from tests.desk.people import Told, file
from tests.intake.deciding.conftest import CLEAR, NANTES, Desk, desk, later, member

__all__ = ["desk"]

ADMIN = Actor(ActorKind.STAFF, "a1", Role.ADMINISTRATOR)
SINCE, UNTIL = later(days=-1), later(days=1)
SAMPLE = sample_convention()


@pytest.fixture
def desks(runtime) -> list[Desk]:
    """Ten requests that look alike."""
    lea = member(runtime, "lea")
    return [Desk(runtime, file(runtime, Told(answers=CLEAR), seed=seed), lea) for seed in range(1, 11)]


def test_a_line_shows_figures_from_ten_decisions_on(desks: list[Desk]):
    wrong = (Wrong(Blamed.TOPIC, "arret_travail"), Wrong(Blamed.OTHER, words="Elle parlait de son fils."))
    runtime = desks[0].runtime
    for number, one in enumerate(desks):
        if number < 3:
            last = one.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES, wrong=wrong)
        else:
            one.take(DecisionKind.ACCEPT, axis="emploi", handed_to=NANTES)
    with runtime.database.read() as session:
        found = report(session, SINCE, UNTIL)
        line = next(one for one in found.lines if one.code == "arret_travail")
        assert (line.followed, line.disagreed, line.named, line.version) == (7, 3, 3, None)
        assert line.share == pytest.approx(0.3)
        rule = next(one for one in found.lines if one.kind is Blamed.RULE)
        assert rule.version is not None
        # Three times only: fewer than ten.
        assert (found.followed, found.disagreed, found.others) == (7, 3, None)
        assert report(session, UNTIL, later(days=2)).lines == ()
    # One less: no figure is left, anywhere.
    desks[2].undo(last, later(minutes=5))
    with runtime.database.read() as session:
        found = report(session, SINCE, UNTIL)
        assert (found.followed, found.disagreed) == (None, None)
        assert {(one.followed, one.disagreed, one.named, one.share) for one in found.lines} == {(None, None, None, None)}


def exported(desk: Desk) -> list[dict]:
    with desk.runtime.database.write() as session:
        return examples(session, ADMIN, SINCE, UNTIL, later(hours=1))


def test_an_example_holds_codes_and_nothing_of_anybody(desk: Desk):
    wrong = (Wrong(Blamed.TOPIC, "arret_travail"), Wrong(Blamed.OTHER, words="Elle parlait de son fils."))
    desk.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES, wrong=wrong, rewording="Une personne parle du travail d’un proche.")
    (one,) = exported(desk)
    assert (one["proposed"], one["decided"], one["wrong"], one["none_of_these"]) == ("emploi", "soins", [["topic", "arret_travail"]], True)
    assert one["facts"]["job_risk"] == "oui"
    # Alone, she could be known by her age and her place; her words have not been judged.
    assert {"age", "departement", "words"}.isdisjoint(one["facts"].keys() | one.keys())
    line = json.dumps(one)
    for told in ("Jeanne", "Martin", "44000", "0639", desk.filed.id, desk.filed.request_id, desk.filed.reference, "fils", "2026"):
        assert told not in line


def test_words_said_again_leave_once_somebody_has_read_them(desk: Desk):
    words = "Une personne parle du travail d’un proche."
    taken = desk.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES, rewording=words)
    with desk.runtime.database.write() as session:
        assert [(one.id, one.words) for one in pending(session)] == [(taken, words)]
        assert judge(session, ADMIN, taken, approved=True, now=later(hours=1))
        assert not judge(session, ADMIN, taken, approved=False, now=later(hours=2))
        assert pending(session) == []
    assert exported(desk)[0]["words"] == words


def test_age_and_place_stay_where_ten_share_them(desks: list[Desk]):
    for one in desks[:9]:
        one.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES)
    assert all("departement" not in one["facts"] for one in exported(desks[0]))
    desks[9].take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES)
    assert {one["facts"].get("departement") for one in exported(desks[0])} == {"44"}


VALUES = {
    FieldKind.DATE: st.dates(date(1920, 1, 1), date(2030, 1, 1)).map(date.isoformat),
    FieldKind.POSTAL_CODE: st.from_regex(r"[0-9]{5}", fullmatch=True),
    FieldKind.COUNT: st.integers(0, 30),
    FieldKind.TEXT: st.just("Docteur Durand"),
    FieldKind.STORY: st.just("Docteur Durand"),
    FieldKind.NAME: st.just({"first": "Docteur", "last": "Durand"}),
    FieldKind.PHONE: st.just("+33639981234"),
    FieldKind.EMAIL: st.just("durand@example.fr"),
    FieldKind.NIR: st.just("180126955222380"),
    FieldKind.AVAILABILITY: st.just({"days": [1], "part": "matin"}),
}
OPEN = [field for field in SAMPLE.fields if field.kind in VALUES]
CLASSES = {"before", "same_day", "after", "0", "1", "2", "3+", "0-25", "26-44", "45-61", "62+"}


@given(st.fixed_dictionaries({field.code: VALUES[field.kind] for field in OPEN}))
def test_whatever_was_told_leaves_only_as_a_class(told: dict):
    draft = Draft(
        request_id="r",
        channel=Channel.WEB,
        reference_date=datetime(2026, 11, 23).date(),
        convention_version=SAMPLE.version,
        answers={code: Answer(field=code, value=value, status="told") for code, value in told.items()},
    )
    found = general_facts(SAMPLE, draft, told)
    assert {code for code, value in found.items() if value not in CLASSES} <= {"departement"}
    assert len(found.get("departement", "44")) in (2, 3)
    assert "Durand" not in json.dumps(found)
