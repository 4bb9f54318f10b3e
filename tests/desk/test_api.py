"""The JSON API against the public contract."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from desk.api.schemas import Handoff
from intake.convention import load_convention, to_dmn
from intake.requests import current_convention, publish_convention
from intake.runtime import Runtime
from intake.storage import ConventionRow
from lexicon.codes import Channel, DangerKind
from tests.desk.conftest import Program
from tests.desk.people import ALI, ANSWERS, Told, file, phone

KEYS = {
    "id", "reference", "conversation_id", "channel", "status", "complete", "urgent", "danger", "eligibility", "topics",
    "answers", "summary", "orientation", "antenna", "created_at", "due_at",
}  # fmt: skip


@pytest.fixture
def client(program: Program) -> TestClient:
    return program("secretary")


def items(client: TestClient, **query: Any) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/handoffs", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def test_a_handoff_is_the_contract_s(runtime: Runtime, client: TestClient):
    filed = file(runtime, Told(answers=ANSWERS, danger=DangerKind.SUICIDE))
    handoff = client.get(f"/api/v1/handoffs/{filed.id}").json()
    assert set(handoff) == KEYS
    assert handoff["danger"] == {"kind": "suicide", "words": "je vais en finir"}
    assert handoff["conversation_id"] == filed.conversation_id
    assert handoff["answers"]["name"] == {
        "value": {"first": "Jeanne", "last": "Martin"},
        "words": "ce qu’elle a dit",
        "said_by": "person",
        "status": "told",
    }
    assert handoff["answers"]["regime"]["status"] == "unknown"
    assert handoff["answers"]["narrative"]["value"]
    assert set(handoff["eligibility"]) == {"axis", "axes", "outcome", "ruleset_version", "trace", "missing"}
    assert {criterion["value"] for criterion in handoff["eligibility"]["trace"]} <= {"true", "false", "unknown"}
    assert items(client) == [handoff]


def test_the_schema_describes_what_is_sent(runtime: Runtime, client: TestClient, stranger: TestClient):
    schema = stranger.get("/api/v1/handoffs.schema.json")
    assert schema.headers["content-type"] == "application/schema+json"
    body = schema.json()
    assert set(body["properties"]) == set(body["required"]) == KEYS
    handoff = client.get(f"/api/v1/handoffs/{file(runtime).id}").json()
    # Read strictly: a word where the contract has a closed list would be refused.
    assert TypeAdapter(Handoff).validate_python(handoff).reference == handoff["reference"]


def test_filters(runtime: Runtime, client: TestClient):
    jeanne = file(runtime, Told(answers=ANSWERS, client_id="SM123"), seed=1)
    urgent = file(
        runtime,
        Told(answers={**ANSWERS, "name": ALI, "postal_code": "49000"}, danger=DangerKind.ENFANT, channel=Channel.VOICE, client_id="CA9:1"),
        seed=2,
    )
    phone(runtime, urgent, sid="CA9")
    both = [urgent.id, jeanne.id]
    for query, expected in (
        ({}, both),
        ({"conversation_id": jeanne.conversation_id}, [jeanne.id]),
        ({"conversation_id": "inconnue"}, []),
        ({"message_sid": "SM123"}, [jeanne.id]),
        ({"call_sid": "CA9"}, [urgent.id]),
        ({"call_sid": "CA9:1"}, []),
        ({"call_sid": "SM123"}, []),
        ({"message_sid": "CA9"}, []),
        ({"message_sid": "CA9:1", "call_sid": "CA9"}, [urgent.id]),
        ({"message_sid": "SM123", "call_sid": "CA9"}, []),
        ({"status": "new"}, both),
        ({"status": "closed"}, []),
        ({"urgent": "true"}, [urgent.id]),
        ({"urgent": "false"}, [jeanne.id]),
        ({"antenna": "angers"}, [urgent.id]),
        ({"q": "jeanne"}, [jeanne.id]),
        ({"q": jeanne.reference}, [jeanne.id]),
        ({"axis": "rien"}, []),
    ):
        assert [item["id"] for item in items(client, **query)] == expected, query
    axis = client.get(f"/api/v1/handoffs/{jeanne.id}").json()["eligibility"]["axis"]
    assert jeanne.id in [item["id"] for item in items(client, axis=axis)]


def test_pages_cover_everything_once(runtime: Runtime, client: TestClient):
    made = {file(runtime, seed=seed).id for seed in range(7)}
    seen: list[str] = []
    cursor = None
    while True:
        body = client.get("/api/v1/handoffs", params={"limit": 3} | ({"cursor": cursor} if cursor else {})).json()
        seen += [item["id"] for item in body["items"]]
        cursor = body["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == 7
    assert set(seen) == made


def test_a_broken_cursor_is_a_sentence(client: TestClient):
    answer = client.get("/api/v1/handoffs?cursor=abc")
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("Ce curseur n’est pas valable")


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Bearer seuil_faux", "Basic bGVhOmxlYQ=="])
def test_without_a_good_token_nothing_is_told(runtime: Runtime, stranger: TestClient, header: str | None):
    filed = file(runtime)
    for path in ("/api/v1/handoffs", f"/api/v1/handoffs/{filed.id}", "/api/v1/rulesets"):
        answer = stranger.get(path, headers={} if header is None else {"Authorization": header})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Bearer")
        assert list(answer.json()) == ["error"]


def test_an_administrator_s_program_reads_rules_and_nobody_s_file(runtime: Runtime, program: Program):
    filed, client = file(runtime), program("administrator")
    for path in ("/api/v1/handoffs", f"/api/v1/handoffs/{filed.id}"):
        answer = client.get(path)
        assert answer.status_code == 403
        assert answer.json() == {"error": "Votre rôle ne donne pas accès à cette page."}
    with runtime.database.read() as session:
        convention = current_convention(session, runtime.clock.today())
    assert client.get("/api/v1/rulesets").json() == {
        "items": [
            {
                "version": convention.version,
                "label": convention.label,
                "effective_from": convention.effective_from.isoformat(),
                "effective_to": None,
                "standing": "in_force",
                "fingerprint": convention.fingerprint,
                "status": "published",
            }
        ]
    }


def test_every_standing_of_a_convention_is_told(runtime: Runtime, program: Program):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        first = current_convention(session, runtime.clock.today())
        for number, day in ((2, date(2026, 11, 20)), (3, date(2026, 11, 22)), (4, date(2027, 1, 1))):
            publish_convention(session, first.model_copy(update={"version": number, "effective_from": day}), now)
        session.flush()
        session.get_one(ConventionRow, 3).status = "withdrawn"
    told = program("auditor").get("/api/v1/rulesets").json()["items"]
    seen = {one["version"]: (one["standing"], one["effective_to"]) for one in told}
    assert seen == {
        4: ("to_come", None),
        3: ("withdrawn", None),
        2: ("in_force", "2026-12-31"),
        1: ("superseded", "2026-11-19"),
    }


def test_one_convention_is_given_whole_and_as_tables(runtime: Runtime, program: Program, stranger: TestClient):
    client = program("auditor")
    whole = client.get("/api/v1/rulesets/1")
    assert whole.headers["content-type"] == "application/json"
    with runtime.database.read() as session:
        convention = current_convention(session, runtime.clock.today())
    assert hashlib.sha256(whole.content).hexdigest() == convention.fingerprint
    assert load_convention(whole.json()) == convention
    tables = client.get("/api/v1/rulesets/1.dmn")
    assert tables.headers["content-type"].startswith("application/xml")
    assert tables.text == to_dmn(convention)
    for path in ("/api/v1/rulesets/7", "/api/v1/rulesets/7.dmn"):
        assert client.get(path).status_code == 404
        assert list(client.get(path).json()) == ["error"]
        assert stranger.get(path).status_code == 401
    assert client.get("/api/v1/rulesets/x").status_code == 422


def test_the_api_is_described(stranger: TestClient):
    description = stranger.get("/api/v1/openapi.json").json()
    assert set(description["paths"]) == {
        "/api/v1/handoffs",
        "/api/v1/handoffs.csv",
        "/api/v1/handoffs/{handoff_id}",
        "/api/v1/handoffs/{handoff_id}/fhir",
        "/api/v1/rulesets",
        "/api/v1/rulesets/{version}",
        "/api/v1/rulesets/{version}.dmn",
    }
    assert "HTTPBearer" in str(description["components"]["securitySchemes"])
    page = stranger.get("/api/v1/docs").text
    assert "/api/v1/handoffs/{handoff_id}" in page
    assert "conversation_id" in page
