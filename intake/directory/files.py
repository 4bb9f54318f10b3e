"""Reading a file of organisations or services, CSV or JSON, that nobody vouches for."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from intake.directory.errors import FileRefusedError
from intake.directory.sheets import COLUMNS, IGNORED, LISTS, NUMBERS, FileKind, Remark

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_ROWS: Final = 200_000
# A description has at most 10,000 signs, each perhaps escaped.
MOST_IN_CELL: Final = 65_536
_MOST_COLUMNS: Final = 200
# What a spreadsheet would run; a leading + or - before a figure is a telephone number or a coordinate.
_FORMULAS = ("=", "@", "\t", "\r")
_LIST_KEYS = ("structures", "services", "items")


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row before it is checked: its number as a spreadsheet or a reader counts, and what could not even be read."""

    number: int
    values: Mapping[str, Any]
    faults: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file that could be read: what it holds, what its rows are called, the rows, the columns left aside."""

    kind: FileKind
    unit: str
    rows: tuple[RawRow, ...]
    ignored: tuple[str, ...] = ()


def read_file(content: bytes) -> RawFile:
    """The rows of a file; raises FileRefusedError with one French sentence when it cannot be one of ours."""
    if len(content) > MOST_BYTES:
        raise FileRefusedError("Le fichier dépasse 50 Mo : coupez-le en plusieurs fichiers.")
    if not content.strip():
        raise FileRefusedError("Le fichier est vide.")
    text = _decoded(content)
    return _from_json(text) if text.lstrip()[:1] in ("[", "{") else _from_csv(text)


def _decoded(content: bytes) -> str:
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise FileRefusedError("C’est un classeur de tableur ou une archive : enregistrez-le en CSV, encodage UTF-8.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefusedError(f"Le fichier n’est pas en UTF-8 (ligne {line}) : enregistrez-le avec l’encodage UTF-8.") from None
    if "\0" in text:
        raise FileRefusedError("Le fichier contient des octets nuls : ce n’est ni un CSV ni un JSON.")
    return text


# JSON


def _from_json(text: str) -> RawFile:
    try:
        found = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except RecursionError:
        raise FileRefusedError("Le fichier JSON est imbriqué trop profondément.") from None
    except FileRefusedError:
        raise
    except ValueError as error:
        line = f" (ligne {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise FileRefusedError(f"Le fichier n’est pas un JSON correct{line}.") from None
    if isinstance(found, dict):
        lists = [found[key] for key in _LIST_KEYS if isinstance(found.get(key), list)]
        if len(lists) != 1:
            raise FileRefusedError("Le fichier JSON doit être une liste d’organisations ou une liste de services.")
        found = lists[0]
    if not found:
        raise FileRefusedError("Le fichier ne contient aucune ligne.")
    _check_count(len(found))
    if not all(isinstance(item, dict) for item in found):
        raise FileRefusedError("Chaque élément de la liste JSON doit être un objet.")
    columns = dict.fromkeys(name for item in found for name in item)
    kind, ignored = _kind_of(columns)
    return RawFile(kind, "élément", tuple(_json_row(number, item, ignored) for number, item in enumerate(found, 1)), ignored)


def _no_constant(name: str) -> Any:
    raise FileRefusedError(f"Le fichier JSON contient {name}, qui n’est pas un nombre.")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise FileRefusedError("Le fichier JSON donne deux fois la même clé dans un objet.")
    return made


def _json_row(number: int, item: Mapping[str, Any], ignored: tuple[str, ...]) -> RawRow:
    values = {name: _even(value) for name, value in item.items() if name not in ignored and value not in (None, "")}
    faults = []
    for name, value in values.items():
        if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(part, (dict, list)) for part in value)):
            faults.append(Remark(name, "une valeur simple est attendue, pas un objet"))
        elif isinstance(value, bool):
            faults.append(Remark(name, "un texte ou un nombre est attendu"))
        else:
            faults += [Remark(name, wrong) for part in (value if isinstance(value, list) else [value]) if (wrong := _unfit(part))]
    return RawRow(number, values, tuple(faults))


# CSV


def _from_csv(text: str) -> RawFile:
    csv.field_size_limit(MOST_IN_CELL)
    header = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if header.count(";") > header.count(",") else ",", strict=True)
    lines = _lines(reader)
    columns = [name.strip() for name in next(lines, (0, []))[1]]
    if len(columns) > _MOST_COLUMNS:
        raise FileRefusedError(f"Le fichier a {len(columns)} colonnes : ce n’est pas un fichier data·inclusion.")
    twice = next((name for name in columns if columns.count(name) > 1), None)
    if twice is not None:
        raise FileRefusedError(f"La colonne « {_shown(twice)} » est donnée deux fois.")
    kind, ignored = _kind_of(columns)
    rows = tuple(_csv_row(number, columns, cells, ignored) for number, cells in lines if any(cells))
    if not rows:
        raise FileRefusedError("Le fichier ne contient aucune ligne.")
    return RawFile(kind, "ligne", rows, ignored)


def _lines(reader: Iterable[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each record with its row in a spreadsheet, the header being the first."""
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            _check_count(number - 1)
            yield number, cells
    except csv.Error:
        raise FileRefusedError(
            f"Le CSV est mal formé après la ligne {number} : un guillemet manque, ou une cellule est trop longue."
        ) from None


