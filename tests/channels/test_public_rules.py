"""What anybody may read of the rules: those in force, those to come, and what changes."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest

from channels.app import create_app
from intake.convention import Convention, load_convention, row_sentence
from intake.requests import convention_of, publish_convention
from intake.runtime import Runtime
from intake.storage import ConventionRow
from tests.conftest import NOW

with warnings.catch_warnings():
    # The test client says that it will want another HTTP library one day.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

TODAY = date(2026, 11, 23)


@pytest.fixture
def page(runtime: Runtime) -> TestClient:
    return TestClient(create_app(runtime), base_url="http://127.0.0.1")


def sooner(data: dict[str, Any]) -> None:
    row = next(row for table in data["axis_tables"] for row in table["rows"] if row["id"] == "E1d")
    row["conditions"]["sick_leave_days"] = {"range": {"lo": 60}}
    row["reference"] = "avenant 1, article 3"
    data["label"] = "Avenant <i>1</i>"


def publish(runtime: Runtime, version: int, day: date, change: Callable[[dict[str, Any]], object] = sooner) -> Convention:
    with runtime.database.write() as session:
        data = json.loads(convention_of(session, 1).canonical_json)
        change(data)
        made = load_convention({**data, "version": version, "effective_from": day.isoformat()})
        publish_convention(session, made, NOW)
    return made


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).replace("&nbsp;", " ").replace("&#39;", "'").split())


def test_every_rule_in_force_is_there_with_its_reference(runtime: Runtime, page: TestClient):
    with runtime.database.read() as session:
        convention = convention_of(session, 1)
    text = words(page.get("/regles").text)
    assert f"version 1, en vigueur depuis le {convention.effective_from:%d/%m/%Y}" in text
    assert "Ce qui change" not in text
    for table in convention.axis_tables:
        for row in table.rows:
            assert row_sentence(convention, row, table.axis) in text
            assert f"Règle {row.id}. Référence : {row.reference}" in text
    for row in convention.orientation.rows:
        assert row.reference in text


def test_what_comes_is_told_with_its_date_and_what_changes(runtime: Runtime, page: TestClient):
    publish(runtime, 2, date(2027, 1, 1))
    html = page.get("/regles").text
    text = words(html)
    assert "jusqu’au 31/12/2026" in text
    assert "Ce qui change le 01/01/2027" in text
    assert "Avenant &lt;i&gt;1&lt;/i&gt;, version 2, à partir du 01/01/2027." in text
    assert "La date d’entrée en vigueur" not in text
    assert "jours d’arrêt de travail : 60 ou plus" in text
    assert "Référence : avenant 1, article 3" in text
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', html):
        assert target in ids
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_is_withdrawn_or_replaced_is_not_shown(runtime: Runtime, page: TestClient):
    publish(runtime, 2, date(2027, 1, 1))
    publish(runtime, 3, TODAY - timedelta(days=1), lambda data: data.update(label="Celle d’hier"))
    with runtime.database.write() as session:
        session.get_one(ConventionRow, 2).status = "withdrawn"
    text = words(page.get("/regles").text)
    assert "Celle d’hier, version 3, en vigueur depuis le 22/11/2026." in text
    assert "version 1" not in text
    assert "version 2" not in text
    assert "Ce qui change" not in text


def test_new_words_alone_are_counted_not_shown(runtime: Runtime, page: TestClient):
    def reworded(data: dict[str, Any]) -> None:
        key = next(key for key, variants in data["sentences"].items() if "web" in variants and not key.startswith("why."))
        data["sentences"][key] = {**data["sentences"][key], "web": "Une phrase toute neuve."}

    publish(runtime, 2, date(2027, 1, 1), reworded)
    text = words(page.get("/regles").text)
    assert "1 phrase de l’assistant change." in text
    assert "Une phrase toute neuve" not in text
