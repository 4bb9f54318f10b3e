"""What a convention says of itself: its title, its day, where it applies, its times and targets."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from desk.forms import Sent
from desk.guard import SignedInVisitor, runtime_of
from desk.pages.rules.common import back, draft_page, open_draft, save
from desk.views.rules.general import general_form, read_general

router = APIRouter()


@router.get("/regles/brouillons/{draft_id}/generalites", name="rules_general")
def general(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """The form."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    return draft_page(request, "rules_general.html", row, {"form": general_form(row.content), "fault": "", "days": DAYS})


@router.post("/regles/brouillons/{draft_id}/generalites", name="rules_general_save")
def save_general(request: Request, visitor: SignedInVisitor, draft_id: str, sent: Sent) -> Response:
    """Save it."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    changed, fault = read_general(row.content, sent)
    if not fault:
        fault = save(request, visitor, row, sent.get("revision"), lambda content: {**content, **changed}, "titre, date, délais")
    if fault:
        shown: dict[str, Any] = {name: str(value) for name, value in sent.items()} | {"jours": sent.getlist("jours")}
        return draft_page(request, "rules_general.html", row, {"form": shown, "fault": fault, "days": DAYS}, status=422)
    return back(draft_id)


DAYS = (("1", "lundi"), ("2", "mardi"), ("3", "mercredi"), ("4", "jeudi"), ("5", "vendredi"), ("6", "samedi"), ("7", "dimanche"))
