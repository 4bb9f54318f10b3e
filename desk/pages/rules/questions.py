"""The questions of a draft: asked, noted or off, what each serves, and how it is named."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response

from desk.forms import Sent
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.pages.rules.common import back, draft_page, open_draft, save, usable
from intake.amending import not_to_ask, put_item, serves
from intake.convention import WHEN, When

router = APIRouter()


@router.get("/regles/brouillons/{draft_id}/questions", name="rules_questions")
def questions(request: Request, visitor: SignedInVisitor, draft_id: str) -> Response:
    """Every question, when it is asked and what for; those that serve nothing are flagged."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
        convention, problem = usable(session, row)
    idle = set(not_to_ask(convention))
    lines = [(field, WHEN[field.when], serves(convention, field.code), field.code in idle) for field in convention.fields]
    return draft_page(request, "rules_questions.html", row, {"lines": lines, "problem": problem})


@router.get("/regles/brouillons/{draft_id}/questions/{code}", name="rules_question")
def question(request: Request, visitor: SignedInVisitor, draft_id: str, code: str) -> Response:
    """One question."""
    return _question(request, visitor, draft_id, code, "")


def _question(request: Request, visitor: Visitor, draft_id: str, code: str, fault: str) -> Response:
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
        convention, _ = usable(session, row)
    item = next((field for field in row.content["fields"] if field["code"] == code), None)
    if item is None:
        raise HTTPException(404, "Cette question n’existe pas dans le brouillon.")
    sentences = [key for key in (f"ask.{code}", f"again.{code}", f"why.{code}") if key in row.content["sentences"]]
    values = {
        "item": item,
        "whens": [(when.value, WHEN[when]) for when in When],
        "axes": row.content["axes"],
        "serves": serves(convention, code),
        "sentences": [(key, row.content["sentences"][key]) for key in sentences],
        "first": code in row.content["asked_first"],
        "fault": fault,
    }
    return draft_page(request, "rules_question.html", row, values, status=422 if fault else 200)


@router.post("/regles/brouillons/{draft_id}/questions/{code}", name="rules_question_save")
def save_question(request: Request, visitor: SignedInVisitor, draft_id: str, code: str, sent: Sent) -> Response:
    """Save it."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    item = next((field for field in row.content["fields"] if field["code"] == code), None)
    if item is None:
        raise HTTPException(404, "Cette question n’existe pas dans le brouillon.")
    when = str(sent.get("quand") or item["when"])
    changed: dict[str, Any] = {
        **item,
        "label": str(sent.get("nom") or "").strip(),
        "discreet": str(sent.get("discret") or "").strip() or None,
        "when": when,
        "axis": str(sent.get("axe") or "") or None if when == When.AXIS.value else None,
        "sensitive": "sensible" in sent,
        "values": [_value(value, sent) for value in item["values"]],
    }
    if not changed["label"]:
        return _question(request, visitor, draft_id, code, "Donnez un nom à la question.")
    words = f"question « {changed['label']} » changée"
    fault = save(request, visitor, row, sent.get("revision"), lambda content: put_item(content, "fields", changed, code), words)
    return _question(request, visitor, draft_id, code, fault) if fault else back(draft_id, "/questions")


def _value(value: dict[str, Any], sent: Any) -> dict[str, Any]:
    label = str(sent.get(f"v:{value['code']}") or "").strip() or value["label"]
    return {**value, "label": label, "discreet": str(sent.get(f"d:{value['code']}") or "").strip() or None}
