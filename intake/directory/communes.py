"""The official table of postal codes (La Poste, INSEE): which communes a postal code serves."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import delete, select, tuple_
from sqlalchemy import insert as insert_into
from sqlalchemy.orm import Session

from intake.convention import departement_of
from intake.directory.antennas import Antenna, antenna_for
from intake.directory.batches import in_batches
from intake.directory.errors import FileRefusedError
from intake.directory.files import MOST_BYTES
from intake.directory.sheets import departement_of_place
from intake.privacy import Actor
from intake.storage import CommuneRow
from intake.trail import note

_INSEE: Final = re.compile(r"[0-9][0-9AB][0-9]{3}", re.ASCII)
_POSTAL: Final = re.compile(r"\d{5}", re.ASCII)
# A commune disappears now and then; a quarter of them at once is another file.
_MOST_LOST: Final = 0.25


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, by one of its postal codes."""

    code_insee: str
    postal_code: str
    name: str


@dataclass(frozen=True, slots=True)
class CommunesReport:
    """What a table changes; `communes` counts pairs of a commune and a postal code."""

    communes: int
    added: int
    changed: int
    removed: int


def read_communes(content: bytes) -> tuple[Commune, ...]:
    """The rows of the table, each once; raises FileRefusedError with one French sentence naming the row."""
    if len(content) > MOST_BYTES:
        raise FileRefusedError("Le fichier dépasse 50 Mo.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The table is published in both encodings.
        text = content.decode("latin-1")
    if "\0" in text:
        raise FileRefusedError("Le fichier contient des octets nuls : ce n’est pas un CSV.")
    separator = ";" if ";" in text.split("\n", 1)[0] else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: dict[tuple[str, str], Commune] = {}
    try:
        places = _places(next(reader, []))
        for number, cells in enumerate(reader, 2):
            if any(cells):
                commune = _commune(number, cells, places)
                found.setdefault((commune.code_insee, commune.postal_code), commune)
    except csv.Error:
        raise FileRefusedError("Le CSV est mal formé : un guillemet manque, ou une cellule est trop longue.") from None
    if not found:
        raise FileRefusedError("Le fichier ne contient aucune commune.")
    return tuple(sorted(found.values(), key=lambda one: (one.code_insee, one.postal_code)))


def import_communes(
    session: Session, actor: Actor, communes: Iterable[Commune], *, now: datetime, dry_run: bool = False, force: bool = False
) -> CommunesReport:
    """Put a table in the place of the one before; `dry_run` only counts.

    Raises FileRefusedError when more than a quarter of what is known would go, unless `force`.
    """
    report = write_communes(session, communes, dry_run=dry_run, force=force)
    if not dry_run:
        note(session, actor, "communes_import", None, now)
    return report


def write_communes(session: Session, communes: Iterable[Commune], *, dry_run: bool = False, force: bool = False) -> CommunesReport:
    """Write the differences only; see `import_communes`."""
    new = {(one.code_insee, one.postal_code): one for one in communes}
    old = {(row.code_insee, row.postal_code): row for row in session.scalars(select(CommuneRow))}
    gone = [key for key in old if key not in new]
    renamed = [key for key, one in new.items() if key in old and old[key].name != one.name]
    fresh = [one for key, one in new.items() if key not in old]
    if len(gone) > _MOST_LOST * len(old) and not force:
        raise FileRefusedError(f"{len(gone)} communes sur {len(old)} disparaîtraient : est-ce bien la table entière ?")
    if dry_run:
        return CommunesReport(len(new), len(fresh), len(renamed), len(gone))
    for some in in_batches(gone, 300):
        session.execute(delete(CommuneRow).where(tuple_(CommuneRow.code_insee, CommuneRow.postal_code).in_(some)))
    for key in renamed:
        old[key].name = new[key].name
    if fresh:
        rows = [{"code_insee": one.code_insee, "postal_code": one.postal_code, "name": one.name} for one in fresh]
        session.execute(insert_into(CommuneRow), rows)
    return CommunesReport(len(new), len(fresh), len(renamed), len(gone))


def communes_of(session: Session, postal_code: str) -> tuple[Commune, ...]:
    """The communes that a postal code serves, by name; none when the table does not know it."""
    rows = session.scalars(select(CommuneRow).where(CommuneRow.postal_code == postal_code).order_by(CommuneRow.name, CommuneRow.code_insee))
    return tuple(Commune(row.code_insee, row.postal_code, row.name) for row in rows)


def departements_of(session: Session, postal_code: str) -> tuple[str, ...]:
    """The départements that a postal code reaches: its own, and those of its communes, which may lie across the border."""
    found = [departement_of_place(one.code_insee, None) for one in communes_of(session, postal_code)]
    return tuple(code for code in dict.fromkeys([departement_of(postal_code), *found]) if code)


def communes_served(session: Session, antennas: Iterable[Antenna], antenna: Antenna) -> tuple[Commune, ...]:
    """The communes that an antenna serves, the longest prefix winning as it does for people."""
    known = tuple(antennas)
    found: list[Commune] = []
    for prefix in _shortest(antenna.postal_codes):
        query = select(CommuneRow).where(CommuneRow.postal_code.between(prefix.ljust(5, "0"), prefix.ljust(5, "9")))
        for row in session.scalars(query):
            here = antenna_for(known, row.postal_code)
            if here is not None and here.code == antenna.code:
                found.append(Commune(row.code_insee, row.postal_code, row.name))
    return tuple(sorted(found, key=lambda one: (one.name, one.postal_code)))


def _shortest(prefixes: Iterable[str]) -> list[str]:
    kept: list[str] = []
    for prefix in sorted(set(prefixes), key=len):
        if not prefix.startswith(tuple(kept)):
            kept.append(prefix)
    return kept


def _places(header: list[str]) -> dict[str, int]:
    """Where the three columns stand, whatever the variant of the header."""
    names = [_plain(name) for name in header]
    wanted = {
        "code_insee": ("code_commune_insee", "code_insee", "insee", "code_commune"),
        "name": ("nom_de_la_commune", "nom_commune", "nom_commune_postal", "commune"),
        "postal_code": ("code_postal", "codepostal", "cp"),
    }
    places = {column: next((names.index(name) for name in known if name in names), -1) for column, known in wanted.items()}
    missing = next((column for column, place in places.items() if place < 0), None)
    if missing is not None:
        shown = {"code_insee": "Code_commune_INSEE", "name": "Nom_de_la_commune", "postal_code": "Code_postal"}[missing]
        raise FileRefusedError(f"La colonne « {shown} » manque : ce n’est pas la base officielle des codes postaux.")
    return places


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return "_".join(re.findall(r"[a-z0-9]+", bare))


def _commune(number: int, cells: list[str], places: dict[str, int]) -> Commune:
    values = {column: cells[place].strip() if place < len(cells) else "" for column, place in places.items()}
    # A spreadsheet eats the zeros in front.
    code, postal = values["code_insee"].upper().zfill(5), values["postal_code"].zfill(5)
    if not _INSEE.fullmatch(code):
        raise FileRefusedError(f"Ligne {number}, colonne « Code_commune_INSEE » : ce n’est pas un code de commune.")
    if not _POSTAL.fullmatch(postal):
        raise FileRefusedError(f"Ligne {number}, colonne « Code_postal » : ce n’est pas un code postal.")
    name = values["name"]
    if not name or len(name) > 100 or not name.isprintable() or name.startswith(("=", "+", "@", "-")):
        raise FileRefusedError(f"Ligne {number}, colonne « Nom_de_la_commune » : ce n’est pas un nom de commune.")
    return Commune(code, postal, name)
