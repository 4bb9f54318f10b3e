"""The JSON of the API: what other programs rely on."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, JsonValue

from intake.amending import Standing
from lexicon.codes import AnswerStatus, Channel, DangerKind, HandoffStatus, Outcome, SaidBy


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True)


class Danger(_Shape):
    """A danger heard automatically, not verified."""

    kind: DangerKind
    words: str


class Criterion(_Shape):
    """One criterion of one rule; unknown is never false."""

    rule: str
    criterion: str
    value: Literal["true", "false", "unknown"]
    because: str
    words: str | None


class Eligibility(_Shape):
    """What the rules propose; a human decides."""

    axis: Literal["emploi", "soins", "both", "none", "undetermined"]
    axes: list[str]
    outcome: Outcome
    ruleset_version: int
    trace: list[Criterion]
    missing: list[str] = Field(description="codes of the fields that would still matter")


class TopicHeard(_Shape):
    """A topic with the words that carried it."""

    code: str
    words: str


class Answer(_Shape):
    """What is known of one field, in canonical form."""

    value: JsonValue
    words: str | None
    said_by: SaidBy
    status: AnswerStatus


class SummaryText(_Shape):
    """The summary, by section and whole."""

    headline: str
    situation: str
    antecedents: str
    evaluation: str
    demande: str
    text: str


class NextDoor(_Shape):
    """Where the person could also be pointed to, and why."""

    organisation: str
    why: str


class Handoff(_Shape):
    """A request handed over to the humans of the service."""

    id: str
    reference: str = Field(pattern=r"^[0-9]{8}$")
    conversation_id: str | None
    channel: Channel
    status: HandoffStatus
    complete: bool
    urgent: bool
    danger: Danger | None
    eligibility: Eligibility
    topics: list[TopicHeard]
    answers: dict[str, Answer]
    summary: SummaryText
    orientation: list[NextDoor]
    antenna: str | None
    created_at: AwareDatetime
    due_at: AwareDatetime


class Handoffs(_Shape):
    """One page; `next_cursor` is null on the last."""

    items: list[Handoff]
    next_cursor: str | None


class Ruleset(_Shape):
    """A published convention, and where it stands today."""

    version: int
    label: str
    effective_from: date
    effective_to: date | None = Field(description="the last day, null while no other follows or when it is withdrawn")
    standing: Standing
    fingerprint: str = Field(description="SHA-256 of its canonical JSON")
    status: str = Field(description="published or withdrawn")


class Rulesets(_Shape):
    """Every published convention, the latest to apply first."""

    items: list[Ruleset]


class Problem(_Shape):
    """An error: one French sentence."""

    error: str
