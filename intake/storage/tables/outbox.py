"""What leaves for outside, and the programs that are told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.privacy import EncryptedJson, EncryptedText
from intake.storage.tables.base import CODE, Base, row_id


class OutboxRow(Base):
    """Something to send outside, once, with retries."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "status", "due_at"),)

    id: Mapped[str] = row_id()
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(CODE)
    # Emptied once nothing more is to be sent.
    payload: Mapped[Any] = mapped_column(EncryptedJson("outbox.payload"))
    status: Mapped[str] = mapped_column(CODE)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    due_at: Mapped[datetime]
    created_at: Mapped[datetime]
    # The keyed token of who it goes to: counts what a person was sent in a day.
    recipient: Mapped[str | None] = mapped_column(String(32), index=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    # What the carrier calls it, how far it got there, and the carrier's error code.
    external_id: Mapped[str | None] = mapped_column(String(64), index=True)
    delivery: Mapped[str | None] = mapped_column(CODE)
    error: Mapped[str | None] = mapped_column(String(20))
    sent_at: Mapped[datetime | None]


class SubscriberRow(Base):
    """An address that is told when a hand-off was made or changed; never what is in it."""

    __tablename__ = "subscribers"

    id: Mapped[str] = row_id()
    # An address may hold a key of whoever receives.
    url: Mapped[str] = mapped_column(EncryptedText("subscribers.url"))
    secret: Mapped[str] = mapped_column(EncryptedText("subscribers.secret"))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]
    # Changes before this moment have been looked at.
    looked_until: Mapped[datetime]
    last_sent_at: Mapped[datetime | None]
    last_failed_at: Mapped[datetime | None]
    # Tries that failed since the last that did not.
    failures: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))


class ToldRow(Base):
    """The last change of a hand-off that a subscriber was told of, or will be: it waits in the outbox."""

    __tablename__ = "told_handoffs"

    subscriber_id: Mapped[str] = mapped_column(ForeignKey("subscribers.id", ondelete="CASCADE"), primary_key=True)
    handoff_id: Mapped[str] = mapped_column(ForeignKey("handoffs.id", ondelete="CASCADE"), primary_key=True, index=True)
    updated_at: Mapped[datetime]
