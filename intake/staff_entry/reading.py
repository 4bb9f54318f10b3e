"""What a control of the form shows for an answer, and what was typed in it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from intake.convention import FieldDefinition, FieldKind
from intake.draft import Answer
from intake.reading import read_answer
from intake.summary import in_words
from lexicon import mask_nir
from lexicon.codes import AnswerStatus

LISTED = (FieldKind.CHOICE, FieldKind.CHOICES)
# What may be chosen in a list instead of one of its values.
STATUSES = (AnswerStatus.UNKNOWN, AnswerStatus.REFUSED)
MOST_TYPED = 8000
TOO_LONG = "Ce texte est trop long : 8 000 signes au plus."
NOT_READ = "Cette réponse n’a pas été comprise. Écrivez-la autrement, ou « ne sait pas »."
NOT_LISTED = "Choisissez une réponse de la liste."


@dataclass(frozen=True, slots=True)
class Typed:
    """What a control held when the page was made, and what it holds now; several values for boxes."""

    before: str
    now: tuple[str, ...]

    @property
    def text(self) -> str:
        """What it holds, as one text."""
        return ",".join(self.now).strip()

    @property
    def changed(self) -> bool:
        """False when nobody touched the control: what a colleague wrote meanwhile stays."""
        return self.text != self.before.strip()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was typed, as read: a value or a status with its words, or the sentence that says why not."""

    value: Any = None
    status: AnswerStatus = AnswerStatus.NOT_ASKED
    words: str | None = None
    error: str | None = None


def shown(field: FieldDefinition, answer: Answer | None) -> str:
    """What the control of a field holds for an answer: a code in lists, words elsewhere, nothing while it is open."""
    if answer is None:
        return ""
    if answer.status in STATUSES:
        return f"={answer.status.value}" if field.kind in LISTED else answer.status.label
    if not answer.known:
        return ""
    if field.kind is FieldKind.CHOICE:
        return str(answer.value)
    if field.kind is FieldKind.CHOICES:
        return ",".join(str(code) for code in answer.value) if isinstance(answer.value, list) else ""
    return in_words(field, answer.value)


def take(field: FieldDefinition, typed: Typed, *, today: date) -> Taken:
    """Read what was typed for a field; an emptied control takes the answer back."""
    text = typed.text
    if not text:
        return Taken()
    if len(text) > MOST_TYPED:
        return Taken(error=TOO_LONG)
    if field.kind in LISTED:
        return _chosen(field, typed)
    reading = read_answer(field, text, today=today)
    if reading.error:
        return Taken(error=reading.error)
    if reading.status is None:
        return Taken(error=NOT_READ)
    words = text if field.kind is FieldKind.NIR else mask_nir(text)
    value = mask_nir(reading.value) if field.kind is FieldKind.TEXT and isinstance(reading.value, str) else reading.value
    return Taken(value, reading.status, words)


def _chosen(field: FieldDefinition, typed: Typed) -> Taken:
    status = next((status for status in STATUSES if f"={status.value}" in typed.now), None)
    codes = [code for code in typed.now if code and not code.startswith("=")]
    known = {value.code for value in field.values}
    if any(code not in known for code in codes):
        return Taken(error=NOT_LISTED)
    if codes:
        words = ", ".join(field.label_of(code) for code in codes)
        return Taken(codes if field.kind is FieldKind.CHOICES else codes[0], AnswerStatus.TOLD, words)
    return Taken(status=status, words=status.label) if status else Taken(error=NOT_LISTED)
