"""Verdicts, sentence by sentence of the sample convention."""

from __future__ import annotations

from typing import Any

import pytest

from intake.convention import sample_convention
from intake.eligibility import assess, compiled, contradictions, unreachable_rows
from lexicon.codes import AnswerStatus, DangerKind, Outcome
from tests.intake.eligibility.drafts import NEUTRAL, ago, draft

CONVENTION = sample_convention()
ON_LONG_LEAVE = {"sick_leave": "oui", "sick_leave_since": ago(120)}


def verdict(*topics: str, danger: DangerKind | None = None, **answers: Any) -> Any:
    return assess(CONVENTION, draft(*topics, danger=danger, **answers))


def test_nothing_known_is_for_a_human_and_nothing_but_danger_is_excluded():
    nobody = verdict()
    assert nobody.outcome is Outcome.NEEDS_HUMAN_REVIEW
    assert nobody.possible == {Outcome.AXIS_OK, Outcome.OUT_OF_SCOPE, Outcome.NEEDS_HUMAN_REVIEW}
    assert (nobody.axes, nobody.axis, nobody.orientation) == ((), "undetermined", ())


def test_a_danger_wins_over_everything():
    heard = verdict("budget", danger=DangerKind.SUICIDE, **NEUTRAL | {"regime": "agricole"})
    assert heard.outcome is Outcome.DANGER
    assert heard.possible == {Outcome.DANGER}


def test_the_first_orientation_row_that_holds_decides():
    assert verdict("budget", **NEUTRAL | {"regime": "agricole", "postal_code": "35000"}).outcome is Outcome.OUT_OF_SCOPE
    elsewhere = verdict("budget", **NEUTRAL | {"postal_code": "35000", "for_whom": "other", "person_agreement": "non"})
    assert elsewhere.outcome is Outcome.NEEDS_HUMAN_REVIEW


@pytest.mark.parametrize(
    ("topics", "answers", "axes", "axis"),
    [
        (("budget",), ON_LONG_LEAVE, ("emploi",), "emploi"),
        (("acces_soins",), {}, ("soins",), "soins"),
        (("acces_soins",), ON_LONG_LEAVE, ("emploi", "soins"), "both"),
    ],
)
def test_axis_ok_when_an_axis_says_yes(topics: tuple[str, ...], answers: dict[str, Any], axes: tuple[str, ...], axis: str):
    found = verdict(*topics, **NEUTRAL | answers)
    assert (found.outcome, found.axes, found.axis) == (Outcome.AXIS_OK, axes, axis)


def test_axes_are_told_whatever_the_orientation_says():
    farmer = verdict("budget", **NEUTRAL | ON_LONG_LEAVE | {"regime": "agricole"})
    assert (farmer.outcome, farmer.axes, farmer.axis) == (Outcome.OUT_OF_SCOPE, ("emploi",), "emploi")


def test_one_axis_that_says_yes_is_enough_while_the_other_is_unknown():
    found = verdict("maladie_grave", for_whom="self", postal_code="44000", regime="general", employment_status="salarie_cdi")
    assert (found.outcome, found.axis) == (Outcome.AXIS_OK, "soins")
    assert found.axis_certainty == {"emploi": "undetermined", "soins": "yes"}


def test_out_of_scope_needs_every_axis_to_say_no():
    assert verdict("invalidite", **NEUTRAL | {"hospital_status": "non"}).outcome is Outcome.OUT_OF_SCOPE
    assert verdict("invalidite", **NEUTRAL | {"hospital_status": AnswerStatus.UNKNOWN}).outcome is Outcome.NEEDS_HUMAN_REVIEW


def test_what_matches_no_row_goes_to_human_review():
    on_short_leave = verdict("arret_travail", **NEUTRAL | {"sick_leave": "oui", "sick_leave_since": ago(10)})
    assert (on_short_leave.outcome, on_short_leave.axis) == (Outcome.NEEDS_HUMAN_REVIEW, "undetermined")
    assert on_short_leave.possible == {Outcome.NEEDS_HUMAN_REVIEW}


def test_axis_is_none_when_every_axis_says_no_or_the_outcome_is_out_of_scope():
    assert verdict("invalidite", **NEUTRAL | {"postal_code": "35000"}).axis == "none"
    assert verdict(regime="agricole", for_whom="self").axis == "none"


def test_i_do_not_know_leads_to_a_human_never_to_no():
    answers = dict.fromkeys(NEUTRAL, AnswerStatus.UNKNOWN)
    assert verdict("budget", **answers).outcome is Outcome.NEEDS_HUMAN_REVIEW
    assert verdict("budget", **answers).axis_certainty == {"emploi": "undetermined", "soins": "undetermined"}


def test_job_risk_counts_as_no_for_who_has_no_job():
    found = verdict("budget", **{**NEUTRAL, "employment_status": "etudiant", "job_risk": AnswerStatus.NOT_ASKED})
    assert found.outcome is Outcome.OUT_OF_SCOPE
    reason = next(criterion for criterion in found.trace if criterion.rule == "O6" and "emploi menacé" in criterion.criterion)
    student = CONVENTION.field("employment_status").label_of("etudiant")
    assert reason.because == f"Emploi menacé : compte comme non, car situation de travail : {student} (dit)."
    assert reason.words == "mots employment_status"


