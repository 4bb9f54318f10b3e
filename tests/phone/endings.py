"""How a request must end whichever way it was told: the checks that the page's people pass, for a call or a text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx

from tests.people.player import REFUSAL, Person
from tests.phone.callers import Told


def handoff_of(desk: httpx.Client, **filters: str) -> dict[str, Any]:
    """The one hand-off found by `call_sid` or `message_sid`."""
    answer = desk.get("/api/v1/handoffs", params=filters)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    assert len(items) == 1, items
    return items[0]


def check(handoff: dict[str, Any], person: Person, told: Told, spelt: Callable[[str], str] = str) -> None:
    """Raise AssertionError at what is not as it should be; `spelt` gives words as this channel writes them."""
    expect = person.expect
    assert not REFUSAL.search(told.heard), REFUSAL.search(told.heard)
    assert handoff["reference"] == told.reference
    for key in ("complete", "urgent", "antenna"):
        if key in expect:
            assert handoff[key] == expect[key], (key, handoff[key], handoff["eligibility"]["missing"])
    for key in ("axis", "outcome"):
        if key in expect:
            assert handoff["eligibility"][key] == expect[key], handoff["eligibility"]
    for code, value in expect.get("values", {}).items():
        assert handoff["answers"][code]["value"] == value, (code, handoff["answers"][code])
    for code, words in expect.get("words", {}).items():
        assert spelt(words) in (handoff["answers"][code]["words"] or ""), handoff["answers"][code]
    topics = {topic["code"] for topic in handoff["topics"]}
    assert topics >= set(expect.get("topics", [])), topics
    assert not set(expect.get("not_asked", [])) & set(told.asked), told.asked
    if "danger" in expect:
        _check_danger(handoff, expect, told)
    if "organisation" in expect:
        assert any(expect["organisation"] in proposal["organisation"] for proposal in handoff["orientation"]), handoff["orientation"]
    if "said_by" in expect:
        assert handoff["answers"]["name"]["said_by"] == expect["said_by"]
    assert told.opening in handoff["answers"]["narrative"]["value"]
    if person.most_questions is not None:
        assert len(told.asked) <= person.most_questions, told.asked


def _check_danger(handoff: dict[str, Any], expect: dict[str, Any], told: Told) -> None:
    assert handoff["danger"], handoff
    assert handoff["danger"]["kind"] == expect["danger"]
    assert handoff["danger"]["words"] in told.opening
    # A number is told in groups: « 31 14 ».
    joined = re.sub(r"(?<=\d)[ ,]+(?=\d)", "", told.heard)
    assert expect["safety"] in joined, told.heard
