"""Telephone numbers, written or spoken in pairs."""

from __future__ import annotations

import re

import phonenumbers

from intake.reading.calendar_words import MONTHS
from intake.reading.figures import DATE_SHAPE, readings, runs
from intake.reading.model import NOTHING, Read

_FRENCH = re.compile(r"0[1-9]\d{8}")
_ABROAD = re.compile(r"(?:\+|00)(\d{6,15})")


def _wrong_length(count: int) -> Read:
    return Read(
        error=f"Un numéro de téléphone a dix chiffres et j’en ai compris {count} : pouvez-vous le redonner, par exemple 06 39 98 12 34 ?"
    )


_WRONG_START = Read(error="Un numéro de téléphone commence par zéro : pouvez-vous le redonner, par exemple 06 39 98 12 34 ?")
_AMBIGUOUS = Read(error="J’hésite sur ce numéro : pouvez-vous le redire chiffre par chiffre, par exemple zéro, six, trois, neuf ?")


def canonical(figures: str) -> str | None:
    """E.164 of a run of figures, or None when it is no telephone number."""
    if (abroad := _ABROAD.fullmatch(figures)) is not None:
        number = abroad[1]
        if number.startswith("330") and len(number) == 12:
            number = "33" + number[3:]
        if number.startswith("33"):
            return f"+{number}" if re.fullmatch(r"33[1-9]\d{8}", number) else None
        return _foreign(f"+{number}")
    return f"+33{figures[1:]}" if _FRENCH.fullmatch(figures) else None


def _foreign(number: str) -> str | None:
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if phonenumbers.is_valid_number(parsed) else None


def read_phone(plain: str) -> Read:
    """The first telephone number told, or what is wrong with it, from plain words."""
    text = DATE_SHAPE.sub("|", plain)
    found = runs(text)
    for words in [*found, *runs(text, heard=True)]:
        read = _of_run(words)
        if not read.empty and read.value is not None:
            return read
    if re.search(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)})\b", plain):
        return NOTHING
    ambiguous = next((r for words in found if (r := _of_run(words)).error), None)
    return ambiguous or _incomplete([(readings(w, in_pairs=False) or [""])[0] for w in found])


def _of_run(words: list[str]) -> Read:
    written = readings(words, in_pairs=True)
    if not written:
        return NOTHING
    # Said twice, or two numbers one after the other: the first.
    whole = written[0][:10] if len(written[0]) == 20 and canonical(written[0][10:]) else written[0]
    told = {number for w in (whole, *written[1:]) if (number := canonical(w)) is not None}
    if len(told) > 1:
        return _AMBIGUOUS
    if (first := canonical(whole)) is not None:
        return Read(value=first)
    # "quatre-vingt-dix-huit" heard as one number gives too few figures, as two it gives enough: nobody can tell.
    return _AMBIGUOUS if told else NOTHING


def _incomplete(written: list[str]) -> Read:
    longest = max(written, key=len, default="").lstrip("+")
    if len(longest) < 6:
        return NOTHING
    if len(longest) == 10 and not longest.startswith("0"):
        return _WRONG_START
    return _wrong_length(len(longest)) if len(longest) != 10 else _WRONG_START


def figures_of(plain: str) -> str:
    """The longest run of figures as first read, for corrections."""
    return max((r[0] for w in runs(plain) if (r := readings(w, in_pairs=True) or readings(w, False))), key=len, default="")


def read_corrected_phone(before: str, after: str) -> Read:
    """A number whose end is corrected in the same breath: "… 12 34, non, 35"."""
    head, tail = figures_of(before), figures_of(after)
    replaced = len(head) + len(tail) - 10
    if not tail or not head.startswith("0") or not 2 <= replaced <= len(tail):
        return NOTHING
    number = canonical(head[:-replaced] + tail)
    return Read(value=number) if number else NOTHING
