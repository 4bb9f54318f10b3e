"""Who may have files."""

from __future__ import annotations

from sqlalchemy.orm import Session

from intake.staff import Member, list_staff
from lexicon.codes import Role

WORKING_ROLES = frozenset({Role.SECRETARY, Role.SOCIAL_WORKER, Role.MANAGER})


class WorkloadError(ValueError):
    """Something asked about the sharing of work cannot be done; the message is one French line."""


def colleagues(session: Session) -> tuple[Member, ...]:
    """Who may have files: the members who work at the desk, in order of their names."""
    working = (member for member in list_staff(session) if member.role in WORKING_ROLES and not member.disabled)
    return tuple(sorted(working, key=lambda member: member.name.casefold()))
