"""The small state of a dialogue, handed to Rasa and back at every turn; never the truth about answers."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from lexicon.codes import Mode


class Stage(StrEnum):
    """Where an intake stands between the first word and the sending."""

    OPENING = "opening"
    UNDERSTOOD = "understood"
    QUESTIONS = "questions"
    REVIEW = "review"
    # The person said that something is wrong, and is asked what.
    WRONG = "wrong"


class Asked(BaseModel):
    """The field asked, with its kind so that the understanding can tell the shape of an answer."""

    model_config = ConfigDict(frozen=True)

    field: str
    kind: str


class Memory(BaseModel):
    """What the dialogue keeps from turn to turn."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    stage: Stage = Stage.OPENING
    # Answers not understood in a row, for the field asked.
    misses: int = 0
    # How often the field asked was asked in a row, whatever was said in between.
    asked_times: int = 0
    # The stage to come back to once a correction is made.
    back_to: Stage | None = None
    # A step that waits for « oui »: to stop, to begin again, to erase.
    confirming: str | None = None
    # A caring sentence was said already.
    cared: bool = False


class State(BaseModel):
    """Mode, what is asked, and the memory."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    mode: Mode = Mode.INTAKE
    asked: Asked | None = None
    memory: Memory = Memory()
