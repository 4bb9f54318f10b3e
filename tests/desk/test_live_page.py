"""Conversations in the desk: who may take which, what is shown before, writing, handing back, and what comes back unsent."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from desk.views.words import ago
from intake.requests import receive
from intake.runtime import Runtime
from intake.storage import AuditRow, ConversationRow, LiveRow, MessageRow, OutboxRow, StaffSessionRow
from lexicon.codes import Channel
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import ANSWERS, Told, file
from tests.intake.live.test_live import begin, turn


def post(client: TestClient, talk: str, what: str, **form: str):
    token = token_in(client.get("/compte").text)
    return client.post(f"/direct/{talk}/{what}", data={"jeton": token, **form})


def actions(runtime: Runtime) -> list[str]:
    with runtime.database.read() as session:
        return list(session.scalars(select(AuditRow.action).order_by(AuditRow.id)))


def said_by_staff(runtime: Runtime) -> list[str]:
    with runtime.database.read() as session:
        return [row.text for row in session.scalars(select(MessageRow).where(MessageRow.sender == "staff").order_by(MessageRow.seq))]


def mark(html: str) -> str:
    found = re.search(r'data-mark="([0-9a-f]+)"', html)
    assert found
    return found.group(1)


def test_the_last_message_is_told_as_past():
    assert [ago(seconds) for seconds in (3, 45, 61, 300)] == ["à l’instant", "il y a 40 secondes", "il y a 1 minute", "il y a 5 minutes"]


def test_the_list_names_nobody_and_refreshes_only_when_something_changed(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    assert "Personne n’écrit en ce moment" in client.get("/direct").text
    talk = begin(runtime)
    html = client.get("/direct").text
    assert f'href="/direct/{talk}"' in html
    assert "licencier" not in html
    before = len(actions(runtime))
    assert client.get("/fragments/direct", params={"vu": mark(html)}).status_code == 204
    assert len(actions(runtime)) == before
    turn(runtime, talk, "une personne", "human")
    again = client.get("/fragments/direct", params={"vu": mark(html)})
    assert "Demande une personne" in again.text
    assert "<html" not in again.text


def test_what_was_not_handed_over_is_read_only_by_who_has_taken_it(runtime: Runtime, sign_in: SignIn):
    client, talk = sign_in(), begin(runtime)
    html = client.get(f"/direct/{talk}").text
    assert "La personne n’a encore rien transmis" in html
    assert "licencier" not in html
    assert "licencier" not in client.get(f"/fragments/direct/{talk}").text
    assert post(client, talk, "prendre").status_code == 303
    html = client.get(f"/direct/{talk}").text
    assert html.index("Ce que dit la personne") < html.index("licencier") < html.index('id="texte"')
    assert "transcript" in actions(runtime)


def test_writing_handing_back_and_closing(runtime: Runtime, sign_in: SignIn):
    client, talk = sign_in(), begin(runtime)
    post(client, talk, "prendre")
    sent = post(client, talk, "dire", texte="Bonjour, <b>je vous lis</b>.", cle="k1")
    assert sent.headers["location"] == f"/direct/{talk}?dit=envoye"
    post(client, talk, "dire", texte="Bonjour, <b>je vous lis</b>.", cle="k1")
    assert said_by_staff(runtime) == ["Bonjour, <b>je vous lis</b>."]
    html = client.get(sent.headers["location"]).text
    assert "Votre message est parti." in html
    assert "&lt;b&gt;je vous lis&lt;/b&gt;" in html
    assert post(client, talk, "dire", texte="  ").headers["location"].endswith("dit=vide")
    assert post(client, talk, "rendre").headers["location"].endswith("dit=rendue")
    assert "L’assistant automatique répond." in client.get(f"/direct/{talk}").text
    late = post(client, talk, "dire", texte="Encore un mot")
    assert late.status_code == 409
    assert "Encore un mot" in late.text
    assert len(said_by_staff(runtime)) == 1
    post(client, talk, "prendre")
    assert post(client, talk, "clore").headers["location"].endswith("dit=close")
    assert {"take_over", "say_as_staff", "hand_back", "close_live"} <= set(actions(runtime))


def test_a_colleague_sees_who_holds_it_and_cannot_take_it(runtime: Runtime, sign_in: SignIn):
    first, second, talk = sign_in(), sign_in("social_worker"), begin(runtime)
    post(first, talk, "prendre")
    assert "Léa &lt;b&gt;Roux&lt;/b&gt; répond à cette personne" in second.get(f"/direct/{talk}").text
    taken = post(second, talk, "prendre")
    assert "Une collègue a été plus rapide." in second.get(taken.headers["location"]).text
    assert post(second, talk, "rendre").headers["location"].endswith("plus_a_vous")
    with runtime.database.read() as session:
        holder = session.get_one(ConversationRow, talk).held_by
        assert holder is not None


def test_new_messages_come_by_themselves_and_an_active_member_keeps_it(runtime: Runtime, sign_in: SignIn):
    client, talk = sign_in(), begin(runtime)
    post(client, talk, "prendre")
    html = client.get(f"/direct/{talk}").text
    seq = re.search(r'data-seq="(\d+)"', html)
    assert seq
    query = {"apres": seq.group(1), "tenue": "me"}
    assert client.get(f"/fragments/direct/{talk}", params=query).status_code == 204
    with runtime.database.write() as session:
        receive(session, talk, text="vous êtes là ?", client_id="m9", now=runtime.clock.now())
        session.get_one(LiveRow, talk).seen_at = runtime.clock.now() - timedelta(minutes=5)
        awake = session.scalars(select(StaffSessionRow.seen_at)).one()
    fresh = client.get(f"/fragments/direct/{talk}", params=query)
    assert "vous êtes là ?" in fresh.text
    assert "licencier" not in fresh.text

    def seen() -> timedelta:
        with runtime.database.read() as session:
            at = session.get_one(LiveRow, talk).seen_at
        assert at is not None
        return runtime.clock.now() - at

    assert seen() > timedelta(minutes=4), "asking by itself is no sign of her"
    client.get(f"/fragments/direct/{talk}", params={**query, "actif": "1"})
    assert seen() < timedelta(minutes=1)
    with runtime.database.read() as session:
        assert session.scalars(select(StaffSessionRow.seen_at)).one() == awake


def test_a_text_that_tells_comes_back_with_a_warning_and_leaves_once_confirmed(runtime: Runtime, sign_in: SignIn):
    client, talk = sign_in(), begin(runtime, Channel.SMS)
    post(client, talk, "prendre")
    refused = post(client, talk, "dire", texte="Votre médecin a répondu.", cle="k1")
    assert refused.status_code == 422
    assert "« medecin » dirait de quoi il s’agit" in refused.text
    assert ">Votre médecin a répondu.</textarea>" in refused.text
    assert said_by_staff(runtime) == []
    assert post(client, talk, "dire", texte="Votre médecin a répondu.", cle="k1", quand_meme="1").status_code == 303
    with runtime.database.read() as session:
        assert [row.payload["body"] for row in session.scalars(select(OutboxRow))][-1] == "Votre médecin a répondu."


def test_the_page_of_a_request_offers_the_conversation_while_the_person_is_there(runtime: Runtime, sign_in: SignIn):
    client, here = sign_in(), file(runtime)
    gone = file(runtime, now=runtime.clock.now() - timedelta(minutes=16), seed=2)
    called = file(runtime, Told(answers=ANSWERS, channel=Channel.VOICE), seed=3)
    offer = f'action="/direct/{here.conversation_id}/prendre"'
    assert offer in client.get(f"/demandes/{here.id}").text
    for other in (gone, called):
        assert "Prendre la conversation" not in client.get(f"/demandes/{other.id}").text
    assert offer not in sign_in("manager", "nantes").get(f"/demandes/{here.id}").text
    post(client, here.conversation_id, "prendre")
    assert "Revenir à la conversation" in client.get(f"/demandes/{here.id}").text


@pytest.mark.parametrize(
    ("role", "antenna", "status"), [("social_worker", "angers", 404), ("manager", "nantes", 403), ("auditor", None, 403)]
)
def test_what_is_not_hers_does_not_exist(runtime: Runtime, sign_in: SignIn, role: str, antenna: str | None, status: int):
    talk, client = file(runtime).conversation_id, sign_in(role, antenna)
    for answer in (client.get(f"/direct/{talk}"), client.get(f"/fragments/direct/{talk}"), post(client, talk, "prendre")):
        assert answer.status_code == status
    with runtime.database.read() as session:
        assert session.get_one(ConversationRow, talk).held_by is None


def test_a_form_without_its_token_does_nothing(app: FastAPI, runtime: Runtime, sign_in: SignIn):
    client, talk = sign_in(), begin(runtime)
    assert client.post(f"/direct/{talk}/prendre").status_code == 403
    assert client.get("/direct/nulle-part").status_code == 404
