"""The exact set of possible outcomes against plain enumeration."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.convention import Convention, ConventionError, load_convention, sample_convention
from intake.draft import Draft
from intake.eligibility import Evaluation, assess, compiled
from intake.eligibility.facts import Facts
from intake.eligibility.possible import BUDGET, combined
from intake.eligibility.tables import row_value
from lexicon.codes import AnswerStatus, Outcome
from tests.intake.eligibility.drafts import DOMAINS, TOPICS_IN_RULES, ago, by_hand, completions, draft, topic_sets

CONVENTION = sample_convention()
WITHOUT_VALUE = st.sampled_from([AnswerStatus.NOT_ASKED, AnswerStatus.REFUSED, AnswerStatus.UNKNOWN])
SOME_TOPICS = st.sets(st.sampled_from([*TOPICS_IN_RULES, "budget", "invalidite", "autre"]), min_size=1).filter(
    lambda some: some != {"autre"}
)


@st.composite
def partial(draw: st.DrawFn, most_unknown: int = 5) -> tuple[dict[str, Any], list[str], list[str]]:
    """Complete facts, the names of those that are not known, and the topics."""
    facts = {name: draw(st.sampled_from(values)) for name, values in DOMAINS.items()}
    unknown = draw(st.lists(st.sampled_from(sorted(DOMAINS)), max_size=most_unknown, unique=True))
    return facts, unknown, sorted(draw(SOME_TOPICS))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(partial(), WITHOUT_VALUE)
def test_the_possible_outcomes_are_those_of_every_completion(case: tuple[dict[str, Any], list[str], list[str]], status: AnswerStatus):
    facts, unknown, topics = case
    known = {name: value for name, value in facts.items() if name not in unknown}
    verdict = assess(CONVENTION, draft(*topics, **known, **dict.fromkeys(unknown, status)))
    expected = {by_hand(way, topics) for way in completions(known, unknown)}
    assert verdict.possible == expected
    assert verdict.outcome == (expected.pop() if len(expected) == 1 else Outcome.NEEDS_HUMAN_REVIEW)


@settings(max_examples=30, deadline=None)
@given(partial(most_unknown=2), st.sampled_from([(), ("autre",)]))
def test_unknown_topics_may_turn_out_any_way_that_recognises_one(case: tuple[dict[str, Any], list[str], list[str]], heard: tuple[str, ...]):
    facts, unknown, _ = case
    known = {name: value for name, value in facts.items() if name not in unknown}
    ways = list(completions(known, unknown))
    expected = {by_hand(way, topics) for topics in topic_sets() for way in ways}
    assert assess(CONVENTION, draft(*heard, **known)).possible == expected


# Small random tables over facts of every kind, on a convention with four topics.
TOPICS = ("arret_travail", "maladie_grave", "budget", "autre")
IS = st.booleans().map(lambda value: {"is": value})
FACTS: dict[str, st.SearchStrategy[Any]] = {
    "danger": st.just({"is": True}),
    "in_region": IS,
    "health_reason": IS,
    "other_topic_only": IS,
    **{f"topic:{topic}": IS for topic in TOPICS},
    **{
        name: st.lists(st.sampled_from(DOMAINS[name]), min_size=1, unique=True).map(lambda values: {"in": values})
        for name in ("sick_leave", "job_risk", "hospital_status", "person_agreement", "employment_status")
    },
    **{
        name: st.tuples(st.integers(-3, 40), st.integers(0, 60)).map(lambda ends: {"range": {"lo": ends[0], "hi": ends[0] + ends[1]}})
        for name in ("sick_leave_days", "days_since_discharge", "children_count")
    },
}
INPUTS = ("for_whom", "person_agreement", "postal_code", "employment_status", "sick_leave", "sick_leave_since", "job_risk")
INPUTS += ("hospital_status", "hospital_discharge_date", "rqth", "work_accident", "invalidity", "children_count")


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(sorted(set(FACTS) - {"danger"})), min_size=1, max_size=3, unique=True))
    return {name: draw(FACTS[name]) for name in names}


class Quiet:
    """A convention that a failing example shows by its tables alone."""

    def __init__(self, convention: Convention) -> None:
        self.convention = convention

    def __repr__(self) -> str:
        return f"{self.convention.orientation} {self.convention.axis_tables}"


@st.composite
def conventions(draw: st.DrawFn) -> Quiet:
    data = json.loads(CONVENTION.canonical_json)
    data["topics"] = [topic for topic in data["topics"] if topic["code"] in TOPICS]
    data["other_topics"] = ["budget"]
    data["next_doors"]["by_topic"] = {}
    data["sentences"] = {}
    data["examples"] = []
    text = {"motive": "essai", "reference": "essai"}
    data["orientation"]["rows"] = [
        {
            "id": f"O{place}",
            "conditions": draw(conditions()),
            "proposes": draw(st.sampled_from(["outside", "human_review"])),
            "doors": ["msa"],
            **text,
        }
        for place in range(draw(st.integers(0, 2)))
    ]
    data["axis_tables"] = [
        {
            "axis": axis,
            "rows": [
                {"id": f"{axis[0].upper()}{place}", "conditions": draw(conditions()), "says": draw(st.booleans()), **text}
                for place in range(draw(st.integers(1, 3)))
            ],
        }
        for axis in ("emploi", "soins")
    ]
    return Quiet(load_convention(data))


def values_of(name: str) -> list[Any]:
    if name == "children_count":
        return list(range(0, 102))
    if name in ("sick_leave_since", "hospital_discharge_date"):
        return [ago(count) for count in range(-5, 102)]
    return DOMAINS[name]


def enumerated(convention: Convention, known: dict[str, Any], unknown: list[str], topics: tuple[str, ...]) -> dict[str, set[str]]:
    """Outcomes, first rows and axes over every completion, by the direct evaluator on complete drafts."""
    sets = [topics] if topics else [("arret_travail",), ("maladie_grave",), ("budget",), ("arret_travail", "maladie_grave")]
    if not topics:
        sets += [("arret_travail", "budget"), ("maladie_grave", "budget"), ("arret_travail", "maladie_grave", "budget")]
        sets += [(*some, "autre") for some in sets]
    found: dict[str, set[str]] = {"outcome": set(), "first": set(), "emploi": set(), "soins": set()}
    ways: list[dict[str, Any]] = [known]
    for name in unknown:
        ways = [way | {name: value} for way in ways for value in values_of(name)]
    for some in sets:
        for way in ways:
            facts = Facts(convention, draft(*some, **way))
            says = {}
            for table in convention.axis_tables:
                rows = {row.says for row in table.rows if row_value(facts, row) == "true"}
                says[table.axis] = "review" if len(rows) != 1 else "yes" if rows.pop() else "no"
                found[table.axis].add(says[table.axis])
            first = next((row for row in convention.orientation.rows if row_value(facts, row) == "true"), None)
            found["first"].add(first.id if first else "")
            found["outcome"].add(str(first.proposes.outcome if first else combined(frozenset(says.values()))))
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_random_tables_agree_with_enumeration(data: st.DataObject):
    convention = data.draw(conventions()).convention
    unknown = data.draw(st.lists(st.sampled_from([n for n in INPUTS if len(values_of(n)) < 20]), max_size=3, unique=True))
    if data.draw(st.booleans()) and len(unknown) < 2:
        unknown += [data.draw(st.sampled_from(["sick_leave_since", "hospital_discharge_date", "children_count"]))]
    topics = data.draw(st.sampled_from([(), ("budget",), ("maladie_grave", "budget"), ("arret_travail",), ("budget", "autre")]))
    if not topics:
        unknown = unknown[:1]
    known = {name: data.draw(st.sampled_from(values_of(name))) for name in INPUTS if name not in unknown}
    evaluation = Evaluation(convention, draft(*topics, **known))
    expected = enumerated(convention, known, unknown, topics)
    assert {str(outcome) for outcome in evaluation.possible} == expected["outcome"]
    assert evaluation.first_rows == expected["first"]
    assert evaluation.axis_says("emploi") == expected["emploi"]
    assert evaluation.axis_says("soins") == expected["soins"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(partial(most_unknown=6))
def test_a_row_certain_in_kleene_logic_is_certain_exactly(case: tuple[dict[str, Any], list[str], list[str]]):
    facts, unknown, topics = case
    evaluation = Evaluation(CONVENTION, draft(*topics, **{name: value for name, value in facts.items() if name not in unknown}))
    exact = evaluation.compiled
    known = exact.known(evaluation.facts)
    for table in (CONVENTION.orientation, *CONVENTION.axis_tables):
        for row in table.rows:
            value = row_value(evaluation.facts, row)
            if value != "unknown":
                assert exact.values(exact.rows[row.id], known) == {value == "true"}


def test_the_sample_stays_far_below_the_budget_of_work():
    diagrams = compiled(CONVENTION).diagrams
    assert BUDGET - diagrams.left < BUDGET / 20
    assert len(diagrams) < 5_000


def test_rules_too_complex_to_be_exact_are_refused_in_one_line():
    data = json.loads(CONVENTION.canonical_json)
    choice = {"kind": "choice", "when": "always", "values": [{"code": f"v{n}", "label": "v"} for n in range(12)]}
    data["fields"] += [{"code": f"left{n}", "label": "l", **choice} for n in range(12)] + [
        {"code": f"right{n}", "label": "r", **choice} for n in range(12)
    ]
    data["examples"] = []
    # Pairs of distant variables: the textbook worst case for decision diagrams.
    data["axis_tables"][0]["rows"] = [
        {
            "id": f"E{n}x{v}",
            "conditions": {f"left{n}": {"in": [f"v{v}"]}, f"right{n}": {"in": [f"v{v}"]}},
            "says": True,
            "motive": "m",
            "reference": "r",
        }
        for n in range(12)
        for v in range(12)
    ]
    with pytest.raises(ConventionError, match="règles trop complexes") as refused:
        compiled(load_convention(data))
    assert "\n" not in str(refused.value)


def test_a_region_of_everywhere_leaves_nobody_outside():
    everywhere = sample_convention(("*",))
    nobody: Draft = draft("maladie_grave", for_whom="self", regime="general", employment_status="retraite")
    assert Evaluation(everywhere, nobody).first_rows == {""}
    assert Evaluation(CONVENTION, nobody).first_rows == {"", "O4"}
