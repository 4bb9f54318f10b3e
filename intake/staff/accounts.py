"""Accounts of the members of staff."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from intake.labels import code_of
from intake.privacy import Actor, ActorKind
from intake.staff.passwords import check_strength, hashed, verify
from intake.storage import AntennaRow, StaffRow, StaffSessionRow
from lexicon.codes import Role

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@-]{1,79}\Z")


class StaffError(ValueError):
    """Something asked about a member of staff cannot be done; the message is one French line."""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of staff as the other parts see her; never her password."""

    id: str
    login: str
    name: str
    role: Role
    antenna: str | None
    disabled: bool

    @property
    def actor(self) -> Actor:
        """Her as the actor of a read or a write."""
        return Actor(ActorKind.STAFF, self.id, self.role, self.antenna)


def normal_login(text: str) -> str:
    """A login as it is stored and compared: without spaces around it, in lower case."""
    return text.strip().casefold()


def add_staff(session: Session, *, login: str, name: str, role: str, antenna: str | None, password: str, now: datetime) -> Member:
    """Add a member of staff; raises StaffError when a value does not fit or the login is taken."""
    login = normal_login(login)
    check_new(session, login=login, name=name, role=role, antenna=antenna)
    known_role = role_of(role)
    try:
        check_strength(password)
    except ValueError as error:
        raise StaffError(str(error)) from None
    row = StaffRow(
        login=login,
        name=name.strip(),
        role=known_role.value,
        antenna=antenna,
        password_hash=hashed(password),
        created_at=now,
        disabled_at=None,
    )
    session.add(row)
    session.flush()
    return member(row)


def check_new(session: Session, *, login: str, name: str, role: str, antenna: str | None) -> None:
    """Raise StaffError when an account with this login, in its normal form, could not be added."""
    if not _LOGIN.match(login):
        raise StaffError("l’identifiant a de 2 à 80 signes : lettres sans accent, chiffres, point, tiret, @")
    if not name.strip():
        raise StaffError("il faut un nom")
    if session.scalar(select(StaffRow.id).where(StaffRow.login == login)) is not None:
        raise StaffError(f"l’identifiant {login} est déjà pris")
    if antenna is not None and session.get(AntennaRow, antenna) is None:
        raise StaffError(f"aucune antenne n’a le code {antenna}")
    role_of(role)


def change_password(session: Session, member: Member, old: str, new: str) -> None:
    """Put a new password in the place of the old one; raises StaffError when the old one is wrong or the new one does not fit."""
    row = session.scalar(select(StaffRow).where(StaffRow.id == member.id).with_for_update())
    if row is None or not verify(row.password_hash, old):
        raise StaffError("l’ancien mot de passe n’est pas le bon")
    try:
        check_strength(new)
    except ValueError as error:
        raise StaffError(str(error)) from None
    if new == old:
        raise StaffError("le nouveau mot de passe est le même que l’ancien")
    row.password_hash = hashed(new)
    session.flush()


def role_of(code: str) -> Role:
    """The role with that code; raises StaffError that names the roles."""
    found = code_of(Role, code)
    if found is None:
        raise StaffError(f"le rôle est l’un de : {', '.join(role.value for role in Role)}")
    return found


def staff_names(session: Session, ids: Collection[str] | None = None) -> dict[str, str]:
    """The names of members of staff by identifier, closed accounts too; of everybody when no `ids` are given."""
    # Without the rest of the row: see `list_staff`.
    query = select(StaffRow.id, StaffRow.name)
    return {row.id: row.name for row in session.execute(query if ids is None else query.where(StaffRow.id.in_(ids)))}


def list_staff(session: Session) -> tuple[Member, ...]:
    """Every member of staff, by login."""
    # Without the hash of her password, and without a row that could be changed: this is read for every page with names.
    columns = (StaffRow.id, StaffRow.login, StaffRow.name, StaffRow.role, StaffRow.antenna, StaffRow.disabled_at)
    return tuple(
        Member(row.id, row.login, row.name, Role(row.role), row.antenna, row.disabled_at is not None)
        for row in session.execute(select(*columns).order_by(StaffRow.login))
    )


def disable_staff(session: Session, login: str, now: datetime) -> Member:
    """Close an account and end its sessions at once; raises StaffError for an unknown login."""
    row = session.scalar(select(StaffRow).where(StaffRow.login == normal_login(login)))
    if row is None:
        raise StaffError("aucun compte n’a cet identifiant")
    row.disabled_at = row.disabled_at or now
    session.execute(delete(StaffSessionRow).where(StaffSessionRow.staff_id == row.id))
    session.flush()
    return member(row)


def member(row: StaffRow) -> Member:
    """The member of a stored account."""
    return Member(row.id, row.login, row.name, role_of(row.role), row.antenna, row.disabled_at is not None)
