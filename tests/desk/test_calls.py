"""Calls as they are passed on: who is told, what it says, what it leaves in the trail."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from desk.access import AUTOMATIC
from intake.requests import receive
from intake.runtime import Runtime
from intake.storage import AuditRow, CallRow, HandoffRow, OutboxRow, StaffSessionRow
from lexicon.codes import Channel, SaidBy
from tests.desk.conftest import SignIn
from tests.desk.people import ANSWERS, Filed, Told, file, phone

RECENT = timedelta(seconds=20)


def told(client: TestClient, **query: str) -> str:
    answer = client.get("/fragments/appels", params={"vu": "?"} | query)
    assert answer.status_code == 200, answer.text
    assert "<html" not in answer.text
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", answer.text))
    return words.replace(" ,", ",")


def mark(html: str) -> str:
    found = re.search(r'data-mark="([0-9a-f]*)"', html)
    assert found
    return found.group(1)


def in_pairs(filed: Filed) -> str:
    return " ".join(filed.reference[at : at + 2] for at in range(0, 8, 2))


def called(runtime: Runtime, code: str | None = "44000", seed: int = 1) -> Filed:
    answers = {**ANSWERS, "postal_code": code} if code else {k: v for k, v in ANSWERS.items() if k != "postal_code"}
    return file(runtime, Told(answers=answers, channel=Channel.VOICE), seed=seed)


def change(runtime: Runtime, call: str, **values: object) -> None:
    with runtime.database.write() as session:
        row = session.get_one(CallRow, call)
        for name, value in values.items():
            setattr(row, name, value)


def traces(runtime: Runtime) -> list[tuple[str, str | None]]:
    with runtime.database.read() as session:
        return [(row.action, row.request_id) for row in session.scalars(select(AuditRow).order_by(AuditRow.id))]


def test_a_call_passed_on_is_told_with_its_reference_and_nothing_else(runtime: Runtime, sign_in: SignIn):
    client, filed = sign_in(), called(runtime)
    assert client.get("/fragments/appels?vu=").status_code == 204
    phone(runtime, filed, passed_to="nantes", ago=RECENT)
    html = client.get("/fragments/appels?vu=").text
    said = told(client)
    assert f"Un appel vous est passé (Antenne de Nantes) : demande {in_pairs(filed)}, depuis 20 secondes." in said
    assert f'href="/demandes/{filed.id}"' in html
    for secret in ("Jeanne", "Martin", "+33", "06 39", "arrêt", "licencier", "CA1"):
        assert secret not in html


def test_it_is_told_again_only_when_something_changed_and_then_leaves_a_trace(runtime: Runtime, sign_in: SignIn):
    client, filed = sign_in(), called(runtime)
    before = traces(runtime)
    call = phone(runtime, filed, ago=RECENT)
    first = client.get("/fragments/appels?vu=").text
    assert traces(runtime) == [*before, ("list", filed.request_id)]
    assert client.get(f"/fragments/appels?vu={mark(first)}").status_code == 204
    assert traces(runtime) == [*before, ("list", filed.request_id)]
    change(runtime, call, taken_at=runtime.clock.now())
    second = client.get(f"/fragments/appels?vu={mark(first)}").text
    assert "Appel en cours" in second
    assert "data-waits" not in second
    change(runtime, call, ended_at=runtime.clock.now())
    last = client.get(f"/fragments/appels?vu={mark(second)}").text
    assert (mark(last), "Appel" in last) == ("", False)
    assert client.get("/fragments/appels?vu=").status_code == 204


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"passed_at": timedelta(minutes=19)}, True),
        ({"passed_at": timedelta(minutes=21)}, False),
        ({"passed_at": None}, False),
        ({"ended_at": timedelta()}, False),
        ({"taken_at": timedelta()}, True),
    ],
)
def test_which_calls_are_told(runtime: Runtime, sign_in: SignIn, values: dict[str, timedelta | None], shown: bool):
    filed, client, now = called(runtime), sign_in(), runtime.clock.now()
    call = phone(runtime, filed, passed_to="nantes", ago=RECENT)
    change(runtime, call, **{name: None if gap is None else now - gap for name, gap in values.items()})
    assert (in_pairs(filed) in told(client)) is shown


@pytest.mark.parametrize(
    ("role", "antenna", "visible"),
    [
        ("secretary", None, {"nantes", "angers", "nowhere"}),
        # As in the queue: a secretary serves several antennas.
        ("secretary", "angers", {"nantes", "angers", "nowhere"}),
        ("social_worker", "angers", {"angers", "nowhere"}),
        ("social_worker", None, {"nowhere"}),
        ("manager", "angers", {"angers"}),
        ("manager", None, set()),
    ],
)
def test_who_is_told_is_who_sees_the_file(runtime: Runtime, sign_in: SignIn, role: str, antenna: str | None, visible: set[str]):
    made = {}
    for seed, (place, code) in enumerate({"nantes": "44000", "angers": "49000", "nowhere": None}.items(), 1):
        made[place] = called(runtime, code, seed)
        phone(runtime, made[place], sid=place, passed_to=None if place == "nowhere" else place, ago=RECENT)
    said = told(sign_in(role, antenna))
    assert {place for place, filed in made.items() if in_pairs(filed) in said} == visible
    assert {request for action, request in traces(runtime) if action == "list"} == {made[place].request_id for place in visible}


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_neither_administrators_nor_auditors_are_told(runtime: Runtime, sign_in: SignIn, role: str):
    phone(runtime, called(runtime), ago=RECENT)
    client = sign_in(role)
    assert client.get("/fragments/appels").status_code == 403
    page = client.get("/accueil").text
    assert 'id="appels"' not in page
    assert "calls.js" not in page


def test_strangers_are_told_nothing(runtime: Runtime, stranger: TestClient):
    phone(runtime, called(runtime), ago=RECENT)
    assert stranger.get("/fragments/appels").status_code == 401
    assert 'id="appels"' not in stranger.get("/connexion").text


def test_a_call_for_another_antenna_says_so_and_comes_after_her_own(runtime: Runtime, sign_in: SignIn):
    near, far = called(runtime, "49000", 1), called(runtime, "44000", 2)
    phone(runtime, near, sid="CA1", passed_to="angers", ago=timedelta(seconds=50))
    phone(runtime, far, sid="CA2", passed_to="nantes", ago=RECENT)
    client = sign_in("secretary", "angers")
    html, said = client.get("/fragments/appels").text, told(client)
    assert f"Un appel vous est passé : demande {in_pairs(near)}, depuis 50 secondes." in said
    assert f"Un appel est passé à une autre antenne (Antenne de Nantes) : demande {in_pairs(far)}" in said
    assert said.index(in_pairs(near)) < said.index(in_pairs(far))
    assert "1 autre appel" in said
    # Only the one passed to her may open by itself.
    assert html.count("data-mine") == 1
    assert f'data-open="/demandes/{near.id}" data-mine' in html


def test_a_call_that_nobody_took_is_no_longer_said_to_be_passed(runtime: Runtime, sign_in: SignIn):
    client, filed = sign_in(), called(runtime)
    call = phone(runtime, filed, passed_to="nantes", ago=timedelta(minutes=2, seconds=50))
    first = client.get("/fragments/appels?vu=").text
    assert "data-waits" in first
    change(runtime, call, passed_at=runtime.clock.now() - timedelta(minutes=3))
    second = client.get(f"/fragments/appels?vu={mark(first)}").text
    assert "data-waits" not in second
    assert f"Appel passé, que personne n’a pris (Antenne de Nantes) : demande {in_pairs(filed)}, depuis 3 minutes." in told(client)


def test_somebody_who_calls_again_is_told_once(runtime: Runtime, sign_in: SignIn):
    filed = called(runtime)
    phone(runtime, filed, sid="CA1", ago=timedelta(minutes=5))
    phone(runtime, filed, sid="CA2", ago=RECENT)
    said = told(sign_in())
    assert said.count(in_pairs(filed)) == 2, "once to see, once in the name of the link"
    assert "autre" not in said


def test_a_call_without_a_hand_off_is_not_told(runtime: Runtime, sign_in: SignIn):
    filed, client = called(runtime), sign_in()
    phone(runtime, filed, ago=RECENT)
    with runtime.database.write() as session:
        session.delete(session.get_one(HandoffRow, filed.id))
    assert client.get("/fragments/appels?vu=").status_code == 204


def test_watching_for_calls_keeps_no_session_awake(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    assert "calls_fragment" in AUTOMATIC
    with runtime.database.write() as session:
        row = session.scalars(select(StaffSessionRow)).one()
        row.seen_at = seen = row.seen_at - timedelta(minutes=10)
    client.get("/fragments/appels")
    with runtime.database.read() as session:
        assert session.scalars(select(StaffSessionRow.seen_at)).one() == seen
    client.get("/")
    with runtime.database.read() as session:
        assert session.scalars(select(StaffSessionRow.seen_at)).one() > seen


def test_every_page_of_who_reads_has_the_strip(runtime: Runtime, sign_in: SignIn):
    client, filed = sign_in("manager", "nantes"), called(runtime)
    for path, here in (("/", ""), (f"/demandes/{filed.id}", filed.id)):
        html = client.get(path).text
        assert f'data-refresh="/fragments/appels" data-here="{here}"' in html
        assert "/static/calls.js?v=" in html
        assert 'role="status" aria-live="polite"' in html


def test_the_request_says_that_the_person_is_on_the_telephone(runtime: Runtime, sign_in: SignIn):
    client, filed = sign_in(), called(runtime)
    now = "La personne est au téléphone maintenant"
    assert now not in client.get(f"/demandes/{filed.id}").text
    call = phone(runtime, filed, passed_to="nantes", ago=timedelta(minutes=50))
    page = client.get(f"/demandes/{filed.id}").text
    assert page.index(now) < page.index("<h1>")
    here = client.get(f"/fragments/appels?vu=&ici={filed.id}").text
    assert "data-on-line" in here
    assert in_pairs(filed) not in here, "no news any more"
    change(runtime, call, ended_at=runtime.clock.now())
    assert now not in client.get(f"/demandes/{filed.id}").text
    assert "data-on-line" not in client.get(f"/fragments/appels?vu={mark(here)}&ici={filed.id}").text
    change(runtime, call, ended_at=None, passed_at=runtime.clock.now() - timedelta(hours=5))
    assert now not in client.get(f"/demandes/{filed.id}").text


def test_the_strip_of_the_open_request_names_no_link_to_itself(runtime: Runtime, sign_in: SignIn):
    client, filed = sign_in(), called(runtime)
    phone(runtime, filed, passed_to="nantes", ago=RECENT)
    html = client.get(f"/fragments/appels?ici={filed.id}").text
    assert "la personne de cette demande est au téléphone" in html
    assert "href" not in html
    assert "data-open" not in html


def test_what_is_out_of_sight_is_not_on_the_line_either(runtime: Runtime, sign_in: SignIn):
    filed = called(runtime)
    phone(runtime, filed, passed_to="nantes", ago=RECENT)
    assert sign_in("manager", "angers").get(f"/fragments/appels?vu=&ici={filed.id}").status_code == 204


def test_who_speaks_for_somebody_else_is_said(runtime: Runtime, sign_in: SignIn):
    answers = {**ANSWERS, "for_whom": "other", "third_party": {"first": "Sophie", "last": "Petit"}, "third_party_link": "sa fille"}
    filed = file(runtime, Told(answers=answers, channel=Channel.VOICE, said_by=SaidBy.OTHER))
    phone(runtime, filed, ago=RECENT)
    assert "La personne qui parle pour elle est au téléphone maintenant" in sign_in().get(f"/demandes/{filed.id}").text


def transcript(client: TestClient, filed: Filed) -> str:
    html = client.get(f"/demandes/{filed.id}").text
    return html[html.index("L’échange complet") : html.index("Ce que les règles proposent")]


def test_silences_and_keys_show_in_the_exchange(runtime: Runtime, sign_in: SignIn):
    filed, now = called(runtime), runtime.clock.now()
    with runtime.database.write() as session:
        receive(session, filed.conversation_id, text="", client_id="CA1:2", now=now, payload={"silence": True})
        receive(session, filed.conversation_id, text="44000", client_id="CA1:3", now=now, payload={"keypad": True})
        receive(session, filed.conversation_id, text="oui", client_id="CA1:4", now=now, payload={})
        receive(session, filed.conversation_id, text="", client_id="CA1:5", now=now, payload={"keypad": True})
        receive(session, filed.conversation_id, text="", client_id="CA1:6", now=now, payload={})
    shown = transcript(sign_in(), filed)
    for words in (">(silence)</p>", ">(une touche)</p>", ">(rien de dit)</p>"):
        assert shown.count(words) == 1
    assert shown.count("au clavier") == 2
    assert shown.index("au clavier") < shown.index(">44000</p>") < shown.index(">oui</p>")


def text(runtime: Runtime, filed: Filed, key: str, *, minutes: int = 0, kind: str = "text", **values: object) -> None:
    now = runtime.clock.now() - timedelta(minutes=minutes)
    with runtime.database.write() as session:
        session.add(OutboxRow(key=key, kind=kind, payload={}, due_at=now, created_at=now, conversation_id=filed.conversation_id, **values))


LOST = "Le dernier SMS n’est pas arrivé"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"status": "sent", "delivery": "undelivered", "error": "30003"}, "(le téléphone est éteint ou hors réseau)"),
        ({"status": "sent", "delivery": "failed", "error": "30006"}, "(ce numéro est un fixe, ou ne reçoit pas de SMS)"),
        ({"status": "sent", "delivery": "failed", "error": "99999"}, "(cause inconnue)"),
        ({"status": "given_up"}, "(cause inconnue)"),
        ({"status": "given_up", "error": "21610"}, "(la personne a écrit STOP : elle ne veut plus de SMS)"),
        ({"status": "cancelled"}, "(la personne a écrit STOP : elle ne veut plus de SMS)"),
        ({"status": "sent", "delivery": "delivered"}, None),
        ({"status": "sent", "delivery": "sent"}, None),
        ({"status": "sent"}, None),
        ({"status": "waiting"}, None),
    ],
)
def test_a_text_that_did_not_arrive_is_said_above_the_exchange(
    runtime: Runtime, sign_in: SignIn, values: dict[str, object], said: str | None
):
    filed = file(runtime, Told(answers=ANSWERS, channel=Channel.SMS))
    text(runtime, filed, "1", **values)
    html = sign_in().get(f"/demandes/{filed.id}").text
    if said is None:
        assert LOST not in html
        return
    assert html.index("Ce qui manque") < html.index(f"{LOST} {said}") < html.index("L’échange complet")


def test_only_the_last_text_counts_and_no_other_sort_of_message(runtime: Runtime, sign_in: SignIn):
    client, filed = sign_in(), file(runtime, Told(answers=ANSWERS, channel=Channel.SMS))
    text(runtime, filed, "1", minutes=9, status="sent", delivery="failed")
    text(runtime, filed, "mail", kind="email", status="sent", delivery="delivered")
    assert LOST in client.get(f"/demandes/{filed.id}").text
    text(runtime, filed, "2", minutes=5, status="sent", delivery="delivered")
    text(runtime, filed, "3", status="sending")
    assert LOST not in client.get(f"/demandes/{filed.id}").text
