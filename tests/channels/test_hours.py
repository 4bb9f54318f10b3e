"""When to call, on the page and in the dialogue: the hours of the very number that is given."""

from __future__ import annotations

import warnings

import pytest
from sqlalchemy import delete

from channels.app import create_app
from intake.directory import Antenna
from intake.requests import load_conversation
from intake.runtime import Runtime
from intake.storage import AntennaRow, ConventionRow, DatabaseDownError
from lexicon.codes import Act
from tests.intake.dialogue.talk import Talk
from tests.intake.requests.conftest import tell

with warnings.catch_warnings():
    # The test client says that it will want another HTTP library one day.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

EVERYWHERE = "du lundi au vendredi, de 9\u00a0h à 12\u00a0h\u00a030 et de 13\u00a0h\u00a030 à 17\u00a0h"
OWN = "le mardi et le jeudi, de 9\u00a0h à 12\u00a0h"


@pytest.fixture
def page(runtime: Runtime) -> TestClient:
    return TestClient(create_app(runtime), base_url="http://127.0.0.1")


def change(runtime: Runtime, code: str) -> None:
    with runtime.database.write() as session:
        row = session.get_one(AntennaRow, code)
        own = Antenna.model_validate(row.content | {"opening_hours": {day: [["09:00", "12:00"]] for day in (1, 3)}})
        row.content = own.model_dump(mode="json")


def test_the_page_says_when_the_number_it_gives_is_answered(runtime: Runtime, page: TestClient):
    assert EVERYWHERE in page.get("/").text
    # The number that answers for the whole service stands on the page.
    change(runtime, "nantes")
    for path in ("/", "/rappel", "/accessibilite"):
        html = page.get(path).text
        assert OWN in html, path
        assert EVERYWHERE not in html


def test_the_page_still_has_hours_without_database_or_convention(runtime: Runtime, page: TestClient, monkeypatch: pytest.MonkeyPatch):
    with runtime.database.write() as session:
        session.execute(delete(ConventionRow))
    assert page.get("/accessibilite").status_code == 200

    def down(*_: object) -> None:
        raise DatabaseDownError

    monkeypatch.setattr(type(runtime.database), "read", down)
    error = page.get("/regles")
    assert error.status_code == 503
    assert page.get("/accessibilite").status_code == 200


@pytest.mark.parametrize(("code", "phone", "hours"), [("44000", "02 61 91 10 01", OWN), ("49000", "02 61 91 10 03", EVERYWHERE)])
def test_the_answer_gives_the_number_and_the_hours_of_her_own_antenna(runtime: Runtime, code: str, phone: str, hours: str):
    change(runtime, "nantes")
    talk = Talk(runtime)
    with runtime.database.write() as session:
        conversation = load_conversation(session, talk.id)
        assert conversation
        tell(session, conversation, runtime.clock.now(), postal_code=code)
    said = " ".join(reply.text for reply in talk.say("vous êtes ouverts quand ?", Act.HOURS_CONTACT))
    assert f"{phone}, {hours}" in said
