"""What the pages of one draft share: opening it, saving a change, and saying what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from fastapi import HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from desk.guard import Visitor, runtime_of
from desk.rendering import page
from intake.amending import AmendingError, Content, DraftStatus, EditError, change_draft, convention_in, draft_row
from intake.convention import Convention, ConventionError, load_convention
from intake.labels import sentence
from intake.requests import convention_of
from intake.storage import ConventionDraftRow

GONE = "Ce brouillon n’existe pas."

Change = Callable[[Content], Content]


def open_draft(session: Session, draft_id: str) -> ConventionDraftRow:
    """A draft, or the page that says that there is none."""
    try:
        return draft_row(session, draft_id)
    except AmendingError:
        raise HTTPException(404, GONE) from None


def usable(session: Session, row: ConventionDraftRow) -> tuple[Convention, str]:
    """The convention of a draft, and what is wrong with it; while it cannot be used, the one that it started from shows labels."""
    try:
        return convention_in(row), ""
    except ConventionError as error:
        return convention_of(session, row.base_version), str(error)


def draft_page(request: Request, template: str, row: ConventionDraftRow, values: dict[str, Any], *, status: int = 200) -> Response:
    """A page of one draft, under its common head."""
    status_of = DraftStatus(row.status)
    head = {"draft": row, "status_label": status_of.label, "open": status_of is DraftStatus.DRAFT, "starts": _day(row.content)}
    return page(request, template, {**head, **values}, status=status)


def _day(content: Content) -> str:
    """The day from which a draft applies, as it is written; what was typed while it is no day."""
    told = str(content.get("effective_from", ""))
    try:
        return date.fromisoformat(told).strftime("%d/%m/%Y")
    except ValueError:
        return told


def save(request: Request, visitor: Visitor, draft: ConventionDraftRow, revision: object, change: Change, words: str) -> str:
    """Save one change of a draft; gives what keeps it from being saved, "" when it is.

    A change that breaks what could be used so far is told and not saved; a draft that is unfinished anyway may stay so.
    """
    runtime = runtime_of(request)
    number = int(str(revision)) if str(revision).isdecimal() else -1
    try:
        broken = _problem(change(draft.content))
        if broken and broken != _problem(draft.content):
            return sentence(ConventionError(broken))
        with runtime.database.write() as session:
            change_draft(session, visitor.actor, draft.id, number, change, words, runtime.clock.now())
    except (AmendingError, EditError) as error:
        return sentence(error)
    return ""


def _problem(content: Content) -> str:
    try:
        load_convention({**content, "version": 1})
    except ConventionError as error:
        return str(error)
    return ""


def back(draft_id: str, where: str = "") -> Response:
    """To a page of the draft."""
    return RedirectResponse(f"/regles/brouillons/{draft_id}{where}", 303)
