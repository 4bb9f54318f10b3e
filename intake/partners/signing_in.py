"""Signing in by a code sent by e-mail: it opens only in the browser that asked for it, and no answer tells who was invited."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from intake.outbox import enqueue_mail
from intake.partners.accounts import Partner, email_token, partner
from intake.privacy import Indexer
from intake.storage import AttemptRow, PartnerCodeRow, PartnerRow, PartnerSessionRow, hold_name, new_id
from intake.trail import note

CODE_LIFE = timedelta(minutes=15)
# Wrong tries that a code survives; it is bound to its browser, so nobody can use up somebody else's.
MOST_TRIES = 5
SESSION_LIFE = timedelta(hours=8)
IDLE = timedelta(hours=1)
# A session in use is written down at most this often.
_STEP = timedelta(minutes=1)

_ASK, _MAIL, _TRY = "partner_ask", "partner_mail", "partner_code"
_WINDOW = timedelta(hours=1)
# Within an hour: codes asked for by one caller and by everybody; e-mails to one address; wrong codes by one caller and by everybody.
MOST_ASKED, MOST_ASKED_IN_ALL = 10, 300
MOST_MAILS = 6
MOST_WRONG, MOST_WRONG_IN_ALL = 20, 300


class TooManyTriesError(RuntimeError):
    """Too many codes were asked for or tried by this caller, or by everybody, within the hour."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A live session: who, and when it was last seen."""

    partner: Partner
    seen_at: datetime = field(repr=False)

    def is_due(self, now: datetime) -> bool:
        """True when a use of the session should be written down."""
        return self.seen_at <= now - _STEP


def ask_code(session: Session, indexer: Indexer, *, email: str, browser: str, caller: str, now: datetime, random: Random) -> None:
    """Send a code to an invited address; for any other the same is done but the e-mail. `random` must be a cryptographic source.

    `browser` is the secret of the browser's cookie, `caller` where it asks from, as a keyed token. Raises TooManyTriesError.
    """
    hold_name(session, _ASK)
    _forget_old(session, now)
    if _count(session, _ASK, now) >= MOST_ASKED_IN_ALL or _count(session, _ASK, now, caller) >= MOST_ASKED:
        raise TooManyTriesError
    token = email_token(indexer, email)
    wanted = _count(session, _MAIL, now, token) < MOST_MAILS
    session.add_all(AttemptRow(kind=kind, caller=who, at=now) for kind, who in ((_ASK, caller), (_MAIL, token)))
    code = f"{random.randrange(1_000_000):06d}"
    hashed = _code(indexer, token, browser, code)
    row = _invited(session, token)
    if row is None or not wanted:
        session.flush()
        return
    session.execute(delete(PartnerCodeRow).where(PartnerCodeRow.expires_at <= now))
    # The codes asked for before stay good: who asks twice may read the first e-mail.
    asked = PartnerCodeRow(partner_id=row.id, browser=_browser(indexer, browser), token=hashed, created_at=now, expires_at=now + CODE_LIFE)
    session.add(asked)
    text = (
        f"Bonjour,\n\nVotre code : {code[:3]} {code[3:]}\n\n"
        f"Il est valable {int(CODE_LIFE.total_seconds() // 60)} minutes, dans le navigateur où vous l’avez demandé.\n"
        "Si vous ne l’avez pas demandé, ne faites rien et ne le donnez à personne.\n"
    )
    key = f"partner_code:{new_id()}"
    enqueue_mail(session, key=key, to=row.email, subject="Votre code de connexion", text=text, now=now, useful_until=now + CODE_LIFE)
    session.flush()


