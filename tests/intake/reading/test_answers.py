"""Hundreds of answers as people give them, each with what is recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from intake.convention import sample_convention
from intake.reading import Reading, read_answer
from lexicon.codes import AnswerStatus

TODAY = date(2026, 11, 22)
FIELDS = {field.code: field for field in sample_convention().fields}
LINES = Path(__file__).with_name("answers.txt").read_text(encoding="utf-8").splitlines()[1:]


def read(code: str, text: str, channel: str = "web") -> Reading:
    return read_answer(FIELDS[code], text, today=TODAY, channel=channel)


def shown(reading: Reading) -> str:
    if reading.error is not None:
        return "E"
    if reading.value is None:
        return str(reading.status) if reading.status else "N"
    if isinstance(reading.value, dict) and "days" in reading.value:
        return f"{','.join(map(str, reading.value['days']))} {reading.value['part']}"
    if isinstance(reading.value, dict):
        return f"{reading.value['first']} {reading.value['last']}"
    return str(reading.value)


@pytest.mark.parametrize("line", LINES)
def test_what_is_recorded(line: str) -> None:
    code, text, expected = (part.strip() for part in line.split(" | "))
    assert shown(read(code, text)) == expected


def test_a_value_is_told_with_its_words() -> None:
    reading = read("sick_leave", "oui je suis arrêtée depuis mars")
    assert (reading.value, reading.status, reading.words) == ("oui", AnswerStatus.TOLD, "oui je suis arrêtée depuis mars")
    assert reading.understood


def test_a_question_back_records_nothing() -> None:
    reading = read("phone", "pourquoi vous voulez mon numéro ?")
    assert (reading.value, reading.status, reading.error) == (None, None, None)
    assert not reading.understood


@pytest.mark.parametrize(("channel", "value"), [("voice", "non"), ("sms", "non"), ("web", None)])
def test_the_keypad_answers_only_where_there_is_one(channel: str, value: str | None) -> None:
    assert read("sick_leave", "2", channel).value == value


def test_another_field_said_in_the_same_breath() -> None:
    named = read("name", "je m'appelle Jeanne Martin, née le 12 mars 1961")
    assert named.value == {"first": "Jeanne", "last": "Martin"}
    assert named.also == {"birth_date": "1961-03-12"}
    called = read("phone", "06 39 98 12 34, plutôt le matin")
    assert called.value == "+33639981234"
    assert called.also["availability"] == {"days": ["lundi", "mardi", "mercredi", "jeudi", "vendredi"], "part": "matin"}
    other = read("birth_date", "mon numéro c'est le 06 39 98 12 34")
    assert not other.understood
    assert other.also == {"phone": "+33639981234"}


def test_a_field_that_an_administrator_adds_is_read_by_its_labels() -> None:
    field = FIELDS["regime"].model_copy(
        update={
            "code": "transport",
            "values": tuple(
                FIELDS["regime"].values[0].model_copy(update={"code": code, "label": label})
                for code, label in (("voiture", "en voiture"), ("train", "le train"), ("bus", "un bus ou un car"))
            ),
        }
    )
    values = [read_answer(field, text, today=TODAY).value for text in ("Je viens en voiture", "en train", "plutôt le car", "à pied")]
    assert values == ["voiture", "train", "bus", None]


def test_errors_are_one_french_sentence_with_an_example() -> None:
    for code, text in [
        ("birth_date", "31 février 1980"),
        ("phone", "06 39 98 12"),
        ("postal_code", "44"),
        ("email", "jeanne@"),
        ("children_count", "45"),
    ]:
        error = read(code, text).error
        assert error is not None
        assert "par exemple" in error
        assert error.count("?") + error.count(".fr ") <= 2


def test_a_social_security_number_needs_its_right_key() -> None:
    assert read("nir", "1 84 12 76 451 089 46").value == "184127645108946"
    assert read("nir", "1 84 12 76 451 089 47").error is not None
    number = "18412" + "2A" + "451089"
    key = 97 - int(number.replace("2A", "19")) % 97
    assert read("nir", f"1 84 12 2A 451 089 {key:02d}").value == f"{number}{key:02d}"
