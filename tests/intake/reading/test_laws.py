"""Laws of reading: it never raises, and whatever it records is canonical."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.fr import nir

from intake.convention import FieldDefinition, FieldKind, sample_convention
from intake.reading import read_answer, read_correction, read_line
from intake.reading.answer import READERS

TODAY = date(2026, 11, 22)
FIELDS = sample_convention().fields
LINES = [line.split(" | ") for line in Path(__file__).with_name("answers.txt").read_text(encoding="utf-8").splitlines()[1:]]
PIECES = sorted({word for _, text, _ in LINES for word in text.split()})
said = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))


def canonical(field: FieldDefinition, value: object) -> bool:
    codes = {v.code for v in field.values}
    match field.kind:
        case FieldKind.CHOICE:
            return value in codes
        case FieldKind.CHOICES:
            return isinstance(value, list) and set(value) <= codes and len(value) == len(set(value))
        case FieldKind.DATE:
            return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
        case FieldKind.PHONE:
            number = phonenumbers.parse(str(value), None)
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == value and phonenumbers.is_possible_number(
                number
            )
        case FieldKind.POSTAL_CODE:
            return isinstance(value, str) and len(value) == 5 and value.isascii() and value.isdigit()
        case FieldKind.COUNT:
            return isinstance(value, int) and 0 <= value <= 20
        case FieldKind.NAME:
            return isinstance(value, dict) and set(value) == {"first", "last"} and any(value.values())
        case FieldKind.AVAILABILITY:
            days = ["lundi", "mardi", "mercredi", "jeudi", "vendredi"]
            return (
                isinstance(value, dict)
                and value["part"] in ("matin", "apres_midi", "indifferent")
                and bool(value["days"])
                and value["days"] == [d for d in days if d in value["days"]]
            )
        case FieldKind.NIR:
            return bool(nir.is_valid(str(value)))
        case FieldKind.EMAIL:
            return isinstance(value, str) and value.count("@") == 1 and value == value.lower()
        case FieldKind.TEXT | FieldKind.STORY:
            return isinstance(value, str) and 0 < len(value) <= 20_000


@given(text=said, field=st.sampled_from(FIELDS), channel=st.sampled_from(["web", "voice", "sms"]))
@settings(max_examples=600, deadline=None)
def test_never_raises_and_records_only_canonical_values(text: str, field: FieldDefinition, channel: str) -> None:
    reading = read_answer(field, text, today=TODAY, channel=channel)
    assert reading.value is None or canonical(field, reading.value)
    assert reading.error is None or reading.value is None
    by_code = {f.code: f for f in FIELDS}
    assert all(canonical(by_code[code], value) for code, value in reading.also.items())


@given(text=said)
@settings(max_examples=150, deadline=None)
def test_a_correction_names_a_known_field(text: str) -> None:
    found = read_correction(text, FIELDS, today=TODAY)
    assert found is None or found[0] in {f.code for f in FIELDS}


@given(pairs=st.lists(st.integers(0, 99), min_size=4, max_size=4), network=st.sampled_from([6, 7, 2]))
def test_a_number_written_in_pairs_is_read_back(pairs: list[int], network: int) -> None:
    figures = f"0{network}" + "".join(f"{p:02d}" for p in pairs)
    field = next(f for f in FIELDS if f.code == "phone")
    spaced = " ".join(figures[i : i + 2] for i in range(0, 10, 2))
    assert read_answer(field, spaced, today=TODAY).value == f"+33{figures[1:]}"


@given(day=st.dates(date(1912, 1, 1), date(2026, 11, 22)))
def test_a_written_birth_date_is_read_back(day: date) -> None:
    field = next(f for f in FIELDS if f.code == "birth_date")
    for text in (f"{day:%d/%m/%Y}", f"{day:%d.%m.%Y}", f"je suis née le {day:%d%m%Y}", day.isoformat()):
        assert read_answer(field, text, today=TODAY).value == day.isoformat()


def test_every_kind_has_a_reader() -> None:
    assert set(READERS) == set(FieldKind)


def test_an_answer_is_read_in_a_few_milliseconds() -> None:
    by_code = {f.code: f for f in FIELDS}
    for code, text, _ in LINES:
        read_answer(by_code[code], text, today=TODAY)
    start = time.perf_counter()
    for code, text, _ in LINES:
        read_answer(by_code[code], text, today=TODAY)
    assert (time.perf_counter() - start) / len(LINES) < 0.010


def test_lines_say_what_is_wrong_with_the_request() -> None:
    with pytest.raises(ValueError, match="asked"):
        read_line({"asked": "inconnu", "text": "oui", "today": "2026-11-22", "channel": "web"})
    with pytest.raises(ValueError, match="today"):
        read_line({"asked": "phone", "text": "oui", "today": "hier", "channel": "web"})


def test_lines_hold_the_contract() -> None:
    line = {"today": "2026-11-22", "channel": "web"}
    assert read_line({**line, "asked": "postal_code", "text": "quarante-neuf mille cent"}) == {"value": "49100"}
    assert read_line({**line, "asked": "phone", "text": "je préfère pas"}) == {"value": None, "status": "refused"}
    assert set(read_line({**line, "asked": "phone", "text": "il fait beau"})) == {"error"}
