"""Finding an organisation: by words, by theme, near a postal code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select
from sqlalchemy.orm import Session

from intake.directory.communes import communes_of, departements_of
from intake.directory.organisations import Organisation, organisations
from intake.directory.sheets import theme_groups
from intake.directory.words import words_in
from intake.storage import ReachRow, StructureRow

ON_PAGE: Final = 20
_MOST_WORDS: Final = 8
# How many of the nearest are compared with the next doors, and how many each door offers.
_LOOKED_AT: Final = 500
_PER_DOOR: Final = 2
_EVERYWHERE: Final = ("france", "99100")
# Words that every other name has.
_EMPTY: Final = frozenset(
    words_in("a au aux avec ce ces d de des du elle en et l la le les leur mon ou par pour sa son sur un une votre vos")
)
# Besides, in the name of a next door: what it is, not which one.
_GENERIC: Final = frozenset({"service", "services", "social", "sociale", "action", "mairie", "telephone", "point", "caisse"})
_THEMES: Final = frozenset(code for category, _, themes in theme_groups() for code in (category, *(theme for theme, _ in themes)))


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; empty texts narrow nothing. `theme` is a theme or a category of themes."""

    words: str = ""
    theme: str = ""
    postal_code: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found."""

    organisations: tuple[Organisation, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class NearBy:
    """What stands near a person: the nearest organisations, and those that a named next door may mean."""

    nearest: tuple[Organisation, ...]
    doors: Mapping[str, tuple[Organisation, ...]]


def search_directory(session: Session, search: Search, today: date) -> Found:
    """The organisations found, the nearest first; a page past the last is the first."""
    narrowed, rank = _narrowed(session, search)
    # One pass gives the page and the count.
    paged = narrowed.add_columns(func.count().over()).order_by(rank, StructureRow.name, StructureRow.id).limit(ON_PAGE)
    page = max(1, search.page)
    rows = session.execute(paged.offset((page - 1) * ON_PAGE)).all()
    if not rows and page > 1:
        page, rows = 1, session.execute(paged).all()
    total = rows[0][1] if rows else 0
    ids = [row[0] for row in rows]
    sheets = organisations(session, ids, today)
    return Found(tuple(sheets[id_] for id_ in ids), total, page, max(1, -(-total // ON_PAGE)))


def near_by(session: Session, postal_code: str, today: date, doors: Iterable[str] = ()) -> NearBy:
    """The organisations nearest to a postal code, and among them those that each named next door may mean; nothing when it is unknown."""
    if not is_postal_code(postal_code):
        return NearBy((), {})
    narrowed, rank = _narrowed(session, Search(postal_code=postal_code))
    rows = session.execute(
        narrowed.add_columns(StructureRow.words).order_by(rank, StructureRow.name, StructureRow.id).limit(_LOOKED_AT)
    ).all()
    meant = {door: [id_ for id_, words in rows if _all_in(words, words_of_door(door))][:_PER_DOOR] for door in doors}
    nearest = [id_ for id_, _ in rows[:ON_PAGE]]
    sheets = organisations(session, {*nearest, *(id_ for ids in meant.values() for id_ in ids)}, today)
    return NearBy(tuple(sheets[id_] for id_ in nearest), {door: tuple(sheets[id_] for id_ in ids) for door, ids in meant.items()})


def _all_in(words: str, wanted: Iterable[str]) -> bool:
    return all(f" {word} " in words for word in wanted)


def words_of_door(name: str) -> tuple[str, ...]:
    """What tells one next door from another in its name: « CAF, téléphone 3230 » → caf, « Service social de la MSA » → msa."""
    head = re.split(r"[,(]", name, maxsplit=1)[0]
    words = [word for word in words_in(head) if word not in _EMPTY]
    return tuple(word for word in words if word not in _GENERIC) or tuple(words)


def is_postal_code(text: str) -> bool:
    """Whether this is written like a postal code."""
    return re.fullmatch(r"\d{5}", text, re.ASCII) is not None


def _narrowed(session: Session, search: Search) -> tuple[Select[Any], ColumnElement[Any]]:
    query = select(StructureRow.id).where(StructureRow.retired_at.is_(None))
    for word in _looked_for(search.words):
        query = query.where(StructureRow.words.like(f"% {word}%"))
    if search.theme:
        # A category holds all its themes. An unknown theme finds nothing.
        theme = search.theme if search.theme in _THEMES else "?"
        query = query.where(StructureRow.themes.like(f"% {theme} %" if "--" in theme else f"% {theme}--%"))
    if not is_postal_code(search.postal_code):
        return query, literal(0)
    return _near(session, query, search.postal_code)


def _near(session: Session, query: Select[Any], postal_code: str) -> tuple[Select[Any], ColumnElement[Any]]:
    communes = [one.code_insee for one in communes_of(session, postal_code)]
    departements = departements_of(session, postal_code)
    reached = select(ReachRow.structure_id).where(ReachRow.code.in_([*departements, *communes, *_EVERYWHERE]))
    here = or_(StructureRow.postal_code == postal_code, StructureRow.code_insee.in_(communes))
    rank = case(
        (here, 0),
        (StructureRow.postal_code.like(f"{postal_code[:3]}%"), 1),
        (StructureRow.departement.in_(departements), 2),
        else_=3,
    )
    return query.where(StructureRow.id.in_(reached)), rank


def _looked_for(text: str) -> list[str]:
    """The words, without those that everything has; a plural finds the singular."""
    words = list(dict.fromkeys(words_in(text)))[:_MOST_WORDS]
    telling = [word for word in words if word not in _EMPTY] or words
    return [word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in telling]
