"""Conventions out and in again: nothing is lost, and the published schema takes what the service takes."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

from intake.amending import content_of
from intake.convention import convention_schema, differences, load_convention, read_convention, sample_convention
from tests.intake.convention.test_hostile_conventions import FAULTS, SAMPLE
from tests.intake.eligibility.test_possible import Quiet, conventions

SCHEMA = Draft202012Validator(convention_schema())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(conventions())
def test_a_round_trip_loses_nothing(quiet: Quiet):
    convention = quiet.convention
    out = json.dumps(convention.model_dump(mode="json"), ensure_ascii=False, indent=2)
    back = read_convention(out.encode())
    assert back == convention
    assert back.fingerprint == convention.fingerprint
    assert not differences(convention, back)
    assert load_convention({**content_of(convention), "version": convention.version}) == convention
    assert SCHEMA.is_valid(json.loads(out))


def test_the_file_that_ships_is_what_the_schema_says(tmp_path: Path):
    Draft202012Validator.check_schema(convention_schema())
    assert SCHEMA.is_valid(json.loads(sample_convention().canonical_json))


def test_the_schema_refuses_most_of_what_the_service_refuses():
    refused = 0
    for change, _ in FAULTS:
        data = json.loads(json.dumps(SAMPLE))
        change(data)
        refused += not SCHEMA.is_valid(data)
    assert refused > len(FAULTS) / 3
