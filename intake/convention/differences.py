"""What differs between two conventions, in French sentences that anybody on the staff can read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from intake.clock import DAYS
from intake.convention.cases import Example, case_sentence
from intake.convention.fields import FieldDefinition, When
from intake.convention.model import Convention, DangerNumber, Deadline, NextDoors, Times
from intake.convention.rules import OrientationRow, Row
from intake.convention.wording import row_sentence
from lexicon.codes import Code

Thing = TypeVar("Thing")


class Part(Code):
    """The part of a convention that a difference is in."""

    WHOLE = "whole", "la convention"
    AXES = "axes", "les axes"
    ORIENTATION = "orientation", "l’orientation"
    RULES = "rules", "les règles des axes"
    FIELDS = "fields", "les questions"
    TOPICS = "topics", "les sujets"
    DOORS = "doors", "les portes suivantes"
    TIMES = "times", "les délais et les objectifs"
    DANGER = "danger", "les numéros en cas de danger"
    SENTENCES = "sentences", "les phrases"
    EXAMPLES = "examples", "les exemples"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: `before` is None for what is new, `after` for what is gone; `what` names it in a few words."""

    part: Part
    what: str
    before: str | None
    after: str | None

    @property
    def sentence(self) -> str:
        """The difference in one French line."""
        if self.before is None:
            return f"Nouveau, {self.what} : {self.after}"
        if self.after is None:
            return f"Retiré, {self.what} : {self.before}"
        return f"Changé, {self.what} : « {self.before} » devient « {self.after} »"


WHEN = {
    When.ALWAYS: "demandé à chaque fois",
    When.AXIS: "demandé tant que l’axe est possible",
    When.DECISIVE: "demandé si la réponse peut changer la proposition",
    When.OPTIONAL: "noté si la personne le dit",
    When.OFF: "éteint",
}


def differences(old: Convention, new: Convention) -> tuple[Difference, ...]:
    """Every difference, part by part; the version alone is none."""
    return tuple(_whole(old, new)) + tuple(_tables(old, new)) + tuple(_catalogue(old, new)) + tuple(_said(old, new))


def _whole(old: Convention, new: Convention) -> Iterator[Difference]:
    yield from _changed(Part.WHOLE, "le titre", old.label, new.label)
    yield from _changed(Part.WHOLE, "la date d’entrée en vigueur", f"{old.effective_from:%d/%m/%Y}", f"{new.effective_from:%d/%m/%Y}")
    yield from _changed(Part.WHOLE, "les départements", ", ".join(old.departements), ", ".join(new.departements))
    yield from _named(Part.AXES, "l’axe", _axes(old), _axes(new), str)


def _axes(convention: Convention) -> dict[str, str]:
    return {axis.code: axis.label for axis in convention.axes}


def _tables(old: Convention, new: Convention) -> Iterator[Difference]:
    before = {row.id: _told(old, row) for row in old.orientation.rows}
    after = {row.id: _told(new, row) for row in new.orientation.rows}
    yield from _named(Part.ORIENTATION, "la règle", before, after, str)
    common = [row for row in before if row in after], [row for row in after if row in before]
    if common[0] != common[1]:
        yield Difference(Part.ORIENTATION, "l’ordre des règles", ", ".join(common[0]), ", ".join(common[1]))
    yield from _named(Part.RULES, "la règle", _axis_rows(old), _axis_rows(new), str)


def _axis_rows(convention: Convention) -> dict[str, str]:
    return {row.id: _told(convention, row, table.axis) for table in convention.axis_tables for row in table.rows}


def _told(convention: Convention, row: Row, axis: str | None = None) -> str:
    """All of a row: what it does, where it leads, why, after what text."""
    told = row_sentence(convention, row, axis)
    if isinstance(row, OrientationRow):
        places = [convention.next_doors.doors[key].organisation for key in row.doors]
        by = {"topic": "selon le sujet", "departement": "selon le département", None: ""}[row.doors_by]
        told += f" Porte suivante : {', '.join(places) or by}." if places or by else ""
        told += " Les questions des axes ne sont plus posées." if row.ends_axes else ""
    return f"{told} Motif : {row.motive} Référence : {row.reference}"


def _catalogue(old: Convention, new: Convention) -> Iterator[Difference]:
    fields = {f.code: _field(old, f) for f in old.fields}, {f.code: _field(new, f) for f in new.fields}
    yield from _named(Part.FIELDS, "la question", *fields, str, lambda code: _label(old, new, code))
    yield from _changed(Part.FIELDS, "ce qui est demandé en premier", _list(old, old.asked_first), _list(new, new.asked_first))
    order = [f.code for f in old.fields if new.has_field(f.code)], [f.code for f in new.fields if old.has_field(f.code)]
    yield from _changed(Part.FIELDS, "l’ordre des questions", _list(old, order[0]), _list(new, order[1]))
    topics = {t.code: t.label for t in old.topics}, {t.code: t.label for t in new.topics}
    yield from _named(Part.TOPICS, "le sujet", *topics, str)
    others = [", ".join(c.topic_label(code) for code in c.other_topics) for c in (old, new)]
    yield from _changed(Part.TOPICS, "les sujets que d’autres services suivent", *others)


def _label(old: Convention, new: Convention, code: str) -> str:
    return f"« {(new if new.has_field(code) else old).field(code).label} »"


