"""What no single part of a convention can tell: that its parts agree. Each fault is one French line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from intake.convention.departements import DEPARTEMENTS, EVERYWHERE, departement_of
from intake.convention.errors import ConventionError, shown
from intake.convention.facts import DANGER, FactKind
from intake.convention.fields import FieldDefinition, FieldKind, When
from intake.convention.model import SENTENCE_VARIANTS, Convention
from intake.convention.rules import Cell, InCell, IsCell, OrientationRow, Proposes, RangeCell, Row


def check(convention: Convention) -> None:
    """Raise ConventionError when two parts of the convention disagree."""
    _check_region(convention)
    _check_codes(convention)
    _check_fields(convention)
    _check_doors(convention)
    _check_tables(convention)
    _check_numbers(convention)
    _check_sentences(convention)
    _check_examples(convention)


def _refuse(message: str) -> NoReturn:
    raise ConventionError(message)


def _unique(what: str, codes: Iterable[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            _refuse(f"{what} {shown(code)} : ce nom est donné deux fois")
        seen.add(code)


def _check_region(convention: Convention) -> None:
    _unique("département", convention.departements)
    if EVERYWHERE in convention.departements and len(convention.departements) > 1:
        _refuse("départements : « * » veut dire tous, et s’écrit seul")
    for code in convention.departements:
        if code != EVERYWHERE and code not in DEPARTEMENTS:
            _refuse(f"département {shown(code)} : inconnu")


def _check_codes(convention: Convention) -> None:
    _unique("axe", (axis.code for axis in convention.axes))
    _unique("sujet", (topic.code for topic in convention.topics))
    _unique("champ", (field.code for field in convention.fields))
    _unique("champ demandé d’abord", convention.asked_first)
    topics = {topic.code for topic in convention.topics}
    for code in convention.other_topics:
        if code not in topics:
            _refuse(f"other_topics : le sujet {shown(code)} est inconnu")
    for code in convention.asked_first:
        if not convention.has_field(code):
            _refuse(f"asked_first : le champ {shown(code)} est inconnu")


def _check_fields(convention: Convention) -> None:
    axes = {axis.code for axis in convention.axes}
    for field in convention.fields:
        _unique(f"champ {field.code}, valeur", (value.code for value in field.values))
        if field.axis is not None and field.axis not in axes:
            _refuse(f"champ {field.code} : l’axe {shown(field.axis)} est inconnu")
        if field.only_if is not None:
            _check_link(convention, field, "only_if", field.only_if.field, field.only_if.values)
            if bool(field.only_if.values) == field.only_if.without_value:
                _refuse(f"champ {field.code}, only_if : une liste de valeurs, ou « without_value: true »")
        if field.assumed is not None:
            _check_link(convention, field, "assumed", field.assumed.field, field.assumed.values)
            _check_values(f"champ {field.code}, assumed", field, (field.assumed.value,))
            if not field.assumed.values:
                _refuse(f"champ {field.code}, assumed : la liste de valeurs est vide")
    _check_no_circle(convention)


def _check_link(convention: Convention, field: FieldDefinition, clause: str, target: str, values: tuple[str, ...]) -> None:
    if not convention.has_field(target):
        _refuse(f"champ {field.code}, {clause} : le champ {shown(target)} est inconnu")
    if values:
        _check_values(f"champ {field.code}, {clause}", convention.field(target), values)


def _check_values(place: str, field: FieldDefinition, values: tuple[str, ...]) -> None:
    if field.kind is not FieldKind.CHOICE:
        _refuse(f"{place} : le champ {field.code} n’a pas de liste de valeurs")
    known = {value.code for value in field.values}
    for value in values:
        if value not in known:
            _refuse(f"{place} : la valeur {shown(value)} n’existe pas pour {field.code}")


def depends_on(field: FieldDefinition) -> tuple[str, ...]:
    """The fields that decide whether this one applies, or what it counts as."""
    return tuple(clause.field for clause in (field.only_if, field.assumed) if clause is not None)


def _check_no_circle(convention: Convention) -> None:
    settled: set[str] = set()
    waiting = {field.code: depends_on(field) for field in convention.fields}
    while waiting:
        ready = [code for code, needs in waiting.items() if settled.issuperset(needs)]
        if not ready:
            _refuse(f"champ {next(iter(waiting))} : ses conditions tournent en rond")
        settled.update(ready)
        for code in ready:
            del waiting[code]


def _check_doors(convention: Convention) -> None:
    doors = convention.next_doors
    topics = {topic.code for topic in convention.topics}
    for topic, keys in doors.by_topic.items():
        if topic not in topics:
            _refuse(f"next_doors, by_topic : le sujet {shown(topic)} est inconnu")
        _check_keys(convention, f"next_doors, by_topic, {topic}", keys)
    _check_keys(convention, "next_doors, default", doors.default)
    _unique("next_doors, regional, département", (code for service in doors.regional for code in service.departements))
    for service in doors.regional:
        for code in service.departements:
            if code not in DEPARTEMENTS:
                _refuse(f"next_doors, regional, {shown(service.organisation)} : le département {shown(code)} est inconnu")


def _check_keys(convention: Convention, place: str, keys: Iterable[str]) -> None:
    for key in keys:
        if key not in convention.next_doors.doors:
            _refuse(f"{place} : la porte {shown(key)} est inconnue")


def _check_tables(convention: Convention) -> None:
    _unique("table de l’axe", (table.axis for table in convention.axis_tables))
    axes = {axis.code for axis in convention.axes}
    for table in convention.axis_tables:
        if table.axis not in axes:
            _refuse(f"table de l’axe {shown(table.axis)} : cet axe est inconnu")
    for code in axes - {table.axis for table in convention.axis_tables}:
        _refuse(f"axe {code} : il n’a pas de table")
    rows: list[Row] = [*convention.orientation.rows, *(row for table in convention.axis_tables for row in table.rows)]
    _unique("règle", (row.id for row in rows))
    for row in rows:
        for fact, cell in row.conditions.items():
            _check_cell(convention, row, fact, cell)
        if isinstance(row, OrientationRow):
            _check_keys(convention, f"règle {row.id}, doors", row.doors)
            if row.proposes is Proposes.DANGER and tuple(row.conditions) != (DANGER,):
                _refuse(f"règle {row.id} : seul un danger entendu propose « danger »")


_CELLS: dict[FactKind, type] = {FactKind.BOOLEAN: IsCell, FactKind.CLOSED: InCell, FactKind.NUMBER: RangeCell}


def _check_cell(convention: Convention, row: Row, fact: str, cell: Cell) -> None:
    place = f"règle {row.id}, colonne {shown(fact)}"
    kind = convention.fact_kind(fact)
    if kind is None:
        known = convention.has_field(fact)
        _refuse(f"{place} : {'ce champ ne peut pas être testé par une règle' if known else 'ce fait est inconnu'}")
    wanted = {FactKind.BOOLEAN: "{is: true} ou {is: false}", FactKind.CLOSED: "{in: […]}", FactKind.NUMBER: "{range: {lo: …, hi: …}}"}
    if not isinstance(cell, _CELLS[kind]):
        _refuse(f"{place} : ce fait se teste par {wanted[kind]}")
    if not convention.has_field(fact):
        return
    field = convention.field(fact)
    if field.when is When.OFF:
        _refuse(f"{place} : ce champ est éteint, aucune règle ne peut l’attendre")
    if field.only_if is not None and field.only_if.without_value:
        _refuse(f"{place} : une règle ne peut pas dépendre de l’absence d’une autre réponse")
    if isinstance(cell, InCell):
        _check_values(place, field, cell.values)
        _unique(f"{place}, valeur", cell.values)


def _check_numbers(convention: Convention) -> None:
    for code, number in convention.danger_numbers.items():
        if number.spoken.replace(" ", "") != number.number:
            _refuse(f"numéro {shown(code)} : la forme dite n’est pas le même numéro")


def _check_sentences(convention: Convention) -> None:
    for key, variants in convention.sentences.items():
        for variant in variants:
            if variant not in SENTENCE_VARIANTS:
                _refuse(f"phrase {shown(key)} : la variante {shown(variant)} est inconnue")


def _check_examples(convention: Convention) -> None:
    _unique("exemple", (example.id for example in convention.examples))
    rows = {row.id for row in convention.orientation.rows} | {row.id for table in convention.axis_tables for row in table.rows}
    topics, axes = {topic.code for topic in convention.topics}, {axis.code for axis in convention.axes}
    for example in convention.examples:
        place = f"exemple {example.id}"
        if example.row is not None and example.row not in rows:
            _refuse(f"{place} : la règle {shown(example.row)} est inconnue")
        for topic in example.case.topics or ():
            if topic not in topics:
                _refuse(f"{place} : le sujet {shown(topic)} est inconnu")
        for axis in example.axes:
            if axis not in axes:
                _refuse(f"{place} : l’axe {shown(axis)} est inconnu")
        for code, value in example.case.facts.items():
            _check_example_fact(convention, place, code, value)


def _check_example_fact(convention: Convention, place: str, code: str, value: str | int) -> None:
    if not convention.has_field(code):
        _refuse(f"{place} : le champ {shown(code)} est inconnu")
    field = convention.field(code)
    match field.kind:
        case FieldKind.CHOICE:
            _check_values(place, field, (str(value),))
        case FieldKind.DATE | FieldKind.COUNT:
            if not isinstance(value, int):
                _refuse(f"{place}, {code} : un nombre entier est attendu")
        case FieldKind.POSTAL_CODE:
            if departement_of(value) is None:
                _refuse(f"{place}, {code} : un code postal est attendu")
        case _:
            _refuse(f"{place}, {code} : aucune règle ne peut tester ce champ")
