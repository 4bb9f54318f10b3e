"""The tables as DMN, read back by a plain reader of the standard's words."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from intake.convention import Convention, InCell, IsCell, RangeCell, sample_convention, to_dmn

CONVENTION = sample_convention()
DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"


def read_back(text: str) -> dict[str, dict[str, tuple[dict[str, Any], str]]]:
    """Per decision and rule: its tests and what it says."""
    root = ElementTree.fromstring(text)  # noqa: S314 (our own file)
    decisions = {}
    for decision in root.iter(f"{DMN}decision"):
        (table,) = decision.findall(f"{DMN}decisionTable")
        facts = [str(one.findtext(f"{DMN}inputExpression/{DMN}text")) for one in table.findall(f"{DMN}input")]
        rules = {}
        for rule in table.findall(f"{DMN}rule"):
            entries = [str(entry.findtext(f"{DMN}text")) for entry in rule.findall(f"{DMN}inputEntry")]
            tests = {fact: entry for fact, entry in zip(facts, entries, strict=True) if entry != "-"}
            rules[rule.attrib["id"].removeprefix("regle_")] = (tests, str(rule.findtext(f"{DMN}outputEntry/{DMN}text")))
        decisions[decision.attrib["id"]] = rules
    return decisions


def test_every_row_is_there_with_all_its_tests():
    read = read_back(to_dmn(CONVENTION))
    tables = {"orientation": CONVENTION.orientation.rows} | {f"axe_{table.axis}": table.rows for table in CONVENTION.axis_tables}
    assert {code: list(rules) for code, rules in read.items()} == {code: [row.id for row in rows] for code, rows in tables.items()}
    for code, rows in tables.items():
        for row in rows:
            tests, _ = read[code][row.id]
            assert {fact.replace(":", "_") for fact in row.conditions} == set(tests)
            for fact, cell in row.conditions.items():
                told = tests[fact.replace(":", "_")]
                match cell:
                    case IsCell():
                        assert told == str(cell.expected).lower()
                    case InCell():
                        assert tuple(re.findall(r'"([^"]+)"', told)) == cell.values
                    case RangeCell():
                        numbers = tuple(int(number) for number in re.findall(r"-?\d+", told))
                        assert numbers == tuple(end for end in (cell.bounds.lo, cell.bounds.hi) if end is not None)


def test_ids_are_unique_and_every_need_is_declared():
    root = ElementTree.fromstring(to_dmn(CONVENTION))  # noqa: S314 (our own file)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    for need in root.iter(f"{DMN}requiredInput"):
        assert need.attrib["href"].removeprefix("#") in ids


def test_hit_policies_are_those_of_the_convention():
    root = ElementTree.fromstring(to_dmn(CONVENTION))  # noqa: S314 (our own file)
    assert [table.attrib["hitPolicy"] for table in root.iter(f"{DMN}decisionTable")] == ["FIRST", *["ANY"] * len(CONVENTION.axes)]


def test_what_people_wrote_cannot_break_the_file():
    hostile = CONVENTION.model_copy(update={"label": '</definitions><a b="&lt;'})
    assert isinstance(hostile, Convention)
    assert ElementTree.fromstring(to_dmn(hostile)).attrib["name"] == hostile.label  # noqa: S314 (our own file)
