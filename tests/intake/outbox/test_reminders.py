"""Who began by SMS and stopped in the middle."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from intake.draft import DangerHeard
from intake.outbox import Unfinished, note_reminded, opt_out, unfinished_texts
from intake.requests import HandoverReason, Received, add_danger, hand_over, receive, record_answer
from intake.runtime import Runtime
from intake.storage import ConversationRow, RequestRow, TextThreadRow
from lexicon.codes import AnswerStatus, DangerKind, SaidBy
from tests.conftest import NOW
from tests.intake.outbox.support import SENDER, TO, TOKEN, after
from tests.intake.requests.conftest import open_one

DAY = timedelta(days=1)


class Talk:
    """A conversation by SMS that began at NOW."""

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        with runtime.database.write() as session:
            opened = open_one(session, NOW)
            self.id, self.request_id = opened.id, opened.request_id
            self.message: Received = receive(session, self.id, text="Je suis en arrêt", client_id="1", now=NOW)
            thread = {"conversation_id": self.id, "number": TO, "service_number": SENDER, "last_at": NOW}
            session.add(TextThreadRow(token=TOKEN, **thread))

    def due(self, when: timedelta = DAY) -> list[Unfinished]:
        with self.runtime.database.write() as session:
            return unfinished_texts(session, NOW + when)

    def says(self, **answers: Any) -> None:
        with self.runtime.database.write() as session:
            for field, value in answers.items():
                given = {"value": value, "words": "x", "status": AnswerStatus.TOLD, "said_by": SaidBy.PERSON, "now": NOW}
                record_answer(session, self.request_id, f"m-{field}-{value}", field=field, **given)

    def set(self, table: type, **values: Any) -> None:
        with self.runtime.database.write() as session:
            session.execute(update(table).values(values))


@pytest.fixture
def unfinished(runtime: Runtime) -> Talk:
    return Talk(runtime)


def test_after_a_day_of_silence_and_before_the_seventh(unfinished: Talk):
    assert unfinished.due(DAY - timedelta(seconds=1)) == []
    (found,) = unfinished.due()
    assert (found.token, found.conversation_id, found.request_id, found.number) == (TOKEN, unfinished.id, unfinished.request_id, TO)
    assert (found.service_number, found.state) == (SENDER, {"mode": "intake"})
    assert TO not in repr(found)
    assert len(unfinished.due(6 * DAY - timedelta(seconds=1))) == 1
    assert unfinished.due(6 * DAY) == []


def test_once(unfinished: Talk):
    with unfinished.runtime.database.write() as session:
        note_reminded(session, TOKEN, after(days=1))
    assert unfinished.due(2 * DAY) == []


def _hands_over(talk: Talk) -> None:
    with talk.runtime.database.write() as session:
        hand_over(session, talk.request_id, reason=HandoverReason.SENT, now=NOW, indexer=talk.runtime.indexer)


def _is_in_danger(talk: Talk) -> None:
    with talk.runtime.database.write() as session:
        add_danger(session, talk.request_id, talk.message.id, DangerHeard(kind=DangerKind.VIOLENCE, words="il me frappe"), NOW)


def _wrote_stop(talk: Talk) -> None:
    with talk.runtime.database.write() as session:
        opt_out(session, TOKEN, NOW)


@pytest.mark.parametrize(
    "happens",
    [
        _hands_over,
        _is_in_danger,
        _wrote_stop,
        lambda talk: talk.says(safe_contact="non"),
        lambda talk: talk.set(ConversationRow, held_by="lea"),
        # She went on by web with the same request.
        lambda talk: talk.set(RequestRow, last_message_at=after(hours=20)),
        lambda talk: talk.set(TextThreadRow, last_at=after(hours=20)),
    ],
    ids=["handed over", "danger", "stop", "not safe", "held by staff", "went on elsewhere", "wrote again"],
)
def test_not_when(unfinished: Talk, happens: Callable[[Talk], None]):
    happens(unfinished)
    assert unfinished.due() == []


def test_the_last_word_about_safety_counts(unfinished: Talk):
    unfinished.says(safe_contact="non")
    unfinished.says(safe_contact="oui")
    assert len(unfinished.due()) == 1
