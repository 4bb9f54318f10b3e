"""The two cookies of a partner's browser: its own secret, to which codes and forms are bound, and the session."""

from __future__ import annotations

import hmac
import secrets
from ipaddress import IPv6Address, ip_address
from typing import Final

from fastapi import Request, Response

from channels.context import context
from intake.partners import SESSION_LIFE
from intake.privacy import Indexer

SESSION: Final = "seuil_partenaire"
BROWSER: Final = "seuil_partenaire_navigateur"
PATH: Final = "/partenaire"


def browser_secret(request: Request) -> str:
    """The browser's own secret, or a new one."""
    return request.cookies.get(BROWSER, "")[:64] or secrets.token_urlsafe(24)


def set_browser(request: Request, response: Response, secret: str) -> None:
    """Let codes and forms be bound to this browser."""
    _set(request, response, BROWSER, secret)


def set_session(request: Request, response: Response, secret: str) -> None:
    """Put a new session in the browser."""
    _set(request, response, SESSION, secret)


def drop_session(request: Request, response: Response) -> None:
    """Take both cookies out: on a shared machine nothing is left."""
    for name in (SESSION, BROWSER):
        response.delete_cookie(name, path=PATH, httponly=True, samesite="lax", secure=_secure(request))


def form_token(indexer: Indexer, browser: str) -> str:
    """What a form must carry."""
    return indexer.token("partner_csrf", browser)


def is_ours(request: Request, indexer: Indexer, given: str) -> bool:
    """Whether a form was made by our own page for this very browser."""
    browser = request.cookies.get(BROWSER, "")[:64]
    return bool(browser) and hmac.compare_digest(form_token(indexer, browser).encode(), given.encode())


def caller(request: Request, indexer: Indexer) -> str:
    """Where a request comes from, as a keyed token: one IPv4 address, or the 64 bits of IPv6 that one subscriber holds."""
    address = request.client.host if request.client else ""
    try:
        parsed = ip_address(address)
    except ValueError:
        return indexer.token("address", address)
    if isinstance(parsed, IPv6Address):
        address = str(parsed.ipv4_mapped or int(parsed) >> 64)
    return indexer.token("address", address)


def _set(request: Request, response: Response, name: str, value: str) -> None:
    # Lax and not Strict: the link of the invitation must find her signed in.
    response.set_cookie(
        name, value, max_age=int(SESSION_LIFE.total_seconds()), path=PATH, httponly=True, samesite="lax", secure=_secure(request)
    )


def _secure(request: Request) -> bool:
    return context(request).base_url.startswith("https://") or request.url.scheme == "https"
