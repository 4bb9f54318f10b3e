"""Faults of tables: against plain enumeration and against z3, each witness judged by the evaluator itself."""

from __future__ import annotations

import json
from itertools import combinations, product
from typing import Any

import pytest
import z3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.convention import Case, Convention, case_sentence, load_convention, sample_convention
from intake.eligibility import Evaluation, FaultKind, draft_of, find_faults
from intake.eligibility import soundness as module
from intake.eligibility.facts import Facts
from intake.eligibility.tables import row_value
from tests.intake.eligibility.drafts import TODAY

CONVENTION = sample_convention()
TEXT = {"motive": "essai", "reference": "essai"}
LIGHT = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# Inputs with every value that the tables below can tell apart.
VALUES: dict[str, list[Any]] = {
    # The last two are named by no cell: they stand for all that a row does not name.
    "employment_status": ["interim", "retraite", "autre", "sans_activite"],
    "sick_leave": ["oui", "non"],
    "sick_leave_since": [-1, 29, 59, 60, 61],
    "job_risk": ["oui", "non"],
    "hospital_status": ["hospitalise", "sortie_prevue", "sorti", "non"],
}
HEARD = [("arret_travail",), ("maladie_grave",), ("arret_travail", "maladie_grave"), ("budget",)]
NAMED = VALUES | {"employment_status": VALUES["employment_status"][:2]}
CELLS: dict[str, st.SearchStrategy[Any]] = {
    **{
        name: st.lists(
            st.sampled_from(VALUES[name][:2] if name == "employment_status" else VALUES[name]), min_size=1, max_size=2, unique=True
        ).map(lambda values: {"in": values})
        for name in ("employment_status", "sick_leave", "job_risk", "hospital_status")
    },
    "sick_leave_days": st.sampled_from(
        [{"range": {"lo": 30}}, {"range": {"hi": 29}}, {"range": {"lo": 0, "hi": 59}}, {"range": {"lo": 61}}]
    ),
    "topic:maladie_grave": st.booleans().map(lambda value: {"is": value}),
    "topic:arret_travail": st.booleans().map(lambda value: {"is": value}),
}


@st.composite
def rows(draw: st.DrawFn, most: int = 4) -> list[dict[str, Any]]:
    made = []
    for place in range(draw(st.integers(1, most))):
        names = draw(st.lists(st.sampled_from(sorted(CELLS)), min_size=1, max_size=3, unique=True))
        made.append({"id": f"E{place}", "conditions": {name: draw(CELLS[name]) for name in names}, "says": draw(st.booleans()), **TEXT})
    return made


def with_rows(made: list[dict[str, Any]]) -> Convention:
    data = json.loads(CONVENTION.canonical_json)
    data["orientation"]["rows"], data["examples"] = [], []
    data["topics"] = [topic for topic in data["topics"] if topic["code"] in ("arret_travail", "maladie_grave", "budget", "autre")]
    data["other_topics"], data["next_doors"]["by_topic"], data["sentences"] = ["budget"], {}, {}
    data["axis_tables"][0]["rows"] = made
    data["axis_tables"][1]["rows"] = [{"id": "S1", "conditions": {"sick_leave": {"in": ["oui", "non"]}}, "says": True, **TEXT}]
    return load_convention(data)


def worlds() -> list[tuple[dict[str, Any], tuple[str, ...]]]:
    names = list(VALUES)
    return [(dict(zip(names, way, strict=True)), heard) for way in product(*VALUES.values()) for heard in HEARD]


WORLDS = worlds()


def holding(convention: Convention) -> list[frozenset[str]]:
    """The rows of the work axis that hold, for every world."""
    table = convention.axis_tables[0].rows
    found = []
    for facts, heard in WORLDS:
        known = Facts(convention, draft_of(convention, Case(facts=facts, topics=heard), TODAY))
        found.append(frozenset(row.id for row in table if row_value(known, row) == "true"))
    return found


@LIGHT
@given(rows())
def test_faults_are_those_of_every_world(made: list[dict[str, Any]]):
    convention = with_rows(made)
    ways = holding(convention)
    says = {row["id"]: row["says"] for row in made}
    pairs = list(combinations(says, 2))
    faults = [fault for fault in find_faults(convention) if fault.table == "emploi"]
    dead = {row for row in says if not any(row in way for way in ways)}
    assert {fault.rows[0] for fault in faults if fault.kind is FaultKind.UNREACHABLE} == dead
    together = {(a, b) for a, b in pairs if says[a] != says[b] and any(a in way and b in way for way in ways)}
    assert {fault.rows for fault in faults if fault.kind is FaultKind.CONTRADICTION} == together
    inside = {
        (a, b)
        for a, b in [*pairs, *((b, a) for a, b in pairs)]
        if says[a] == says[b] and not {a, b} & dead and all(b in way for way in ways if a in way)
    }
    found = {fault.rows for fault in faults if fault.kind is FaultKind.SUBSUMED}
    # Two rows that say the same are told once.
    assert found <= inside
    assert {frozenset(pair) for pair in found} == {frozenset(pair) for pair in inside}
    gaps = [fault.sentence for fault in faults if fault.kind is FaultKind.GAP]
    assert bool(gaps) == (not all(ways)), gaps


