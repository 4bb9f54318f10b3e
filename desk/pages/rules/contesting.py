"""The register of contested categories: any member of staff contests, a named role answers with a date."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from desk.forms import Sent
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.rendering import page
from intake.clock import PARIS
from intake.contesting import ANSWERERS, Contested, ContestError, answer, categories, contest, contests, set_review
from intake.exchange import COLUMNS
from intake.labels import code_of
from intake.requests import current_convention
from intake.staff import staff_names
from lexicon.codes import Role

router = APIRouter()

FIGURES = {column.name: column.name for column in COLUMNS}


@router.get("/contestations", name="contests")
def register(request: Request, visitor: SignedInVisitor, genre: str = "") -> Response:
    """What is contested, what was answered, and the form."""
    return _register(request, visitor, genre, "", "", "")


def _register(request: Request, visitor: Visitor, kind: str, code: str, words: str, fault: str) -> Response:
    runtime = runtime_of(request)
    chosen = code_of(Contested, kind) or Contested.ROW
    with runtime.database.read() as session:
        convention = current_convention(session, runtime.clock.now().astimezone(PARIS).date())
        found = contests(session, convention, FIGURES)
        staff = staff_names(session)
    values = {
        "found": found,
        "names": staff,
        "kinds": list(Contested),
        "chosen": chosen,
        "categories": categories(convention, chosen, FIGURES),
        "code": code,
        "words": words,
        "fault": fault,
        "may_answer": visitor.actor.role in ANSWERERS,
        "roles": [role for role in Role if role in ANSWERERS],
    }
    return page(request, "contests.html", values, status=422 if fault else 200)


@router.post("/contestations", name="contest")
def add(request: Request, visitor: SignedInVisitor, sent: Sent) -> Response:
    """Contest a category in two lines."""
    runtime, now = runtime_of(request), runtime_of(request).clock.now()
    kind, code, words = (str(sent.get(name) or "") for name in ("genre", "code", "mots"))
    chosen = code_of(Contested, kind) or Contested.ROW
    try:
        if chosen is Contested.FIGURE and code not in FIGURES:
            raise ContestError("Ce chiffre n’existe pas.")
        with runtime.database.write() as session:
            convention = current_convention(session, now.astimezone(PARIS).date())
            contest(session, visitor.actor, convention, chosen, code, words, now)
    except ContestError as error:
        return _register(request, visitor, kind, code, words, str(error))
    return RedirectResponse("/contestations", 303)


@router.post("/contestations/{contest_id}/reponse", name="contest_answer")
def reply(request: Request, visitor: SignedInVisitor, contest_id: str, sent: Sent) -> Response:
    """Answer, and say when the category is looked at again."""
    runtime, now = runtime_of(request), runtime_of(request).clock.now()
    try:
        with runtime.database.write() as session:
            answer(session, visitor.actor, contest_id, str(sent.get("mots") or ""), now)
            when = str(sent.get("relecture") or "")
            kind = code_of(Contested, sent.get("genre"))
            role = code_of(ANSWERERS, sent.get("role"))
            if when and kind and role:
                today = now.astimezone(PARIS).date()
                set_review(session, visitor.actor, kind, str(sent.get("code") or ""), _day(when), role, today)
    except ContestError as error:
        return _register(request, visitor, "", "", "", str(error))
    return RedirectResponse("/contestations", 303)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ContestError("Écrivez le jour de la relecture, comme 2027-01-15.") from None
