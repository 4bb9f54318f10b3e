"""A kept filter with which the queue opens, and the way back to all."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from desk.views.queue_filters import Wanted
from intake.runtime import Runtime
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import file

MINE = "/?statut=ouvertes&attribue=moi"


@pytest.fixture
def lucie(sign_in: SignIn) -> TestClient:
    return sign_in("secretary")


def post(client: TestClient, path: str, **form: str) -> str:
    answer = client.post(path, data={"jeton": token_in(client.get("/?tout=1").text), **form})
    assert answer.status_code == 303
    return answer.headers["location"]


def keep(client: TestClient, name: str = "Les miennes") -> str:
    assert post(client, f"/mes-filtres{MINE[1:]}", nom=name) == MINE
    found = re.search(r'name="filtre" value="([^"]+)"', client.get(MINE).text)
    assert found
    return found.group(1)


def test_the_queue_opens_with_it_and_all_is_one_click_away(runtime: Runtime, lucie: TestClient):
    filed = file(runtime)
    assert lucie.get("/").status_code == 200
    kept = keep(lucie)
    assert "Commencer toujours par ce filtre" in lucie.get(MINE).text
    assert post(lucie, "/mes-filtres/ouverture", filtre=kept, retour=MINE) == MINE
    answer = lucie.get("/")
    assert (answer.status_code, answer.headers["location"]) == (303, MINE)
    shown = lucie.get(MINE).text
    assert '<a href="/?tout=1">Voir toute la file</a>' in shown
    assert filed.id not in shown
    everything = lucie.get("/?tout=1").text
    assert filed.id in everything


def test_what_is_asked_for_is_not_replaced(lucie: TestClient):
    post(lucie, "/mes-filtres/ouverture", filtre=keep(lucie), retour="/")
    # A form sent without any choice asks for the usual queue.
    for address in ("/?q=", "/?urgent=1", "/?statut=&attribue=", "/?attribuees=1"):
        assert lucie.get(address).status_code == 200, address


def test_it_ends_when_she_says_so_or_forgets_the_filter(lucie: TestClient):
    kept = keep(lucie)
    post(lucie, "/mes-filtres/ouverture", filtre=kept)
    post(lucie, "/mes-filtres/ouverture")
    assert lucie.get("/").status_code == 200
    post(lucie, "/mes-filtres/ouverture", filtre=kept)
    post(lucie, "/mes-filtres/oubli", filtre=kept)
    assert lucie.get("/").status_code == 200


def test_it_is_hers_alone(lucie: TestClient, sign_in: SignIn):
    kept = keep(lucie)
    other = sign_in("manager", "nantes")
    post(other, "/mes-filtres/ouverture", filtre=kept)
    assert (lucie.get("/").status_code, other.get("/").status_code) == (200, 200)


def test_another_one_takes_its_place(lucie: TestClient):
    first = keep(lucie)
    post(lucie, "/mes-filtres?urgent=1", nom="Urgentes")
    second = next(one for one in re.findall(r'name="filtre" value="([^"]+)"', lucie.get("/?urgent=1").text) if one != first)
    for kept in (first, second):
        post(lucie, "/mes-filtres/ouverture", filtre=kept)
    assert lucie.get("/").headers["location"] == "/?urgent=1"


def test_an_address_that_can_be_sent_to_a_colleague_holds_no_search():
    assert Wanted(statut="ouvertes", q="Martin").to_keep == "statut=ouvertes"
    assert Wanted().to_keep == ""
    assert Wanted().address() == "/?tout=1"
