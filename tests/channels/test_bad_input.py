from __future__ import annotations

import threading
import uuid
from collections.abc import Iterator

import httpx
import pytest

from tests.people.player import Conversation
from tests.processes import Service

pytestmark = pytest.mark.slow


@pytest.fixture
def talk(service: Service) -> Iterator[Conversation]:
    with Conversation(service.public) as opened:
        yield opened


def items(talk: Conversation) -> list[dict[str, object]]:
    return talk.client.get(f"/api/conversations/{talk.id}/messages").json()["items"]


def post(talk: Conversation, body: object, **more: object) -> httpx.Response:
    return talk.client.post(f"/api/conversations/{talk.id}/messages", json=body, **more)


def key() -> str:
    return str(uuid.uuid4())


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"text": "a" * 20_000}, "4000 caractères"),
        ({"text": ""}, "vide"),
        ({"text": "   \n"}, "vide"),
        ({"text": "bonjour", "choice": "x"}, "pas les deux"),
        ({}, "pas les deux"),
        ({"text": 12}, "pas pu lire"),
        ({"text": "bonjour", "extra": 1}, "pas pu lire"),
        ({"choice": "nothing-1"}, "plus valable"),
    ],
)
def test_what_cannot_be_right_is_refused_in_french_and_changes_nothing(talk: Conversation, body: dict[str, object], sentence: str):
    before = items(talk)
    answer = post(talk, {**body, "client_message_id": key()})
    assert answer.status_code == 422
    assert sentence in answer.json()["detail"]
    assert items(talk) == before


def test_a_body_that_is_too_big_or_is_not_json(talk: Conversation):
    before = items(talk)
    url = f"/api/conversations/{talk.id}/messages"
    big = talk.client.post(url, json={"text": "a" * 200_000, "client_message_id": key()})
    assert big.status_code == 413
    assert "trop long" in big.json()["detail"]
    broken = talk.client.post(url, content=b'{"text": "bonj', headers={"Content-Type": "application/json"})
    assert broken.status_code == 422
    assert "pas pu lire" in broken.json()["detail"]
    assert items(talk) == before


def test_a_wrong_token_and_someone_else_s_conversation(service: Service, talk: Conversation):
    with Conversation(service.public) as other:
        _is_kept_out(service, talk, other)


def _is_kept_out(service: Service, talk: Conversation, other: Conversation) -> None:
    url = f"/api/conversations/{other.id}/messages"
    body = {"text": "bonjour", "client_message_id": key()}
    assert httpx.post(service.public + url, json=body).status_code == 401
    assert httpx.post(service.public + url, json=body, headers={"Authorization": "Bearer faux"}).status_code == 401
    stranger = httpx.post(service.public + url, json=body, headers={"Authorization": f"Bearer {talk.token}"})
    assert stranger.status_code == 403
    assert "pas la vôtre" in stranger.json()["detail"]
    assert len(items(other)) == 2


ODD = ["😀😀😀", "<script>alert(1)</script>", "/restart", '/inform{"x":1}', "/session_start", "\x00\x01bonjour", "{{7*7}}"]


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_ordinary_text_and_get_words_back(talk: Conversation, text: str):
    replies = talk.say(text)
    assert replies
    assert all(reply["text"] for reply in replies)
    said = [item["text"] for item in items(talk) if item["from"] == "person"]
    assert said == [text.replace("\x00", "")]
    after = talk.say("je suis en arrêt de travail depuis le mois de mars et mon employeur veut me licencier")
    assert after


def test_the_same_message_twice_at_once_is_answered_once(talk: Conversation):
    body = {"text": "je suis en arrêt depuis mars, mon patron veut me licencier", "client_message_id": key()}
    answers: list[httpx.Response] = []

    def send() -> None:
        answers.append(httpx.post(f"{talk.base}/api/conversations/{talk.id}/messages", json=body, headers=talk.client.headers, timeout=30))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.text for answer in answers}) == 1
    assert [item["from"] for item in items(talk)].count("person") == 1
    assert post(talk, body).text == answers[0].text


def test_two_messages_at_once_are_both_kept_and_answered_one_after_the_other(talk: Conversation):
    texts = ["je suis en arrêt depuis mars", "et mon patron veut me licencier"]
    answers: dict[str, httpx.Response] = {}

    def send(text: str) -> None:
        body = {"text": text, "client_message_id": key()}
        answers[text] = httpx.post(f"{talk.base}/api/conversations/{talk.id}/messages", json=body, headers=talk.client.headers, timeout=30)

    threads = [threading.Thread(target=send, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers.values()} == {200}
    assert all(answer.json()["replies"] for answer in answers.values())
    assert sorted(item["text"] for item in items(talk) if item["from"] == "person") == sorted(texts)


def test_a_social_security_number_is_masked_before_anything_is_stored(service: Service, talk: Conversation):
    talk.say("je suis en arrêt depuis mars, mon numéro est le 2 71 02 44 109 012 84, aidez moi")
    said = next(item["text"] for item in items(talk) if item["from"] == "person")
    assert "109 012" not in str(said)
    assert "masqué" in str(said)


def test_unknown_pages_and_conversations(service: Service, talk: Conversation):
    page = httpx.get(service.public + "/nulle-part", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert "existe pas" in page.text
    assert httpx.get(service.public + "/api/nulle-part").json() == {"detail": "Cette page n’existe pas."}


def test_pages_say_no_more_than_they_should(service: Service):
    page = httpx.get(service.public + "/")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-content-type-options"] == "nosniff"
    assert "server" not in page.headers
    assert "set-cookie" not in page.headers
