"""Signing in and out, cookies, and forms that come from elsewhere."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from desk import create_app
from desk.access import may, routes_of
from intake.runtime import Runtime
from lexicon.codes import Role
from tests.desk.conftest import PASSWORD, SignIn, token_in
from tests.desk.people import file


class Clock:
    """A clock that the test moves."""

    def __init__(self, now: datetime) -> None:
        self.moment = now

    def now(self) -> datetime:
        return self.moment

    def today(self):
        return self.moment.date()


@pytest.fixture
def clock(runtime: Runtime) -> Clock:
    moved = Clock(runtime.clock.now())
    object.__setattr__(runtime, "clock", moved)
    return moved


def post(client: TestClient, login: str, password: str, **more: str):
    token = token_in(client.get("/connexion").text)
    return client.post("/connexion", data={"identifiant": login, "mot_de_passe": password, "jeton": token, **more})


def test_who_asked_for_a_page_gets_it_after_signing_in(runtime: Runtime, stranger: TestClient, sign_in: SignIn):
    sign_in()
    filed = file(runtime)
    asked = stranger.get(f"/demandes/{filed.id}")
    assert asked.headers["location"] == f"/connexion?suite=/demandes/{filed.id}"
    assert f'name="suite" value="/demandes/{filed.id}"' in stranger.get(asked.headers["location"]).text
    assert post(stranger, "secretary-sans", PASSWORD, suite=f"/demandes/{filed.id}").headers["location"] == f"/demandes/{filed.id}"


@pytest.mark.parametrize("suite", ["https://ailleurs.example", "//ailleurs.example", "/\\ailleurs.example", "/connexion", "/?q=martin"])
def test_nobody_is_sent_elsewhere_after_signing_in(stranger: TestClient, sign_in: SignIn, suite: str):
    sign_in()
    assert post(stranger, "secretary-sans", PASSWORD, suite=suite).headers["location"] == "/"


def test_a_search_is_not_carried_through_the_sign_in_page(stranger: TestClient):
    assert stranger.get("/?q=martin").headers["location"] == "/connexion"


def test_the_refusal_is_the_same_whatever_is_wrong(stranger: TestClient, sign_in: SignIn):
    sign_in()
    wrong = post(stranger, "secretary-sans", "autre chose entièrement")
    unknown = post(stranger, "secretary-qui", "autre chose entièrement")
    assert wrong.status_code == unknown.status_code == 403
    assert "Connexion refusée" in wrong.text
    assert wrong.text.replace("secretary-sans", "") == unknown.text.replace("secretary-qui", "")


def test_wrong_passwords_are_slowed_down_and_the_pause_ends(stranger: TestClient, sign_in: SignIn, clock: Clock):
    sign_in()
    for _ in range(5):
        assert post(stranger, "secretary-sans", "autre chose").status_code == 403
    assert post(stranger, "secretary-sans", PASSWORD).status_code == 403
    clock.moment += timedelta(seconds=6)
    assert post(stranger, "secretary-sans", PASSWORD).status_code == 303


def test_a_stranger_who_tries_a_login_does_not_stop_its_owner(stranger: TestClient, sign_in: SignIn, clock: Clock):
    owner = sign_in()
    for _ in range(30):
        assert post(stranger, "secretary-sans", "autre chose").status_code == 403
        clock.moment += timedelta(minutes=1)
    # The owner comes back at once, from the same address even: her browser is known.
    token = token_in(owner.get("/").text)
    owner.post("/deconnexion", data={"jeton": token})
    assert post(owner, "secretary-sans", PASSWORD).status_code == 303


def test_cookies_are_out_of_reach(stranger: TestClient, sign_in: SignIn, app: FastAPI):
    sign_in()
    cookie = post(stranger, "secretary-sans", PASSWORD).headers["set-cookie"].casefold()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    secured = TestClient(app, base_url="https://127.0.0.1", follow_redirects=False)
    assert "secure" in post(secured, "secretary-sans", PASSWORD).headers["set-cookie"].casefold()


def test_signing_out_ends_the_session_for_good(sign_in: SignIn):
    client = sign_in()
    cookies = dict(client.cookies)
    token = token_in(client.get("/").text)
    assert client.post("/deconnexion", data={"jeton": token}).headers["location"] == "/connexion"
    client.cookies.update(cookies)
    assert client.get("/").status_code == 303


def test_a_session_ends_after_an_idle_hour_and_the_refresh_does_not_keep_it(runtime: Runtime, sign_in: SignIn, clock: Clock):
    client = sign_in()
    clock.moment += timedelta(minutes=59)
    assert client.get("/").status_code == 200
    clock.moment += timedelta(minutes=59)
    assert client.get("/fragments/file").status_code == 200
    clock.moment += timedelta(minutes=2)
    assert client.get("/fragments/file").status_code == 401
    assert client.get("/").status_code == 303


def test_a_session_never_lasts_more_than_twelve_hours(sign_in: SignIn, clock: Clock):
    client = sign_in()
    for _ in range(23):
        clock.moment += timedelta(minutes=30)
        assert client.get("/").status_code == 200
    clock.moment += timedelta(minutes=31)
    assert client.get("/").status_code == 303


def test_every_form_needs_the_token_of_its_own_session(app: FastAPI, runtime: Runtime, sign_in: SignIn):
    filed = file(runtime)
    # The administrator of the whole service: one of an antenna is refused before any form is looked at.
    clients = {role: sign_in(role.value, None if role is Role.ADMINISTRATOR else "nantes") for role in Role}
    stolen = token_in(sign_in().get("/").text)
    posts = [route for route in routes_of(app) if "POST" in (route.methods or ())]
    assert len(posts) >= 6
    for route in posts:
        path = str(route.path).replace("{handoff_id}", filed.id)
        # The first role that may open it: the others are refused before the form is looked at.
        client = next(client for role, client in clients.items() if may(role, str(route.name)))
        for data in ({}, {"jeton": ""}, {"jeton": "é"}, {"jeton": stolen}):
            answer = client.post(path, data=data)
            assert answer.status_code == 403, (path, data)
            assert "rechargez-la" in answer.text
    assert "Prendre en charge" in clients[Role.SECRETARY].get(f"/demandes/{filed.id}").text


def test_a_big_form_is_refused(stranger: TestClient):
    token = token_in(stranger.get("/connexion").text)
    answer = stranger.post("/connexion", data={"jeton": token, "identifiant": "x" * 100_000})
    assert answer.status_code == 413
    assert "trop long" in answer.text
    assert stranger.post("/connexion", content=iter([b"jeton=", b"x"])).status_code == 413


def test_production_secures_cookies_and_transport(runtime: Runtime):
    object.__setattr__(runtime, "settings", runtime.settings.model_copy(update={"env": "production"}))
    answer = TestClient(create_app(runtime), base_url="http://127.0.0.1").get("/connexion")
    assert "secure" in answer.headers["set-cookie"].casefold()
    assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
