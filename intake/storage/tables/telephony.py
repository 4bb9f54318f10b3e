"""Calls, text threads, and the codes that lead from one channel to another."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from intake.privacy import EncryptedJson, EncryptedText
from intake.storage.tables.base import CODE, Base, of_request, row_id


class CallRow(Base):
    """One telephone call, by the identifier that the carrier gave it."""

    __tablename__ = "calls"

    id: Mapped[str] = row_id()
    sid: Mapped[str] = mapped_column(String(64), unique=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    # The number that calls, None when it is withheld; never a proof of who calls.
    caller: Mapped[str | None] = mapped_column(EncryptedText("calls.caller"))
    # The number of the service that was called.
    called: Mapped[str] = mapped_column(String(32))
    # The turn now waited for; older ones are answered again from `call_turns`.
    turn: Mapped[int] = mapped_column(Integer, default=0)
    state: Mapped[Any] = mapped_column(EncryptedJson("calls.state"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    # Passed to an antenna's telephone, and taken there by somebody.
    passed_at: Mapped[datetime | None] = mapped_column(index=True)
    passed_to: Mapped[str | None] = mapped_column(CODE)
    taken_at: Mapped[datetime | None]


class CallTurnRow(Base):
    """What was answered to one turn of a call, so that a turn posted twice gets the same again."""

    __tablename__ = "call_turns"

    call_id: Mapped[str] = mapped_column(ForeignKey("calls.id", ondelete="CASCADE"), primary_key=True)
    turn: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    twiml: Mapped[str] = mapped_column(EncryptedText("call_turns.twiml"))
    asks: Mapped[str | None] = mapped_column(CODE)
    at: Mapped[datetime]


class TextThreadRow(Base):
    """The conversation that a mobile number now has by SMS; the number is looked up by its keyed token."""

    __tablename__ = "text_threads"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), unique=True)
    number: Mapped[str] = mapped_column(EncryptedText("text_threads.number"))
    # The number of the service that was written to: answers leave from it.
    service_number: Mapped[str] = mapped_column(String(32))
    last_at: Mapped[datetime] = mapped_column(index=True)
    reminded_at: Mapped[datetime | None]


class OptOutRow(Base):
    """A number that wrote STOP: nothing is sent to it any more. Only its keyed token is kept."""

    __tablename__ = "opt_outs"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]


class ResumeCodeRow(Base):
    """A code of six digits that carries a request to another channel: once, for half an hour."""

    __tablename__ = "resume_codes"

    id: Mapped[str] = row_id()
    token: Mapped[str] = mapped_column(String(32), index=True)
    request_id: Mapped[str] = of_request()
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AttemptRow(Base):
    """One failed try of something that is limited, by the keyed token of who tried."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_kind_at", "kind", "at"),)

    id: Mapped[str] = row_id()
    kind: Mapped[str] = mapped_column(CODE)
    caller: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]


class LiveRow(Base):
    """What passes live in a conversation: since when a member of staff holds it, and whether the person waits for one."""

    __tablename__ = "live"

    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    held_since: Mapped[datetime | None]
    # The last sign of the member who holds it: past a while the assistant has it back.
    seen_at: Mapped[datetime | None] = mapped_column(index=True)
    # The person asked for somebody, was told how long to wait, and then that nobody could answer here.
    wanted_at: Mapped[datetime | None] = mapped_column(index=True)
    told_at: Mapped[datetime | None]
