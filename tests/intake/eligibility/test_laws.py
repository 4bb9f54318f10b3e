"""What must hold of every verdict, whatever the request."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intake.convention import load_convention, sample_convention
from intake.eligibility import Evaluation, Verdict, assess
from lexicon.codes import AnswerStatus, Outcome
from tests.intake.eligibility.drafts import DOMAINS, TOPICS_IN_RULES, by_hand, completions, draft

CONVENTION = sample_convention()
TOPICS = st.sets(st.sampled_from([*TOPICS_IN_RULES, "budget", "retraite", "autre"])).map(sorted)
FACTS = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in DOMAINS.items()})
SOME = st.sets(st.sampled_from(sorted(DOMAINS)))
LIGHT = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LIGHT
@given(FACTS, SOME, SOME, TOPICS, st.booleans())
def test_learning_a_fact_never_changes_a_certain_verdict(
    facts: dict[str, Any], first: set[str], more: set[str], topics: list[str], told_later: bool
):
    before = assess(CONVENTION, draft(*([] if told_later else topics), **{name: facts[name] for name in first}))
    after = assess(CONVENTION, draft(*topics, **{name: facts[name] for name in first | more}))
    assert after.possible <= before.possible
    if before.certain:
        assert after.outcome is before.outcome
    assert set(before.axes) <= set(after.axes)
    for axis, says in before.axis_certainty.items():
        assert says == "undetermined" or after.axis_certainty[axis] == says


@LIGHT
@given(FACTS, SOME, TOPICS, st.sampled_from([AnswerStatus.REFUSED, AnswerStatus.UNKNOWN, AnswerStatus.NOT_ASKED]))
def test_refused_unknown_and_not_asked_weigh_the_same(facts: dict[str, Any], some: set[str], topics: list[str], status: AnswerStatus):
    known = {name: facts[name] for name in some}
    silent = dict.fromkeys(set(DOMAINS) - some, status)
    assert assess(CONVENTION, draft(*topics, **known, **silent)).possible == assess(CONVENTION, draft(*topics, **known)).possible


@LIGHT
@given(FACTS, SOME, TOPICS, st.randoms(use_true_random=False))
def test_the_order_of_rows_in_axis_tables_does_not_matter(facts: dict[str, Any], some: set[str], topics: list[str], chance: Any):
    data = json.loads(CONVENTION.canonical_json)
    for table in data["axis_tables"]:
        chance.shuffle(table["rows"])
    chance.shuffle(data["axis_tables"])
    request = draft(*topics, **{name: facts[name] for name in some})
    shuffled, straight = assess(load_convention(data), request), assess(CONVENTION, request)
    assert (shuffled.possible, shuffled.axis_certainty, shuffled.axis, shuffled.missing) == (
        straight.possible,
        straight.axis_certainty,
        straight.axis,
        straight.missing,
    )


@LIGHT
@given(FACTS, SOME, TOPICS)
def test_a_verdict_survives_json(facts: dict[str, Any], some: set[str], topics: list[str]):
    verdict = assess(CONVENTION, draft(*topics, **{name: facts[name] for name in some}))
    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict


ASKED = (
    "sick_leave",
    "job_risk",
    "hospital_status",
    "care_renounced",
    "rqth",
    "work_accident",
    "invalidity",
    "regime",
    "employment_status",
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FACTS, st.data(), TOPICS.filter(lambda topics: set(topics) - {"autre"}))
def test_an_answer_matters_exactly_when_it_could_change_the_outcome(facts: dict[str, Any], data: st.DataObject, topics: list[str]):
    still_open = data.draw(st.lists(st.sampled_from(ASKED), min_size=1, max_size=4, unique=True))
    refused = data.draw(st.lists(st.sampled_from([name for name in ASKED if name not in still_open]), max_size=2, unique=True))
    known = {name: value for name, value in facts.items() if name not in (*still_open, *refused)}
    evaluation = Evaluation(CONVENTION, draft(*topics, **known, **dict.fromkeys(refused, AnswerStatus.REFUSED)))

    def final(answers: tuple[Any, ...]) -> Outcome:
        ways = {by_hand(way, topics) for way in completions(known | dict(zip(still_open, answers, strict=True)), refused)}
        return ways.pop() if len(ways) == 1 else Outcome.NEEDS_HUMAN_REVIEW

    finals = {answers: final(answers) for answers in product(*(DOMAINS[name] for name in still_open))}
    expected = {
        name
        for place, name in enumerate(still_open)
        for answers in finals
        for value in DOMAINS[name]
        if finals[answers] != finals[(*answers[:place], value, *answers[place + 1 :])]
    }
    assert evaluation.settling.matters == expected
