"""One change in each part of the sample convention."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from intake.convention import Part

Change = Callable[[dict[str, Any]], Any]


def _swap_orientation(data: dict[str, Any]) -> None:
    rows = data["orientation"]["rows"]
    rows[1], rows[2] = rows[2], rows[1]


def _third_axis(data: dict[str, Any]) -> None:
    data["axes"].append({"code": "logement", "label": "logement adapté"})
    row = {"id": "L1", "conditions": {"topic:logement": {"is": True}}, "says": True, "motive": "m", "reference": "r"}
    data["axis_tables"].append({"axis": "logement", "rows": [row]})


def _field(code: str, **changes: Any) -> Change:
    def change(data: dict[str, Any]) -> None:
        next(field for field in data["fields"] if field["code"] == code).update(changes)

    return change


def _move_field(data: dict[str, Any]) -> None:
    data["fields"].append(data["fields"].pop(0))


CHANGES: tuple[tuple[Part, Change], ...] = (
    (Part.WHOLE, lambda data: data.update(label="Convention 2027")),
    (Part.WHOLE, lambda data: data.update(effective_from="2027-01-01")),
    (Part.WHOLE, lambda data: data.update(departements=["44", "49"])),
    (Part.AXES, _third_axis),
    (Part.AXES, lambda data: data["axes"][0].update(label="travail")),
    (Part.ORIENTATION, _swap_orientation),
    (Part.ORIENTATION, lambda data: data["orientation"]["rows"][1].update(motive="Autre motif.")),
    (Part.ORIENTATION, lambda data: data["orientation"]["rows"][1].update(ends_axes=False)),
    (Part.RULES, lambda data: data["axis_tables"][0]["rows"][0].update(reference="Avenant 3")),
    (Part.RULES, lambda data: data["axis_tables"][0]["rows"][0].update(says=False)),
    (Part.FIELDS, _field("rqth", when="optional", axis=None)),
    (Part.FIELDS, _field("marital_status", when="always")),
    (Part.FIELDS, _field("rqth", label="reconnaissance de travailleur handicapé")),
    (Part.FIELDS, _field("rqth", sensitive=False)),
    (Part.FIELDS, lambda data: data.update(asked_first=data["asked_first"][::-1])),
    (Part.FIELDS, _move_field),
    (Part.TOPICS, lambda data: data["topics"][0].update(label="arrêt")),
    (Part.TOPICS, lambda data: data.update(other_topics=data["other_topics"][1:])),
    (Part.DOORS, lambda data: data["next_doors"]["doors"]["msa"].update(why="Parce que.")),
    (Part.DOORS, lambda data: data["next_doors"].update(default=data["next_doors"]["default"][::-1])),
    (Part.DOORS, lambda data: data["next_doors"].update(regional=data["next_doors"]["regional"][1:])),
    (Part.TIMES, lambda data: data["times"].update(urgent_cutoff="15:00")),
    (Part.TIMES, lambda data: data["times"].update(closed=["2026-12-24"])),
    (Part.TIMES, lambda data: data["targets"].update(appointment_in_time_percent=80)),
    (Part.DANGER, lambda data: next(iter(data["danger_numbers"].values())).update(hours="le jour")),
    (Part.SENTENCES, lambda data: next(iter(data["sentences"].values())).update(web="Autre phrase.")),
    (Part.EXAMPLES, lambda data: data["examples"][0].update(note="autre note")),
)
