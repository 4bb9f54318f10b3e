"""A hand-off as a FHIR R4 Bundle: the same facts with the same status, for programs that speak that language."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid5

from intake.exchange.answers import questionnaire_response
from intake.exchange.flags import flags
from intake.exchange.people import patient, speaker
from intake.exchange.proposing import service_request, task
from intake.exchange.shapes import Resource, instant, without_empty
from intake.requests import HandoffView

ENGINE = "Seuil, accueil automatique"


def fhir_bundle(view: HandoffView, *, antenna: str | None = None) -> dict[str, Any]:
    """The Bundle (type `collection`); `antenna` is the name of its antenna. The same hand-off always gives the same Bundle.

    Holds Patient, QuestionnaireResponse (every field of the convention by its code), ServiceRequest (a proposal), Task,
    Provenance, RelatedPerson when somebody else spoke, and a Flag for a danger, an urgency or a contact that may harm.
    """
    base = UUID(view.row.id)
    person, other = patient(view), speaker(view)
    answers = questionnaire_response(view, other is not None)
    proposal, work = service_request(view, antenna), task(view, antenna)
    resources = [person, *([other] if other else []), answers, proposal, work, *flags(view)]
    resources.append(_provenance(view, other is not None))
    bundle: dict[str, Any] = without_empty(
        {
            "resourceType": "Bundle",
            "id": view.row.id,
            "identifier": {"system": "urn:seuil:reference", "value": view.row.reference},
            "type": "collection",
            "timestamp": instant(view.row.updated_at),
            "entry": [{"fullUrl": f"urn:uuid:{_uuid(base, resource)}", "resource": _named(base, resource)} for resource in resources],
        }
    )
    return bundle


def _uuid(base: UUID, resource: Resource) -> str:
    return str(uuid5(base, resource["id"]))


def _named(base: UUID, resource: Resource) -> Resource:
    """The resource under its own identifier, its references (« #patient ») turned into those of the Bundle."""
    return {**_resolved(base, resource), "id": _uuid(base, resource)}


def _resolved(base: UUID, value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: f"urn:uuid:{uuid5(base, one[1:])}" if key == "reference" and one.startswith("#") else _resolved(base, one)
            for key, one in value.items()
        }
    return [_resolved(base, one) for one in value] if isinstance(value, list) else value


def _provenance(view: HandoffView, has_speaker: bool) -> Resource:
    types = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
    who = {"reference": "#speaker" if has_speaker else "#patient"}
    return {
        "resourceType": "Provenance",
        "id": "provenance",
        "target": [{"reference": "#answers"}, {"reference": "#proposal"}],
        "recorded": instant(view.row.updated_at),
        "activity": {"text": "Recueil de la demande, puis proposition calculée par les règles de la convention ; une personne décide."},
        "agent": [
            {"type": {"coding": [{"system": types, "code": "informant"}]}, "who": who},
            {"type": {"coding": [{"system": types, "code": "assembler"}]}, "who": {"display": ENGINE}},
        ],
        "entity": [
            {
                "role": "source",
                "what": {
                    "identifier": {"system": "urn:seuil:convention", "value": str(view.row.ruleset_version)},
                    "display": f"Convention n° {view.row.ruleset_version}",
                },
            }
        ],
    }
