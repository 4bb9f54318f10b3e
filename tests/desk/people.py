"""Invented people whose requests are told, answered and handed over through the real functions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from intake.draft import DangerHeard, TopicHeard
from intake.requests import (
    HandoverReason,
    Reply,
    add_account,
    add_danger,
    add_topics,
    current_convention,
    hand_over,
    open_conversation,
    receive,
    record_answer,
    store_replies,
)
from intake.runtime import Runtime
from intake.storage import CallRow
from lexicon.codes import AnswerStatus, Channel, DangerKind, SaidBy

SAID = "Je suis en arrêt depuis six mois, mon employeur veut me licencier."


@dataclass
class Told:
    """What to tell in a request; every answer is a value, or (value, status)."""

    account: str = SAID
    answers: dict[str, Any] = field(default_factory=dict)
    topics: tuple[str, ...] = ("arret_travail", "risque_emploi")
    danger: DangerKind | None = None
    channel: Channel = Channel.WEB
    said_by: SaidBy = SaidBy.PERSON
    client_id: str = "m1"


ALI = {"first": "Ali", "last": "Ben"}
ANSWERS = {
    "name": {"first": "Jeanne", "last": "Martin"},
    "phone": "+33639981234",
    "postal_code": "44000",
    "safe_contact": "oui",
    "for_whom": "self",
    "employment_status": "salarie_cdi",
    "sick_leave": "oui",
    "job_risk": ("oui", AnswerStatus.DEDUCED),
    "regime": (None, AnswerStatus.UNKNOWN),
}


@dataclass(frozen=True)
class Filed:
    """A request that was handed over."""

    id: str
    request_id: str
    conversation_id: str
    reference: str


def file(runtime: Runtime, told: Told | None = None, *, now: datetime | None = None, seed: int = 1) -> Filed:
    """Tell a request and hand it over."""
    told = told or Told(answers=ANSWERS)
    now = now or runtime.clock.now()
    with runtime.database.write() as session:
        convention = current_convention(session, runtime.clock.today())
        conversation = open_conversation(
            session, channel=told.channel, locale="fr", version=convention.version, now=now, random=Random(seed), state={}
        )
        message = receive(session, conversation.id, text=told.account, client_id=told.client_id, now=now)
        store_replies(session, conversation.id, replies=[Reply(text="Merci. Je vous lis.")], now=now, answers=message)
        if told.account:
            add_account(session, conversation.request_id, message.id, text=told.account, said_by=told.said_by, now=now)
        add_topics(session, conversation.request_id, message.id, [TopicHeard(code=code, words="en arrêt") for code in told.topics])
        for code, given in told.answers.items():
            value, status = given if isinstance(given, tuple) else (given, AnswerStatus.TOLD)
            record_answer(
                session,
                conversation.request_id,
                message.id,
                field=code,
                value=value,
                words=None if value is None else "ce qu’elle a dit",
                status=status,
                said_by=told.said_by,
                now=now,
            )
        if told.danger:
            add_danger(session, conversation.request_id, message.id, DangerHeard(kind=told.danger, words="je vais en finir"), now)
        row = hand_over(session, conversation.request_id, reason=HandoverReason.SENT, now=now, indexer=runtime.indexer)
        return Filed(row.id, row.request_id, conversation.id, row.reference)


def phone(runtime: Runtime, filed: Filed, *, sid: str = "CA1", passed_to: str | None = None, ago: timedelta | None = None) -> str:
    """The conversation of a request is a telephone call; with `ago`, it was passed on that long ago. Gives the call's id."""
    now = runtime.clock.now()
    with runtime.database.write() as session:
        row = CallRow(
            sid=sid,
            conversation_id=filed.conversation_id,
            caller=None,
            called="+33261911000",
            state={},
            started_at=now - timedelta(minutes=5),
            passed_at=None if ago is None else now - ago,
            passed_to=passed_to,
        )
        session.add(row)
        session.flush()
        return row.id
