"""Who is away: everyone says it for herself, a manager for her antenna."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from desk.guard import SignedInVisitor, runtime_of
from desk.rendering import page
from intake.clock import day_in_words
from intake.workload import WorkloadError, absences_to_come, add_absence, colleagues, remove_absence
from lexicon.codes import Role

router = APIRouter()

Day = Annotated[str, Form(max_length=10)]
Id = Annotated[str, Form(max_length=40)]


@router.get("/absences", name="absences")
def absences(request: Request, visitor: SignedInVisitor) -> Response:
    """The absences that are not over."""
    runtime = runtime_of(request)
    today = runtime.clock.today()
    with runtime.database.read() as session:
        found = absences_to_come(session, visitor.actor, today)
        may_speak_for = [
            (member.id, member.name)
            for member in colleagues(session)
            if visitor.actor.role is Role.MANAGER and member.antenna == visitor.actor.antenna and member.id != visitor.actor.id
        ]
    lines = [(one, f"du {day_in_words(one.first_day, today)} au {day_in_words(one.last_day, today)}") for one in found]
    return page(request, "absences.html", {"lines": lines, "others": may_speak_for, "me": visitor.actor.id, "today": today.isoformat()})


@router.post("/absences", name="add_absence")
def add(request: Request, visitor: SignedInVisitor, du: Day = "", au: Day = "", qui: Id = "") -> Response:
    """Say that somebody is away."""
    runtime = runtime_of(request)
    if not du and not au:
        return RedirectResponse("/absences", 303)
    try:
        first, last = date.fromisoformat(du), date.fromisoformat(au)
    except ValueError:
        raise HTTPException(422, "Il faut deux dates : le premier et le dernier jour.") from None
    with runtime.database.write() as session:
        try:
            add_absence(session, visitor.actor, qui or visitor.actor.id, first, last, runtime.clock.now())
        except WorkloadError as error:
            raise HTTPException(422, f"L’absence n’a pas été notée : {error}.") from None
    return RedirectResponse("/absences", 303)


@router.post("/absences/fin", name="remove_absence")
def remove(request: Request, visitor: SignedInVisitor, absence: Id = "") -> Response:
    """Take an absence back."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        remove_absence(session, visitor.actor, absence, runtime.clock.now())
    return RedirectResponse("/absences", 303)
