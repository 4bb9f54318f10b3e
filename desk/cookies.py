"""Cookies: one for the session, one that ties the sign-in form to the browser; neither is readable by scripts."""

from __future__ import annotations

import secrets
from typing import Final

from fastapi import Request, Response

from intake.privacy import Indexer
from intake.staff import SESSION_LIFE

SESSION: Final = "seuil_desk"
FORM: Final = "seuil_desk_form"


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


def _set(request: Request, response: Response, name: str, value: str) -> None:
    # Lax and not Strict: a link in a message from the service must find her signed in.
    response.set_cookie(
        name, value, max_age=int(SESSION_LIFE.total_seconds()), path="/", httponly=True, samesite="lax", secure=_secure(request)
    )


def _secure(request: Request) -> bool:
    return request.app.state.runtime.settings.production or request.url.scheme == "https"
