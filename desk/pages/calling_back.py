"""« À rappeler maintenant », and noting a call on a hand-off in one click."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.handoffs import GONE, seen_handoff
from desk.panels import Opened, Panel, Place
from desk.rendering import page
from desk.views.calling_back import UNSAFE, CalleeLine, CallPanel, UndoPanel, asked_lines, call_list_screen, call_panel, undo_panel
from intake.calling_back import (
    CallResult,
    asked_calls,
    attempts_of,
    call_list,
    call_list_mark,
    callee_of,
    draft_of,
    next_to_call,
    note_attempt,
    save_draft,
    undo_attempt,
    undoable,
)
from intake.clock import UNDO_WITHIN
from intake.labels import code_of
from intake.partners import objects
from intake.requests import BadCursorError, antennas
from intake.staff import narrow
from intake.storage import OVER, HandoffRow

router = APIRouter()

Short = Annotated[str, Query(max_length=40)]
Cursor = Annotated[str, Query(max_length=400)]
Code = Annotated[str, Form(max_length=40)]
Note = Annotated[str, Form(max_length=4000)]


@router.get("/a-rappeler", name="call_list")
def to_call(request: Request, visitor: SignedInVisitor, antenne: Short = "", moi: Short = "", suite: Cursor = "") -> Response:
    """Whom to call now, later, with care, or to reach in another way."""
    runtime = runtime_of(request)
    values = _list(request, visitor, antenne, moi, suite)
    with runtime.database.read() as session:
        undo = _undo(narrow(session, visitor.actor), visitor, runtime.clock.now())
    asked = _asked(request, visitor, antenne, moi, values["antennas"])
    return page(request, "calling_back.html", {**values, "it": undo, "antenna": antenne, "mine": moi == "1", "asked": asked})


@router.get("/fragments/a-rappeler", name="call_list_fragment")
def to_call_fragment(
    request: Request, visitor: SignedInVisitor, antenne: Short = "", moi: Short = "", suite: Cursor = "", vu: Short = ""
) -> Response:
    """The list again when it is no longer what was seen (`vu`); otherwise 204, and nobody's file was read."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        if call_list_mark(narrow(session, visitor.actor), runtime.clock.now()) == vu:
            return Response(status_code=204)
    return page(request, "calling_back_list.html", _list(request, visitor, antenne, moi, suite))


def _list(request: Request, visitor: Visitor, antenna: str, mine: str, cursor: str) -> dict[str, Any]:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    # A write: every file whose headline is shown leaves a read trace.
    with runtime.database.write() as session:
        mark = call_list_mark(narrow(session, visitor.actor), now)
        try:
            found = call_list(session, visitor.actor, now, antenna=antenna or None, mine=mine == "1", cursor=cursor or None)
        except BadCursorError:
            raise HTTPException(422, "Cette suite de la liste n’existe plus. Reprenez depuis le début de la liste.") from None
        names = {one.code: one.name for one in antennas(session)}
    chosen = {name: value for name, value in (("antenne", antenna), ("moi", mine)) if value}
    screen = call_list_screen(found, names, now)
    return {
        "screen": screen,
        "antennas": names,
        "unsafe_words": UNSAFE,
        "mark": mark,
        "first_address": _address("/a-rappeler", chosen) if cursor else None,
        "next_address": _address("/a-rappeler", {**chosen, "suite": screen.next_cursor}) if screen.next_cursor else None,
        "fragment_address": _address("/fragments/a-rappeler", {**chosen, "suite": cursor} if cursor else chosen),
    }


def _asked(request: Request, visitor: Visitor, antenna: str, mine: str, names: dict[str, str]) -> tuple[tuple[CalleeLine, str], ...]:
    """Those who want an appointment changed."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        found = asked_calls(narrow(session, visitor.actor), visitor.actor, now, antenna=antenna or None, mine=mine == "1")
        return asked_lines(found, names, now)


def _address(path: str, query: dict[str, str]) -> str:
    return f"{path}?{urlencode(query)}" if query else path


@router.post("/demandes/{handoff_id}/appel", name="call_result")
def result(request: Request, visitor: SignedInVisitor, handoff_id: str, resultat: Code = "", note: Note = "") -> Response:
    """Note what came of a call; the next person to call opens by itself, unless this one was reached."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    found = code_of(CallResult, resultat)
    with runtime.database.write() as session:
        seen_handoff(session, visitor, handoff_id)
        if found is None:
            return RedirectResponse(f"/demandes/{handoff_id}", 303)
        note_attempt(session, visitor.actor, handoff_id, found, note, now)
        following = handoff_id if found is CallResult.REACHED else next_to_call(session, visitor.actor, now, besides=handoff_id)
    return RedirectResponse(f"/demandes/{following}" if following else "/a-rappeler", 303)


@router.post("/demandes/{handoff_id}/appel/brouillon", name="call_draft")
def draft(request: Request, visitor: SignedInVisitor, handoff_id: str, note: Note = "") -> Response:
    """Keep the note as it is written so far."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        narrow(session, visitor.actor)
        request_id = session.scalar(select(HandoffRow.request_id).where(HandoffRow.id == handoff_id))
        if request_id is None:
            raise HTTPException(404, GONE)
        save_draft(session, visitor.actor, request_id, note, runtime.clock.now())
    return Response(status_code=204)


@router.post("/appels/annulation", name="call_undo")
def undo(request: Request, visitor: SignedInVisitor, essai: Code = "") -> Response:
    """Undo a call noted less than ten minutes ago, and open its hand-off again."""
    runtime = runtime_of(request)
    if not essai:
        return RedirectResponse("/a-rappeler", 303)
    with runtime.database.write() as session:
        handoff_id = undo_attempt(narrow(session, visitor.actor), visitor.actor, essai, runtime.clock.now())
    if handoff_id is None:
        raise HTTPException(409, "Cet appel ne peut plus être annulé : plus de dix minutes ont passé, ou il l’est déjà.")
    return RedirectResponse(f"/demandes/{handoff_id}", 303)


def _undo(session: Session, visitor: Visitor, now: datetime, here: str | None = None) -> UndoPanel | None:
    found = undoable(session, visitor.actor, now) if visitor.may("call_undo") else None
    return None if found is None else undo_panel(found[0], found[1].reference, found[0].at + UNDO_WITHIN, here not in {None, found[1].id})


def _load_undo(opened: Opened) -> UndoPanel | None:
    return _undo(opened.session, opened.visitor, opened.now, opened.view.row.id)


def _load_call(opened: Opened) -> CallPanel | None:
    if not opened.visitor.may("call_result") or objects(opened.session, opened.view.row.request_id):
        return None
    row = opened.view.row
    tries = attempts_of(opened.session, opened.visitor.actor, row.request_id, opened.now)
    text = draft_of(opened.session, opened.visitor.actor, row.request_id)
    callee = callee_of(opened.session, row, opened.now)
    # Who was oriented is still to be told so.
    over = row.status in OVER and not callee.says
    return call_panel(callee, tries, text, row.first_contact_at is not None, over, opened.now)


PANELS = (
    Panel("call_undo", Place.TOP, "handoff_call_undo.html", _load_undo),
    Panel("call", Place.SIDE, "handoff_call.html", _load_call),
)
