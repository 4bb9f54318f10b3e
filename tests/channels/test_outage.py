from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.people.player import Conversation
from tests.processes import Service

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own, whose dialogue engine is stopped while these tests run."""
    running = Service(tmp_path_factory.mktemp("outage"), now="2026-11-23T10:30")
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture
def desk(broken: Service) -> Iterator[httpx.Client]:
    token = broken.seuil("token", "create", "--role", "secretary").split()[-1]
    with httpx.Client(base_url=broken.desk, headers={"Authorization": f"Bearer {token}"}) as client:
        yield client


@pytest.fixture
def talk(broken: Service) -> Iterator[Conversation]:
    with Conversation(broken.public) as opened:
        yield opened


@pytest.fixture
def in_danger(broken: Service) -> Iterator[Conversation]:
    with Conversation(broken.public) as opened:
        yield opened


def test_with_rasa_stopped_danger_is_answered_the_form_works_and_the_rest_gets_a_way_out(
    broken: Service, desk: httpx.Client, talk: Conversation, in_danger: Conversation
):
    broken.stop_one("rasa", signal.SIGKILL)

    ready = httpx.get(broken.public + "/readyz")
    assert ready.status_code == 503
    assert "rasa: down" in ready.text

    sorry = talk.say("je suis en arrêt depuis mars et mon patron veut me licencier")
    assert [reply["kind"] for reply in sorry] == ["notice"]
    assert "02 61 91" in sorry[0]["text"]

    replies = in_danger.say("je n’en peux plus, je veux mourir, j’ai tout préparé")
    assert replies[0]["kind"] == "safety"
    assert "3114" in replies[0]["text"]
    urgent = desk.get("/api/v1/handoffs", params={"conversation_id": in_danger.id}).json()["items"][0]
    assert urgent["urgent"]
    assert urgent["danger"]["kind"] == "suicide"

    page = httpx.get(broken.public + "/rappel")
    key = page.text.split('name="key" value="')[1].split('"')[0]
    form = {"key": key, "first_name": "Paul", "last_name": "Guillou", "phone": "06 39 98 45 67", "postal_code": "53000", "when": "matin"}
    done = httpx.post(broken.public + "/rappel", data=form)
    again = httpx.post(broken.public + "/rappel", data=form)
    assert done.status_code == again.status_code == 200
    found = desk.get("/api/v1/handoffs", params={"q": "06 39 98 45 67"}).json()["items"]
    assert [item["channel"] for item in found] == ["callback_form"]
    assert found[0]["antenna"] == "laval"
    assert found[0]["answers"]["name"]["value"] == {"first": "Paul", "last": "Guillou"}

    broken.start_one("rasa")
    broken.wait_ready()
    replies = talk.say("je suis en arrêt depuis mars et mon patron veut me licencier")
    assert any(reply["kind"] in ("summary", "question") for reply in replies)


def test_with_the_actions_stopped_the_person_hears_an_apology_and_can_go_on_later(broken: Service, talk: Conversation):
    broken.stop_one("actions", signal.SIGKILL)
    sorry = talk.say("bonjour, je suis hospitalisé à Laval depuis lundi et je sors vendredi")
    assert [reply["kind"] for reply in sorry] == ["notice"]
    broken.start_one("actions")
    broken.wait_ready()
    replies = talk.say("bonjour, je suis hospitalisé à Laval depuis lundi et je sors vendredi")
    assert any(reply["kind"] in ("summary", "question") for reply in replies)


def test_no_words_of_anyone_in_the_logs(broken: Service, talk: Conversation):
    talk.say("mon canari s’appelle Zébulon et je suis en arrêt depuis mars")
    logs = "".join(path.read_text(errors="replace") for path in Path(broken.var).glob("*.log"))
    assert "Zébulon" not in logs
    assert "Guillou" not in logs
    assert "tout préparé" not in logs
