"""The FHIR Bundle as it is served."""

from __future__ import annotations

from fhir.resources.R4B.bundle import Bundle
from sqlalchemy import select

from intake.runtime import Runtime
from intake.storage import AuditRow
from tests.desk.conftest import Program
from tests.desk.people import file


def test_it_is_fhir_valid_and_leaves_a_trace(runtime: Runtime, program: Program):
    filed, client = file(runtime), program("secretary")
    answer = client.get(f"/api/v1/handoffs/{filed.id}/fhir")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/fhir+json"
    Bundle.model_validate(answer.json())
    assert "Antenne de Nantes" in answer.text
    assert answer.content == client.get(f"/api/v1/handoffs/{filed.id}/fhir").content
    with runtime.database.read() as session:
        actions = session.scalars(select(AuditRow.action).where(AuditRow.request_id == filed.request_id)).all()
    assert sorted(set(actions)) == ["export", "read"]


def test_what_is_not_there_is_a_sentence(runtime: Runtime, program: Program):
    assert program("secretary").get("/api/v1/handoffs/inconnu/fhir").json()["error"].startswith("Aucune demande")
    assert program("social_worker").get(f"/api/v1/handoffs/{file(runtime).id}/fhir").status_code == 404
