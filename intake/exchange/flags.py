"""What whoever opens the file must know before anything else: Flag."""

from __future__ import annotations

from intake.exchange.shapes import Resource, coding, extension, instant, text_of
from intake.requests import HandoffView
from intake.storage import OVER

_CATEGORY = "http://terminology.hl7.org/CodeSystem/flag-category"


def flags(view: HandoffView) -> list[Resource]:
    """A danger heard, an urgency, and a contact that may harm."""
    danger = view.draft.danger
    found = []
    if danger is not None:
        verified = "confirmé par l’équipe" if danger.confirmed else "repérage automatique, non vérifié"
        flag = _flag(view, "danger", "danger", danger.kind.value, f"{danger.kind.label} ({verified})")
        # `confirmed`: a human judged it.
        flag["extension"] = extension("words", "String", text_of(danger.words)) + extension("confirmed", "Boolean", danger.confirmed)
        found.append(flag)
    if view.row.urgent:
        found.append(_flag(view, "urgent", "priority", "urgent", "à contacter en urgence"))
    if view.draft.value("safe_contact") == "non":
        found.append(_flag(view, "contact", "contact", "unsafe", "l’appeler ou lui écrire peut la mettre en danger : aucun message"))
    return found


def _flag(view: HandoffView, name: str, system: str, code: str, text: str) -> Resource:
    return {
        "resourceType": "Flag",
        "id": f"flag-{name}",
        # Who opens a file that is over need not be warned any more; what was known then is still written.
        "status": "inactive" if view.row.status in OVER else "active",
        "category": [{"coding": [{"system": _CATEGORY, "code": "safety" if name != "urgent" else "admin"}]}],
        "code": {"coding": [coding(system, code, text)], "text": text},
        "subject": {"reference": "#patient"},
        "period": {"start": instant(view.row.created_at)},
    }
