"""Every field of the convention with what is known of it: QuestionnaireResponse."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from intake.convention import FieldDefinition, FieldKind
from intake.exchange.shapes import Resource, coding, extension, instant, text_of
from intake.requests import HandoffView
from intake.summary import in_words
from lexicon import mask_nir
from lexicon.codes import AnswerStatus

_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
# Unknown is not no: an item without answer says why.
_WHY = {
    AnswerStatus.REFUSED.value: "asked-declined",
    AnswerStatus.UNKNOWN.value: "asked-unknown",
    AnswerStatus.NOT_APPLICABLE.value: "not-applicable",
    AnswerStatus.NOT_ASKED.value: "not-asked",
}


def questionnaire_response(view: HandoffView, has_speaker: bool) -> Resource:
    """One item per field, in the convention's order; `linkId` is the field's code."""
    return {
        "resourceType": "QuestionnaireResponse",
        "id": "answers",
        "questionnaire": f"urn:seuil:convention:{view.convention.version}",
        "status": "completed" if view.row.complete else "in-progress",
        "subject": {"reference": "#patient"},
        "authored": instant(view.row.updated_at),
        "source": {"reference": "#speaker" if has_speaker else "#patient"},
        "item": [_item(view.convention.field(code), answer) for code, answer in view.answers().items() if view.convention.has_field(code)],
    }


def _item(field: FieldDefinition, answer: Mapping[str, Any]) -> Resource:
    status, value = answer["status"], answer["value"]
    masked = field.kind is FieldKind.NIR
    values = [] if value is None else _values(field, value)
    words = text_of(mask_nir(answer["words"])) if isinstance(answer["words"], str) and not masked else None
    why = _WHY.get(status) if not values else None
    return {
        "linkId": field.code,
        "text": field.label,
        "extension": [
            *extension("answer-status", "Code", status),
            *([{"url": _ABSENT, "valueCode": why}] if why else []),
            *(extension("said-by", "Code", answer["said_by"]) if values else []),
            *(extension("words", "String", words) if field.kind is not FieldKind.STORY else []),
        ],
        "answer": values,
    }


def _values(field: FieldDefinition, value: Any) -> list[Resource]:
    match field.kind:
        case FieldKind.CHOICE:
            return [{"valueCoding": coding(f"value:{field.code}", str(value), field.label_of(str(value)))}]
        case FieldKind.CHOICES:
            return [{"valueCoding": coding(f"value:{field.code}", str(code), field.label_of(str(code)))} for code in value]
        case FieldKind.DATE:
            return [{"valueDate": str(value)}]
        case FieldKind.COUNT if isinstance(value, int):
            return [{"valueInteger": value}]
        case FieldKind.NAME | FieldKind.AVAILABILITY | FieldKind.NIR:
            text = text_of(in_words(field, value))
        case _:
            text = text_of(str(value))
    return [{"valueString": text}] if text else []
