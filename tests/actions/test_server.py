from __future__ import annotations

import logging
from typing import Any

import httpx
import pytest

from actions.server import TOKEN_HEADER, create_app
from intake.dialogue import MOVES
from intake.requests import Conversation, receive
from intake.runtime import Runtime
from tests.intake.requests.conftest import open_one


@pytest.fixture
def conversation(runtime: Runtime) -> Conversation:
    with runtime.database.write() as session:
        return open_one(session, runtime.clock.now())


@pytest.fixture
async def client(runtime: Runtime):
    transport = httpx.ASGITransport(app=create_app(runtime))
    headers = {TOKEN_HEADER: runtime.settings.internal}
    async with httpx.AsyncClient(transport=transport, base_url="http://actions", headers=headers) as opened:
        yield opened


def call(runtime: Runtime, conversation: Conversation, action: str, text: str, **more: Any) -> dict[str, Any]:
    """What Rasa sends."""
    with runtime.database.write() as session:
        received = receive(session, conversation.id, text=text, client_id=text, now=runtime.clock.now())
    metadata = {"message_id": received.id, "channel": "web", "asked": None, "choice": None, "danger": None} | more.pop("metadata", {})
    message = {
        "text": text,
        "intent": {"name": "tell_situation"},
        "act": "tell_situation",
        "topics": [],
        "metadata": metadata,
        "entities": [],
    }
    tracker = {
        "sender_id": conversation.id,
        "slots": {"mode": "intake", "asked": {"field": "narrative", "kind": "story"}, "memory": {}} | more.pop("slots", {}),
        "latest_message": message | more,
        "events": [],
        "paused": False,
        "followup_action": None,
        "active_loop": {},
        "latest_action_name": "action_listen",
    }
    return {"next_action": action, "sender_id": conversation.id, "tracker": tracker, "version": "3.6.21"}


async def test_a_turn_is_answered_in_one_call_with_words_and_state(client: httpx.AsyncClient, runtime: Runtime, conversation: Conversation):
    text = "je suis en arrêt depuis le 12 mars, mon patron veut me licencier"
    topics = [{"code": "arret_travail", "confidence": 0.9, "start": 8, "end": 16}]
    answer = await client.post("/webhook", json=call(runtime, conversation, "action_take_answer", text, topics=topics))
    assert answer.status_code == 200
    body = answer.json()
    said = [response["custom"] for response in body["responses"]]
    assert said[0]["kind"] == "summary"
    assert "arrêt de travail" in said[0]["text"]
    assert {event["name"]: event["value"] for event in body["events"]}["mode"] == "intake"


async def test_the_same_turn_twice_says_and_records_the_same(client: httpx.AsyncClient, runtime: Runtime, conversation: Conversation):
    body = call(runtime, conversation, "action_take_answer", "je suis en arrêt depuis le 12 mars")
    first = await client.post("/webhook", json=body)
    second = await client.post("/webhook", json=body)
    assert first.json() == second.json()


async def test_without_the_token_nothing_happens(client: httpx.AsyncClient, runtime: Runtime, conversation: Conversation):
    body = call(runtime, conversation, "action_human", "une personne")
    assert (await client.post("/webhook", json=body, headers={TOKEN_HEADER: "faux"})).status_code == 403
    assert (await client.post("/webhook", json=body, headers={TOKEN_HEADER: ""})).status_code == 403


async def test_an_error_tells_its_kind_and_never_a_word(
    client: httpx.AsyncClient, runtime: Runtime, conversation: Conversation, caplog: pytest.LogCaptureFixture
):
    body = call(runtime, conversation, "action_take_answer", "mon canari s’appelle Zébulon")
    body["tracker"]["slots"]["mode"] = "Zébulon"
    body["tracker"]["sender_id"] = "Zébulon"
    with caplog.at_level(logging.DEBUG):
        answer = await client.post("/webhook", json=body)
    assert answer.status_code == 500
    assert answer.json() == {"error": "action_failed", "action_name": "action_take_answer"}
    assert "Zébulon" not in answer.text
    assert "Zébulon" not in caplog.text
    assert "action_take_answer failed" in caplog.text


async def test_a_lost_database_is_said_as_such(client: httpx.AsyncClient, runtime: Runtime, conversation: Conversation):
    body = call(runtime, conversation, "action_take_answer", "bonjour à vous")
    runtime.database.close()
    for path in runtime.settings.var.glob("seuil.db*"):
        path.unlink()
    path = runtime.settings.var / "seuil.db"
    path.mkdir()
    answer = await client.post("/webhook", json=body)
    assert answer.status_code == 503
    assert answer.json()["error"] == "database_down"


async def test_an_unknown_action_is_refused(client: httpx.AsyncClient, runtime: Runtime, conversation: Conversation):
    answer = await client.post("/webhook", json=call(runtime, conversation, "action_nothing", "x"))
    assert answer.status_code == 404


@pytest.mark.parametrize("mode", ["intake", "danger", "human", "sent"])
@pytest.mark.parametrize("move", sorted(MOVES))
async def test_every_move_in_every_mode_gets_words_back(
    client: httpx.AsyncClient, runtime: Runtime, conversation: Conversation, move: str, mode: str
):
    found = {"danger": {"kind": "suicide", "words": "en finir", "start": 0, "end": 8}} if move == "danger" else {}
    body = call(
        runtime, conversation, f"action_{move}", "je voudrais en finir avec tout cela", metadata=found, slots={"mode": mode, "asked": None}
    )
    answer = await client.post("/webhook", json=body)
    assert answer.status_code == 200
    said = [response["custom"]["text"] for response in answer.json()["responses"]]
    assert said
    assert all(said)
