"""The sentences of a draft: found by their words, changed for each channel, shown as they will be read, heard and texted."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request, Response

from desk.forms import Sent
from desk.guard import SignedInVisitor, Visitor, runtime_of
from desk.pages.rules.common import back, draft_page, open_draft, save
from desk.views.rules.sentences import VARIANTS, find_sentences, places_in, previews
from intake.amending import Content, put_sentence

router = APIRouter()


@router.get("/regles/brouillons/{draft_id}/phrases", name="rules_sentences")
def sentences(request: Request, visitor: SignedInVisitor, draft_id: str, q: str = "") -> Response:
    """The sentences with these words, or the first of all."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    found, total = find_sentences(row.content, q[:100])
    return draft_page(request, "rules_sentences.html", row, {"found": found, "total": total, "q": q[:100]})


@router.get("/regles/brouillons/{draft_id}/phrases/{key}", name="rules_sentence")
def sentence_page(request: Request, visitor: SignedInVisitor, draft_id: str, key: str) -> Response:
    """One sentence, on every channel."""
    return _sentence(request, visitor, draft_id, key, None, "")


def _sentence(request: Request, visitor: Visitor, draft_id: str, key: str, typed: dict[str, str] | None, fault: str) -> Response:
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    known = row.content["sentences"].get(key)
    if known is None:
        raise HTTPException(404, "Cette phrase n’existe pas dans le brouillon.")
    shown = typed if typed is not None else known
    variants = [(code, label, shown.get(code, "")) for code, label in VARIANTS]
    values = {"key": key, "variants": variants, "fault": fault, "previews": previews(row.content, shown)}
    return draft_page(request, "rules_sentence.html", row, values, status=422 if fault else 200)


@router.post("/regles/brouillons/{draft_id}/phrases/{key}", name="rules_sentence_save")
def save_sentence(request: Request, visitor: SignedInVisitor, draft_id: str, key: str, sent: Sent) -> Response:
    """Save it, or only show how it would look."""
    with runtime_of(request).database.read() as session:
        row = open_draft(session, draft_id)
    typed = {code: str(sent.get(code) or "").replace("\r\n", "\n").strip() for code, _ in VARIANTS}
    if sent.get("geste") == "voir":
        return _sentence(request, visitor, draft_id, key, typed, "")
    lost = _lost(row.content["sentences"].get(key) or {}, typed)
    if lost:
        return _sentence(request, visitor, draft_id, key, typed, f"Gardez {lost} : c’est là que se place ce que la phrase doit dire.")

    def change(content: Content) -> Content:
        for code, text in typed.items():
            content = put_sentence(content, key, code, text)
        return content

    fault = save(request, visitor, row, sent.get("revision"), change, f"phrase {key} changée")
    return _sentence(request, visitor, draft_id, key, typed, fault) if fault else back(draft_id, "/phrases")


def _lost(known: dict[str, str], typed: dict[str, str]) -> str:
    """A place for a value, such as {reference}, that a text had and has no more, or that it has and nothing fills."""
    allowed = {place for text in known.values() for place in places_in(text)}
    for code, text in typed.items():
        if not text:
            continue
        places = places_in(text)
        if missing := places_in(known.get(code, "")) - places:
            return "{" + sorted(missing)[0] + "}"
        if places - allowed:
            return "seulement " + (", ".join("{" + place + "}" for place in sorted(allowed)) or "le texte, sans accolades")
    return ""
