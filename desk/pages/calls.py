"""The part of every page that tells of calls as they are passed on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from desk.guard import SignedInVisitor, runtime_of
from desk.rendering import page
from desk.views import calls_screen
from intake.requests import antennas, call_on_line, calls_mark, passed_calls
from intake.staff import narrow

router = APIRouter()

Short = Annotated[str, Query(max_length=80)]


@router.get("/fragments/appels", name="calls_fragment")
def calls_fragment(request: Request, visitor: SignedInVisitor, vu: Short = "", ici: Short = "") -> Response:
    """The calls when they are no longer what was seen (`vu`), otherwise 204 and no trace; `ici`: the hand-off whose page is open."""
    runtime = runtime_of(request)
    now, here = runtime.clock.now(), ici or None
    with runtime.database.read() as session:
        if calls_mark(narrow(session, visitor.actor), now, here) == vu:
            return Response(status_code=204)
    with runtime.database.write() as session:
        narrow(session, visitor.actor)
        mark = calls_mark(session, now, here)
        calls = passed_calls(session, visitor.actor, now)
        on_line = here is not None and call_on_line(session, here, now) is not None
        names = {antenna.code: antenna.name for antenna in antennas(session)}
    screen = calls_screen(calls, names, visitor.actor, now, mark=mark, here=here, on_line=on_line)
    return page(request, "calls.html", {"screen": screen})
