"""Filters with their counts, kept filters, several files given at once, absences."""

from __future__ import annotations

import re
from html import unescape as html_of

from sqlalchemy import select

from intake.runtime import Runtime
from intake.storage import HandoffRow, StaffRow
from lexicon.codes import Channel
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import ANSWERS, Told, file
from tests.desk.test_queue_page import lines


def someone(runtime: Runtime, login: str) -> str:
    with runtime.database.read() as session:
        return session.scalars(select(StaffRow.id).where(StaffRow.login == login)).one()


def change(runtime: Runtime, handoff_id: str, **values: object) -> None:
    with runtime.database.write() as session:
        row = session.get_one(HandoffRow, handoff_id)
        for name, value in values.items():
            setattr(row, name, value)


def test_the_usual_queue_is_what_is_to_be_decided_and_each_choice_says_how_many(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    first = file(runtime, Told(answers=ANSWERS, channel=Channel.SMS), seed=1).id
    accepted = file(runtime, seed=2).id
    waiting = file(runtime, seed=3).id
    change(runtime, accepted, status="accepted", assigned_to=someone(runtime, "secretary-sans"), complete=True)
    change(runtime, waiting, status="waiting_person", complete=True)
    change(runtime, first, complete=False)
    html = client.get("/").text
    assert set(lines(html)) == {first, waiting}
    for option in (
        '<option value="" selected>À traiter (2)</option>',
        '<option value="ouvertes">Toutes les ouvertes (3)</option>',
        '<option value="waiting_person">Attend la personne (1)</option>',
        '<option value="accepted">Acceptée (1)</option>',
        '<option value="closed">Close</option>',
        '<option value="sms">SMS (1)</option>',
        '<option value="moi">À moi (1)</option>',
        '<option value="personne">À personne (2)</option>',
    ):
        assert option in html, option
    for query, expected in {
        "statut=ouvertes": {first, accepted, waiting},
        "statut=waiting_person": {waiting},
        "canal=sms": {first},
        "canal=fax": {first, waiting},
        "incompletes=1": {first},
        "attribue=moi": {accepted},
        "attribue=personne": {first, waiting},
        f"attribue={someone(runtime, 'secretary-sans')}": {accepted},
        "attribue=absentes": set(),
    }.items():
        assert set(lines(client.get(f"/?{query}").text)) == expected, query


def test_several_files_are_given_in_one_form(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    made = [file(runtime, seed=seed).id for seed in (1, 2, 3)]
    form = {"jeton": token_in(client.get("/").text), "demandes": made[:2], "a": "moi", "retour": "/?antenne=nantes"}
    answer = client.post("/attributions", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/?antenne=nantes&attribuees=2")
    html = client.get(answer.headers["location"]).text
    assert "2 demandes attribuées." in html
    assert html.count("attribuée à vous") == 2
    assert set(lines(client.get("/?attribue=moi").text)) == set(made[:2])
    # Each is a decision like any other: told in its history, undone within ten minutes.
    shown = client.get(f"/demandes/{made[0]}").text
    assert "a confié la demande : confiée à" in html_of(shown)
    assert "Annuler cette décision" in shown
    # What is over stays where it is, and is told in the same sentence.
    change(runtime, made[0], status="closed")
    partly = client.post("/attributions", data=form | {"a": "personne", "retour": "/"})
    assert partly.headers["location"] == "/?attribuees=1&refusees=1"
    assert "Une demande attribuée. Une autre ne pouvait plus l’être" in client.get(partly.headers["location"]).text
    assert "a confié la demande : à personne pour l’instant" in html_of(client.get(f"/demandes/{made[1]}").text)
    client.post("/attributions", data=form | {"demandes": made[1:2]})
    # Sent back to the queue and nowhere else; a stranger is no colleague; nothing ticked changes nothing.
    for retour in ("//ailleurs.example", "https://ailleurs.example", "/demandes/x", "/?a\\b"):
        assert client.post("/attributions", data=form | {"retour": retour}).headers["location"] == "/?attribuees=0"
    assert client.post("/attributions", data=form | {"a": "inconnue"}).status_code == 422
    assert client.post("/attributions", data={"jeton": form["jeton"], "a": "moi"}).headers["location"] == "/?attribuees=0"


def test_filters_are_kept_without_what_was_searched_for(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    token = token_in(client.get("/").text)
    answer = client.post("/mes-filtres?antenne=nantes&q=martin", data={"jeton": token, "nom": "Nantes"})
    assert answer.status_code == 303
    html = client.get("/").text
    assert '<a href="/?antenne=nantes">Nantes</a>' in html
    assert "martin" not in html
    found = re.search(r'name="filtre" value="([^"]+)"', html)
    assert found
    client.post("/mes-filtres/oubli", data={"jeton": token, "filtre": found.group(1)})
    assert "Oublier le filtre" not in client.get("/").text


def test_an_absent_colleagues_files_are_found(runtime: Runtime, sign_in: SignIn):
    worker, secretary = sign_in("social_worker", "nantes"), sign_in()
    filed = file(runtime).id
    change(runtime, filed, assigned_to=someone(runtime, "social_worker-nantes"), status="accepted")
    token = token_in(worker.get("/absences").text)
    assert worker.post("/absences", data={"jeton": token, "du": "2026-11-23", "au": "2026-11-25"}).status_code == 303
    html = secretary.get("/?attribue=absentes").text
    assert lines(html) == [filed]
    assert "(absente)" in html
    page = secretary.get("/absences").text
    assert "du lundi 23 novembre au mercredi 25 novembre" in page
    assert "Retirer" not in page
    found = re.search(r'name="absence" value="([^"]+)"', worker.get("/absences").text)
    assert found
    secretary.post("/absences/fin", data={"jeton": token_in(page), "absence": found.group(1)})
    assert lines(secretary.get("/?attribue=absentes").text) == [filed]
    worker.post("/absences/fin", data={"jeton": token, "absence": found.group(1)})
    assert lines(secretary.get("/?attribue=absentes").text) == []
    for days in ({"du": "2026-11-25", "au": "2026-11-23"}, {"du": "demain", "au": "jeudi"}):
        assert worker.post("/absences", data={"jeton": token, **days}).status_code == 422


def test_a_manager_notes_the_absences_of_her_antenna(runtime: Runtime, sign_in: SignIn):
    sign_in("social_worker", "nantes")
    sign_in("social_worker", "angers")
    manager = sign_in("manager", "nantes")
    html = manager.get("/absences").text
    here, there = someone(runtime, "social_worker-nantes"), someone(runtime, "social_worker-angers")
    assert here in html
    assert there not in html
    form = {"jeton": token_in(html), "du": "2026-11-23", "au": "2026-11-23"}
    assert manager.post("/absences", data={**form, "qui": here}).status_code == 303
    assert manager.post("/absences", data={**form, "qui": there}).status_code == 422
