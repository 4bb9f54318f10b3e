"""One line of `seuil read`: a question and an answer in, what is recorded out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from intake.convention import FieldDefinition, sample_convention
from intake.reading.answer import read_answer

NOT_UNDERSTOOD = "Je n’ai pas reconnu la réponse à cette question : pouvez-vous la dire autrement, en quelques mots ?"


@lru_cache(maxsize=1)
def _sample_fields() -> Mapping[str, FieldDefinition]:
    return {field.code: field for field in sample_convention().fields}


def read_line(payload: Mapping[str, object], fields: Mapping[str, FieldDefinition] | None = None) -> dict[str, object]:
    """{"asked", "text", "today", "channel"} to {"value"}, {"value": None, "status"} or {"error"}.

    Without `fields` the sample convention's are used. Raises ValueError with one clear line on an unknown field or a bad date.
    """
    known = _sample_fields() if fields is None else fields
    asked, text, channel = payload.get("asked"), payload.get("text"), payload.get("channel") or "web"
    if not isinstance(asked, str) or asked not in known:
        raise ValueError("champ « asked » inconnu")
    if not isinstance(text, str) or not isinstance(channel, str):
        raise ValueError("« text » et « channel » doivent être du texte")
    reading = read_answer(known[asked], text, today=_day(payload.get("today")), channel=channel)
    if reading.error is not None:
        return {"error": reading.error}
    if reading.status is None:
        return {"error": NOT_UNDERSTOOD}
    return {"value": reading.value} if reading.value is not None else {"value": None, "status": str(reading.status)}


def _day(told: object) -> date:
    try:
        return date.fromisoformat(str(told)[:10])
    except ValueError:
        raise ValueError("« today » doit être une date de la forme 2026-11-22") from None