def enter_code(session: Session, indexer: Indexer, *, email: str, text: str, browser: str, caller: str, now: datetime) -> str | None:
    """Open a session with a code, used up by this; gives the secret for the cookie, None for any wrong code.

    Raises TooManyTriesError.
    """
    # One try at a time, so that the limits hold and a code opens once.
    hold_name(session, _TRY)
    _forget_old(session, now)
    if _count(session, _TRY, now) >= MOST_WRONG_IN_ALL or _count(session, _TRY, now, caller) >= MOST_WRONG:
        raise TooManyTriesError
    token = email_token(indexer, email)
    given = _code(indexer, token, browser, "".join(sign for sign in text if sign.isascii() and sign.isdigit()))
    row = _invited(session, token)
    sent = [] if row is None else _live(session, row.id, _browser(indexer, browser), now)
    # Each is compared, and in constant time.
    right = [hmac.compare_digest(given, one.token) for one in sent]
    if row is None or not any(right):
        for one in sent:
            one.tries += 1
        session.add(AttemptRow(kind=_TRY, caller=caller, at=now))
        session.flush()
        return None
    for one in sent:
        session.delete(one)
    row.active_at = row.active_at or now
    return _open(session, indexer, row, now)


def read_session(session: Session, indexer: Indexer, secret: str, now: datetime) -> SignedIn | None:
    """The live session of a secret; None when it is unknown, over eight hours old, idle for an hour, or access was withdrawn."""
    found = session.execute(
        select(PartnerSessionRow, PartnerRow)
        .join(PartnerRow, PartnerRow.id == PartnerSessionRow.partner_id)
        .where(
            PartnerSessionRow.token == _secret(indexer, secret),
            PartnerSessionRow.expires_at > now,
            PartnerSessionRow.seen_at > now - IDLE,
            PartnerRow.revoked_at.is_(None),
        )
    ).first()
    return None if found is None else SignedIn(partner(found[1]), found[0].seen_at)


def keep_awake(session: Session, indexer: Indexer, secret: str, now: datetime) -> None:
    """Write down that a session is in use."""
    session.execute(update(PartnerSessionRow).where(PartnerSessionRow.token == _secret(indexer, secret)).values(seen_at=now))


def close_session(session: Session, indexer: Indexer, secret: str) -> None:
    """End a session."""
    session.execute(delete(PartnerSessionRow).where(PartnerSessionRow.token == _secret(indexer, secret)))


def _open(session: Session, indexer: Indexer, row: PartnerRow, now: datetime) -> str:
    ended = (PartnerSessionRow.expires_at <= now) | (PartnerSessionRow.seen_at <= now - IDLE)
    session.execute(delete(PartnerSessionRow).where(ended))
    secret = secrets.token_urlsafe(32)
    opened = PartnerSessionRow(
        token=_secret(indexer, secret), partner_id=row.id, created_at=now, seen_at=now, expires_at=now + SESSION_LIFE
    )
    session.add(opened)
    note(session, partner(row).actor, "partner_sign_in", None, now)
    session.flush()
    return secret


def _invited(session: Session, token: str) -> PartnerRow | None:
    return session.scalar(select(PartnerRow).where(PartnerRow.email_token == token, PartnerRow.revoked_at.is_(None)))


def _live(session: Session, partner_id: str, browser: str, now: datetime) -> list[PartnerCodeRow]:
    mine = (PartnerCodeRow.partner_id == partner_id, PartnerCodeRow.browser == browser)
    usable = (PartnerCodeRow.expires_at > now, PartnerCodeRow.tries < MOST_TRIES)
    return list(session.scalars(select(PartnerCodeRow).where(*mine, *usable)))


def _count(session: Session, kind: str, now: datetime, caller: str | None = None) -> int:
    query = select(func.count()).select_from(AttemptRow).where(AttemptRow.kind == kind, AttemptRow.at > now - _WINDOW)
    return session.scalar(query if caller is None else query.where(AttemptRow.caller == caller)) or 0


def _forget_old(session: Session, now: datetime) -> None:
    session.execute(delete(AttemptRow).where(AttemptRow.kind.in_((_ASK, _MAIL, _TRY)), AttemptRow.at <= now - _WINDOW))


def _code(indexer: Indexer, token: str, browser: str, code: str) -> str:
    return indexer.token("partner_code", f"{token}\x00{browser}\x00{code}")


def _browser(indexer: Indexer, browser: str) -> str:
    return indexer.token("partner_browser", browser)


def _secret(indexer: Indexer, secret: str) -> str:
    return indexer.token("partner_session", secret)
