"""What staff do with hand-offs: calls tried, decisions, entries, merges, appointments."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Integer, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.privacy import EncryptedJson, EncryptedText
from intake.storage.tables.base import CODE, ID, Base, of_request, row_id


class ContactAttemptRow(Base):
    """One try to reach a person by telephone, and what came of it."""

    __tablename__ = "contact_attempts"
    __table_args__ = (Index("ix_contact_attempts_staff_at", "staff_id", "at"),)

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    staff_id: Mapped[str] = mapped_column(ID)
    result: Mapped[str] = mapped_column(CODE)
    note: Mapped[str | None] = mapped_column(EncryptedText("contact_attempts.note"))
    at: Mapped[datetime]
    # Not called again before then.
    next_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class DeskDraftRow(Base):
    """A text that a member of staff was writing on a request when she was interrupted."""

    __tablename__ = "desk_drafts"

    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    request_id: Mapped[str] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True, index=True)
    text: Mapped[str] = mapped_column(EncryptedText("desk_drafts.text"))
    at: Mapped[datetime]


class DecisionRow(Base):
    """One decision on a hand-off; nothing leaves before `effective_at`, and until then it can be undone."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_handoff_at", "handoff_id", "at"),)

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    handoff_id: Mapped[str] = mapped_column(ForeignKey("handoffs.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(CODE)
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime]
    effective_at: Mapped[datetime]
    # An axis of the convention, "both", "none_yet" or "outside".
    axis: Mapped[str | None] = mapped_column(CODE)
    antenna: Mapped[str | None] = mapped_column(CODE)
    assigned_to: Mapped[str | None] = mapped_column(ID)
    # Why it was oriented, or how it ended.
    reason: Mapped[str | None] = mapped_column(CODE)
    organisation: Mapped[str | None] = mapped_column(EncryptedText("decisions.organisation"))
    # Its sheet in the directory, when it was chosen there; encrypted, because it tells what the request is about.
    organisation_id: Mapped[str | None] = mapped_column(EncryptedText("decisions.organisation_id"))
    # The text to the person, what to ask her, or why.
    words: Mapped[str | None] = mapped_column(EncryptedText("decisions.words"))
    # How the person is told: by a call or by a text.
    told_by: Mapped[str | None] = mapped_column(CODE)
    # What the machine proposed then, and whether the human agreed; None where it proposed nothing that can be agreed with.
    proposed_axis: Mapped[str] = mapped_column(CODE)
    proposed_outcome: Mapped[str] = mapped_column(CODE)
    ruleset_version: Mapped[int]
    agrees: Mapped[bool | None]
    # By their codes, the rules, topics and facts that the proposal stood on then.
    stood_on: Mapped[Any] = mapped_column(EncryptedJson("decisions.stood_on"), nullable=True)
    # How the hand-off stood before and after: status, antenna, worker and clock, which undoing puts back.
    before: Mapped[Any] = mapped_column(JSON)
    after: Mapped[Any] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(ID)


class DisagreementRow(Base):
    """What a human found wrong in a proposal: a rule, a topic or a fact by its code, or something else in her own words."""

    __tablename__ = "disagreements"
    __table_args__ = (Index("ix_disagreements_kind_code", "kind", "code"),)

    id: Mapped[str] = row_id()
    decision_id: Mapped[str] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(CODE)
    code: Mapped[str | None] = mapped_column(CODE)
    ruleset_version: Mapped[int]
    words: Mapped[str | None] = mapped_column(EncryptedText("disagreements.words"))


class RewordingRow(Base):
    """What the person said, in other words and without anything of hers, written by a human for a regression example."""

    __tablename__ = "rewordings"

    decision_id: Mapped[str] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True)
    words: Mapped[str] = mapped_column(EncryptedText("rewordings.words"))
    by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime]
    # It leaves only once somebody else has read it.
    judged_at: Mapped[datetime | None]
    judged_by: Mapped[str | None] = mapped_column(ID)
    approved: Mapped[bool | None]


