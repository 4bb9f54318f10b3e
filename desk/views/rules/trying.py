"""The facts of one case as a form, and back: chosen, or heard in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from starlette.datastructures import FormData, QueryParams

from intake.convention import Case, Convention, FieldDefinition, FieldKind, When
from intake.labels import capital
from intake.story import facts_from_story

_SHOWN: Final = (FieldKind.CHOICE, FieldKind.DATE, FieldKind.COUNT, FieldKind.POSTAL_CODE)


@dataclass(frozen=True, slots=True)
class TryField:
    """One fact to choose; `options` is empty where something is typed."""

    code: str
    label: str
    hint: str
    value: str
    options: tuple[tuple[str, str], ...]


def try_fields(convention: Convention, case: Case) -> tuple[TryField, ...]:
    """The facts that rules can see, as the case has them."""
    found = []
    for field in convention.fields:
        if field.kind in _SHOWN and field.when is not When.OFF and field.code != "birth_date":
            value = case.facts.get(field.code)
            options = tuple((one.code, one.label) for one in field.values) if field.kind is FieldKind.CHOICE else ()
            found.append(TryField(field.code, field.label, _hint(field), "" if value is None else str(value), options))
    return tuple(found)


def case_from(convention: Convention, sent: FormData | QueryParams) -> tuple[Case, str]:
    """The case that was filled in, and what is wrong in it."""
    facts: dict[str, str | int] = {}
    fault = ""
    for field in convention.fields:
        typed = str(sent.get(f"f:{field.code}") or "").strip()
        if not typed or field.kind not in _SHOWN:
            continue
        if field.kind is FieldKind.CHOICE:
            if any(value.code == typed for value in field.values):
                facts[field.code] = typed
        elif field.kind is FieldKind.POSTAL_CODE:
            facts[field.code] = typed
        else:
            try:
                facts[field.code] = int(typed)
            except ValueError:
                fault = f"{capital(field.label)} : écrivez un nombre entier."
    known = {topic.code for topic in convention.topics}
    topics = tuple(str(topic) for topic in sent.getlist("sujet") if str(topic) in known)
    told = topics if topics or "rien" not in sent else None
    return Case(facts=facts, topics=told or None, danger="danger" in sent), fault


def heard_in(convention: Convention, sentence: str, today: date) -> dict[str, str | int]:
    """The facts that the assistant would take from a sentence; the topics come from its understanding, which runs elsewhere."""
    found: dict[str, str | int] = {}
    for heard in facts_from_story(sentence, today=today):
        if not convention.has_field(heard.field) or convention.field(heard.field).kind not in _SHOWN or heard.field == "birth_date":
            continue
        if convention.field(heard.field).kind is FieldKind.DATE:
            found[heard.field] = (today - date.fromisoformat(str(heard.value))).days
        elif isinstance(heard.value, str | int):
            found[heard.field] = heard.value
    return found


def _hint(field: FieldDefinition) -> str:
    if field.kind is FieldKind.DATE:
        return "en jours avant la demande ; un jour à venir se compte en négatif"
    return ""
