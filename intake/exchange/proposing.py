"""What is proposed and what is to be done with it: ServiceRequest and Task."""

from __future__ import annotations

from intake.exchange.shapes import Resource, coding, extension, instant
from intake.labels import label_of
from intake.requests import HandoffView
from intake.storage import OVER
from lexicon.codes import HandoffStatus, Outcome

_TASK = {
    HandoffStatus.NEW.value: "requested",
    HandoffStatus.IN_REVIEW.value: "received",
    HandoffStatus.ACCEPTED.value: "accepted",
    HandoffStatus.WAITING_PERSON.value: "on-hold",
    HandoffStatus.REDIRECTED.value: "completed",
    HandoffStatus.CLOSED.value: "completed",
}


def service_request(view: HandoffView, antenna: str | None) -> Resource:
    """The machine's proposal, and never more: intent `proposal`, its outcome as a note that says who decides."""
    row, convention = view.row, view.convention
    axis = next((known.label for known in convention.axes if known.code == row.axis), None)
    outcome = label_of(Outcome, row.outcome)
    doors = [f"{door['organisation']} : {door['why']}" for door in row.proposal["orientation"]]
    return {
        "resourceType": "ServiceRequest",
        "id": "proposal",
        "identifier": [{"system": "urn:seuil:reference", "value": row.reference}],
        "extension": extension("axis", "Code", row.axis) + extension("outcome", "Code", row.outcome),
        "status": "completed" if row.status in OVER else "active",
        "intent": "proposal",
        "priority": _priority(view),
        "code": {"text": f"Accompagnement par le service social{f' : {axis}' if axis else ''}"},
        "subject": {"reference": "#patient"},
        "authoredOn": instant(row.created_at),
        "performer": _owner(view, antenna),
        "reasonCode": [
            {"coding": [coding("topic", topic.code, convention.topic_label(topic.code))], "text": topic.words}
            for topic in view.draft.topics
        ],
        "supportingInfo": [{"reference": "#answers"}],
        "note": [{"text": f"Proposition automatique, une personne décide : {outcome}."}, *({"text": door} for door in doors)],
    }


def task(view: HandoffView, antenna: str | None) -> Resource:
    """The first contact to make, and by when."""
    row = view.row
    status = label_of(HandoffStatus, row.status)
    return {
        "resourceType": "Task",
        "id": "task",
        "status": _TASK[row.status],
        "businessStatus": {"coding": [coding("status", row.status, status)]},
        "intent": "proposal",
        "priority": _priority(view),
        "description": "Premier contact avec la personne",
        "focus": {"reference": "#proposal"},
        "for": {"reference": "#patient"},
        "authoredOn": instant(row.created_at),
        "lastModified": instant(row.updated_at),
        "owner": next(iter(_owner(view, antenna)), None),
        "restriction": {"period": {"end": instant(row.due_at)}},
    }


def _priority(view: HandoffView) -> str:
    return "urgent" if view.row.urgent else "routine"


def _owner(view: HandoffView, antenna: str | None) -> list[Resource]:
    code = view.row.antenna
    if code is None:
        return []
    return [{"type": "Organization", "identifier": {"system": "urn:seuil:antenna", "value": code}, "display": antenna or code}]
