"""To whom a file can be handed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.deciding.errors import DecisionError
from intake.deciding.wishes import HandedTo
from intake.storage import AntennaRow, StaffRow
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


def check_handed(session: Session, to: HandedTo, here: str | None) -> HandedTo:
    """Where the file goes: to the antenna named, else the worker's own, else it stays `here`. Raises DecisionError for unknown ones."""
    worker = None
    if to.worker is not None:
        worker = next((one for one in workers(session) if one.id == to.worker), None)
        if worker is None:
            raise DecisionError("Cette collègue n’a plus de compte ouvert. Choisissez-en une autre.", "handed_to")
    antenna = to.antenna or (worker.antenna if worker else None) or (here if worker else None)
    if antenna is None or session.get(AntennaRow, antenna) is None:
        raise DecisionError("Choisissez à quelle antenne confier la demande.", "handed_to")
    return HandedTo(antenna, to.worker)


def names(session: Session, ids: set[str]) -> dict[str, str]:
    """The names of members of staff by identifier, closed accounts too."""
    return {row.id: row.name for row in session.scalars(select(StaffRow).where(StaffRow.id.in_(ids)))} if ids else {}
