"""The pages of partners: each with a token for its forms, and who is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import Request, Response
from fastapi.templating import Jinja2Templates

from channels.context import Context, context
from channels.partners.cookies import SESSION, browser_secret, form_token, set_browser
from channels.partners.forms import Typed, form_page
from intake.convention import Convention
from intake.directory import service_antenna
from intake.partners import Partner, keep_awake, read_session
from intake.requests import antennas
from intake.storage import new_id
from intake.summary import spoken_phone

_templates = Jinja2Templates(directory=Path(__file__).parent.parent / "pages" / "templates")


def partner_here(request: Request, running: Context) -> Partner | None:
    """Who is signed in."""
    secret = request.cookies.get(SESSION, "")
    return partner_of_session(running, secret) if secret else None


def partner_of_session(running: Context, secret: str) -> Partner | None:
    """Who holds that session; None when it is over."""
    runtime, now = running.runtime, running.runtime.clock.now()
    with runtime.database.read() as session:
        found = read_session(session, runtime.indexer, secret, now)
    if found is None:
        return None
    if found.is_due(now):
        with runtime.database.write() as session:
            keep_awake(session, runtime.indexer, secret, now)
    return found.partner


def show_form(
    request: Request,
    running: Context,
    convention: Convention,
    typed: Typed,
    status: int = 200,
    *,
    key: str = "",
    partner: Partner | None = None,
    said: str = "",
    safety: str = "",
    errors: Mapping[str, str] | None = None,
) -> Response:
    """The form for one person, with what was typed and what to mend."""
    # A key that is signed stays: the same form sent twice is one request.
    known = key if key and running.sessions.form_of(key) else running.sessions.issue_form(new_id())
    screen = form_page(convention, typed, errors or {})
    return show(request, "partenaire_demande.html", status, partner=partner, screen=screen, key=known, said=said, safety=safety)


def show_sign_in(
    request: Request,
    status: int,
    *,
    email: str = "",
    error: str = "",
    ended: str = "",
    safety: str = "",
    carried: tuple[tuple[str, str], ...] = (),
) -> Response:
    """The way in; `carried` is what was being written, kept in the page alone."""
    return show(request, "partenaire_connexion.html", status, email=email, error=error, ended=ended, safety=safety, carried=carried)


def show(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    """A page with the telephone to call, in a browser to which its forms are bound."""
    running, browser = context(request), browser_secret(request)
    with running.runtime.database.read() as session:
        antenna = service_antenna(antennas(session))
    line = {"phone": spoken_phone(antenna.phone) if antenna else "", "phone_e164": antenna.phone if antenna else "", "hours": ""}
    token = form_token(running.runtime.indexer, browser)
    response = _templates.TemplateResponse(request, name, {**line, "jeton": token, **values}, status_code=status)
    set_browser(request, response, browser)
    return response
