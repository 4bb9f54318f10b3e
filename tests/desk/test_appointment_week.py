"""The week of an antenna: who is seen when, who is away, what is closed; and how long interviews last."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.storage import AbsenceRow, AuditRow, HandoffRow, StaffRow
from tests.conftest import NOW
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import Filed, file
from tests.desk.test_appointments_page import make


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    return file(runtime)


@pytest.fixture
def worker(sign_in: SignIn) -> TestClient:
    return sign_in("social_worker", "nantes")


def pairs(filed: Filed) -> str:
    return " ".join(filed.reference[at : at + 2] for at in range(0, 8, 2))


def test_her_antenna_and_this_week_come_first(runtime: Runtime, filed: Filed, worker: TestClient):
    make(worker, filed)
    shown = worker.get("/rendez-vous").text
    assert "Semaine du 23 novembre, Antenne de Nantes" in shown
    assert "13 h 30 – 14 h 15" in shown
    assert pairs(filed) in shown
    for name in ("Jeanne", "Martin", "licencier"):
        assert name not in shown
    with runtime.database.read() as session:
        assert session.scalars(select(AuditRow).where(AuditRow.action == "list", AuditRow.request_id == filed.request_id)).all()


def test_closed_days_and_absences_are_said(runtime: Runtime, worker: TestClient):
    with runtime.database.write() as session:
        staff = session.scalars(select(StaffRow.id)).one()
        session.add(AbsenceRow(staff_id=staff, first_day=date(2026, 12, 21), last_day=date(2026, 12, 22), set_by=staff, at=NOW))
    shown = worker.get("/rendez-vous?jour=2026-12-24").text
    assert "Semaine du 21 décembre" in shown
    assert shown.count("Antenne fermée") == 1
    assert shown.count("Absente : L") == 2


def test_a_file_that_she_may_not_see_is_only_a_time(runtime: Runtime, filed: Filed, worker: TestClient, sign_in: SignIn):
    make(worker, filed)
    stranger = sign_in("social_worker", "angers")
    shown = stranger.get("/rendez-vous?antenne=nantes").text
    assert "Occupée" in shown
    assert pairs(filed) not in shown
    assert filed.id not in shown


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "hier", "2026-13-45"])
def test_no_such_day_is_this_week(worker: TestClient, day: str):
    answer = worker.get(f"/rendez-vous?jour={day}&antenne=nulle")
    assert answer.status_code == 200
    assert "Semaine du 23 novembre, Antenne de Nantes" in answer.text


def test_the_manager_sets_how_long_interviews_last(runtime: Runtime, filed: Filed, worker: TestClient, sign_in: SignIn):
    manager = sign_in("manager", "nantes")
    form = {"telephone": "20", "antenne": "90", "domicile": "120", "a_la_fois": "2", "jeton": token_in(manager.get("/rendez-vous").text)}
    assert manager.post("/rendez-vous/durees", data=form).status_code == 303
    assert "90 minutes" in worker.get(f"/demandes/{filed.id}/rendez-vous").text
    assert "2 à la fois" in worker.get("/rendez-vous").text
    assert manager.post("/rendez-vous/durees", data=form | {"a_la_fois": ""}).status_code == 303
    for wrong in ({"antenne": "0"}, {"domicile": "500"}, {"a_la_fois": "0"}, {"telephone": "vite"}, {"telephone": ""}):
        answer = manager.post("/rendez-vous/durees", data=form | wrong)
        assert (answer.status_code, 'role="alert"' in answer.text) == (422, True), wrong


def test_only_her_own_antenna(sign_in: SignIn):
    manager = sign_in("manager", "angers")
    assert "Enregistrer les durées" in manager.get("/rendez-vous").text
    assert "Enregistrer les durées" not in manager.get("/rendez-vous?antenne=nantes").text


def test_without_any_antenna_a_file_still_stands(runtime: Runtime, filed: Filed, worker: TestClient):
    make(worker, filed)
    with runtime.database.write() as session:
        session.scalars(select(HandoffRow)).one().antenna = None
    assert worker.get("/rendez-vous").status_code == 200
