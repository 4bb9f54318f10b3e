"""The pages: chat, callback form, notices, health."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.templating import Jinja2Templates

from channels.callback import CallbackForm, CallbackFormError, take_callback
from channels.context import REHEARSAL_COOKIE, Context, context
from channels.public_rules import published_rules, rules_in_sentences
from channels.screening import screen_alone, without_memory
from channels.sessions import COOKIE
from intake.clock import hours_in_words
from intake.convention import sample_convention
from intake.directory import service_antenna
from intake.rehearsing import Rehearsal
from intake.requests import NoConventionError, antennas, current_convention, hours_of, load_conversation, reference_in_pairs
from intake.storage import DatabaseDownError, new_id
from intake.summary import spoken_phone

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)
Running = Annotated[Context, Depends(context)]
_templates = Jinja2Templates(directory=Path(__file__).parent / "pages" / "templates")


def _page(request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    running = context(request)
    shared = {**_service_line(running), **values}
    return _templates.TemplateResponse(request, name, shared, status_code=status)


def _service_line(running: Context) -> dict[str, str]:
    """The number to call and when it is answered; when the database is down, no number and the hours that ship."""
    runtime = running.runtime
    try:
        with runtime.database.read() as session:
            first = service_antenna(antennas(session))
            hours = hours_of(current_convention(session, runtime.clock.today()), first)
    except (DatabaseDownError, NoConventionError):
        first, hours = None, hours_of(sample_convention())
    number = {"phone": spoken_phone(first.phone), "phone_e164": first.phone} if first else {"phone": "", "phone_e164": ""}
    return {"hours": hours_in_words(hours), **number}


def error_page(request: Request, status: int, text: str) -> Response:
    """A page that says what happened and what to do."""
    return _page(request, "erreur.html", status, title="Nous n’avons pas pu répondre", text=text)


def rehearsal_over(request: Request) -> Response:
    """The page of a rehearsal whose time is over."""
    return _page(request, "repetition_finie.html", 410)


@router.get("/")
def chat(request: Request, running: Running) -> Response:
    """The page a beneficiary opens."""
    token = request.cookies.get(COOKIE, "")
    found = running.sessions.conversation_of(token) if token else None
    if found is not None:
        with running.runtime.database.read() as session:
            found = found if load_conversation(session, found) else None
    return _page(request, "chat.html", conversation={"id": found} if found else None)


@router.post("/quitter")
def leave() -> Response:
    """Quick exit: the browser forgets the conversation."""
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, path="/")
    response.delete_cookie(REHEARSAL_COOKIE, path="/")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@router.get("/rappel")
def callback_form(request: Request, running: Running) -> Response:
    """The callback form."""
    return _page(request, "rappel.html", errors={}, values={}, key=running.sessions.issue_form(new_id()))


@router.post("/rappel")
def callback(
    request: Request,
    running: Running,
    key: Annotated[str, Form()] = "",
    first_name: Annotated[str, Form()] = "",
    last_name: Annotated[str, Form()] = "",
    phone: Annotated[str, Form()] = "",
    postal_code: Annotated[str, Form()] = "",
    when: Annotated[str, Form()] = "",
    safe: Annotated[str, Form()] = "",
    message: Annotated[str, Form()] = "",
) -> Response:
    """Take the callback request, or show the form again with what to mend."""
    form = CallbackForm(first_name, last_name, phone, postal_code, when, safe, message)
    try:
        return _take_form(request, running, form, running.sessions.form_of(key) or new_id())
    except DatabaseDownError:
        danger = screen_alone(form.message)
        if danger is None:
            raise
        return error_page(request, 503, without_memory(danger))


def _take_form(request: Request, running: Context, form: CallbackForm, conversation_id: str) -> Response:
    runtime = running.runtime
    with runtime.database.read() as session:
        convention = current_convention(session, runtime.clock.today())
    try:
        taken = take_callback(runtime, convention, form, conversation_id)
    except CallbackFormError as refused:
        signed = running.sessions.issue_form(conversation_id)
        return _page(request, "rappel.html", 422, errors=refused.errors, values=vars(form), key=signed)
    return _page(request, "rappel_ok.html", text=taken.text, reference=reference_in_pairs(taken.reference), safety=taken.safety)


@router.get("/donnees")
def data_notice(request: Request) -> Response:
    """The notice on personal data."""
    return _page(request, "donnees.html", dpo="")


@router.get("/accessibilite")
def accessibility(request: Request) -> Response:
    """The accessibility declaration."""
    return _page(request, "accessibilite.html")


@router.get("/regles")
def rules(request: Request, running: Running) -> Response:
    """The rules and questions in force and to come, in sentences; in a rehearsal, those that are rehearsed."""
    rehearsed: Rehearsal | None = getattr(request.state, "rehearsal", None)
    today = running.runtime.clock.today()
    if rehearsed is not None:
        told = rules_in_sentences(rehearsed.convention)
        return _page(request, "regles.html", conventions=[told | {"effective_from": rehearsed.day, "effective_to": None}])
    with running.runtime.database.read() as session:
        conventions = published_rules(session, today)
        if not conventions:
            # Says that none is in force.
            current_convention(session, today)
    return _page(request, "regles.html", conventions=conventions)


@router.get("/healthz")
def alive() -> Response:
    """Liveness."""
    return PlainTextResponse("ok")


@router.get("/readyz")
def ready(running: Running) -> Response:
    """Readiness, one line per dependency."""
    try:
        running.runtime.database.ping()
        database = True
    except DatabaseDownError:
        database = False
    states = {"database": database, "rasa": running.rasa.alive(), "actions": running.rasa.actions_alive()}
    lines = "\n".join(f"{name}: {'ok' if up else 'down'}" for name, up in states.items())
    return PlainTextResponse(lines + "\n", status_code=200 if all(states.values()) else 503)
