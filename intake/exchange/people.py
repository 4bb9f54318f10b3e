"""The person, and who spoke for her: Patient and RelatedPerson."""

from __future__ import annotations

from typing import Any

from intake.exchange.shapes import Resource, extension, text_of
from intake.requests import HandoffView


def patient(view: HandoffView) -> Resource:
    """The person that the request is about, as far as she is known; how safe it is to reach her goes with her numbers."""
    draft = view.draft
    safe = draft.value("safe_contact")
    return {
        "resourceType": "Patient",
        "id": "patient",
        "extension": extension("safe-contact", "Code", {"oui": "yes", "non": "no"}.get(str(safe), "unknown")),
        "name": _name(draft.value("name")),
        "telecom": [*_telecom("phone", draft.value("phone")), *_telecom("email", draft.value("email"))],
        "birthDate": text_of(draft.value("birth_date")),
        "address": [{"postalCode": text_of(draft.value("postal_code")), "country": "FR"}] if draft.value("postal_code") else [],
    }


def speaker(view: HandoffView) -> Resource | None:
    """Who spoke for the person; None when she spoke herself."""
    draft = view.draft
    if draft.value("for_whom") != "other":
        return None
    return {
        "resourceType": "RelatedPerson",
        "id": "speaker",
        "extension": extension("person-agreement", "Code", draft.value("person_agreement")),
        "patient": {"reference": "#patient"},
        "relationship": [{"text": text_of(draft.value("third_party_link"))}],
        "name": _name(draft.value("third_party")),
        "telecom": _telecom("phone", draft.value("third_party_phone")),
    }


def _name(value: Any) -> list[Resource]:
    if not isinstance(value, dict):
        return []
    return [{"family": text_of(value.get("last")), "given": [text_of(value.get("first"))]}]


def _telecom(system: str, value: Any) -> list[Resource]:
    return [{"system": system, "value": text_of(value)}] if isinstance(value, str) else []
