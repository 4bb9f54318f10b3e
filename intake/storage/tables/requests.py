"""What people say, and the hand-offs made of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.privacy import EncryptedJson, EncryptedText
from intake.storage.tables.base import CODE, ID, OPEN_STATUS, RUNNING, Base, of_request, row_id


class RequestRow(Base):
    """What becomes a hand-off; it can have several conversations."""

    __tablename__ = "requests"

    id: Mapped[str] = row_id()
    reference: Mapped[str] = mapped_column(String(8), unique=True)
    channel: Mapped[str] = mapped_column(CODE)
    convention_version: Mapped[int]
    # The day of the person's first message, Europe/Paris: every count of days in the rules starts there.
    reference_date: Mapped[date]
    created_at: Mapped[datetime]
    first_message_at: Mapped[datetime | None]
    last_message_at: Mapped[datetime | None] = mapped_column(index=True)
    # Which index key its search tokens were made with, and how; None before that was written down.
    indexed_with: Mapped[str | None] = mapped_column(String(16))


class ConversationRow(Base):
    """One exchange on one channel, with the state that the dialogue engine hands back."""

    __tablename__ = "conversations"

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    channel: Mapped[str] = mapped_column(CODE)
    locale: Mapped[str] = mapped_column(String(8))
    state: Mapped[Any] = mapped_column(EncryptedJson("conversations.state"))
    created_at: Mapped[datetime]
    next_seq: Mapped[int] = mapped_column(Integer, default=1)
    # One turn at a time: who works on it, and until when the others wait for it.
    turn_owner: Mapped[str | None] = mapped_column(ID)
    turn_until: Mapped[datetime | None]
    held_by: Mapped[str | None] = mapped_column(ID)


class MessageRow(Base):
    """The message log: stored before it is processed, read by every process."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("conversation_id", "client_id", name="uq_messages_client_id"),
        Index("ix_messages_client_id", "client_id"),
    )

    id: Mapped[str] = row_id()
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    seq: Mapped[int]
    sender: Mapped[str] = mapped_column(CODE)
    kind: Mapped[str | None] = mapped_column(CODE)
    text: Mapped[str] = mapped_column(EncryptedText("messages.text"))
    # Replies: choices, asks, handoff. Inbound: the choice taken, the danger heard, the understanding.
    payload: Mapped[Any] = mapped_column(EncryptedJson("messages.payload"))
    client_id: Mapped[str | None] = mapped_column(String(80))
    answers_id: Mapped[str | None] = mapped_column(ID, index=True)
    answered: Mapped[bool] = mapped_column(Boolean, default=False)
    at: Mapped[datetime]


class AccountPartRow(Base):
    """One message of the person's own account."""

    __tablename__ = "account_parts"
    __table_args__ = (UniqueConstraint("request_id", "message_id"),)

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    message_id: Mapped[str] = mapped_column(ID)
    text: Mapped[str] = mapped_column(EncryptedText("account_parts.text"))
    said_by: Mapped[str] = mapped_column(CODE)
    at: Mapped[datetime]


