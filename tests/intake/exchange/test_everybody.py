"""Every invented person's hand-off as a FHIR Bundle and as JSON: two independent judges of FHIR R4, and the published schema."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from jsonschema import Draft202012Validator

from desk.api.schemas import Handoff
from intake.deciding import CloseOutcome, DecisionKind, OrientReason, ToldBy
from intake.duplicates import merge
from intake.exchange import fhir_bundle
from intake.privacy import Actor, ActorKind
from intake.requests import read_handoff
from intake.runtime import Runtime
from lexicon.codes import AnswerStatus, Channel, DangerKind, Role, SaidBy
from tests.desk.people import ALI, ANSWERS, Filed, Told, file
from tests.fhir.checking import against_the_laws, against_the_schema
from tests.intake.deciding.conftest import Desk, later, member
from tests.intake.exchange.played import PEOPLE, played

SECRETARY = Actor(ActorKind.STAFF, "s1", Role.SECRETARY)
_HANDOFF = Draft202012Validator(Handoff.model_json_schema(mode="serialization"))


def judged(runtime: Runtime, handoff_id: str) -> dict[str, Any]:
    """The Bundle, once every judge has found nothing wrong in it nor in the JSON."""
    with runtime.database.write() as session:
        view = read_handoff(session, SECRETARY, handoff_id, runtime.clock.now())
    assert view is not None
    bundle = fhir_bundle(view, antenna="Antenne de Nantes")
    Bundle.model_validate(bundle)
    assert against_the_laws(bundle) == []
    assert against_the_schema(bundle) == []
    assert [error.message for error in _HANDOFF.iter_errors(Handoff.model_validate(view.as_json()).model_dump(mode="json"))] == []
    return bundle


def of(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle["entry"] if entry["resource"]["resourceType"] == kind]


@pytest.mark.slow
@pytest.mark.parametrize("path", PEOPLE, ids=lambda path: path.stem)
def test_everybody_s_hand_off_is_fhir_and_json_as_published(runtime: Runtime, path: Path):
    bundle = judged(runtime, played(runtime, path))
    assert len(of(bundle, "Patient")) == 1
    answered = [item for item in of(bundle, "QuestionnaireResponse")[0]["item"] if "answer" in item]
    assert len(answered) >= 2, "she told something"


def a_partner(runtime: Runtime) -> Filed:
    """Somebody of a hospital files for a person who cannot speak."""
    told = {
        **ANSWERS,
        "for_whom": "other",
        "third_party": ALI,
        "third_party_link": "assistante sociale de l’hôpital",
        "safe_contact": "non",
    }
    return file(runtime, Told(answers={**told, "person_agreement": "ne_peut_pas"}, said_by=SaidBy.OTHER, channel=Channel.WEB))


def a_merged_one(runtime: Runtime) -> Filed:
    first, second = file(runtime), file(runtime, Told(answers={**ANSWERS, "name": ALI}), seed=2)
    with runtime.database.write() as session:
        merge(session, SECRETARY, first.id, second.id, now=later(minutes=1), indexer=runtime.indexer)
    judged(runtime, first.id)
    return second


def decided(kind: DecisionKind, **more: Any) -> Callable[[Runtime], Filed]:
    def of_it(runtime: Runtime) -> Filed:
        filed = file(runtime, Told(answers={**ANSWERS, "safe_contact": "non"}, danger=DangerKind.VIOLENCE))
        desk = Desk(runtime, filed, member(runtime, "marie"))
        desk.read()
        desk.take(kind, now=later(minutes=1), **more)
        return filed

    return of_it


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "status", "flags"),
    [
        (a_partner, "requested", {"active"}),
        (a_merged_one, "completed", set()),
        (decided(DecisionKind.CLOSE, reason=CloseOutcome.DECEASED), "completed", {"inactive"}),
        (decided(DecisionKind.ORIENT, reason=OrientReason.HER_WISH, organisation="CAF", told_by=ToldBy.CALL), "completed", {"inactive"}),
        (decided(DecisionKind.ASK, words="Rappelez-nous.", told_by=ToldBy.CALL), "on-hold", {"active"}),
        (lambda runtime: file(runtime, Told(account="", answers={}, topics=(), danger=DangerKind.ENFANT)), "requested", {"active"}),
        (lambda runtime: file(runtime, Told(answers={"phone": (None, AnswerStatus.REFUSED)})), "requested", set()),
    ],
    ids=["partner", "merged", "closed", "oriented", "waiting", "danger and nothing else", "refused"],
)
def test_at_every_stage(runtime: Runtime, make: Callable[[Runtime], Filed], status: str, flags: set[str]):
    bundle = judged(runtime, make(runtime).id)
    assert of(bundle, "Task")[0]["status"] == status
    assert {flag["status"] for flag in of(bundle, "Flag")} == flags


@pytest.mark.slow
def test_the_judges_see_what_is_wrong(runtime: Runtime):
    filed = file(runtime, Told(answers=ANSWERS, danger=DangerKind.VIOLENCE))
    bundle = judged(runtime, filed.id)

    def broken(kind: str, key: str, value: Any) -> dict[str, Any]:
        other = copy.deepcopy(bundle)
        of(other, kind)[0][key] = value
        return other

    for found in (
        against_the_schema(broken("Task", "status", "fini")),
        against_the_schema(broken("Patient", "birthDate", "4 février 1971")),
        against_the_schema(broken("Flag", "severity", "haute")),
        against_the_laws(broken("Task", "focus", {"reference": "urn:uuid:ailleurs"})),
        against_the_laws(broken("Task", "lastModified", "2020-01-01T00:00:00+00:00")),
        against_the_laws(broken("Provenance", "target", [{"reference": bundle["entry"][0]["fullUrl"]}])),
        against_the_laws(broken("Patient", "name", [])),
        against_the_laws(
            broken("Flag", "category", [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/flag-category", "code": "x"}]}])
        ),
    ):
        assert found
