"""Accounts of the organisation's sign-in service: matched once by e-mail address, then known by their subject."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import and_, delete, or_, select
from sqlalchemy.orm import Session

from intake.privacy import Actor, ActorKind, Indexer
from intake.staff.accounts import Member, StaffError, member, normal_login
from intake.storage import IdentityRow, SignInTripRow, StaffRow, StaffSessionRow
from intake.trail import note
from lexicon.codes import Code

# Between leaving for the service and coming back: a password, a code, a telephone looked for.
TRIP_LIFE = timedelta(minutes=10)
_UNKNOWN = Actor(ActorKind.STAFF, "unknown")


class Refusal(Code):
    """Why the organisation's account opens nothing here; each is a sentence shown."""

    UNVERIFIED = "unverified", "L’organisation n’a pas transmis d’adresse e-mail vérifiée. Demandez à son support de la vérifier."
    UNKNOWN = "unknown", "Aucun compte de Seuil ne correspond à ce compte. Demandez à un administrateur de vous en ouvrir un."
    OTHER = "other", "Ce compte de Seuil est déjà relié à un autre compte de l’organisation. Demandez à un administrateur de le délier."
    DISABLED = "disabled", "Votre compte de Seuil est fermé. Parlez-en à un administrateur."


class IdentityRefusedError(Exception):
    """The organisation's account opens nothing here."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Trip:
    """What was asked when the browser left, to check what it brings back."""

    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    after: str


def begin_trip(session: Session, indexer: Indexer, *, state: str, browser: str, trip: Trip, now: datetime) -> None:
    """Write down that a browser (the secret of its cookie) leaves for the service; trips that took too long are swept away."""
    session.execute(delete(SignInTripRow).where(SignInTripRow.expires_at <= now))
    session.add(
        SignInTripRow(
            token=indexer.token("state", state),
            browser=indexer.token("secret", browser),
            nonce=trip.nonce,
            verifier=trip.verifier,
            after=trip.after[:80],
            expires_at=now + TRIP_LIFE,
        )
    )
    session.flush()


def take_trip(session: Session, indexer: Indexer, *, state: str, browser: str, now: datetime) -> Trip | None:
    """The trip from which this browser comes back, once; None for another browser, a second return, or one that took too long."""
    mine = and_(
        SignInTripRow.token == indexer.token("state", state),
        SignInTripRow.browser == indexer.token("secret", browser),
        SignInTripRow.expires_at > now,
    )
    taken = delete(SignInTripRow).where(mine).returning(SignInTripRow.nonce, SignInTripRow.verifier, SignInTripRow.after)
    row = session.execute(taken, execution_options={"synchronize_session": False}).first()
    return None if row is None else Trip(row.nonce, row.verifier, row.after)


def member_of_identity(session: Session, indexer: Indexer, *, issuer: str, subject: str, email: str | None, now: datetime) -> Member:
    """The member whose account this is; `email` is None unless the service says that it checked it.

    The first time, the account is found by the address written down for it, or by a login that is this address, and is bound to
    the subject; from then on the subject alone counts, whatever becomes of the address. Nobody is ever added here.
    Raises IdentityRefusedError; the refusal is in the trail when the caller's transaction ends well.
    """
    place, known = indexer.token("issuer", issuer), indexer.token("identity", f"{issuer}\x00{subject}")
    bound = session.get(IdentityRow, known, with_for_update=True)
    row = session.get(StaffRow, bound.staff_id) if bound else _by_email(session, indexer, email)
    if row is None:
        raise IdentityRefusedError(Refusal.UNKNOWN if email else Refusal.UNVERIFIED)
    if row.disabled_at is not None:
        raise IdentityRefusedError(Refusal.DISABLED)
    if bound is None:
        # The account is locked: two first sign-ins at the same time bind it once.
        held = session.scalar(select(IdentityRow).where(IdentityRow.staff_id == row.id, IdentityRow.issuer == place))
        if held is not None and held.token != known:
            raise IdentityRefusedError(Refusal.OTHER)
        bound = held
    if bound is None:
        bound = IdentityRow(token=known, staff_id=row.id, issuer=place, bound_at=now, last_at=now)
        session.add(bound)
        note(session, member(row).actor, "identity_bound", None, now)
    bound.last_at = now
    session.flush()
    note(session, member(row).actor, "sign_in_by_identity", None, now)
    return member(row)


def note_identity_refused(session: Session, now: datetime) -> None:
    """Write down that an organisation's account opened nothing."""
    note(session, _UNKNOWN, "identity_refused", None, now)


def write_email(session: Session, indexer: Indexer, login: str, email: str | None) -> Member:
    """Write down a member's address as a keyed token, or forget it; raises StaffError when it is none, or another account's."""
    row = _of_login(session, login)
    token = None if email is None else indexer.token("staff_email", _normal(email))
    if token is not None:
        other = select(StaffRow.id).where(StaffRow.email_token == token, StaffRow.id != row.id)
        if session.scalar(other) is not None:
            raise StaffError("cette adresse est déjà celle d’un autre compte")
    row.email_token = token
    session.flush()
    return member(row)


def forget_identity(session: Session, actor: Actor, login: str, now: datetime) -> Member:
    """Take a member's binding away and end her sessions; raises StaffError for an unknown login."""
    row = _of_login(session, login)
    for table in (IdentityRow, StaffSessionRow):
        session.execute(delete(table).where(table.staff_id == row.id))
    note(session, actor, "identity_forgotten", None, now)
    return member(row)


def _by_email(session: Session, indexer: Indexer, email: str | None) -> StaffRow | None:
    if not email:
        return None
    plain = email.strip().casefold()
    is_login = and_(StaffRow.email_token.is_(None), StaffRow.login == plain)
    found = session.scalars(
        select(StaffRow).where(or_(StaffRow.email_token == indexer.token("staff_email", plain), is_login)).with_for_update()
    ).all()
    # Written down for one account and the login of another: a human sorts it out.
    return found[0] if len(found) == 1 else None


def _of_login(session: Session, login: str) -> StaffRow:
    row = session.scalar(select(StaffRow).where(StaffRow.login == normal_login(login)))
    if row is None:
        raise StaffError("aucun compte n’a cet identifiant")
    return row


def _normal(email: str) -> str:
    try:
        return validate_email(email.strip(), check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        raise StaffError("cette adresse e-mail n’en est pas une") from None
