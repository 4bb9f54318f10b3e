"""Deciding at the desk: the forms, what they refuse, the text read again, the undoing, the history."""

from __future__ import annotations

import html as escaping
import re

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.storage import AuditRow, DecisionRow, DisagreementRow, HandoffRow, OutboxRow, TellingRow, TextThreadRow
from tests.conftest import NOW
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import ANSWERS, Filed, Told, file

CLEAR = {**ANSWERS, "regime": "general", "job_risk": "oui", "hospital_status": "non"}
ACCEPT = {"sorte": "accept", "axe": "emploi", "confier": "antenne:nantes"}
ORIENT = {"sorte": "orient", "motif": "better_placed", "organisme": "MDPH", "dire": "call", "mots": "Parler du dossier."}


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    return file(runtime, Told(answers=CLEAR))


@pytest.fixture
def lea(sign_in: SignIn) -> TestClient:
    return sign_in()


def show(client: TestClient, filed: Filed) -> str:
    answer = client.get(f"/demandes/{filed.id}")
    assert answer.status_code == 200
    return escaping.unescape(answer.text)


def send(client: TestClient, filed: Filed, *, seen: str = "", path: str = "decision", **form):
    shown = seen or show(client, filed)
    version = re.search(r'name="version" value="([^"]+)"', shown)
    assert version
    return client.post(f"/demandes/{filed.id}/{path}", data={"jeton": token_in(shown), "version": version.group(1), **form})


def undo(client: TestClient, filed: Filed):
    shown = show(client, filed)
    found = re.search(r'name="decision" value="([^"]+)"', shown)
    assert found
    return client.post(f"/demandes/{filed.id}/decision/annulation", data={"jeton": token_in(shown), "decision": found.group(1)})


def row(runtime: Runtime, filed: Filed) -> HandoffRow:
    with runtime.database.read() as session:
        return session.scalars(select(HandoffRow).where(HandoffRow.id == filed.id)).one()


def by_text(runtime: Runtime, filed: Filed) -> None:
    thread = {"token": "t" * 32, "number": "+33639981234", "service_number": "+33939981200", "last_at": NOW, "reminded_at": None}
    with runtime.database.write() as session:
        session.add(TextThreadRow(conversation_id=filed.conversation_id, **thread))


def test_the_panel_stands_between_what_is_missing_and_the_exchange_and_favours_no_axis(filed: Filed, lea: TestClient):
    shown = show(lea, filed)
    assert shown.index("Ce qui manque") < shown.index('id="decider"') < shown.index("L’échange complet") < shown.index("Ce que les règles")
    assert shown.index("Ce que les règles proposent") < shown.index("Ce qui a été fait")
    picks = shown[shown.index('id="accept-axe"') : shown.index("</fieldset>", shown.index('id="accept-axe"'))]
    assert picks.count('type="radio"') == 5
    assert "checked" not in picks


def test_what_is_to_be_told_by_a_call_is_not_said_to_be_told(runtime: Runtime, filed: Filed, lea: TestClient):
    send(lea, filed, sorte="ask", mots="Avez-vous vu votre médecin ?", dire="call")
    shown = show(lea, filed)
    assert "Question notée pour la personne. Il reste à l’appeler pour le lui dire." in shown
    assert "a noté une question pour la personne : à lui poser par un appel." in shown


def test_accepting_hands_the_file_over_and_is_told_in_a_sentence(runtime: Runtime, filed: Filed, lea: TestClient):
    assert send(lea, filed, **ACCEPT).status_code == 303
    assert (row(runtime, filed).status, row(runtime, filed).antenna) == ("accepted", "nantes")
    shown = show(lea, filed)
    assert "Vous pouvez annuler jusqu’à 10 h 40" in shown
    assert "Léa <b>Roux</b> a accepté la demande : " in shown
    assert "confiée à : Antenne de Nantes" in shown


