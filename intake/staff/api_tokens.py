"""Tokens of programs: printed once, stored as a keyed token, with an antenna, an end and the time of their last use."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from intake.privacy import Actor, ActorKind, Indexer
from intake.staff.accounts import StaffError, role_of
from intake.storage import AntennaRow, ApiTokenRow
from lexicon.codes import Code, Role

# A use is written down at most this often: reading through the API costs no write each time.
_STEP = timedelta(minutes=10)
_MOST_DAYS = 3660


class TokenState(Code):
    """Whether a token opens anything."""

    OPEN = "open", "ouvert"
    EXPIRED = "expired", "périmé"
    REVOKED = "revoked", "retiré"


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A token as an operator sees it; never its secret."""

    id: str
    role: Role
    antenna: str | None
    label: str
    state: TokenState
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None


def create_api_token(
    session: Session,
    indexer: Indexer,
    *,
    role: str,
    now: datetime,
    antenna: str | None = None,
    label: str = "",
    days: int | None = None,
) -> str:
    """Make a token with the rights of a role, of one antenna where one is named; the secret returned cannot be read again.

    `days` from now it opens nothing more. Raises StaffError for an unknown role or antenna, or a number of days that is none.
    """
    if antenna is not None and session.get(AntennaRow, antenna) is None:
        raise StaffError(f"aucune antenne n’a le code {antenna}")
    if days is not None and not 1 <= days <= _MOST_DAYS:
        raise StaffError(f"un jeton dure de 1 à {_MOST_DAYS} jours")
    secret = f"seuil_{secrets.token_urlsafe(32)}"
    session.add(
        ApiTokenRow(
            token=indexer.token("secret", secret),
            role=role_of(role).value,
            antenna=antenna,
            label=label.strip()[:80],
            created_at=now,
            expires_at=None if days is None else now + timedelta(days=days),
            last_used_at=None,
            revoked_at=None,
        )
    )
    session.flush()
    return secret


def check_api_token(session: Session, indexer: Indexer, secret: str, now: datetime) -> Actor | None:
    """The program that holds this token, or None: unknown, revoked or past its end."""
    alive = (ApiTokenRow.revoked_at.is_(None), or_(ApiTokenRow.expires_at.is_(None), ApiTokenRow.expires_at > now))
    row = session.scalar(select(ApiTokenRow).where(ApiTokenRow.token == indexer.token("secret", secret), *alive))
    return None if row is None else Actor(ActorKind.PROGRAM, row.id, role_of(row.role), row.antenna)


def token_use_is_due(session: Session, token_id: str, now: datetime) -> bool:
    """True when a use of the token should be written down."""
    return session.scalar(select(ApiTokenRow.id).where(*_due(token_id, now))) is not None


def note_token_use(session: Session, token_id: str, now: datetime) -> None:
    """Write down that a token was used, at most every ten minutes."""
    session.execute(update(ApiTokenRow).where(*_due(token_id, now)).values(last_used_at=now))


def list_api_tokens(session: Session, now: datetime) -> tuple[ApiToken, ...]:
    """Every token, the oldest first."""
    return tuple(_seen(row, now) for row in session.scalars(select(ApiTokenRow).order_by(ApiTokenRow.created_at, ApiTokenRow.id)))


def revoke_api_token(session: Session, token_id: str, now: datetime) -> ApiToken:
    """Close a token at once, by its identifier; closing it twice changes nothing. Raises StaffError for an unknown one."""
    row = session.get(ApiTokenRow, token_id)
    if row is None:
        raise StaffError("aucun jeton n’a cet identifiant : voyez « seuil token list »")
    row.revoked_at = row.revoked_at or now
    session.flush()
    return _seen(row, now)


def _due(token_id: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (ApiTokenRow.id == token_id, or_(ApiTokenRow.last_used_at.is_(None), ApiTokenRow.last_used_at <= now - _STEP))


def _seen(row: ApiTokenRow, now: datetime) -> ApiToken:
    state = TokenState.OPEN
    if row.revoked_at is not None:
        state = TokenState.REVOKED
    elif row.expires_at is not None and row.expires_at <= now:
        state = TokenState.EXPIRED
    return ApiToken(row.id, role_of(row.role), row.antenna, row.label, state, row.created_at, row.expires_at, row.last_used_at)
