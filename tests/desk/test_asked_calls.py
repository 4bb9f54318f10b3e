"""Who wants an appointment changed stands on the list of calls until somebody has spoken with her; what to know comes before dialling."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from intake.appointments import Asked, note_asked
from intake.runtime import Runtime
from intake.storage import AppointmentRow, ContactAttemptRow, HandoffRow, PresenceRow, StaffRow
from lexicon.codes import AnswerStatus
from tests.conftest import NOW
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import ANSWERS, Filed, Told, file
from tests.desk.test_appointments_page import make


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    return file(runtime)


@pytest.fixture
def worker(sign_in: SignIn) -> TestClient:
    return sign_in("social_worker", "nantes")


def asked(runtime: Runtime, worker: TestClient, filed: Filed) -> None:
    make(worker, filed)
    with runtime.database.write() as session:
        session.get_one(HandoffRow, filed.id).first_contact_at = NOW - timedelta(days=3)
        note_asked(session, session.scalars(select(AppointmentRow)).one(), Asked.MOVE, NOW)


def note(worker: TestClient, filed: Filed, result: str) -> None:
    form = {"jeton": token_in(worker.get("/a-rappeler").text), "resultat": result}
    assert worker.post(f"/demandes/{filed.id}/appel", data=form).status_code == 303


def test_she_is_called_although_she_was_spoken_with_before(runtime: Runtime, filed: Filed, worker: TestClient, sign_in: SignIn):
    asked(runtime, worker, filed)
    shown = worker.get("/a-rappeler").text
    assert "Rendez-vous à changer" in shown
    assert "veut changer son rendez-vous du lundi 23 novembre à 13 h 30" in shown
    assert "Rendez-vous à changer" not in sign_in("social_worker", "angers").get("/a-rappeler").text
    assert "Rendez-vous à changer" not in worker.get("/a-rappeler?moi=1").text
    note(worker, filed, "no_answer")
    assert "Rendez-vous à changer" in worker.get("/a-rappeler").text
    note(worker, filed, "reached")
    assert "Rendez-vous à changer" not in worker.get("/a-rappeler").text


def test_once_it_is_cancelled_nobody_calls(runtime: Runtime, filed: Filed, worker: TestClient):
    asked(runtime, worker, filed)
    with runtime.database.write() as session:
        session.execute(update(AppointmentRow).values(cancelled_at=NOW))
    assert "Rendez-vous à changer" not in worker.get("/a-rappeler").text


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"communication_needs": ["interprete"]}, "Prévoyez un interprète avant d’appeler."),
        ({"communication_needs": ["aphasie"], "safe_contact": "oui"}, "Proposez de se voir ou de s’écrire."),
        ({"communication_needs": ["aphasie"], "safe_contact": "non"}, "Proposez de se voir."),
        ({"safe_contact": (None, AnswerStatus.UNKNOWN)}, "ne laissez aucun message"),
        ({"contact_preference": "sms"}, "Elle préfère être jointe par SMS."),
    ],
)
def test_what_to_know_comes_before_the_buttons(runtime: Runtime, worker: TestClient, answers: dict, said: str):
    one = file(runtime, Told(answers={**ANSWERS, **answers}), seed=7)
    shown = worker.get(f"/demandes/{one.id}").text
    panel = shown[shown.index('id="appel"') :]
    assert panel.index(said) < panel.index('name="resultat"')


def test_pressed_twice_it_is_one_call(runtime: Runtime, filed: Filed, worker: TestClient):
    note(worker, filed, "no_answer")
    note(worker, filed, "no_answer")
    with runtime.database.read() as session:
        assert len(session.scalars(select(ContactAttemptRow)).all()) == 1


def test_the_next_that_opens_is_not_the_one_that_a_colleague_has_open(runtime: Runtime, worker: TestClient):
    first, second, third = (file(runtime, seed=seed) for seed in (1, 2, 3))
    with runtime.database.write() as session:
        session.add(StaffRow(id="zoe", login="zoe", name="Zoé", role="secretary", password_hash="x", created_at=NOW))
        session.flush()
        session.add(PresenceRow(staff_id="zoe", request_id=second.request_id, seen_at=NOW))
    form = {"jeton": token_in(worker.get("/a-rappeler").text), "resultat": "no_answer"}
    answer = worker.post(f"/demandes/{first.id}/appel", data=form)
    assert answer.headers["location"] == f"/demandes/{third.id}"
