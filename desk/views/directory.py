"""What the pages of the directory show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from intake.directory import Commune, Found, Organisation, theme_groups

# Past that many towns, a list helps nobody.
_MOST_TOWNS = 12


@dataclass(frozen=True, slots=True)
class DirectoryScreen:
    """One page of what was found, and how it was looked for."""

    q: str
    theme: str
    near: str
    # A postal code that is none.
    wrong: bool
    towns: str
    themes: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]
    organisations: tuple[Organisation, ...]
    count: str
    narrowed: bool
    request_id: str
    reference: str
    previous_address: str | None
    next_address: str | None
    where: str


def directory_screen(
    found: Found, *, q: str, theme: str, near: str, towns: Iterable[Commune], request_id: str, reference: str, wrong: bool
) -> DirectoryScreen:
    """The screen of a search."""
    asked = {"q": q, "theme": theme, "pres_de": near, "demande": request_id}

    def address(number: int) -> str:
        return "/annuaire?" + urlencode({name: value for name, value in asked.items() if value} | {"page": number})

    return DirectoryScreen(
        q=q,
        theme=theme,
        near=near,
        wrong=wrong,
        towns=towns_in_words(towns),
        themes=theme_groups(),
        organisations=found.organisations,
        count=_count(found.total),
        narrowed=bool(q or theme or near),
        request_id=request_id,
        reference=reference,
        previous_address=address(found.page - 1) if found.page > 1 else None,
        next_address=address(found.page + 1) if found.page < found.pages else None,
        where=f"page {found.page} sur {found.pages}" if found.pages > 1 else "",
    )


def sheet_address(id_: str) -> str:
    """Where a sheet is read; identifiers of other systems hold all sorts of signs."""
    return "/annuaire/fiche?" + urlencode({"id": id_})


def towns_in_words(towns: Iterable[Commune], most: int = _MOST_TOWNS) -> str:
    """« Nantes, Rezé et 3 autres communes »."""
    names = list(dict.fromkeys(town.name.title() for town in towns))
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} et {len(names) - most} autres communes"


def _count(total: int) -> str:
    if not total:
        return "Aucune organisation"
    return "1 organisation" if total == 1 else f"{total:,} organisations".replace(",", " ")
