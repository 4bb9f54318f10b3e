"""New accounts at the desk: asked for by one administrator, opened by another, who hands the first password over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.privacy import Actor
from intake.staff.accounts import Member, StaffError, add_staff, check_new, normal_login, role_of
from intake.storage import StaffProposalRow
from intake.trail import note
from lexicon.codes import Role


@dataclass(frozen=True, slots=True)
class Proposal:
    """An account that waits to be opened."""

    id: str
    login: str
    name: str
    role: Role
    antenna: str | None
    proposed_by: str
    proposed_at: datetime


def propose_account(session: Session, actor: Actor, *, login: str, name: str, role: str, antenna: str | None, now: datetime) -> None:
    """Ask for an account; raises StaffError when a value does not fit, or the login is taken or asked for already."""
    login = normal_login(login)
    check_new(session, login=login, name=name, role=role, antenna=antenna)
    waiting = select(StaffProposalRow.id).where(StaffProposalRow.login == login, StaffProposalRow.decided_at.is_(None))
    if session.scalar(waiting) is not None:
        raise StaffError(f"l’identifiant {login} est déjà demandé")
    row = StaffProposalRow(login=login, name=name.strip(), role=role_of(role).value, antenna=antenna, proposed_by=actor.id, proposed_at=now)
    session.add(row)
    note(session, actor, "account_proposed", None, now)
    session.flush()


def waiting_accounts(session: Session) -> tuple[Proposal, ...]:
    """The accounts that wait, the first asked for first."""
    rows = session.scalars(select(StaffProposalRow).where(StaffProposalRow.decided_at.is_(None)).order_by(StaffProposalRow.proposed_at))
    return tuple(Proposal(r.id, r.login, r.name, role_of(r.role), r.antenna, r.proposed_by, r.proposed_at) for r in rows)


def open_account(session: Session, actor: Actor, proposal_id: str, password: str, now: datetime) -> Member:
    """Open an account that another asked for, with its first password.

    Raises StaffError for one's own, for one that does not wait any more, and when its login was taken meanwhile.
    """
    row = _waiting(session, proposal_id)
    if row.proposed_by == actor.id:
        raise StaffError("une autre administratrice ouvre le compte que vous avez demandé")
    member = add_staff(session, login=row.login, name=row.name, role=row.role, antenna=row.antenna, password=password, now=now)
    row.decided_by, row.decided_at, row.opened = actor.id, now, True
    note(session, actor, "account_opened", None, now)
    session.flush()
    return member


def refuse_account(session: Session, actor: Actor, proposal_id: str, now: datetime) -> None:
    """Refuse an account, or take one's own asking back. Raises StaffError for one that does not wait any more."""
    row = _waiting(session, proposal_id)
    row.decided_by, row.decided_at = actor.id, now
    note(session, actor, "account_refused", None, now)
    session.flush()


def _waiting(session: Session, proposal_id: str) -> StaffProposalRow:
    row = session.scalar(select(StaffProposalRow).where(StaffProposalRow.id == proposal_id).with_for_update())
    if row is None or row.decided_at is not None:
        raise StaffError("ce compte n’attend plus de réponse")
    return row
