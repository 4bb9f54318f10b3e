"""The antennas as they are read, and the form by which they are changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any, Final

from desk.views.directory import towns_in_words
from desk.views.words import moment
from intake.clock import DAYS, PARIS, day_in_words
from intake.directory import (
    Antenna,
    AntennaChange,
    Commune,
    DirectoryError,
    Phone,
    access_in_words,
    phone_of,
    prefix_for,
    said_of,
)

_SPANS: Final = ("a", "b")
# Empty rows below the sessions that there are.
_MORE: Final = 2
_MOST_SESSIONS: Final = 20


@dataclass(frozen=True, slots=True)
class AntennaSheet:
    """An antenna in words; what nobody has said is ""."""

    code: str
    name: str
    phone: Phone
    address: str
    manager: str
    hours: str
    closed: str
    open_doors: tuple[str, ...]
    access: str
    partners: tuple[str, ...]
    capacity: str
    postal_codes: str
    answers_for_all: bool
    towns: str
    town_count: int


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One change in words."""

    at: str
    who: str
    label: str
    before: str
    after: str


def antenna_sheet(antenna: Antenna, today: date, towns: Iterable[Commune] = ()) -> AntennaSheet:
    """An antenna as people read it."""
    known = tuple(towns)
    names = {town.name for town in known}
    return AntennaSheet(
        code=antenna.code,
        name=antenna.name,
        phone=_phone(antenna),
        address=antenna.address,
        manager=antenna.manager,
        hours=said_of(antenna, "opening_hours"),
        closed=", ".join(day_in_words(day, today) for day in sorted(antenna.closed) if day >= today),
        open_doors=tuple(one.in_words() for one in antenna.open_doors),
        access=access_in_words(antenna),
        partners=antenna.partners,
        capacity="" if antenna.capacity is None else str(antenna.capacity),
        postal_codes=", ".join(antenna.postal_codes),
        answers_for_all=antenna.answers_for_all,
        towns=towns_in_words(known, most=400),
        town_count=len(names),
    )


def routed(antennas: Iterable[Antenna], postal_code: str, towns: Iterable[Commune]) -> str:
    """Who serves a postal code, and why: « 44600 (Saint-Nazaire) : Antenne de Saint-Nazaire, qui sert les codes en 446. »."""
    known = tuple(antennas)
    named = towns_in_words(towns)
    place = f"{postal_code} ({named})" if named else postal_code
    found = prefix_for(known, postal_code)
    if found is None:
        return f"{place} : aucune antenne. La demande reste visible de toutes les secrétaires, sans antenne."
    antenna, prefix = found
    how = "qui sert ce code" if prefix == postal_code else f"qui sert les codes en {prefix}"
    return f"{place} : {antenna.name}, {how}."


def history_rows(changes: Iterable[AntennaChange], names: Mapping[str, str], today: date) -> tuple[HistoryRow, ...]:
    """The changes in words; `names` of the members of staff by identifier."""
    return tuple(
        HistoryRow(moment(one.at.astimezone(PARIS), today), names.get(one.by, "un compte effacé"), one.label, one.before, one.after)
        for one in changes
    )


def typed_of(antenna: Antenna) -> dict[str, str]:
    """The fields of the form, filled with how the antenna stands."""
    access = antenna.access
    typed = {
        "nom": antenna.name,
        "telephone": _phone(antenna).shown,
        "adresse": antenna.address,
        "responsable": antenna.manager,
        "codes": "\n".join(antenna.postal_codes),
        "fermetures": "\n".join(day.strftime("%d/%m/%Y") for day in antenna.closed),
        "partenaires": "\n".join(antenna.partners),
        "capacite": "" if antenna.capacity is None else str(antenna.capacity),
        "transport": access.transport if access else "",
        "plain_pied": {True: "oui", False: "non", None: ""}[access.step_free if access else None],
        "acces": access.notes if access else "",
        "horaires": "convention" if antenna.opening_hours is None else "propres",
    }
    for day, spans in (antenna.opening_hours or {}).items():
        for part, (start, end) in zip(_SPANS, spans, strict=False):
            typed |= {f"h{day}{part}_debut": start.strftime("%H:%M"), f"h{day}{part}_fin": end.strftime("%H:%M")}
    for number, one in enumerate(antenna.open_doors):
        typed |= {
            f"p{number}_jour": str(one.weekday),
            f"p{number}_debut": one.start.strftime("%H:%M"),
            f"p{number}_fin": one.end.strftime("%H:%M"),
            f"p{number}_lieu": one.place,
        }
    return typed


