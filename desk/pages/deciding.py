"""Deciding on a hand-off: the panel, its forms, the text read again before it leaves, the undoing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData

from desk.forms import Sent
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.handoffs import GONE, seen_handoff
from desk.pages.decide_panels import may_take_back, panel_of
from desk.rendering import page
from desk.views.deciding import (
    OTHER_DOOR,
    SHEET,
    Typed,
    changed_sentence,
)
from intake.deciding import (
    Blamed,
    ChangedError,
    CloseOutcome,
    DecisionError,
    DecisionKind,
    HandedTo,
    OrientReason,
    ToldBy,
    Wish,
    Wrong,
    decide,
    history,
    last_decision,
    undo,
)
from intake.following_up import answer
from intake.labels import code_of
from intake.requests import antennas, convention_of, load_draft, note_access
from intake.staff import narrow
from lexicon.codes import Code

router = APIRouter(prefix="/demandes/{handoff_id}")

_TEXT_KINDS = (DecisionKind.ASK, DecisionKind.ORIENT)
# How the fields of the forms are called in the domain.
_FIELDS = {
    "axis": "axe",
    "handed_to": "confier",
    "reason": "motif",
    "organisation": "organisme",
    "told_by": "dire",
    "wrong": "faux_mots",
    "rewording": "autrement",
}


class _OnlyLookedAtError(Exception):
    """The decision could be taken: it was tried to show its text, and is rolled back."""


@router.post("/decision", name="decide")
def take(request: Request, visitor: SignedInVisitor, handoff_id: str, form: Sent) -> Response:
    """Take a decision; a text to the person is shown once more before."""
    return _take(request, visitor, handoff_id, form, frozenset(DecisionKind))


@router.post("/attribution", name="decide_assign")
def assign(request: Request, visitor: SignedInVisitor, handoff_id: str, form: Sent) -> Response:
    """Hand the file to an antenna or a social worker, and nothing else."""
    return _take(request, visitor, handoff_id, form, frozenset({DecisionKind.ASSIGN}))


@router.post("/suivi", name="follow_up_answer")
def followed_up(request: Request, visitor: SignedInVisitor, handoff_id: str, form: Sent) -> Response:
    """What she answered to « avez-vous eu une réponse ? »; a « non » reopens the request."""
    runtime = runtime_of(request)
    said = {"oui": True, "non": False}.get(_text(form, "reponse"))
    with runtime.database.write() as session:
        seen_handoff(session, visitor, handoff_id)
        # Answered meanwhile: the page shows how it stands.
        if said is not None:
            answer(session, visitor.actor, handoff_id, said, runtime.clock.now())
    return RedirectResponse(f"/demandes/{handoff_id}", 303)


@router.post("/decision/annulation", name="decide_undo")
def take_back(request: Request, visitor: SignedInVisitor, handoff_id: str, form: Sent) -> Response:
    """Undo the newest decision: one's own, or anybody's for who may decide."""
    runtime = runtime_of(request)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        seen_handoff(session, visitor, handoff_id)
        last = last_decision(session, handoff_id)
        if last is not None and not may_take_back(visitor, last.by):
            raise HTTPException(403, "C’est à la personne qui a décidé d’annuler sa décision.")
        try:
            undo(session, visitor.actor, handoff_id, _text(form, "decision"), now=now)
        except DecisionError as error:
            raise HTTPException(409, str(error)) from None
    return RedirectResponse(f"/demandes/{handoff_id}", 303)


def _take(request: Request, visitor: Visitor, handoff_id: str, form: FormData, kinds: frozenset[DecisionKind]) -> Response:
    runtime = runtime_of(request)
    now = runtime.clock.now()
    kind = code_of(DecisionKind, _text(form, "sorte"))
    try:
        version = datetime.fromisoformat(_text(form, "version"))
    except ValueError:
        version = None
    if kind is None or kind not in kinds or version is None or version.tzinfo is None:
        raise HTTPException(422, "Ce formulaire n’est pas complet. Revenez à la demande et recommencez.")
    wish = _wish(kind, form)
    look = wish.told_by is ToldBy.TEXT and kind in _TEXT_KINDS and _text(form, "confirme") != "1"
    try:
        with runtime.database.write() as session:
            narrow(session, visitor.actor)
            taken = decide(session, visitor.actor, handoff_id, version, wish, now=now, daily_limit=runtime.settings.sms_per_day)
            if taken is None:
                raise HTTPException(404, GONE)
            if look:
                raise _OnlyLookedAtError
    except _OnlyLookedAtError:
        return page(request, "decide_text.html", {"id": handoff_id, "text": (wish.words or "").strip(), "fields": _hidden(form)})
    except DecisionError as error:
        return _again(request, visitor, handoff_id, kind, form, error, now)
    return RedirectResponse(f"/demandes/{handoff_id}", 303)


def _again(
    request: Request, visitor: Visitor, handoff_id: str, kind: DecisionKind, form: FormData, error: DecisionError, now: datetime
) -> Response:
    """The forms again, with what was typed and what to correct."""
    changed = isinstance(error, ChangedError)
    typed = Typed(kind.value, {name: _text(form, name) for name in _TYPED}, tuple(_texts(form, "faux")))
    with runtime_of(request).database.write() as session:
        row = seen_handoff(session, visitor, handoff_id)
        draft = load_draft(session, row.request_id)
        convention = convention_of(session, draft.convention_version)
        # The forms name facts and topics of the request, not what was said of them.
        note_access(session, visitor.actor, "decide_page", row.request_id, now)
        errors = {} if changed else {_field(kind, error.field): str(error)}
        panel = panel_of(session, visitor, row, draft, convention, now, typed=typed, errors=errors)
        sentence = str(error)
        if changed:
            names = {antenna.code: antenna.name for antenna in antennas(session)}
            sentence = changed_sentence(next(iter(history(session, row)), None), convention, names, now)
    values = {"it": panel, "changed": changed, "sentence": sentence, "kind": kind.value, "typed": typed}
    return page(request, "decide_again.html", values, status=409 if changed else 422)


_TYPED = ("axe", "confier", "motif", "organisme", "organisme_autre", "dire", "mots", "texte", "faux_mots", "autrement", "suivi")


def _field(kind: DecisionKind, field: str) -> str:
    """The id of the field to correct, "" for none."""
    words = "texte" if kind is DecisionKind.ORIENT else "mots"
    name = words if field == "words" else _FIELDS.get(field, "")
    return f"{kind.value}-{name}" if name else ""


def _wish(kind: DecisionKind, form: FormData) -> Wish:
    told_by = code_of(ToldBy, _text(form, "dire"))
    organisation = _text(form, "organisme")
    sheet = organisation.removeprefix(SHEET) if organisation.startswith(SHEET) else None
    reasons: type[Code] = OrientReason if kind is DecisionKind.ORIENT else CloseOutcome
    reason: Any = code_of(reasons, _text(form, "motif"))
    # An orientation told by a text has its own text: the note beside it stays between colleagues.
    words = _text(form, "texte" if kind is DecisionKind.ORIENT and told_by is ToldBy.TEXT else "mots")
    return Wish(
        kind,
        handed_to=_handed(_text(form, "confier")),
        axis=_text(form, "axe") or None,
        wrong=_wrong(form),
        rewording=_text(form, "autrement") or None,
        reason=reason,
        organisation=_text(form, "organisme_autre") if organisation == OTHER_DOOR else None if sheet else organisation,
        organisation_id=sheet,
        words=words,
        told_by=told_by,
        follow_up=kind is DecisionKind.ORIENT and _text(form, "suivi") == "1",
    )


def _wrong(form: FormData) -> tuple[Wrong, ...]:
    found = []
    for value in _texts(form, "faux"):
        sort, _, code = value.partition(":")
        kind = code_of(Blamed, sort)
        if kind is not None and kind is not Blamed.OTHER:
            found.append(Wrong(kind, code))
    if words := _text(form, "faux_mots"):
        found.append(Wrong(Blamed.OTHER, words=words))
    return tuple(found)


def _handed(value: str) -> HandedTo | None:
    sort, _, code = value.partition(":")
    match sort:
        case "antenne":
            return HandedTo(code)
        case "membre":
            return HandedTo(None, code)
        case _:
            return None


def _text(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.replace("\r\n", "\n").strip()[:4000] if isinstance(value, str) else ""


def _texts(form: FormData, name: str) -> list[str]:
    return [value for value in form.getlist(name)[:100] if isinstance(value, str)]


def _hidden(form: FormData) -> list[tuple[str, str]]:
    return [(name, value) for name, value in form.multi_items() if isinstance(value, str) and name not in ("jeton", "confirme")]