class AnswerRow(Base):
    """What was recorded for a field by one message; the newest row of a field is the one that counts."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("request_id", "field", "message_id"),)

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    field: Mapped[str] = mapped_column(CODE)
    message_id: Mapped[str] = mapped_column(ID)
    value: Mapped[Any] = mapped_column(EncryptedJson("answers.value"))
    words: Mapped[str | None] = mapped_column(EncryptedText("answers.words"))
    said_by: Mapped[str] = mapped_column(CODE)
    status: Mapped[str] = mapped_column(CODE)
    at: Mapped[datetime]


class TopicRow(Base):
    """A topic heard, with the words that carried it."""

    __tablename__ = "topics"
    __table_args__ = (UniqueConstraint("request_id", "code"),)

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    code: Mapped[str] = mapped_column(CODE)
    message_id: Mapped[str] = mapped_column(ID)
    words: Mapped[str | None] = mapped_column(EncryptedText("topics.words"))


class DangerRow(Base):
    """A danger heard automatically, not verified; a human may lift it."""

    __tablename__ = "dangers"
    __table_args__ = (UniqueConstraint("request_id", "message_id"),)

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    message_id: Mapped[str] = mapped_column(ID)
    # The kind is health data too: encrypted like the words.
    kind: Mapped[str] = mapped_column(EncryptedText("dangers.kind"))
    words: Mapped[str] = mapped_column(EncryptedText("dangers.words"))
    at: Mapped[datetime]
    # A human read it and judged it: a false alarm is lifted, a true one confirmed.
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(ID)
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None] = mapped_column(ID)
    # The contact on call is told again until a human has seen it.
    seen_at: Mapped[datetime | None] = mapped_column(index=True)
    seen_by: Mapped[str | None] = mapped_column(ID)
    alerted_at: Mapped[datetime | None]
    alerts: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))


class AlarmCountRow(Base):
    """How many alarms humans judged true or false in a month; says nothing of anybody and outlives every file."""

    __tablename__ = "alarm_counts"

    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    confirmed: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    lifted: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))


class HandoffRow(Base):
    """A request handed over to the humans; exactly one per request."""

    __tablename__ = "handoffs"
    __table_args__ = (
        Index("ix_handoffs_queue", "status", "urgent", "due_at", "id"),
        # The queue: urgent ones, then the others, each by due time; the open ones are few among all that were ever filed.
        Index("ix_handoffs_every", "urgent", "due_at", "id"),
        # It tells what the queue filters by, so that a row, whose encrypted columns are long, is opened only to be shown.
        Index(
            "ix_handoffs_open_ones",
            "urgent",
            "due_at",
            "id",
            "status",
            "antenna",
            "assigned_to",
            "channel",
            "axis",
            "outcome",
            "complete",
            "warned_at",
            "escalated_at",
            sqlite_where=text(OPEN_STATUS),
            postgresql_where=text(OPEN_STATUS),
        ),
        # Whose clock runs: whom to call, what is soon due.
        Index(
            "ix_handoffs_running",
            "urgent",
            "due_at",
            "id",
            "status",
            "antenna",
            "assigned_to",
            sqlite_where=text(RUNNING),
            postgresql_where=text(RUNNING),
        ),
        # Figures of a year.
        Index("ix_handoffs_created_at", "created_at", "antenna"),
        Index("ix_handoffs_changes", "updated_at", "status", "due_at", "antenna", "assigned_to", "escalated_at", "id"),
        Index("ix_handoffs_escalated", "escalated_at"),
    )

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), unique=True)
    reference: Mapped[str] = mapped_column(String(8), unique=True)
    channel: Mapped[str] = mapped_column(CODE)
    reason: Mapped[str] = mapped_column(CODE)
    status: Mapped[str] = mapped_column(CODE)
    complete: Mapped[bool]
    urgent: Mapped[bool]
    axis: Mapped[str] = mapped_column(CODE)
    outcome: Mapped[str] = mapped_column(CODE)
    ruleset_version: Mapped[int]
    # The machine's proposal and the summary as handed over; recomputed only when the person adds something.
    proposal: Mapped[Any] = mapped_column(EncryptedJson("handoffs.proposal"))
    summary: Mapped[Any] = mapped_column(EncryptedJson("handoffs.summary"))
    antenna: Mapped[str | None] = mapped_column(CODE)
    # Chosen by a human: what the person adds later does not move the file.
    antenna_chosen: Mapped[bool] = mapped_column(Boolean, default=False, server_default=text("false"))
    assigned_to: Mapped[str | None] = mapped_column(ID)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    due_at: Mapped[datetime]
    # A human spoke with the person for the first time, and how: the clock of the first contact stops.
    first_contact_at: Mapped[datetime | None]
    first_contact_by: Mapped[str | None] = mapped_column(CODE)
    # The clock stands still since then, because the service waits for the person.
    waiting_since: Mapped[datetime | None]
    # Three quarters of the working time had passed; it was due and nobody had called: each is marked once.
    warned_at: Mapped[datetime | None]
    escalated_at: Mapped[datetime | None]


class SearchTokenRow(Base):
    """A keyed token by which a request is found; never the word itself."""

    __tablename__ = "search_tokens"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    request_id: Mapped[str] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True, index=True)
