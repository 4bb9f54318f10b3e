"""Who is told: addresses with their secrets, written down by the operator."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.storage import SubscriberRow

MOST_URL = 500


class SubscriberError(ValueError):
    """An address cannot be used, or is not known; the message is one French line."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """One address and how sending to it goes; `failures` counts the tries that failed since the last that did not."""

    id: str
    url: str = field(repr=False)
    created_at: datetime
    disabled: bool
    last_sent_at: datetime | None
    failures: int


def add_subscriber(session: Session, *, url: str, secret: str, now: datetime, plain_http: bool = False) -> Subscriber:
    """Tell `url` of what happens from now on; `plain_http` is for development. Raises SubscriberError."""
    _check(url, plain_http)
    if any(row.url == url and row.disabled_at is None for row in session.scalars(select(SubscriberRow))):
        raise SubscriberError("cette adresse est déjà prévenue")
    row = SubscriberRow(url=url, secret=secret, created_at=now, looked_until=now)
    session.add(row)
    session.flush()
    return _subscriber(row)


def list_subscribers(session: Session) -> list[Subscriber]:
    """Every address, closed ones too, oldest first."""
    return [_subscriber(row) for row in session.scalars(select(SubscriberRow).order_by(SubscriberRow.created_at, SubscriberRow.id))]


def disable_subscriber(session: Session, named: str, now: datetime) -> Subscriber:
    """Tell an address no more, by its identifier or the address itself; raises SubscriberError when it is not told now."""
    for row in session.scalars(select(SubscriberRow).where(SubscriberRow.disabled_at.is_(None))):
        if named in (row.id, row.url):
            row.disabled_at = now
            session.flush()
            return _subscriber(row)
    raise SubscriberError("aucune adresse ouverte n’a ce nom : voyez « seuil webhook list »")


def _check(url: str, plain_http: bool) -> None:
    try:
        parts = urlsplit(url)
        port_is_read = parts.port is None or parts.port > 0
    except ValueError:
        raise SubscriberError("cette adresse n’en est pas une") from None
    schemes = ("https", "http") if plain_http else ("https",)
    if parts.scheme not in schemes or not parts.hostname or not port_is_read or len(url) > MOST_URL or not url.isascii():
        raise SubscriberError("l’adresse commence par https:// et nomme une machine, par exemple https://exemple.fr/seuil")
    if parts.username is not None or parts.fragment:
        raise SubscriberError("l’adresse ne porte ni identifiant, ni mot de passe, ni dièse")


def _subscriber(row: SubscriberRow) -> Subscriber:
    return Subscriber(row.id, row.url, row.created_at, row.disabled_at is not None, row.last_sent_at, row.failures or 0)
