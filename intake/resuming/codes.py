"""Making and taking a resume code: valid half an hour, once, kept as a keyed hash, guesses limited."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from intake.privacy import Indexer
from intake.storage import AttemptRow, ResumeCodeRow, hold_name

CODE_MINUTES = 30
_KIND = "resume_code"
_WINDOW = timedelta(hours=1)
# Wrong codes within an hour: of one caller, and of everybody together. One code in a million is right.
MOST_BY_CALLER = 5
MOST_IN_ALL = 100


class TooManyTriesError(RuntimeError):
    """Too many wrong codes came from this caller, or from everybody, within the hour."""


def is_code(text: str) -> bool:
    """True for six figures, spaced or not."""
    figures = text.replace(" ", "").replace("\u00a0", "")
    return len(figures) == 6 and figures.isascii() and figures.isdigit()


def new_code(session: Session, request_id: str, *, indexer: Indexer, now: datetime, random: Random) -> str:
    """A fresh code for a request; the ones it had before are void. `random` must be a cryptographic source."""
    session.execute(
        update(ResumeCodeRow).where(ResumeCodeRow.request_id == request_id, ResumeCodeRow.used_at.is_(None)).values(used_at=now)
    )
    while True:
        code = f"{random.randrange(1_000_000):06d}"
        token = indexer.token(_KIND, code)
        if _live(session, token, now) is None:
            break
    session.add(ResumeCodeRow(token=token, request_id=request_id, created_at=now, expires_at=now + timedelta(minutes=CODE_MINUTES)))
    session.flush()
    return code


def redeem(session: Session, text: str, *, caller: str, indexer: Indexer, now: datetime) -> str | None:
    """The request of a valid code, which is used up by this; None for any other. `caller` is who tries, as a keyed token.

    Raises TooManyTriesError.
    """
    # One try at a time, so that the limits hold and a code opens once.
    hold_name(session, _KIND)
    _check_tries(session, caller, now)
    row = _live(session, indexer.token(_KIND, "".join(filter(str.isdigit, text))), now)
    if row is None:
        session.add(AttemptRow(kind=_KIND, caller=caller, at=now))
        session.flush()
        return None
    row.used_at = now
    session.flush()
    return row.request_id


def _live(session: Session, token: str, now: datetime) -> ResumeCodeRow | None:
    return session.scalar(
        select(ResumeCodeRow).where(ResumeCodeRow.token == token, ResumeCodeRow.used_at.is_(None), ResumeCodeRow.expires_at > now)
    )


def _check_tries(session: Session, caller: str, now: datetime) -> None:
    session.execute(delete(AttemptRow).where(AttemptRow.kind == _KIND, AttemptRow.at <= now - _WINDOW))
    tries = select(func.count()).select_from(AttemptRow).where(AttemptRow.kind == _KIND)
    if (session.scalar(tries) or 0) >= MOST_IN_ALL or (session.scalar(tries.where(AttemptRow.caller == caller)) or 0) >= MOST_BY_CALLER:
        raise TooManyTriesError
