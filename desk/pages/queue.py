"""The queue, the part of it that refreshes by itself, and giving several files to a colleague at once."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.rendering import page
from desk.views import People, QueueScreen, Wanted, queue_screen
from intake.deciding import DecisionError, Shared, share_out
from intake.requests import antennas, counts, current_convention, list_handoffs, tallies
from intake.staff import narrow, queue_mark
from intake.workload import WorkloadError, away_today, colleagues, forget_filter, open_with, opening_query, save_filter, saved_filters

router = APIRouter()

LINES = 30
# An address of the queue and of nothing else: a form may send back there.
_QUEUE = re.compile(r"/(?:\?[^\s#\\]{0,1500})?")

Text = Annotated[str, Query(max_length=200)]
Cursor = Annotated[str, Query(max_length=400)]
Id = Annotated[str, Form(max_length=40)]
Back = Annotated[str, Form(max_length=1500)]


def asked(
    statut: Text = "",
    axe: Text = "",
    proposition: Text = "",
    antenne: Text = "",
    canal: Text = "",
    attribue: Text = "",
    incompletes: Text = "",
    urgent: Text = "",
    q: Text = "",
) -> Wanted:
    """The filters of the address."""
    return Wanted(statut, axe, proposition, antenne, canal, attribue, incompletes, urgent, q.strip())


Asked = Annotated[Wanted, Depends(asked)]


@router.get("/", name="queue")
def queue(
    request: Request, visitor: SignedInVisitor, wanted: Asked, suite: Cursor = "", attribuees: int = -1, refusees: int = 0
) -> Response:
    """Urgent first, then what is due first; without any filter asked for, with the one that she chose to begin with."""
    if not request.url.query:
        with runtime_of(request).database.read() as session:
            if query := opening_query(session, visitor.actor.id):
                return RedirectResponse(f"/?{query}", 303)
    values = {"screen": _screen(request, visitor, wanted, suite), "assigned": attribuees, "refused": refusees}
    return page(request, "queue.html", values)


@router.get("/fragments/file", name="queue_fragment")
def queue_fragment(request: Request, visitor: SignedInVisitor, wanted: Asked, suite: Cursor = "", vu: Text = "") -> Response:
    """The list again when it is no longer what was seen (`vu`); otherwise 204, and nobody's file was read."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        if queue_mark(narrow(session, visitor.actor), runtime.clock.now()) == vu:
            return Response(status_code=204)
    return page(request, "queue_list.html", {"screen": _screen(request, visitor, wanted, suite, filters=False)})


@router.post("/attributions", name="assign")
def assign(
    request: Request,
    visitor: SignedInVisitor,
    demandes: Annotated[list[str], Form(max_length=100)] = [],  # noqa: B006  the framework copies it
    a: Id = "",
    retour: Back = "/",
) -> Response:
    """Hand the ticked files to a colleague, each by a decision of its own that may be undone; those that are over stay."""
    runtime = runtime_of(request)
    shared = Shared(0, 0)
    # Nobody chosen, or no file ticked: nothing changes, and the page says so.
    if a and demandes:
        with runtime.database.write() as session:
            narrow(session, visitor.actor)
            assignee = None if a == "personne" else visitor.actor.id if a == "moi" else a
            try:
                shared = share_out(session, visitor.actor, demandes, assignee, runtime.clock.now())
            except DecisionError as error:
                raise HTTPException(422, f"Rien n’a été attribué. {error}") from None
    address, refused = _back(retour), f"&refusees={shared.refused}" if shared.refused else ""
    return RedirectResponse(f"{address}{'&' if '?' in address else '?'}attribuees={shared.moved}{refused}", 303)


@router.post("/mes-filtres", name="keep_filter")
def keep_filter(request: Request, visitor: SignedInVisitor, wanted: Asked, nom: Annotated[str, Form(max_length=80)] = "") -> Response:
    """Keep the filters of the address under a name; what was searched for is left out."""
    runtime = runtime_of(request)
    if not nom.strip():
        return RedirectResponse(wanted.address(), 303)
    with runtime.database.write() as session:
        try:
            save_filter(session, visitor.actor.id, nom, wanted.to_keep, runtime.clock.now())
        except WorkloadError as error:
            raise HTTPException(422, f"Ces filtres n’ont pas été gardés : {error}.") from None
    return RedirectResponse(wanted.address(), 303)


@router.post("/mes-filtres/ouverture", name="open_filter")
def open_filter(request: Request, visitor: SignedInVisitor, filtre: Id = "", retour: Back = "/") -> Response:
    """The queue opens with a kept filter from now on; without one, as it usually does."""
    with runtime_of(request).database.write() as session:
        open_with(session, visitor.actor.id, filtre or None)
    return RedirectResponse(_back(retour), 303)


@router.post("/mes-filtres/oubli", name="forget_filter")
def forget(request: Request, visitor: SignedInVisitor, filtre: Id = "", retour: Back = "/") -> Response:
    """Forget a kept filter."""
    with runtime_of(request).database.write() as session:
        forget_filter(session, visitor.actor.id, filtre)
    return RedirectResponse(_back(retour), 303)


def _back(address: str) -> str:
    return address if _QUEUE.fullmatch(address) else "/"


def _screen(request: Request, visitor: Visitor, wanted: Wanted, cursor: str, *, filters: bool = True) -> QueueScreen:
    runtime = runtime_of(request)
    now, today, me = runtime.clock.now(), runtime.clock.today(), visitor.actor.id
    # A write: every file whose headline is shown leaves a read trace.
    with runtime.database.write() as session:
        narrow(session, visitor.actor)
        mark = queue_mark(session, now)
        away = away_today(session, today)
        asked_for = wanted.filter(me, away)
        try:
            found = list_handoffs(session, visitor.actor, asked_for, now=now, indexer=runtime.indexer, cursor=cursor or None, limit=LINES)
        except ValueError:
            if not cursor:
                raise
            raise HTTPException(422, "Cette suite de la file n’existe plus. Reprenez depuis le début de la file.") from None
        return queue_screen(
            wanted,
            found,
            counts(session),
            tallies=tallies(session, asked_for, indexer=runtime.indexer) if filters else None,
            convention=current_convention(session, today),
            antennas={antenna.code: antenna.name for antenna in antennas(session)},
            people=People(me, {member.id: member.name for member in colleagues(session)}, away),
            kept=saved_filters(session, me),
            cursor=cursor,
            mark=mark,
            now=now,
        )
