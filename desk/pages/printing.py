"""On paper: one sheet per hand-off, the booklet for a power cut, figures without names."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.handoffs import GONE
from desk.panels import Opened, Panel, Place
from desk.paper import NoPaperError, pdf_of
from desk.rendering import page, rendered
from desk.views.sheet import Sheet, booklet_screen, sheet_of
from intake.clock import PARIS
from intake.exchange import COLUMNS, FLOOR, as_csv, floored, read_booklet, read_figures
from intake.requests import antennas, note_access, read_handoff
from intake.staff import narrow
from intake.storage import HandoffRow
from lexicon.codes import Role

_log = logging.getLogger("seuil.desk")

router = APIRouter()

# What figures cover unless days are named.
_DAYS = 365
_EARLIEST, _LATEST = date(2000, 1, 1), date(2200, 1, 1)
# A page stays light; past what PDF holds, paper helps nobody.
MOST_ON_PAGE, MOST_IN_PDF = 30, 100
Text = Annotated[str, Query(max_length=80)]


def _links(opened: Opened) -> HandoffRow | None:
    return opened.view.row if opened.visitor.may("sheet") else None


# The links to the sheet, on the page of the hand-off.
PANEL = Panel("print", Place.SIDE, "handoff_print.html", _links)


@router.get("/demandes/{handoff_id}/fiche", name="sheet")
def sheet(request: Request, visitor: SignedInVisitor, handoff_id: str, pdf: Text = "") -> Response:
    """The sheet as a page to print; `pdf=non` says that PDF cannot be made here."""
    values = {"sheet_of": _sheet(request, visitor, handoff_id), "pdf": False, "without_pdf": pdf == "non"}
    return page(request, "print_sheet.html", values)


@router.get("/demandes/{handoff_id}/fiche.pdf", name="sheet_pdf")
def sheet_pdf(request: Request, visitor: SignedInVisitor, handoff_id: str) -> Response:
    """The same as tagged PDF; the page itself where PDF cannot be made."""
    found = _sheet(request, visitor, handoff_id)
    name = f"demande-{found.screen.reference.replace(' ', '')}.pdf"
    return _pdf(request, "print_sheet.html", {"sheet_of": found}, name, f"/demandes/{handoff_id}/fiche?pdf=non")


@router.get("/livret", name="booklet")
def booklet(request: Request, visitor: SignedInVisitor, antenne: Text = "", pdf: Text = "") -> Response:
    """Every open hand-off due within two working days, one sheet each, after a page that lists them."""
    return page(
        request, "print_booklet.html", {**_booklet(request, visitor, antenne, MOST_ON_PAGE), "pdf": False, "without_pdf": pdf == "non"}
    )


@router.get("/livret.pdf", name="booklet_pdf")
def booklet_pdf(request: Request, visitor: SignedInVisitor, antenne: Text = "") -> Response:
    """The same as tagged PDF."""
    return _pdf(request, "print_booklet.html", _booklet(request, visitor, antenne, MOST_IN_PDF), "livret-du-jour.pdf", "/livret?pdf=non")


@router.get("/chiffres/colonnes", name="figures_columns")
def figures_columns(request: Request, visitor: SignedInVisitor) -> Response:
    """What each column of the file means, and the file itself between two days."""
    today = runtime_of(request).clock.today()
    return page(request, "figures.html", {"columns": COLUMNS, "floor": FLOOR, "first": today - timedelta(days=_DAYS), "last": today})


@router.get("/chiffres.csv", name="figures_csv")
def figures_csv(request: Request, visitor: SignedInVisitor, du: date | None = None, au: date | None = None) -> Response:
    """One line per hand-off without name, reference or words: of her antenna for a manager, of all for an auditor."""
    return figures_file(request, visitor, du, au)


def figures_file(request: Request, visitor: Visitor, since: date | None, until: date | None) -> Response:
    """The file of figures, days included on both sides; a year until today unless told otherwise. 422 when they are the wrong way round."""
    runtime, actor = runtime_of(request), visitor.actor
    now = runtime.clock.now()
    last = until or now.astimezone(PARIS).date()
    first = since or max(last, _EARLIEST) - timedelta(days=_DAYS)
    if not _EARLIEST <= first <= last <= _LATEST:
        raise HTTPException(422, "Le premier jour vient après le dernier, ou l’un des deux n’existe pas.")
    # A manager without an antenna sees nothing; a program with one sees no other.
    antenna = (actor.antenna or "") if actor.role is Role.MANAGER or (visitor.member is None and actor.antenna) else None
    with runtime.database.write() as session:
        note_access(session, actor, "figures", None, now)
        lines = floored(read_figures(session, since=first, until=last, now=now, antenna=antenna))
    headers = {"Content-Disposition": f'attachment; filename="chiffres-{first}-{last}.csv"'}
    return Response(as_csv(lines).encode(), media_type="text/csv; charset=utf-8", headers=headers)


def _sheet(request: Request, visitor: Visitor, handoff_id: str) -> Sheet:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        view = read_handoff(narrow(session, visitor.actor), visitor.actor, handoff_id, now)
        if view is None:
            raise HTTPException(404, GONE)
        # Paper leaves the house: that it was printed is written down besides its reading.
        note_access(session, visitor.actor, "print", view.row.request_id, now)
        return sheet_of(view, _names(session), now)


def _booklet(request: Request, visitor: Visitor, antenna: str, most: int) -> dict[str, Any]:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        names = _names(session)
        chosen = antenna if antenna in names else ""
        found = read_booklet(narrow(session, visitor.actor), visitor.actor, now, antenna=chosen or None, most=most)
    return {"booklet": booklet_screen(found, names, now), "antennas": names, "antenna": chosen}


def _names(session: Session) -> dict[str, str]:
    return {antenna.code: antenna.name for antenna in antennas(session)}


def _pdf(request: Request, template: str, values: dict[str, Any], name: str, instead: str) -> Response:
    try:
        made = pdf_of(rendered(request, template, {**values, "pdf": True, "without_pdf": False}))
    except NoPaperError as error:
        _log.error("no PDF can be made: %s", error)
        return RedirectResponse(instead, 303)
    return Response(made, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
