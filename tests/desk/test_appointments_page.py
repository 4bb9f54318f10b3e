"""Appointments at the desk: made, moved, cancelled, put in a calendar."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from intake.appointments import Asked, note_asked
from intake.runtime import Runtime
from intake.staff import add_staff
from intake.storage import AppointmentRow, OutboxRow
from tests.conftest import NOW
from tests.desk.conftest import PASSWORD, SignIn, token_in
from tests.desk.people import ANSWERS, Filed, Told, file
from tests.desk.test_deciding import by_text


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    return file(runtime)


@pytest.fixture
def worker(sign_in: SignIn) -> TestClient:
    return sign_in("social_worker", "nantes")


def form_of(client: TestClient, filed: Filed, at: int = 0, query: str = "") -> dict[str, str]:
    shown = client.get(f"/demandes/{filed.id}/rendez-vous{query}").text
    fields = dict(re.findall(r'type="hidden" name="(avec|ou|deplace)" value="([^"]*)"', shown))
    times = re.findall(r'<option value="(2026[^"]+)"', shown)
    return {"jeton": token_in(shown), "heure": times[at], "dire": "call", **fields}


def rows(runtime: Runtime) -> list[AppointmentRow]:
    with runtime.database.read() as session:
        return list(session.scalars(select(AppointmentRow).order_by(AppointmentRow.made_at, AppointmentRow.id)))


def make(client: TestClient, filed: Filed, **more: str) -> None:
    answer = client.post(f"/demandes/{filed.id}/rendez-vous", data=form_of(client, filed) | more)
    assert answer.status_code == 303, answer.text


def test_she_finds_her_own_free_times_and_the_page_tells_the_appointment(runtime: Runtime, filed: Filed, worker: TestClient):
    make(worker, filed)
    (made,) = rows(runtime)
    assert made.antenna == "nantes"
    shown = worker.get(f"/demandes/{filed.id}").text
    assert "Lundi 23 novembre à " in shown
    assert "à l’antenne, 45 minutes, avec Léa" in shown


def test_an_hour_that_was_taken_meanwhile_is_told(runtime: Runtime, filed: Filed, worker: TestClient):
    form = form_of(worker, filed)
    make(worker, filed)
    other = file(runtime, seed=2)
    answer = worker.post(f"/demandes/{other.id}/rendez-vous", data=form)
    assert answer.status_code == 422
    assert "n’est plus libre" in answer.text
    assert 'role="alert"' in answer.text
    assert len(rows(runtime)) == 1


def test_sent_twice_it_is_made_once(runtime: Runtime, filed: Filed, worker: TestClient):
    form = form_of(worker, filed)
    assert [worker.post(f"/demandes/{filed.id}/rendez-vous", data=form).status_code for _ in range(2)] == [303, 303]
    assert len(rows(runtime)) == 1


def test_a_call_is_shorter_and_the_first_free_of_the_antenna_is_named(runtime: Runtime, filed: Filed, worker: TestClient):
    with runtime.database.write() as session:
        add_staff(session, login="nora", name="Nora Petit", role="social_worker", antenna="nantes", password=PASSWORD, now=NOW)
    shown = worker.get(f"/demandes/{filed.id}/rendez-vous?avec=toutes&ou=phone").text
    assert "30 minutes" in shown
    assert re.search(r"à 13 h 30, Nora Petit</option>", shown)
    form = form_of(worker, filed, query="?avec=toutes&ou=phone")
    assert worker.post(f"/demandes/{filed.id}/rendez-vous", data=form).status_code == 303
    (made,) = rows(runtime)
    assert (made.minutes, made.mode) == (30, "phone")


def test_her_own_way_comes_first_and_an_email_takes_its_file_with_it(runtime: Runtime, sign_in: SignIn):
    told = {**ANSWERS, "email": "jeanne@exemple.fr", "contact_preference": "email"}
    filed = file(runtime, Told(answers=told), seed=3)
    worker = sign_in("social_worker", "nantes")
    shown = worker.get(f"/demandes/{filed.id}/rendez-vous").text
    # No server for e-mails is set up here.
    assert "par e-mail" not in shown.casefold()
    make(worker, filed, dire="email")
    with runtime.database.read() as session:
        (mail,) = session.scalars(select(OutboxRow)).all()
        assert (mail.kind, mail.payload["to"], mail.payload["subject"]) == ("mail", "jeanne@exemple.fr", "Votre rendez-vous")
        assert "METHOD:PUBLISH" in mail.payload["calendar"][1]
        assert "http" not in mail.payload["text"]


def test_the_panel_says_when_the_news_did_not_leave(runtime: Runtime, filed: Filed, worker: TestClient):
    by_text(runtime, filed)
    make(worker, filed, dire="text")
    assert "n’est pas parti" not in worker.get(f"/demandes/{filed.id}").text
    with runtime.database.write() as session:
        session.execute(update(OutboxRow).values(status="given_up"))
    assert "n’est pas parti. Appelez-la." in worker.get(f"/demandes/{filed.id}").text


def test_the_panel_says_what_she_answered(runtime: Runtime, filed: Filed, worker: TestClient):
    make(worker, filed)
    with runtime.database.write() as session:
        note_asked(session, session.scalars(select(AppointmentRow)).one(), Asked.CANCEL, NOW)
    assert "elle veut annuler ce rendez-vous" in worker.get(f"/demandes/{filed.id}").text


def test_what_is_missing_is_told(filed: Filed, worker: TestClient):
    answer = worker.post(f"/demandes/{filed.id}/rendez-vous", data=form_of(worker, filed) | {"heure": ""})
    assert answer.status_code == 422
    assert "Choisissez une heure" in answer.text


def test_moved_then_cancelled(runtime: Runtime, filed: Filed, worker: TestClient):
    make(worker, filed)
    old = rows(runtime)[0].id
    form = form_of(worker, filed, at=3, query=f"?deplace={old}")
    assert form["deplace"] == old
    assert worker.post(f"/demandes/{filed.id}/rendez-vous", data=form).status_code == 303
    first, second = sorted(rows(runtime), key=lambda row: row.sequence)
    assert (first.moved_to, second.cancelled_at) == (second.id, None)
    form = {"jeton": form["jeton"], "rendez_vous": second.id, "dire": "call"}
    assert worker.post(f"/demandes/{filed.id}/rendez-vous/annulation", data=form).status_code == 303
    assert worker.post(f"/demandes/{filed.id}/rendez-vous/annulation", data=form).status_code == 409
    shown = worker.get(f"/demandes/{filed.id}").text
    assert "Aucun rendez-vous." in shown
    assert shown.index("a annulé un rendez-vous") < shown.index("a déplacé un rendez-vous") < shown.index("a fixé un rendez-vous")


def test_the_person_is_told_by_text_where_she_writes_by_text(runtime: Runtime, filed: Filed, worker: TestClient):
    by_text(runtime, filed)
    make(worker, filed, dire="text")
    with runtime.database.read() as session:
        (text,) = session.scalars(select(OutboxRow)).all()
        assert text.payload["body"].startswith("Bonjour. Votre rendez-vous : ")


def test_the_file_for_a_calendar_names_nobody(runtime: Runtime, filed: Filed, worker: TestClient):
    make(worker, filed)
    answer = worker.get(f"/demandes/{filed.id}/rendez-vous.ics", params={"rendez_vous": rows(runtime)[0].id})
    assert answer.headers["content-type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in answer.text
    for word in ("Jeanne", "Martin", filed.reference):
        assert word not in answer.text
    assert worker.get(f"/demandes/{filed.id}/rendez-vous.ics", params={"rendez_vous": "x"}).status_code == 404


def test_another_antenna_finds_nothing(filed: Filed, sign_in: SignIn):
    stranger = sign_in("social_worker", "angers")
    assert stranger.get(f"/demandes/{filed.id}/rendez-vous").status_code == 404
