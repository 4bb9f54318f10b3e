"""What stands between a draft and its publication, and what a single answer would change."""

from __future__ import annotations

import json
from typing import Any

from intake.amending.examples import rows_without_example, try_examples
from intake.amending.gates import Gate, obstacles
from intake.amending.trying import try_case
from intake.convention import Case, Convention, load_convention, sample_convention
from intake.eligibility import FaultKind, find_faults
from lexicon.codes import Outcome
from tests.intake.eligibility.drafts import TODAY

BASE = sample_convention()
GAPS = frozenset(fault.mark for fault in find_faults(BASE) if fault.kind is FaultKind.GAP)


def changed(change: Any) -> Convention:
    data = json.loads(BASE.canonical_json)
    change(data)
    return load_convention(data)


def later(data: dict[str, Any]) -> None:
    data.update(label="Convention d’exemple, avenant 1")


def gates_of(convention: Convention, acknowledged: frozenset[str] = GAPS, compared: bool = True) -> list[Gate]:
    return [found.gate for found in obstacles(BASE, convention, acknowledged, convention.fingerprint if compared else None)]


def test_the_sample_passes_its_own_examples_and_each_row_has_one():
    assert all(tried.passes for tried in try_examples(BASE))
    assert rows_without_example(BASE) == ()


def test_a_sound_and_tried_change_meets_no_obstacle():
    assert gates_of(changed(later)) == []


def test_nothing_changed_is_nothing_to_propose():
    assert gates_of(BASE) == [Gate.CHANGES]


def test_gaps_wait_to_be_acknowledged_each():
    assert gates_of(changed(later), frozenset()) == [Gate.GAPS, Gate.GAPS]


def test_another_version_than_the_one_tried_is_not_proposed():
    assert gates_of(changed(later), compared=False) == [Gate.COMPARED]
    assert [found.gate for found in obstacles(BASE, changed(later), GAPS, BASE.fingerprint)] == [Gate.COMPARED]


def test_a_contradiction_blocks_even_when_all_the_rest_is_done():
    def contradict(data: dict[str, Any]) -> None:
        row = {"id": "E9", "conditions": {"sick_leave": {"in": ["oui"]}}, "says": False, "motive": "m", "reference": "r"}
        data["axis_tables"][0]["rows"].append(row)

    found = gates_of(changed(contradict))
    assert Gate.FAULTS in found
    assert Gate.EXAMPLES in found


def test_an_example_that_turns_out_otherwise_is_named():
    def stricter(data: dict[str, Any]) -> None:
        data["axis_tables"][0]["rows"][3]["conditions"]["sick_leave_days"] = {"range": {"lo": 120}}

    sentences = [found.sentence for found in obstacles(BASE, changed(stricter), GAPS, None) if found.gate is Gate.EXAMPLES]
    assert any("« trois-mois-d-arret »" in sentence for sentence in sentences)


def test_an_indiscreet_text_is_an_obstacle():
    def indiscreet(data: dict[str, Any]) -> None:
        key = next(key for key, variants in data["sentences"].items() if "sms" in variants)
        data["sentences"][key]["sms"] = "Votre cancer et votre arrêt de travail"

    assert Gate.DISCRETION in gates_of(changed(indiscreet))


def test_what_would_change_a_verdict_is_told_and_does_change_it():
    case = Case(
        facts={"employment_status": "salarie_cdi", "sick_leave": "oui", "sick_leave_since": 30, "job_risk": "non", "regime": "general"}
    )
    case = case.model_copy(
        update={"topics": ("arret_travail",), "facts": {**case.facts, "hospital_status": "non", "care_renounced": "non"}}
    )
    trial = try_case(BASE, case, TODAY)
    told = {one.told: one.becomes for one in trial.would_change}
    assert told[next(t for t in told if "90 jours" in t)].axes == ("emploi",)
    assert any("avec le sujet" in one for one in told)
    assert all((one.outcome, one.axes) != (trial.judged.outcome, trial.judged.axes) for one in told.values())


def test_nothing_known_is_never_out_of_scope():
    trial = try_case(BASE, Case(), TODAY)
    assert trial.verdict.outcome is Outcome.NEEDS_HUMAN_REVIEW
