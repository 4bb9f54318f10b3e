"""An alarm at the desk: seen, confirmed or lifted by a human, and shown as a count to who sees no file."""

from __future__ import annotations

from starlette.testclient import TestClient

from intake.runtime import Runtime
from lexicon.codes import DangerKind
from tests.desk.conftest import Program, SignIn, token_in
from tests.desk.people import ANSWERS, Told, file


def press(client: TestClient, handoff_id: str, what: str) -> int:
    token = token_in(client.get(f"/demandes/{handoff_id}").text)
    return client.post(f"/demandes/{handoff_id}/alerte/{what}", data={"jeton": token}).status_code


def test_lifting_takes_the_flag_from_screen_summary_and_api(runtime: Runtime, sign_in: SignIn, program: Program):
    filed = file(runtime, Told(answers=ANSWERS, danger=DangerKind.VIOLENCE))
    client = sign_in()
    page = client.get(f"/demandes/{filed.id}").text
    assert "J’ai vu, je m’en occupe" in page
    assert press(client, filed.id, "vue") == 303
    assert "J’ai vu" not in client.get(f"/demandes/{filed.id}").text
    assert press(client, filed.id, "levee") == 303
    page = client.get(f"/demandes/{filed.id}").text
    assert "Danger entendu :" not in page
    assert "DANGER" not in page
    shown = program("secretary").get(f"/api/v1/handoffs/{filed.id}").json()
    assert shown["danger"] is None
    assert not shown["urgent"]
    assert shown["eligibility"]["outcome"] != "danger"
    # Pressed again by somebody slower: nothing breaks.
    assert press(client, filed.id, "levee") == 303


def test_confirming_says_who_verified_and_counts_without_names(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime, Told(answers=ANSWERS, danger=DangerKind.ENFANT))
    client = sign_in()
    assert press(client, filed.id, "confirmee") == 303
    page = client.get(f"/demandes/{filed.id}").text
    assert "Confirmé par l’équipe" in page
    assert "non vérifié" not in page
    counts = sign_in("auditor").get("/accueil").text
    assert "2026-11" in counts
    assert "Jeanne" not in counts


def test_an_antenna_manager_may_read_but_not_judge(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime, Told(answers=ANSWERS, danger=DangerKind.SUICIDE))
    manager = sign_in("manager", "nantes")
    page = manager.get(f"/demandes/{filed.id}")
    if page.status_code == 200:
        assert "lever le repérage" not in page.text
    token = token_in(sign_in().get(f"/demandes/{filed.id}").text)
    assert manager.post(f"/demandes/{filed.id}/alerte/levee", data={"jeton": token}).status_code == 403
