"""The same person twice: merging two requests, separating them again, and offering her own worker first."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select

from desk.guard import SignedInVisitor, runtime_of
from desk.handoffs import GONE, seen_handoff
from intake.deciding import DecisionError, share_out
from intake.duplicates import MergeError, last_merge, merge, undo
from intake.storage import HandoffRow

router = APIRouter(prefix="/demandes/{handoff_id}/doublons")

Id = Annotated[str, Form(max_length=36)]


@router.post("/reunir", name="duplicates_merge")
def merge_them(request: Request, visitor: SignedInVisitor, handoff_id: str, autre: Id = "") -> Response:
    """Merge this request and another one; the page of the one that is kept opens."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        row = seen_handoff(session, visitor, handoff_id)
        if session.get(HandoffRow, autre) is None:
            return RedirectResponse(f"/demandes/{row.id}", 303)
        try:
            done = merge(session, visitor.actor, row.id, autre, now=runtime.clock.now(), indexer=runtime.indexer)
        except MergeError as error:
            raise HTTPException(409, str(error)) from None
        kept = session.scalar(select(HandoffRow.id).where(HandoffRow.request_id == done.kept_request_id))
    return RedirectResponse(f"/demandes/{kept}", 303)


@router.post("/separer", name="duplicates_undo")
def separate(request: Request, visitor: SignedInVisitor, handoff_id: str, reunion: Id = "") -> Response:
    """Put two merged requests back as they were."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        row = seen_handoff(session, visitor, handoff_id)
        last = last_merge(session, row.request_id)
        # Separated by a colleague meanwhile: the page shows how it stands.
        if last is not None and last.id == reunion:
            try:
                undo(session, visitor.actor, last.id, now=runtime.clock.now(), indexer=runtime.indexer)
            except MergeError as error:
                raise HTTPException(409, str(error)) from None
            except LookupError:
                raise HTTPException(404, GONE) from None
    return RedirectResponse(f"/demandes/{handoff_id}", 303)


@router.post("/referente", name="duplicates_worker")
def own_worker(request: Request, visitor: SignedInVisitor, handoff_id: str, autre: Id = "") -> Response:
    """Give this request to the worker who followed the same person before."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        row = seen_handoff(session, visitor, handoff_id)
        earlier = session.get(HandoffRow, autre)
        if earlier is not None and earlier.assigned_to is not None:
            # Who has left the service is offered to nobody.
            with suppress(DecisionError):
                share_out(session, visitor.actor, [row.id], earlier.assigned_to, runtime.clock.now())
    return RedirectResponse(f"/demandes/{handoff_id}", 303)