def test_disagreeing_may_name_what_was_wrong(runtime: Runtime, filed: Filed, lea: TestClient):
    shown = show(lea, filed)
    rule = re.search(r'name="faux" value="(rule:[^"]+)"', shown)
    assert rule
    wrong = {"faux": [rule.group(1), "topic:arret_travail"], "faux_mots": "Elle parle de son fils."}
    assert send(lea, filed, **{**ACCEPT, "axe": "soins"}, **wrong).status_code == 303
    with runtime.database.read() as session:
        assert session.scalars(select(DecisionRow.agrees)).all() == [False]
        assert sorted(session.scalars(select(DisagreementRow.kind))) == ["other", "rule", "topic"]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({**ACCEPT, "axe": ""}, "accept-axe"),
        ({**ACCEPT, "confier": ""}, "accept-confier"),
        ({**ORIENT, "motif": ""}, "orient-motif"),
        ({**ORIENT, "organisme": "-", "organisme_autre": ""}, "orient-organisme"),
        ({"sorte": "close", "mots": "Rien à ajouter."}, "close-motif"),
        ({"sorte": "ask", "dire": "call"}, "ask-mots"),
    ],
)
def test_what_is_missing_is_summed_up_and_what_was_typed_is_kept(
    runtime: Runtime, filed: Filed, lea: TestClient, form: dict[str, str], field: str
):
    answer = send(lea, filed, **form)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert f'href="#{field}"' in answer.text
    assert f'id="{field}"' in answer.text
    if "mots" in form:
        assert form["mots"] in answer.text
    assert row(runtime, filed).status == "new"


def test_the_second_of_two_is_told_who_was_first(filed: Filed, lea: TestClient, sign_in: SignIn):
    other = sign_in("social_worker", "nantes")
    seen = show(other, filed)
    assert send(lea, filed, **ACCEPT).status_code == 303
    answer = send(other, filed, seen=seen, sorte="close", motif="helped", mots="Ma note.")
    assert answer.status_code == 409
    assert "a accepté la demande" in answer.text
    assert "Relire la demande" in answer.text
    assert "Ma note." in answer.text
    assert 'name="version"' not in answer.text


def test_the_page_of_errors_does_not_count_as_reading(runtime: Runtime, filed: Filed, lea: TestClient, sign_in: SignIn):
    seen, other = show(lea, filed), sign_in("social_worker", "nantes")
    version = re.search(r'name="version" value="([^"]+)"', seen)
    assert version
    form = {"jeton": token_in(other.get("/").text), "version": version.group(1), "sorte": "close", "motif": "helped"}
    for _ in range(2):
        answer = other.post(f"/demandes/{filed.id}/decision", data=form)
        assert answer.status_code == 422
        assert "lisez ce que dit la personne" in answer.text
    with runtime.database.read() as session:
        assert "decide_page" in session.scalars(select(AuditRow.action)).all()


def test_a_text_is_read_again_then_leaves_in_ten_minutes_unless_it_is_undone(runtime: Runtime, filed: Filed, lea: TestClient):
    by_text(runtime, filed)
    form = {"sorte": "orient", "motif": "better_placed", "organisme": "MDPH", "dire": "text", "texte": "Bonjour. Appelez-nous."}
    preview = send(lea, filed, **form)
    assert preview.status_code == 200
    assert "Bonjour. Appelez-nous." in preview.text
    assert row(runtime, filed).status == "new"
    fields = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', preview.text))
    assert lea.post(f"/demandes/{filed.id}/decision", data=fields).status_code == 303
    assert row(runtime, filed).status == "redirected"
    with runtime.database.read() as session:
        assert [text.payload["body"] for text in session.scalars(select(OutboxRow))] == ["Bonjour. Appelez-nous."]
    assert undo(lea, filed).status_code == 303
    assert row(runtime, filed).status == "new"
    with runtime.database.read() as session:
        assert session.scalar(select(OutboxRow.id)) is None
    assert "a annulé la décision" in show(lea, filed)


def test_an_indiscreet_text_is_refused_with_its_words(runtime: Runtime, filed: Filed, lea: TestClient):
    by_text(runtime, filed)
    answer = send(
        lea, filed, sorte="orient", motif="better_placed", organisme="MDPH", dire="text", texte="Voyez la MDPH pour votre handicap."
    )
    assert answer.status_code == 422
    assert "« mdph », « handicap »" in answer.text
    assert 'href="#orient-texte"' in answer.text
    assert "Voyez la MDPH pour votre handicap." in answer.text


def test_the_model_of_a_text_is_discreet(runtime: Runtime, filed: Filed, lea: TestClient):
    by_text(runtime, filed)
    preview = send(lea, filed, sorte="orient", motif="better_placed", organisme="MDPH", dire="text", texte=model(show(lea, filed)))
    assert preview.status_code == 200


def model(shown: str) -> str:
    found = re.search(r'name="texte"[^>]*>([^<]+)<', shown)
    assert found
    return found.group(1)


def test_without_a_conversation_by_text_only_a_call_is_offered(filed: Filed, lea: TestClient):
    assert 'value="text"' not in show(lea, filed)


