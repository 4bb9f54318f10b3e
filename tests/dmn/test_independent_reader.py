"""The exported tables, read by a library of DMN that we did not write: no warning, and the same rules."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from intake.convention import AxisRow, Cell, Convention, InCell, IsCell, OrientationRow, Row, load_convention, sample_convention, to_dmn

HERE = Path(__file__).parent


def read(convention: Convention) -> dict[str, Any]:
    node = shutil.which("node")
    assert node, "node is not installed: run deploy/test-tools.sh, as make test does"
    assert (HERE / "node_modules/dmn-moddle").exists(), "the reader of DMN is not installed: run deploy/test-tools.sh, as make test does"
    done = subprocess.run([node, str(HERE / "read.mjs")], input=to_dmn(convention), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr[-1000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def feel(cell: Cell) -> str:
    match cell:
        case IsCell():
            return "true" if cell.expected else "false"
        case InCell():
            return ",".join(f'"{value}"' for value in cell.values)
        case _:
            lo, hi = cell.bounds.lo, cell.bounds.hi
            return f"<= {hi}" if lo is None else f">= {lo}" if hi is None else f"[{lo}..{hi}]"


def said(row: Row) -> str:
    if isinstance(row, AxisRow):
        return "oui" if row.says else "non"
    assert isinstance(row, OrientationRow)
    return row.proposes.value


def hostile() -> Convention:
    data = json.loads(sample_convention().canonical_json)
    row = data["axis_tables"][0]["rows"][0]
    row.update(motive='</text><rule id="x"/>', reference='"&amp;" <!-- ]]> é')
    data["label"] = "Convention « d’essai » <b>"
    data["orientation"]["rows"] = []
    data["examples"] = []
    return load_convention(data)


@pytest.mark.parametrize("convention", [sample_convention(), hostile()], ids=["sample", "hostile words, an empty table"])
def test_the_reader_sees_the_same_rules(convention: Convention):
    told = read(convention)
    assert told["warnings"] == []
    assert told["name"] == convention.label
    tables: dict[str, tuple[Row, ...]] = {"orientation": convention.orientation.rows}
    tables |= {f"axe_{table.axis}": table.rows for table in convention.axis_tables}
    assert [decision["id"] for decision in told["decisions"]] == list(tables)
    for decision in told["decisions"]:
        rows = tables[decision["id"]]
        assert decision["kind"] == "dmn:DecisionTable"
        assert decision["policy"] == ("FIRST" if decision["id"] == "orientation" else "ANY")
        assert [rule["id"] for rule in decision["rules"]] == [f"regle_{row.id}" for row in rows]
        assert {need.removeprefix("#") for need in decision["needs"]} <= set(told["inputs"])
        facts = [fact for fact, _ in decision["facts"]]
        for rule, row in zip(decision["rules"], rows, strict=True):
            tests = {fact: test for fact, test in zip(facts, rule["tests"], strict=True) if test != "-"}
            assert tests == {fact.replace(":", "_"): feel(cell) for fact, cell in row.conditions.items()}
            assert rule["says"] == [f'"{said(row)}"']
            assert rule["notes"] == [row.motive, row.reference]
