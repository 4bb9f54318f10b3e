"""Rehearsing a draft: the page from which the public page is opened as if the draft were in force."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response

from desk.guard import SignedInVisitor, runtime_of
from desk.pages.rules.common import draft_page, open_draft
from intake.amending import problem_in
from intake.labels import sentence
from intake.rehearsing import VALID, Invitation, Passes
from intake.trail import note

router = APIRouter()

# The furthest day that is rehearsed: a typing slip otherwise.
MOST_YEARS = 5


@router.get("/regles/brouillons/{draft_id}/repetition", name="rules_rehearsal")
def rehearsal(request: Request, visitor: SignedInVisitor, draft_id: str, jour: str = "") -> Response:
    """Choose the day, then open the public page with an invitation that is good for half an hour."""
    runtime = runtime_of(request)
    now, today = runtime.clock.now(), runtime.clock.today()
    with runtime.database.write() as session:
        row = open_draft(session, draft_id)
        problem = problem_in(row) or ""
        fault, day = "", _day(jour)
        if jour and (day is None or abs(day.year - today.year) > MOST_YEARS):
            fault, day = "Choisissez un jour à moins de cinq ans d’ici.", None
        day = day or max(today, _day(str(row.content.get("effective_from"))) or today)
        invitation = ""
        if not problem and not fault:
            invitation = Passes(runtime.settings).invite(Invitation(row.id, day), now)
            note(session, visitor.actor, "invite_rehearsal", None, now)
    values = {
        "problem": sentence(ValueError(problem)) if problem else "",
        "fault": fault,
        "day": day,
        "invitation": invitation,
        "minutes": int(VALID.total_seconds() // 60),
        "public": runtime.settings.base_url,
    }
    return _posting_to(draft_page(request, "rules_rehearsal.html", row, values), runtime.settings.base_url)


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told)
    except ValueError:
        return None


def _posting_to(response: Response, public: str) -> Response:
    """The page may send a form to the public page, which is at another address."""
    response.headers["Content-Security-Policy"] = (
        f"default-src 'self'; base-uri 'none'; form-action 'self' {public}; frame-ancestors 'none'; object-src 'none'"
    )
    return response
