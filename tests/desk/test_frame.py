"""Headers, errors and logs: nothing personal, no trace of the inside, French sentences."""

from __future__ import annotations

import logging
import re

import pytest
from fastapi import FastAPI
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from starlette.testclient import TestClient

from desk.access import ACCESS
from intake.runtime import Runtime
from tests.desk.conftest import Program, SignIn
from tests.desk.people import file


def test_every_page_has_the_headers(runtime: Runtime, sign_in: SignIn):
    client, filed = sign_in(), file(runtime)
    for path in ("/", f"/demandes/{filed.id}", "/connexion", "/rien", "/api/v1/handoffs", "/static/desk.css", "/healthz"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "strict-transport-security" not in headers
        assert headers["cache-control"] == ("no-cache" if "static" in path else "no-store")


def test_pages_hold_nothing_inline_and_nothing_from_elsewhere(runtime: Runtime, sign_in: SignIn):
    client, filed = sign_in(), file(runtime)
    for path in ("/", f"/demandes/{filed.id}", "/connexion", "/api/v1/docs", "/rien"):
        html = client.get(path).text
        assert not re.search(r"<style|style=|<script(?![^>]+src=)|\son[a-z]+=|javascript:", html), path
        for address in re.findall(r'(?:src|href|action)="([^"]*)"', html):
            assert address.startswith(("/", "#", "tel:")), address
            assert not address.startswith("//")


def test_static_files_are_kept_by_the_browser_under_an_address_of_their_content(stranger: TestClient):
    found = re.search(r'href="(/static/desk\.css\?v=[0-9a-f]{12})"', stranger.get("/connexion").text)
    assert found
    assert "immutable" in stranger.get(found.group(1)).headers["cache-control"]


def test_a_page_that_does_not_exist(stranger: TestClient):
    page, data = stranger.get("/rien"), stranger.get("/api/v1/rien")
    assert (page.status_code, data.status_code) == (404, 404)
    assert "Cette page n’existe pas" in page.text
    assert data.json() == {"error": "Cette page n’existe pas, ou elle n’est pas de votre antenne."}


@pytest.fixture
def broken(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    def fail() -> None:
        raise KeyError("Jeanne Martin 06 39 98 12 34")

    monkeypatch.setitem(ACCESS, "broken", None)
    app.add_api_route("/casse", fail, name="broken")
    app.add_api_route("/api/casse", fail, name="broken")
    return TestClient(app, base_url="http://127.0.0.1")


def test_an_unforeseen_error_shows_and_logs_nothing_personal(broken: TestClient, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.INFO):
        page, data = broken.get("/casse?q=Martin"), broken.get("/api/casse")
    assert page.status_code == data.status_code == 500
    assert "Une erreur est survenue de notre côté" in page.text
    assert set(data.json()) == {"error"}
    assert page.headers["content-security-policy"]
    number = page.headers["x-request-id"]
    assert number in page.text
    # The test's own HTTP client logs addresses: only what the desk wrote counts.
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name != "httpx")
    assert f"{number} failed: KeyError" in logged
    for secret in ("Jeanne", "Martin", "06 39", "Traceback"):
        assert secret not in page.text
        assert secret not in logged


def test_our_log_has_no_query_string(sign_in: SignIn, caplog: pytest.LogCaptureFixture):
    client = sign_in()
    with caplog.at_level(logging.INFO, logger="seuil.desk"):
        client.get("/?q=Martin")
    ours = [record.getMessage() for record in caplog.records if record.name == "seuil.desk"]
    assert any(" GET / 200 " in line for line in ours)
    assert not any("Martin" in line for line in ours)


def test_a_database_that_does_not_answer(runtime: Runtime, sign_in: SignIn, program: Program):
    client, machine = sign_in(), program("secretary")

    @event.listens_for(runtime.database.engine, "before_cursor_execute")
    def _down(*_: object) -> None:
        raise OperationalError("SELECT 'Jeanne'", {}, Exception("disk I/O error"))

    page, data, ready = client.get("/"), machine.get("/api/v1/handoffs"), client.get("/readyz")
    assert (page.status_code, data.status_code, ready.status_code) == (503, 503, 503)
    assert "La base de données ne répond pas" in page.text
    assert "Jeanne" not in page.text + data.text
    assert data.json()["error"].startswith("La base de données ne répond pas")
    assert page.headers["retry-after"] == "60"
    assert "ne répond pas" in ready.text
    assert client.get("/healthz").status_code == 200


def test_readiness_names_each_dependency(stranger: TestClient):
    answer = stranger.get("/readyz")
    assert answer.status_code == 200
    assert answer.text.splitlines() == ["base de données : ok", "convention : ok, n° 1"]


def test_a_wrong_value_is_told_without_repeating_it(program: Program):
    answer = program("secretary").get("/api/v1/handoffs?status=Jeanne&limit=1000")
    assert answer.status_code == 422
    assert answer.json() == {"error": "Valeur qui ne convient pas : limit, status."}
