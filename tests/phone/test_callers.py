"""The people who phone or write, without a service."""

from __future__ import annotations

import re

import pytest

from tests.people.player import everyone
from tests.phone.callers import PHONING, WRITING, keypad, number_of, person_by, reference_in
from tests.phone.recognised import recognised


def test_twenty_phone_and_ten_write():
    assert (len(PHONING), len(WRITING)) == (20, 10)
    assert not set(PHONING) & set(WRITING)
    assert set(PHONING) | set(WRITING) <= {path.stem for path in everyone()}


@pytest.mark.parametrize("name", [*PHONING, *WRITING])
def test_each_has_an_invented_number_of_her_own(name: str):
    number = number_of(name, person_by("voice" if name in PHONING else "sms", name))
    assert re.fullmatch(r"\+33(63998\d{4}|26191\d{4})", number)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Votre numéro, à garder : 12, 34, 56, 78.", "12345678"),
        ("Votre numéro : 12 34 56 78.", "12345678"),
        ("Votre numéro, à garder : 12345678.", "12345678"),
        ("J’ai noté : 06, 39, 98, 12, 01. Est-ce juste ?", None),
        ("Vous pouvez appeler le 02 61 91 10 01. Votre numéro : 12, 34, 56, 78.", "12345678"),
        ("Appelez le 15 ou le 112.", None),
    ],
)
def test_a_reference_is_told_from_a_telephone_number(text: str, reference: str | None):
    assert reference_in(text) == reference


@pytest.mark.parametrize(
    ("asks", "said", "keys"),
    [
        ("phone", "06.39.98.12.12", "0639981212"),
        ("phone", "je ne souhaite pas donner mon numéro", ""),
        ("birth_date", "3-10-1988", "03101988"),
        ("birth_date", "1er juillet 1968", "01071968"),
        ("birth_date", "juin... 1967", ""),
        ("postal_code", "Nantes, 44300", "44300"),
        ("postal_code", "Pornic", ""),
        ("safe_contact", "oui", "1"),
        ("job_risk", "non", "2"),
        ("", "oui", "1"),
        ("regime", "oui", ""),
        ("availability", "le matin", ""),
    ],
)
def test_what_can_be_typed_is_typed(asks: str, said: str, keys: str):
    assert keypad(asks, recognised(said)) == keys
