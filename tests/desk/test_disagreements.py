"""The page of agreements and disagreements: figures without anybody, words to judge, examples to take away."""

from __future__ import annotations

import html
import json
import re

import pytest
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.storage import RewordingRow
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import Filed, Told, file
from tests.desk.test_deciding import ACCEPT, CLEAR, send

AGAIN = "Une personne parle du travail d’un proche."


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    return file(runtime, Told(answers=CLEAR))


def disagreed(client: TestClient, filed: Filed) -> None:
    more = {"faux": "topic:arret_travail", "faux_mots": "Elle parle de son fils.", "autrement": AGAIN}
    assert send(client, filed, **{**ACCEPT, "axe": "soins"}, **more).status_code == 303


def test_fewer_than_ten_show_no_figure_and_no_way_to_a_file(filed: Filed, sign_in: SignIn):
    disagreed(sign_in(), filed)
    for role, antenna in (("administrator", None), ("auditor", None), ("manager", "nantes")):
        answer = sign_in(role, antenna).get("/desaccords") if antenna else sign_in(role).get("/desaccords")
        assert answer.status_code == 200
        shown = html.unescape(answer.text)
        assert "moins de 10 décisions" in shown
        assert "Arrêt" in shown or "arrêt" in shown
        for hidden in (filed.id, filed.request_id, filed.reference, "Jeanne", "son fils", "/demandes/"):
            assert hidden not in shown
        # Words to judge are an administrator's.
        assert (AGAIN in shown) == (role == "administrator")


def test_words_are_judged_then_leave_with_the_examples(runtime: Runtime, filed: Filed, sign_in: SignIn):
    disagreed(sign_in(), filed)
    admin = sign_in("administrator")
    shown = admin.get("/desaccords").text
    before = admin.get("/desaccords/exemples.jsonl")
    assert before.headers["content-disposition"].startswith("attachment")
    assert [json.loads(line).get("words") for line in before.text.splitlines()] == [None]
    found = re.search(r'name="exemple" value="([^"]+)"', shown)
    assert found
    form = {"jeton": token_in(shown), "exemple": found.group(1), "avis": "oui"}
    for avis in ("peut-être", "oui", "non"):
        assert admin.post("/desaccords/exemples", data=form | {"avis": avis}).status_code == 303
    with runtime.database.read() as session:
        assert session.get_one(RewordingRow, found.group(1)).approved is True
    assert AGAIN not in html.unescape(admin.get("/desaccords").text)
    assert [json.loads(line)["words"] for line in admin.get("/desaccords/exemples.jsonl").text.splitlines()] == [AGAIN]


def test_words_that_name_somebody_are_sent_back(filed: Filed, sign_in: SignIn):
    answer = send(sign_in(), filed, **ACCEPT, autrement="Jeanne a peur.")
    assert answer.status_code == 422
    assert 'href="#accept-autrement"' in answer.text
    assert "Jeanne a peur." in answer.text


@pytest.mark.parametrize("period", ["?depuis=demain", "?jusqu=2026-13-01", "?depuis=x&jusqu=y", "?jusqu=9999-12-31"])
def test_a_period_that_does_not_exist_is_said(sign_in: SignIn, period: str):
    assert sign_in("auditor").get(f"/desaccords{period}").status_code == 422
