"""Whole accounts, in many voices: every fact that a careful reader takes, and none besides."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from intake.convention import sample_convention
from intake.story import facts_from_story

TODAY = date(2026, 11, 22)
DEDUCIBLE = {field.code for field in sample_convention().fields if field.deducible}
STORIES = [
    story for path in sorted(Path(__file__).parent.glob("stories*.yml")) for story in yaml.safe_load(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["text"][:50])
def test_the_facts_of_a_story_are_taken_and_no_other(story: dict[str, Any]):
    heard = {fact.field: fact for fact in facts_from_story(story["text"], today=TODAY) if fact.field in DEDUCIBLE}
    wanted, allowed = story.get("facts") or {}, story.get("optional") or {}
    assert all(fact.words and fact.words in story["text"] for fact in heard.values())
    taken = {code: _comparable(fact.value) for code, fact in heard.items() if code in wanted or not _same(fact.value, allowed.get(code))}
    assert taken == {code: _comparable(value) for code, value in wanted.items()}


def _same(value: Any, allowed: Any) -> bool:
    return allowed is not None and _comparable(value) == _comparable(allowed)


def _comparable(value: Any) -> Any:
    match value:
        case dict():
            return {key: _comparable(part) for key, part in value.items()}
        case list():
            return sorted(value)
        case str():
            return value.lower()
        case _:
            return value
