"""A draft on past requests: the counts, what changes, and every case newly out of scope."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.amending.comparing import MOST_SHOWN, compare
from intake.convention import Case, Convention, load_convention, sample_convention
from intake.eligibility import Judge, assess, draft_of
from lexicon.codes import Outcome
from tests.intake.eligibility.drafts import DOMAINS, TODAY, TOPICS_IN_RULES

BASE = sample_convention()


@st.composite
def cases(draw: st.DrawFn) -> Case:
    facts: dict[str, Any] = {}
    for name, values in DOMAINS.items():
        if draw(st.booleans()):
            dated = name in ("sick_leave_since", "hospital_discharge_date")
            facts[name] = draw(st.sampled_from([-5, 10, 59, 60, 89, 90, 91, 400])) if dated else draw(st.sampled_from(values))
    topics = draw(st.none() | st.lists(st.sampled_from([*TOPICS_IN_RULES, "budget", "autre"]), max_size=3, unique=True).map(tuple))
    return Case(facts=facts, topics=topics, danger=draw(st.integers(0, 20)) == 0)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_the_judge_of_many_says_what_the_judge_of_one_says(case: Case):
    judge = Judge(BASE)
    judged, verdict = judge.judge(judge.known(case)), assess(BASE, draft_of(BASE, case, TODAY))
    assert (judged.outcome, judged.certain, judged.axes) == (verdict.outcome.value, verdict.certain, verdict.axes)
    holds, fails = judge.trace(judge.known(case))
    for place, row in enumerate(judge.row_ids):
        told = {criterion.value for criterion in verdict.trace if criterion.rule == row}
        if "true" in told:
            assert holds >> place & 1
        if "false" in told:
            assert fails >> place & 1
        assert not (holds >> place & 1 and fails >> place & 1)


def changed(change: Any) -> Convention:
    data = json.loads(BASE.canonical_json)
    change(data)
    return load_convention(data)


def stricter(data: dict[str, Any]) -> None:
    data["orientation"]["rows"][1]["conditions"]["regime"] = {"in": ["agricole", "independant"]}


NURSE = Case(facts={"regime": "independant", "employment_status": "independant", "sick_leave": "oui"}, topics=("arret_travail", "reprise"))
FARMER = Case(facts={"regime": "agricole"}, topics=("budget",))
SILENT = Case()


def test_nothing_changes_between_a_convention_and_itself():
    found = compare(BASE, BASE, [NURSE, FARMER, SILENT])
    assert (found.total, found.changed, found.newly_outside) == (3, (), ())
    assert all(before == after for before, after in found.matrix)
    assert found.questions_before == found.questions_after > 0


def test_every_case_newly_out_of_scope_is_listed_with_how_many_are_like_it():
    found = compare(BASE, changed(stricter), [NURSE] * 40 + [FARMER] * 5 + [SILENT])
    (change,) = found.newly_outside
    assert (change.case, change.count, change.after.outcome) == (NURSE, 40, Outcome.OUT_OF_SCOPE.value)
    assert found.newly_outside_count == found.changed_count == 40
    assert found.matrix[change.before.outcome, Outcome.OUT_OF_SCOPE.value] == 40
    assert found.matrix[Outcome.OUT_OF_SCOPE.value, Outcome.OUT_OF_SCOPE.value] == 5
    assert sum(found.matrix.values()) == found.total == 46
    # Who has told nothing is still to be understood.
    assert found.undetermined_after >= 1
    assert found.rows["O2"] == 45


def test_all_new_refusals_are_listed_even_beyond_what_is_shown_of_changes():
    many = [
        NURSE.model_copy(
            update={"facts": {**NURSE.facts, "rqth": rqth, "invalidity": invalidity, "sick_leave_since": days, "job_risk": risk}}
        )
        for rqth in ("oui", "non", "en_cours")
        for invalidity in ("oui", "non", "en_cours")
        for risk in ("oui", "non")
        for days in range(60, 120)
    ]
    found = compare(BASE, changed(stricter), many)
    assert found.newly_outside_count == len(many)
    assert len(found.changed) <= MOST_SHOWN


def test_an_incomplete_case_stays_incomplete():
    one = Case(facts={"regime": "general"}, topics=None)
    found = compare(BASE, changed(stricter), [one])
    assert found.matrix == {(Outcome.NEEDS_HUMAN_REVIEW.value, Outcome.NEEDS_HUMAN_REVIEW.value): 1}
    assert found.undetermined_before == found.undetermined_after == 1


def test_progress_is_told_on_the_way():
    told: list[int] = []
    compare(BASE, BASE, [FARMER] * 2500, told.append)
    assert told == [1000, 2000]


def test_fewer_questions_are_counted():
    def less(data: dict[str, Any]) -> None:
        next(field for field in data["fields"] if field["code"] == "complementary_cover").update(when="optional")

    found = compare(BASE, changed(less), [FARMER] * 10)
    assert found.questions_before - found.questions_after == 10
