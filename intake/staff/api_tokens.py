"""Tokens of programs: printed once, stored as a keyed token."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.privacy import Actor, ActorKind, Indexer
from intake.staff.accounts import role_of
from intake.storage import ApiTokenRow


def create_api_token(session: Session, indexer: Indexer, *, role: str, now: datetime) -> str:
    """Make a token with the rights of a role; the secret returned cannot be read again. Raises StaffError for an unknown role."""
    secret = f"seuil_{secrets.token_urlsafe(32)}"
    session.add(ApiTokenRow(token=indexer.token("secret", secret), role=role_of(role).value, created_at=now, revoked_at=None))
    session.flush()
    return secret


def check_api_token(session: Session, indexer: Indexer, secret: str) -> Actor | None:
    """The program that holds this token, or None."""
    row = session.scalar(select(ApiTokenRow).where(ApiTokenRow.token == indexer.token("secret", secret), ApiTokenRow.revoked_at.is_(None)))
    return None if row is None else Actor(ActorKind.PROGRAM, row.id, role_of(row.role))
