"""A draft rehearsed on the public page: everything answers, nothing leaves, nothing stays."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from actions.moves import MoveAction
from channels.app import create_app
from intake.alarms import alarms_to_call
from intake.amending import change_draft, start_draft
from intake.clock import PARIS
from intake.dialogue import Turn
from intake.dialogue.state import State
from intake.outbox import Enqueued, enqueue_text
from intake.privacy import Actor, ActorKind
from intake.rehearsing import Invitation, Passes, Room
from intake.requests import load_conversation
from intake.runtime import Runtime
from intake.storage import Base, ConversationRow, DangerRow, HandoffRow, OutboxRow, RequestRow
from lexicon.codes import Act, Channel, Role
from tests.conftest import NOW

with warnings.catch_warnings():
    # The test client says that it will want another HTTP library one day.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

AUTHOR = Actor(ActorKind.STAFF, "a" * 36, Role.ADMINISTRATOR)
DAY = date(2027, 6, 15)
HTML = {"accept": "text/html"}


class Hands:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.astimezone(PARIS).date()


@pytest.fixture
def hands(runtime: Runtime) -> Hands:
    made = Hands()
    object.__setattr__(runtime, "clock", made)
    return made


@pytest.fixture
def page(runtime: Runtime, hands: Hands) -> Iterator[TestClient]:
    app = create_app(runtime)
    yield TestClient(app, base_url="http://127.0.0.1:8080")
    app.state.context.room.close()


@pytest.fixture
def draft_id(runtime: Runtime) -> str:
    def other(content: dict[str, Any]) -> dict[str, Any]:
        return {**content, "sentences": {**content["sentences"], "callback.kept": {"web": "essai"}}}

    with runtime.database.write() as session:
        row = start_draft(session, AUTHOR, 1, "Avenant <b>1</b>", date(2027, 1, 1), NOW)
        change_draft(session, AUTHOR, row.id, 0, other, "essai", NOW)
        return row.id


def invitation(runtime: Runtime, draft_id: str) -> str:
    return Passes(runtime.settings).invite(Invitation(draft_id, DAY), runtime.clock.now())


def enter(page: TestClient, runtime: Runtime, draft_id: str) -> None:
    answer = page.post("/repetition", data={"invitation": invitation(runtime, draft_id)}, follow_redirects=False)
    assert answer.status_code == 303, answer.text


def in_real_tables(runtime: Runtime) -> dict[str, int]:
    with runtime.database.read() as session:
        tables = (RequestRow, ConversationRow, DangerRow, HandoffRow, OutboxRow)
        return {table.__tablename__: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def in_the_room(room: Room) -> dict[str, int]:
    with room._tables().read() as session:
        counted = {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in Base.metadata.sorted_tables}
    return {name: count for name, count in counted.items() if count}


def say(page: TestClient, conversation: str, text: str, key: str) -> Any:
    return page.post(f"/api/conversations/{conversation}/messages", json={"client_message_id": key, "text": text})


def test_a_rehearsal_is_shown_on_every_page_and_left_with_one_button(page: TestClient, runtime: Runtime, draft_id: str):
    assert "Répétition" not in page.get("/").text
    enter(page, runtime, draft_id)
    for path in ("/", "/rappel", "/regles", "/donnees", "/accessibilite", "/nulle-part"):
        text = page.get(path, headers=HTML).text
        assert "Répétition du brouillon «&nbsp;Avenant &lt;b&gt;1&lt;/b&gt;&nbsp;»" in text, path
        assert "15/06/2027" in text
        assert "rien n’est envoyé" in text
    assert page.post("/repetition/quitter", follow_redirects=False).status_code == 303
    assert "Répétition" not in page.get("/").text


def test_a_conversation_uses_the_draft_and_its_day_and_a_real_one_beside_it_does_not(page: TestClient, runtime: Runtime, draft_id: str):
    real = page.post("/api/conversations", json={}).json()["conversation_id"]
    enter(page, runtime, draft_id)
    rehearsed = page.post("/api/conversations", json={}).json()["conversation_id"]
    say(page, rehearsed, "Bonjour, je suis en arrêt.", "1")
    room: Room = page.app.state.context.room
    within = room.runtime_of(rehearsed)
    with within.database.read() as session:
        found = load_conversation(session, rehearsed)
        assert found is not None
        request = session.get_one(RequestRow, found.request_id)
        assert request.reference_date == DAY
        assert request.convention_version == 2
    assert within.clock.today() == DAY
    with runtime.database.read() as session:
        assert load_conversation(session, rehearsed) is None
        found = load_conversation(session, real)
        assert found is not None
        assert session.get_one(RequestRow, found.request_id).convention_version == 1


def test_a_danger_is_answered_and_nobody_is_told(page: TestClient, runtime: Runtime, draft_id: str):
    enter(page, runtime, draft_id)
    conversation = page.post("/api/conversations", json={}).json()["conversation_id"]
    answer = say(page, conversation, "Je vais me suicider ce soir.", "1").json()
    assert any(reply["kind"] == "safety" for reply in answer["replies"])
    assert "3114" in str(answer)
    assert not any(in_real_tables(runtime).values())
    with runtime.database.write() as session:
        assert alarms_to_call(session, NOW + timedelta(hours=1), timedelta(minutes=10)) == []
    assert "dangers" in in_the_room(page.app.state.context.room)


def test_a_hand_off_made_in_a_rehearsal_reaches_no_queue_and_no_outbox(page: TestClient, runtime: Runtime, draft_id: str):
    enter(page, runtime, draft_id)
    key = page.get("/rappel").text.split('name="key" value="')[1].split('"')[0]
    form = {"key": key, "first_name": "Anne", "last_name": "Essai", "phone": "06 39 98 00 12", "postal_code": "44000", "safe": "oui"}
    done = page.post("/rappel", data={**form, "message": "Je suis en arrêt depuis trois mois."}, headers=HTML)
    assert done.status_code == 200, done.text
    room = in_the_room(page.app.state.context.room)
    assert room["handoffs"] == 1
    assert "outbox" not in room
    assert not any(in_real_tables(runtime).values())


def test_what_would_be_sent_is_not_even_written(page: TestClient, runtime: Runtime, draft_id: str):
    enter(page, runtime, draft_id)
    conversation = page.post("/api/conversations", json={}).json()["conversation_id"]
    room: Room = page.app.state.context.room
    more = {"to": "+33639980012", "sender": "+33639980000", "body": "essai", "recipient_token": "t", "conversation_id": conversation}
    with room.runtime_of(conversation).database.write() as session:
        assert enqueue_text(session, key="k", now=NOW, daily_limit=9, safety=True, **more) is Enqueued.QUEUED
    assert "outbox" not in in_the_room(room)


def test_the_engine_s_actions_find_the_rehearsal_by_its_conversation(page: TestClient, runtime: Runtime, draft_id: str):
    enter(page, runtime, draft_id)
    conversation = page.post("/api/conversations", json={}).json()["conversation_id"]
    room = Room(runtime)
    try:
        turn = Turn(conversation_id=conversation, message_id="m", text="", act=Act.INFORM, channel=Channel.WEB, state=State())
        assert MoveAction(room, "not_understood")._answer(turn).replies
        with pytest.raises(LookupError):
            room.runtime_of("r999-" + "0" * 31)
    finally:
        room.close()
    assert not any(in_real_tables(runtime).values())


def test_nothing_stays_after_its_day(page: TestClient, runtime: Runtime, draft_id: str, hands: Hands):
    room: Room = page.app.state.context.room
    assert room.empty() is False
    enter(page, runtime, draft_id)
    conversation = page.post("/api/conversations", json={}).json()["conversation_id"]
    say(page, conversation, "Je vais me suicider ce soir.", "1")
    hands.at = datetime(2026, 11, 23, 22, 59, tzinfo=UTC)
    assert room.empty() is False
    hands.at = datetime(2026, 11, 23, 23, 1, tzinfo=UTC)
    assert room.empty() is True
    assert in_the_room(room) == {}
    assert room.empty() is False
    hands.at = NOW
    # The number of the first is given again: its pass is not a pass to the next.
    old = page.cookies["seuil_repetition"]
    hands.at = NOW + timedelta(minutes=1)
    enter(page, runtime, draft_id)
    page.cookies.clear()
    page.cookies.set("seuil_repetition", old)
    assert page.get("/", headers=HTML).status_code == 410


def test_who_stays_too_long_is_told_and_never_lands_among_real_people_unawares(
    page: TestClient, runtime: Runtime, draft_id: str, hands: Hands
):
    enter(page, runtime, draft_id)
    conversation = page.post("/api/conversations", json={}).json()["conversation_id"]
    hands.at = NOW + timedelta(minutes=31)
    over = page.get("/", headers=HTML)
    assert over.status_code == 410
    assert "La répétition est finie" in over.text
    assert say(page, conversation, "Bonjour", "1").status_code == 410
    assert page.post("/api/conversations", json={}).status_code == 410
    assert not any(in_real_tables(runtime).values())
    page.post("/repetition/quitter")
    assert page.get("/").status_code == 200


@pytest.mark.parametrize("token", ["", "x", "x.y.z"])
def test_without_an_invitation_nothing_opens(page: TestClient, runtime: Runtime, token: str):
    assert page.post("/repetition", data={"invitation": token}, headers=HTML).status_code == 403
    page.cookies.set("seuil_repetition", token)
    assert page.get("/").status_code == 200


def test_an_invitation_is_good_for_half_an_hour_and_for_nothing_else(page: TestClient, runtime: Runtime, draft_id: str, hands: Hands):
    token = invitation(runtime, draft_id)
    hands.at = NOW + timedelta(minutes=31)
    assert page.post("/repetition", data={"invitation": token}).status_code == 403
    page.cookies.set("seuil_repetition", token)
    assert "Répétition" not in page.get("/").text


def test_a_draft_that_is_gone_or_unusable_is_said(page: TestClient, runtime: Runtime, draft_id: str):
    assert page.post("/repetition", data={"invitation": invitation(runtime, "0" * 36)}).status_code == 409

    def unfinished(content: dict[str, Any]) -> dict[str, Any]:
        return {**content, "axes": []}

    with runtime.database.write() as session:
        change_draft(session, AUTHOR, draft_id, 1, unfinished, "essai", NOW)
    answer = page.post("/repetition", data={"invitation": invitation(runtime, draft_id)})
    assert answer.status_code == 409
    assert "axes" in answer.json()["detail"]
