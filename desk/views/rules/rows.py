"""One row as a form: a widget for each fact, and back from what was filled in. No code is ever typed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from starlette.datastructures import FormData

from intake.amending import ORIENTATION, Content, rows_of
from intake.convention import Convention, FactKind, Proposes, fact_label

INDIFFERENT: Final = "indifférent"
PROPOSES: Final = {
    Proposes.OUTSIDE.value: "proposer un autre service",
    Proposes.HUMAN_REVIEW.value: "demander à une personne de regarder",
    Proposes.DANGER.value: "signaler un danger",
}


@dataclass(frozen=True, slots=True)
class Widget:
    """The widget of one fact: yes / no / indifferent, some of a list, or from–to; `fault` is what is wrong in it."""

    fact: str
    label: str
    kind: str
    # Code, label and whether it is chosen, for lists and for yes / no.
    options: tuple[tuple[str, str, bool], ...] = ()
    lo: str = ""
    hi: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class RowForm:
    """A row as it is being edited: its own values, a widget per column, and the facts that may be added as columns."""

    table: str
    id: str
    motive: str
    reference: str
    says: str
    doors: tuple[str, ...]
    doors_by: str
    ends_axes: bool
    words: str
    widgets: tuple[Widget, ...]
    addable: tuple[tuple[str, str], ...]
    # What is wrong elsewhere than in a widget.
    faults: tuple[str, ...] = ()


def columns(content: Content, table: str) -> list[str]:
    """The facts that the rows of a table test, in the order in which they first come."""
    return list(dict.fromkeys(fact for row in rows_of(content, table) for fact in row["conditions"]))


def form_of(convention: Convention, content: Content, table: str, row: Mapping[str, Any] | None) -> RowForm:
    """The form of a row, or of a new one."""
    row = row or {"id": next_id(content, table), "conditions": {}, "motive": "", "reference": "", "says": True}
    facts = list(dict.fromkeys([*row["conditions"], *columns(content, table)]))
    widgets = tuple(_widget(convention, fact, row["conditions"].get(fact)) for fact in facts)
    says = row.get("proposes", "") if table == ORIENTATION else ("oui" if row.get("says") else "non")
    return RowForm(
        table,
        row["id"],
        row["motive"],
        row["reference"],
        str(says or Proposes.HUMAN_REVIEW.value),
        tuple(row.get("doors") or ()),
        row.get("doors_by") or "",
        bool(row.get("ends_axes")),
        "",
        widgets,
        _addable(convention, facts),
    )


def next_id(content: Content, table: str) -> str:
    """A free name for a new row: the letter of its table and a number."""
    rows = [row["id"] for name in (ORIENTATION, *(t["axis"] for t in content["axis_tables"])) for row in rows_of(content, name)]
    letter = next((row["id"][0] for row in rows_of(content, table)), table[0].upper())
    # Beyond every number of that letter: E3 beside E3a would mislead.
    numbers = [int(found.group(1)) for row in rows if row.startswith(letter) and (found := re.match(r"[A-Z](\d{1,6})", row))]
    return f"{letter}{max(numbers, default=0) + 1}"


def read_form(convention: Convention, table: str, form: FormData) -> tuple[dict[str, Any], RowForm]:
    """What was filled in, as a row and as the form to show again with its faults."""
    facts = [str(fact) for fact in form.getlist("colonne")]
    added = str(form.get("ajouter") or "")
    if added and added not in facts and convention.fact_kind(added) is not None:
        facts.append(added)
    conditions: dict[str, Any] = {}
    widgets = []
    for fact in facts:
        kind = convention.fact_kind(fact)
        if kind is None:
            continue
        cell, widget = _read(convention, fact, kind, form)
        widgets.append(widget)
        if cell is not None:
            conditions[fact] = cell
    said = {name: str(form.get(name) or "").strip() for name in ("id", "motive", "reference", "says", "doors_by", "words")}
    doors = tuple(str(door) for door in form.getlist("doors"))
    row: dict[str, Any] = {"id": said["id"], "conditions": conditions, "motive": said["motive"], "reference": said["reference"]}
    if table == ORIENTATION:
        row |= {"proposes": said["says"], "doors": list(doors), "doors_by": said["doors_by"] or None, "ends_axes": "ends_axes" in form}
    else:
        row["says"] = said["says"] == "oui"
    ends = "ends_axes" in form
    faults = tuple(_faults(row, widgets))
    shown = RowForm(
        table, said["id"], said["motive"], said["reference"], said["says"], doors, said["doors_by"], ends, said["words"],
        tuple(widgets), _addable(convention, facts), faults,
    )  # fmt: skip
    return row, shown


def _faults(row: Mapping[str, Any], widgets: Sequence[Widget]) -> list[str]:
    found = [] if row["id"] else ["Donnez un nom court à la règle, comme E6."]
    found += [] if row["motive"] else ["Écrivez le motif : c’est lui que l’on lit sur la page publique."]
    found += [] if row["reference"] else ["Écrivez la référence : le texte ou la décision dont vient la règle."]
    if not row["conditions"] and not any(widget.fault for widget in widgets):
        found.append("Choisissez au moins une condition : une règle sans condition s’appliquerait à tout le monde.")
    return found


def _widget(convention: Convention, fact: str, cell: Mapping[str, Any] | None) -> Widget:
    kind = convention.fact_kind(fact)
    label = fact_label(convention, fact)
    match kind:
        case FactKind.BOOLEAN:
            chosen = None if cell is None else bool(cell.get("is"))
            return Widget(fact, label, "boolean", _yes_no(chosen))
        case FactKind.CLOSED:
            chosen_values = set(cell.get("in", ())) if cell else set()
            return Widget(fact, label, "closed", _listed(convention, fact, chosen_values))
        case FactKind.NUMBER:
            bounds = (cell or {}).get("range") or {}
            lo, hi = bounds.get("lo"), bounds.get("hi")
            return Widget(fact, label, "number", lo="" if lo is None else str(lo), hi="" if hi is None else str(hi))
        case None:
            return Widget(fact, label, "gone", fault="Ce fait n’existe plus dans la convention : il disparaîtra en enregistrant.")


def _read(convention: Convention, fact: str, kind: FactKind, form: FormData) -> tuple[dict[str, Any] | None, Widget]:
    label = fact_label(convention, fact)
    match kind:
        case FactKind.BOOLEAN:
            given = str(form.get(f"c:{fact}") or "")
            chosen = {"oui": True, "non": False}.get(given)
            return (None if chosen is None else {"is": chosen}), Widget(fact, label, "boolean", _yes_no(chosen))
        case FactKind.CLOSED:
            known = {value.code for value in convention.field(fact).values}
            values = [str(value) for value in form.getlist(f"c:{fact}") if str(value) in known]
            return ({"in": values} if values else None), Widget(fact, label, "closed", _listed(convention, fact, set(values)))
        case FactKind.NUMBER:
            lo, hi = (str(form.get(f"{end}:{fact}") or "").strip() for end in ("lo", "hi"))
            cell, fault = _range(lo, hi)
            return cell, Widget(fact, label, "number", lo=lo, hi=hi, fault=fault)


def _range(lo: str, hi: str) -> tuple[dict[str, Any] | None, str]:
    ends: dict[str, int | None] = {"lo": None, "hi": None}
    for name, typed in (("lo", lo), ("hi", hi)):
        if not typed:
            continue
        try:
            ends[name] = int(typed)
        except ValueError:
            return None, "Écrivez un nombre entier, ou laissez la case vide."
    if ends["lo"] is None and ends["hi"] is None:
        return None, ""
    if ends["lo"] is not None and ends["hi"] is not None and ends["lo"] > ends["hi"]:
        return None, "Le premier nombre dépasse le second."
    return {"range": ends}, ""


def _yes_no(chosen: bool | None) -> tuple[tuple[str, str, bool], ...]:
    return (("", INDIFFERENT, chosen is None), ("oui", "oui", chosen is True), ("non", "non", chosen is False))


def _listed(convention: Convention, fact: str, chosen: set[str]) -> tuple[tuple[str, str, bool], ...]:
    return tuple((value.code, value.label, value.code in chosen) for value in convention.field(fact).values)


def _addable(convention: Convention, facts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    labels = ((fact, fact_label(convention, fact)) for fact in convention.fact_codes if fact not in facts)
    return tuple(sorted(labels, key=lambda one: one[1].casefold()))
