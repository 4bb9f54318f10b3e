"""Two administrators, of two names."""

from __future__ import annotations

import pytest
from fastapi import FastAPI

from intake.runtime import Runtime
from intake.staff import add_staff
from tests.desk.conftest import PASSWORD, SignIn, TestClient, token_in
from tests.desk.rules.office import Administrator


@pytest.fixture
def alix(sign_in: SignIn) -> Administrator:
    return Administrator(sign_in("administrator"))


@pytest.fixture
def boris(app: FastAPI, runtime: Runtime) -> Administrator:
    """A second administrator, of another name."""
    with runtime.database.write() as session:
        now = runtime.clock.now()
        add_staff(session, login="boris", name="Boris Caron", role="administrator", antenna=None, password=PASSWORD, now=now)
    client = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    form = {"identifiant": "boris", "mot_de_passe": PASSWORD, "jeton": token_in(client.get("/connexion").text)}
    assert client.post("/connexion", data=form).status_code == 303
    return Administrator(client)