def test_waiting_closing_and_reopening(runtime: Runtime, filed: Filed, lea: TestClient):
    assert send(lea, filed, sorte="ask", mots="Son numéro de poste.", dire="call").status_code == 303
    assert "Elle a répondu, reprendre" in show(lea, filed)
    assert send(lea, filed, sorte="resume").status_code == 303
    assert send(lea, filed, sorte="close", motif="unreached").status_code == 303
    shown = show(lea, filed)
    assert "Accepter et confier" not in shown
    assert "elle n’a pas pu être jointe" in shown
    assert send(lea, filed, sorte="accept", axe="emploi", confier="antenne:nantes").status_code == 422
    assert send(lea, filed, sorte="reopen", mots="Elle a rappelé.").status_code == 303
    assert row(runtime, filed).status == "in_review"


def test_a_manager_hands_files_over_and_decides_nothing_else(runtime: Runtime, filed: Filed, lea: TestClient, sign_in: SignIn):
    manager = sign_in("manager", "nantes")
    shown = show(manager, filed)
    assert "Accepter et confier" not in shown
    assert send(manager, filed, **ACCEPT).status_code == 403
    assert send(manager, filed, path="attribution", **ACCEPT).status_code == 422
    assert send(manager, filed, path="attribution", sorte="assign", confier="antenne:nantes").status_code == 303
    assert undo(manager, filed).status_code == 303
    # What a colleague decided is not hers to undo.
    assert send(lea, filed, **ACCEPT).status_code == 303
    assert 'name="decision"' not in show(manager, filed)
    with runtime.database.read() as session:
        last = session.scalars(select(DecisionRow.id).order_by(DecisionRow.id.desc())).first()
    token = token_in(show(manager, filed))
    assert manager.post(f"/demandes/{filed.id}/decision/annulation", data={"jeton": token, "decision": last}).status_code == 403


def test_a_social_worker_finds_herself_chosen(filed: Filed, sign_in: SignIn):
    worker = sign_in("social_worker", "nantes")
    assert re.search(r'<option value="membre:[^"]+" selected>Léa', show(worker, filed))


def test_a_form_that_is_no_form_of_ours_is_refused(filed: Filed, lea: TestClient):
    token = token_in(show(lea, filed))
    for form in ({}, {"sorte": "accept", "version": "hier"}, {"sorte": "x", "version": "2026-11-23T09:30:00+00:00"}):
        assert lea.post(f"/demandes/{filed.id}/decision", data={"jeton": token, **form}).status_code == 422


def test_what_is_told_by_a_call_is_in_the_list_of_calls_until_it_is_told(runtime: Runtime, filed: Filed, lea: TestClient):
    assert send(lea, filed, **ORIENT).status_code == 303
    listed = escaping.unescape(lea.get("/a-rappeler").text)
    assert "elle est orientée vers « MDPH ». Note : Parler du dossier." in listed
    shown = show(lea, filed)
    assert "il n’y a plus personne à rappeler" not in shown
    assert "elle est orientée vers « MDPH »" in shown
    called = {"jeton": token_in(shown), "resultat": "reached"}
    assert lea.post(f"/demandes/{filed.id}/appel", data=called).status_code == 303
    assert "MDPH" not in escaping.unescape(lea.get("/a-rappeler").text)
    assert "il n’y a plus personne à rappeler" in show(lea, filed)


def test_who_agreed_is_asked_once_and_a_no_brings_the_request_back(runtime: Runtime, filed: Filed, lea: TestClient, sign_in: SignIn):
    assert send(lea, filed, **ORIENT, suivi="1").status_code == 303
    assert "Oui, elle a eu une réponse" not in show(lea, filed)
    with runtime.database.write() as session:
        asked = session.scalars(select(TellingRow).where(TellingRow.kind == "follow_up")).one()
        # Three weeks later, and no text may reach her.
        asked.from_at, asked.by = NOW, "call"
    shown = show(lea, filed)
    assert "« MDPH » lui a-t-il répondu ?" in shown
    form = {"jeton": token_in(shown)}
    assert sign_in("manager", "nantes").post(f"/demandes/{filed.id}/suivi", data=form).status_code == 403
    for reponse in ("peut-être", "non", "oui"):
        assert lea.post(f"/demandes/{filed.id}/suivi", data=form | {"reponse": reponse}).status_code == 303
    assert row(runtime, filed).status == "in_review"
    assert "Elle n’a pas eu de réponse du service indiqué." in show(lea, filed)
    assert "Oui, elle a eu une réponse" not in show(lea, filed)
    assert undo(lea, filed).status_code == 303
    assert "Oui, elle a eu une réponse" in show(lea, filed)
