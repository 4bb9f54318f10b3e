"""The list of whom to call, noting a call in one click, and undoing it."""

from __future__ import annotations

import re

from sqlalchemy import select

from intake.runtime import Runtime
from intake.storage import ContactAttemptRow, HandoffRow
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import ANSWERS, Told, file
from tests.desk.test_queue_page import mark, read_traces
from tests.intake.requests.many import many

_CALLEE = re.compile(r'href="/demandes/([0-9a-f-]{36})#appel"')


def callees(html: str) -> list[str]:
    return _CALLEE.findall(html)


def test_whom_to_call_stands_in_its_place_with_what_to_do(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    assert "Personne n’est à rappeler à cette heure-ci" in client.get("/a-rappeler").text
    file(runtime, Told(answers={**ANSWERS, "availability": {"days": ["lundi"], "part": "matin"}}), seed=1)
    file(runtime, Told(answers={**ANSWERS, "availability": {"days": ["mardi"], "part": "matin"}}), seed=2)
    file(runtime, Told(answers={**ANSWERS, "safe_contact": "non"}), seed=3)
    file(runtime, Told(answers={"name": {"first": "Ali", "last": "Ben"}}), seed=4)
    html = client.get("/a-rappeler").text
    for words in (
        "<strong>1</strong> personne attend un appel",
        "joignable le lundi, le matin",
        "mardi 24 novembre à partir de 9 h 00",
        "Ne pas appeler sans précaution",
        "aucun message, rien à qui répond",
        "Aucun numéro n’est connu.",
        "sans savoir si l’appeler est sans risque",
    ):
        assert words in html, words
    assert "joignable le mardi" not in client.get("/a-rappeler?antenne=angers").text
    assert callees(client.get("/a-rappeler?moi=1").text) == []


def test_one_click_notes_the_call_and_opens_the_next_file(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    first, second = file(runtime, seed=1), file(runtime, seed=2)
    html = client.get(f"/demandes/{first.id}").text
    for name in (
        "Joint",
        "Pas de réponse",
        "Répondeur, sans message",
        "Numéro faux",
        "Occupé",
        "Refuse d’être rappelée",
        "Rappeler plus tard",
    ):
        assert f">{name}</button>" in html
    form = {"jeton": token_in(html), "note": "Ça sonne <b>"}
    answer = client.post(f"/demandes/{first.id}/appel", data=form | {"resultat": "no_answer"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/demandes/{second.id}")
    html = client.get(f"/demandes/{second.id}").text
    assert "Vous avez noté « pas de réponse »" in html
    assert "Vous êtes maintenant sur une autre demande." in html
    assert "sur une autre demande" not in client.get(f"/demandes/{first.id}").text + client.get("/a-rappeler").text
    answer = client.post(f"/demandes/{second.id}/appel", data=form | {"resultat": "busy"})
    assert answer.headers["location"] == "/a-rappeler"
    html = client.get(f"/demandes/{first.id}").text
    assert "Ça sonne &lt;b&gt;" in html
    assert "Prochain essai proposé : aujourd’hui à partir de 13 h 30" in html
    # Reached: one stays on the file to decide, and the queue says that the contact is made.
    answer = client.post(f"/demandes/{first.id}/appel", data=form | {"resultat": "reached"})
    assert answer.headers["location"] == f"/demandes/{first.id}"
    assert "premier contact fait" in client.get("/").text


def test_it_is_undone_and_the_note_comes_back(runtime: Runtime, sign_in: SignIn):
    client, filed = sign_in(), file(runtime)
    token = token_in(client.get("/").text)
    assert client.post(f"/demandes/{filed.id}/appel/brouillon", data={"jeton": token, "note": "Elle disait"}).status_code == 204
    assert ">Elle disait</textarea>" in client.get(f"/demandes/{filed.id}").text
    client.post(f"/demandes/{filed.id}/appel", data={"jeton": token, "resultat": "reached", "note": "Elle disait oui"})
    html = client.get("/a-rappeler").text
    found = re.search(r'name="essai" value="([^"]+)"', html)
    assert found
    undone = client.post("/appels/annulation", data={"jeton": token, "essai": found.group(1)})
    assert undone.headers["location"] == f"/demandes/{filed.id}"
    html = client.get(undone.headers["location"]).text
    assert ">Elle disait oui</textarea>" in html
    assert "Vous avez noté" not in html
    assert client.post("/appels/annulation", data={"jeton": token, "essai": found.group(1)}).status_code == 409
    with runtime.database.read() as session:
        assert session.get_one(HandoffRow, filed.id).first_contact_at is None


def test_a_call_is_noted_only_on_files_in_sight_and_with_a_known_result(runtime: Runtime, sign_in: SignIn):
    worker, filed = sign_in("social_worker", "angers"), file(runtime)
    token = token_in(worker.get("/").text)
    for address in (f"/demandes/{filed.id}/appel", f"/demandes/{filed.id}/appel/brouillon"):
        assert worker.post(address, data={"jeton": token, "resultat": "reached", "note": "x"}).status_code == 404
    secretary = sign_in()
    token = token_in(secretary.get("/").text)
    assert secretary.post(f"/demandes/{filed.id}/appel", data={"jeton": token, "resultat": "chanté"}).status_code == 303
    with runtime.database.read() as session:
        assert session.scalars(select(ContactAttemptRow)).all() == []


def test_a_manager_sees_the_list_and_notes_no_call(runtime: Runtime, sign_in: SignIn):
    manager, filed = sign_in("manager", "nantes"), file(runtime)
    assert callees(manager.get("/a-rappeler").text) == [filed.id]
    html = manager.get(f"/demandes/{filed.id}").text
    assert "Noter un appel" not in html
    assert manager.post(f"/demandes/{filed.id}/appel", data={"jeton": token_in(html), "resultat": "busy"}).status_code == 403


def test_the_list_of_calls_is_paged_in_the_order_of_the_queue(runtime: Runtime, sign_in: SignIn):
    rows = many(runtime, 240, open_only=True)
    waiting = sorted(
        (row for row in rows if row["status"] != "waiting_person"), key=lambda row: (not row["urgent"], row["due_at"], row["id"])
    )
    client, address, seen = sign_in(), "/a-rappeler", []
    while address:
        html = client.get(address).text
        assert len(html.encode()) < 150_000
        seen += callees(html)
        found = re.search(r'href="([^"]+)" rel="next"', html)
        address = found.group(1).replace("&amp;", "&") if found else ""
    # Nobody's number is known: all stand in one part, so that the order of the pages is the order of the list.
    assert seen == [row["id"] for row in waiting]
    broken = client.get("/a-rappeler?suite=abc")
    assert broken.status_code == 422
    assert "Reprenez depuis le début de la liste" in broken.text
    assert set(callees(client.get("/a-rappeler?antenne=angers").text)) <= {row["id"] for row in waiting if row["antenna"] == "angers"}


def test_the_list_of_calls_reads_nobody_until_something_changes(runtime: Runtime, sign_in: SignIn):
    first, client = file(runtime, seed=1), sign_in()
    html = client.get("/a-rappeler").text
    assert 'data-refresh="/fragments/a-rappeler"' in html
    before = read_traces(runtime)
    assert client.get(f"/fragments/a-rappeler?vu={mark(html)}").status_code == 204
    assert read_traces(runtime) == before
    second = file(runtime, seed=2)
    fresh = client.get(f"/fragments/a-rappeler?vu={mark(html)}")
    assert fresh.status_code == 200
    assert "<html" not in fresh.text
    assert callees(fresh.text) == [first.id, second.id]
    assert read_traces(runtime) == before + 2
    form = {"jeton": token_in(html), "resultat": "no_answer"}
    client.post(f"/demandes/{first.id}/appel", data=form)
    assert client.get(f"/fragments/a-rappeler?vu={mark(fresh.text)}").status_code == 200
