"""The FHIR Bundle against the models of R4 (4.3, the same for these resources as 4.0.1)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from intake.exchange import fhir_bundle
from intake.privacy import Actor, ActorKind
from intake.requests import HandoffView, read_handoff
from intake.runtime import Runtime
from lexicon.codes import AnswerStatus, Channel, DangerKind, HandoffStatus, Role, SaidBy
from tests.desk.people import ALI, ANSWERS, Told, file

SECRETARY = Actor(ActorKind.STAFF, "s1", Role.SECRETARY)
EVERYTHING = {
    **ANSWERS,
    "birth_date": "1984-03-02",
    "children_count": 2,
    "sick_leave_since": "2026-05-20",
    "communication_needs": ["interprete"],
    "availability": {"days": ["lundi"], "part": "matin"},
    "expectation": "  qu’on m’explique  ",
    "email": ("jeanne@exemple.fr", AnswerStatus.CONFIRMED),
    "nir": "285031234567891",
}
PEOPLE = {
    "ordinary": Told(answers=ANSWERS),
    "everything": Told(answers=EVERYTHING),
    "nothing": Told(account="", answers={}, topics=()),
    "refused": Told(answers={"for_whom": "self", "phone": (None, AnswerStatus.REFUSED), "regime": (None, AnswerStatus.UNKNOWN)}),
    "danger": Told(answers={**ANSWERS, "safe_contact": "non"}, danger=DangerKind.VIOLENCE, channel=Channel.VOICE),
    "for another": Told(
        answers={**ANSWERS, "for_whom": "other", "third_party": ALI, "third_party_link": "son frère", "person_agreement": "ne_peut_pas"},
        said_by=SaidBy.OTHER,
    ),
}


def view_of(runtime: Runtime, told: Told) -> HandoffView:
    filed = file(runtime, told)
    with runtime.database.write() as session:
        view = read_handoff(session, SECRETARY, filed.id, runtime.clock.now())
    assert view is not None
    return view


def resources(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


def references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["reference"]} if isinstance(value.get("reference"), str) else set()
        return own.union(*(references(one) for one in value.values()))
    return set().union(*(references(one) for one in value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("name", PEOPLE)
def test_it_is_valid_whole_and_always_the_same(runtime: Runtime, name: str):
    view = view_of(runtime, PEOPLE[name])
    bundle = fhir_bundle(view, antenna="Antenne de Nantes")
    Bundle.model_validate(bundle)
    assert json.dumps(bundle) == json.dumps(fhir_bundle(view, antenna="Antenne de Nantes"))
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(urls)) == len(urls)
    assert references(bundle) <= set(urls)
    assert [len(resources(bundle, kind)) for kind in ("Patient", "QuestionnaireResponse", "ServiceRequest", "Task", "Provenance")] == [
        1
    ] * 5
    assert resources(bundle, "ServiceRequest")[0]["intent"] == "proposal"
    # Every field of the convention, asked or not.
    (response,) = resources(bundle, "QuestionnaireResponse")
    assert [item["linkId"] for item in response["item"]] == list(view.answers())


def test_unknown_is_not_no(runtime: Runtime):
    (response,) = resources(fhir_bundle(view_of(runtime, PEOPLE["refused"])), "QuestionnaireResponse")
    found = {item["linkId"]: item for item in response["item"]}
    absent = {code: [one["valueCode"] for one in item["extension"] if "absent" in one["url"]] for code, item in found.items()}
    assert absent["phone"] == ["asked-declined"]
    assert absent["regime"] == ["asked-unknown"]
    assert absent["rqth"] == ["not-asked"]
    assert absent["third_party"] == ["not-applicable"]
    assert absent["narrative"] == []
    assert "answer" not in found["regime"]


def test_values_keep_their_type_status_and_words(runtime: Runtime):
    bundle = fhir_bundle(view_of(runtime, PEOPLE["everything"]))
    found = {item["linkId"]: item for item in resources(bundle, "QuestionnaireResponse")[0]["item"]}
    assert found["birth_date"]["answer"] == [{"valueDate": "1984-03-02"}]
    assert found["children_count"]["answer"] == [{"valueInteger": 2}]
    assert found["employment_status"]["answer"][0]["valueCoding"]["code"] == "salarie_cdi"
    assert found["employment_status"]["answer"][0]["valueCoding"]["display"] == "en CDI"
    assert found["expectation"]["answer"] == [{"valueString": "qu’on m’explique"}]
    assert {"url": "urn:seuil:fhir:answer-status", "valueCode": "deduced"} in found["job_risk"]["extension"]
    assert "285031234567891" not in json.dumps(bundle)
    (person,) = resources(bundle, "Patient")
    assert person["name"] == [{"family": "Martin", "given": ["Jeanne"]}]
    assert person["birthDate"] == "1984-03-02"
    assert {one["system"] for one in person["telecom"]} == {"phone", "email"}


def test_danger_urgency_and_an_unsafe_telephone_are_flags(runtime: Runtime):
    bundle = fhir_bundle(view_of(runtime, PEOPLE["danger"]))
    assert [flag["code"]["coding"][0]["code"] for flag in resources(bundle, "Flag")] == ["violence", "urgent", "unsafe"]
    assert "non vérifié" in resources(bundle, "Flag")[0]["code"]["text"]
    assert resources(bundle, "Task")[0]["priority"] == "urgent"
    assert resources(fhir_bundle(view_of(runtime, PEOPLE["ordinary"])), "Flag") == []


def test_who_spoke_for_her_is_the_source(runtime: Runtime):
    bundle = fhir_bundle(view_of(runtime, PEOPLE["for another"]))
    (other,) = resources(bundle, "RelatedPerson")
    (response,) = resources(bundle, "QuestionnaireResponse")
    assert response["source"]["reference"] == f"urn:uuid:{other['id']}"
    assert other["relationship"] == [{"text": "son frère"}]


@pytest.mark.parametrize("status", list(HandoffStatus), ids=lambda status: status.value)
def test_every_status_has_its_task(runtime: Runtime, status: HandoffStatus):
    view = view_of(runtime, PEOPLE["ordinary"])
    view.row.status = status.value
    bundle = fhir_bundle(view)
    Bundle.model_validate(bundle)
    assert resources(bundle, "Task")[0]["businessStatus"]["coding"][0]["code"] == status.value