def session_rows(typed: Mapping[str, str]) -> range:
    """The rows of the form for sessions: those that are filled, and a few more."""
    filled = [number for number in range(_MOST_SESSIONS) if typed.get(f"p{number}_lieu")]
    return range(min(_MOST_SESSIONS, (max(filled) + 1 if filled else 0) + _MORE))


def values_of(typed: Mapping[str, str], *, with_codes: bool) -> dict[str, Any]:
    """What was typed as fields of an antenna; raises DirectoryError. Without `with_codes`, the postal codes stay as they are."""
    values: dict[str, Any] = {
        "name": typed.get("nom", ""),
        "phone": typed.get("telephone", ""),
        "address": typed.get("adresse", ""),
        "manager": typed.get("responsable", ""),
        "closed": [_date(line) for line in _lines(typed.get("fermetures", ""))],
        "open_doors": _sessions(typed),
        "opening_hours": None if typed.get("horaires") != "propres" else _week(typed),
        "partners": _lines(typed.get("partenaires", "")),
        "capacity": _capacity(typed.get("capacite", "")),
        "access": _access(typed),
    }
    if with_codes:
        values["postal_codes"] = typed.get("codes", "").replace(",", " ").replace(";", " ").split()
    return values


def _phone(antenna: Antenna) -> Phone:
    return phone_of(antenna.phone) or Phone(antenna.phone, None)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _date(text: str) -> str:
    day, _, rest = text.partition("/")
    month, _, year = rest.partition("/")
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise DirectoryError(f"« {text[:20]} » n’est pas un jour : écrivez-le comme 24/12/2026.", "closed") from None


def _capacity(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and int(text[:9]) <= 1000):
        raise DirectoryError("Le nombre de rendez-vous est un nombre, 1000 au plus.", "capacity")
    return int(text)


def _access(typed: Mapping[str, str]) -> dict[str, Any] | None:
    step_free = {"oui": True, "non": False}.get(typed.get("plain_pied", ""))
    found = {"transport": typed.get("transport", ""), "step_free": step_free, "notes": typed.get("acces", "")}
    return found if any(value not in ("", None) for value in found.values()) else None


def _week(typed: Mapping[str, str]) -> dict[int, list[tuple[str, str]]]:
    week: dict[int, list[tuple[str, str]]] = {}
    for day, name in enumerate(DAYS):
        for part in _SPANS:
            start, end = (
                _time(typed.get(f"h{day}{part}_debut", ""), "opening_hours"),
                _time(typed.get(f"h{day}{part}_fin", ""), "opening_hours"),
            )
            if bool(start) != bool(end):
                raise DirectoryError(f"Le {name}, une plage a un début sans fin, ou une fin sans début.", "opening_hours")
            if start:
                week.setdefault(day, []).append((start, end))
    return week


def _sessions(typed: Mapping[str, str]) -> list[dict[str, Any]]:
    found = []
    for number in range(_MOST_SESSIONS):
        start, end = (_time(typed.get(f"p{number}_{part}", ""), "open_doors") for part in ("debut", "fin"))
        place = typed.get(f"p{number}_lieu", "")
        if start or end or place:
            day = typed.get(f"p{number}_jour", "0")
            found.append({"weekday": int(day) if day in "0123456" and day else 0, "start": start, "end": end, "place": place})
    return found


def _time(text: str, field: str) -> str:
    if not text:
        return ""
    try:
        return time.fromisoformat(text).isoformat()
    except ValueError:
        raise DirectoryError(f"« {text[:10]} » n’est pas une heure : écrivez-la comme 09:30.", field) from None
