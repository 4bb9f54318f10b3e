"""Our antennas: how to reach them, who is routed where, and changing what is said of them."""

from __future__ import annotations

from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from desk.forms import Sent
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.panels import Opened, Panel, Place
from desk.rendering import page
from desk.views.antennas import AntennaSheet, antenna_sheet, history_rows, routed, session_rows, typed_of, values_of
from intake.clock import DAYS, PARIS
from intake.directory import (
    ANTENNA_FIELDS,
    Antenna,
    ChangedMeanwhileError,
    DirectoryError,
    antenna_history,
    change_antenna,
    communes_of,
    communes_served,
    is_postal_code,
    may_edit,
    version_of,
)
from intake.requests import antenna_by_code, antennas
from intake.staff import staff_names

router = APIRouter(prefix="/annuaire/antennes")

_GONE: Final = "Cette antenne n’existe pas."
_NOT_HERS: Final = "Votre compte tient à jour une seule antenne, et ce n’est pas celle-ci."
_MOST_TYPED: Final = 4000
# The fields of an antenna by the fields of the form to which a refusal leads.
_CORRECT: Final = {
    "name": "nom",
    "phone": "telephone",
    "address": "adresse",
    "manager": "responsable",
    "postal_codes": "codes",
    "closed": "fermetures",
    "open_doors": "permanences",
    "opening_hours": "horaires",
    "partners": "partenaires",
    "capacity": "capacite",
    "access": "transport",
}


@router.get("", name="antennas")
def everywhere(request: Request, visitor: SignedInVisitor, code: Annotated[str, Query(max_length=10)] = "") -> Response:
    """Every antenna, and which one serves a postal code."""
    runtime = runtime_of(request)
    tried = code.replace(" ", "")
    with runtime.database.read() as session:
        known = antennas(session)
        answer = routed(known, tried, communes_of(session, tried)) if is_postal_code(tried) else ""
    sheets = [antenna_sheet(antenna, runtime.clock.today()) for antenna in known]
    return page(request, "antennas.html", {"sheets": sheets, "tried": code, "answer": answer, "wrong": bool(tried) and not answer})


@router.get("/{antenna_code}", name="antenna")
def one(request: Request, visitor: SignedInVisitor, antenna_code: str, fait: str = "") -> Response:
    """One antenna: its contact, its sessions, its communes; what was changed, for administrators."""
    runtime = runtime_of(request)
    today = runtime.clock.today()
    with runtime.database.read() as session:
        known = antennas(session)
        antenna = _named(known, antenna_code)
        towns = communes_served(session, known, antenna)
        edits = visitor.may("antenna_form") and may_edit(visitor.actor, antenna_code)
        history = history_rows(antenna_history(session, antenna_code), staff_names(session), today) if edits else ()
    values = {"it": antenna_sheet(antenna, today, towns), "edits": edits, "history": history, "done": fait == "1"}
    return page(request, "antenna.html", values)


@router.get("/{antenna_code}/modifier", name="antenna_form")
def form_page(request: Request, visitor: SignedInVisitor, antenna_code: str) -> Response:
    """The form of an antenna."""
    runtime = runtime_of(request)
    _check_hers(visitor, antenna_code)
    with runtime.database.read() as session:
        antenna = _named(antennas(session), antenna_code)
    return _form(request, visitor, antenna, typed_of(antenna))


@router.post("/{antenna_code}/modifier", name="antenna_change")
def change(request: Request, visitor: SignedInVisitor, antenna_code: str, form: Sent) -> Response:
    """Change an antenna; what does not fit is told at its field, and what was typed stays."""
    runtime = runtime_of(request)
    _check_hers(visitor, antenna_code)
    typed = {name: value.replace("\r\n", "\n").strip()[:_MOST_TYPED] for name, value in form.items() if isinstance(value, str)}
    try:
        values = values_of(typed, with_codes=visitor.actor.antenna is None)
        with runtime.database.write() as session:
            change_antenna(session, visitor.actor, antenna_code, typed.get("version", ""), values, runtime.clock.now())
    except DirectoryError as error:
        with runtime.database.read() as session:
            antenna = _named(antennas(session), antenna_code)
        changed = isinstance(error, ChangedMeanwhileError)
        return _form(request, visitor, antenna, typed_of(antenna) if changed else typed, error, status=409 if changed else 422)
    return RedirectResponse(f"/annuaire/antennes/{antenna_code}?fait=1", 303)


def _form(
    request: Request, visitor: Visitor, antenna: Antenna, typed: dict[str, str], error: DirectoryError | None = None, *, status: int = 200
) -> Response:
    values = {
        "antenna": antenna,
        "version": version_of(antenna),
        "typed": typed,
        "days": DAYS,
        "sessions": session_rows(typed),
        "with_codes": visitor.actor.antenna is None,
        "fault": str(error) if error else "",
        "at": _CORRECT.get(error.field, "") if error else "",
        "field": ANTENNA_FIELDS.get(error.field, "") if error else "",
    }
    return page(request, "antenna_form.html", values, status=status)


def _check_hers(visitor: Visitor, code: str) -> None:
    if not may_edit(visitor.actor, code):
        raise HTTPException(403, _NOT_HERS)


def _named(known: tuple[Antenna, ...], code: str) -> Antenna:
    found = next((antenna for antenna in known if antenna.code == code), None)
    if found is None:
        raise HTTPException(404, _GONE)
    return found


def _load(opened: Opened) -> AntennaSheet | None:
    antenna = antenna_by_code(opened.session, opened.view.row.antenna)
    return antenna_sheet(antenna, opened.now.astimezone(PARIS).date()) if antenna else None


PANEL = Panel("antenna", Place.SIDE, "handoff_antenna.html", _load)
