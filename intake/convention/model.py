"""A convention: everything that an administrator publishes together, as one immutable value."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StrictInt

from intake.convention.cases import Example
from intake.convention.facts import DERIVED, TOPIC_PREFIX, FactKind, topic_fact
from intake.convention.fields import FieldDefinition, FieldKind
from intake.convention.rules import AxisTable, Cell, OrientationTable, Row, Text

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,40}$")]
HourMinute = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Days = Annotated[StrictInt, Field(ge=0, le=366)]

# A sentence has a text for the web; the others say it otherwise where it must differ.
SENTENCE_VARIANTS = frozenset({"web", "voice", "sms", "behalf", "behalf_voice", "behalf_sms"})


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", serialize_by_alias=True)


class Axis(_Closed):
    """One axis of the service."""

    code: Code
    label: Text


class TopicDefinition(_Closed):
    """One topic with the label that people see."""

    code: Code
    label: Text


class Door(_Closed):
    """A named organisation, and why it is the next door, in one plain sentence."""

    organisation: Text
    why: Text


class RegionalService(_Closed):
    """The same service in another region, known by its départements."""

    organisation: Text
    departements: Annotated[tuple[str, ...], Field(min_length=1)]


class NextDoors(_Closed):
    """Where people are pointed to when the service is not the right place, or not the only one."""

    doors: Annotated[dict[Code, Door], Field(max_length=200)]
    by_topic: dict[Code, Annotated[tuple[str, ...], Field(min_length=1, max_length=5)]]
    # For who falls outside without a topic that names a door.
    default: Annotated[tuple[str, ...], Field(min_length=1, max_length=5)]
    # Said of the service of another region; `elsewhere` when its département has none.
    regional_why: Text
    elsewhere: Door
    regional: tuple[RegionalService, ...]


class Deadline(_Closed):
    """The time of a day some working days later."""

    working_days: Days
    at: HourMinute


class Times(_Closed):
    """Promised times, in Europe/Paris; a working day is one of `weekdays` (Monday is 1) that is no public holiday."""

    first_contact: Deadline
    urgent_cutoff: HourMinute
    urgent_before_cutoff: Deadline
    urgent_after_cutoff: Deadline
    urgent_discharge_within_days: Days
    appointment_within_days: Days
    weekdays: Annotated[tuple[Annotated[StrictInt, Field(ge=1, le=7)], ...], Field(min_length=1)]
    opening_hours: Annotated[tuple[tuple[HourMinute, HourMinute], ...], Field(min_length=1, max_length=4)]
    # Days on which the whole service is closed, besides public holidays.
    closed: Annotated[tuple[date, ...], Field(max_length=100)] = ()


class DangerNumber(_Closed):
    """A number that is said when there is danger; it is never dialled for the person.

    `checked_on` is the day it was last found in `source`, None while the service has yet to check it.
    """

    number: Annotated[str, Field(pattern=r"^[0-9]{2,10}$")]
    spoken: Annotated[str, Field(pattern=r"^[0-9]{1,4}( [0-9]{1,4})*$")]
    answers: Text
    hours: Text
    source: Text
    checked_on: date | None = None


class Targets(_Closed):
    """What the service aims at, as whole percentages."""

    appointment_in_time_percent: Annotated[StrictInt, Field(ge=0, le=100)]


class Convention(_Closed):
    """The convention in force at a date. Built by `load_convention`, which checks that its parts agree."""

    version: Annotated[StrictInt, Field(ge=1)]
    label: Text
    effective_from: date
    departements: Annotated[tuple[str, ...], Field(min_length=1)]
    axes: Annotated[tuple[Axis, ...], Field(min_length=1, max_length=10)]
    topics: Annotated[tuple[TopicDefinition, ...], Field(max_length=60)]
    other_topics: tuple[str, ...]
    fields: Annotated[tuple[FieldDefinition, ...], Field(min_length=1, max_length=150)]
    # Asked before everything else, in this order: what makes the person reachable and routable.
    asked_first: tuple[str, ...] = ()
    orientation: OrientationTable
    axis_tables: tuple[AxisTable, ...]
    next_doors: NextDoors
    times: Times
    targets: Targets
    # By code: a sentence names a number by its code between braces.
    danger_numbers: Annotated[dict[Code, DangerNumber], Field(max_length=50)] = {}
    sentences: dict[str, dict[str, str]] = {}
    # Cases with what must come out; each row has at least one before it is published.
    examples: Annotated[tuple[Example, ...], Field(max_length=1000)] = ()

    def field(self, code: str) -> FieldDefinition:
        """The definition of a field; KeyError when the convention has none of this code."""
        return self._fields_by_code[code]

    def has_field(self, code: str) -> bool:
        """True when the convention has a field of this code."""
        return code in self._fields_by_code

    def topic_label(self, code: str) -> str:
        """The French label of a topic; the code itself when the convention does not know it."""
        return next((topic.label for topic in self.topics if topic.code == code), code)

    def fact_kind(self, code: str) -> FactKind | None:
        """What cells may test on a fact (field, derived fact, topic, `danger`); None when they cannot test it."""
        return self._fact_kinds.get(code)

    @property
    def fact_codes(self) -> tuple[str, ...]:
        """Every fact that a cell may test."""
        return tuple(self._fact_kinds)

    def in_order(self, row: Row) -> list[tuple[str, Cell]]:
        """The conditions of a row in the order of the convention's fields and topics, however they were written."""
        return sorted(row.conditions.items(), key=lambda condition: self._order.get(condition[0], len(self._order)))

    @cached_property
    def _order(self) -> dict[str, int]:
        return {code: place for place, code in enumerate(self._fact_kinds)}

    @cached_property
    def _fields_by_code(self) -> dict[str, FieldDefinition]:
        return {field.code: field for field in self.fields}

    @cached_property
    def _fact_kinds(self) -> dict[str, FactKind]:
        testable = {FieldKind.CHOICE: FactKind.CLOSED, FieldKind.COUNT: FactKind.NUMBER}
        kinds = {field.code: testable[field.kind] for field in self.fields if field.kind in testable}
        kinds |= {topic_fact(topic.code): FactKind.BOOLEAN for topic in self.topics}
        kinds |= {fact.code: fact.kind for fact in DERIVED.values() if self._has_inputs(fact.inputs)}
        return kinds | {"danger": FactKind.BOOLEAN}

    def _has_inputs(self, inputs: tuple[str, ...]) -> bool:
        return any(code.startswith(TOPIC_PREFIX) or code in self._fields_by_code for code in inputs)

    @cached_property
    def canonical_json(self) -> str:
        """The convention as one JSON text that is the same for equal conventions."""
        return json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal."""
        return hashlib.sha256(self.canonical_json.encode()).hexdigest()
