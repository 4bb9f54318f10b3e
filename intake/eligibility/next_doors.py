"""The named next doors that go with a verdict; "not for us" never comes without one."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from intake.convention import Convention, Door, OrientationRow, departement_of
from intake.draft import Draft
from intake.eligibility.possible import NO_ROW


class Proposal(BaseModel):
    """A named organisation, why it may help, and the row that points there ("" when no axis fits)."""

    model_config = ConfigDict(frozen=True)

    organisation: str
    why: str
    row: str


def doors_of(convention: Convention, draft: Draft, row: OrientationRow) -> tuple[Proposal, ...]:
    """The next doors of one orientation row for this draft."""
    match row.doors_by:
        case "topic":
            return topic_doors(convention, draft, row.id)
        case "departement":
            return (_proposal(regional_door(convention, draft), row.id),)
        case None:
            return tuple(_proposal(convention.next_doors.doors[key], row.id) for key in row.doors)


def topic_doors(convention: Convention, draft: Draft, row: str) -> tuple[Proposal, ...]:
    """The next doors by what the person talked about, in the order heard; the default ones when nothing points anywhere."""
    doors = convention.next_doors
    keys = dict.fromkeys(key for topic in draft.topics for key in doors.by_topic.get(topic.code, ()))
    return tuple(_proposal(doors.doors[key], row) for key in keys or doors.default)


def regional_door(convention: Convention, draft: Draft) -> Door:
    """The same service where the person lives."""
    departement = departement_of(draft.value("postal_code"))
    doors = convention.next_doors
    for service in doors.regional:
        if departement in service.departements:
            return Door(organisation=service.organisation, why=doors.regional_why)
    return doors.elsewhere


def proposals(convention: Convention, draft: Draft, holding: Iterable[str], first: frozenset[str], outside: bool) -> tuple[Proposal, ...]:
    """The next doors of a verdict.

    `holding`: rows that certainly hold; `first`: rows that may be the first to hold; `outside`: the outcome is out of scope.
    """
    rows = convention.orientation.rows
    held = set(holding)
    for row in rows:
        if row.id in held:
            found = doors_of(convention, draft, row)
            if found:
                return found
    if not outside:
        return ()
    found = tuple(door for row in rows if row.id in first for door in doors_of(convention, draft, row))
    return found + (topic_doors(convention, draft, NO_ROW) if NO_ROW in first else ())


def _proposal(door: Door, row: str) -> Proposal:
    return Proposal(organisation=door.organisation, why=door.why, row=row)
