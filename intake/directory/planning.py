"""What a file would change in the directory, row by row, before anything is written."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.directory.batches import in_batches
from intake.directory.files import RawFile, RawRow, read_file
from intake.directory.sheets import FileKind, Remark, RowRefusedError, Sheet, sheet_of
from intake.storage import ServiceRow, StructureRow


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
class Known:
    """A sheet as the directory has it."""

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
    known = known_sheets(session, raw.kind)
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
    return Plan(report, tuple(taken), standing_of(known))


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


def known_sheets(session: Session, kind: FileKind) -> dict[str, Known]:
    """Every sheet of a kind by its identifier, the retired ones too."""
    table = StructureRow if kind is FileKind.STRUCTURES else ServiceRow
    found = session.execute(select(table.id, table.name, table.source, table.fingerprint, table.retired_at))
    return {id_: Known(name, source, fingerprint, retired is not None) for id_, name, source, fingerprint, retired in found}


def standing_of(known: Mapping[str, Known]) -> str:
    """The hash of a directory, by which a plan tells that it was made on this one."""
    lines = sorted(f"{id_} {one.fingerprint} {one.retired}" for id_, one in known.items())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _with_columns(
    session: Session, kind: FileKind, lines: list[Line], sheets: Mapping[str, Sheet], known: Mapping[str, Known]
) -> list[Line]:
    """The same lines, saying which columns change."""
    table = StructureRow if kind is FileKind.STRUCTURES else ServiceRow
    said: dict[str, str] = {}
    for some in in_batches([line.id for line in lines]):
        for id_, before in session.execute(select(table.id, table.content).where(table.id.in_(some))):
            after = sheets[id_].content
            columns = [name for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)]
            said[id_] = ", ".join([*(["de retour dans l’annuaire"] if known[id_].retired else []), *columns])
    return [Line(line.number, line.id, line.name, said[line.id]) for line in lines]
