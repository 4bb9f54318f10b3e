"""Figures without names: who gets which, and what a wrong day gives."""

from __future__ import annotations

import csv
import io

from sqlalchemy import select
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.storage import AuditRow
from tests.desk.conftest import Program, SignIn
from tests.desk.people import ANSWERS, Told, file


def lines(client: TestClient, path: str) -> list[list[str]]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_an_auditor_counts_all_a_manager_her_antenna(runtime: Runtime, sign_in: SignIn, program: Program):
    for seed in range(6):
        file(runtime, Told(answers={**ANSWERS, "postal_code": "44000" if seed < 5 else "49000"}), seed=seed)
    assert len(lines(sign_in("auditor"), "/chiffres.csv")) == 7
    assert {line[2] for line in lines(sign_in("manager", "nantes"), "/chiffres.csv")[1:]} == {"nantes"}
    assert len(lines(sign_in("manager"), "/chiffres.csv")) == 1
    assert lines(program("auditor"), "/api/v1/handoffs.csv") == lines(sign_in("auditor", "nantes"), "/chiffres.csv")
    assert len(lines(program("manager"), "/api/v1/handoffs.csv")) == 1
    # A token for one antenna counts no other, whatever its role.
    assert {line[2] for line in lines(program("manager", "nantes"), "/api/v1/handoffs.csv")[1:]} == {"nantes"}
    assert {line[2] for line in lines(program("auditor", "nantes"), "/api/v1/handoffs.csv")[1:]} == {"nantes"}
    assert len(lines(program("auditor", "angers"), "/api/v1/handoffs.csv")) == 2


def test_nothing_of_anybody_is_in_it(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime)
    client = sign_in("auditor")
    content = client.get("/chiffres.csv").text
    for part in ("Martin", "Jeanne", filed.reference, filed.id, filed.request_id, "44000", "06", "licencier"):
        assert part not in content
    with runtime.database.read() as session:
        assert session.scalars(select(AuditRow.action).where(AuditRow.request_id == filed.request_id)).all() == []
        assert "figures" in session.scalars(select(AuditRow.action)).all()


def test_days_are_chosen_and_checked(runtime: Runtime, sign_in: SignIn, program: Program):
    file(runtime)
    client = sign_in("auditor")
    assert len(lines(client, "/chiffres.csv?du=2026-11-23&au=2026-11-23")) == 2
    assert len(lines(client, "/chiffres.csv?du=2026-11-01&au=2026-11-22")) == 1
    for query in ("du=2026-11-23&au=2026-11-01", "du=1900-01-01", "au=9999-12-31", "du=hier", "au=0001-01-01"):
        assert client.get(f"/chiffres.csv?{query}").status_code == 422, query
    assert program("auditor").get("/api/v1/handoffs.csv?since=2026-11-23&until=2026-11-01").json() == {
        "error": "Le premier jour vient après le dernier, ou l’un des deux n’existe pas."
    }
