"""The facts that rules test, each a value, unknown, or not applicable; derived facts are computed here, in code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from intake.convention import (
    ALL_TOPICS,
    DANGER,
    DERIVED,
    NO_TOPIC,
    TOPIC_PREFIX,
    Convention,
    DerivedFact,
    FieldKind,
    covers,
    departement_of,
    sample_convention,
    topic_fact,
)
from intake.draft import Draft
from lexicon.codes import AnswerStatus


class _Mark:
    """A state of a fact that is no value."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


# Not known: not asked, refused, "je ne sais pas". Never counts as no.
UNKNOWN: Final = _Mark("UNKNOWN")
# The question does not arise; every test on it is false.
NOT_APPLICABLE: Final = _Mark("NOT_APPLICABLE")

# A bool, int, str or date, or one of the two marks above.
Fact = object


@dataclass(frozen=True)
class Setting:
    """What derived facts read besides their inputs."""

    reference_date: date
    departements: tuple[str, ...]
    other_topics: frozenset[str]


Compute = Callable[[Mapping[str, Fact], Setting], Fact]


def _any(tests: list[tuple[Fact, tuple[object, ...]]]) -> Fact:
    """True when a value is among those that count; unknown when none is and one is unknown."""
    if any(value in wanted for value, wanted in tests):
        return True
    return UNKNOWN if any(value is UNKNOWN for value, _ in tests) else False


def _in_region(inputs: Mapping[str, Fact], setting: Setting) -> Fact:
    # Everybody lives somewhere: without a postal code the region is unknown, not "no".
    departement = departement_of(inputs["postal_code"])
    return UNKNOWN if departement is None else covers(setting.departements, departement)


def _days_since(field: str) -> Compute:
    def compute(inputs: Mapping[str, Fact], setting: Setting) -> Fact:
        day = inputs[field]
        return (setting.reference_date - day).days if isinstance(day, date) else day

    return compute


_HEALTH_REASONS: Final = {
    "sick_leave": ("oui",),
    "rqth": ("oui", "en_cours"),
    "invalidity": ("oui", "en_cours"),
    "work_accident": ("oui",),
    "hospital_status": ("hospitalise", "sortie_prevue"),
    "topic:maladie_grave": (True,),
}


def _health_reason(inputs: Mapping[str, Fact], setting: Setting) -> Fact:
    return _any([(inputs[code], wanted) for code, wanted in _HEALTH_REASONS.items()])


def _other_topic_only(inputs: Mapping[str, Fact], setting: Setting) -> Fact:
    own = [heard for topic, heard in inputs.items() if topic.removeprefix(TOPIC_PREFIX) not in setting.other_topics]
    others = [heard for topic, heard in inputs.items() if topic.removeprefix(TOPIC_PREFIX) in setting.other_topics]
    if any(heard is True for heard in own):
        return False
    if any(heard is UNKNOWN for heard in own):
        return UNKNOWN if others else False
    if any(heard is True for heard in others):
        return True
    return UNKNOWN if any(heard is UNKNOWN for heard in others) else False


COMPUTED: Final[dict[str, Compute]] = {
    "in_region": _in_region,
    "sick_leave_days": _days_since("sick_leave_since"),
    "days_since_discharge": _days_since("hospital_discharge_date"),
    "health_reason": _health_reason,
    "other_topic_only": _other_topic_only,
}


def check_registry(declared: Mapping[str, DerivedFact], computed: Mapping[str, Compute], fields: frozenset[str]) -> None:
    """Raise ValueError when a derived fact is not computed, reads an unknown input, or reads itself in the end."""
    if declared.keys() != computed.keys():
        raise ValueError(f"derived facts declared and computed differ: {sorted(declared.keys() ^ computed.keys())}")
    settled: set[str] = set()
    waiting = {code: set(fact.inputs) for code, fact in declared.items()}
    for code, inputs in waiting.items():
        for name in inputs:
            if name not in declared and name not in fields and name != DANGER and not name.startswith(TOPIC_PREFIX):
                raise ValueError(f"derived fact {code} reads {name}, which nothing gives")
    while waiting:
        ready = [code for code, inputs in waiting.items() if not (inputs & declared.keys()) - settled]
        if not ready:
            raise ValueError(f"derived facts read each other in a circle: {sorted(waiting)}")
        settled.update(ready)
        for code in ready:
            del waiting[code]


