from __future__ import annotations

from datetime import date

import pytest

from intake.convention import sample_convention
from intake.reading import read_answer


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("hospital_status", "je suis encore à l'hôpital, je sors vendredi", "sortie_prevue"),
        ("household", "chez ma copine, on est que tous les deux", "couple"),
        ("employment_status", "salarie_cdi", "salarie_cdi"),
        ("for_whom", "self", "self"),
    ],
)
def test_what_says_more_wins_and_a_code_is_itself(field: str, text: str, value: str):
    convention = sample_convention()
    assert read_answer(convention.field(field), text, today=date(2026, 11, 23)).value == value
