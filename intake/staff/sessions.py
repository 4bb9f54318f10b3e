"""Sessions of signed-in browsers: a random secret in the cookie, its keyed token in the table."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from intake.privacy import Indexer
from intake.staff.accounts import Member, member
from intake.storage import StaffRow, StaffSessionRow

SESSION_LIFE = timedelta(hours=12)
IDLE = timedelta(hours=1)
# A session in use is written down at most this often: reading a page costs no write.
_STEP = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A live session: who, and when it was last seen."""

    member: Member
    seen_at: datetime


def open_session(session: Session, indexer: Indexer, member_id: str, now: datetime) -> str:
    """Open a session and give the secret for the cookie; sessions that ended are swept away."""
    session.execute(delete(StaffSessionRow).where(or_(StaffSessionRow.expires_at <= now, StaffSessionRow.seen_at <= now - IDLE)))
    secret = secrets.token_urlsafe(32)
    session.add(
        StaffSessionRow(token=_token(indexer, secret), staff_id=member_id, created_at=now, seen_at=now, expires_at=now + SESSION_LIFE)
    )
    session.flush()
    return secret


def read_session(session: Session, indexer: Indexer, secret: str, now: datetime) -> SignedIn | None:
    """The live session of a secret; None when it is unknown, over 12 hours old, idle for an hour, or its account is closed."""
    found = session.execute(
        select(StaffSessionRow, StaffRow)
        .join(StaffRow, StaffRow.id == StaffSessionRow.staff_id)
        .where(
            StaffSessionRow.token == _token(indexer, secret),
            StaffSessionRow.expires_at > now,
            StaffSessionRow.seen_at > now - IDLE,
            StaffRow.disabled_at.is_(None),
        )
    ).first()
    return None if found is None else SignedIn(member(found[1]), found[0].seen_at)


def keep_awake(session: Session, indexer: Indexer, secret: str, now: datetime) -> None:
    """Write down that a session is in use, at most once a minute."""
    session.execute(
        update(StaffSessionRow)
        .where(StaffSessionRow.token == _token(indexer, secret), StaffSessionRow.seen_at <= now - _STEP)
        .values(seen_at=now)
    )


def is_due(signed_in: SignedIn, now: datetime) -> bool:
    """True when a use of the session should be written down."""
    return signed_in.seen_at <= now - _STEP


def close_session(session: Session, indexer: Indexer, secret: str) -> None:
    """End a session."""
    session.execute(delete(StaffSessionRow).where(StaffSessionRow.token == _token(indexer, secret)))


def _token(indexer: Indexer, secret: str) -> str:
    return indexer.token("secret", secret)
