"""The accounts of the members of staff, for administrators: who has a second factor, and taking a lost one away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from desk.guard import SignedInVisitor, runtime_of
from desk.rendering import page
from intake.staff import StaffError, list_staff, members_with_second_factor, reset_second_factor
from intake.trail import note

router = APIRouter()


@router.get("/comptes", name="members")
def members(request: Request, visitor: SignedInVisitor, fait: str = "") -> Response:
    """Every account, and whether it has a second factor."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        found, enrolled = list_staff(session), members_with_second_factor(session)
        note(session, visitor.actor, "members_list", None, runtime.clock.now())
    lines = [(member, member.id in enrolled, member.id == visitor.actor.id) for member in found]
    return page(request, "members.html", {"lines": lines, "done": fait == "1"})


@router.post("/comptes/second-facteur", name="member_reset")
def member_reset(request: Request, visitor: SignedInVisitor, identifiant: Annotated[str, Form()] = "") -> Response:
    """Take away a lost second factor: the next sign-in asks for a new one. Nobody does it to herself."""
    runtime = runtime_of(request)
    if visitor.member is None or identifiant == visitor.member.login:
        return RedirectResponse("/comptes", 303)
    try:
        with runtime.database.write() as session:
            reset_second_factor(session, visitor.actor, identifiant, runtime.clock.now())
    except StaffError:
        return RedirectResponse("/comptes", 303)
    return RedirectResponse("/comptes?fait=1", 303)
