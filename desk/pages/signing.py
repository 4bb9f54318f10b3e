"""Signing in and out, and the page that every member of staff may see."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from desk.access import may
from desk.cookies import (
    SESSION,
    csrf_token,
    device_secret,
    drop_session,
    form_secret,
    origin_of,
    set_device,
    set_form,
    set_session,
)
from desk.guard import SignedInVisitor, runtime_of
from desk.rendering import page
from desk.views.browsers import browser_name
from intake.alarms import alarm_counts
from intake.staff import (
    Member,
    SignedIn,
    Stage,
    check_code,
    check_password,
    close_session,
    has_second_factor,
    open_session,
    read_session,
    remember_device,
)

router = APIRouter()

# Only our own pages, and never the sign-in page itself.
_OURS = re.compile(r"/(demandes/[0-9a-f-]{36}|accueil)?\Z")


@router.get("/connexion", name="sign_in_page")
def sign_in_page(request: Request, suite: str = "") -> Response:
    """The sign-in form; who is signed in already goes on."""
    runtime = runtime_of(request)
    if secret := request.cookies.get(SESSION):
        with runtime.database.read() as session:
            if read_session(session, runtime.indexer, secret, runtime.clock.now()):
                return RedirectResponse("/accueil", 303)
    return _form(request, suite=suite)


@router.post("/connexion", name="sign_in")
def sign_in(
    request: Request,
    identifiant: Annotated[str, Form()] = "",
    mot_de_passe: Annotated[str, Form()] = "",
    suite: Annotated[str, Form()] = "",
) -> Response:
    """Check the password; then comes the code, or the session opens."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    member = check_password(runtime.database, runtime.indexer, login=identifiant, password=mot_de_passe, now=now, origin=origin_of(request))
    if member is None:
        return _form(request, suite=suite, login=identifiant, refused=True)
    with runtime.database.read() as session:
        enrolled = has_second_factor(session, member.id)
    if enrolled:
        return _enter(request, member, Stage.CODE, f"/connexion/code?suite={suite}" if _OURS.match(suite) else "/connexion/code")
    if runtime.settings.second_factor_required:
        return _enter(request, member, Stage.ENROL, "/compte/second-facteur")
    return _enter(request, member, Stage.OPEN, _after(member, suite))


@router.get("/connexion/code", name="sign_in_code_page")
def sign_in_code_page(request: Request, suite: str = "") -> Response:
    """The code of the second factor, after the password."""
    if _waiting(request) is None:
        return RedirectResponse("/connexion", 303)
    return _form(request, "sign_in_code.html", suite=suite)


@router.post("/connexion/code", name="sign_in_code")
def sign_in_code(request: Request, code: Annotated[str, Form()] = "", suite: Annotated[str, Form()] = "") -> Response:
    """Check the code and open the session."""
    waiting = _waiting(request)
    if waiting is None:
        return RedirectResponse("/connexion", 303)
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        right = check_code(session, runtime.indexer, waiting.member, code[:40], runtime.clock.now(), origin_of(request))
    if not right:
        return _form(request, "sign_in_code.html", suite=suite, refused=True)
    return _enter(request, waiting.member, Stage.OPEN, _after(waiting.member, suite))


@router.post("/deconnexion", name="sign_out")
def sign_out(request: Request, visitor: SignedInVisitor) -> Response:
    """End the session, in the table and in the browser."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        close_session(session, runtime.indexer, request.cookies[SESSION])
    response = RedirectResponse("/connexion", 303)
    drop_session(request, response)
    return response


@router.get("/accueil", name="welcome")
def welcome(request: Request, visitor: SignedInVisitor) -> Response:
    """What this member's role can do here."""
    if visitor.may("queue"):
        return RedirectResponse("/", 303)
    with runtime_of(request).database.read() as session:
        counts = alarm_counts(session)
    return page(request, "welcome.html", {"alarms": counts})


def _waiting(request: Request) -> SignedIn | None:
    runtime = runtime_of(request)
    secret = request.cookies.get(SESSION, "")
    with runtime.database.read() as session:
        return read_session(session, runtime.indexer, secret, runtime.clock.now(), stages=frozenset({Stage.CODE}))


def _enter(request: Request, member: Member, stage: Stage, address: str) -> Response:
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


def _after(member: Member, suite: str) -> str:
    home = "/" if may(member.role, "queue") else "/accueil"
    return suite if suite != "/" and _OURS.match(suite) else home


def _form(request: Request, template: str = "sign_in.html", *, suite: str, login: str = "", refused: bool = False) -> Response:
    secret = form_secret(request)
    values = {
        "token": csrf_token(runtime_of(request).indexer, secret),
        "suite": suite if _OURS.match(suite) else "",
        "login": login[:80],
        "refused": refused,
    }
    response = page(request, template, values, status=403 if refused else 200)
    set_form(request, response, secret)
    return response