def _list(convention: Convention, codes: Iterable[str]) -> str:
    return ", ".join(convention.field(code).label if convention.has_field(code) else code for code in codes)


def _field(convention: Convention, field: FieldDefinition) -> str:
    told = [field.label, WHEN[field.when]]
    if field.discreet:
        told.append(f"dit discrètement : {field.discreet}")
    if field.axis is not None:
        told.append(f"axe : {_axes(convention).get(field.axis, field.axis)}")
    if field.values:
        told.append("réponses : " + ", ".join(_value(value.label, value.discreet) for value in field.values))
    if field.only_if is not None:
        on = convention.field(field.only_if.field)
        values = " ou ".join(on.label_of(value) for value in field.only_if.values) or "sans réponse"
        told.append(f"seulement si {on.label} : {values}")
    if field.assumed is not None:
        on = convention.field(field.assumed.field)
        values = " ou ".join(on.label_of(value) for value in field.assumed.values)
        told.append(f"compte comme {field.label_of(field.assumed.value)} si {on.label} : {values}")
    told += ["peut être déduit du récit"] if field.deducible else []
    told += ["sensible"] if field.sensitive else []
    return " ; ".join(told)


def _value(label: str, discreet: str | None) -> str:
    return label if discreet is None else f"{label} (dit discrètement : {discreet})"


def _said(old: Convention, new: Convention) -> Iterator[Difference]:
    yield from _named(Part.DOORS, "la porte", _doors(old.next_doors), _doors(new.next_doors), str)
    yield from _named(Part.TIMES, "le délai", _times(old), _times(new), str, lambda name: name)
    yield from _named(Part.DANGER, "le numéro", old.danger_numbers, new.danger_numbers, _number)
    sentences = _sentences(old), _sentences(new)
    yield from _named(Part.SENTENCES, "la phrase", *sentences, str)
    examples = {e.id: e for e in old.examples}, {e.id: e for e in new.examples}
    yield from _named(Part.EXAMPLES, "l’exemple", *examples, lambda example: _example(new if example.id in examples[1] else old, example))


def _doors(doors: NextDoors) -> dict[str, str]:
    told = {code: f"{door.organisation} : {door.why}" for code, door in doors.doors.items()}
    told |= {f"sujet {topic}": ", ".join(keys) for topic, keys in doors.by_topic.items()}
    told |= {service.organisation: f"départements {', '.join(service.departements)}" for service in doors.regional}
    return told | {
        "par défaut": ", ".join(doors.default),
        "autre région": doors.regional_why,
        "ailleurs": f"{doors.elsewhere.organisation} : {doors.elsewhere.why}",
    }


def _times(convention: Convention) -> dict[str, str]:
    times: Times = convention.times
    return {
        "premier contact": _deadline(times.first_contact),
        "demande urgente reçue à temps": _deadline(times.urgent_before_cutoff),
        "demande urgente reçue tard": _deadline(times.urgent_after_cutoff),
        "heure limite des urgences": times.urgent_cutoff,
        "sortie d’hôpital urgente": f"dans les {times.urgent_discharge_within_days} jours",
        "rendez-vous": f"dans les {times.appointment_within_days} jours",
        "jours ouvrés": ", ".join(DAYS[day - 1] for day in times.weekdays),
        "jours de fermeture": ", ".join(f"{day:%d/%m/%Y}" for day in sorted(times.closed)) or "les jours fériés seulement",
        "heures d’ouverture": ", ".join(f"{start}–{end}" for start, end in times.opening_hours),
        "objectif de rendez-vous à temps": f"{convention.targets.appointment_in_time_percent} %",
    }


def _deadline(deadline: Deadline) -> str:
    day = {0: "le même jour ouvré", 1: "le jour ouvré suivant"}.get(
        deadline.working_days, f"{deadline.working_days} jours ouvrés plus tard"
    )
    return f"{day} à {deadline.at}"


def _number(number: DangerNumber) -> str:
    checked = f", vérifié le {number.checked_on:%d/%m/%Y}" if number.checked_on else ", à vérifier"
    return f"{number.number} ({number.spoken}), {number.answers}, {number.hours}, source : {number.source}{checked}"


def _sentences(convention: Convention) -> dict[str, str]:
    return {f"{key} ({variant})": text for key, variants in convention.sentences.items() for variant, text in variants.items()}


def _example(convention: Convention, example: Example) -> str:
    told = [example.outcome.label, *(_axes(convention).get(axis, axis) for axis in example.axes)]
    told += [f"règle {example.row}"] if example.row else []
    told += [example.note] if example.note else []
    return f"{case_sentence(convention, example.case)} → {', '.join(told)}"


def _changed(part: Part, what: str, before: str, after: str) -> Iterator[Difference]:
    if before != after:
        yield Difference(part, what, before, after)


def _named(
    part: Part,
    what: str,
    before: Mapping[str, Thing],
    after: Mapping[str, Thing],
    told: Callable[[Thing], str],
    named: Callable[[str], str] = str,
) -> Iterator[Difference]:
    """Differences of things that have a name, in the order of the new ones, what is gone last."""
    for name in [*after, *(gone for gone in before if gone not in after)]:
        one = told(before[name]) if name in before else None
        other = told(after[name]) if name in after else None
        if one != other:
            yield Difference(part, f"{what} {named(name)}", one, other)
