"""« Mon compte »: one's second factor and one's sessions."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup

from desk.access import may
from desk.cookies import SESSION, csrf_token, device_secret, drop_session, origin_of, set_device, set_session
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.rendering import page
from desk.views.account import session_lines
from desk.views.browsers import browser_name
from intake.labels import sentence
from intake.staff import (
    Member,
    StaffError,
    begin_enrolment,
    change_password,
    check_code,
    close_session,
    confirm_enrolment,
    has_second_factor,
    open_session,
    qr_svg,
    recovery_codes_left,
    remember_device,
    renew_recovery_codes,
    revoke_others,
    revoke_session,
    sessions_of,
)
from intake.trail import note

router = APIRouter(prefix="/compte")


@router.get("", name="account")
def account(request: Request, visitor: SignedInVisitor, refuse: str = "", fait: str = "") -> Response:
    """Her sessions, her password and her second factor."""
    return _account(request, visitor, refused=refuse == "1", done=fait == "1")


def _account(request: Request, visitor: Visitor, *, refused: bool = False, done: bool = False, fault: str = "") -> Response:
    runtime, member = runtime_of(request), _member(visitor)
    now = runtime.clock.now()
    with runtime.database.read() as session:
        values = {
            "lines": session_lines(sessions_of(session, member.id, now), visitor.session_id, now),
            "enrolled": has_second_factor(session, member.id),
            "codes_left": recovery_codes_left(session, member.id),
            "required": runtime.settings.second_factor_required,
            "refused": refused,
            "done": done,
            "fault": fault,
        }
    return page(request, "account.html", values, status=422 if fault else 200)


@router.post("/mot-de-passe", name="password_change")
def password_change(
    request: Request,
    visitor: SignedInVisitor,
    ancien: Annotated[str, Form(max_length=400)] = "",
    nouveau: Annotated[str, Form(max_length=400)] = "",
    encore: Annotated[str, Form(max_length=400)] = "",
) -> Response:
    """A new password in the place of the old one; her other sessions are closed."""
    runtime, member = runtime_of(request), _member(visitor)
    try:
        if nouveau != encore:
            raise StaffError("les deux nouveaux mots de passe ne sont pas les mêmes")
        with runtime.database.write() as session:
            change_password(session, member, ancien, nouveau)
            revoke_others(session, member.id, visitor.session_id)
            note(session, visitor.actor, "password_changed", None, runtime.clock.now())
    except StaffError as error:
        return _account(request, visitor, fault=sentence(error))
    return RedirectResponse("/compte?fait=1", 303)


@router.get("/second-facteur", name="second_factor_page")
def second_factor_page(request: Request, visitor: SignedInVisitor, refuse: str = "") -> Response:
    """The secret to give to the application, as text and as a QR code, and the code that confirms it."""
    runtime, member = runtime_of(request), _member(visitor)
    with runtime.database.write() as session:
        if has_second_factor(session, member.id):
            return RedirectResponse("/compte", 303)
        enrolment = begin_enrolment(session, member, runtime.clock.now())
    # Drawn by us from our own secret: nothing in it was typed by anybody.
    drawn = Markup(qr_svg(enrolment.address))  # noqa: S704
    values = {"spelled": enrolment.spelled, "qr": drawn, "refused": refuse == "1"}
    return page(request, "second_factor.html", values)


@router.post("/second-facteur", name="second_factor_confirm")
def second_factor_confirm(request: Request, visitor: SignedInVisitor, code: Annotated[str, Form()] = "") -> Response:
    """Confirm with a code; the ten recovery codes are shown now and never again."""
    runtime, member = runtime_of(request), _member(visitor)
    now, device = runtime.clock.now(), device_secret(request)
    with runtime.database.write() as session:
        codes = confirm_enrolment(session, runtime.indexer, member, code[:40], now)
        if codes is None:
            return RedirectResponse("/compte/second-facteur?refuse=1", 303)
        # Her other sessions were opened with a password alone.
        revoke_others(session, member.id, visitor.session_id)
        close_session(session, runtime.indexer, request.cookies[SESSION])
        secret = open_session(
            session, runtime.indexer, member.id, now, browser=browser_name(request.headers.get("user-agent", ""))
        )  # fmt: skip
        remember_device(session, runtime.indexer, member.id, device, now)
    home = "/" if may(member.role, "queue") else "/accueil"
    # The page is already that of the new session: its forms carry the new token.
    request.state.visitor = replace(visitor, csrf=csrf_token(runtime.indexer, secret), enrolling=False)
    response = page(request, "recovery_codes.html", {"codes": codes, "home": home})
    set_session(request, response, secret)
    set_device(request, response, device)
    return response


@router.post("/codes", name="recovery_renew")
def recovery_renew(request: Request, visitor: SignedInVisitor, code: Annotated[str, Form()] = "") -> Response:
    """Ten new recovery codes, against a code of the application."""
    runtime, member = runtime_of(request), _member(visitor)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        right = check_code(session, runtime.indexer, member, code[:40], now, origin_of(request))
        codes = renew_recovery_codes(session, runtime.indexer, member, now) if right else ()
    if not right:
        return RedirectResponse("/compte?refuse=1", 303)
    return page(request, "recovery_codes.html", {"codes": codes, "home": "/compte"})


@router.post("/sessions/fermer", name="session_revoke")
def session_revoke(request: Request, visitor: SignedInVisitor, session_id: Annotated[str, Form(alias="session")] = "") -> Response:
    """End one of her sessions; ending the one that asks signs her out."""
    runtime, member = runtime_of(request), _member(visitor)
    with runtime.database.write() as session:
        if revoke_session(session, member.id, session_id):
            note(session, visitor.actor, "session_revoked", None, runtime.clock.now())
    if session_id == visitor.session_id:
        response = RedirectResponse("/connexion", 303)
        drop_session(request, response)
        return response
    return RedirectResponse("/compte?fait=1", 303)


@router.post("/sessions/autres", name="sessions_revoke_others")
def sessions_revoke_others(request: Request, visitor: SignedInVisitor) -> Response:
    """End all of her sessions but this one."""
    runtime, member = runtime_of(request), _member(visitor)
    with runtime.database.write() as session:
        revoke_others(session, member.id, visitor.session_id)
        note(session, visitor.actor, "sessions_revoked", None, runtime.clock.now())
    return RedirectResponse("/compte?fait=1", 303)


def _member(visitor: Visitor) -> Member:
    if visitor.member is None:
        raise LookupError("a program has no account page")
    return visitor.member
