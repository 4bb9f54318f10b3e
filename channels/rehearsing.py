"""Rehearsing a draft on the public page: entered with the desk's signed invitation, shown on every page, left with one button."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from channels.context import REHEARSAL_COOKIE, Context, real_context
from channels.sessions import COOKIE
from intake.amending import AmendingError, convention_in, draft_row
from intake.convention import ConventionError
from intake.rehearsing import VALID

router = APIRouter(include_in_schema=False)
Real = Annotated[Context, Depends(real_context)]

OVER = "Cette invitation n’est plus valable : rouvrez la répétition depuis le bureau."


@router.post("/repetition")
def enter(request: Request, running: Real, invitation: Annotated[str, Form(max_length=2000)] = "") -> Response:
    """Begin a rehearsal; the invitation itself is the proof that the desk sent the browser here."""
    now = running.runtime.clock.now()
    told = running.passes.invitation_in(invitation, now)
    if told is None:
        raise HTTPException(403, OVER)
    try:
        with running.runtime.database.read() as session:
            convention = convention_in(draft_row(session, told.draft_id))
        rehearsal = running.room.open(convention, told.day)
    except (AmendingError, ConventionError) as error:
        raise HTTPException(409, f"Ce brouillon ne peut pas encore être répété. {error}") from None
    response = _home()
    # Kept longer than it is valid: whoever comes back too late is told so, and not left on the real page unawares.
    kept = int(4 * VALID.total_seconds())
    token = running.passes.admit(rehearsal.convention.version, rehearsal.opened, now)
    secure = running.base_url.startswith("https://")
    response.set_cookie(REHEARSAL_COOKIE, token, max_age=kept, httponly=True, samesite="lax", secure=secure, path="/")
    return response


@router.post("/repetition/quitter")
def leave() -> Response:
    """Back to the real page."""
    response = _home()
    response.delete_cookie(REHEARSAL_COOKIE, path="/")
    return response


def _home() -> Response:
    """The first page, where no conversation is open yet."""
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE, path="/")
    return response
