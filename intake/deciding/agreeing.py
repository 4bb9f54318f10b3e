"""Whether a human agreed with the machine, and what may be named as wrong in its proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from intake.convention import DERIVED, Convention, row_sentence
from intake.deciding.codes import Blamed, DecisionKind, OtherAxis
from intake.deciding.errors import DecisionError
from intake.deciding.wishes import Wish, Wrong
from intake.draft import Draft
from intake.storage import DecisionRow, DisagreementRow
from lexicon.codes import Outcome

# As a proposal says them.
_OUTSIDE, _UNDETERMINED = "none", "undetermined"


@dataclass(frozen=True, slots=True)
class MayBeWrong:
    """Something that a human can name as wrong, with its French label."""

    kind: Blamed
    code: str
    label: str


def axes_to_choose(convention: Convention) -> list[tuple[str, str]]:
    """The answers to « which axis? », each worth one click: those of the convention, then the others."""
    both = [(OtherAxis.BOTH.value, OtherAxis.BOTH.label)] if len(convention.axes) > 1 else []
    others = [(axis.value, axis.label) for axis in (OtherAxis.NONE_YET, OtherAxis.OUTSIDE)]
    return [(axis.code, axis.label) for axis in convention.axes] + both + others


def agrees(wish: Wish, proposed: Mapping[str, Any]) -> bool | None:
    """Whether a decision follows the proposal (the `eligibility` of the contract); None when there was nothing to follow."""
    axis, outcome = proposed["axis"], proposed["outcome"]
    if axis == _UNDETERMINED or outcome not in (Outcome.AXIS_OK.value, Outcome.OUT_OF_SCOPE.value):
        return None
    match wish.kind:
        case DecisionKind.ACCEPT:
            return bool(wish.axis == (OtherAxis.OUTSIDE.value if axis == _OUTSIDE else axis))
        case DecisionKind.ORIENT:
            return bool(axis == _OUTSIDE)
        case _:
            return None


def may_be_wrong(convention: Convention, draft: Draft, proposed: Mapping[str, Any]) -> list[MayBeWrong]:
    """What the proposal stood on: the rules that held, the topics heard, the facts recorded."""
    sentences = {row.id: row_sentence(convention, row) for row in convention.orientation.rows}
    for table in convention.axis_tables:
        sentences |= {row.id: row_sentence(convention, row, table.axis) for row in table.rows}
    held = dict.fromkeys(criterion["rule"] for criterion in proposed["trace"] if criterion["value"] == "true")
    rules = [MayBeWrong(Blamed.RULE, rule, sentences.get(rule, rule)) for rule in held]
    topics = [MayBeWrong(Blamed.TOPIC, topic.code, convention.topic_label(topic.code)) for topic in draft.topics]
    # Only facts that a rule looks at: a wrong name is corrected, it made no proposal wrong.
    looked_at = _looked_at(convention)
    facts = [MayBeWrong(Blamed.FACT, code, convention.field(code).label) for code in draft.answers if code in looked_at]
    return rules + topics + facts


def codes_of(stood_on: Iterable[MayBeWrong]) -> dict[str, list[str]]:
    """The same by their codes: `rules`, `topics` and `facts`."""
    found: dict[str, list[str]] = {"rules": [], "topics": [], "facts": []}
    for one in stood_on:
        found[f"{one.kind.value}s"].append(one.code)
    return found


def _looked_at(convention: Convention) -> set[str]:
    """The fields that some rule tests, by themselves or through a fact derived from them."""
    rows = [*convention.orientation.rows, *(row for table in convention.axis_tables for row in table.rows)]
    tested = {code for row in rows for code in row.conditions}
    inputs = {code for name in tested if name in DERIVED for code in DERIVED[name].inputs}
    return {code for code in tested | inputs if convention.has_field(code)}


def keep_wrong(session: Session, decision: DecisionRow, wrong: tuple[Wrong, ...], known: list[MayBeWrong]) -> None:
    """Keep what was named as wrong; raises DecisionError for what the proposal did not stand on."""
    codes = {(one.kind, one.code) for one in known}
    for one in wrong:
        words = (one.words or "").strip() or None
        if one.kind is Blamed.OTHER and words is None:
            raise DecisionError("Dites en quelques mots ce qui était faux.", "wrong")
        if one.kind is not Blamed.OTHER and (one.kind, one.code) not in codes:
            raise DecisionError("Ce point ne fait pas partie de la proposition.", "wrong")
        session.add(
            DisagreementRow(
                decision_id=decision.id,
                kind=one.kind.value,
                code=None if one.kind is Blamed.OTHER else one.code,
                ruleset_version=decision.ruleset_version,
                words=words if one.kind is Blamed.OTHER else None,
            )
        )
