"""Signing in by the organisation's service, a real small one on the loopback: what opens the desk and what never does."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import select
from starlette.testclient import TestClient

from desk import create_app
from desk.cookies import csrf_token
from intake.clock import PARIS
from intake.runtime import Runtime
from intake.settings import SettingsError
from intake.staff import add_staff, begin_enrolment, confirm_enrolment, disable_staff, forget_identity, list_staff, write_email
from intake.storage import AuditRow, IdentityRow, SignInTripRow, StaffRow
from tests.conftest import NOW, make_settings
from tests.desk.conftest import PASSWORD, token_in
from tests.desk.sign_in_service import CLIENT, SECRET, SignInServiceHere, running

EMAIL = "lea.roux@exemple.fr"
Browser = Callable[[], TestClient]


class FixedClock:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.astimezone(PARIS).date()


@pytest.fixture
def service() -> Iterator[SignInServiceHere]:
    with running(NOW) as here:
        yield here


def desk_of(runtime: Runtime, service: SignInServiceHere, **more: object) -> Browser:
    told = {"oidc_issuer": service.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, "desk_base_url": "http://127.0.0.1"}
    settings = make_settings(runtime.settings.var_dir, **{**told, **more})
    app = create_app(replace(runtime, settings=settings, clock=FixedClock(NOW)))
    return lambda: TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)


@pytest.fixture
def browser(runtime: Runtime, service: SignInServiceHere) -> Browser:
    return desk_of(runtime, service)


@pytest.fixture
def lea(runtime: Runtime) -> str:
    with runtime.database.write() as session:
        member = add_staff(session, login="lea", name="Léa Roux", role="secretary", antenna=None, password=PASSWORD, now=NOW)
        write_email(session, runtime.indexer, "lea", EMAIL.upper())
        return member.id


def leave(client: TestClient, suite: str = "") -> str:
    answer = client.get("/connexion/organisation", params={"suite": suite} if suite else None)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def come_in(client: TestClient, service: SignInServiceHere, suite: str = "", **more: str):
    return client.get(service.authorize(leave(client, suite), **more))


def refused(answer, said: str) -> None:
    assert answer.status_code == 403, answer.text
    assert said in answer.text
    assert "seuil_desk=" not in answer.headers.get("set-cookie", "")
    for never in (EMAIL, "sujet-1", "eyJ", SECRET):
        assert never not in answer.text


def test_who_has_an_account_comes_in_and_her_session_is_ours(
    runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    client = browser()
    page = client.get("/connexion").text
    assert 'href="/connexion/organisation"' in page
    assert 'name="mot_de_passe"' in page
    answer = come_in(client, service)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert client.get("/").status_code == 200
    assert "Cette connexion" in client.get("/compte").text or client.get("/compte").status_code == 200
    with runtime.database.read() as session:
        assert [row.staff_id for row in session.scalars(select(IdentityRow))] == [lea]
        assert session.scalars(select(SignInTripRow)).all() == []
        assert {"identity_bound", "sign_in_by_identity"} <= set(session.scalars(select(AuditRow.action)))
    said = caplog.text
    for never in (EMAIL, "sujet-1", "eyJ", SECRET, "code_verifier"):
        assert never not in said


def test_the_page_asked_for_follows_and_no_other_site(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    asked = "/demandes/0190a5b4-0000-7000-8000-000000000000"
    assert come_in(browser(), service, asked).headers["location"] == asked
    assert come_in(browser(), service, "https://ailleurs.exemple").headers["location"] == "/"
    assert come_in(browser(), service, "//ailleurs.exemple").headers["location"] == "/"


def test_once_bound_the_subject_alone_counts(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    come_in(browser(), service)
    service.play.claims = {"email": "lea.durand@exemple.fr"}
    assert come_in(browser(), service).headers["location"] == "/"
    # Her old address, given to somebody else.
    service.play.claims = {"sub": "sujet-2"}
    refused(come_in(browser(), service), "déjà relié à un autre compte")
    with runtime.database.write() as session:
        forget_identity(session, list_staff(session)[0].actor, "lea", NOW)
    assert come_in(browser(), service).headers["location"] == "/"


def test_a_login_that_is_the_address_is_enough(runtime: Runtime, service: SignInServiceHere, browser: Browser):
    with runtime.database.write() as session:
        add_staff(session, login=EMAIL, name="Léa Roux", role="auditor", antenna=None, password=PASSWORD, now=NOW)
    assert come_in(browser(), service).headers["location"] == "/accueil"


def test_nobody_is_ever_added(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    service.play.claims = {"email": "inconnue@exemple.fr"}
    refused(come_in(browser(), service), "Aucun compte de Seuil ne correspond")
    service.play.claims = {"email_verified": False}
    refused(come_in(browser(), service), "adresse e-mail vérifiée")
    service.play.claims = {"email_verified": "true"}
    refused(come_in(browser(), service), "adresse e-mail vérifiée")
    with runtime.database.read() as session:
        assert session.scalars(select(StaffRow.login)).all() == ["lea"]
        assert session.scalars(select(IdentityRow)).all() == []
        assert session.scalars(select(AuditRow.action).where(AuditRow.action == "identity_refused")).all() != []


def test_an_account_found_twice_opens_nothing(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    with runtime.database.write() as session:
        add_staff(session, login=EMAIL, name="Une autre", role="secretary", antenna=None, password=PASSWORD, now=NOW)
    refused(come_in(browser(), service), "Aucun compte de Seuil ne correspond")


def test_a_closed_account_opens_nothing(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    come_in(browser(), service)
    with runtime.database.write() as session:
        disable_staff(session, "lea", NOW)
    refused(come_in(browser(), service), "est fermé")


STRANGE_KEY = RSAKey.generate_key(2048, {"kid": "k1"})


@pytest.mark.parametrize(
    ("claims", "without", "alg"),
    [
        ({"nonce": "un autre"}, (), "RS256"),
        ({}, ("nonce",), "RS256"),
        ({"aud": "un-autre-programme"}, (), "RS256"),
        ({"aud": [CLIENT, "un-autre-programme"]}, (), "RS256"),
        ({"azp": "un-autre-programme"}, (), "RS256"),
        ({}, ("aud",), "RS256"),
        ({"exp": int((NOW - timedelta(minutes=5)).timestamp())}, (), "RS256"),
        ({}, ("exp",), "RS256"),
        ({"iat": int((NOW + timedelta(hours=1)).timestamp())}, (), "RS256"),
        ({"iss": "http://127.0.0.1:1/oidc"}, (), "RS256"),
        ({}, ("iss",), "RS256"),
        ({"sub": ""}, (), "RS256"),
        ({"sub": 12}, (), "RS256"),
        ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, (), "RS256"),
        ({"amr": "mfa"}, (), "RS256"),
        ({}, (), "none"),
        ({}, (), "HS256"),
    ],
)
def test_what_proves_nothing_opens_nothing(
    runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str, claims: dict, without: tuple[str, ...], alg: str
):
    service.play.claims, service.play.without, service.play.alg = claims, without, alg
    refused(come_in(browser(), service), "n’a pas pu être vérifiée")
    with runtime.database.read() as session:
        assert session.scalars(select(IdentityRow)).all() == []


def test_a_key_that_is_not_the_service_s_opens_nothing(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    service.play.key = STRANGE_KEY
    refused(come_in(browser(), service), "n’a pas pu être vérifiée")


def test_keys_are_read_again_when_they_changed(runtime: Runtime, service: SignInServiceHere, lea: str):
    clock = FixedClock(NOW)
    told = {"oidc_issuer": service.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, "desk_base_url": "http://127.0.0.1"}
    app = create_app(replace(runtime, settings=make_settings(runtime.settings.var_dir, **told), clock=clock))

    def come() -> int:
        service.play.now = clock.now()
        return come_in(TestClient(app, base_url="http://127.0.0.1", follow_redirects=False), service).status_code

    assert come() == 303
    service.key = RSAKey.generate_key(2048, {"kid": "k1", "use": "sig", "alg": "RS256"})
    clock.moment = NOW + timedelta(minutes=5)
    assert come() == 303


def test_a_code_serves_once_and_only_the_browser_that_left(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    client = browser()
    back = service.authorize(leave(client))
    refused(browser().get(back), "un autre navigateur")
    assert client.get(back).status_code == 303
    refused(client.get(back), "un autre navigateur")
    # The same code in a trip of her own: the service refuses it.
    thief = browser()
    state = parse_qs(urlsplit(leave(thief)).query)["state"][0]
    code = parse_qs(urlsplit(back).query)["code"][0]
    refused(thief.get("/connexion/retour", params={"code": code, "state": state, "iss": service.issuer}), "n’a pas pu être vérifiée")
    # A fresh code of somebody else's trip: the verifier is not hers.
    fresh = parse_qs(urlsplit(service.authorize(leave(browser()))).query)["code"][0]
    state = parse_qs(urlsplit(leave(thief)).query)["state"][0]
    refused(thief.get("/connexion/retour", params={"code": fresh, "state": state, "iss": service.issuer}), "n’a pas pu être vérifiée")


def test_a_trip_ends_after_ten_minutes_or_when_stopped(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    client = browser()
    back = service.authorize(leave(client))
    with runtime.database.write() as session:
        for row in session.scalars(select(SignInTripRow)):
            row.expires_at = NOW
    refused(client.get(back), "il y a trop longtemps")
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    refused(client.get("/connexion/retour", params={"state": state, "error": "access_denied"}), "pas allée jusqu’au bout")
    refused(client.get("/connexion/retour"), "il y a trop longtemps")


def test_another_service_answering_in_its_place_is_refused(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    refused(come_in(browser(), service, iss="http://127.0.0.1:1/oidc"), "n’a pas pu être vérifiée")
    client = browser()
    state = parse_qs(urlsplit(leave(client)).query)["state"][0]
    refused(client.get("/connexion/retour", params={"state": state, "code": "x"}), "n’a pas pu être vérifiée")


def test_a_second_factor_is_ours_unless_the_service_asked_for_one(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    with runtime.database.write() as session:
        (member,) = list_staff(session)
        spelled = begin_enrolment(session, member, NOW).spelled.replace(" ", "")
        assert confirm_enrolment(session, runtime.indexer, member, pyotp.TOTP(spelled).at(NOW), NOW)
    for says in ({}, {"amr": ["pwd"]}, {"acr": "eidas1"}, {"amr": [12]}):
        service.play.claims = says
        client = browser()
        assert come_in(client, service).headers["location"] == "/connexion/code"
        assert client.get("/").headers["location"].startswith("/connexion")
    form = {"jeton": token_in(client.get("/connexion/code").text), "code": pyotp.TOTP(spelled).at(NOW + timedelta(seconds=30))}
    assert client.post("/connexion/code", data=form).headers["location"] == "/"
    for says in ({"amr": ["pwd", "otp"]}, {"amr": ["mfa"]}, {"acr": "https://refeds.org/profile/mfa"}):
        service.play.claims = says
        assert come_in(browser(), service).headers["location"] == "/"


def test_a_required_second_factor_is_put_in_place_first(runtime: Runtime, service: SignInServiceHere, lea: str):
    browser = desk_of(runtime, service, require_second_factor=True)
    assert come_in(browser(), service).headers["location"] == "/compte/second-facteur"
    service.play.claims = {"amr": ["hwk"]}
    assert come_in(browser(), service).headers["location"] == "/"


@pytest.mark.parametrize("signed", [False, True])
def test_the_address_may_come_apart(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str, signed: bool):
    service.play.without, service.play.signed_userinfo = ("email", "email_verified"), signed
    service.play.userinfo = {"sub": "sujet-2", "email": EMAIL, "email_verified": True}
    refused(come_in(browser(), service), "n’a pas pu être vérifiée")
    service.play.userinfo = {"sub": "sujet-1", "email": EMAIL, "email_verified": True}
    assert come_in(browser(), service).headers["location"] == "/"


def test_a_secret_may_go_in_the_body(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    service.play.description = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}
    assert come_in(browser(), service).headers["location"] == "/"


def test_when_the_service_is_down_the_page_says_so_and_passwords_go_on(runtime: Runtime, service: SignInServiceHere, lea: str):
    service.play.status = 500
    client = desk_of(runtime, service)()
    answer = client.get("/connexion/organisation")
    assert answer.status_code == 503
    assert "ne répond pas en ce moment" in answer.text
    assert "avec votre mot de passe" in answer.text
    form = {"jeton": token_in(answer.text), "identifiant": "lea", "mot_de_passe": PASSWORD}
    assert client.post("/connexion", data=form).headers["location"] == "/"
    # Nobody waits a second time for a service that was just found down.
    asked = len(service.play.asked)
    assert client.get("/connexion/organisation").status_code == 503
    assert len(service.play.asked) == asked


def test_when_it_falls_between_leaving_and_coming_back(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    client = browser()
    back = service.authorize(leave(client))
    service.play.status = 503
    answer = client.get(back)
    assert answer.status_code == 503
    assert "ne répond pas en ce moment" in answer.text


@pytest.mark.parametrize(
    "description",
    [{"issuer": "http://127.0.0.1:1/oidc"}, {"jwks_uri": "ftp://x/y"}, {"token_endpoint": None}, {"authorization_endpoint": ""}],
)
def test_a_description_that_cannot_be_trusted_is_a_service_that_is_down(
    runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str, description: dict
):
    service.play.description = description
    assert browser().get("/connexion/organisation").status_code == 503


def test_signing_out_offers_to_sign_out_there_too(runtime: Runtime, service: SignInServiceHere, browser: Browser, lea: str):
    client = browser()
    come_in(client, service)
    answer = client.post("/deconnexion", data={"jeton": token_in(client.get("/").text)})
    assert answer.headers["location"] == "/connexion?sortie=1"
    assert "S’en déconnecter aussi" in client.get("/connexion?sortie=1").text
    end = urlsplit(client.get("/connexion/organisation/fin").headers["location"])
    assert f"{end.scheme}://{end.netloc}{end.path}" == f"{service.issuer}/logout"
    assert parse_qs(end.query) == {"client_id": [CLIENT], "post_logout_redirect_uri": ["http://127.0.0.1/connexion"]}


def test_a_service_without_signing_out(runtime: Runtime, service: SignInServiceHere, browser: Browser):
    service.play.description = {"end_session_endpoint": None}
    assert "S’en déconnecter" not in browser().get("/connexion?sortie=1").text
    assert browser().get("/connexion/organisation/fin").headers["location"] == "/connexion"


def test_only_by_the_organisation(runtime: Runtime, service: SignInServiceHere, lea: str):
    client = desk_of(runtime, service, oidc_only=True)()
    page = client.get("/connexion").text
    assert "mot_de_passe" not in page
    jeton = csrf_token(runtime.indexer, client.cookies["seuil_desk_form"])
    refused(client.post("/connexion", data={"jeton": jeton, "identifiant": "lea", "mot_de_passe": PASSWORD}), "seulement avec le compte")
    assert come_in(client, service).headers["location"] == "/"


def test_without_a_service_nothing_of_it_shows(stranger: TestClient):
    assert "organisation" not in stranger.get("/connexion").text
    for path in ("/connexion/organisation", "/connexion/retour", "/connexion/organisation/fin"):
        assert stranger.get(path).status_code == 404


ALL = {
    "oidc_issuer": "https://sso.exemple.fr/realm",
    "oidc_client_id": "seuil",
    "oidc_client_secret": "s",
    "desk_base_url": "https://b.exemple.fr",
}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({**ALL, "oidc_client_secret": ""}, "SEUIL_OIDC_CLIENT_SECRET"),
        ({"oidc_issuer": "https://sso.exemple.fr"}, "SEUIL_OIDC_CLIENT_ID, SEUIL_OIDC_CLIENT_SECRET"),
        ({"oidc_only": True}, "SEUIL_OIDC_ONLY"),
        ({**ALL, "oidc_issuer": "http://sso.exemple.fr"}, "SEUIL_OIDC_ISSUER"),
        ({**ALL, "oidc_issuer": "https://sso.exemple.fr/?a=b"}, "SEUIL_OIDC_ISSUER"),
        ({**ALL, "desk_base_url": ""}, "SEUIL_DESK_BASE_URL"),
    ],
)
def test_half_a_service_stops_the_start_with_one_line(runtime: Runtime, given: dict, said: str):
    settings = make_settings(runtime.settings.var_dir, env="production", **given)
    with pytest.raises(SettingsError, match=said) as stopped:
        create_app(replace(runtime, settings=settings))
    assert "\n" not in str(stopped.value)
