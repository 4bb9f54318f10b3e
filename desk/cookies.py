"""Cookies: the session, what ties the sign-in form to the browser, and what knows the browser again; scripts read none."""

from __future__ import annotations

import secrets
from typing import Final

from fastapi import Request, Response

from intake.privacy import Indexer
from intake.staff import DEVICE_LIFE, SESSION_LIFE, TRIP_LIFE, Origin

SESSION: Final = "seuil_desk"
FORM: Final = "seuil_desk_form"
# A browser where somebody has signed in: strangers who try her login elsewhere do not make her wait here.
DEVICE: Final = "seuil_desk_device"
# Ties who comes back from the organisation's sign-in service to who left for it.
TRIP: Final = "seuil_desk_trip"


def csrf_token(indexer: Indexer, secret: str) -> str:
    """What a form must carry, bound to the secret of a cookie."""
    return indexer.token("csrf", secret)


def set_session(request: Request, response: Response, secret: str) -> None:
    """Put a new session in the browser, and drop the cookie of the sign-in form."""
    _set(request, response, SESSION, secret)
    response.delete_cookie(FORM, httponly=True, samesite="lax", secure=_secure(request))


def drop_session(request: Request, response: Response) -> None:
    """Take the session out of the browser."""
    response.delete_cookie(SESSION, httponly=True, samesite="lax", secure=_secure(request))


def form_secret(request: Request) -> str:
    """The secret of the sign-in form: the browser’s own, or a new one."""
    return request.cookies.get(FORM) or secrets.token_urlsafe(24)


def set_form(request: Request, response: Response, secret: str) -> None:
    """Tie the sign-in form to the browser."""
    _set(request, response, FORM, secret)


def origin_of(request: Request) -> Origin:
    """Where a try to sign in comes from."""
    return Origin(device=request.cookies.get(DEVICE, "")[:64], address=request.client.host if request.client else "")


def device_secret(request: Request) -> str:
    """The secret by which the browser is known again: its own, or a new one."""
    return request.cookies.get(DEVICE, "")[:64] or secrets.token_urlsafe(24)


def set_device(request: Request, response: Response, secret: str) -> None:
    """Let the browser be known again."""
    _set(request, response, DEVICE, secret, int(DEVICE_LIFE.total_seconds()))


def trip_secret(request: Request) -> str:
    """The secret of a trip to the sign-in service: the browser's own, or a new one."""
    return request.cookies.get(TRIP, "")[:64] or secrets.token_urlsafe(24)


def set_trip(request: Request, response: Response, secret: str) -> None:
    """Let the browser be known when it comes back."""
    _set(request, response, TRIP, secret, int(TRIP_LIFE.total_seconds()))


def drop_trip(request: Request, response: Response) -> None:
    """The trip is over."""
    response.delete_cookie(TRIP, httponly=True, samesite="lax", secure=_secure(request))


def _set(request: Request, response: Response, name: str, value: str, seconds: int = int(SESSION_LIFE.total_seconds())) -> None:
    # Lax and not Strict: a link in a message from the service must find her signed in.
    response.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite="lax", secure=_secure(request))


def _secure(request: Request) -> bool:
    return request.app.state.runtime.settings.production or request.url.scheme == "https"
