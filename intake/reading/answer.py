"""Reading the answer to one asked field: the registry of readers, and what surrounds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from intake.convention import FieldDefinition, FieldKind
from intake.reading import asides
from intake.reading.also import said_besides
from intake.reading.availability import read_availability
from intake.reading.choices import read_choice, read_choices
from intake.reading.counts import read_count
from intake.reading.date_reader import POLICIES, Policy, read_corrected_date, read_date
from intake.reading.emails import read_email
from intake.reading.figures import unambiguous
from intake.reading.model import NOTHING, Read, Reading
from intake.reading.names import read_name
from intake.reading.nir import read_nir
from intake.reading.phones import read_corrected_phone, read_phone
from intake.reading.places import read_postal_code
from intake.reading.statuses import status_told
from intake.reading.texts import read_doctor, read_link, read_story, read_text
from intake.reading.wording import MAX_CHARS, Wording, wording
from lexicon.codes import AnswerStatus

MAX_ANSWER = 1500
_SHORT_STORY = 14
# "Je ne sais plus quoi faire" tells a situation.
_LOST = re.compile(
    r"\b(?:quoi faire|comment (?:faire|m en sortir|payer|m y prendre|vivre)|ou (?:aller|dormir|m adresser)|vers qui|a qui (?:m adresser|demander))\b"
)


@dataclass(frozen=True)
class Asked:
    """What was asked, when and where."""

    field: FieldDefinition
    today: date
    channel: str

    @property
    def policy(self) -> Policy:
        """How dates of this field are taken."""
        return POLICIES.get(self.field.code, Policy.NEAREST)


Reader = Callable[[Asked, str], Read]


_TEXTS: Mapping[str, Callable[[str], Read]] = {"treating_doctor": read_doctor, "third_party_link": read_link}


def _text(asked: Asked, text: str) -> Read:
    return _TEXTS.get(asked.field.code, read_text)(text)


READERS: Mapping[FieldKind, Reader] = {
    FieldKind.STORY: lambda asked, text: read_story(text),
    FieldKind.TEXT: _text,
    FieldKind.NAME: lambda asked, text: read_name(text),
    FieldKind.DATE: lambda asked, text: read_date(wording(text).plain, asked.today, asked.policy),
    FieldKind.PHONE: lambda asked, text: read_phone(asides.without_past(wording(unambiguous(text)).plain)),
    FieldKind.EMAIL: lambda asked, text: read_email(text, wording(text).plain),
    FieldKind.POSTAL_CODE: lambda asked, text: read_postal_code(asides.without_past(wording(text).plain)),
    FieldKind.CHOICE: lambda asked, text: read_choice(asked.field, wording(text).plain, asked.channel),
    FieldKind.CHOICES: lambda asked, text: read_choices(asked.field, wording(text).plain),
    FieldKind.COUNT: lambda asked, text: read_count(wording(text).plain),
    FieldKind.AVAILABILITY: lambda asked, text: read_availability(wording(text).plain, asked.today),
    FieldKind.NIR: lambda asked, text: read_nir(wording(unambiguous(text)).plain),
}
if _missing := [kind for kind in FieldKind if kind not in READERS]:
    raise RuntimeError(f"no reader for field kinds {_missing}")

# Kinds told in figures, where "non" between two numbers corrects the first.
_FIGURES = frozenset({FieldKind.PHONE, FieldKind.NIR, FieldKind.POSTAL_CODE, FieldKind.DATE, FieldKind.COUNT})
# Kinds where any words would do: a status or a question is looked for first.
_OPEN = frozenset({FieldKind.TEXT, FieldKind.NAME})


def read_answer(field: FieldDefinition, text: str, *, today: date, channel: str = "web") -> Reading:
    """Read the answer to `field` as said on `today`; never raises, whatever the text.

    An answer in which nothing is recognised (a question back, another subject) has `understood` False.
    """
    asked = Asked(field, today, channel)
    if field.kind is FieldKind.STORY:
        return _story(asked, text)
    said = wording(text[: MAX_CHARS if field.kind is FieldKind.TEXT else MAX_ANSWER])
    if not said.plain:
        return Reading()
    words = text.strip()[:MAX_ANSWER]
    spans = asides.without_questions(said.plain)
    if spans != ((0, len(said.plain)),):
        said = wording(_kept(said, spans)) if spans else wording("")
    also = said_besides(field, text, today)
    read, status = _value_or_status(asked, said)
    if read.error and status is None:
        return Reading(error=read.error, words=words, also=also)
    if read.value is not None:
        return Reading(value=read.value, status=AnswerStatus.TOLD, words=words, also=also)
    return Reading(status=status, words=words if status else None, also=also)


def _story(asked: Asked, text: str) -> Reading:
    said = wording(text[:400])
    short = len(said.plain.split()) <= _SHORT_STORY
    told = status_told(asked.field.code, said.plain) if short else None
    rest = _kept(said, told.kept) if told is not None else ""
    if (
        told is not None
        and _LOST.search(said.plain) is None
        and (not rest or status_told(asked.field.code, wording(rest).plain) is not None)
    ):
        return Reading(status=told.status, words=text.strip())
    if short and not asides.without_questions(said.plain):
        return Reading()
    read = read_story(text)
    return Reading(value=read.value, status=AnswerStatus.TOLD, words=text[:MAX_CHARS]) if read.value is not None else Reading()


def _value_or_status(asked: Asked, said: Wording) -> tuple[Read, AnswerStatus | None]:
    if not said.plain:
        return NOTHING, None
    # A status is told in few words; what is longer is the answer itself.
    told = status_told(asked.field.code, said.plain) if len(said.plain) <= MAX_ANSWER else None
    if told is not None and asked.field.kind is FieldKind.TEXT and asked.field.code not in _TEXTS and _LOST.search(said.plain):
        told = None
    if told is None:
        return _corrected(asked, said), None
    # A whole answer may hold a value in spite of the words of a status: "pas de fixe mais le 06…".
    rest = _kept(said, told.kept)
    # Free words are kept whole: what is not known is part of what is asked for.
    if rest and asked.field.kind is FieldKind.TEXT and asked.field.code not in _TEXTS:
        rest = said.source
    read = NOTHING
    if rest:
        read = _corrected(asked, wording(rest))
    elif told.status is AnswerStatus.NOT_APPLICABLE and asked.field.kind not in _OPEN:
        read = _run(asked, said.source)
    return (read, None) if read.value is not None else (NOTHING, told.status)


def _kept(said: Wording, spans: Iterable[tuple[int, int]]) -> str:
    return " ".join(piece for s, e in spans if (piece := said.said(*_tight(said.plain, s, e)).strip()))


def _tight(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start] == " ":
        start += 1
    while end > start and plain[end - 1] == " ":
        end -= 1
    return start, end


def _run(asked: Asked, text: str) -> Read:
    return READERS[asked.field.kind](asked, text)


def _corrected(asked: Asked, said: Wording) -> Read:
    """The answer, or what a correction in the same breath makes of it: the last one that can be read."""
    places = asides.corrections(said.plain, asked.field.kind in _FIGURES)
    for start, end, says_no in places:
        before, after = said.said(*_tight(said.plain, 0, start)), said.said(*_tight(said.plain, end, len(said.plain)))
        read = _after_correction(asked, before, after, says_no)
        if not read.empty:
            return read
    whole = _run(asked, re.sub(r"\s+", " ", said.source))
    if places and asked.field.kind is FieldKind.CHOICE and places[0][2] and not {"oui", "non"} <= {v.code for v in asked.field.values}:
        # What was taken back does not stand, even when nothing could be read in its place.
        return NOTHING
    return whole


def _after_correction(asked: Asked, before: str, after: str, says_no: bool) -> Read:
    kind = asked.field.kind
    if kind is FieldKind.CHOICE and says_no and not after.strip(" .,!"):
        after = "non"
    if kind is FieldKind.DATE:
        return read_corrected_date(wording(before).plain, wording(after).plain, asked.today, asked.policy)
    read = _run(asked, after) if after.strip() else NOTHING
    if kind is FieldKind.PHONE and read.value is None:
        return read_corrected_phone(wording(unambiguous(before)).plain, wording(unambiguous(after)).plain)
    if kind is FieldKind.NAME and isinstance(read.value, dict):
        return _completed_name(read.value, _run(asked, before))
    return read


def _completed_name(corrected: Mapping[str, object], before: Read) -> Read:
    if not isinstance(before.value, dict):
        return Read(value={"first": _str(corrected["first"]), "last": _str(corrected["last"])})
    return Read(value={part: _str(corrected[part]) or _str(before.value.get(part)) for part in ("first", "last")})


def _str(value: object) -> str | None:
    return value if isinstance(value, str) else None
