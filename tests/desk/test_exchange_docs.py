"""docs/exchange.md and docs/sign-in.md: every example is run, every table is that of the program."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from cli import app as seuil
from intake.exchange import COLUMNS
from intake.runtime import Runtime, start
from intake.settings import Settings
from intake.staff import add_staff
from intake.storage import Base
from intake.subscribers import sign
from lexicon.codes import AnswerStatus, DangerKind, SaidBy
from tests.desk.conftest import Program
from tests.desk.people import ALI, Told, file
from tests.intake.exchange.test_bundle import EVERYTHING

DOCS = Path(__file__).parents[2] / "docs"
EXCHANGE = (DOCS / "exchange.md").read_text(encoding="utf-8")
SIGN_IN = (DOCS / "sign-in.md").read_text(encoding="utf-8")


def blocks(text: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def example(name: str) -> Any:
    """The function of that name, from the page."""
    (code,) = [block for block in blocks(EXCHANGE, "python") if f"def {name}(" in block]
    given: dict[str, Any] = {}
    exec(compile(code, "exchange.md", "exec"), given)  # noqa: S102  our own page
    return given[name]


def test_every_python_example_is_one_of_these():
    named = re.findall(r"^def (\w+)\(", "".join(blocks(EXCHANGE, "python")), re.MULTILINE)
    assert named == ["every_handoff", "what_does_not_fit", "lines_of", "is_ours", "handle"]


def test_paging_gives_every_hand_off_once(runtime: Runtime, program: Program):
    made = {file(runtime, seed=seed).id for seed in range(7)}
    client = program("secretary")
    pages: list[int] = []

    class Small:
        """Pages of three, so that there are several."""

        def get(self, path: str, params: dict[str, Any]) -> Any:
            pages.append(1)
            return client.get(path, params=params | {"limit": 3})

    assert sorted(item["id"] for item in example("every_handoff")(Small())) == sorted(made)
    assert len(pages) == 3
    assert {item["id"] for item in example("every_handoff")(client)} == made


def test_the_schema_is_read_as_shown(runtime: Runtime, program: Program):
    filed, client = file(runtime), program("secretary")
    handoff = client.get(f"/api/v1/handoffs/{filed.id}").json()
    assert example("what_does_not_fit")(client, handoff) == []
    assert example("what_does_not_fit")(client, {**handoff, "status": "perdue"}) != []


def test_the_file_is_read_as_shown(runtime: Runtime, program: Program):
    file(runtime)
    (line,) = example("lines_of")(program("auditor"), "2026-11-23", "2026-11-23")
    assert list(line) == [column.name for column in COLUMNS]
    assert line["date"] == "2026-11-23"


def test_the_columns_are_written_as_they_are_shown_at_the_desk(sign_in: Any):
    page = sign_in("auditor").get("/chiffres/colonnes").text.replace("&#39;", "'")
    for column in COLUMNS:
        assert f"| {column.name} | {column.means} |" in EXCHANGE
        assert f"<dt>{column.name}</dt><dd>{column.means}</dd>" in page


def test_a_signature_is_checked_as_shown():
    is_ours, body = example("is_ours"), b'{"id": "1"}'
    header = sign("secret", 1_764_000_000, body)
    assert is_ours("secret", header, body, 1_764_000_299)
    assert not is_ours("secret", header, body, 1_764_000_301)
    assert not is_ours("secret", header, body, 1_763_999_699)
    assert not is_ours("autre", header, body, 1_764_000_000)
    assert not is_ours("secret", header, body + b" ", 1_764_000_000)
    for wrong in ("", "t=1764000000", "t=é,v1=x", "t=1764000000,v1=", header.replace("t=1764000000", "t=1764000001")):
        assert not is_ours("secret", wrong, body, 1_764_000_000)


def test_an_event_is_handled_once():
    (shown,) = blocks(EXCHANGE, "json")
    event, handled = json.loads(shown), set()
    assert example("handle")(event, handled) == event["handoff_id"]
    assert example("handle")(event, handled) is None


def test_every_command_does_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SEUIL_VAR_DIR", str(tmp_path))
    monkeypatch.setenv("SEUIL_NOW", "2026-11-23T10:30")
    runtime = start()
    try:
        Base.metadata.create_all(runtime.database.engine)
        assert CliRunner().invoke(seuil, ["db", "seed"]).exit_code == 0
        with runtime.database.write() as session:
            add_staff(
                session,
                login="lea",
                name="Léa Roux",
                role="secretary",
                antenna=None,
                password="quatre chevaux bleus",
                now=runtime.clock.now(),
            )
        commands = [line for text in (EXCHANGE, SIGN_IN) for block in blocks(text, "console") for line in block.splitlines()]
        assert len(commands) == 6
        for line in commands:
            prompt, program, *arguments = shlex.split(line)
            assert (prompt, program) == ("$", "seuil")
            done = CliRunner().invoke(seuil, arguments)
            assert done.exit_code == 0, (line, done.output)
            assert done.stdout
    finally:
        runtime.database.close()


def test_every_address_of_the_page_is_one_of_the_api(stranger: TestClient):
    described = set(stranger.get("/api/v1/openapi.json").json()["paths"])
    addresses = {f"/api/v1{path.replace('{id}', '{handoff_id}')}" for path in re.findall(r"`GET (/[^`]+)`", EXCHANGE)}
    assert described <= addresses
    for path in addresses - described:
        assert stranger.get(path).status_code == 200, path


def test_the_filters_of_the_page_are_those_of_the_api(stranger: TestClient):
    parameters = stranger.get("/api/v1/openapi.json").json()["paths"]["/api/v1/handoffs"]["get"]["parameters"]
    for one in parameters:
        assert f"`{one['name']}`" in EXCHANGE or one["name"] == "cursor", one["name"]


def test_every_element_of_the_mapping_is_in_a_bundle(runtime: Runtime, program: Program):
    told = {**EVERYTHING, "for_whom": "other", "third_party": ALI, "third_party_link": "son frère", "person_agreement": "oui"}
    told |= {"safe_contact": "non", "regime": (None, AnswerStatus.UNKNOWN)}
    filed = file(runtime, Told(answers=told, danger=DangerKind.VIOLENCE, said_by=SaidBy.OTHER))
    bundle = program("secretary").get(f"/api/v1/handoffs/{filed.id}/fhir").json()
    found: set[str] = set()

    def walk(value: Any, path: str) -> None:
        found.add(path)
        if isinstance(value, dict):
            found.add(str(value.get("url")))
            for key, one in value.items():
                walk(one, f"{path}.{key}")
        for one in value if isinstance(value, list) else ():
            walk(one, path)

    walk(bundle, "Bundle")
    for entry in bundle["entry"]:
        walk(entry["resource"], entry["resource"]["resourceType"])
    section = EXCHANGE.split("## 4.")[1].split("| status at the desk")[0]
    shown = set(re.findall(r"`((?:[A-Z][A-Za-z]+\.[A-Za-z.]+)|urn:seuil:fhir:[a-z-]+|http://[^`]+)`", section))
    assert len(shown) >= 35
    assert shown <= found, shown - found


def test_the_statuses_of_the_mapping(runtime: Runtime):
    from intake.exchange.proposing import _TASK

    section = EXCHANGE.split("| status at the desk")[1].split("\n\n")[0]
    assert set(_TASK.values()) == set(re.findall(r"\| `([a-z-]+)` \|", section))


def test_every_setting_of_the_page_is_read():
    for name in set(re.findall(r"`SEUIL_([A-Z_]+)(?:=1)?`", SIGN_IN)):
        assert name.lower() in Settings.model_fields, name
