"""The second factor: codes of an application (TOTP), and ten recovery codes for the day the telephone is lost."""

from __future__ import annotations

import hmac
import io
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pyotp
import segno
from sqlalchemy import ColumnElement, and_, delete, func, select, update
from sqlalchemy.orm import Session

from intake.privacy import Actor, Indexer
from intake.staff.accounts import Member, StaffError, member, normal_login
from intake.staff.pauses import forget_devices
from intake.storage import RecoveryCodeRow, SecondFactorRow, StaffRow, StaffSessionRow
from intake.trail import note

STEP_SECONDS: Final = 30
RECOVERY_CODES: Final = 10
# A clock may be half a minute off, before or behind.
_DRIFT: Final = (0, -1, 1)
# Neither 0/O nor 1/l: these are copied on paper. Twelve signs are about 59 bits.
_SIGNS: Final = "abcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A secret to give to an application: spelled in groups of four, and as the address that its QR code holds."""

    spelled: str
    address: str


def begin_enrolment(session: Session, who: Member, now: datetime) -> Enrolment:
    """Make a secret that counts once confirmed, or give again the one that waits; raises StaffError when one already counts."""
    row = session.get(SecondFactorRow, who.id)
    if row is not None and row.confirmed_at is not None:
        raise StaffError("le second facteur est déjà en place")
    if row is None:
        row = SecondFactorRow(staff_id=who.id, secret=pyotp.random_base32(), created_at=now, confirmed_at=None, last_step=0)
        session.add(row)
        session.flush()
    spelled = " ".join(row.secret[at : at + 4] for at in range(0, len(row.secret), 4))
    return Enrolment(spelled, pyotp.TOTP(row.secret).provisioning_uri(name=who.login, issuer_name="Seuil"))


def confirm_enrolment(session: Session, indexer: Indexer, who: Member, code: str, now: datetime) -> tuple[str, ...] | None:
    """The ten recovery codes, to be shown this once, when the code is right; None when it is not, or nothing waits for one."""
    row = session.get(SecondFactorRow, who.id)
    if row is None or row.confirmed_at is not None or not _take_step(session, row, code, now):
        return None
    row.confirmed_at = now
    session.flush()
    note(session, who.actor, "second_factor_set", None, now)
    return renew_recovery_codes(session, indexer, who, now)


def renew_recovery_codes(session: Session, indexer: Indexer, who: Member, now: datetime) -> tuple[str, ...]:
    """Ten new recovery codes, to be shown this once; those before count no more."""
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.staff_id == who.id))
    codes = tuple("-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3)) for _ in range(RECOVERY_CODES))
    session.add_all(
        RecoveryCodeRow(token=_recovery(indexer, who.id, code), staff_id=who.id, created_at=now, used_at=None) for code in codes
    )
    session.flush()
    note(session, who.actor, "recovery_codes_made", None, now)
    return codes


def has_second_factor(session: Session, staff_id: str) -> bool:
    """Whether a confirmed second factor is asked of this member."""
    return session.scalar(select(SecondFactorRow.staff_id).where(_confirmed(staff_id))) is not None


def recovery_codes_left(session: Session, staff_id: str) -> int:
    """How many recovery codes have not been used."""
    left = select(func.count()).where(RecoveryCodeRow.staff_id == staff_id, RecoveryCodeRow.used_at.is_(None))
    return session.scalar(left) or 0


def accept_code(session: Session, indexer: Indexer, staff_id: str, code: str, now: datetime) -> bool:
    """Take a code of the application or a recovery code; the same one is refused the second time."""
    row = session.scalar(select(SecondFactorRow).where(_confirmed(staff_id)))
    if row is not None and _take_step(session, row, code, now):
        return True
    token = _recovery(indexer, staff_id, code)
    mine = (RecoveryCodeRow.token == token, RecoveryCodeRow.staff_id == staff_id, RecoveryCodeRow.used_at.is_(None))
    used = session.execute(update(RecoveryCodeRow).where(*mine).values(used_at=now).returning(RecoveryCodeRow.token)).first()
    return row is not None and used is not None


def reset_second_factor(session: Session, actor: Actor, login: str, now: datetime) -> Member:
    """Take away a member's second factor, her recovery codes, her sessions and known browsers; raises StaffError for an unknown login."""
    row = session.scalar(select(StaffRow).where(StaffRow.login == normal_login(login)))
    if row is None:
        raise StaffError("aucun compte n’a cet identifiant")
    for table in (SecondFactorRow, RecoveryCodeRow, StaffSessionRow):
        session.execute(delete(table).where(table.staff_id == row.id))
    forget_devices(session, row.id)
    note(session, actor, "second_factor_reset", None, now)
    return member(row)


def members_with_second_factor(session: Session) -> frozenset[str]:
    """The ids of the members who have one."""
    return frozenset(session.scalars(select(SecondFactorRow.staff_id).where(SecondFactorRow.confirmed_at.is_not(None))))


def qr_svg(address: str) -> bytes:
    """The address of an enrolment as a QR code: an SVG image without style nor script, made here."""
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", scale=5, border=4, light="#fff", dark="#000", nl=False)
    return drawn.getvalue()


def _confirmed(staff_id: str) -> ColumnElement[bool]:
    return and_(SecondFactorRow.staff_id == staff_id, SecondFactorRow.confirmed_at.is_not(None))


def _take_step(session: Session, row: SecondFactorRow, code: str, now: datetime) -> bool:
    """Whether the code is that of this half minute or of a neighbour, newer than any taken before; it is then taken."""
    given = "".join(filter(str.isdigit, code)) if code.isascii() else ""
    today = int(now.timestamp()) // STEP_SECONDS
    totp, found = pyotp.TOTP(row.secret), None
    # Every step is compared, so that the time taken says nothing.
    for drift in _DRIFT:
        if hmac.compare_digest(totp.at((today + drift) * STEP_SECONDS), given) and found is None:
            found = today + drift
    if found is None:
        return False
    newer = (SecondFactorRow.staff_id == row.staff_id, SecondFactorRow.last_step < found)
    taken = session.execute(update(SecondFactorRow).where(*newer).values(last_step=found).returning(SecondFactorRow.staff_id)).first()
    return taken is not None


def _recovery(indexer: Indexer, staff_id: str, code: str) -> str:
    plain = "".join(sign for sign in code.casefold() if sign in _SIGNS)
    return indexer.token("recovery", f"{staff_id}\x00{plain}")
