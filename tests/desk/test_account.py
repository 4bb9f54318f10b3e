"""« Mon compte »: the second factor at sign-in, sessions, the accounts and the table of rights."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from desk.access import ACCESS, ANYONE
from desk.views.browsers import browser_name
from desk.views.rights import OTHERS, SECTIONS, rights_table
from intake.runtime import Runtime
from lexicon.codes import Role
from tests.desk.conftest import PASSWORD, SignIn, token_in
from tests.desk.people import file
from tests.desk.test_signing import Clock, clock, post

__all__ = ["clock"]

_CODES = re.compile(r"<li><code>([a-z0-9-]{14})</code></li>")


def send(client: TestClient, page: str, path: str, **form: str):
    return client.post(path, data={"jeton": token_in(client.get(page).text), **form})


def enrol(client: TestClient, clock: Clock) -> tuple[pyotp.TOTP, list[str]]:
    html = client.get("/compte/second-facteur").text
    spelled = re.search(r'id="cle">([A-Z2-7 ]+)<', html)
    assert spelled
    assert "<svg" in html
    totp = pyotp.TOTP(spelled.group(1).replace(" ", ""))
    answer = send(client, "/compte/second-facteur", "/compte/second-facteur", code=totp.at(clock.now()))
    assert answer.status_code == 200
    clock.moment += timedelta(minutes=2)
    return totp, _CODES.findall(answer.text)


def fresh(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


def test_a_code_is_asked_after_the_password(app: FastAPI, runtime: Runtime, sign_in: SignIn, clock: Clock):
    filed = file(runtime)
    totp, codes = enrol(sign_in(), clock)
    assert len(codes) == 10
    client = fresh(app)
    suite = f"/demandes/{filed.id}"
    asked = post(client, "secretary-sans", PASSWORD, suite=suite).headers["location"]
    assert asked == f"/connexion/code?suite={suite}"
    # The password alone opens nothing.
    assert client.get("/").headers["location"] == "/connexion"
    assert client.get("/fragments/file").status_code == 401
    wrong = send(client, asked, "/connexion/code", code="000000", suite=suite)
    assert wrong.status_code == 403
    assert "Code refusé" in wrong.text
    pending = client.cookies["seuil_desk"]
    right = send(client, asked, "/connexion/code", code=totp.at(clock.now()), suite=suite)
    assert right.headers["location"] == suite
    assert client.cookies["seuil_desk"] != pending
    assert client.get("/").status_code == 200
    # The same code, seen over her shoulder, opens no second session.
    other = fresh(app)
    post(other, "secretary-sans", PASSWORD)
    assert send(other, "/connexion/code", "/connexion/code", code=totp.at(clock.now())).status_code == 403
    assert send(other, "/connexion/code", "/connexion/code", code=codes[0]).headers["location"] == "/"


def test_the_step_between_password_and_code_lasts_ten_minutes(app: FastAPI, sign_in: SignIn, clock: Clock):
    totp, _ = enrol(sign_in(), clock)
    client = fresh(app)
    post(client, "secretary-sans", PASSWORD)
    form = token_in(client.get("/connexion/code").text)
    clock.moment += timedelta(minutes=10)
    late = client.post("/connexion/code", data={"jeton": form, "code": totp.at(clock.now())})
    assert late.headers["location"] == "/connexion"
    assert fresh(app).get("/connexion/code").headers["location"] == "/connexion"


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_where_it_is_required_nothing_opens_before(app: FastAPI, runtime: Runtime, sign_in: SignIn, clock: Clock, role: Role):
    sign_in(role.value)
    object.__setattr__(runtime, "settings", runtime.settings.model_copy(update={"require_second_factor": True}))
    client = fresh(app)
    assert post(client, f"{role.value}-sans", PASSWORD).headers["location"] == "/compte/second-facteur"
    for path in ("/", "/accueil", "/compte", "/droits"):
        assert client.get(path).headers["location"] == "/compte/second-facteur"
    assert client.get("/fragments/file").status_code == 401
    assert send(client, "/compte/second-facteur", "/compte/second-facteur", code="1").headers["location"].endswith("?refuse=1")
    enrol(client, clock)
    assert client.get("/compte").status_code == 200


def test_production_requires_it_unless_told_otherwise(runtime: Runtime):
    settings = runtime.settings
    assert not settings.second_factor_required
    assert settings.model_copy(update={"env": "production"}).second_factor_required
    assert not settings.model_copy(update={"env": "production", "require_second_factor": False}).second_factor_required


def test_the_recovery_page_signs_out_and_goes_on(sign_in: SignIn, clock: Clock):
    client = sign_in()
    html = client.get("/compte/second-facteur").text
    spelled = re.search(r'id="cle">([A-Z2-7 ]+)<', html)
    assert spelled
    code = pyotp.TOTP(spelled.group(1).replace(" ", "")).at(clock.now())
    shown = send(client, "/compte/second-facteur", "/compte/second-facteur", code=code)
    assert client.get("/compte/second-facteur").headers["location"] == "/compte"
    assert client.post("/deconnexion", data={"jeton": token_in(shown.text)}).status_code == 303


def test_recovery_codes_are_renewed_against_a_code(sign_in: SignIn, clock: Clock):
    client = sign_in()
    totp, before = enrol(client, clock)
    assert "10 codes de secours" in client.get("/compte").text
    refused = send(client, "/compte", "/compte/codes", code="000000")
    assert refused.headers["location"] == "/compte?refuse=1"
    assert "Code refusé" in client.get("/compte?refuse=1").text
    after = _CODES.findall(send(client, "/compte", "/compte/codes", code=totp.at(clock.now())).text)
    assert len(after) == 10
    assert not set(before) & set(after)


def test_sessions_are_listed_and_ended(app: FastAPI, sign_in: SignIn, clock: Clock):
    first = sign_in()
    second = TestClient(
        app, base_url="http://127.0.0.1", follow_redirects=False, headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"}
    )
    assert post(second, "secretary-sans", PASSWORD).status_code == 303
    third = fresh(app)
    post(third, "secretary-sans", PASSWORD)
    html = second.get("/compte").text
    assert "Firefox sur Windows" in html
    assert html.count("/compte/sessions/fermer") == 3
    assert "127.0.0.1" not in html
    assert "testclient" not in html
    ids = re.findall(r'name="session" value="([0-9a-f-]{36})"', html)
    # Somebody else's form names her session in vain.
    other = sign_in("social_worker")
    send(other, "/compte", "/compte/sessions/fermer", session=ids[1])
    assert second.get("/compte").text.count("/compte/sessions/fermer") == 3
    send(second, "/compte", "/compte/sessions/fermer", session=ids[1])
    assert second.get("/compte").text.count("/compte/sessions/fermer") == 2
    send(second, "/compte", "/compte/sessions/autres")
    assert [client.get("/").status_code for client in (first, second, third)] == [303, 200, 303]
    assert other.get("/compte").status_code == 200
    last = re.findall(r'name="session" value="([0-9a-f-]{36})"', second.get("/compte").text)
    assert send(second, "/compte", "/compte/sessions/fermer", session=last[0]).headers["location"] == "/connexion"
    assert second.get("/").status_code == 303


def test_an_administrator_takes_a_lost_factor_away_but_not_her_own(app: FastAPI, sign_in: SignIn, clock: Clock):
    lost, admin = sign_in(), sign_in("administrator")
    enrol(lost, clock)
    enrol(admin, clock)
    html = admin.get("/comptes").text
    assert html.count("Réinitialiser le second facteur de") == 1
    send(admin, "/comptes", "/comptes/second-facteur", identifiant="administrator-sans")
    assert admin.get("/comptes").status_code == 200
    done = send(admin, "/comptes", "/comptes/second-facteur", identifiant="secretary-sans")
    assert done.headers["location"] == "/comptes?fait=1"
    assert lost.get("/").status_code == 303
    assert post(fresh(app), "secretary-sans", PASSWORD).headers["location"] == "/"


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_everybody_reads_the_table_of_rights(sign_in: SignIn, role: Role):
    html = sign_in(role.value).get("/droits").text
    for one in Role:
        assert f'scope="col">{one.label}</th>' in html
    assert "Lire une demande" in html


def test_every_route_stands_once_in_the_table_of_rights():
    named = [route for lines in SECTIONS.values() for line in lines for route in line.routes]
    assert sorted(named) == sorted(ACCESS), set(named) ^ set(ACCESS)
    assert OTHERS not in rights_table()


def test_a_line_opens_to_the_same_roles_on_all_its_routes():
    for section, rows in rights_table().items():
        for line, row in zip(SECTIONS[section], rows, strict=True):
            allowed = {ACCESS[route] for route in line.routes}
            assert len(allowed) == 1, line
            (roles,) = allowed
            assert row.may == tuple(roles is ANYONE or role in roles for role in Role)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge sur Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", "Chrome sur Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1", "Safari sur iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Firefox/140.0", "Firefox sur Android"),
        ("<script>", "Navigateur inconnu"),
        ("", "Navigateur inconnu"),
        ("curl Windows", "Navigateur inconnu sur Windows"),
    ],
)
def test_browsers_have_readable_names(said: str, name: str):
    assert browser_name(said) == name
