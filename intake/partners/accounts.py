"""Invited partners: account data only. An invitation holds no secret; a code is sent when the partner signs in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from intake.labels import code_of
from intake.outbox import enqueue_mail
from intake.partners.codes import PartnerKind, PartnerState
from intake.privacy import Actor, ActorKind, Indexer
from intake.reading import read_answer
from intake.requests import current_convention
from intake.storage import PartnerCodeRow, PartnerFilingRow, PartnerRow, PartnerSessionRow
from intake.trail import note

LONGEST = 120
# An invitation that could not leave for so long is sent again by hand.
_USEFUL = timedelta(days=2)
# A double click is one e-mail.
_AGAIN_AFTER = timedelta(minutes=1)

NAME = "Écrivez son prénom et son nom."
ORGANISATION = "Écrivez où cette personne travaille, par exemple CHU de Nantes."
KIND = "Choisissez dans la liste."
EMAIL = "Écrivez une adresse e-mail complète, par exemple prenom.nom@hopital.fr."
PHONE = "Écrivez un numéro à dix chiffres, ou laissez vide."
LONG = f"{LONGEST} signes au plus."
TAKEN = "Cette adresse est déjà celle d’un partenaire de la liste."


class PartnerError(ValueError):
    """An invitation that cannot be made: sentences by field, in French; nothing was changed."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("l’invitation est incomplète")
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Invitation:
    """What an administrator or a manager types, as typed."""

    name: str = field(default="", repr=False)
    organisation: str = ""
    kind: str = ""
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner as the other parts see her."""

    id: str
    name: str = field(repr=False)
    organisation: str
    kind: PartnerKind
    email: str = field(repr=False)
    phone: str | None = field(repr=False)
    state: PartnerState
    invited_at: datetime
    last_filed_at: datetime | None = None

    @property
    def actor(self) -> Actor:
        """Her as the actor of a read or a write."""
        return Actor(ActorKind.PARTNER, self.id)


def email_token(indexer: Indexer, email: str) -> str:
    """By what an address is found, however it is written."""
    return indexer.token("partner_email", email.strip().casefold())


def invite(session: Session, actor: Actor, typed: Invitation, *, indexer: Indexer, now: datetime, link: str) -> Partner:
    """Invite a partner, or again one whose access was withdrawn; the invitation leaves by e-mail. Raises PartnerError."""
    values = _read(session, typed, now)
    token = email_token(indexer, values["email"] or "")
    row = session.scalar(select(PartnerRow).where(PartnerRow.email_token == token))
    if row is not None and row.revoked_at is None:
        raise PartnerError({"email": TAKEN})
    if row is None:
        row = PartnerRow(email_token=token, active_at=None)
    row.email, row.name, row.organisation = values["email"] or "", values["name"] or "", values["organisation"] or ""
    row.phone, row.kind = values["phone"], values["kind"] or ""
    row.invited_by, row.invited_at, row.active_at, row.revoked_at, row.revoked_by = actor.id, now, None, None, None
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:
        # Invited twice at the same moment.
        raise PartnerError({"email": TAKEN}) from None
    note(session, actor, "partner_invite", None, now)
    _mail(session, row, now, link)
    return partner(row)


def resend(session: Session, actor: Actor, partner_id: str, *, now: datetime, link: str) -> bool:
    """Send the invitation again; False when there is no such partner, or her access was withdrawn."""
    row = session.get(PartnerRow, partner_id)
    if row is None or row.revoked_at is not None:
        return False
    if now - row.invited_at >= _AGAIN_AFTER:
        row.invited_at = now
        note(session, actor, "partner_resend", None, now)
        _mail(session, row, now, link)
        session.flush()
    return True


def revoke(session: Session, actor: Actor, partner_id: str, now: datetime) -> bool:
    """Withdraw a partner's access at once: sessions and codes end; what she filed stays. False when there is no such partner."""
    row = session.get(PartnerRow, partner_id)
    if row is None:
        return False
    for table in (PartnerSessionRow, PartnerCodeRow):
        session.execute(delete(table).where(table.partner_id == partner_id))
    if row.revoked_at is None:
        row.revoked_at, row.revoked_by = now, actor.id
        note(session, actor, "partner_revoke", None, now)
    session.flush()
    return True


