"""Working notes on the hand-off page: written, shared, kept, deleted, and handed over after a decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.handoffs import seen_handoff
from desk.panels import Opened, Panel, Place
from desk.rendering import page
from desk.views.notes import NotesPanel, notes_panel
from intake.notes import NoteError, delete_note, keep_note, read_notes, record_release, released_notes, save_draft, write_note

router = APIRouter(prefix="/demandes/{handoff_id}/notes")


def _load(opened: Opened) -> NotesPanel | None:
    if opened.visitor.member is None or not opened.visitor.may("note_write"):
        return None
    return notes_panel(
        read_notes(opened.session, opened.visitor.actor, opened.view.row.request_id, opened.now), opened.view.row.id, opened.now
    )


NOTES = Panel("notes", Place.END, "handoff_notes.html", _load)


@router.post("", name="note_write")
def note_write(
    request: Request,
    visitor: SignedInVisitor,
    handoff_id: str,
    texte: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    avec: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Store a note, new or written anew."""
    return _do(
        request,
        visitor,
        handoff_id,
        lambda session, request_id, now: write_note(
            session, visitor.actor, request_id, text=texte, shared_with=avec or (), note_id=note, now=now
        ),
    )


@router.post("/brouillon", name="note_draft")
def note_draft(
    request: Request,
    visitor: SignedInVisitor,
    handoff_id: str,
    texte: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
) -> Response:
    """Save what is being typed."""
    done = _do(
        request,
        visitor,
        handoff_id,
        lambda session, request_id, now: save_draft(session, visitor.actor, request_id, text=texte, note_id=note, now=now),
    )
    # The page says that it is saved on this answer alone.
    return Response(status_code=204 if done.status_code == 303 else 409)


@router.post("/effacer", name="note_delete")
def note_delete(request: Request, visitor: SignedInVisitor, handoff_id: str, note: Annotated[str, Form()] = "") -> Response:
    """Delete one of her notes."""
    return _do(request, visitor, handoff_id, lambda session, request_id, now: delete_note(session, visitor.actor, request_id, note, now))


@router.post("/garder", name="note_keep")
def note_keep(
    request: Request, visitor: SignedInVisitor, handoff_id: str, note: Annotated[str, Form()] = "", motif: Annotated[str, Form()] = ""
) -> Response:
    """Keep a note after the file closes, or no longer."""
    return _do(
        request,
        visitor,
        handoff_id,
        lambda session, request_id, now: keep_note(session, visitor.actor, request_id, note, reason=motif, now=now),
    )


@router.post("/demande", name="note_release")
def note_release(
    request: Request,
    visitor: SignedInVisitor,
    handoff_id: str,
    jour: Annotated[str, Form()] = "",
    par: Annotated[str, Form()] = "",
    decision: Annotated[str, Form()] = "",
    motif: Annotated[str, Form()] = "",
) -> Response:
    """Record what was decided when the person asked for the notes."""

    def record(session: Session, request_id: str, now: datetime) -> None:
        try:
            asked_on = date.fromisoformat(jour)
        except ValueError:
            raise NoteError("Indiquez le jour où la personne a demandé les notes.") from None
        record_release(
            session, visitor.actor, request_id, asked_on=asked_on, decided_by=par, decision=decision, reason=motif, now=now
        )  # fmt: skip

    return _do(request, visitor, handoff_id, record)


@router.get("/communication", name="note_hand_over")
def note_hand_over(request: Request, visitor: SignedInVisitor, handoff_id: str) -> Response:
    """Her notes on one sheet, to print and hand over; only after a decision that grants it."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        row = seen_handoff(session, visitor, handoff_id)
        reference = row.reference
        texts = released_notes(session, visitor.actor, row.request_id, now)
    if texts is None:
        return RedirectResponse(f"/demandes/{handoff_id}#notes", 303)
    return page(request, "notes_sheet.html", {"id": handoff_id, "reference": reference, "texts": texts})


def _do(request: Request, visitor: Visitor, handoff_id: str, work: Callable[[Session, str, datetime], object]) -> Response:
    """Work on the notes of a file that she may see, and show the panel again, with the sentence of what could not be done."""
    runtime = runtime_of(request)
    try:
        with runtime.database.write() as session:
            row = seen_handoff(session, visitor, handoff_id)
            work(session, row.request_id, runtime.clock.now())
    except NoteError as error:
        return page(request, "notes_refused.html", {"id": handoff_id, "sentence": str(error)})
    return RedirectResponse(f"/demandes/{handoff_id}#notes", 303)
