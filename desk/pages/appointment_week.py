"""The appointments of a week at an antenna, and how long interviews last there."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.rendering import page
from desk.views.appointment_week import week_screen
from intake.appointments import InterviewRules, RulesError, monday_of, rules_of, set_rules, week_of
from intake.requests import antennas, current_convention, hours_of
from intake.staff import narrow

router = APIRouter()

NOT_A_NUMBER = "Écrivez des nombres, en chiffres."

Short = Annotated[str, Query(max_length=40)]
Number = Annotated[str, Form(max_length=10)]


@router.get("/rendez-vous", name="appointment_week")
def week(request: Request, visitor: SignedInVisitor, antenne: Short = "", jour: Short = "") -> Response:
    """The week that holds `jour`, at an antenna: her own unless another is asked for."""
    return _page(request, visitor, antenne, jour, None)


@router.post("/rendez-vous/durees", name="appointment_rules")
def lengths(
    request: Request, visitor: SignedInVisitor, telephone: Number = "", antenne: Number = "", domicile: Number = "", a_la_fois: Number = ""
) -> Response:
    """Set how long interviews last at the manager's own antenna."""
    runtime, code = runtime_of(request), visitor.actor.antenna
    if code is None:
        raise HTTPException(403, "Votre compte n’a pas d’antenne.")
    try:
        rules = InterviewRules(int(telephone), int(antenne), int(domicile), int(a_la_fois) if a_la_fois.strip() else None)
    except ValueError:
        return _page(request, visitor, code, "", NOT_A_NUMBER)
    try:
        with runtime.database.write() as session:
            if code not in {antenna.code for antenna in antennas(session)}:
                raise HTTPException(404, "Cette antenne n’existe plus.")
            set_rules(session, visitor.actor, code, rules, runtime.clock.now())
    except RulesError as error:
        return _page(request, visitor, code, "", str(error))
    return RedirectResponse("/rendez-vous#durees", 303)


def _page(request: Request, visitor: Visitor, wanted: str, day: str, error: str | None) -> Response:
    runtime = runtime_of(request)
    now, today = runtime.clock.now(), runtime.clock.today()
    monday = monday_of(_day(day) or today)
    with runtime.database.write() as session:
        narrow(session, visitor.actor)
        known = antennas(session)
        antenna = next((one for code in (wanted, visitor.actor.antenna) for one in known if one.code == code), known[0] if known else None)
        if antenna is None:
            raise HTTPException(404, "Aucune antenne n’est encore connue.")
        hours = hours_of(current_convention(session, today), antenna)
        screen = week_screen(week_of(session, visitor.actor, antenna.code, monday, hours, now), monday, today)
        rules = rules_of(session, antenna.code)
    values = {
        "screen": screen,
        "antenna": antenna,
        "antennas": [(one.code, one.name) for one in known],
        "day": monday.isoformat(),
        "this_week": monday == monday_of(today),
        "rules": rules,
        "may_set": visitor.may("appointment_rules") and visitor.actor.antenna == antenna.code,
        "error": error,
    }
    return page(request, "appointment_week.html", values, status=422 if error else 200)


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    # Far enough from the ends of the calendar for a week before and a week after.
    return found if 2000 <= found.year <= 2100 else None
