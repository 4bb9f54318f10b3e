"""An organisation as people read it, and what staff may do with its sheet: say that it is right, retire it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import phonenumbers
from data_inclusion.schema.v1 import ReseauPorteur
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.directory.freshness import Freshness, freshness_of
from intake.directory.opening import opening_in_words
from intake.directory.sheets import theme_label
from intake.privacy import Actor
from intake.storage import ServiceRow, StructureRow
from intake.trail import note


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as it is read and as it is dialled; `dialled` is None when it is no number."""

    shown: str
    dialled: str | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A service of an organisation."""

    name: str
    description: str
    themes: tuple[str, ...]
    access: str
    hours: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """A sheet of the directory."""

    id: str
    name: str
    description: str
    networks: tuple[str, ...]
    offers: tuple[Offer, ...]
    phone: Phone | None
    email: str | None
    website: str | None
    address: str
    postal_code: str | None
    hours: str
    # Acceslibre's page about the place.
    accessibility: str | None
    freshness: Freshness
    # Nobody is sent there any more; old decisions still name it.
    retired: bool
    source: str

    @property
    def does(self) -> str:
        """What it does, in few words: its services, else its networks."""
        return ", ".join(dict.fromkeys(offer.name for offer in self.offers)) or ", ".join(self.networks)


def organisations(session: Session, ids: Iterable[str], today: date) -> dict[str, Organisation]:
    """The sheets with these identifiers, the retired ones too."""
    wanted = list(ids)
    rows = session.scalars(select(StructureRow).where(StructureRow.id.in_(wanted)))
    services: dict[str, list[Mapping[str, Any]]] = {}
    query = select(ServiceRow.structure_id, ServiceRow.content).where(ServiceRow.structure_id.in_(wanted), ServiceRow.retired_at.is_(None))
    for structure, content in session.execute(query.order_by(ServiceRow.name, ServiceRow.id)):
        services.setdefault(structure, []).append(content)
    return {row.id: _organisation(row, services.get(row.id, []), today) for row in rows}


def organisation(session: Session, id_: str, today: date) -> Organisation | None:
    """One sheet; None when there is none."""
    return organisations(session, [id_], today).get(id_)


def confirm_sheet(session: Session, actor: Actor, id_: str, now: datetime) -> bool:
    """A member of staff says that the sheet is still right; False when there is none."""
    row = session.get(StructureRow, id_)
    if row is None:
        return False
    row.checked_at, row.checked_by = now, actor.id
    note(session, actor, "directory_confirm", None, now)
    return True


def phone_of(number: str | None) -> Phone | None:
    """A number of the directory, which may be written in any way: « 3949 » is shown and dialled as it is."""
    if not number:
        return None
    digits = number.replace(" ", "")
    # Short numbers: emergencies, 115, 3949.
    if digits.isascii() and digits.isdigit() and len(digits) in (2, 3, 4) and digits.startswith(("1", "3")):
        return Phone(digits, digits)
    try:
        parsed = phonenumbers.parse(number, "FR")
    except phonenumbers.NumberParseException:
        return Phone(number, None)
    if not phonenumbers.is_possible_number(parsed):
        return Phone(number, None)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if parsed.country_code == 33 else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return Phone(phonenumbers.format_number(parsed, style), phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _organisation(row: StructureRow, services: list[Mapping[str, Any]], today: date) -> Organisation:
    content = row.content
    town = " ".join(part for part in (content.get("code_postal"), content.get("commune")) if part)
    first = services[0] if services else {}
    return Organisation(
        id=row.id,
        name=row.name,
        description=content.get("description", ""),
        networks=tuple(str(ReseauPorteur(code).label) for code in content.get("reseaux_porteurs", ())),
        offers=tuple(_offer(service) for service in services),
        phone=phone_of(content.get("telephone") or first.get("telephone")),
        email=content.get("courriel"),
        website=content.get("site_web"),
        address=", ".join(part for part in (content.get("adresse"), content.get("complement_adresse"), town) if part),
        postal_code=row.postal_code,
        hours=opening_in_words(content.get("horaires_accueil") or first.get("horaires_accueil")),
        accessibility=content.get("accessibilite_lieu"),
        freshness=freshness_of(date_maj=row.date_maj, changed_at=row.changed_at, checked_at=row.checked_at, today=today),
        retired=row.retired_at is not None,
        source=row.source,
    )


def _offer(content: Mapping[str, Any]) -> Offer:
    return Offer(
        name=content["nom"],
        description=content["description"],
        themes=tuple(theme_label(code) for code in content.get("thematiques", ())),
        access=content.get("conditions_acces", ""),
        hours=opening_in_words(content.get("horaires_accueil")),
    )
