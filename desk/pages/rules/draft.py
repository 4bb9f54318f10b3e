"""One draft whole: its rules as sentences, what is wrong with them, what is left to do, and its way to publication."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.pages.rules.common import back, draft_page, open_draft, usable
from desk.views.rules.drafts import grids, standing
from desk.views.rules.reading import tables_of
from intake.amending import (
    AmendingError,
    abandon,
    acknowledge,
    approve,
    events,
    publish,
    submit,
    take_back,
    try_examples,
)
from intake.convention import ConventionError, case_sentence, differences
from intake.labels import sentence
from intake.requests import convention_of
from intake.staff import staff_names

router = APIRouter()


@router.get("/regles/brouillons/{draft_id}", name="rules_draft")
def draft(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """The draft, and what is left to do."""
    return _draft(request, visitor, draft_id)


def _draft(request: Request, visitor: Visitor, draft_id: str, fault: str = "") -> Response:
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        row = open_draft(session, draft_id)
        convention, problem = usable(session, row)
        base = convention_of(session, row.base_version)
        values: dict[str, Any] = {
            "standing": standing(base, convention, row, problem, visitor.actor.id),
            "tables_shown": tables_of(convention),
            "history": events(session, draft_id=draft_id),
            "names": staff_names(session),
            "fault": fault,
        }
    return draft_page(request, "rules_draft.html", row, values, status=422 if fault else 200)


@router.get("/regles/brouillons/{draft_id}/grille", name="rules_grid")
def grid(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """The tables side by side, a column for each fact."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        row = open_draft(session, draft_id)
        convention, problem = usable(session, row)
    return draft_page(request, "rules_grid.html", row, {"grids": grids(convention), "problem": problem})


@router.get("/regles/brouillons/{draft_id}/differences", name="rules_differences")
def compared(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """What changes, in sentences, from the convention that it started from: also the note for the staff."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        row = open_draft(session, draft_id)
        convention, problem = usable(session, row)
        base = convention_of(session, row.base_version)
    found = () if problem else differences(base, convention)
    parts = list(dict.fromkeys(difference.part for difference in found))
    by_part = [(part.label, [one for one in found if one.part is part]) for part in parts]
    return draft_page(request, "rules_differences.html", row, {"parts": by_part, "problem": problem, "base": base})


@router.get("/regles/brouillons/{draft_id}/exemples", name="rules_examples")
def examples(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """The examples beside the rules, each tried."""
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        row = open_draft(session, draft_id)
        convention, problem = usable(session, row)
    try:
        tried = () if problem else try_examples(convention)
    except ConventionError as error:
        tried, problem = (), str(error)
    values = {"tried": tried, "convention": convention, "problem": problem, "case_sentence": case_sentence}
    return draft_page(request, "rules_examples.html", row, values)


@router.post("/regles/brouillons/{draft_id}/lacune", name="rules_acknowledge")
def gap_seen(request: Request, visitor: SignedInVisitor, draft_id: str, marque: Annotated[str, Form(max_length=64)] = "") -> Response:
    """Say that a case that no rule covers may go to a person of the service."""
    return _step(request, visitor, draft_id, lambda session, now: acknowledge(session, visitor.actor, draft_id, marque, now))


@router.post("/regles/brouillons/{draft_id}/proposer", name="rules_submit")
def propose(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """Propose the draft to whoever signs."""
    return _step(request, visitor, draft_id, lambda session, now: submit(session, visitor.actor, draft_id, now))


@router.post("/regles/brouillons/{draft_id}/reprendre", name="rules_take_back")
def open_again(request: Request, visitor: SignedInVisitor, draft_id: str, motif: Annotated[str, Form(max_length=600)] = "") -> Response:
    """Open it again, to change it or because it is refused."""
    return _step(request, visitor, draft_id, lambda session, now: take_back(session, visitor.actor, draft_id, motif, now))


@router.post("/regles/brouillons/{draft_id}/signer", name="rules_approve")
def sign(request: Request, visitor: SignedInVisitor, draft_id: str, empreinte: Annotated[str, Form(max_length=64)] = "") -> Response:
    """Sign the content that was read."""
    return _step(request, visitor, draft_id, lambda session, now: approve(session, visitor.actor, draft_id, empreinte, now))


@router.post("/regles/brouillons/{draft_id}/publier", name="rules_publish")
def put_in_force(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """Publish: it applies from its day on."""
    return _step(request, visitor, draft_id, lambda session, now: publish(session, visitor.actor, draft_id, now), "/regles")


@router.post("/regles/brouillons/{draft_id}/abandonner", name="rules_abandon")
def give_up(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """Give the draft up."""
    return _step(request, visitor, draft_id, lambda session, now: abandon(session, visitor.actor, draft_id, "", now), "/regles")


def _step(request: Request, visitor: Visitor, draft_id: str, step: Callable[[Session, Any], object], then: str = "") -> Response:
    runtime = runtime_of(request)
    with runtime.database.read() as session:
        open_draft(session, draft_id)
    try:
        with runtime.database.write() as session:
            step(session, runtime.clock.now())
    except AmendingError as error:
        return _draft(request, visitor, draft_id, sentence(error))
    return RedirectResponse(then, 303) if then else back(draft_id)