class TellingRow(Base):
    """Something to say to a person because of a decision: by a call, or asked once by text three weeks after an orientation."""

    __tablename__ = "tellings"
    __table_args__ = (
        UniqueConstraint("decision_id", "kind"),
        Index("ix_tellings_open", "from_at", sqlite_where=text("done_at IS NULL"), postgresql_where=text("done_at IS NULL")),
    )

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    handoff_id: Mapped[str] = mapped_column(ForeignKey("handoffs.id", ondelete="CASCADE"), index=True)
    decision_id: Mapped[str] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(CODE)
    # Not before then.
    from_at: Mapped[datetime]
    # By a call or by text; for a follow-up it is chosen when its time has come.
    by: Mapped[str | None] = mapped_column(CODE)
    asked_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    done_by: Mapped[str | None] = mapped_column(ID)
    answer: Mapped[str | None] = mapped_column(CODE)


class StaffEntryRow(Base):
    """What a member of staff types in for somebody, one for each member and request; found again until it is handed over."""

    __tablename__ = "staff_entries"
    __table_args__ = (UniqueConstraint("request_id", "staff_id"), Index("ix_staff_entries_staff_id_done_at", "staff_id", "done_at"))

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    # A call, a visitor or a letter; and who says what is typed now.
    kind: Mapped[str] = mapped_column(CODE)
    said_by: Mapped[str] = mapped_column(CODE)
    # By field: what was typed and could not be read, with the sentence that says why.
    unread: Mapped[Any] = mapped_column(EncryptedJson("staff_entries.unread"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


class PresenceRow(Base):
    """A member of staff has this request open; counts for a minute and a half after it was last seen."""

    __tablename__ = "presences"

    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    request_id: Mapped[str] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), primary_key=True, index=True)
    seen_at: Mapped[datetime]


class MergeRow(Base):
    """Two requests of one person made one: where everything was before, so that it can be put back exactly."""

    __tablename__ = "merges"

    id: Mapped[str] = row_id()
    kept_request_id: Mapped[str] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), index=True)
    merged_request_id: Mapped[str] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), index=True)
    # Identifiers of the rows that moved, and both hand-offs before and after.
    moved: Mapped[Any] = mapped_column(EncryptedJson("merges.moved"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(ID)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(ID)


class AppointmentRow(Base):
    """An interview that was agreed on: where, when and with whom."""

    __tablename__ = "appointments"
    __table_args__ = (
        Index("ix_appointments_antenna_starts", "antenna", "starts_at"),
        # One social worker is in one place: two who book at once are told.
        Index(
            "uq_appointments_worker_starts",
            "worker",
            "starts_at",
            unique=True,
            sqlite_where=text("cancelled_at IS NULL"),
            postgresql_where=text("cancelled_at IS NULL"),
        ),
    )

    id: Mapped[str] = row_id()
    request_id: Mapped[str] = of_request()
    antenna: Mapped[str] = mapped_column(CODE)
    worker: Mapped[str] = mapped_column(ID)
    mode: Mapped[str] = mapped_column(CODE)
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    told_by: Mapped[str] = mapped_column(CODE)
    made_by: Mapped[str] = mapped_column(ID)
    made_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[str | None] = mapped_column(ID)
    # The one that takes its place, when it was moved.
    moved_to: Mapped[str | None] = mapped_column(ID)
    # How often it changed, as a calendar wants to know.
    sequence: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    # The first of those that took each other's place: a calendar knows them all under its name.
    series: Mapped[str | None] = mapped_column(ID)
    # The day before, once.
    reminded_at: Mapped[datetime | None]
    # What the person answered to that (`Asked`): somebody is to call her.
    asked: Mapped[str | None] = mapped_column(CODE)
    asked_at: Mapped[datetime | None] = mapped_column(index=True)


class AppointmentRulesRow(Base):
    """How long interviews last at an antenna, and how many can be held there at once; an antenna without a row has the usual ones."""

    __tablename__ = "appointment_rules"

    antenna: Mapped[str] = mapped_column(CODE, primary_key=True)
    phone_minutes: Mapped[int]
    antenna_minutes: Mapped[int]
    home_minutes: Mapped[int]
    # Rooms; None when there is one for everybody.
    at_once: Mapped[int | None]
    set_by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime]