def test_a_deduced_fact_counts_as_known():
    assert verdict("budget", **NEUTRAL | {"regime": ("agricole", AnswerStatus.DEDUCED)}).outcome is Outcome.OUT_OF_SCOPE


def test_a_cell_on_a_field_that_does_not_apply_is_false():
    stale = NEUTRAL | {"for_whom": "self", "person_agreement": "non", "sick_leave_since": ago(300), "hospital_discharge_date": ago(3)}
    found = verdict("invalidite", **stale)
    assert found.outcome is Outcome.OUT_OF_SCOPE
    asides = verdict("invalidite", **NEUTRAL | {"hospital_status": AnswerStatus.NOT_APPLICABLE})
    assert {criterion.value for criterion in asides.trace if criterion.rule in ("S1", "S2", "S5")} == {"false"}


def test_only_autre_recognised_leaves_every_topic_unknown():
    known = dict(NEUTRAL.items())
    assert verdict("autre", **known).outcome is Outcome.NEEDS_HUMAN_REVIEW
    assert verdict("autre", "invalidite", **known).outcome is Outcome.OUT_OF_SCOPE


def test_a_postal_code_that_leads_nowhere_is_unknown_not_outside():
    assert Outcome.AXIS_OK in verdict("acces_soins", **NEUTRAL | {"postal_code": "00100"}).possible
    assert Outcome.AXIS_OK in verdict("acces_soins", **NEUTRAL | {"postal_code": AnswerStatus.NOT_APPLICABLE}).possible


@pytest.mark.parametrize(
    ("topics", "answers", "doors"),
    [
        ((), {"regime": "agricole"}, ["Service social de la MSA"]),
        ((), {"regime": "fonction_publique"}, ["Service social du personnel de votre administration"]),
        ((), {"employment_status": "fonctionnaire"}, ["Service social du personnel de votre administration"]),
        (("invalidite",), {"postal_code": "20137"}, ["Service social de la Carsat Sud-Est"]),
        (("invalidite",), {"postal_code": "97400"}, ["Service social de la CGSS La Réunion"]),
        (("invalidite",), {"postal_code": "75011"}, ["Service social de la CRAMIF (Île-de-France)"]),
        (("invalidite",), {"postal_code": "98800"}, ["Service social de la caisse d’assurance maladie du lieu de vie"]),
        (("rsa_caf", "retraite"), {}, ["CAF, téléphone 3230", "Carsat, service retraite, téléphone 3960"]),
        (("mdph",), {}, ["MDPH"]),
        # Outside without an orientation row still names a door.
        (("invalidite",), {}, ["CPAM, téléphone 3646"]),
    ],
)
def test_not_for_us_always_names_the_next_door(topics: tuple[str, ...], answers: dict[str, Any], doors: list[str]):
    found = verdict(*topics, **NEUTRAL | answers)
    assert [proposal.organisation for proposal in found.orientation] == doors
    assert all(proposal.why.endswith(".") for proposal in found.orientation)


def test_every_other_topic_names_a_door_of_its_own():
    for topic in CONVENTION.other_topics:
        found = verdict(topic, **NEUTRAL)
        assert found.outcome is Outcome.OUT_OF_SCOPE
        assert found.orientation
        assert {proposal.row for proposal in found.orientation} == {"O6"}


def test_no_door_is_proposed_to_who_relevant_to_an_axis():
    assert verdict("acces_soins", "budget", **NEUTRAL).orientation == ()


def test_the_trace_tells_each_row_by_the_conditions_that_make_it_so():
    found = verdict("reprise", employment_status="salarie_cdi", sick_leave="oui", regime=AnswerStatus.REFUSED)
    holding = [criterion for criterion in found.trace if criterion.rule == "E1b"]
    assert [criterion.value for criterion in holding] == ["true"] * 3
    assert holding[2].words == "mots reprise"
    assert holding[2].because == "Sujet « reprise du travail » entendu dans le récit."
    refused = next(criterion for criterion in found.trace if criterion.rule == "O2")
    assert (refused.value, refused.words) == ("unknown", None)
    assert refused.because == "Caisse de sécurité sociale : préfère ne pas répondre."
    reason = next(criterion for criterion in found.trace if criterion.rule == "E5" and "raison de santé" in criterion.criterion)
    assert (reason.value, reason.words) == ("false", "mots sick_leave")
    assert reason.because == "Raison de santé : oui, car en arrêt de travail : oui (dit)."
    assert {criterion.rule for criterion in found.trace} == set(compiled(CONVENTION).rows)


def test_every_reason_is_one_plain_sentence():
    for found in (
        verdict(),
        verdict("budget", **NEUTRAL),
        verdict("maladie_grave", **NEUTRAL | ON_LONG_LEAVE),
        verdict("autre", regime="agricole"),
    ):
        for criterion in found.trace:
            assert criterion.because[0].isupper()
            assert criterion.because.endswith((".", "…."))
            assert "\n" not in criterion.because
            assert "UNKNOWN" not in criterion.because
            assert "_" not in criterion.because


def test_the_sample_rules_contradict_nothing_and_each_can_hold():
    assert contradictions(CONVENTION) == ()
    assert unreachable_rows(CONVENTION) == ()
