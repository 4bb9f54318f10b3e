"""Signing in and out, and the page that every member of staff may see."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from desk.access import may
from desk.cookies import SESSION, csrf_token, drop_session, form_secret, set_form, set_session
from desk.guard import SignedInVisitor, runtime_of
from desk.rendering import page
from intake.alarms import alarm_counts
from intake.staff import check_password, close_session, open_session, read_session

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
    """Check the password and open a session."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    member = check_password(runtime.database, login=identifiant, password=mot_de_passe, now=now)
    if member is None:
        return _form(request, suite=suite, login=identifiant, refused=True)
    with runtime.database.write() as session:
        if old := request.cookies.get(SESSION):
            close_session(session, runtime.indexer, old)
        secret = open_session(session, runtime.indexer, member.id, now)
    home = "/" if may(member.role, "queue") else "/accueil"
    response = RedirectResponse(suite if suite != "/" and _OURS.match(suite) else home, 303)
    set_session(request, response, secret)
    return response


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


def _form(request: Request, *, suite: str, login: str = "", refused: bool = False) -> Response:
    secret = form_secret(request)
    values = {
        "token": csrf_token(runtime_of(request).indexer, secret),
        "suite": suite if _OURS.match(suite) else "",
        "login": login[:80],
        "refused": refused,
    }
    response = page(request, "sign_in.html", values, status=403 if refused else 200)
    set_form(request, response, secret)
    return response
