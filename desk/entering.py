"""Coming in, whatever opened the door: the form, the session that begins, the page that follows."""

from __future__ import annotations

import re
from typing import Final

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from desk.access import may
from desk.cookies import SESSION, csrf_token, device_secret, form_secret, set_device, set_form, set_session
from desk.guard import runtime_of
from desk.organisation import Service
from desk.rendering import page
from desk.views.browsers import browser_name
from intake.staff import Member, Stage, close_session, has_second_factor, open_session, remember_device

# Only our own pages, and never the sign-in page itself.
OURS: Final = re.compile(r"/(demandes/[0-9a-f-]{36}|accueil)?\Z")


def service_of(request: Request) -> Service | None:
    """The organisation's sign-in service, None when there is none."""
    service: Service | None = request.app.state.sign_in_service
    return service


def proceed(request: Request, member: Member, suite: str, *, proven_twice: bool = False) -> Response:
    """After the first proof: the code, a second factor to put in place, or the desk; `proven_twice` when somebody else asked for both."""
    runtime = runtime_of(request)
    if proven_twice:
        return enter(request, member, Stage.OPEN, after(member, suite))
    with runtime.database.read() as session:
        enrolled = has_second_factor(session, member.id)
    if enrolled:
        return enter(request, member, Stage.CODE, f"/connexion/code?suite={suite}" if OURS.match(suite) else "/connexion/code")
    if runtime.settings.second_factor_required:
        return enter(request, member, Stage.ENROL, "/compte/second-facteur")
    return enter(request, member, Stage.OPEN, after(member, suite))


def enter(request: Request, member: Member, stage: Stage, address: str) -> Response:
    """A new session in place of the one before, so that no secret known earlier opens it; a browser is known once all was right."""
    runtime = runtime_of(request)
    now, device = runtime.clock.now(), device_secret(request)
    with runtime.database.write() as session:
        if old := request.cookies.get(SESSION):
            close_session(session, runtime.indexer, old)
        browser = browser_name(request.headers.get("user-agent", ""))
        secret = open_session(session, runtime.indexer, member.id, now, stage=stage, browser=browser)
        if stage is Stage.OPEN:
            remember_device(session, runtime.indexer, member.id, device, now)
    response = RedirectResponse(address, 303)
    set_session(request, response, secret)
    if stage is Stage.OPEN:
        set_device(request, response, device)
    return response


def after(member: Member, suite: str) -> str:
    """The page that follows: the one asked for when it is ours, else where her role begins."""
    home = "/" if may(member.role, "queue") else "/accueil"
    return suite if suite != "/" and OURS.match(suite) else home


def form(
    request: Request,
    template: str = "sign_in.html",
    *,
    suite: str,
    login: str = "",
    refused: bool = False,
    notice: str = "",
    status: int = 200,
    may_end: bool = False,
) -> Response:
    """The sign-in form or that of the code; `notice` is a sentence about the organisation's account."""
    secret, service = form_secret(request), service_of(request)
    values = {
        "token": csrf_token(runtime_of(request).indexer, secret),
        "suite": suite if OURS.match(suite) else "",
        "login": login[:80],
        "refused": refused,
        "notice": notice,
        "by_service": service is not None,
        "only": service is not None and service.only,
        "may_end": may_end,
    }
    response = page(request, template, values, status=403 if refused else status)
    set_form(request, response, secret)
    return response
