"""The routes of invited partners: no secret in an address, no script needed, the dialogue engine not needed either."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.templating import Jinja2Templates
from starlette.datastructures import FormData

from channels.context import Context, context
from channels.partners.cookies import (
    SESSION,
    browser_secret,
    caller,
    drop_session,
    form_token,
    is_ours,
    set_browser,
    set_session,
)
from channels.partners.forms import Typed, form_page
from channels.screening import screen_alone, without_memory
from channels.site import error_page
from intake.clock import DAYS, MONTHS, PARIS, in_words
from intake.convention import Convention
from intake.dialogue import safety_words
from intake.directory import service_antenna
from intake.draft import DangerHeard
from intake.partners import (
    Partner,
    Sender,
    TooManyFilingsError,
    TooManyTriesError,
    ask_code,
    close_session,
    enter_code,
    file_for,
    groups_of,
    keep_awake,
    own_filings,
    read_filing,
    read_session,
)
from intake.requests import antennas, current_convention, reference_in_pairs
from intake.storage import DatabaseDownError, new_id
from intake.summary import spoken_phone
from lexicon.codes import Channel


async def posted(request: Request) -> FormData:
    """The form, read before the route runs in its thread."""
    return await request.form()


router = APIRouter(prefix="/partenaire", default_response_class=HTMLResponse, include_in_schema=False)
Running = Annotated[Context, Depends(context)]
Posted = Annotated[FormData, Depends(posted)]
_templates = Jinja2Templates(directory=Path(__file__).parent.parent / "pages" / "templates")

MOST_EMAIL = 254
# Where a danger may be told.
_FREE = ("narrative", "expectation", "treating_doctor")
WRONG_CODE = "Ce code n’est pas le bon, ou il n’est plus valable. Recopiez le dernier reçu, ou demandez-en un autre."
NO_EMAIL = "Écrivez votre adresse e-mail professionnelle."
PAUSE = "Trop d’essais depuis cet endroit. Attendez une heure, ou appelez-nous."
OLD_PAGE = "Cette page était ouverte depuis trop longtemps. Rien n’est perdu : vérifiez, puis validez de nouveau."
ENDED = "Votre connexion a pris fin. Rien n’est encore transmis, et rien de ce que vous avez écrit n’est perdu : reconnectez-vous."
TOO_MANY = "Vous avez déjà transmis beaucoup de demandes aujourd’hui. Appelez-nous pour celle-ci, ou revenez demain."


@router.get("")
def home(request: Request, running: Running) -> Response:
    """Her list, or the way in."""
    partner = _partner(request, running)
    if partner is None:
        return _page(request, "partenaire_connexion.html", email="", error="", ended="", safety="", carried=())
    now = running.runtime.clock.now()
    # A write: each line shown leaves a read trace.
    with running.runtime.database.write() as session:
        filings = own_filings(session, partner, now)
    lines = [
        (reference_in_pairs(one.reference), one.initials or "sans nom", _day(one.filed_at), one.progress.label, one.progress.value)
        for one in filings
    ]
    return _page(request, "partenaire.html", partner=partner, lines=lines)


@router.post("/connexion")
def connexion(request: Request, running: Running, form: Posted) -> Response:
    """Send a code, if that address was invited; the answer is the same for every address."""
    email, carried = _text(form, "email")[: MOST_EMAIL + 1], _carried(running, form)
    if not is_ours(request, running.runtime.indexer, _text(form, "jeton")):
        return _sign_in(request, 403, email=email, error=OLD_PAGE, carried=carried)
    if "@" not in email or len(email) > MOST_EMAIL:
        return _sign_in(request, 422, email=email, error=NO_EMAIL, carried=carried)
    runtime = running.runtime
    try:
        with runtime.database.write() as session:
            ask_code(
                session,
                runtime.indexer,
                email=email,
                browser=browser_secret(request),
                caller=caller(request, runtime.indexer),
                now=runtime.clock.now(),
                random=SystemRandom(),
            )
    except TooManyTriesError:
        return _sign_in(request, 429, email=email, error=PAUSE, carried=carried)
    return _page(request, "partenaire_code.html", email=email, error="", carried=carried)


@router.post("/code")
def code(request: Request, running: Running, form: Posted) -> Response:
    """Open the session with the code; what was being written comes back."""
    email, carried, runtime = _text(form, "email")[:MOST_EMAIL], _carried(running, form), running.runtime
    if not is_ours(request, runtime.indexer, _text(form, "jeton")):
        return _sign_in(request, 403, email=email, error=OLD_PAGE, carried=carried)
    try:
        with runtime.database.write() as session:
            secret = enter_code(
                session,
                runtime.indexer,
                email=email,
                text=_text(form, "code")[:40],
                browser=browser_secret(request),
                caller=caller(request, runtime.indexer),
                now=runtime.clock.now(),
            )
    except TooManyTriesError:
        return _page(request, "partenaire_code.html", 429, email=email, error=PAUSE, carried=carried)
    if secret is None:
        return _page(request, "partenaire_code.html", 422, email=email, error=WRONG_CODE, carried=carried)
    response: Response = RedirectResponse("/partenaire", 303)
    if carried:
        convention, typed = _convention(running), _typed(running, form)
        response = _form(request, running, convention, typed, key=_text(form, "f.key"), partner=_of_session(running, secret))
    set_session(request, response, secret)
    return response


@router.post("/deconnexion")
def leave(request: Request, running: Running, form: Posted) -> Response:
    """End the session and leave nothing in the browser."""
    response = RedirectResponse("/partenaire", 303)
    secret = request.cookies.get(SESSION, "")
    if secret and is_ours(request, running.runtime.indexer, _text(form, "jeton")):
        with running.runtime.database.write() as session:
            close_session(session, running.runtime.indexer, secret)
        drop_session(request, response)
    return response


@router.get("/demande")
def blank(request: Request, running: Running) -> Response:
    """The form for one person."""
    partner = _partner(request, running)
    if partner is None:
        return RedirectResponse("/partenaire", 303)
    return _form(request, running, _convention(running), {}, partner=partner)


@router.post("/demande")
def demande(request: Request, running: Running, form: Posted) -> Response:
    """Hand the request over, once for each form; or show it again with what to mend."""
    danger = screen_alone("\n".join(value for code in _FREE for value in _values(form, code)))
    try:
        return _take(request, running, form, danger)
    except DatabaseDownError:
        if danger is None:
            raise
        return error_page(request, 503, without_memory(danger))


def _take(request: Request, running: Context, form: FormData, danger: DangerHeard | None) -> Response:
    runtime, convention = running.runtime, _convention(running)
    typed, key = _typed(running, form), _text(form, "f.key")
    safety = safety_words(convention, danger, Channel.WEB, True) if danger else ""
    partner = _partner(request, running)
    if partner is None:
        return _sign_in(request, 401, ended=ENDED, safety=safety, carried=_carried(running, form))
    if not is_ours(request, runtime.indexer, _text(form, "jeton")):
        return _form(request, running, convention, typed, 403, key=key, partner=partner, said=OLD_PAGE, safety=safety)
    filled = read_filing(convention, typed, today=runtime.clock.today(), danger=danger is not None)
    if filled.errors and danger is None:
        return _form(request, running, convention, typed, 422, key=key, partner=partner, errors=filled.errors)
    settings = runtime.settings
    try:
        with runtime.database.write() as session:
            filed = file_for(
                session,
                partner,
                filled,
                key=running.sessions.form_of(key) or new_id(),
                convention=convention,
                danger=danger,
                now=runtime.clock.now(),
                indexer=runtime.indexer,
                random=SystemRandom(),
                sender=Sender(settings.sms_from, settings.sms_per_day),
            )
    except TooManyFilingsError:
        return _form(request, running, convention, typed, 429, key=key, partner=partner, said=TOO_MANY)
    except LookupError:
        # The form of somebody else, in the same browser: this one begins anew.
        return _form(request, running, convention, typed, 409, partner=partner, said=OLD_PAGE)
    unread = [_label(convention, code) for code in filled.unread]
    when = in_words(filed.due_at, runtime.clock.today())
    values: dict[str, Any] = {"reference": reference_in_pairs(filed.reference), "when": when, "unread": unread, "again": filed.again}
    return _page(request, "partenaire_recu.html", partner=partner, safety=safety, **values)


def _partner(request: Request, running: Context) -> Partner | None:
    """Who is signed in."""
    secret = request.cookies.get(SESSION, "")
    return _of_session(running, secret) if secret else None


def _of_session(running: Context, secret: str) -> Partner | None:
    runtime, now = running.runtime, running.runtime.clock.now()
    with runtime.database.read() as session:
        found = read_session(session, runtime.indexer, secret, now)
    if found is None:
        return None
    if found.is_due(now):
        with runtime.database.write() as session:
            keep_awake(session, runtime.indexer, secret, now)
    return found.partner


def _form(
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
    # A key that is signed stays: the same form sent twice is one request.
    known = key if key and running.sessions.form_of(key) else running.sessions.issue_form(new_id())
    screen = form_page(convention, typed, errors or {})
    return _page(request, "partenaire_demande.html", status, partner=partner, screen=screen, key=known, said=said, safety=safety)


def _sign_in(
    request: Request,
    status: int,
    *,
    email: str = "",
    error: str = "",
    ended: str = "",
    safety: str = "",
    carried: tuple[tuple[str, str], ...] = (),
) -> Response:
    return _page(request, "partenaire_connexion.html", status, email=email, error=error, ended=ended, safety=safety, carried=carried)


def _page(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    running, browser = context(request), browser_secret(request)
    with running.runtime.database.read() as session:
        antenna = service_antenna(antennas(session))
    line = {"phone": spoken_phone(antenna.phone) if antenna else "", "phone_e164": antenna.phone if antenna else "", "hours": ""}
    token = form_token(running.runtime.indexer, browser)
    response = _templates.TemplateResponse(request, name, {**line, "jeton": token, **values}, status_code=status)
    set_browser(request, response, browser)
    return response


def _convention(running: Context) -> Convention:
    with running.runtime.database.read() as session:
        return current_convention(session, running.runtime.clock.today())


def _label(convention: Convention, code: str) -> str:
    return convention.field(code).label if convention.has_field(code) else code


def _typed(running: Context, form: FormData) -> dict[str, tuple[str, ...]]:
    """What stands in the form, by field."""
    codes = ["narrative", "topics", *(one.code for one in groups_of(_convention(running)).every)]
    return {code: values for code in codes if (values := tuple(_values(form, code)))}


def _carried(running: Context, form: FormData) -> tuple[tuple[str, str], ...]:
    """What was being written when the session ended, to be carried through the signing in; stored nowhere."""
    typed = _typed(running, form)
    key = _text(form, "f.key")
    pairs = [(f"f.{code}", value) for code, values in typed.items() for value in values if value]
    return (*pairs, ("f.key", key)) if pairs else ()


def _values(form: FormData, code: str) -> list[str]:
    return [_clean(value) for value in form.getlist(f"f.{code}")]


def _text(form: FormData, name: str) -> str:
    return _clean(form.get(name))


def _clean(value: object) -> str:
    # Browsers send the ends of lines in their own way.
    return value.strip().replace("\r\n", "\n").replace("\x00", "") if isinstance(value, str) else ""


def _day(at: datetime) -> str:
    local = at.astimezone(PARIS)
    return f"{DAYS[local.weekday()]} {'1er' if local.day == 1 else local.day} {MONTHS[local.month - 1]} {local.year}"
