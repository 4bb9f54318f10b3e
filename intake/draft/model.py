"""The draft request as immutable values; every pure function of the service reads this."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, JsonValue

from lexicon.codes import AnswerStatus, Channel, DangerKind, SaidBy

KNOWN = frozenset({AnswerStatus.TOLD, AnswerStatus.DEDUCED, AnswerStatus.CONFIRMED})


class Answer(BaseModel):
    """What is recorded for one field, with the words it came from."""

    model_config = ConfigDict(frozen=True)

    field: str
    value: JsonValue = None
    words: str | None = None
    said_by: SaidBy = SaidBy.PERSON
    status: AnswerStatus = AnswerStatus.TOLD

    @property
    def known(self) -> bool:
        """True when a value counts, told or deduced; refused and unknown do not."""
        return self.status in KNOWN and self.value is not None


class TopicHeard(BaseModel):
    """A topic recognised in the account, with the words that carried it."""

    model_config = ConfigDict(frozen=True)

    code: str
    words: str | None = None


class DangerHeard(BaseModel):
    """A danger heard, with its words; an automatic flag that a human may lift or confirm.

    `now`: it is happening at this very moment (level A of what is said, where the first number is another one).
    """

    model_config = ConfigDict(frozen=True)

    kind: DangerKind
    words: str
    now: bool = False
    confirmed: bool = False


class Said(BaseModel):
    """One message of the person's own account, in full."""

    model_config = ConfigDict(frozen=True)

    text: str
    at: datetime
    said_by: SaidBy = SaidBy.PERSON


class Draft(BaseModel):
    """Everything known of one request at one moment.

    `reference_date` is the day of the person's first message, Europe/Paris; every count of days in rules starts there.
    """

    model_config = ConfigDict(frozen=True)

    request_id: str
    channel: Channel
    reference_date: date
    convention_version: int
    account: tuple[Said, ...] = ()
    answers: Mapping[str, Answer] = {}
    topics: tuple[TopicHeard, ...] = ()
    danger: DangerHeard | None = None

    def value(self, field: str) -> JsonValue:
        """The value that counts for a field, or None while it is not known."""
        answer = self.answers.get(field)
        return answer.value if answer is not None and answer.known else None

    def status(self, field: str) -> AnswerStatus:
        """How the field is known."""
        answer = self.answers.get(field)
        return answer.status if answer is not None else AnswerStatus.NOT_ASKED

    @property
    def account_given(self) -> bool:
        """True once the person has told something in her own words."""
        return bool(self.account)
