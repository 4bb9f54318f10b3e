import pytest

from lexicon import MASK, find_nir, mask_nir

NUMBERS = [
    "1 61 03 44 109 123 91",
    "161034410912391",
    "161034410912399",  # a wrong key is personal all the same
    "1610344109123",
    "2 85 12 2A 123 456 95",
    "2-85-12-2a-123-456-99",
    "28512 2 B 123 456",
    "2.99.03.99.109.123.12",
    "16 10 34 41 09 12 39 9",
    "1\u00a061\u00a003\u00a044\u00a0109\u00a0123",
    "1 61 13 44 109 123 45",
]
OTHERS = [
    "06 39 98 12 34",
    "0639981234",
    "+33 6 39 98 12 34",
    "0033 6 39 98 12 34",
    "06 39 98 12 34 49100",
    "le 06 39 98 12 34 ou 01 99 00 12 34",
    "FR76 3000 4000 0312 3456 7890 143",
    "FR7630004000031234567890143",
    "12/03/1961",
    "du 12/03/2024 au 14/05/2024",
    "20240512",
    "732 829 320 00074",
    "4111 1111 1111 1111",
    "dossier 12345678",
]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_is_masked(number: str) -> None:
    text = f"voilà mon numéro {number}, merci"
    assert [text[a:b] for a, b in find_nir(text)] == [number]
    assert mask_nir(text) == f"voilà mon numéro {MASK}, merci"


@pytest.mark.parametrize("text", OTHERS)
def test_other_figures_stay(text: str) -> None:
    assert mask_nir(text) == text


def test_what_stands_beside_a_number_stays() -> None:
    assert mask_nir("1 61 03 44 109 123 45 06 39 98 12 34") == f"{MASK} 06 39 98 12 34"
    assert mask_nir("1610344109123 puis 2851275123456") == f"{MASK} puis {MASK}"
