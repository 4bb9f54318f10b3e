"""Contesting a category, and the dated answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from intake.contesting import Contested, ContestError, answer, categories, contest, contests, reviews, set_review
from intake.convention import sample_convention
from intake.privacy import Actor
from intake.runtime import Runtime
from lexicon.codes import Role
from tests.conftest import NOW
from tests.intake.deciding.conftest import member

CONVENTION = sample_convention()
TODAY = date(2026, 11, 23)


@pytest.fixture
def secretary(runtime: Runtime) -> Actor:
    return member(runtime, "anne")


@pytest.fixture
def manager(runtime: Runtime) -> Actor:
    return member(runtime, "rose", "manager", "nantes")


def test_a_secretary_contests_and_the_manager_answers_with_a_date(runtime: Runtime, secretary: Actor, manager: Actor):
    with runtime.database.write() as session:
        first = contest(session, secretary, CONVENTION, Contested.ROW, "E1d", "  Deux mois suffisent,\n souvent. ", NOW)
        contest(session, secretary, CONVENTION, Contested.TOPIC, "budget", "On y range tout.", NOW + timedelta(hours=1))
        answer(session, manager, first, "Repris dans l’avenant de janvier.", NOW + timedelta(days=1))
        set_review(session, manager, Contested.ROW, "E1d", date(2027, 1, 15), Role.ADMINISTRATOR, TODAY)
    with runtime.database.read() as session:
        waiting, done = contests(session, CONVENTION, {})
        assert reviews(session) == {(Contested.ROW, "E1d"): (date(2027, 1, 15), Role.ADMINISTRATOR)}
    assert (waiting.label, waiting.answer) == (CONVENTION.topic_label("budget"), None)
    assert (done.words, done.answer, done.answered_at) == (
        "Deux mois suffisent, souvent.",
        "Repris dans l’avenant de janvier.",
        NOW + timedelta(days=1),
    )
    assert (done.review_on, done.role) == (date(2027, 1, 15), Role.ADMINISTRATOR)


@pytest.mark.parametrize(
    ("kind", "code", "words"),
    [(Contested.ROW, "E1d", "  "), (Contested.ROW, "E1d", "x" * 401), (Contested.ROW, "Z9", "mots"), (Contested.TOPIC, "lune", "mots")],
)
def test_what_cannot_be_contested_is_said(runtime: Runtime, secretary: Actor, kind: Contested, code: str, words: str):
    with pytest.raises(ContestError), runtime.database.write() as session:
        contest(session, secretary, CONVENTION, kind, code, words, NOW)


def test_a_secretary_does_not_answer_herself(runtime: Runtime, secretary: Actor, manager: Actor):
    with runtime.database.write() as session:
        one = contest(session, secretary, CONVENTION, Contested.QUESTION, "rqth", "Personne ne sait répondre.", NOW)
    for actor, words in ((secretary, "oui"), (manager, "  ")):
        with pytest.raises(ContestError), runtime.database.write() as session:
            answer(session, actor, one, words, NOW)
    with pytest.raises(ContestError), runtime.database.write() as session:
        answer(session, manager, "absent", "oui", NOW)


def test_a_review_is_a_day_to_come(runtime: Runtime, manager: Actor):
    with pytest.raises(ContestError), runtime.database.write() as session:
        set_review(session, manager, Contested.TOPIC, "budget", TODAY, Role.MANAGER, TODAY)


def test_everything_that_is_asked_said_or_counted_can_be_contested():
    assert set(categories(CONVENTION, Contested.ROW, {})) >= {"O1", "E1a", "S5"}
    assert "budget" in categories(CONVENTION, Contested.TOPIC, {})
    assert "rqth" in categories(CONVENTION, Contested.QUESTION, {})
    assert categories(CONVENTION, Contested.FIGURE, {"delay": "délai"}) == {"delay": "délai"}
