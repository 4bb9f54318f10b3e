"""Taking a file into the directory: first what it would change, row by row, then the change itself, whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlalchemy import insert as insert_into
from sqlalchemy.orm import Session

from intake.directory.errors import ChangedMeanwhileError
from intake.directory.files import RawFile, RawRow, read_file
from intake.directory.sheets import FileKind, Remark, RowRefusedError, Sheet, departement_of_place, reaches, search_columns, sheet_of
from intake.privacy import Actor
from intake.storage import Database, ReachRow, ServiceRow, StructureRow, hold_name
from intake.trail import note

_AT_ONCE: Final = 500
_LOCK: Final = "directory"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: the number of the row (0 where there is none), the sheet, and what is said of it."""

    number: int
    id: str
    name: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What a file changes in the directory."""

    kind: FileKind
    unit: str
    added: tuple[Line, ...]
    changed: tuple[Line, ...]
    unchanged: int
    refused: tuple[Line, ...]
    warnings: tuple[Line, ...]
    # Sheets of the same sources that this file does not hold.
    missing: tuple[Line, ...]
    ignored: tuple[str, ...]
    # The same file on the same directory gives the same one.
    fingerprint: str

    @property
    def changes(self) -> bool:
        """Whether taking the file would change anything, the retiring of what is missing left aside."""
        return bool(self.added or self.changed)


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    source: str
    fingerprint: str
    retired: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A report, the sheets that go with it, and the hash of the directory that it was made on."""

    report: Report
    taken: tuple[Sheet, ...]
    standing: str


def plan_import(session: Session, content: bytes, *, today: date) -> Plan:
    """What a file would change; writes nothing. Raises FileRefusedError when it cannot be read at all."""
    raw = read_file(content)
    sheets, refused, warnings = _checked(session, raw, today)
    known = _known(session, raw.kind)
    added, changed, taken, unchanged = [], [], [], 0
    for number, sheet in sheets:
        before = known.get(sheet.id)
        line = Line(number, sheet.id, sheet.content["nom"])
        if before is None:
            added.append(line)
        elif before.fingerprint != sheet.fingerprint or before.retired:
            changed.append(line)
        else:
            unchanged += 1
            continue
        taken.append(sheet)
    changed = _with_columns(session, raw.kind, changed, {sheet.id: sheet for sheet in taken}, known)
    # A row that is there but refused is not missing: its sheet stays as it was.
    there = {sheet.id for _, sheet in sheets} | {str(row.values.get("id")) for row in raw.rows}
    sources = {sheet.content["source"] for _, sheet in sheets}
    missing = [
        Line(0, id_, one.name) for id_, one in sorted(known.items()) if one.source in sources and id_ not in there and not one.retired
    ]
    # What each sheet becomes, and what it was: the same file is another change on another directory.
    steps = sorted((sheet.id, sheet.fingerprint, known[sheet.id].fingerprint if sheet.id in known else "") for sheet in taken)
    seen = [steps, [line.id for line in missing], len(refused), unchanged]
    print_of_plan = hashlib.sha256(hashlib.sha256(content).digest() + json.dumps(seen).encode()).hexdigest()
    report = Report(
        raw.kind,
        raw.unit,
        tuple(added),
        tuple(changed),
        unchanged,
        tuple(refused),
        tuple(warnings),
        tuple(missing),
        raw.ignored,
        print_of_plan,
    )
    return Plan(report, tuple(taken), _standing(known))


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
    if seen not in (None, report.fingerprint) or _standing(_known(session, report.kind)) != plan.standing:
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
    for some in _batches(ids):
        if kind is FileKind.SERVICES:
            touched |= set(session.scalars(select(ServiceRow.structure_id).where(ServiceRow.id.in_(some))))
        session.execute(update(table).where(table.id.in_(some), table.retired_at.is_(None)).values(retired_at=now))
    _search_again(session, touched)


# Checking


