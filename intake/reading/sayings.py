"""The declared ways of saying closed values and statuses, compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from lexicon.codes import AnswerStatus

_FILES = ("people", "work", "care", "contact")
_RESERVED = frozenset({"bare_no", "led_no", "unclear", "ignore", "not_applicable", "unknown"})


@dataclass(frozen=True)
class Sayings:
    """For one field: patterns by value, the value of a bare no, sentences for what is not exact enough, words that say nothing of it."""

    values: Mapping[str, tuple[re.Pattern[str], ...]]
    bare_no: str | None = None
    # Whether "non" counts as much when more is said after it.
    led_no: bool = False
    unclear: tuple[tuple[re.Pattern[str], str], ...] = ()
    ignore: tuple[re.Pattern[str], ...] = ()
    statuses: Mapping[AnswerStatus, tuple[re.Pattern[str], ...]] = field(default_factory=dict)


def _load(name: str) -> dict[str, Any]:
    text = resources.files(__package__).joinpath("synonyms", f"{name}.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def _expanded(pattern: str, macros: Mapping[str, str]) -> str:
    for name, words in macros.items():
        pattern = pattern.replace("{" + name + "}", words)
    return pattern


def _compile(pattern: str, macros: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_expanded(pattern, macros)})\b")


def said_everywhere() -> tuple[list[str], list[str]]:
    """The patterns of what refuses and of what says that one does not know, whatever is asked."""
    declared = _load("everywhere")
    refused, unknown = ([_expanded(p, declared["macros"]) for p in declared[status]] for status in ("refused", "unknown"))
    return refused, unknown


@lru_cache(maxsize=1)
def all_sayings() -> Mapping[str, Sayings]:
    """Every declared field; read once."""
    macros: dict[str, str] = _load("macros")["macros"]
    own_statuses: dict[str, Any] = _load("statuses")["statuses"]
    found: dict[str, Sayings] = {}
    for name in _FILES:
        for code, said in _load(name).items():
            statuses = {status: said.get(status, []) for status in ("not_applicable", "unknown")}
            found[code] = Sayings(
                values={value: tuple(_compile(p, macros) for p in patterns) for value, patterns in said.items() if value not in _RESERVED},
                bare_no=said.get("bare_no"),
                led_no=bool(said.get("led_no")),
                unclear=tuple((_compile(p, macros), sentence) for p, sentence in said.get("unclear", [])),
                ignore=tuple(_compile(p, macros) for p in said.get("ignore", [])),
                statuses=_statuses(statuses, macros),
            )
    for code, declared in own_statuses.items():
        found[code] = Sayings(values={}, statuses=_statuses(declared, macros))
    return found


def _statuses(declared: Mapping[str, list[str]], macros: Mapping[str, str]) -> Mapping[AnswerStatus, tuple[re.Pattern[str], ...]]:
    return {AnswerStatus(status): tuple(_compile(p, macros) for p in patterns) for status, patterns in declared.items()}


def sayings_of(code: str) -> Sayings:
    """What is declared for a field; nothing for one that an administrator added."""
    return all_sayings().get(code) or Sayings(values={})
