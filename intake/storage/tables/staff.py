"""The members of staff, how they sign in, and the trace of what they read."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, ForeignKey, Index, Integer, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.privacy import EncryptedText
from intake.storage.tables.base import CODE, ID, Base, row_id
from intake.storage.types import new_id


class StaffRow(Base):
    """A member of staff."""

    __tablename__ = "staff"
    __table_args__ = (Index("uq_staff_email_token", "email_token", unique=True),)

    id: Mapped[str] = row_id()
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(EncryptedText("staff.name"))
    role: Mapped[str] = mapped_column(CODE)
    antenna: Mapped[str | None] = mapped_column(CODE)
    password_hash: Mapped[str] = mapped_column(String(200))
    # The keyed token of her professional e-mail address, by which an organisation's account is matched the first time.
    email_token: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class StaffProposalRow(Base):
    """An account that an administrator asks for; another one opens it, or refuses."""

    __tablename__ = "staff_proposals"
    __table_args__ = (CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by OR NOT opened", name="opened_by_another"),)

    id: Mapped[str] = row_id()
    login: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(EncryptedText("staff_proposals.name"))
    role: Mapped[str] = mapped_column(CODE)
    antenna: Mapped[str | None] = mapped_column(CODE)
    proposed_by: Mapped[str] = mapped_column(ID)
    proposed_at: Mapped[datetime]
    decided_by: Mapped[str | None] = mapped_column(ID)
    decided_at: Mapped[datetime | None] = mapped_column(index=True)
    opened: Mapped[bool] = mapped_column(Boolean, default=False)


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

    id: Mapped[str] = row_id()
    token: Mapped[str] = mapped_column(String(32), unique=True)
    role: Mapped[str] = mapped_column(CODE)
    # What narrows it like a member of staff of that antenna.
    antenna: Mapped[str | None] = mapped_column(CODE)
    # What it is for, in the operator's words.
    label: Mapped[str] = mapped_column(String(80), default="", server_default=text("''"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class AuditRow(Base):
    """One read, write or refused access: identifiers and roles only."""

    __tablename__ = "audit"

    id: Mapped[str] = row_id()
    at: Mapped[datetime]
    actor_kind: Mapped[str] = mapped_column(CODE)
    actor_id: Mapped[str] = mapped_column(String(80))
    role: Mapped[str | None] = mapped_column(CODE)
    antenna: Mapped[str | None] = mapped_column(CODE)
    action: Mapped[str] = mapped_column(CODE)
    request_id: Mapped[str | None] = mapped_column(ID, index=True)


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


class IdentityRow(Base):
    """An account of the organisation's sign-in service bound to a member of staff; its subject is known by its keyed token."""

    __tablename__ = "staff_identities"
    __table_args__ = (UniqueConstraint("staff_id", "issuer"),)

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"))
    # The keyed token of the service's address.
    issuer: Mapped[str] = mapped_column(String(32))
    bound_at: Mapped[datetime]
    last_at: Mapped[datetime]


class SignInTripRow(Base):
    """A browser sent to the organisation's sign-in service, until it comes back; used once."""

    __tablename__ = "sign_in_trips"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    # The keyed token of the cookie: only the browser that left may come back.
    browser: Mapped[str] = mapped_column(String(32))
    nonce: Mapped[str] = mapped_column(EncryptedText("sign_in_trips.nonce"))
    verifier: Mapped[str] = mapped_column(EncryptedText("sign_in_trips.verifier"))
    after: Mapped[str] = mapped_column(String(80), default="", server_default=text("''"))
    expires_at: Mapped[datetime] = mapped_column(index=True)


class PauseRow(Base):
    """Failed tries from one place at one login, by the keyed token of the pair, and until when the next must wait."""

    __tablename__ = "sign_in_pauses"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer, default=0)
    last_at: Mapped[datetime] = mapped_column(index=True)
    until: Mapped[datetime | None]


class AbsenceRow(Base):
    """Days on which a member of staff is away, the last one included."""

    __tablename__ = "absences"

    id: Mapped[str] = row_id()
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    first_day: Mapped[date]
    last_day: Mapped[date] = mapped_column(index=True)
    set_by: Mapped[str] = mapped_column(ID)
    at: Mapped[datetime]


class SavedFilterRow(Base):
    """Filters of the queue that a member of staff keeps under a name; never the words she searched for."""

    __tablename__ = "saved_filters"

    id: Mapped[str] = row_id()
    staff_id: Mapped[str] = mapped_column(ForeignKey("staff.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(EncryptedText("saved_filters.name"))
    query: Mapped[str] = mapped_column(EncryptedText("saved_filters.query"))
    # The one with which the queue opens when she comes in.
    opens: Mapped[bool] = mapped_column(Boolean, default=False, server_default=text("false"))
    at: Mapped[datetime]
