"""The routes of invited partners: no secret in an address, no script needed, the dialogue engine not needed either."""

from __future__ import annotations

from datetime import datetime
from random import SystemRandom
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.datastructures import FormData

from channels.context import Context, context
from channels.partners.cookies import (
    SESSION,
    browser_secret,
    caller,
    drop_session,
    is_ours,
    set_session,
)
from channels.partners.reading import Posted, carried_in, convention_now, text_in, typed_in, values_in
from channels.partners.showing import partner_here, partner_of_session, show, show_form, show_sign_in
from channels.screening import screen_alone, without_memory
from channels.site import error_page
from intake.clock import DAYS, PARIS, date_in_words, in_words
from intake.dialogue import safety_words
from intake.draft import DangerHeard
from intake.partners import (
    Sender,
    TooManyFilingsError,
    TooManyTriesError,
    ask_code,
    close_session,
    enter_code,
    file_for,
    own_filings,
    read_filing,
)
from intake.requests import reference_in_pairs
from intake.storage import DatabaseDownError, new_id
from lexicon.codes import Channel

router = APIRouter(prefix="/partenaire", default_response_class=HTMLResponse, include_in_schema=False)
Running = Annotated[Context, Depends(context)]

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
    partner = partner_here(request, running)
    if partner is None:
        return show(request, "partenaire_connexion.html", email="", error="", ended="", safety="", carried=())
    now = running.runtime.clock.now()
    # A write: each line shown leaves a read trace.
    with running.runtime.database.write() as session:
        filings = own_filings(session, partner, now)
    lines = [
        (reference_in_pairs(one.reference), one.initials or "sans nom", _day(one.filed_at), one.progress.label, one.progress.value)
        for one in filings
    ]
    return show(request, "partenaire.html", partner=partner, lines=lines)


@router.post("/connexion")
def connexion(request: Request, running: Running, form: Posted) -> Response:
    """Send a code, if that address was invited; the answer is the same for every address."""
    email, carried = text_in(form, "email")[: MOST_EMAIL + 1], carried_in(running, form)
    if not is_ours(request, running.runtime.indexer, text_in(form, "jeton")):
        return show_sign_in(request, 403, email=email, error=OLD_PAGE, carried=carried)
    if "@" not in email or len(email) > MOST_EMAIL:
        return show_sign_in(request, 422, email=email, error=NO_EMAIL, carried=carried)
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
        return show_sign_in(request, 429, email=email, error=PAUSE, carried=carried)
    return show(request, "partenaire_code.html", email=email, error="", carried=carried)


@router.post("/code")
def code(request: Request, running: Running, form: Posted) -> Response:
    """Open the session with the code; what was being written comes back."""
    email, carried, runtime = text_in(form, "email")[:MOST_EMAIL], carried_in(running, form), running.runtime
    if not is_ours(request, runtime.indexer, text_in(form, "jeton")):
        return show_sign_in(request, 403, email=email, error=OLD_PAGE, carried=carried)
    try:
        with runtime.database.write() as session:
            secret = enter_code(
                session,
                runtime.indexer,
                email=email,
                text=text_in(form, "code")[:40],
                browser=browser_secret(request),
                caller=caller(request, runtime.indexer),
                now=runtime.clock.now(),
            )
    except TooManyTriesError:
        return show(request, "partenaire_code.html", 429, email=email, error=PAUSE, carried=carried)
    if secret is None:
        return show(request, "partenaire_code.html", 422, email=email, error=WRONG_CODE, carried=carried)
    response: Response = RedirectResponse("/partenaire", 303)
    if carried:
        convention, typed = convention_now(running), typed_in(running, form)
        response = show_form(request, running, convention, typed, key=text_in(form, "f.key"), partner=partner_of_session(running, secret))
    set_session(request, response, secret)
    return response


@router.post("/deconnexion")
def leave(request: Request, running: Running, form: Posted) -> Response:
    """End the session and leave nothing in the browser."""
    response = RedirectResponse("/partenaire", 303)
    secret = request.cookies.get(SESSION, "")
    if secret and is_ours(request, running.runtime.indexer, text_in(form, "jeton")):
        with running.runtime.database.write() as session:
            close_session(session, running.runtime.indexer, secret)
        drop_session(request, response)
    return response


@router.get("/demande")
def blank(request: Request, running: Running) -> Response:
    """The form for one person."""
    partner = partner_here(request, running)
    if partner is None:
        return RedirectResponse("/partenaire", 303)
    return show_form(request, running, convention_now(running), {}, partner=partner)


@router.post("/demande")
def demande(request: Request, running: Running, form: Posted) -> Response:
    """Hand the request over, once for each form; or show it again with what to mend."""
    danger = screen_alone("\n".join(value for code in _FREE for value in values_in(form, code)))
    try:
        return _take(request, running, form, danger)
    except DatabaseDownError:
        if danger is None:
            raise
        return error_page(request, 503, without_memory(danger))


def _take(request: Request, running: Context, form: FormData, danger: DangerHeard | None) -> Response:
    runtime, convention = running.runtime, convention_now(running)
    typed, key = typed_in(running, form), text_in(form, "f.key")
    safety = safety_words(convention, danger, Channel.WEB, True) if danger else ""
    partner = partner_here(request, running)
    if partner is None:
        return show_sign_in(request, 401, ended=ENDED, safety=safety, carried=carried_in(running, form))
    if not is_ours(request, runtime.indexer, text_in(form, "jeton")):
        return show_form(request, running, convention, typed, 403, key=key, partner=partner, said=OLD_PAGE, safety=safety)
    filled = read_filing(convention, typed, today=runtime.clock.today(), danger=danger is not None)
    if filled.errors and danger is None:
        return show_form(request, running, convention, typed, 422, key=key, partner=partner, errors=filled.errors)
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
        return show_form(request, running, convention, typed, 429, key=key, partner=partner, said=TOO_MANY)
    except LookupError:
        # The form of somebody else, in the same browser: this one begins anew.
        return show_form(request, running, convention, typed, 409, partner=partner, said=OLD_PAGE)
    unread = [convention.field(code).label for code in filled.unread]
    when = in_words(filed.due_at, runtime.clock.today())
    values: dict[str, Any] = {"reference": reference_in_pairs(filed.reference), "when": when, "unread": unread, "again": filed.again}
    return show(request, "partenaire_recu.html", partner=partner, safety=safety, **values)


def _day(at: datetime) -> str:
    local = at.astimezone(PARIS)
    return f"{DAYS[local.weekday()]} {date_in_words(local)}"
