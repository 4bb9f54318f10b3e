"""To whom a file can be handed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.deciding.errors import DecisionError
from intake.deciding.wishes import HandedTo
from intake.staff import Member
from intake.storage import AntennaRow, StaffRow
from intake.workload import colleagues
from lexicon.codes import Role


@dataclass(frozen=True, slots=True)
class Worker:
    """A social worker who can be given files."""

    id: str
    name: str
    antenna: str | None


def workers(session: Session) -> list[Worker]:
    """Every social worker whose account is open, by name."""
    query = select(StaffRow).where(StaffRow.role == Role.SOCIAL_WORKER.value, StaffRow.disabled_at.is_(None))
    found = (Worker(row.id, row.name, row.antenna) for row in session.scalars(query))
    return sorted(found, key=lambda worker: worker.name.casefold())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file goes; `chosen`: somebody named that antenna, or one who works there."""

    antenna: str | None
    worker: str | None
    chosen: bool


def check_handed(session: Session, to: HandedTo, here: str | None, *, anybody: bool = False) -> Place:
    """Where the file goes: to the antenna named, else the worker's own, else it stays `here`. Raises DecisionError for unknown ones.

    `anybody`: without being decided, it may also go to a colleague who is no social worker, to one without an antenna, or
    back to nobody.
    """
    found: Worker | Member | None = None
    if to.worker is not None:
        among: Iterable[Worker | Member] = colleagues(session) if anybody else workers(session)
        found = next((one for one in among if one.id == to.worker), None)
        if found is None:
            raise DecisionError("Cette collègue n’a plus de compte ouvert. Choisissez-en une autre.", "handed_to")
    named = to.antenna or (found.antenna if found else None)
    antenna = named or (here if found or anybody else None)
    if (antenna is None and not anybody) or (antenna is not None and session.get(AntennaRow, antenna) is None):
        raise DecisionError("Choisissez à quelle antenne confier la demande.", "handed_to")
    return Place(antenna, to.worker, named is not None)
