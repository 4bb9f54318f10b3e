"""The conventions: which is in force, which are to come, the drafts, and going back to an earlier one."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, File, Form, HTTPException, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.rendering import page
from desk.views.rules.reading import version_screen
from intake.amending import AmendingError, DraftStatus, drafts, events, import_draft, start_draft, versions, withdraw
from intake.clock import PARIS
from intake.convention import ConventionError, read_convention
from intake.labels import sentence
from intake.requests import NoConventionError, convention_of, current_convention
from intake.staff import staff_names

router = APIRouter()


@router.get("/regles", name="rules")
def rules(request: Request, visitor: SignedInVisitor) -> Response:
    """What applies, what will, what is being written."""
    return _overview(request, visitor)


@router.post("/regles/brouillons", name="rules_start")
def start(
    request: Request,
    visitor: SignedInVisitor,
    titre: Annotated[str, Form(max_length=200)] = "",
    date_effet: Annotated[str, Form(max_length=10)] = "",
    depart: Annotated[int, Form()] = 0,
) -> Response:
    """A new draft from a published convention."""
    runtime = runtime_of(request)
    try:
        from_day = date.fromisoformat(date_effet)
    except ValueError:
        return _overview(request, visitor, "Choisissez le jour à partir duquel ces règles s’appliqueront.")
    try:
        with runtime.database.write() as session:
            row = start_draft(session, visitor.actor, depart, titre, from_day, runtime.clock.now())
    except NoConventionError:
        return _overview(request, visitor, "Cette convention n’existe pas.")
    return RedirectResponse(f"/regles/brouillons/{row.id}", 303)


@router.post("/regles/import", name="rules_import")
def take_in(request: Request, visitor: SignedInVisitor, fichier: Annotated[UploadFile | None, File()] = None) -> Response:
    """A draft from a file; what is wrong in the file is said in one line, with its row and column."""
    runtime = runtime_of(request)
    try:
        convention = read_convention(b"" if fichier is None else fichier.file.read())
    except ConventionError as error:
        return _overview(request, visitor, sentence(error))
    now = runtime.clock.now()
    with runtime.database.write() as session:
        base = current_convention(session, now.astimezone(PARIS).date())
        row = import_draft(session, visitor.actor, base.version, convention, now)
    return RedirectResponse(f"/regles/brouillons/{row.id}", 303)


@router.get("/regles/versions/{number}", name="rules_version")
def version(request: Request, visitor: SignedInVisitor, number: int) -> Response:
    """One published convention, as sentences."""
    return _version(request, visitor, number)


@router.post("/regles/versions/{number}/retrait", name="rules_withdraw")
def take_out(request: Request, visitor: SignedInVisitor, number: int, motif: Annotated[str, Form(max_length=600)] = "") -> Response:
    """Take a convention out of force: the one before applies again."""
    runtime = runtime_of(request)
    try:
        with runtime.database.write() as session:
            withdraw(session, visitor.actor, number, motif, runtime.clock.now())
    except AmendingError as error:
        return _version(request, visitor, number, sentence(error))
    return RedirectResponse("/regles", 303)


def _overview(request: Request, visitor: Visitor, fault: str = "") -> Response:
    runtime = runtime_of(request)
    today = runtime.clock.now().astimezone(PARIS).date()
    with runtime.database.read() as session:
        values = {
            "versions": versions(session, today),
            "drafts": [(row, DraftStatus(row.status).label) for row in drafts(session)],
            "history": events(session, limit=30),
            "names": staff_names(session),
            "today": today,
            "fault": fault,
        }
    return page(request, "rules.html", values, status=422 if fault else 200)


def _version(request: Request, visitor: Visitor, number: int, fault: str = "") -> Response:
    runtime = runtime_of(request)
    today = runtime.clock.now().astimezone(PARIS).date()
    with runtime.database.read() as session:
        found = {one.number: one for one in versions(session, today)}
        if number not in found:
            raise HTTPException(404, "Cette convention n’existe pas.")
        convention = convention_of(session, number)
    values = {"version": found[number], "screen": version_screen(convention), "fault": fault}
    return page(request, "rules_version.html", values, status=422 if fault else 200)
