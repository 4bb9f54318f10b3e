"""The published JSON Schema against everybody's hand-offs, and the API against its own description."""

from __future__ import annotations

import warnings
from datetime import datetime

import pytest
from fastapi import FastAPI
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from starlette.testclient import TestClient

from intake.runtime import Runtime
from tests.desk.conftest import Program
from tests.desk.people import file
from tests.intake.exchange.test_bundle import PEOPLE

_FORMATS = FormatChecker()


@_FORMATS.checks("date-time", raises=ValueError)
def _with_a_zone(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@pytest.fixture
def validator(stranger: TestClient) -> Draft202012Validator:
    schema = stranger.get("/api/v1/handoffs.schema.json").json()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=_FORMATS)


@pytest.mark.parametrize("name", PEOPLE)
def test_the_schema_accepts_what_is_sent(runtime: Runtime, program: Program, validator: Draft202012Validator, name: str):
    filed = file(runtime, PEOPLE[name])
    handoff = program("secretary").get(f"/api/v1/handoffs/{filed.id}").json()
    validator.validate(handoff)
    for broken in ({**handoff, "status": "perdue"}, {**handoff, "created_at": "hier"}, {**handoff, "reference": "12"}):
        with pytest.raises(ValidationError):
            validator.validate(broken)


@pytest.mark.slow
@pytest.mark.parametrize("role", ["secretary", "auditor"])
def test_the_api_is_as_it_is_described(app: FastAPI, runtime: Runtime, program: Program, role: str):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import schemathesis
        from hypothesis import HealthCheck, Phase, given, settings
        from schemathesis.specs.openapi.checks import positive_data_acceptance

        for seed, told in enumerate(PEOPLE.values()):
            file(runtime, told, seed=seed)
        client = program(role)
        token = client.headers["authorization"]
        schema = schemathesis.openapi.from_dict(client.get("/api/v1/openapi.json").json())
        schema.app = app
        checked = 0
        for result in schema.get_all_operations():
            operation = result.ok()

            @given(case=operation.as_strategy())
            @settings(max_examples=25, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
            def run(case: schemathesis.Case) -> None:
                # A cursor that we did not give and days the wrong way round have the right shape, and are refused all the same.
                case.call_and_validate(headers={"Authorization": token}, excluded_checks=[positive_data_acceptance])

            run()
            checked += 1
        assert checked >= 5
