"""Signing in and out, and the page that every member of staff may see."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from desk.cookies import SESSION, drop_session, origin_of
from desk.entering import after, enter, form, proceed, service_of
from desk.guard import SignedInVisitor, runtime_of
from desk.rendering import page
from intake.alarms import alarm_counts
from intake.staff import SignedIn, Stage, check_code, check_password, close_session, read_session

router = APIRouter()


@router.get("/connexion", name="sign_in_page")
def sign_in_page(request: Request, suite: str = "", sortie: str = "") -> Response:
    """The sign-in form; who is signed in already goes on."""
    runtime = runtime_of(request)
    if secret := request.cookies.get(SESSION):
        with runtime.database.read() as session:
            if read_session(session, runtime.indexer, secret, runtime.clock.now()):
                return RedirectResponse("/accueil", 303)
    service = service_of(request)
    may_end = sortie == "1" and service is not None and service.end_address(runtime.clock.now()) is not None
    return form(request, suite=suite, may_end=may_end)


@router.post("/connexion", name="sign_in")
def sign_in(
    request: Request,
    identifiant: Annotated[str, Form()] = "",
    mot_de_passe: Annotated[str, Form()] = "",
    suite: Annotated[str, Form()] = "",
) -> Response:
    """Check the password; then comes the code, or the session opens."""
    runtime = runtime_of(request)
    service = service_of(request)
    if service is not None and service.only:
        return form(request, suite=suite, notice="Ici, on se connecte seulement avec le compte de l’organisation.", status=403)
    now = runtime.clock.now()
    member = check_password(runtime.database, runtime.indexer, login=identifiant, password=mot_de_passe, now=now, origin=origin_of(request))
    if member is None:
        return form(request, suite=suite, login=identifiant, refused=True)
    return proceed(request, member, suite)


@router.get("/connexion/code", name="sign_in_code_page")
def sign_in_code_page(request: Request, suite: str = "") -> Response:
    """The code of the second factor, after the password."""
    if _waiting(request) is None:
        return RedirectResponse("/connexion", 303)
    return form(request, "sign_in_code.html", suite=suite)


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
        return form(request, "sign_in_code.html", suite=suite, refused=True)
    return enter(request, waiting.member, Stage.OPEN, after(waiting.member, suite))


@router.post("/deconnexion", name="sign_out")
def sign_out(request: Request, visitor: SignedInVisitor) -> Response:
    """End the session, in the table and in the browser."""
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        close_session(session, runtime.indexer, request.cookies[SESSION])
    response = RedirectResponse("/connexion?sortie=1" if service_of(request) else "/connexion", 303)
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
