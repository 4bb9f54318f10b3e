"""The panel of working notes: for social workers, and nowhere else."""

from __future__ import annotations

import json
import re

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.storage import HandoffRow, WorkingNoteRow
from tests.desk.conftest import Program, SignIn, token_in
from tests.desk.people import Filed, file

SECRET = "xylophone"


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    return file(runtime)


@pytest.fixture
def worker(sign_in: SignIn) -> TestClient:
    return sign_in("social_worker", "nantes")


def send(client: TestClient, filed: Filed, what: str = "", **form: str):
    token = token_in(client.get(f"/demandes/{filed.id}").text)
    return client.post(f"/demandes/{filed.id}/notes{what}", data={"jeton": token, **form})


def note_id(runtime: Runtime) -> str:
    with runtime.database.read() as session:
        return session.scalars(select(WorkingNoteRow.id)).one()


def test_a_social_worker_writes_changes_keeps_and_deletes(runtime: Runtime, filed: Filed, worker: TestClient):
    page = f"/demandes/{filed.id}"
    assert "la personne peut les demander" in worker.get(page).text
    assert send(worker, filed, texte=f"{SECRET} <b>").headers["location"] == f"{page}#notes"
    assert f"{SECRET} &lt;b&gt;" in worker.get(page).text
    send(worker, filed, texte=f"{SECRET} deux", note=note_id(runtime))
    assert "(modifiée)" in worker.get(page).text
    send(worker, filed, "/garder", note=note_id(runtime), motif="recours en cours")
    assert "recours en cours" in worker.get(page).text
    send(worker, filed, "/effacer", note=note_id(runtime))
    assert SECRET not in worker.get(page).text


def test_nobody_else_sees_them_anywhere(runtime: Runtime, filed: Filed, worker: TestClient, sign_in: SignIn, program: Program):
    send(worker, filed, texte=SECRET)
    page = f"/demandes/{filed.id}"
    others = [sign_in(role, "nantes") for role in ("secretary", "manager")]
    for client in others:
        html = client.get(page).text
        assert SECRET not in html
        assert "notes de travail" not in html
        token = token_in(html)
        for what in ("", "/brouillon", "/effacer", "/garder", "/demande"):
            assert client.post(f"{page}/notes{what}", data={"jeton": token, "texte": "x"}).status_code == 403
        assert client.get(f"{page}/notes/communication").status_code == 403
    for client in (*others, worker):
        assert filed.id not in client.get(f"/?q={SECRET}").text
    for client in (program("secretary"), program("social_worker"), program("manager")):
        assert SECRET not in client.get(f"/api/v1/handoffs/{filed.id}").text
    with runtime.database.read() as session:
        row = session.get_one(HandoffRow, filed.id)
        assert SECRET not in json.dumps([row.summary, row.proposal])


def test_a_note_on_a_file_out_of_sight_does_not_exist(filed: Filed, sign_in: SignIn):
    client = sign_in("social_worker", "angers")
    token = token_in(client.get("/").text)
    for what in ("", "/brouillon", "/effacer", "/garder", "/demande"):
        answer = client.post(f"/demandes/{filed.id}/notes{what}", data={"jeton": token, "texte": SECRET})
        assert answer.status_code == 404
    assert client.get(f"/demandes/{filed.id}/notes/communication").status_code == 404


def test_an_interruption_loses_nothing(runtime: Runtime, filed: Filed, worker: TestClient):
    assert send(worker, filed, "/brouillon", texte=SECRET).status_code == 204
    html = worker.get(f"/demandes/{filed.id}").text
    assert f">{SECRET}</textarea>" in html
    assert "Brouillon retrouvé" in html
    assert send(worker, filed, "/brouillon", texte="x", note="autre").status_code == 409
    send(worker, filed, texte=SECRET)
    assert "Brouillon retrouvé" not in worker.get(f"/demandes/{filed.id}").text
    send(worker, filed, "/brouillon", texte="la suite", note=note_id(runtime))
    assert "brouillon non enregistré" in worker.get(f"/demandes/{filed.id}").text


def test_what_cannot_be_stored_is_said(filed: Filed, worker: TestClient):
    answer = send(worker, filed, texte="  ")
    assert "La note est vide" in answer.text
    assert "Indiquez le jour" in send(worker, filed, "/demande", par="x", motif="x", decision="granted", jour="hier").text


def test_sharing_shows_it_to_the_named_colleague(filed: Filed, runtime: Runtime, worker: TestClient):
    from intake.staff import add_staff
    from tests.desk.conftest import PASSWORD

    with runtime.database.write() as session:
        marie = add_staff(
            session, login="marie", name="Marie", role="social_worker", antenna="nantes", password=PASSWORD, now=runtime.clock.now()
        )  # fmt: skip
    colleague = TestClient(worker.app, base_url="http://127.0.0.1", follow_redirects=False)
    form = {"identifiant": "marie", "mot_de_passe": PASSWORD, "jeton": token_in(colleague.get("/connexion").text)}
    assert colleague.post("/connexion", data=form).status_code == 303
    assert f'value="{marie.id}"' in worker.get(f"/demandes/{filed.id}").text
    send(worker, filed, texte=SECRET)
    assert SECRET not in colleague.get(f"/demandes/{filed.id}").text
    send(worker, filed, texte=SECRET, note=note_id(runtime), avec=marie.id)
    html = colleague.get(f"/demandes/{filed.id}").text
    assert SECRET in html
    assert "Modifier" not in html


def test_the_sheet_opens_after_the_decision_only(filed: Filed, worker: TestClient):
    send(worker, filed, texte=SECRET)
    sheet = f"/demandes/{filed.id}/notes/communication"
    assert worker.get(sheet).status_code == 303
    given = {"jour": "2026-11-20", "par": "M. Roy, délégué à la protection des données", "decision": "granted", "motif": "droit d’accès"}
    assert send(worker, filed, "/demande", **given).status_code == 303
    html = worker.get(f"/demandes/{filed.id}").text
    assert "communication accordée" in html
    assert "20/11/2026" in html
    assert re.search(rf'href="{sheet}"', html)
    assert SECRET in worker.get(sheet).text


def test_a_closed_file_takes_no_new_note(runtime: Runtime, filed: Filed, worker: TestClient):
    with runtime.database.write() as session:
        session.get_one(HandoffRow, filed.id).status = "closed"
    html = worker.get(f"/demandes/{filed.id}").text
    assert "Nouvelle note" not in html
    assert "La demande est close" in html
