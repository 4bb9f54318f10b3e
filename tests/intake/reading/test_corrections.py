"""Which earlier answer a sentence corrects."""

from __future__ import annotations

from datetime import date

import pytest

from intake.convention import sample_convention
from intake.reading import read_correction

TODAY = date(2026, 11, 22)
FIELDS = sample_convention().fields


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("en fait mon numéro c'est le 06 39 98 12 34", "phone", "+33639981234"),
        ("je me suis trompé de code postal, c'est 49100", "postal_code", "49100"),
        ("non je suis pas en CDI je suis en CDD", "employment_status", "salarie_cdd"),
        ("mon nom c'est Dupond avec un D", "name", {"first": None, "last": "Dupond"}),
        ("je suis né le 13 mars 1961 pas le 12", "birth_date", "1961-03-13"),
        ("finalement j'ai une mutuelle", "complementary_cover", "oui"),
        ("je suis à la MSA pas à la CPAM", "regime", "agricole"),
        ("j'ai deux enfants, pas trois", "children_count", 2),
        ("jeanne@exemple.fr c'est mon mail", "email", "jeanne@exemple.fr"),
        ("erreur, je suis en arrêt depuis le 3 mars", "sick_leave_since", "2026-03-03"),
        ("je me suis trompée c'est le 06 39 98 00 11", "phone", "+33639980011"),
        ("non c'est pour ma mère", "for_whom", "other"),
    ],
)
def test_the_field_and_its_new_value(text: str, code: str, value: object) -> None:
    found = read_correction(text, FIELDS, today=TODAY)
    assert found is not None
    assert (found[0], found[1].value) == (code, value)


def test_a_field_named_without_its_new_value() -> None:
    found = read_correction("j'ai fait une erreur sur ma date de naissance", FIELDS, today=TODAY)
    assert found is not None
    assert found[0] == "birth_date"
    assert not found[1].understood


@pytest.mark.parametrize("text", ["c'est pas ça", "bonjour", "j'ai changé d'avis", ""])
def test_no_field_can_be_told(text: str) -> None:
    assert read_correction(text, FIELDS, today=TODAY) is None
