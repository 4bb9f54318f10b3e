"""Editing the rows of a draft: one form for each, and moving, copying, removing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from starlette.datastructures import FormData

from desk.forms import Sent
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.pages.rules.common import back, draft_page, open_draft, save, usable
from desk.views.rules.rows import PROPOSES, RowForm, form_of, read_form
from intake.amending import ORIENTATION, Content, copy_row, find_row, move_row, put_row, remove_row
from intake.convention import Convention, row_sentence
from intake.storage import ConventionDraftRow

router = APIRouter()

_NO_ROW = "Cette règle n’est plus là."


@router.get("/regles/brouillons/{draft_id}/lignes", name="rules_row_new")
def new(request: Request, visitor: SignedInVisitor, draft_id: str, table: str = "") -> Response:
    """The form of a new row."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
        convention, _ = usable(session, row)
    _check_table(row.content, table)
    return _form(request, row, convention, form_of(convention, row.content, table, None), "")


@router.post("/regles/brouillons/{draft_id}/lignes", name="rules_row_add")
def add(request: Request, visitor: SignedInVisitor, draft_id: str, sent: Sent) -> Response:
    """Add a row."""
    return _saved(request, visitor, draft_id, None, sent)


@router.get("/regles/brouillons/{draft_id}/lignes/{row_id}", name="rules_row")
def edit(request: Request, visitor: SignedInVisitor, draft_id: str, row_id: str) -> Response:
    """The form of a row."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
        convention, _ = usable(session, row)
    found = find_row(row.content, row_id)
    if found is None:
        raise HTTPException(404, _NO_ROW)
    return _form(request, row, convention, form_of(convention, row.content, *found), row_id)


@router.post("/regles/brouillons/{draft_id}/lignes/{row_id}", name="rules_row_save")
def change(request: Request, visitor: SignedInVisitor, draft_id: str, row_id: str, sent: Sent) -> Response:
    """Save a row."""
    return _saved(request, visitor, draft_id, row_id, sent)


@router.post("/regles/brouillons/{draft_id}/lignes/{row_id}/{geste}", name="rules_row_do")
def do(
    request: Request, visitor: SignedInVisitor, draft_id: str, row_id: str, geste: str, revision: Annotated[int, Form()] = -1
) -> Response:
    """Copy a row, move it, remove it."""
    gestures: dict[str, tuple[Callable[[Content], Content], str]] = {
        "copier": (lambda content: copy_row(content, row_id)[0], "copiée"),
        "monter": (lambda content: move_row(content, row_id, -1), "montée"),
        "descendre": (lambda content: move_row(content, row_id, 1), "descendue"),
        "supprimer": (lambda content: remove_row(content, row_id), "supprimée"),
    }
    if geste not in gestures:
        raise HTTPException(404, _NO_ROW)
    work, told = gestures[geste]
    with runtime_of(request).database.read() as session:
        draft = open_draft(session, draft_id)
    fault = save(request, visitor, draft, revision, work, f"règle {row_id} {told}")
    if fault:
        raise HTTPException(409, fault)
    return back(draft_id, f"#regle-{row_id}")


def _saved(request: Request, visitor: Visitor, draft_id: str, row_id: str | None, form: FormData) -> Response:
    with runtime_of(request).database.read() as session:
        draft = open_draft(session, draft_id)
        convention, _ = usable(session, draft)
    table = str(form.get("table") or "")
    _check_table(draft.content, table)
    row, shown = read_form(convention, table, form)
    if form.get("geste") == "ajouter":
        return _form(request, draft, convention, shown, row_id or "", asked=False)
    if shown.faults or any(widget.fault for widget in shown.widgets):
        return _form(request, draft, convention, shown, row_id or "", status=422)
    words = f"règle {row['id']} {'changée' if row_id else 'ajoutée'}" + (f" : {shown.words}" if shown.words else "")
    fault = save(request, visitor, draft, form.get("revision"), lambda content: put_row(content, table, row, row_id), words)
    if fault:
        return _form(request, draft, convention, shown, row_id or "", fault=fault, status=422)
    return back(draft_id, f"#regle-{row['id']}")


def _form(
    request: Request,
    row: ConventionDraftRow,
    convention: Convention,
    shown: RowForm,
    row_id: str,
    *,
    fault: str = "",
    asked: bool = True,
    status: int = 200,
) -> Response:
    doors = sorted(((key, door.organisation) for key, door in convention.next_doors.doors.items()), key=lambda one: one[1].casefold())
    before = ""
    known = {r.id: (r, None) for r in convention.orientation.rows} | {r.id: (r, t.axis) for t in convention.axis_tables for r in t.rows}
    if row_id in known:
        before = row_sentence(convention, known[row_id][0], known[row_id][1])
    title = "Orientation" if shown.table == ORIENTATION else next((a.label for a in convention.axes if a.code == shown.table), "")
    values = {
        "form": shown,
        "row_id": row_id,
        "title": title,
        "orientation": shown.table == ORIENTATION,
        "proposes": PROPOSES,
        "doors": doors,
        "before": before,
        "fault": fault,
        "asked": asked,
    }
    return draft_page(request, "rules_row.html", row, values, status=status)


def _check_table(content: Content, table: str) -> None:
    if table != ORIENTATION and all(found["axis"] != table for found in content["axis_tables"]):
        raise HTTPException(404, "Cette table n’existe pas dans le brouillon.")