@LIGHT
@given(rows())
def test_every_witness_shows_what_it_is_told_for(made: list[dict[str, Any]]):
    convention = with_rows(made)
    for fault in find_faults(convention):
        if fault.case is None or fault.table != "emploi":
            continue
        evaluation = Evaluation(convention, draft_of(convention, fault.case, TODAY))
        if fault.kind is FaultKind.GAP:
            assert evaluation.axis_says("emploi") == {"review"}
            assert case_sentence(convention, fault.case) in fault.sentence
        elif fault.kind is FaultKind.CONTRADICTION:
            assert all(evaluation.holds(row) for row in fault.rows)
            assert case_sentence(convention, fault.case) in fault.sentence


def in_z3(convention: Convention) -> tuple[dict[str, z3.BoolRef], z3.BoolRef]:
    """The rows of the work axis as formulas, and what every input satisfies."""
    names = {name: z3.Int(name) for name in ("employment_status", "sick_leave", "job_risk", "hospital_status")}
    days = z3.Int("days")
    topics = {topic.code: z3.Bool(topic.code) for topic in convention.topics}
    field = convention.field
    world = [z3.And(name >= 0, name < len(field(code).values)) for code, name in names.items()]
    world.append(z3.Or(*(heard for code, heard in topics.items() if code != "autre")))

    def place(code: str, value: str) -> int:
        return next(place for place, known in enumerate(field(code).values) if known.code == value)

    assumed = field("job_risk").assumed
    assert assumed is not None
    unemployed = z3.Or(*(names["employment_status"] == place("employment_status", value) for value in assumed.values))
    on_leave = names["sick_leave"] == place("sick_leave", "oui")

    def cell(code: str, test: Any) -> z3.BoolRef:
        if code.startswith("topic:"):
            return topics[code.removeprefix("topic:")] == test.expected
        if code == "sick_leave_days":
            bounds = [days >= test.bounds.lo] if test.bounds.lo is not None else []
            bounds += [days <= test.bounds.hi] if test.bounds.hi is not None else []
            return z3.And(on_leave, *bounds)
        listed = z3.Or(*(names[code] == place(code, value) for value in test.values))
        if code == "job_risk":
            return z3.If(unemployed, z3.BoolVal("non" in test.values), listed)
        return listed

    formulas = {row.id: z3.And(*(cell(code, test) for code, test in row.conditions.items())) for row in convention.axis_tables[0].rows}
    return formulas, z3.And(*world)


@LIGHT
@given(rows(most=6))
def test_z3_finds_the_same(made: list[dict[str, Any]]):
    convention = with_rows(made)
    formulas, world = in_z3(convention)
    solver = z3.Solver()
    solver.add(world)

    def can(*formula: z3.BoolRef) -> bool:
        return solver.check(*formula) == z3.sat

    faults = [fault for fault in find_faults(convention) if fault.table == "emploi"]
    says = {row["id"]: row["says"] for row in made}
    assert {f.rows[0] for f in faults if f.kind is FaultKind.UNREACHABLE} == {row for row, one in formulas.items() if not can(one)}
    assert {f.rows for f in faults if f.kind is FaultKind.CONTRADICTION} == {
        (a, b) for a, b in combinations(formulas, 2) if says[a] != says[b] and can(formulas[a], formulas[b])
    }
    assert any(f.kind is FaultKind.GAP for f in faults) == can(*(z3.Not(one) for one in formulas.values()))


def test_the_sample_has_gaps_one_row_too_many_and_nothing_that_blocks():
    faults = find_faults(CONVENTION)
    assert [fault.kind.blocks for fault in faults] == [False] * len(faults)
    assert {(fault.kind, fault.rows) for fault in faults} == {
        (FaultKind.GAP, ()),
        (FaultKind.SUBSUMED, ("E1c", "E2")),
    }
    assert all("_" not in fault.sentence for fault in faults)


def test_an_acknowledged_gap_is_the_same_until_the_gap_changes():
    table = [{"id": "E1", "conditions": {"sick_leave": {"in": ["oui"]}}, "says": True, **TEXT}]
    again = [{"id": "E9", "conditions": {"sick_leave": {"in": ["oui"]}}, "says": True, **TEXT | {"motive": "autrement"}}]
    other = [{"id": "E1", "conditions": {"job_risk": {"in": ["oui"]}}, "says": True, **TEXT}]

    def mark(made: list[dict[str, Any]]) -> str:
        return next(fault.mark for fault in find_faults(with_rows(made)) if fault.kind is FaultKind.GAP and fault.table == "emploi")

    assert mark(table) == mark(again) != mark(other)


def test_what_cannot_be_judged_in_time_says_so_and_blocks(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "CHECKING_BUDGET", 10)
    (fault,) = find_faults(CONVENTION)
    assert fault.kind is FaultKind.INCONCLUSIVE
    assert fault.kind.blocks