def _checked(session: Session, raw: RawFile, today: date) -> tuple[list[tuple[int, Sheet]], list[Line], list[Line]]:
    counts = Counter(str(row.values.get("id")) for row in raw.rows if "id" in row.values)
    structures = set(session.scalars(select(StructureRow.id))) if raw.kind is FileKind.SERVICES else frozenset()
    sheets, refused, warnings = [], [], []
    for row in raw.rows:
        try:
            sheet = _sheet(raw.kind, row, counts, structures, today)
        except RowRefusedError as error:
            refused.append(_line(raw.unit, row, error.remarks))
            continue
        sheets.append((row.number, sheet))
        if sheet.warnings:
            warnings.append(_line(raw.unit, row, sheet.warnings))
    return sheets, refused, warnings


def _sheet(kind: FileKind, row: RawRow, counts: Mapping[str, int], structures: Iterable[str], today: date) -> Sheet:
    if row.faults:
        raise RowRefusedError(row.faults)
    # None of them is taken: which one is right would depend on the order of the rows.
    if counts[str(row.values.get("id"))] > 1:
        raise RowRefusedError((Remark("id", "cet identifiant est donné plusieurs fois dans le fichier"),))
    sheet = sheet_of(kind, row.values, today)
    for column in ("id", "source", "structure_id"):
        if len(str(sheet.content.get(column, "x"))) not in range(1, 201):
            raise RowRefusedError((Remark(column, "cet identifiant doit avoir de 1 à 200 signes"),))
    if kind is FileKind.SERVICES and sheet.content["structure_id"] not in structures:
        raise RowRefusedError(
            (Remark("structure_id", "cette organisation n’est pas dans l’annuaire : importez d’abord les organisations"),)
        )
    return sheet


def _line(unit: str, row: RawRow, remarks: Iterable[Remark]) -> Line:
    said = " ; ".join(f"colonne « {one.column} » : {one.sentence}" if one.column else one.sentence for one in remarks)
    return Line(
        row.number,
        _short(row.values.get("id")),
        _short(row.values.get("nom")),
        f"{unit.capitalize()} {row.number}, {said}.".replace("..", "."),
    )


def _short(value: Any) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= 80 else text[:80] + "…"


def _known(session: Session, kind: FileKind) -> dict[str, _Known]:
    table = StructureRow if kind is FileKind.STRUCTURES else ServiceRow
    found = session.execute(select(table.id, table.name, table.source, table.fingerprint, table.retired_at))
    return {id_: _Known(name, source, fingerprint, retired is not None) for id_, name, source, fingerprint, retired in found}


def _standing(known: Mapping[str, _Known]) -> str:
    lines = sorted(f"{id_} {one.fingerprint} {one.retired}" for id_, one in known.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _with_columns(
    session: Session, kind: FileKind, lines: list[Line], sheets: Mapping[str, Sheet], known: Mapping[str, _Known]
) -> list[Line]:
    """The same lines, saying which columns change."""
    table = StructureRow if kind is FileKind.STRUCTURES else ServiceRow
    said: dict[str, str] = {}
    for some in _batches([line.id for line in lines]):
        for id_, before in session.execute(select(table.id, table.content).where(table.id.in_(some))):
            after = sheets[id_].content
            columns = [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
            said[id_] = ", ".join([*(["de retour dans l’annuaire"] if known[id_].retired else []), *columns])
    return [Line(line.number, line.id, line.name, said[line.id]) for line in lines]


# Writing


def _write_structures(session: Session, new: list[Sheet], changed: list[Sheet], now: datetime) -> None:
    for some in _batches(new):
        rows = [{**_structure(sheet, [], now), "checked_at": None, "checked_by": None} for sheet in some]
        session.execute(insert_into(StructureRow), rows)
        _write_reaches(session, {sheet.id: reaches(sheet.content, []) for sheet in some})
    for some in _batches(changed):
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
    for some in _batches([sheet.id for sheet in changed]):
        touched |= set(session.scalars(select(ServiceRow.structure_id).where(ServiceRow.id.in_(some))))
    for some in _batches(new):
        session.execute(insert_into(ServiceRow), [_service(sheet, now) for sheet in some])
    for some in _batches(changed):
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
    for some in _batches(sorted(structures)):
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


def _batches(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _AT_ONCE):
        yield items[start : start + _AT_ONCE]