check_registry(DERIVED, COMPUTED, frozenset(field.code for field in sample_convention().fields))


class Facts:
    """Every fact of one draft under one convention; computed on demand, kept for the life of the object."""

    def __init__(self, convention: Convention, draft: Draft) -> None:
        self.convention = convention
        self.draft = draft
        self.setting = setting_of(convention, draft.reference_date)
        self._kept: dict[str, Fact] = {}

    def __getitem__(self, code: str) -> Fact:
        """The fact as rules see it: a value, UNKNOWN or NOT_APPLICABLE."""
        if code not in self._kept:
            self._kept[code] = self._find(code)
        return self._kept[code]

    def _find(self, code: str) -> Fact:
        if code == DANGER:
            return self.draft.danger is not None
        if code.startswith(TOPIC_PREFIX):
            return self._topic(code.removeprefix(TOPIC_PREFIX))
        if code in DERIVED:
            return COMPUTED[code]({name: self[name] for name in inputs_of(self.convention, code)}, self.setting)
        return self._field(code)

    @cached_property
    def topics(self) -> frozenset[str] | None:
        """The topics recognised; None while they are unknown (no account, or nothing but `autre`)."""
        heard = frozenset(topic.code for topic in self.draft.topics)
        return heard if heard - {NO_TOPIC} else None

    def _topic(self, topic: str) -> Fact:
        if topic not in {known.code for known in self.convention.topics}:
            return NOT_APPLICABLE
        return UNKNOWN if self.topics is None else topic in self.topics

    def _field(self, code: str) -> Fact:
        applies = self.applies(code)
        if applies is False:
            return NOT_APPLICABLE
        field = self.convention.field(code)
        if field.assumed is not None:
            reason = self[field.assumed.field]
            if reason in field.assumed.values:
                return field.assumed.value if applies is True else UNKNOWN
            if reason is UNKNOWN and self.said(code) != field.assumed.value:
                return UNKNOWN
        return self.said(code) if applies is True else UNKNOWN

    def applies(self, code: str) -> Fact:
        """True, False or UNKNOWN: whether the question of this field arises."""
        if not self.convention.has_field(code):
            return False
        clause = self.convention.field(code).only_if
        if clause is None:
            return True
        if clause.without_value:
            status = self.draft.status(clause.field)
            return UNKNOWN if status is AnswerStatus.NOT_ASKED else self.draft.value(clause.field) is None
        reason = self[clause.field]
        return UNKNOWN if reason is UNKNOWN else reason in clause.values

    def is_assumed(self, code: str) -> bool:
        """True when a field counts as a set value because of another answer."""
        clause = self.convention.field(code).assumed if self.convention.has_field(code) else None
        return clause is not None and self[clause.field] in clause.values

    def said(self, code: str) -> Fact:
        """What was said of a field, applicable or not; a value that the convention does not know is UNKNOWN."""
        if self.draft.status(code) is AnswerStatus.NOT_APPLICABLE:
            return NOT_APPLICABLE
        value = self.draft.value(code)
        field = self.convention.field(code)
        if value is None:
            return UNKNOWN
        match field.kind:
            case FieldKind.CHOICE:
                return value if any(value == known.code for known in field.values) else UNKNOWN
            case FieldKind.COUNT:
                return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else UNKNOWN
            case FieldKind.DATE:
                return _as_date(value)
            case _:
                return value


def _as_date(value: object) -> Fact:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return UNKNOWN


def setting_of(convention: Convention, reference_date: date) -> Setting:
    """What derived facts read of a convention."""
    return Setting(reference_date, convention.departements, frozenset(convention.other_topics))


def inputs_of(convention: Convention, code: str) -> tuple[str, ...]:
    """The inputs of a derived fact, with every topic of the convention written out.

    Topics of other services come last: cases are cut in this order, and one topic of ours settles `other_topic_only`.
    """
    names: list[str] = []
    for name in DERIVED[code].inputs:
        names += sorted_topics(convention) if name == ALL_TOPICS else [name]
    return tuple(names)


def sorted_topics(convention: Convention) -> list[str]:
    """The topic facts, those of other services last."""
    return [topic_fact(topic.code) for topic in sorted(convention.topics, key=lambda topic: topic.code in convention.other_topics)]
