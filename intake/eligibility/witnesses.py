"""From inputs of the diagrams to a case that can be told in French."""

from __future__ import annotations

from datetime import date

from intake.convention import DANGER, TOPIC_PREFIX, Case, Convention, FieldKind
from intake.eligibility.facts import NOT_APPLICABLE
from intake.eligibility.possible import Compiled
from intake.eligibility.variables import ANY_DAY


def case_on(convention: Convention, compiled: Compiled, path: dict[int, int]) -> Case:
    """The case of which exactly these inputs are known."""
    facts: dict[str, str | int] = {}
    topics: tuple[str, ...] | None = None
    danger = False
    for variable, place in path.items():
        code, sample = compiled.variables[variable].code, compiled.variables[variable].samples[place]
        if sample is NOT_APPLICABLE:
            continue
        if code == DANGER:
            danger = bool(sample)
        elif code.startswith(TOPIC_PREFIX):
            topics = (*(topics or ()), *((code.removeprefix(TOPIC_PREFIX),) if sample else ()))
        elif convention.field(code).kind is FieldKind.DATE and isinstance(sample, date):
            facts[code] = (ANY_DAY - sample).days
        else:
            facts[code] = sample if isinstance(sample, int) else str(sample)
    return Case(facts=facts, topics=topics, danger=danger)
