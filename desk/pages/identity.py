"""Signing in by the organisation's own service: leaving for it, coming back, and signing out there too."""

from __future__ import annotations

import logging
import secrets
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from desk.cookies import drop_trip, set_trip, trip_secret
from desk.entering import OURS, form, proceed, service_of
from desk.guard import runtime_of
from desk.organisation import NotProvenError, Service, ServiceDownError
from intake.staff import IdentityRefusedError, Member, Trip, begin_trip, member_of_identity, note_identity_refused, take_trip

_log = logging.getLogger("seuil.desk")

router = APIRouter()

DOWN = "Le service de connexion de l’organisation ne répond pas en ce moment."
LATE = "Cette connexion a été commencée il y a trop longtemps, ou dans un autre navigateur. Recommencez."
NOT_PROVEN = "La réponse du service de connexion n’a pas pu être vérifiée. Recommencez ; si cela dure, prévenez votre administrateur."
STOPPED = "La connexion par l’organisation n’est pas allée jusqu’au bout. Vous pouvez recommencer."
Short = Annotated[str, Query(max_length=200)]


@router.get("/connexion/organisation", name="identity_leave")
def identity_leave(request: Request, suite: Short = "") -> Response:
    """Send the browser to the service, or say that it is down."""
    service, runtime = _service(request), runtime_of(request)
    now, state, browser = runtime.clock.now(), secrets.token_urlsafe(32), trip_secret(request)
    trip = Trip(nonce=secrets.token_urlsafe(32), verifier=secrets.token_urlsafe(48), after=suite if OURS.match(suite) else "")
    try:
        address = service.leaving_address(state=state, trip=trip, now=now)
    except ServiceDownError as error:
        return _down(request, error, suite)
    with runtime.database.write() as session:
        begin_trip(session, runtime.indexer, state=state, browser=browser, trip=trip, now=now)
    response = RedirectResponse(address, 303)
    set_trip(request, response, browser)
    return response


@router.get("/connexion/retour", name="identity_back")
def identity_back(
    request: Request,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=2000)] = "",
    error: Short = "",
    iss: Annotated[str | None, Query(max_length=500)] = None,
) -> Response:
    """The browser comes back with a code: whose is it, and may she come in."""
    service, runtime = _service(request), runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        trip = take_trip(session, runtime.indexer, state=state, browser=trip_secret(request), now=now)
    if trip is None:
        return form(request, suite="", notice=LATE, status=403)
    if error or not code:
        return form(request, suite=trip.after, notice=STOPPED, status=403)
    try:
        identity = service.identity(code=code, said_issuer=iss, trip=trip, now=now)
    except ServiceDownError as problem:
        return _down(request, problem, trip.after)
    except NotProvenError as problem:
        _log.warning("%s sign-in service not proven: %s", request.state.number, problem)
        _refused(request)
        return form(request, suite=trip.after, notice=NOT_PROVEN, status=403)
    try:
        member = _member(request, service, identity.subject, identity.email)
    except IdentityRefusedError as refused:
        _refused(request)
        return form(request, suite=trip.after, notice=refused.refusal.label, status=403)
    response = proceed(request, member, trip.after, proven_twice=identity.second_factor)
    drop_trip(request, response)
    return response


@router.get("/connexion/organisation/fin", name="identity_end")
def identity_end(request: Request) -> Response:
    """Sign out of the service too, where it offers that."""
    address = _service(request).end_address(runtime_of(request).clock.now())
    return RedirectResponse(address or "/connexion", 303)


def _service(request: Request) -> Service:
    service = service_of(request)
    if service is None:
        raise HTTPException(404)
    return service


def _member(request: Request, service: Service, subject: str, email: str | None) -> Member:
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        return member_of_identity(
            session, runtime.indexer, issuer=service.issuer, subject=subject, email=email, now=runtime.clock.now()
        )  # fmt: skip


def _refused(request: Request) -> None:
    runtime = runtime_of(request)
    with runtime.database.write() as session:
        note_identity_refused(session, runtime.clock.now())


def _down(request: Request, error: ServiceDownError, suite: str) -> Response:
    _log.warning("%s sign-in service down: %s", request.state.number, error)
    service = service_of(request)
    way = "Réessayez dans quelques minutes." if service is not None and service.only else "Vous pouvez entrer avec votre mot de passe."
    return form(request, suite=suite, notice=f"{DOWN} {way}", status=503)
