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
    # On the telephone: silences in a row, and misunderstandings in the whole call; each has its own ladder.
    silences: int = 0
    # She asked to be spoken to more slowly.
    slow: bool = False
    errors: int = 0
    # On the telephone: the field whose value was read back and waits for « oui », and how often it was read.
    checking: str | None = None
    checks: int = 0
    # On the telephone: the account goes on in another breath.
    listening: bool = False
    # The facts just read back, where they are read in several breaths.
    read: tuple[str, ...] = ()
    # She was told that she will be called if the line is cut, and did not want it.
    cut_told: bool = False
    no_callback: bool = False
    # She took her leave without sending anything.
    left: bool = False
    # A code to continue elsewhere was asked for, and waits for the birth date.
    code_wanted: bool = False
    # A code is expected from her.
    code_expected: bool = False
    # The request that a valid code names, until the birth date is confirmed; and the dates tried.
    joining: str | None = None
    join_tries: int = 0


class State(BaseModel):
    """Mode, what is asked, and the memory."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    mode: Mode = Mode.INTAKE
    asked: Asked | None = None
    memory: Memory = Memory()
