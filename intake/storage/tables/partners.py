"""Professionals outside the service who were invited to file for somebody: their accounts, and what they filed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column

from intake.privacy import EncryptedText
from intake.storage.tables.base import CODE, ID, Base, of_request, row_id


class PartnerRow(Base):
    """An invited partner; her address is found by its keyed token."""

    __tablename__ = "partners"

    id: Mapped[str] = row_id()
    email_token: Mapped[str] = mapped_column(String(32), unique=True)
    email: Mapped[str] = mapped_column(EncryptedText("partners.email"))
    name: Mapped[str] = mapped_column(EncryptedText("partners.name"))
    organisation: Mapped[str] = mapped_column(EncryptedText("partners.organisation"))
    phone: Mapped[str | None] = mapped_column(EncryptedText("partners.phone"))
    kind: Mapped[str] = mapped_column(CODE)
    invited_by: Mapped[str] = mapped_column(ID)
    invited_at: Mapped[datetime]
    # Her first sign-in.
    active_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None] = mapped_column(ID)


class PartnerCodeRow(Base):
    """A code of six digits sent to a partner; it opens only in the browser in which it was asked for, once, after few tries."""

    __tablename__ = "partner_codes"
    __table_args__ = (Index("ix_partner_codes_partner_browser", "partner_id", "browser"),)

    id: Mapped[str] = row_id()
    partner_id: Mapped[str] = mapped_column(ForeignKey("partners.id", ondelete="CASCADE"))
    browser: Mapped[str] = mapped_column(String(32))
    token: Mapped[str] = mapped_column(String(32))
    tries: Mapped[int] = mapped_column(Integer, default=0, server_default=text("0"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class PartnerSessionRow(Base):
    """A partner's signed-in browser; the cookie holds the secret, the table its keyed token."""

    __tablename__ = "partner_sessions"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("partners.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class PartnerFilingRow(Base):
    """What a partner filed, by the key of her form, and how the person was informed of it and what she said."""

    __tablename__ = "partner_filings"
    __table_args__ = (Index("ix_partner_filings_partner_filed", "partner_id", "filed_at"),)

    id: Mapped[str] = row_id()
    partner_id: Mapped[str] = mapped_column(ForeignKey("partners.id", ondelete="CASCADE"))
    request_id: Mapped[str] = of_request()
    # All that the partner sees of the name that she typed.
    initials: Mapped[str] = mapped_column(EncryptedText("partner_filings.initials"))
    filed_at: Mapped[datetime]
    # How the person is informed; the keyed token of the number that was written to.
    notice: Mapped[str] = mapped_column(CODE)
    person_token: Mapped[str | None] = mapped_column(String(32), index=True)
    # A member of staff told her.
    informed_at: Mapped[datetime | None]
    informed_by: Mapped[str | None] = mapped_column(ID)
    # She objects; by whom it was noted, empty for herself.
    objected_at: Mapped[datetime | None] = mapped_column(index=True)
    objected_by: Mapped[str | None] = mapped_column(ID)
