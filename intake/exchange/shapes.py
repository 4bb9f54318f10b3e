"""Small shapes of FHIR that every resource uses."""

from __future__ import annotations

from datetime import datetime
from typing import Any

Resource = dict[str, Any]

OWN = "urn:seuil:fhir"


def instant(moment: datetime) -> str:
    """An `instant`, or a `dateTime` with its time."""
    return moment.isoformat(timespec="seconds")


def coding(system: str, code: str, display: str) -> Resource:
    """A code of ours, with its French label."""
    return {"system": f"urn:seuil:{system}", "code": code, "display": display}


def extension(name: str, kind: str, value: Any) -> list[Resource]:
    """One of our extensions, none without a value."""
    return [] if value in (None, "") else [{"url": f"{OWN}:{name}", f"value{kind}": value}]


def text_of(value: Any) -> str | None:
    """A string as FHIR allows it: not empty, nothing around it."""
    return value.strip() or None if isinstance(value, str) else None


def without_empty(value: Any) -> Any:
    """The same without None, empty strings, lists and objects, which FHIR forbids; False and 0 stay."""
    if isinstance(value, dict):
        kept = {key: without_empty(one) for key, one in value.items()}
        return {key: one for key, one in kept.items() if not _empty(one)}
    if isinstance(value, list):
        return [one for one in map(without_empty, value) if not _empty(one)]
    return value


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)
