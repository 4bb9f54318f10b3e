"""Where humans did not follow the rules: figures that name nobody, words to judge, and examples for those who mend the rules."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from desk.guard import SignedInVisitor, runtime_of
from desk.rendering import page
from desk.views.disagreements import disagreements_screen
from intake.clock import PARIS
from intake.disagreeing import examples, judge, pending, report
from intake.trail import note

router = APIRouter(prefix="/desaccords")

_USUAL = timedelta(days=90)
Day = Annotated[str, Query(max_length=10)]


@router.get("", name="disagreements")
def disagreements(request: Request, visitor: SignedInVisitor, depuis: Day = "", jusqu: Day = "") -> Response:
    """The figures of a period, the last three months where none is named."""
    runtime = runtime_of(request)
    first, last = _period(depuis, jusqu, runtime.clock.today())
    with runtime.database.read() as session:
        found = report(session, *_moments(first, last))
        waiting = pending(session) if visitor.may("rewording_judge") else []
        screen = disagreements_screen(session, found, first, last)
    return page(request, "disagreements.html", {"screen": screen, "waiting": waiting})


@router.get("/exemples.jsonl", name="disagreement_examples")
def download(request: Request, visitor: SignedInVisitor, depuis: Day = "", jusqu: Day = "") -> Response:
    """The examples of a period, one JSON object a line."""
    runtime = runtime_of(request)
    first, last = _period(depuis, jusqu, runtime.clock.today())
    now = runtime.clock.now()
    with runtime.database.write() as session:
        found = examples(session, visitor.actor, *_moments(first, last), now)
        note(session, visitor.actor, "examples_export", None, now)
    text = "".join(json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in found)
    headers = {"Content-Disposition": 'attachment; filename="exemples.jsonl"'}
    return Response(text, media_type="application/jsonl", headers=headers)


@router.post("/exemples", name="rewording_judge")
def judged(
    request: Request,
    visitor: SignedInVisitor,
    exemple: Annotated[str, Form(max_length=36)] = "",
    avis: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Let words that a human wrote again leave with the examples, or keep them here."""
    runtime = runtime_of(request)
    if avis in ("oui", "non"):
        with runtime.database.write() as session:
            # Judged meanwhile by a colleague: the page shows how it stands.
            judge(session, visitor.actor, exemple, approved=avis == "oui", now=runtime.clock.now())
    return RedirectResponse("/desaccords", 303)


def _period(first: str, last: str, today: date) -> tuple[date, date]:
    try:
        until = date.fromisoformat(last) if last else today
        since = date.fromisoformat(first) if first else until - _USUAL
        # Both moments must exist.
        until + timedelta(days=1)
    except (ValueError, OverflowError):
        raise HTTPException(422, "Cette période n’existe pas. Choisissez deux dates.") from None
    return min(since, until), max(since, until)


def _moments(first: date, last: date) -> tuple[datetime, datetime]:
    """Both days whole, as the people of the service live them."""
    return datetime.combine(first, time(), PARIS), datetime.combine(last + timedelta(days=1), time(), PARIS)
