"""The directory at the desk: finding an organisation, reading its sheet, saying that it is still right."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from desk.forms import Sent
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.handoffs import GONE, seen_handoff
from desk.rendering import page
from desk.views.directory import DirectoryScreen, directory_screen, sheet_address
from intake.directory import Search, communes_of, confirm_sheet, is_postal_code, organisation, search_directory
from intake.requests import load_draft, note_access, reference_in_pairs

router = APIRouter(prefix="/annuaire")

Words = Annotated[str, Query(max_length=100)]
Named = Annotated[str, Query(max_length=200)]
_GONE: Final = "Cette fiche n’existe pas dans l’annuaire."


@router.get("", name="directory")
def directory(
    request: Request,
    visitor: SignedInVisitor,
    q: Words = "",
    theme: Words = "",
    pres_de: Words = "",
    page_no: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
    demande: Annotated[str, Query(max_length=36)] = "",
) -> Response:
    """Organisations by words, by theme, near a postal code; for a request, near the person, to choose one for her."""
    runtime = runtime_of(request)
    today = runtime.clock.today()
    code = pres_de.replace(" ", "")
    if demande:
        # Where the person lives is read: that leaves a trace.
        with runtime.database.write() as session:
            reference, home = _for_request(session, visitor, demande, runtime.clock.now())
    else:
        reference, home = "", ""
    near = code if is_postal_code(code) else "" if code else home
    with runtime.database.read() as session:
        found = search_directory(session, Search(q, theme, near, page_no), today)
        towns = communes_of(session, code) if is_postal_code(code) else ()
    screen: DirectoryScreen = directory_screen(
        found,
        q=q,
        theme=theme,
        near=pres_de,
        towns=towns,
        request_id=demande,
        reference=reference,
        wrong=bool(code) and not is_postal_code(code),
    )
    return page(request, "directory.html", {"screen": screen})


@router.get("/fiche", name="directory_sheet")
def sheet(
    request: Request, visitor: SignedInVisitor, id_: Annotated[str, Query(alias="id", max_length=200)] = "", fait: str = ""
) -> Response:
    """All that the directory knows of one organisation."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        found = organisation(session, id_, runtime.clock.today())
    if found is None:
        raise HTTPException(404, _GONE)
    return page(request, "directory_sheet.html", {"one": found, "done": fait == "1"})


@router.post("/exacte", name="directory_confirm")
def confirm(request: Request, visitor: SignedInVisitor, form: Sent) -> Response:
    """She has checked: everything on the sheet is still right."""
    runtime = runtime_of(request)
    given = form.get("fiche")
    id_ = given[:200] if isinstance(given, str) else ""
    with runtime.database.write() as session:
        if not confirm_sheet(session, visitor.actor, id_, runtime.clock.now()):
            raise HTTPException(404, _GONE)
    return RedirectResponse(f"{sheet_address(id_)}&fait=1", 303)


def _for_request(session: Session, visitor: Visitor, handoff_id: str, now: datetime) -> tuple[str, str]:
    """The reference of a request that she may open, and the postal code of the person."""
    if not visitor.may("handoff"):
        raise HTTPException(404, GONE)
    row = seen_handoff(session, visitor, handoff_id)
    note_access(session, visitor.actor, "directory_for", row.request_id, now)
    return reference_in_pairs(row.reference), str(load_draft(session, row.request_id).value("postal_code") or "")
