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
from lexicon.codes import Code

SESSION_LIFE = timedelta(hours=12)
IDLE = timedelta(hours=1)
# Between the password and the code.
CODE_LIFE = timedelta(minutes=10)
# A session in use is written down at most this often: reading a page costs no write.
_STEP = timedelta(minutes=1)


class Stage(Code):
    """How far a session has come."""

    OPEN = "open", "ouverte"
    CODE = "code", "attend le code"
    ENROL = "enrol", "attend la mise en place du second facteur"


_OPEN = frozenset({Stage.OPEN})


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A live session: who, when it was last seen, and how far it has come."""

    member: Member
    seen_at: datetime
    stage: Stage = Stage.OPEN
    id: str = ""


@dataclass(frozen=True, slots=True)
class LiveSession:
    """One of a member's sessions as she sees it; `browser` may be empty."""

    id: str
    browser: str
    created_at: datetime
    seen_at: datetime


def open_session(session: Session, indexer: Indexer, member_id: str, now: datetime, *, stage: Stage = Stage.OPEN, browser: str = "") -> str:
    """Open a session and give the secret for the cookie; sessions that ended are swept away."""
    session.execute(delete(StaffSessionRow).where(or_(StaffSessionRow.expires_at <= now, StaffSessionRow.seen_at <= now - IDLE)))
    secret = secrets.token_urlsafe(32)
    life = CODE_LIFE if stage is Stage.CODE else SESSION_LIFE
    session.add(
        StaffSessionRow(
            token=_token(indexer, secret),
            staff_id=member_id,
            stage=stage.value,
            browser=browser[:60],
            created_at=now,
            seen_at=now,
            expires_at=now + life,
        )
    )
    session.flush()
    return secret


def read_session(session: Session, indexer: Indexer, secret: str, now: datetime, *, stages: frozenset[Stage] = _OPEN) -> SignedIn | None:
    """The live session of a secret, by default an open one.

    None when it is unknown, over 12 hours old, idle for an hour, at another stage, or its account is closed.
    """
    found = session.execute(
        select(StaffSessionRow, StaffRow)
        .join(StaffRow, StaffRow.id == StaffSessionRow.staff_id)
        .where(
            StaffSessionRow.token == _token(indexer, secret),
            StaffSessionRow.expires_at > now,
            StaffSessionRow.seen_at > now - IDLE,
            StaffSessionRow.stage.in_([stage.value for stage in stages]),
            StaffRow.disabled_at.is_(None),
        )
    ).first()
    return None if found is None else SignedIn(member(found[1]), found[0].seen_at, Stage(found[0].stage), found[0].id)


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


def sessions_of(session: Session, staff_id: str, now: datetime) -> tuple[LiveSession, ...]:
    """A member's open sessions, the newest first."""
    alive = (StaffSessionRow.expires_at > now, StaffSessionRow.seen_at > now - IDLE, StaffSessionRow.stage != Stage.CODE.value)
    rows = session.scalars(
        select(StaffSessionRow).where(StaffSessionRow.staff_id == staff_id, *alive).order_by(StaffSessionRow.created_at.desc())
    )
    return tuple(LiveSession(row.id, row.browser, row.created_at, row.seen_at) for row in rows)


def revoke_session(session: Session, staff_id: str, session_id: str) -> bool:
    """End one of a member's own sessions; False when she has none with this id."""
    mine = (StaffSessionRow.staff_id == staff_id, StaffSessionRow.id == session_id)
    return session.execute(delete(StaffSessionRow).where(*mine).returning(StaffSessionRow.token)).first() is not None


def revoke_others(session: Session, staff_id: str, kept_id: str) -> int:
    """End all of a member's sessions but one; gives how many."""
    others = (StaffSessionRow.staff_id == staff_id, StaffSessionRow.id != kept_id)
    return len(session.execute(delete(StaffSessionRow).where(*others).returning(StaffSessionRow.token)).all())


def _token(indexer: Indexer, secret: str) -> str:
    return indexer.token("secret", secret)
