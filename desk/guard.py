"""Before every route: who is it, may they, and does the form come from our own page."""

from __future__ import annotations

import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, NoReturn

from fastapi import Depends, HTTPException, Request

from desk.access import ACCESS, ANYONE, AUTOMATIC, ENROLLING, may
from desk.cookies import FORM, SESSION, csrf_token
from intake.privacy import Actor
from intake.requests import note_access
from intake.runtime import Runtime
from intake.staff import Member, Stage, check_api_token, is_due, keep_awake, note_token_use, read_session, token_use_is_due

API = "/api/"
FRAGMENTS = "/fragments/"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_ENTERED = frozenset({Stage.OPEN, Stage.ENROL})


class SignInNeededError(Exception):
    """The page asks for a session that is not there any more."""


class SecondFactorNeededError(Exception):
    """Nothing opens before the second factor is in place."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: a member of staff with the token of her forms, or a program (`member` is None)."""

    actor: Actor
    member: Member | None
    csrf: str
    session_id: str = ""
    # She has given her password, and must put her second factor in place before anything else.
    enrolling: bool = False

    def may(self, route: str) -> bool:
        """Whether she may open a route, to show a button only to who can use it."""
        return may(self.actor.role, route, self.actor.antenna) and (not self.enrolling or route in ENROLLING)


def runtime_of(request: Request) -> Runtime:
    """The parts that the process was started with."""
    runtime: Runtime = request.app.state.runtime
    return runtime


def guard(request: Request) -> Visitor | None:
    """The visitor, None where anyone may come in; raises for who may not."""
    route: str = request.scope["route"].name
    if ACCESS[route] is ANYONE:
        return None
    visitor = _program(request) if request.url.path.startswith(API) else _member(request, route)
    request.state.visitor = visitor
    if visitor.enrolling and route not in ENROLLING:
        raise SecondFactorNeededError
    if not visitor.may(route):
        runtime = runtime_of(request)
        with runtime.database.write() as session:
            note_access(session, visitor.actor, f"refused_{route}", None, runtime.clock.now())
        raise HTTPException(403)
    return visitor


def signed_in(visitor: Annotated[Visitor | None, Depends(guard)]) -> Visitor:
    """The visitor of a route that is closed to strangers."""
    if visitor is None:
        raise LookupError("this route is open to anyone: it has no visitor")
    return visitor


SignedInVisitor = Annotated[Visitor, Depends(signed_in)]


def _program(request: Request) -> Visitor:
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    if kind.casefold() != "bearer" or not secret.strip():
        _token_needed()
    runtime, now = runtime_of(request), runtime_of(request).clock.now()
    with runtime.database.read() as session:
        actor = check_api_token(session, runtime.indexer, secret.strip(), now)
        due = actor is not None and token_use_is_due(session, actor.id, now)
    if actor is None:
        _token_needed()
    if due:
        with runtime.database.write() as session:
            note_token_use(session, actor.id, now)
    return Visitor(actor, None, "")


def _token_needed() -> NoReturn:
    raise HTTPException(401, headers={"WWW-Authenticate": 'Bearer realm="seuil"'})


def _member(request: Request, route: str) -> Visitor:
    runtime, now = runtime_of(request), runtime_of(request).clock.now()
    secret = request.cookies.get(SESSION, "")
    with runtime.database.read() as session:
        found = read_session(session, runtime.indexer, secret, now, stages=_ENTERED) if secret else None
    if found is None:
        raise SignInNeededError
    if is_due(found, now) and route not in AUTOMATIC:
        with runtime.database.write() as session:
            keep_awake(session, runtime.indexer, secret, now)
    csrf = csrf_token(runtime.indexer, secret)
    return Visitor(found.member.actor, found.member, csrf, session_id=found.id, enrolling=found.stage is Stage.ENROL)


async def protect(request: Request, visitor: Annotated[Visitor | None, Depends(guard)]) -> AsyncIterator[None]:
    """Refuse a form that was not made by our own page for this very browser."""
    if request.method in _SAFE or request.url.path.startswith(API):
        yield
        return
    form_secret = request.cookies.get(FORM, "")
    expected = visitor.csrf if visitor else csrf_token(runtime_of(request).indexer, form_secret) if form_secret else ""
    # Closed at the end: what was sent with it may be a file.
    async with request.form() as form:
        given = form.get("jeton")
        if not expected or not isinstance(given, str) or not hmac.compare_digest(expected.encode(), given.encode()):
            raise HTTPException(403, "Cette page était ouverte depuis trop longtemps. Revenez en arrière, rechargez-la et recommencez.")
        yield
