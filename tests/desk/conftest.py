"""The desk with browsers signed in as each role, and programs with tokens."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI

from desk import create_app
from intake.runtime import Runtime
from intake.staff import add_staff, create_api_token, passwords

with warnings.catch_warnings():
    # The test client says that it will want another HTTP library one day.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

PASSWORD = "quatre chevaux bleus"
_TOKEN = re.compile(r'name="jeton" value="([0-9a-f]+)"')

SignIn = Callable[..., TestClient]
Program = Callable[..., TestClient]


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are hashed for real, with the least work: how hard they are to guess is tested where they are made."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def token_in(html: str) -> str:
    found = _TOKEN.search(html)
    assert found, "no form token in the page"
    return found.group(1)


@pytest.fixture
def app(runtime: Runtime) -> FastAPI:
    return create_app(runtime)


@pytest.fixture
def stranger(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture
def sign_in(app: FastAPI, runtime: Runtime) -> SignIn:
    def signed_in(role: str = "secretary", antenna: str | None = None) -> TestClient:
        login = f"{role}-{antenna or 'sans'}"
        with runtime.database.write() as session:
            add_staff(session, login=login, name="Léa <b>Roux</b>", role=role, antenna=antenna, password=PASSWORD, now=runtime.clock.now())
        client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
        form = {"identifiant": login, "mot_de_passe": PASSWORD, "jeton": token_in(client.get("/connexion").text)}
        assert client.post("/connexion", data=form).status_code == 303
        return client

    return signed_in


@pytest.fixture
def program(app: FastAPI, runtime: Runtime) -> Program:
    def of(role: str, antenna: str | None = None) -> TestClient:
        with runtime.database.write() as session:
            secret = create_api_token(session, runtime.indexer, role=role, now=runtime.clock.now(), antenna=antenna)
        return TestClient(app, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {secret}"}, follow_redirects=False)

    return of
