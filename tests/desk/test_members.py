"""The page of accounts: one asks, another opens and hands the password over, who changes it."""

from __future__ import annotations

import html
import re

import pytest
from fastapi import FastAPI

from intake.runtime import Runtime
from intake.staff import add_staff
from tests.desk.conftest import PASSWORD, SignIn, TestClient, token_in
from tests.desk.rules.office import Administrator


def signed_in(app: FastAPI, login: str, password: str) -> TestClient:
    client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    form = {"identifiant": login, "mot_de_passe": password, "jeton": token_in(client.get("/connexion").text)}
    answer = client.post("/connexion", data=form)
    assert answer.status_code == 303, answer.text
    return client


@pytest.fixture
def boris(app: FastAPI, runtime: Runtime) -> Administrator:
    with runtime.database.write() as session:
        now = runtime.clock.now()
        add_staff(session, login="boris", name="Boris Caron", role="administrator", antenna=None, password=PASSWORD, now=now)
    return Administrator(signed_in(app, "boris", PASSWORD))


ASKED = {"nom": "Lucie Moreau", "identifiant": "lucie", "role": "secretary", "antenne": ""}


def test_nobody_opens_the_account_that_she_asked_for(sign_in: SignIn):
    alix = Administrator(sign_in("administrator"))
    alix.post("/comptes/demande", "/comptes", **ASKED)
    shown = html.unescape(alix.get("/comptes?fait=demande"))
    assert "Une autre administratrice doit l’ouvrir." in shown
    waiting = re.search(r'name="demande" value="([\w-]+)"', shown)
    assert waiting
    refused = alix.post("/comptes/ouverture", "/comptes", 422, demande=waiting.group(1))
    assert "une autre administratrice" in html.unescape(refused).casefold()
    alix.post("/comptes/refus", "/comptes", demande=waiting.group(1))


def test_the_first_password_is_shown_once_and_changed(app: FastAPI, sign_in: SignIn, boris: Administrator):
    alix = Administrator(sign_in("administrator"))
    assert "déjà" not in alix.post("/comptes/demande", "/comptes", **ASKED)
    waiting = re.search(r'name="demande" value="([\w-]+)"', boris.get("/comptes"))
    assert waiting
    opened = boris.post("/comptes/ouverture", "/comptes", 200, demande=waiting.group(1))
    password = re.search(r'<strong class="ref">([\w-]+)</strong>', opened)
    assert password
    assert password.group(1) not in boris.get("/comptes")
    lucie = Administrator(signed_in(app, "lucie", password.group(1)))
    wrong = lucie.post("/compte/mot-de-passe", "/compte", 422, ancien=password.group(1), nouveau="cinq chiens jaunes", encore="autre chose")
    assert "ne sont pas les mêmes" in html.unescape(wrong)
    lucie.post("/compte/mot-de-passe", "/compte", ancien=password.group(1), nouveau="cinq chiens jaunes", encore="cinq chiens jaunes")
    signed_in(app, "lucie", "cinq chiens jaunes")
    boris.post("/comptes/fermeture", "/comptes", identifiant="lucie")
    assert lucie.client.get("/").status_code == 303


def test_nobody_closes_her_own_account_and_nonsense_is_said(sign_in: SignIn):
    alix = Administrator(sign_in("administrator"))
    alix.post("/comptes/fermeture", "/comptes", identifiant="administrator-sans")
    alix.get("/comptes")
    assert "identifiant" in alix.post("/comptes/demande", "/comptes", 422, **ASKED | {"identifiant": "É"})
    assert "Lucie Moreau" in alix.post("/comptes/demande", "/comptes", 422, **ASKED | {"identifiant": ""})
    assert PASSWORD not in alix.get("/comptes")
