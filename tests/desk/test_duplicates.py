"""The same person twice, on the hand-off page."""

from __future__ import annotations

import html

from sqlalchemy import select
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.storage import HandoffRow, MergeRow, StaffRow
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import ANSWERS, Filed, Told, file


def twice(runtime: Runtime) -> tuple[Filed, Filed]:
    return file(runtime), file(runtime, Told(account="Je vous ai déjà écrit.", answers={**ANSWERS, "rqth": "oui"}), seed=2)


def post(client: TestClient, filed: Filed, action: str, **form: str):
    token = token_in(client.get(f"/demandes/{filed.id}").text)
    return client.post(f"/demandes/{filed.id}/doublons/{action}", data={"jeton": token, **form})


def text(client: TestClient, filed: Filed) -> str:
    return html.unescape(client.get(f"/demandes/{filed.id}").text)


def test_two_requests_are_merged_and_separated(runtime: Runtime, sign_in: SignIn):
    first, second = twice(runtime)
    client = sign_in("secretary")
    assert "même nom, ou presque, même téléphone" in text(client, second).lower()
    assert post(client, second, "reunir", autre=first.id).headers["location"] == f"/demandes/{first.id}"
    kept = text(client, first)
    moved = client.get(f"/demandes/{second.id}")
    assert (moved.status_code, moved.headers["location"]) == (303, f"/demandes/{first.id}?reunie=1")
    assert "La demande que vous vouliez ouvrir a été réunie à celle-ci" in client.get(moved.headers["location"]).text
    assert "Je vous ai déjà écrit." in kept
    assert "Les deux références mènent ici" in kept
    assert "Déjà connue" not in kept
    # Once more, by a colleague who saw the page before.
    form = {"jeton": token_in(kept), "autre": first.id}
    assert client.post(f"/demandes/{second.id}/doublons/reunir", data=form).headers["location"] == f"/demandes/{first.id}"
    with runtime.database.read() as session:
        merge_id = session.scalars(select(MergeRow.id)).one()
    for _ in range(2):
        assert post(client, first, "separer", reunion=merge_id).status_code == 303
    assert "Je vous ai déjà écrit." in text(client, second)
    assert "Je vous ai déjà écrit." not in text(client, first)


def test_what_cannot_be_merged_is_said(runtime: Runtime, sign_in: SignIn):
    first, second = twice(runtime)
    with runtime.database.write() as session:
        row = session.get(HandoffRow, first.id)
        assert row is not None
        row.status = "closed"
    client = sign_in("secretary")
    answer = post(client, second, "reunir", autre=first.id)
    assert answer.status_code == 409
    assert "Seules deux demandes ouvertes" in answer.text
    assert post(client, second, "reunir", autre="x").status_code == 303


def test_a_returning_person_is_offered_her_own_worker(runtime: Runtime, sign_in: SignIn):
    first, second = twice(runtime)
    sign_in("social_worker", "nantes")
    with runtime.database.write() as session:
        row, worker = session.get(HandoffRow, first.id), session.scalars(select(StaffRow.id)).one()
        assert row is not None
        row.assigned_to, row.status = worker, "closed"
    client = sign_in("secretary")
    before = text(client, second)
    assert "Suivie par Léa <b>Roux</b>" in before
    assert "Confier à Léa" in before
    assert post(client, second, "referente", autre=first.id).status_code == 303
    with runtime.database.read() as session:
        now = session.get(HandoffRow, second.id)
        assert now is not None
        assert now.assigned_to == worker
    assert "Confier à Léa" not in text(client, second)


def test_what_is_out_of_sight_is_not_offered(runtime: Runtime, sign_in: SignIn):
    first = file(runtime, Told(answers={**ANSWERS, "postal_code": "49000"}))
    second = file(runtime, seed=2)
    client = sign_in("social_worker", "nantes")
    assert first.id not in text(client, second)
    assert post(client, second, "reunir", autre=first.id).headers["location"] == f"/demandes/{second.id}"
    with runtime.database.read() as session:
        assert session.scalars(select(MergeRow)).all() == []


def test_where_the_kept_one_is_out_of_sight_the_page_says_where_it_went(runtime: Runtime, sign_in: SignIn):
    first, second = twice(runtime)
    assert post(sign_in("secretary"), first, "reunir", autre=second.id).status_code == 303
    with runtime.database.write() as session:
        session.get_one(HandoffRow, first.id).antenna = "angers"
    shown = sign_in("social_worker", "nantes").get(f"/demandes/{second.id}")
    assert shown.status_code == 200
    assert "a été réunie à la demande" in shown.text
