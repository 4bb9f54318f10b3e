from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.people.player import REFUSAL, Person, Played, everyone, play
from tests.processes import Service

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def desk(service: Service) -> Iterator[httpx.Client]:
    token = service.seuil("token", "create", "--role", "secretary").split()[-1]
    with httpx.Client(base_url=service.desk, headers={"Authorization": f"Bearer {token}"}, timeout=30) as client:
        yield client


def handoff_of(desk: httpx.Client, played: Played) -> dict[str, Any]:
    answer = desk.get("/api/v1/handoffs", params={"conversation_id": played.conversation_id})
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    assert len(items) == 1
    return items[0]


@pytest.mark.parametrize("path", everyone(), ids=lambda path: path.stem)
def test_each_person_ends_as_she_should(service: Service, desk: httpx.Client, path: Path, record_property: Any):
    person = Person.load(path)
    played = play(service.public, person)
    handoff = handoff_of(desk, played)
    expect = person.expect
    print("\n".join(played.script))  # noqa: T201  pytest shows it when the test fails

    assert not REFUSAL.search(played.texts), REFUSAL.search(played.texts)
    assert handoff["reference"] == played.reference
    for key in ("complete", "urgent", "antenna"):
        if key in expect:
            assert handoff[key] == expect[key], (key, handoff["eligibility"]["missing"])
    for key in ("axis", "outcome"):
        if key in expect:
            assert handoff["eligibility"][key] == expect[key], handoff["eligibility"]
    for code, value in expect.get("values", {}).items():
        assert handoff["answers"][code]["value"] == value, (code, handoff["answers"][code])
    for code, words in expect.get("words", {}).items():
        assert words in (handoff["answers"][code]["words"] or ""), handoff["answers"][code]
    heard = {topic["code"] for topic in handoff["topics"]}
    assert heard >= set(expect.get("topics", [])), heard
    assert not set(expect.get("not_asked", [])) & set(played.asked), played.asked
    if "danger" in expect:
        assert handoff["danger"]["kind"] == expect["danger"]
        assert handoff["danger"]["words"] in person.opening
        safety = [reply["text"] for reply in played.heard if reply["kind"] == "safety"]
        assert any(expect["safety"] in text for text in safety), safety
    if "organisation" in expect:
        assert any(expect["organisation"] in proposal["organisation"] for proposal in handoff["orientation"]), handoff["orientation"]
    if "said_by" in expect:
        assert handoff["answers"]["name"]["said_by"] == expect["said_by"]
    assert person.opening.strip() in handoff["answers"]["narrative"]["value"]
    record_property("questions", len(played.asked))
    if person.most_questions is not None:
        assert len(played.asked) <= person.most_questions, played.asked
