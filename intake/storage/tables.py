"""The tables. What is personal or sensitive is encrypted; what is searched for is a keyed token."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Index, Integer, MetaData, String, Text, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from intake.privacy import EncryptedJson, EncryptedText
from intake.storage.types import UtcDateTime, new_id

ID = String(36)
CODE = String(40)
# As written in the indexes on open hand-offs: a query uses them when it says it with the same words.
OPEN_STATUS = "status NOT IN ('closed', 'redirected')"


class Base(DeclarativeBase):
    """Base of every table, with named constraints so that migrations can drop them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime}


def _id() -> Mapped[str]:
    return mapped_column(ID, primary_key=True, default=new_id)


def _request() -> Mapped[str]:
    return mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), index=True)


class RequestRow(Base):
    """What becomes a hand-off; it can have several conversations."""

    __tablename__ = "requests"

    id: Mapped[str] = _id()
    reference: Mapped[str] = mapped_column(String(8), unique=True)
    channel: Mapped[str] = mapped_column(CODE)
    convention_version: Mapped[int]
    # The day of the person's first message, Europe/Paris: every count of days in the rules starts there.
    reference_date: Mapped[date]
    created_at: Mapped[datetime]
    first_message_at: Mapped[datetime | None]
    last_message_at: Mapped[datetime | None] = mapped_column(index=True)


class ConversationRow(Base):
    """One exchange on one channel, with the state that the dialogue engine hands back."""

    __tablename__ = "conversations"

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
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

    id: Mapped[str] = _id()
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

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
    message_id: Mapped[str] = mapped_column(ID)
    text: Mapped[str] = mapped_column(EncryptedText("account_parts.text"))
    said_by: Mapped[str] = mapped_column(CODE)
    at: Mapped[datetime]


class AnswerRow(Base):
    """What was recorded for a field by one message; the newest row of a field is the one that counts."""

    __tablename__ = "answers"
    __table_args__ = (UniqueConstraint("request_id", "field", "message_id"),)

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
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

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
    code: Mapped[str] = mapped_column(CODE)
    message_id: Mapped[str] = mapped_column(ID)
    words: Mapped[str | None] = mapped_column(EncryptedText("topics.words"))


class DangerRow(Base):
    """A danger heard automatically, not verified; a human may lift it."""

    __tablename__ = "dangers"
    __table_args__ = (UniqueConstraint("request_id", "message_id"),)

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
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
        Index("ix_handoffs_open", "urgent", "due_at", "id", sqlite_where=text(OPEN_STATUS), postgresql_where=text(OPEN_STATUS)),
        Index(
            "ix_handoffs_open_antenna",
            "antenna",
            "urgent",
            "due_at",
            "id",
            sqlite_where=text(OPEN_STATUS),
            postgresql_where=text(OPEN_STATUS),
        ),
        Index(
            "ix_handoffs_open_assigned",
            "assigned_to",
            "urgent",
            "due_at",
            "id",
            sqlite_where=text(OPEN_STATUS),
            postgresql_where=text(OPEN_STATUS),
        ),
        # Counted without opening the rows, whose encrypted columns are long.
        Index("ix_handoffs_counts", "status", "urgent", "axis", "outcome", "antenna", "channel", "assigned_to", "complete"),
        Index("ix_handoffs_changes", "updated_at", "status", "due_at", "antenna", "assigned_to", "warned_at", "id"),
        Index("ix_handoffs_escalated", "escalated_at"),
    )

    id: Mapped[str] = _id()
    request_id: Mapped[str] = mapped_column(ForeignKey("requests.id", ondelete="CASCADE"), unique=True)
    reference: Mapped[str] = mapped_column(String(8), unique=True)
    channel: Mapped[str] = mapped_column(CODE)
    reason: Mapped[str] = mapped_column(CODE)
    status: Mapped[str] = mapped_column(CODE)
    complete: Mapped[bool]
    urgent: Mapped[bool]
    axis: Mapped[str] = mapped_column(CODE, index=True)
    outcome: Mapped[str] = mapped_column(CODE)
    ruleset_version: Mapped[int]
    # The machine's proposal and the summary as handed over; recomputed only when the person adds something.
    proposal: Mapped[Any] = mapped_column(EncryptedJson("handoffs.proposal"))
    summary: Mapped[Any] = mapped_column(EncryptedJson("handoffs.summary"))
    antenna: Mapped[str | None] = mapped_column(CODE, index=True)
    # Chosen by a human: what the person adds later does not move the file.
    antenna_chosen: Mapped[bool] = mapped_column(Boolean, default=False, server_default=text("false"))
    assigned_to: Mapped[str | None] = mapped_column(ID)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    due_at: Mapped[datetime]
    # A human spoke with the person for the first time: the clock of the first contact stops.
    first_contact_at: Mapped[datetime | None]
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


