"""The queue, and the part of it that refreshes by itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.rendering import page
from desk.views import QueueScreen, Wanted, queue_screen
from intake.requests import antennas, counts, current_convention, list_handoffs
from intake.staff import narrow, queue_mark

router = APIRouter()

LINES = 30

Text = Annotated[str, Query(max_length=200)]
Cursor = Annotated[str, Query(max_length=400)]


@router.get("/", name="queue")
def queue(
    request: Request,
    visitor: SignedInVisitor,
    statut: Text = "",
    axe: Text = "",
    proposition: Text = "",
    antenne: Text = "",
    urgent: Text = "",
    q: Text = "",
    suite: Cursor = "",
) -> Response:
    """Urgent first, then what is due first."""
    wanted = Wanted(statut, axe, proposition, antenne, urgent, q.strip())
    return page(request, "queue.html", {"screen": _screen(request, visitor, wanted, suite)})


@router.get("/fragments/file", name="queue_fragment")
def queue_fragment(
    request: Request,
    visitor: SignedInVisitor,
    statut: Text = "",
    axe: Text = "",
    proposition: Text = "",
    antenne: Text = "",
    urgent: Text = "",
    q: Text = "",
    suite: Cursor = "",
    vu: Text = "",
) -> Response:
    """The list again when it is no longer what was seen (`vu`); otherwise 204, and nobody's file was read."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        if queue_mark(narrow(session, visitor.actor), runtime.clock.now()) == vu:
            return Response(status_code=204)
    wanted = Wanted(statut, axe, proposition, antenne, urgent, q.strip())
    return page(request, "queue_list.html", {"screen": _screen(request, visitor, wanted, suite)})


def _screen(request: Request, visitor: Visitor, wanted: Wanted, cursor: str) -> QueueScreen:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    # A write: every file whose headline is shown leaves a read trace.
    with runtime.database.write() as session:
        narrow(session, visitor.actor)
        mark = queue_mark(session, now)
        try:
            found = list_handoffs(
                session, visitor.actor, wanted.filter(), now=now, indexer=runtime.indexer, cursor=cursor or None, limit=LINES
            )
        except ValueError:
            if not cursor:
                raise
            raise HTTPException(422, "Cette suite de la file n’existe plus. Reprenez depuis le début de la file.") from None
        return queue_screen(
            wanted,
            found,
            counts(session),
            convention=current_convention(session, runtime.clock.today()),
            antennas={antenna.code: antenna.name for antenna in antennas(session)},
            cursor=cursor,
            mark=mark,
            now=now,
        )