def list_partners(session: Session, actor: Actor, now: datetime) -> tuple[Partner, ...]:
    """Every partner, by organisation and name; leaves a trace. Nothing of what they filed but the day of the last."""
    filed = select(PartnerFilingRow.partner_id, func.max(PartnerFilingRow.filed_at)).group_by(PartnerFilingRow.partner_id)
    last = {row[0]: row[1] for row in session.execute(filed)}
    note(session, actor, "partners_list", None, now)
    found = [partner(row, last.get(row.id)) for row in session.scalars(select(PartnerRow))]
    return tuple(sorted(found, key=lambda one: (one.state is PartnerState.REVOKED, one.organisation.casefold(), one.name.casefold())))


def partner_of(session: Session, partner_id: str) -> Partner | None:
    """One partner by her id; the caller leaves the trace."""
    row = session.get(PartnerRow, partner_id)
    return None if row is None else partner(row)


def partner(row: PartnerRow, last_filed_at: datetime | None = None) -> Partner:
    """The partner of a stored account."""
    state = PartnerState.REVOKED if row.revoked_at else PartnerState.ACTIVE if row.active_at else PartnerState.INVITED
    kind = code_of(PartnerKind, row.kind) or PartnerKind.OTHER
    return Partner(row.id, row.name, row.organisation, kind, row.email, row.phone, state, row.invited_at, last_filed_at)


def _read(session: Session, typed: Invitation, now: datetime) -> dict[str, str | None]:
    values: dict[str, str | None] = {
        "name": " ".join(typed.name.split()),
        "organisation": " ".join(typed.organisation.split()),
        "kind": typed.kind if code_of(PartnerKind, typed.kind) else None,
        "email": None,
        "phone": None,
    }
    sentences = {"name": NAME, "organisation": ORGANISATION, "kind": KIND}
    errors = {code: sentence for code, sentence in sentences.items() if not values[code]}
    errors |= {code: LONG for code in ("name", "organisation", "email", "phone") if len(getattr(typed, code)) > LONGEST}
    try:
        # An invented domain is fine: whether it takes e-mail is seen when one is sent.
        found = validate_email(typed.email.strip(), check_deliverability=False, test_environment=True)
        values["email"] = found.normalized.casefold()
    except EmailNotValidError:
        errors.setdefault("email", EMAIL)
    if typed.phone.strip() and "phone" not in errors:
        day = now.date()
        reading = read_answer(current_convention(session, day).field("phone"), typed.phone, today=day)
        if isinstance(reading.value, str):
            values["phone"] = reading.value
        else:
            errors["phone"] = reading.error or PHONE
    if errors:
        raise PartnerError(errors)
    return values


def _mail(session: Session, row: PartnerRow, now: datetime, link: str) -> None:
    text = (
        "Bonjour,\n\n"
        "Notre service vous invite à lui transmettre des demandes pour les personnes que vous accompagnez.\n\n"
        f"1. Ouvrez cette page : {link}\n"
        "2. Écrivez l’adresse e-mail à laquelle vous recevez ce message.\n"
        "3. Un code à six chiffres vous est envoyé : recopiez-le.\n\n"
        "Ce message ne contient ni mot de passe ni code. Nous ne vous en demanderons jamais par téléphone.\n"
        "Si vous n’attendiez pas cette invitation, ne faites rien.\n"
    )
    key = f"partner_invite:{row.id}:{int(now.timestamp() * 1e6)}"
    enqueue_mail(session, key=key, to=row.email, subject="Votre invitation", text=text, now=now, useful_until=now + _USEFUL)