def _csv_row(number: int, columns: list[str], cells: list[str], ignored: tuple[str, ...]) -> RawRow:
    if len(cells) != len(columns):
        return RawRow(number, {}, (Remark("", f"{len(cells)} cellules au lieu de {len(columns)}"),))
    values: dict[str, Any] = {}
    faults = []
    for name, cell in zip(columns, cells, strict=True):
        if name in ignored or not cell.strip():
            continue
        if _is_formula(cell):
            faults.append(Remark(name, "la cellule commence comme une formule de tableur"))
        elif wrong := _unfit(cell):
            faults.append(Remark(name, wrong))
        else:
            values[name] = listed(cell) if name in LISTS else _number(cell) if name in NUMBERS else _even(cell)
    return RawRow(number, values, tuple(faults))


def listed(cell: str) -> list[Any]:
    """A list in one cell: JSON `["a", "b"]`, PostgreSQL's `{a,b}`, or `a,b`, `a|b`, `a;b`."""
    cell = cell.strip()
    if cell.startswith("["):
        try:
            found = json.loads(cell)
        except (ValueError, RecursionError):
            return [cell]
        return found if isinstance(found, list) else [cell]
    if cell.startswith("{") and cell.endswith("}"):
        cell = cell[1:-1]
    for separator in ("|", ";"):
        cell = cell.replace(separator, ",")
    return [part for raw in cell.split(",") if (part := raw.strip().strip('"'))]


def _number(cell: str) -> str:
    # French spreadsheets write 47,2.
    return cell.strip().replace(",", ".")


def _is_formula(cell: str) -> bool:
    # A description may begin with a dash and a space.
    return cell.startswith(_FORMULAS) or (cell[0] in "+-" and not cell[1:2].isdigit() and not cell.startswith("- "))


# Both


def _kind_of(columns: Iterable[str]) -> tuple[FileKind, tuple[str, ...]]:
    columns = tuple(columns)
    kind = FileKind.SERVICES if "structure_id" in columns else FileKind.STRUCTURES
    known = COLUMNS[kind]
    ignored = tuple(name for name in columns if name in IGNORED or name.startswith("_"))
    unknown = [name for name in columns if name not in known and name not in ignored]
    if "id" not in columns or "nom" not in columns:
        raise FileRefusedError("Les colonnes « id » et « nom » manquent : ce n’est pas un fichier data·inclusion v1.")
    if unknown:
        raise FileRefusedError(f"La colonne « {_shown(unknown[0])} » est inconnue de data·inclusion v1 ({kind.label}).")
    return kind, ignored


def _unfit(value: Any) -> str:
    """What no text of a directory holds, "" when all is well."""
    if not isinstance(value, str):
        return ""
    if len(value) > MOST_IN_CELL:
        return "ce texte est trop long"
    if value.isprintable():
        return ""
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Cn") and sign not in "\n\r\t" for sign in value):
        return "ce texte contient des signes qui ne s’affichent pas"
    return ""


def _even(value: Any) -> Any:
    """A text without what surrounds it, its lines ended alike: a spreadsheet ends them in its own way."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def _check_count(count: int) -> None:
    if count > MOST_ROWS:
        raise FileRefusedError("Le fichier dépasse 200 000 lignes : coupez-le en plusieurs fichiers.")


def _shown(name: str) -> str:
    name = "".join(sign for sign in name if sign.isprintable())
    return name if len(name) <= 40 else name[:40] + "…"