class StaffRow(Base):
    """A member of staff."""

    __tablename__ = "staff"

    id: Mapped[str] = _id()
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(EncryptedText("staff.name"))
    role: Mapped[str] = mapped_column(CODE)
    antenna: Mapped[str | None] = mapped_column(CODE)
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class StaffSessionRow(Base):
    """A signed-in browser; the cookie holds the secret, the table its keyed token."""

    __tablename__ = "staff_sessions"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    # What a form names to end it: says nothing of the secret.
    id: Mapped[str] = mapped_column(ID, default=new_id, server_default=text("''"))
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    # Open, or still waiting for the second factor.
    stage: Mapped[str] = mapped_column(CODE, default="open", server_default=text("'open'"))
    # A readable name such as "Firefox sur Windows"; never the address.
    browser: Mapped[str] = mapped_column(String(60), default="", server_default=text("''"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class ApiTokenRow(Base):
    """A program's token; printed once, stored as a keyed token."""

    __tablename__ = "api_tokens"

    id: Mapped[str] = _id()
    token: Mapped[str] = mapped_column(String(32), unique=True)
    role: Mapped[str] = mapped_column(CODE)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class AuditRow(Base):
    """One read, write or refused access: identifiers and roles only."""

    __tablename__ = "audit"

    id: Mapped[str] = _id()
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(CODE)
    actor_id: Mapped[str] = mapped_column(String(80))
    role: Mapped[str | None] = mapped_column(CODE)
    antenna: Mapped[str | None] = mapped_column(CODE)
    action: Mapped[str] = mapped_column(CODE)
    request_id: Mapped[str | None] = mapped_column(ID, index=True)


class ConventionRow(Base):
    """A convention as published: one whole, versioned, dated object."""

    __tablename__ = "conventions"

    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[str] = mapped_column(CODE)
    effective_from: Mapped[date]
    fingerprint: Mapped[str] = mapped_column(String(64))
    # Canonical JSON, whose hash is the fingerprint.
    content: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class AntennaRow(Base):
    """A local antenna of the service: public reference data."""

    __tablename__ = "antennas"

    code: Mapped[str] = mapped_column(CODE, primary_key=True)
    content: Mapped[Any] = mapped_column(JSON)


class CallRow(Base):
    """One telephone call, by the identifier that the carrier gave it."""

    __tablename__ = "calls"

    id: Mapped[str] = _id()
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

    id: Mapped[str] = _id()
    token: Mapped[str] = mapped_column(String(32), index=True)
    request_id: Mapped[str] = _request()
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class AttemptRow(Base):
    """One failed try of something that is limited, by the keyed token of who tried."""

    __tablename__ = "attempts"
    __table_args__ = (Index("ix_attempts_kind_at", "kind", "at"),)

    id: Mapped[str] = _id()
    kind: Mapped[str] = mapped_column(CODE)
    caller: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime]


class OutboxRow(Base):
    """Something to send outside, once, with retries."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "status", "due_at"),)

    id: Mapped[str] = _id()
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


class AbsenceRow(Base):
    """Days on which a member of staff is away, the last one included."""

    __tablename__ = "absences"

    id: Mapped[str] = _id()
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date] = mapped_column(index=True)
    set_by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime]


class SavedFilterRow(Base):
    """Filters of the queue that a member of staff keeps under a name; never the words she searched for."""

    __tablename__ = "saved_filters"

    id: Mapped[str] = _id()
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(EncryptedText("saved_filters.name"))
    query: Mapped[str] = mapped_column(EncryptedText("saved_filters.query"))
    at: Mapped[datetime]


class ContactAttemptRow(Base):
    """One try to reach a person by telephone, and what came of it."""

    __tablename__ = "contact_attempts"
    __table_args__ = (Index("ix_contact_attempts_staff_at", "staff_id", "at"),)

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
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


# Signing in: the second factor, browsers that were there before, and pauses between tries.


class SecondFactorRow(Base):
    """The secret that a member shares with her application of codes; it counts once confirmed by a code."""

    __tablename__ = "second_factors"

    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True)
    secret: Mapped[str] = mapped_column(EncryptedText("second_factors.secret"))
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    # The half minute of the newest code taken: it and those before it are refused.
    last_step: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))


class RecoveryCodeRow(Base):
    """A code that stands in for the second factor, once; only its keyed token is kept."""

    __tablename__ = "recovery_codes"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class KnownDeviceRow(Base):
    """A browser in which a member has signed in before; its cookie is known by its keyed token."""

    __tablename__ = "known_devices"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), primary_key=True, index=True)
    first_at: Mapped[datetime]
    last_at: Mapped[datetime]


class PauseRow(Base):
    """Failed tries from one place at one login, by the keyed token of the pair, and until when the next must wait."""

    __tablename__ = "sign_in_pauses"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    last_at: Mapped[datetime] = mapped_column(index=True)
    until: Mapped[datetime | None]


# Working notes of social workers: outside the record.


class WorkingNoteRow(Base):
    """What a social worker thinks, for herself and for the colleagues whom she names."""

    __tablename__ = "working_notes"

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
    author_id: Mapped[str] = mapped_column(ID, index=True)
    text: Mapped[str] = mapped_column(EncryptedText("working_notes.text"))
    # Ids of colleagues.
    shared_with: Mapped[Any] = mapped_column(JSON, default=list)
    # Kept on purpose when the file closes, and why.
    kept_reason: Mapped[str | None] = mapped_column(EncryptedText("working_notes.kept_reason"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class NoteDraftRow(Base):
    """What a social worker is typing, saved as she goes; `note_id` is empty for a new note."""

    __tablename__ = "note_drafts"

    # No uniqueness by author and request: when two requests are merged, the drafts of both must live.
    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
    author_id: Mapped[str] = mapped_column(ID)
    note_id: Mapped[str] = mapped_column(ID, default="")
    text: Mapped[str] = mapped_column(EncryptedText("note_drafts.text"))
    saved_at: Mapped[datetime]


class NoteReleaseRow(Base):
    """The decision on a person's asking for the notes of one author."""

    __tablename__ = "note_releases"

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
    author_id: Mapped[str] = mapped_column(ID)
    asked_on: Mapped[date]
    # Who decided, as a name and a function: it may be somebody without an account.
    decided_by: Mapped[str] = mapped_column(EncryptedText("note_releases.decided_by"))
    decision: Mapped[str] = mapped_column(CODE)
    reason: Mapped[str] = mapped_column(EncryptedText("note_releases.reason"))
    recorded_at: Mapped[datetime]


# What humans decide, apart from what the machine proposed.


class DecisionRow(Base):
    """One decision on a hand-off; nothing leaves before `effective_at`, and until then it can be undone."""

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_handoff_at", "handoff_id", "at"),)

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
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
    # The text to the person, what to ask her, or why.
    words: Mapped[str | None] = mapped_column(EncryptedText("decisions.words"))
    # How the person is told: by a call or by a text.
    told_by: Mapped[str | None] = mapped_column(CODE)
    # What the machine proposed then, and whether the human agreed; None where it proposed nothing that can be agreed with.
    proposed_axis: Mapped[str] = mapped_column(CODE)
    proposed_outcome: Mapped[str] = mapped_column(CODE)
    ruleset_version: Mapped[int]
    agrees: Mapped[bool | None]
    # How the hand-off stood before and after: status, antenna, worker and clock, which undoing puts back.
    before: Mapped[Any] = mapped_column(JSON)
    after: Mapped[Any] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None] = mapped_column(ID)


class DisagreementRow(Base):
    """What a human found wrong in a proposal: a rule, a topic or a fact by its code, or something else in her own words."""

    __tablename__ = "disagreements"
    __table_args__ = (Index("ix_disagreements_kind_code", "kind", "code"),)

    id: Mapped[str] = _id()
    decision_id: Mapped[str] = mapped_column(ForeignKey("decisions.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(CODE)
    code: Mapped[str | None] = mapped_column(CODE)
    ruleset_version: Mapped[int]
    words: Mapped[str | None] = mapped_column(EncryptedText("disagreements.words"))


# Live conversations


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


class StaffEntryRow(Base):
    """What a member of staff types in for somebody, one for each member and request; found again until it is handed over."""

    __tablename__ = "staff_entries"
    __table_args__ = (UniqueConstraint("request_id", "staff_id"), Index("ix_staff_entries_staff_id_done_at", "staff_id", "done_at"))

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
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

    id: Mapped[str] = _id()
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

    id: Mapped[str] = _id()
    request_id: Mapped[str] = _request()
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


# Programs of others that are told of hand-offs


class SubscriberRow(Base):
    """An address that is told when a hand-off was made or changed; never what is in it."""

    __tablename__ = "subscribers"

    id: Mapped[str] = _id()
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
