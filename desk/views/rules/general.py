"""Title, day, region, times and targets of a draft as a form, and back."""

from __future__ import annotations

import re
from typing import Any, Final

from starlette.datastructures import FormData

from intake.amending import Content

_DEADLINES: Final = ("first_contact", "urgent_before_cutoff", "urgent_after_cutoff")
_DAY: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_SPAN: Final = re.compile(r"(\d{1,2}):(\d{2})\s*[-–à]\s*(\d{1,2}):(\d{2})")


def general_form(content: Content) -> dict[str, Any]:
    """The values of the form, as text."""
    times = content["times"]
    form: dict[str, Any] = {
        "titre": content["label"],
        "date_effet": content["effective_from"],
        "departements": ", ".join(content["departements"]),
        "heure_limite": times["urgent_cutoff"],
        "sortie_jours": str(times["urgent_discharge_within_days"]),
        "rendez_vous_jours": str(times["appointment_within_days"]),
        "jours": [str(day) for day in times["weekdays"]],
        "fermetures": ", ".join(f"{day[8:10]}/{day[5:7]}/{day[:4]}" for day in times.get("closed") or ()),
        "horaires": ", ".join(f"{start}-{end}" for start, end in times["opening_hours"]),
        "objectif": str(content["targets"]["appointment_in_time_percent"]),
    }
    for name in _DEADLINES:
        form |= {f"{name}_jours": str(times[name]["working_days"]), f"{name}_heure": times[name]["at"]}
    return form


def read_general(content: Content, sent: FormData) -> tuple[Content, str]:
    """The changed parts, and what is wrong in what was filled in."""
    text = {name: str(value).strip() for name, value in sent.items()}
    spans = [(f"{int(a):02d}:{b}", f"{int(c):02d}:{d}") for a, b, c, d in _SPAN.findall(text.get("horaires", ""))]
    if not spans:
        return {}, "Horaires : écrivez-les comme 09:00-12:30, 13:30-17:00."
    closed = [f"{year}-{int(month):02d}-{int(day):02d}" for day, month, year in _DAY.findall(text.get("fermetures", ""))]
    if len(closed) != len([part for part in re.split(r"[,;\s]+", text.get("fermetures", "")) if part]):
        return {}, "Jours de fermeture : écrivez-les comme 24/12/2026, séparés par des virgules."
    numbers: dict[str, int] = {}
    for name in (*(f"{one}_jours" for one in _DEADLINES), "sortie_jours", "rendez_vous_jours", "objectif"):
        if not text.get(name, "").isdecimal():
            return {}, "Les nombres de jours et l’objectif sont des nombres entiers."
        numbers[name] = int(text[name])
    times: dict[str, Any] = {
        **content["times"],
        "urgent_cutoff": text.get("heure_limite", ""),
        "urgent_discharge_within_days": numbers["sortie_jours"],
        "appointment_within_days": numbers["rendez_vous_jours"],
        "weekdays": sorted(int(str(day)) for day in sent.getlist("jours") if str(day).isdecimal()),
        "opening_hours": [list(span) for span in spans],
        "closed": sorted(set(closed)),
        **{name: {"working_days": numbers[f"{name}_jours"], "at": text.get(f"{name}_heure", "")} for name in _DEADLINES},
    }
    changed: Content = {
        "label": text.get("titre", ""),
        "effective_from": text.get("date_effet", ""),
        "departements": [code.strip().upper() for code in text.get("departements", "").split(",") if code.strip()],
        "times": times,
        "targets": {**content["targets"], "appointment_in_time_percent": numbers["objectif"]},
    }
    return changed, ""
