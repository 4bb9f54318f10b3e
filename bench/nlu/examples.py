"""Labelled sentences: what is trained on, and what was written apart to judge by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
TRAINED = ROOT / "data" / "nlu"
HELD_OUT = ROOT / "tests" / "understanding"
TELL, DANGER_INTENT = "tell_situation", "danger"


@dataclass(frozen=True)
class Example:
    """One sentence with its labels; `topics` and `axis` are None where nobody labelled them.

    `optional` are topics that may be named or not; `near_miss` marks what sounds like a danger and is none.
    """

    text: str
    act: str
    topics: frozenset[str] | None
    optional: frozenset[str]
    axis: str | None
    danger: str | None
    near_miss: bool


def trained() -> list[Example]:
    """Everything under data/nlu, in a fixed order."""
    return [example for path in sorted(TRAINED.rglob("*.yml")) for example in _rasa_examples(_read(path))]


def held_out() -> list[Example]:
    """Everything under tests/understanding that a message can be judged by alone."""
    return [_example(item, item.get("act", TELL)) for path in sorted(HELD_OUT.glob("*.yml")) for item in _read(path)]


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def _rasa_examples(content: dict[str, Any]) -> Iterator[Example]:
    for intent in content["nlu"]:
        name = TELL if intent["intent"] == DANGER_INTENT else intent["intent"]
        for item in intent["examples"]:
            yield _example({"text": item["text"].strip(), **item["metadata"]}, name)


def _example(item: dict[str, Any], act: str) -> Example:
    topics = item.get("topics")
    return Example(
        text=item["text"],
        act=act,
        topics=None if topics is None else frozenset(topics),
        optional=frozenset(item.get("optional", ())),
        axis=item.get("axis"),
        danger=item.get("danger"),
        near_miss=bool(item.get("near_miss")),
    )
