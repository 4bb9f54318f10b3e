"""Checking a password, then a code: slowed down per place, in the same time for known and unknown logins."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.privacy import Actor, ActorKind, Indexer
from intake.staff.accounts import Member, member, normal_login
from intake.staff.passwords import hashed, outdated, verify
from intake.staff.pauses import Origin, bucket_of, forget_tries, take_try
from intake.staff.second_factor import accept_code
from intake.storage import Database, StaffRow
from intake.trail import note

_UNKNOWN = Actor(ActorKind.STAFF, "unknown")
_PASSWORD, _CODE = "password", "code"


def check_password(
    database: Database, indexer: Indexer, *, login: str, password: str, now: datetime, origin: Origin | None = None
) -> Member | None:
    """The member whose password it is; None for every reason to refuse, which the caller must not tell apart.

    The try is counted before the slow check, so that tries made together are limited too, and the check itself holds no
    transaction. A try that comes too soon costs the same work and is refused like a wrong password.
    """
    login, origin = normal_login(login)[:200], origin or Origin()
    with database.write() as session:
        row = session.scalar(select(StaffRow).where(StaffRow.login == login))
        bucket = bucket_of(
            session, indexer, kind=_PASSWORD, login=login, staff_id=row.id if row else None, origin=origin, now=now
        )  # fmt: skip
        in_time = take_try(session, bucket, now)
        stored = row.password_hash if row and row.disabled_at is None and in_time else None
    right = verify(stored, password)
    with database.write() as session:
        found = session.get(StaffRow, row.id) if row and right else None
        if found is None or found.disabled_at is not None:
            note(session, member(row).actor if row else _UNKNOWN, "sign_in_refused", None, now)
            return None
        forget_tries(session, bucket)
        if outdated(found.password_hash):
            found.password_hash = hashed(password)
        note(session, member(found).actor, "sign_in", None, now)
        return member(found)


def check_code(session: Session, indexer: Indexer, who: Member, code: str, now: datetime, origin: Origin | None = None) -> bool:
    """Whether a code of the application, or a recovery code, is right; each counts once. Wrong ones are slowed down like passwords."""
    bucket = bucket_of(session, indexer, kind=_CODE, login=who.login, staff_id=who.id, origin=origin or Origin(), now=now)
    if not take_try(session, bucket, now) or not accept_code(session, indexer, who.id, code, now):
        note(session, who.actor, "code_refused", None, now)
        return False
    forget_tries(session, bucket)
    note(session, who.actor, "code_accepted", None, now)
    return True
