"""Taking a file into the directory, whole or not at all, as it was planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlalchemy import insert as insert_into
from sqlalchemy.orm import Session

from intake.directory.batches import in_batches
from intake.directory.errors import ChangedMeanwhileError
from intake.directory.planning import Plan, Report, known_sheets, plan_import, standing_of
from intake.directory.sheets import FileKind, Sheet, departement_of_place, reaches, search_columns
from intake.privacy import Actor
from intake.storage import Database, ReachRow, ServiceRow, StructureRow, hold_name
from intake.trail import note

_LOCK: Final = "directory"


def import_file(
    database: Database, actor: Actor, content: bytes, *, now: datetime, today: date, seen: str | None = None, retire_missing: bool = False
) -> Report:
    """Take a file, whole or not at all. Reading and checking it hold nobody up: only the writing is a write transaction.

    `seen`: the fingerprint of the report that was looked at. Raises FileRefusedError, or ChangedMeanwhileError when the
    directory is not any more what it was.
    """
    with database.read() as session:
        plan = plan_import(session, content, today=today)
    with database.write() as session:
        return apply_plan(session, actor, plan, now=now, seen=seen, retire_missing=retire_missing)


def apply_plan(
    session: Session, actor: Actor, plan: Plan, *, now: datetime, seen: str | None = None, retire_missing: bool = False
) -> Report:
    """Write a plan; raises ChangedMeanwhileError when the directory has changed since, or when it is not what was seen."""
    report = plan.report
    hold_name(session, _LOCK)
    if seen not in (None, report.fingerprint) or standing_of(known_sheets(session, report.kind)) != plan.standing:
        raise ChangedMeanwhileError("L’annuaire a changé depuis que vous avez vu ce rapport : relisez le nouveau avant de confirmer.")
    write_plan(session, plan, now=now)
    if retire_missing:
        retire(session, report.kind, [line.id for line in report.missing], now)
    note(session, actor, f"directory_import_{report.kind.value}", None, now)
    session.flush()
    return report


def write_plan(session: Session, plan: Plan, *, now: datetime) -> None:
    """Write the sheets of a plan."""
    report = plan.report
    new = {line.id for line in report.added}
    write = _write_structures if report.kind is FileKind.STRUCTURES else _write_services
    write(session, [sheet for sheet in plan.taken if sheet.id in new], [sheet for sheet in plan.taken if sheet.id not in new], now)


def retire(session: Session, kind: FileKind, ids: Sequence[str], now: datetime) -> None:
    """Hide sheets without deleting them: what was decided with them still finds their names."""
    table = StructureRow if kind is FileKind.STRUCTURES else ServiceRow
    touched: set[str] = set()
    for some in in_batches(ids):
        if kind is FileKind.SERVICES:
            touched |= set(session.scalars(select(ServiceRow.structure_id).where(ServiceRow.id.in_(some))))
        session.execute(update(table).where(table.id.in_(some), table.retired_at.is_(None)).values(retired_at=now))
    _search_again(session, touched)


def _write_structures(session: Session, new: list[Sheet], changed: list[Sheet], now: datetime) -> None:
    for some in in_batches(new):
        rows = [{**_structure(sheet, [], now), "checked_at": None, "checked_by": None} for sheet in some]
        session.execute(insert_into(StructureRow), rows)
        _write_reaches(session, {sheet.id: reaches(sheet.content, []) for sheet in some})
    for some in in_batches(changed):
        ids = [sheet.id for sheet in some]
        services = _services_of(session, ids)
        session.execute(update(StructureRow), [_structure(sheet, services.get(sheet.id, []), now) for sheet in some])
        session.execute(delete(ReachRow).where(ReachRow.structure_id.in_(ids)))
        _write_reaches(session, {sheet.id: reaches(sheet.content, services.get(sheet.id, [])) for sheet in some})


def _structure(sheet: Sheet, services: list[Mapping[str, Any]], now: datetime) -> dict[str, Any]:
    content = sheet.content
    return {
        "id": sheet.id,
        "source": content["source"],
        "name": content["nom"],
        "postal_code": content.get("code_postal"),
        "code_insee": content.get("code_insee"),
        "departement": departement_of_place(content.get("code_insee"), content.get("code_postal")),
        "date_maj": sheet.date_maj,
        "changed_at": now,
        "retired_at": None,
        "fingerprint": sheet.fingerprint,
        "content": content,
        **search_columns(content, services),
    }


def _write_services(session: Session, new: list[Sheet], changed: list[Sheet], now: datetime) -> None:
    touched = {sheet.content["structure_id"] for sheet in (*new, *changed)}
    # A service that moved is taken away from where it was.
    for ids in in_batches([sheet.id for sheet in changed]):
        touched |= set(session.scalars(select(ServiceRow.structure_id).where(ServiceRow.id.in_(ids))))
    for some in in_batches(new):
        session.execute(insert_into(ServiceRow), [_service(sheet, now) for sheet in some])
    for some in in_batches(changed):
        session.execute(update(ServiceRow), [_service(sheet, now) for sheet in some])
    _search_again(session, touched)


def _service(sheet: Sheet, now: datetime) -> dict[str, Any]:
    content = sheet.content
    return {
        "id": sheet.id,
        "structure_id": content["structure_id"],
        "source": content["source"],
        "name": content["nom"],
        "date_maj": sheet.date_maj,
        "changed_at": now,
        "retired_at": None,
        "fingerprint": sheet.fingerprint,
        "content": content,
    }


def _search_again(session: Session, structures: Iterable[str]) -> None:
    """Let organisations be found by what their services are now."""
    for some in in_batches(sorted(structures)):
        services = _services_of(session, some)
        found = session.execute(select(StructureRow.id, StructureRow.content).where(StructureRow.id.in_(some)))
        contents: dict[str, Any] = {row.id: row.content for row in found}
        values = [{"id": id_, **search_columns(content, services.get(id_, []))} for id_, content in contents.items()]
        session.execute(update(StructureRow), values)
        session.execute(delete(ReachRow).where(ReachRow.structure_id.in_(some)))
        _write_reaches(session, {id_: reaches(content, services.get(id_, [])) for id_, content in contents.items()})


def _write_reaches(session: Session, places: Mapping[str, set[str]]) -> None:
    rows = [{"code": code, "structure_id": id_} for id_, codes in places.items() for code in sorted(codes)]
    if rows:
        session.execute(insert_into(ReachRow), rows)


def _services_of(session: Session, structures: Sequence[str]) -> dict[str, list[Mapping[str, Any]]]:
    query = select(ServiceRow.structure_id, ServiceRow.content).where(
        ServiceRow.structure_id.in_(structures), ServiceRow.retired_at.is_(None)
    )
    found: dict[str, list[Mapping[str, Any]]] = {}
    for structure, content in session.execute(query.order_by(ServiceRow.id)):
        found.setdefault(structure, []).append(content)
    return found
