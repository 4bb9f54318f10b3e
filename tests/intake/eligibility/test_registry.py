"""Derived facts: what is declared is computed, and nothing reads itself."""

from __future__ import annotations

import pytest

from intake.convention import DERIVED, DerivedFact, FactKind, sample_convention
from intake.eligibility.facts import COMPUTED, UNKNOWN, Facts, check_registry
from tests.intake.eligibility.drafts import ago, draft

FIELDS = frozenset(field.code for field in sample_convention().fields)


def test_the_shipped_registry_is_sound():
    check_registry(DERIVED, COMPUTED, FIELDS)


def test_an_unknown_input_stops_the_start():
    with pytest.raises(ValueError, match="nowhere"):
        check_registry({"a": DerivedFact("a", FactKind.BOOLEAN, "a", ("nowhere",))}, {"a": lambda inputs, setting: True}, FIELDS)


def test_a_circle_stops_the_start():
    circle = {"a": DerivedFact("a", FactKind.BOOLEAN, "a", ("b",)), "b": DerivedFact("b", FactKind.BOOLEAN, "b", ("a",))}
    with pytest.raises(ValueError, match="circle"):
        check_registry(circle, dict.fromkeys(circle, lambda inputs, setting: True), FIELDS)


def test_a_fact_declared_and_not_computed_stops_the_start():
    with pytest.raises(ValueError, match="differ"):
        check_registry(DERIVED, {}, FIELDS)


def test_days_are_counted_on_the_day_of_the_first_message():
    facts = Facts(
        sample_convention(),
        draft(sick_leave="oui", sick_leave_since=ago(90), hospital_status="sortie_prevue", hospital_discharge_date=ago(-5)),
    )
    assert facts["sick_leave_days"] == 90
    assert facts["days_since_discharge"] == -5


def test_a_value_that_the_convention_does_not_know_is_unknown():
    facts = Facts(sample_convention(), draft(regime="martien", sick_leave="oui", sick_leave_since="hier"))
    assert facts["regime"] is UNKNOWN
    assert facts["sick_leave_days"] is UNKNOWN
