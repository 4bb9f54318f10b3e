"""Typing in for somebody: a call, a visitor, a letter, and a call that was passed on."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select
from starlette.testclient import TestClient

from intake.requests import existing_handoff, load_draft
from intake.runtime import Runtime
from intake.storage import AccountPartRow, AnswerRow, AuditRow, DangerRow, HandoffRow, RequestRow, StaffEntryRow
from lexicon.codes import AnswerStatus, Channel, SaidBy
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import ANSWERS, Told, file, phone

LEAVE = "Je suis en arrêt depuis six mois et mon employeur veut me licencier."
DANGER = "Je n’en peux plus, je veux mourir."


def begin(client: TestClient, **fields: str) -> str:
    form = {"jeton": token_in(client.get("/saisies").text), "cle": str(uuid4()), "genre": "visit", **fields}
    answer = client.post("/saisies", data=form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def put(client: TestClient, at: str, fields: dict[str, Any], before: dict[str, str] | None = None, **more: str):
    page = client.get(at)
    form: dict[str, Any] = {"jeton": token_in(page.text), **more}
    held = dict(re.findall(r'name="avant\.(\w+)" value="([^"]*)"', page.text))
    for code, value in fields.items():
        form[f"avant.{code}"] = (before or {}).get(code, html.unescape(held[code]))
        form[f"f.{code}"] = value
    return client.post(at, data=form)


def request_of(runtime: Runtime, at: str) -> str:
    with runtime.database.read() as session:
        row = session.get(StaffEntryRow, at.rpartition("/")[2])
        assert row is not None
        return row.request_id


def draft_of(runtime: Runtime, at: str):
    request_id = request_of(runtime, at)
    with runtime.database.read() as session:
        return load_draft(session, request_id)


def test_a_visit_is_typed_in_and_handed_over_once(runtime: Runtime, sign_in: SignIn):
    client = sign_in("secretary")
    at = begin(client)
    page = client.get(at).text
    assert "Je note votre demande" in html.unescape(page)
    put(client, at, {"narrative": LEAVE, "topics": ["arret_travail", "risque_emploi"]})
    put(client, at, {"name": "jeanne martin", "birth_date": "5 mars 1971", "phone": "06 39 98 12 34", "for_whom": "self"})
    put(client, at, {"postal_code": "44000", "regime": "=unknown", "communication_needs": ["lsf", "visite"]})
    draft = draft_of(runtime, at)
    assert draft.channel is Channel.STAFF
    assert [(said.text, said.said_by) for said in draft.account] == [(LEAVE, SaidBy.PERSON)]
    assert draft.value("name") == {"first": "Jeanne", "last": "Martin"}
    assert (draft.value("birth_date"), draft.value("phone")) == ("1971-03-05", "+33639981234")
    assert draft.status("regime") is AnswerStatus.UNKNOWN
    assert draft.value("communication_needs") == ["lsf", "visite"]
    assert {topic.code for topic in draft.topics} == {"arret_travail", "risque_emploi"}
    # Deduced from the account, with its words.
    assert draft.status("sick_leave") is AnswerStatus.DEDUCED
    form = {"jeton": token_in(client.get(at).text), "action": "transmettre", "relu": "1"}
    again = [client.post(at, data=form) for _ in range(2)]
    assert {answer.headers["location"] for answer in again} == {again[0].headers["location"]}
    assert again[0].headers["location"].startswith("/demandes/")
    assert draft_of(runtime, at).status("sick_leave") is AnswerStatus.CONFIRMED
    assert LEAVE in html.unescape(client.get(again[0].headers["location"]).text)
    assert client.get(at).headers["location"] == again[0].headers["location"]
    with runtime.database.read() as session:
        assert len(session.scalars(select(HandoffRow)).all()) == 1


def test_the_verdict_and_what_is_missing_follow_every_field(runtime: Runtime, sign_in: SignIn):
    client = sign_in("secretary")
    at = begin(client)
    first = put(client, at, {"narrative": LEAVE}, fragment="1").text
    assert "Ce qui manque encore" in first
    assert 'href="#f-postal_code"' in first
    then = put(client, at, {"postal_code": "44000"}, fragment="1").text
    assert 'href="#f-postal_code"' not in then
    assert 'data-code="sick_leave" data-shown="oui"' in then


def test_what_cannot_be_read_is_said_at_the_field_and_kept(runtime: Runtime, sign_in: SignIn):
    client = sign_in("secretary")
    at = begin(client)
    put(client, at, {"narrative": LEAVE, "phone": "06 39", "birth_date": "hier ou avant"})
    page = client.get(at).text
    assert 'value="06 39"' in page
    assert 'value="hier ou avant"' in page
    assert page.count('aria-invalid="true"') == 2
    refused = put(client, at, {}, action="transmettre")
    assert refused.headers["location"] == f"{at}?manque=1"
    assert "Rien n’a encore été transmis" in html.unescape(client.get(refused.headers["location"]).text)
    put(client, at, {"phone": "06 39 98 12 34", "birth_date": ""})
    assert put(client, at, {}, action="transmettre").headers["location"].startswith("/demandes/")


def test_nothing_at_all_is_not_handed_over(runtime: Runtime, sign_in: SignIn):
    client = sign_in("secretary")
    at = begin(client)
    assert put(client, at, {}, action="transmettre").headers["location"].endswith("?manque=1")
    with runtime.database.read() as session:
        assert session.scalars(select(HandoffRow)).all() == []


def test_a_double_post_changes_nothing_more(runtime: Runtime, sign_in: SignIn):
    client = sign_in("secretary")
    token, key = token_in(client.get("/saisies").text), str(uuid4())
    starts = {client.post("/saisies", data={"jeton": token, "cle": key, "f.name": "Ali Ben"}).headers["location"] for _ in range(2)}
    assert len(starts) == 1
    at = starts.pop()
    for _ in range(2):
        put(client, at, {"narrative": LEAVE, "phone": "0639981234"}, before={"narrative": "", "phone": ""})
    with runtime.database.read() as session:
        assert len(session.scalars(select(RequestRow)).all()) == 1
        assert len(session.scalars(select(AnswerRow).where(AnswerRow.field == "phone")).all()) == 1
        assert len(session.scalars(select(AccountPartRow)).all()) == 1


def test_somebody_elses_key_opens_nothing(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime)
    client = sign_in("secretary")
    token = token_in(client.get("/saisies").text)
    for key in (filed.conversation_id, "x", ""):
        answer = client.post("/saisies", data={"jeton": token, "cle": key, "nouvelle": "1"})
        assert answer.headers["location"] == "/saisies"


def test_a_danger_is_told_at_once_and_reaches_the_queue(runtime: Runtime, sign_in: SignIn):
    client = sign_in("secretary")
    at = begin(client)
    said = html.unescape(put(client, at, {"narrative": DANGER}, fragment="1").text)
    assert "Danger entendu : " in said
    assert "3114" in said
    # Typed on: the same danger is one danger.
    put(client, at, {"narrative": f"{DANGER} Depuis hier."})
    with runtime.database.read() as session:
        assert len(session.scalars(select(DangerRow)).all()) == 1
        row = existing_handoff(session, request_of(runtime, at))
        assert row is not None
        assert (row.urgent, row.reason) == (True, "danger")
    assert put(client, at, {}, action="transmettre").headers["location"] == f"/demandes/{row.id}"


def test_a_danger_is_heard_in_every_free_text(runtime: Runtime, sign_in: SignIn):
    client = sign_in("secretary")
    at = begin(client)
    assert "Danger entendu" in put(client, at, {"expectation": DANGER}, fragment="1").text


def test_a_call_passed_on_opens_with_what_the_assistant_heard(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime, Told(answers=ANSWERS, channel=Channel.VOICE))
    phone(runtime, filed, passed_to="nantes", ago=timedelta(minutes=1))
    client = sign_in("secretary")
    page = client.get(f"/demandes/{filed.id}").text
    assert "Saisir ce qu’elle dit au téléphone" in html.unescape(page)
    at = client.post(f"/demandes/{filed.id}/saisie", data={"jeton": token_in(page)}).headers["location"]
    assert at == client.post(f"/demandes/{filed.id}/saisie", data={"jeton": token_in(page)}).headers["location"]
    entry = html.unescape(client.get(at).text)
    assert Told().account in entry
    assert 'value="Jeanne Martin"' in entry
    put(client, at, {"phone": "06 39 98 12 35", "narrative": "Et j’ai peur pour mon loyer.", "said_by": "other"})
    with runtime.database.read() as session:
        rows = session.scalars(select(AnswerRow).where(AnswerRow.field == "phone").order_by(AnswerRow.id)).all()
        assert [row.value for row in rows] == ["+33639981234", "+33639981235"]
        assert rows[1].said_by == "other"
        assert [said.text for said in load_draft(session, filed.request_id).account] == [Told().account, "Et j’ai peur pour mon loyer."]
        row = session.get(HandoffRow, filed.id)
        assert row is not None
        assert "35" in str(row.summary)


def test_two_people_on_one_file_do_not_overwrite_each_other_and_are_warned(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime)
    one, other = sign_in("secretary", "nantes"), sign_in("social_worker", "nantes")
    pages = [client.get(f"/demandes/{filed.id}").text for client in (one, other)]
    assert "a cette demande ouverte" not in pages[0]
    assert "Léa &lt;b&gt;Roux&lt;/b&gt; a cette demande ouverte" in re.sub(r"\s+", " ", pages[1])
    assert "a cette demande ouverte" in one.get("/fragments/presence", params={"ici": filed.id}).text
    ats = [
        client.post(f"/demandes/{filed.id}/saisie", data={"jeton": token_in(page)}).headers["location"]
        for client, page in zip((one, other), pages, strict=True)
    ]
    assert ats[0] != ats[1]
    put(one, ats[0], {"rqth": "oui"})
    # The other one's page was made before: she touched something else only.
    put(other, ats[1], {"rqth": "", "regime": "general"}, before={"rqth": "", "regime": "=unknown"})
    draft = draft_of(runtime, ats[0])
    assert (draft.value("rqth"), draft.value("regime")) == ("oui", "general")
    # What she types is hers.
    assert other.get(ats[0]).headers["location"] == "/saisies?absente=1"


def test_presence_passes(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime)
    one, other = sign_in("secretary", "nantes"), sign_in("social_worker", "nantes")
    one.get(f"/demandes/{filed.id}")
    from intake.storage import PresenceRow

    with runtime.database.write() as session:
        for row in session.scalars(select(PresenceRow)):
            row.seen_at -= timedelta(seconds=91)
    assert "a cette demande ouverte" not in other.get(f"/demandes/{filed.id}").text


def test_entries_are_found_again_and_given_up(runtime: Runtime, sign_in: SignIn):
    client, other = sign_in("secretary", "nantes"), sign_in("secretary", "angers")
    at = begin(client, **{"f.name": "Jeanne Martin"})
    assert "Jeanne Martin" in client.get("/saisies").text
    assert "Jeanne Martin" not in other.get("/saisies").text
    gone = client.post(f"{at}/abandon", data={"jeton": token_in(client.get(at).text)})
    assert gone.headers["location"] == "/saisies"
    assert client.get(at).headers["location"] == "/saisies?absente=1"
    with runtime.database.read() as session:
        assert session.scalars(select(RequestRow)).all() == []


def test_giving_up_keeps_what_was_handed_over(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime)
    client = sign_in("secretary")
    token = token_in(client.get(f"/demandes/{filed.id}").text)
    at = client.post(f"/demandes/{filed.id}/saisie", data={"jeton": token}).headers["location"]
    client.post(f"{at}/abandon", data={"jeton": token})
    assert client.get(f"/demandes/{filed.id}").status_code == 200
    assert client.get(at).headers["location"] == f"/demandes/{filed.id}"


def test_the_same_person_is_shown_before_anything_is_created(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime, Told(answers={**ANSWERS, "birth_date": "1971-03-05"}))
    client = sign_in("secretary")
    form = {"jeton": token_in(client.get("/saisies").text), "cle": str(uuid4())}
    form |= {"f.name": "Jeane Martin", "f.birth_date": "05/03/1971"}
    shown = client.post("/saisies", data=form)
    assert shown.status_code == 200
    assert "Est-ce l’une de ces personnes" in html.unescape(shown.text)
    assert filed.id in shown.text
    with runtime.database.read() as session:
        assert len(session.scalars(select(RequestRow)).all()) == 1
    at = client.post("/saisies", data={**form, "nouvelle": "1"}).headers["location"]
    assert draft_of(runtime, at).value("birth_date") == "1971-03-05"
    with runtime.database.read() as session:
        assert len(session.scalars(select(RequestRow)).all()) == 2


def test_typing_leaves_a_trace(runtime: Runtime, sign_in: SignIn):
    client = sign_in("secretary")
    at = begin(client)
    put(client, at, {"narrative": LEAVE})
    put(client, at, {}, action="transmettre")
    with runtime.database.read() as session:
        actions = set(session.scalars(select(AuditRow.action).where(AuditRow.request_id == request_of(runtime, at))))
    assert {"type_in", "read", "hand_over"} <= actions


def test_a_social_security_number_is_masked(runtime: Runtime, sign_in: SignIn):
    client = sign_in("secretary")
    at = begin(client)
    put(client, at, {"narrative": "Mon numéro est le 2 71 03 44 109 123 59."})
    assert "109 123" not in draft_of(runtime, at).account[0].text


def test_the_page_stays_light(runtime: Runtime, sign_in: SignIn):
    client = sign_in("secretary")
    assert len(client.get(begin(client)).content) < 150_000
