"""What each question is for."""

from __future__ import annotations

import json

from intake.amending.using import DUTIES, not_to_ask, serves
from intake.convention import load_convention, sample_convention

BASE = sample_convention()


def test_every_question_of_the_sample_serves_something():
    assert not_to_ask(BASE) == ()
    assert DUTIES.keys() <= {field.code for field in BASE.fields}


def test_a_question_serves_the_rules_that_its_answer_decides_even_from_afar():
    assert "règle E1d" in serves(BASE, "sick_leave_since")
    # Through the reason of health.
    assert "règle E2" in serves(BASE, "rqth")
    # It only arises after it.
    assert "règle S2" in serves(BASE, "hospital_status")


def test_a_question_that_nothing_uses_is_told():
    data = json.loads(BASE.canonical_json)
    next(field for field in data["fields"] if field["code"] == "marital_status")["when"] = "always"
    assert not_to_ask(load_convention(data)) == ("marital_status",)
