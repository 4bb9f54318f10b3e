"""Axes, topics, next doors and danger numbers of a draft."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from desk.forms import Sent
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.pages.rules.common import Change, back, draft_page, open_draft, save
from intake.amending import Content, put_item, remove_item

router = APIRouter()


@router.get("/regles/brouillons/{draft_id}/sujets", name="rules_topics")
def topics(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """The axes and the topics."""
    return _topics(request, visitor, draft_id, "")


def _topics(request: Request, visitor: Visitor, draft_id: str, fault: str) -> Response:
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    return draft_page(request, "rules_topics.html", row, {"content": row.content, "fault": fault}, status=422 if fault else 200)


@router.post("/regles/brouillons/{draft_id}/sujets", name="rules_topics_save")
def save_topics(request: Request, visitor: SignedInVisitor, draft_id: str, sent: Sent) -> Response:
    """Name, add or remove one axis or topic; a new topic is recognised by people only, until the understanding has learnt it."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    kind = "axes" if sent.get("genre") == "axes" else "topics"
    code, label = (str(sent.get(name) or "").strip() for name in ("code", "nom"))
    gestures: dict[str, tuple[Change, str]] = {
        "ajouter": (lambda content: _add(content, kind, code, label, elsewhere="ailleurs" in sent), f"« {label} » ajouté"),
        "nommer": (lambda content: _rename(content, kind, code, label, elsewhere="ailleurs" in sent), f"« {label} » changé"),
        "retirer": (lambda content: remove_item(content, kind, code), f"« {code} » retiré"),
    }
    change, words = gestures.get(str(sent.get("geste")), gestures["nommer"])
    fault = save(request, visitor, row, sent.get("revision"), change, words)
    return _topics(request, visitor, draft_id, fault) if fault else back(draft_id, "/sujets")


def _add(content: Content, kind: str, code: str, label: str, *, elsewhere: bool) -> Content:
    changed = put_item(content, kind, {"code": code, "label": label})
    return {**changed, "other_topics": [*changed["other_topics"], code]} if kind == "topics" and elsewhere else changed


def _rename(content: Content, kind: str, code: str, label: str, *, elsewhere: bool) -> Content:
    changed = put_item(content, kind, {"code": code, "label": label}, code)
    if kind != "topics":
        return changed
    others = [topic for topic in changed["other_topics"] if topic != code]
    # In its place when it was there: an unchanged topic changes nothing.
    if elsewhere and code in changed["other_topics"]:
        return changed
    return {**changed, "other_topics": [*others, code] if elsewhere else others}


@router.get("/regles/brouillons/{draft_id}/numeros", name="rules_numbers")
def numbers(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """The numbers said in a danger."""
    return _numbers(request, visitor, draft_id, "")


def _numbers(request: Request, visitor: Visitor, draft_id: str, fault: str) -> Response:
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    values = {"numbers": row.content["danger_numbers"], "fault": fault}
    return draft_page(request, "rules_numbers.html", row, values, status=422 if fault else 200)


@router.post("/regles/brouillons/{draft_id}/numeros", name="rules_numbers_save")
def save_numbers(request: Request, visitor: SignedInVisitor, draft_id: str, sent: Sent) -> Response:
    """Change one number; its source and the day it was checked stand beside it."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    code = str(sent.get("code") or "")
    if code not in row.content["danger_numbers"]:
        return _numbers(request, visitor, draft_id, "Ce numéro n’existe pas dans le brouillon.")
    names = {"number": "numero", "spoken": "dit", "answers": "repond", "hours": "heures", "source": "source", "checked_on": "verifie"}
    number: dict[str, Any] = {part: str(sent.get(name) or "").strip() for part, name in names.items()}
    number["checked_on"] = number["checked_on"] or None

    def change(content: Content) -> Content:
        return {**content, "danger_numbers": {**content["danger_numbers"], code: number}}

    fault = save(request, visitor, row, sent.get("revision"), change, f"numéro {code} changé")
    return _numbers(request, visitor, draft_id, fault) if fault else back(draft_id, "/numeros")


@router.get("/regles/brouillons/{draft_id}/portes", name="rules_doors")
def doors(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """The named next doors."""
    return _doors(request, visitor, draft_id, "")


def _doors(request: Request, visitor: Visitor, draft_id: str, fault: str) -> Response:
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    values = {"doors": row.content["next_doors"]["doors"], "fault": fault}
    return draft_page(request, "rules_doors.html", row, values, status=422 if fault else 200)


@router.post("/regles/brouillons/{draft_id}/portes", name="rules_doors_save")
def save_doors(request: Request, visitor: SignedInVisitor, draft_id: str, sent: Sent) -> Response:
    """Name a door otherwise, or add one."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    code, organisation, why = (str(sent.get(name) or "").strip() for name in ("code", "organisme", "pourquoi"))

    def change(content: Content) -> Content:
        known = content["next_doors"]
        return {**content, "next_doors": {**known, "doors": {**known["doors"], code: {"organisation": organisation, "why": why}}}}

    fault = save(request, visitor, row, sent.get("revision"), change, f"porte « {organisation} » changée")
    return _doors(request, visitor, draft_id, fault) if fault else back(draft_id, "/portes")
