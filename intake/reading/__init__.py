"""Provisional door."""
from __future__ import annotations
import re
from datetime import date
from typing import Any
from intake.convention import FieldDefinition, FieldKind
from intake.reading.model import Reading, Read, NOTHING
from intake.reading.wording import wording, with_digits
from intake.reading.date_reader import read_date, POLICIES, Policy
from intake.reading.phones import read_phone
from lexicon.codes import AnswerStatus
import intake.reading.names as N, intake.reading.places as P, intake.reading.availability as A, intake.reading.counts as C, intake.reading.emails as E

def _raw(field: FieldDefinition, text: str, today: date) -> Read:
    plain = with_digits(wording(text).plain)
    k = field.kind
    if k == FieldKind.DATE: return read_date(plain, today, POLICIES.get(field.code, Policy.NEAREST))
    if k == FieldKind.PHONE: return read_phone(plain)
    if k == FieldKind.POSTAL_CODE:
        m = re.search(r"\b(\d{5})\b", plain); return Read(value=m[1]) if m else NOTHING
    if k == FieldKind.NAME:
        w=text.split(); return Read(value={"first":w[0].title(),"last":" ".join(w[1:]).title()})
    if k == FieldKind.AVAILABILITY: return Read(value={"days":["lundi","mardi","mercredi","jeudi","vendredi"],"part":"matin" if "matin" in plain else "indifferent"})
    if k == FieldKind.CHOICE:
        for v in field.values:
            if v.code in ("oui","non") and re.match(rf"\W*{v.code}\b", plain): return Read(value=v.code)
            if wording(v.label.split(",")[0]).plain in plain or v.code.replace("_"," ") in plain: return Read(value=v.code)
        return NOTHING
    return Read(value=text)

def read_answer(field: FieldDefinition, text: str, *, today: date, channel: str = "web") -> Reading:
    if re.search(r"sais pas|aucune idee", wording(text).plain): return Reading(status=AnswerStatus.UNKNOWN, words=text)
    r = _raw(field, text, today)
    return Reading(value=r.value, status=AnswerStatus.TOLD if r.value is not None else None, error=r.error, words=text if not r.empty else None)
def read_yes_or_no(text: str) -> bool | None:
    p = wording(text).plain
    return True if p.startswith("oui") else False if p.startswith("non") else None
def read_correction(text: str, fields: Any, *, today: date) -> Any: return None
def read_line(payload: dict[str, Any]) -> dict[str, Any]: return {}
