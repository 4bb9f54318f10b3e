"""What reading one answer gives."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, JsonValue

from lexicon.codes import AnswerStatus


class Reading(BaseModel):
    """One answer as read: a canonical value, a status without value, an error to say, or nothing recognised.

    `error` is one French sentence for the person; `also` holds canonical values of other fields said in the same breath.
    """

    model_config = ConfigDict(frozen=True)

    value: JsonValue = None
    status: AnswerStatus | None = None
    error: str | None = None
    words: str | None = None
    also: dict[str, JsonValue] = {}

    @property
    def understood(self) -> bool:
        """True when the asked field is settled or an error tells what to give; False when nothing was recognised."""
        return self.status is not None or self.error is not None


class Read(BaseModel):
    """What one reader makes of an answer: a value, or an error, or neither."""

    model_config = ConfigDict(frozen=True)

    value: JsonValue = None
    error: str | None = None

    @property
    def empty(self) -> bool:
        """True when the reader recognised nothing."""
        return self.value is None and self.error is None


NOTHING = Read()
