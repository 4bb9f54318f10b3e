"""Checking a password: limited per account, in the same time for known and unknown logins."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.privacy import Actor, ActorKind
from intake.staff.accounts import Member, member, normal_login
from intake.staff.passwords import hashed, outdated, verify
from intake.storage import Database, StaffRow
from intake.trail import note

ATTEMPTS = 10
LOCK = timedelta(minutes=15)

_UNKNOWN = Actor(ActorKind.STAFF, "unknown")


def check_password(database: Database, *, login: str, password: str, now: datetime) -> Member | None:
    """The member whose password it is; None for every reason to refuse, which the caller must not tell apart.

    The attempt is counted before the slow check, so that attempts made together are limited too,
    and the check itself holds no transaction.
    """
    with database.write() as session:
        row = _take_attempt(session, normal_login(login), now)
    right = verify(row.password_hash if row else None, password)
    with database.write() as session:
        found = session.get(StaffRow, row.id) if row and right else None
        if found is None or found.disabled_at is not None:
            note(session, member(row).actor if row else _UNKNOWN, "sign_in_refused", None, now)
            return None
        found.failures, found.locked_until = 0, None
        if outdated(found.password_hash):
            found.password_hash = hashed(password)
        note(session, member(found).actor, "sign_in", None, now)
        return member(found)


def _take_attempt(session: Session, login: str, now: datetime) -> StaffRow | None:
    """The account, with one more attempt counted; None when it is unknown, disabled or locked."""
    row = session.scalar(select(StaffRow).where(StaffRow.login == login).with_for_update())
    if row is None or row.disabled_at is not None:
        return None
    if row.locked_until is not None:
        if row.locked_until > now:
            return None
        row.failures, row.locked_until = 0, None
    row.failures += 1
    if row.failures >= ATTEMPTS:
        row.locked_until = now + LOCK
    return row
