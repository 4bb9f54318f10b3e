"""The tables as DMN 1.3, for whoever audits rules with other tools. Out only: what applies is the convention itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree

from intake.convention.facts import FactKind
from intake.convention.model import Convention
from intake.convention.rules import AxisRow, Cell, InCell, IsCell, OrientationRow, Row
from intake.convention.wording import fact_label

_MODEL: Final = "https://www.omg.org/spec/DMN/20191111/MODEL/"
_FEEL: Final = {FactKind.BOOLEAN: "boolean", FactKind.CLOSED: "string", FactKind.NUMBER: "number"}


def to_dmn(convention: Convention) -> str:
    """The orientation (hit policy FIRST) and each axis (ANY) as decision tables in S-FEEL; a cell without a test is « - ».

    A fact that is not known is null: DMN has no third value, so the tables alone do not say what Seuil says of incomplete requests.
    """
    ElementTree.register_namespace("", _MODEL)
    root = ElementTree.Element(_tag("definitions"), {"id": f"convention_{convention.version}", "name": convention.label})
    root.set("namespace", f"urn:seuil:convention:{convention.version}")
    _describe(root, f"Convention n° {convention.version}, empreinte {convention.fingerprint}")
    tables: list[tuple[str, str, tuple[Row, ...], str]] = [("orientation", "Orientation", convention.orientation.rows, "FIRST")]
    labels = {axis.code: axis.label for axis in convention.axes}
    tables += [(f"axe_{table.axis}", labels[table.axis], table.rows, "ANY") for table in convention.axis_tables]
    for fact in _facts(row for _, _, rows, _ in tables for row in rows):
        _input_data(root, convention, fact)
    for code, name, rows, policy in tables:
        _decision(root, convention, code, name, rows, policy)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _tag(name: str) -> str:
    return f"{{{_MODEL}}}{name}"


def _name(fact: str) -> str:
    """A fact as FEEL may name it."""
    return fact.replace(":", "_")


def _id(fact: str) -> str:
    return "fait_" + _name(fact)


def _facts(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(fact for row in rows for fact in row.conditions))


def _text(parent: ElementTree.Element, tag: str, text: str, **attributes: str) -> None:
    holder = ElementTree.SubElement(parent, _tag(tag), attributes)
    ElementTree.SubElement(holder, _tag("text")).text = text


def _describe(parent: ElementTree.Element, text: str) -> None:
    ElementTree.SubElement(parent, _tag("description")).text = text


def _input_data(root: ElementTree.Element, convention: Convention, fact: str) -> None:
    data = ElementTree.SubElement(root, _tag("inputData"), {"id": _id(fact), "name": _name(fact)})
    _describe(data, fact_label(convention, fact))
    kind = convention.fact_kind(fact) or FactKind.CLOSED
    ElementTree.SubElement(data, _tag("variable"), {"id": f"{_id(fact)}_valeur", "name": _name(fact), "typeRef": _FEEL[kind]})


def _decision(root: ElementTree.Element, convention: Convention, code: str, name: str, rows: tuple[Row, ...], policy: str) -> None:
    decision = ElementTree.SubElement(root, _tag("decision"), {"id": code, "name": name})
    ElementTree.SubElement(decision, _tag("variable"), {"id": f"{code}_valeur", "name": name, "typeRef": "string"})
    facts = _facts(rows)
    for fact in facts:
        needs = ElementTree.SubElement(decision, _tag("informationRequirement"), {"id": f"{code}_{_id(fact)}"})
        ElementTree.SubElement(needs, _tag("requiredInput"), {"href": f"#{_id(fact)}"})
    table = ElementTree.SubElement(decision, _tag("decisionTable"), {"id": f"{code}_table", "hitPolicy": policy})
    for fact in facts:
        kind = convention.fact_kind(fact) or FactKind.CLOSED
        column = ElementTree.SubElement(table, _tag("input"), {"id": f"{code}_{_id(fact)}_colonne", "label": fact_label(convention, fact)})
        expression = {"id": f"{code}_{_id(fact)}_expression", "typeRef": _FEEL[kind]}
        _text(column, "inputExpression", _name(fact), **expression)
    ElementTree.SubElement(table, _tag("output"), {"id": f"{code}_sortie", "name": "dit", "typeRef": "string"})
    for note in ("motif", "référence"):
        ElementTree.SubElement(table, _tag("annotation"), {"name": note})
    for row in rows:
        rule = ElementTree.SubElement(table, _tag("rule"), {"id": f"regle_{row.id}"})
        for fact in facts:
            cell = row.conditions.get(fact)
            _text(rule, "inputEntry", "-" if cell is None else _feel(cell), id=f"{row.id}_{_id(fact)}")
        _text(rule, "outputEntry", f'"{_says(row)}"', id=f"{row.id}_dit")
        for told in (row.motive, row.reference):
            _text(rule, "annotationEntry", told)


def _says(row: Row) -> str:
    if isinstance(row, AxisRow):
        return "oui" if row.says else "non"
    return row.proposes.value if isinstance(row, OrientationRow) else ""


def _feel(cell: Cell) -> str:
    match cell:
        case IsCell():
            return "true" if cell.expected else "false"
        case InCell():
            return ",".join(f'"{value}"' for value in cell.values)
        case _:
            lo, hi = cell.bounds.lo, cell.bounds.hi
            if lo is None:
                return f"<= {hi}"
            return f">= {lo}" if hi is None else f"[{lo}..{hi}]"
