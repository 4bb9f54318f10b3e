"""Every row of every table of the sample convention, where it holds and where each of its conditions fails."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from intake.convention import Row, sample_convention
from intake.draft import Draft
from intake.eligibility.facts import Facts
from intake.eligibility.tables import row_value
from lexicon.codes import DangerKind
from tests.intake.eligibility.drafts import NEUTRAL, ago, draft

CONVENTION = sample_convention()
ROWS: dict[str, Row] = {row.id: row for row in CONVENTION.orientation.rows}
ROWS |= {row.id: row for table in CONVENTION.axis_tables for row in table.rows}


class Case(NamedTuple):
    row: str
    topics: tuple[str, ...]
    answers: dict[str, Any]
    # Each makes the row false: other topics, or other answers.
    breaking: tuple[tuple[str, ...] | dict[str, Any], ...]


ON_LEAVE = {"sick_leave": "oui", "sick_leave_since": ago(10)}
CASES = (
    Case("O2", (), {"regime": "agricole"}, ({"regime": "general"},)),
    Case("O3a", (), {"regime": "fonction_publique"}, ({"regime": "independant"},)),
    Case("O3b", (), {"regime": "special"}, ({"regime": "autre"},)),
    Case("O3c", (), {"employment_status": "fonctionnaire"}, ({"employment_status": "autre"},)),
    Case("O4", (), {"postal_code": "35000"}, ({"postal_code": "85000"},)),
    Case(
        "O5",
        (),
        {"for_whom": "other", "person_agreement": "non"},
        ({"for_whom": "self"}, {"person_agreement": "oui"}, {"person_agreement": "ne_peut_pas"}),
    ),
    Case(
        "O6",
        ("budget", "logement"),
        {},
        (
            ("budget", "invalidite"),
            ("autre", "budget"),
            ON_LEAVE,
            {"job_risk": "oui"},
            {"hospital_status": "sorti"},
            {"care_renounced": "oui"},
        ),
    ),
    Case("E1a", ("risque_emploi",), ON_LEAVE, (("budget",), {"employment_status": "retraite"}, {"sick_leave": "non"})),
    Case("E1b", ("reprise",), ON_LEAVE, (("budget",), {"employment_status": "demandeur_emploi"}, {"sick_leave": "non"})),
    Case(
        "E1c", ("budget",), ON_LEAVE | {"job_risk": "oui"}, ({"job_risk": "non"}, {"employment_status": "etudiant"}, {"sick_leave": "non"})
    ),
    Case(
        "E1d",
        ("budget",),
        {"sick_leave": "oui", "sick_leave_since": ago(90)},
        ({"sick_leave_since": ago(89)}, {"employment_status": "sans_activite"}, {"sick_leave": "non"}),
    ),
    Case(
        "E2",
        ("budget",),
        {"rqth": "en_cours", "job_risk": "oui"},
        ({"job_risk": "non"}, {"rqth": "non"}, {"employment_status": "retraite"}),
    ),
    Case(
        "E3",
        ("reprise",),
        {"employment_status": "demandeur_emploi", "invalidity": "oui"},
        (("budget",), {"invalidity": "non"}, {"employment_status": "sans_activite"}),
    ),
    Case("E4", (), {"employment_status": "retraite"}, ({"employment_status": "sans_activite"},)),
    Case(
        "E5",
        ("budget",),
        {},
        (
            ("risque_emploi",),
            ("reprise",),
            ("arret_travail",),
            ("accident_travail",),
            ("maladie_grave",),
            ON_LEAVE,
            {"rqth": "oui"},
            {"invalidity": "en_cours"},
            {"work_accident": "oui"},
            {"hospital_status": "sortie_prevue"},
            {"job_risk": "oui"},
        ),
    ),
    Case("S1", (), {"hospital_status": "hospitalise"}, ({"hospital_status": "sorti"}, {"hospital_status": "non"})),
    Case("S1", (), {"hospital_status": "sortie_prevue"}, ({"hospital_status": "non"},)),
    Case(
        "S2",
        (),
        {"hospital_status": "sorti", "hospital_discharge_date": ago(90)},
        ({"hospital_discharge_date": ago(91)}, {"hospital_status": "non"}),
    ),
    Case("S3a", ("maladie_grave",), {}, (("budget",),)),
    Case("S3b", ("hospitalisation", "budget"), {}, (("sortie_hopital",),)),
    Case("S4a", ("acces_soins",), {}, (("papiers_cpam",),)),
    Case("S4b", (), {"care_renounced": "oui"}, ({"care_renounced": "non"},)),
    Case(
        "S5",
        ("budget",),
        {},
        (
            ("hospitalisation",),
            ("sortie_hopital",),
            ("maladie_grave",),
            ("acces_soins",),
            ("violence",),
            {"hospital_status": "sorti"},
            {"care_renounced": "oui"},
        ),
    ),
)


def value(row: str, of: Draft) -> str:
    return row_value(Facts(CONVENTION, of), ROWS[row])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.row)
def test_a_row_holds_and_each_condition_can_break_it(case: Case):
    assert value(case.row, draft(*case.topics, **NEUTRAL | case.answers)) == "true"
    for breaking in case.breaking:
        topics, answers = (breaking, {}) if isinstance(breaking, tuple) else (case.topics, breaking)
        assert value(case.row, draft(*topics, **NEUTRAL | case.answers | answers)) == "false", breaking


def test_a_danger_is_never_unknown():
    assert value("O1", draft(danger=DangerKind.SUICIDE)) == "true"
    assert value("O1", draft()) == "false"


def test_every_row_has_a_case_and_is_unknown_for_who_has_said_nothing():
    assert {case.row for case in CASES} | {"O1"} == set(ROWS)
    for row in set(ROWS) - {"O1"}:
        assert value(row, draft()) == "unknown"


def test_the_three_other_ways_into_health_reason():
    for answers in ({"invalidity": "en_cours"}, {"work_accident": "oui"}, {"hospital_status": "hospitalise"}, ON_LEAVE):
        assert value("E2", draft("budget", **NEUTRAL | {"job_risk": "oui"} | answers)) == "true"
    assert value("E2", draft("maladie_grave", **NEUTRAL | {"job_risk": "oui"})) == "true"
