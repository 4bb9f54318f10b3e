"""`seuil rules`, as an operator and a build run it: lines and exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from sqlalchemy import text

from intake.amending import draft_row, events
from intake.convention import sample_convention
from intake.runtime import Runtime
from tests.cli.test_cli import base, refused, seuil

__all__ = ["base", "seuil"]
SAMPLE: dict[str, Any] = json.loads(sample_convention().canonical_json)


def rows(data: dict[str, Any], table: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data["axis_tables"][table]["rows"]
    return found


def written(path: Path, change: Callable[[dict[str, Any]], object] = lambda data: None) -> str:
    data = json.loads(json.dumps(SAMPLE))
    change(data)
    file = path / "convention.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    return str(file)


def contradict(data: dict[str, Any]) -> None:
    rows(data).append({**rows(data)[0], "id": "Z1", "says": not rows(data)[0]["says"]})


def never(data: dict[str, Any]) -> None:
    conditions = {"sick_leave": {"in": ["non"]}, "sick_leave_days": {"range": {"lo": 90}}}
    rows(data).append({**rows(data)[0], "id": "Z1", "conditions": conditions})


def wrong_example(data: dict[str, Any]) -> None:
    example = next(one for one in data["examples"] if one["outcome"] == "axis_ok")
    example.update(outcome="out_of_scope", axes=[])


def test_gaps_and_contained_rows_are_told_and_pass(seuil, tmp_path: Path):
    done = seuil("rules", "check", written(tmp_path))
    assert done.exit_code == 0
    assert done.stdout.startswith("Convention n° 1 correcte")
    assert "cas non couvert" in done.stderr
    assert "À corriger" not in done.stderr


@pytest.mark.parametrize(
    ("change", "said"),
    [(contradict, "se contredisent"), (never, "Z1 ne sert jamais"), (wrong_example, "L’exemple « ")],
)
def test_what_blocks_a_publication_fails_a_build(seuil, tmp_path: Path, change: Callable[[dict[str, Any]], object], said: str):
    done = seuil("rules", "check", written(tmp_path, change))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert any(line.startswith("À corriger") and said in line for line in done.stderr.splitlines())


def test_the_schema_takes_the_file_that_ships(seuil):
    done = seuil("rules", "schema")
    assert done.exit_code == 0
    assert Draft202012Validator(json.loads(done.stdout)).is_valid(SAMPLE)


def test_what_goes_out_comes_in_as_a_draft_that_changes_nothing(seuil, base: Runtime, tmp_path: Path):
    out = seuil("rules", "export", "--version", "1")
    assert out.exit_code == 0, out.stderr
    file = tmp_path / "out.json"
    file.write_text(out.stdout, encoding="utf-8")
    assert seuil("rules", "diff", "1", str(file)).stdout == "Rien ne change.\n"
    done = seuil("rules", "import", str(file))
    assert done.exit_code == 0, done.stderr
    assert "0 différences" in done.stdout
    with base.database.read() as session:
        row = draft_row(session, done.stdout.split("Brouillon créé : ")[1].split()[0])
        assert row.base_version == 1
        assert {**row.content, "version": 1} == json.loads(out.stdout)


def test_the_tables_go_out_for_an_audit(seuil, base: Runtime):
    done = seuil("rules", "export", "--dmn")
    assert done.exit_code == 0
    assert ElementTree.fromstring(done.stdout).tag.endswith("definitions")  # noqa: S314 (our own file)


def test_differences_are_told_in_french(seuil, tmp_path: Path):
    before = written(tmp_path)
    after = tmp_path / "after.json"
    changed = json.loads(Path(before).read_text())
    changed["times"]["appointment_within_days"] = 10
    after.write_text(json.dumps(changed), encoding="utf-8")
    done = seuil("rules", "diff", before, str(after))
    assert done.exit_code == 0
    told = "Changé, le délai rendez-vous : « dans les 15 jours » devient « dans les 10 jours »"
    assert done.stdout == f"Les délais et les objectifs : {told}\n"


@pytest.mark.parametrize("arguments", [("export", "--version", "7"), ("diff", "1", "7"), ("diff", "1", "99999999999999999999")])
def test_a_version_that_is_not_there_is_one_line(seuil, base: Runtime, arguments: tuple[str, ...]):
    refused(seuil("rules", *arguments), "n’est pas dans la base")


def test_a_history_that_was_touched_is_found(seuil, base: Runtime, tmp_path: Path):
    file = written(tmp_path)
    for _ in range(3):
        assert seuil("rules", "import", file).exit_code == 0
    assert seuil("rules", "history", "--check").stdout == "L’historique est entier.\n"
    assert seuil("rules", "history").stdout.count("brouillon commencé") == 3
    with base.database.write() as session:
        assert len(events(session)) == 3
        for trigger in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            session.execute(text(f"DROP TRIGGER {trigger}"))
        session.execute(text("UPDATE convention_events SET words = 'autre' WHERE number = 2"))
    refused(seuil("rules", "history", "--check"), "rompu à l’étape n° 2")
