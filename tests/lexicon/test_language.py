"""Recognising the languages in which one sentence is ready."""

from __future__ import annotations

import pytest

from lexicon import Language, find_language

SAID = [
    ("Hello, I don't speak French, I need help with the hospital", "en"),
    ("my husband is sick we have no money for rent", "en"),
    ("Hola buenos días, necesito ayuda, mi marido está enfermo", "es"),
    ("no hablo francés por favor", "es"),
    ("Bom dia, eu não falo francês, preciso de ajuda com uma carta", "pt"),
    ("ola estou doente e nao posso trabalhar", "pt"),
    ("مرحبا أنا مريض ولا أتكلم الفرنسية", "ar"),
    ("salam ana mrid bghit nhder m3a chi wahed", "ar"),
    ("Merhaba, Fransızca bilmiyorum, yardım lütfen", "tr"),
    ("hastayım çalışamıyorum benim için tercüman var mı", "tr"),
    ("Добрий день, мені потрібна допомога, я захворіла", "uk"),
]


@pytest.mark.parametrize(("text", "code"), SAID)
def test_the_language_is_found(text: str, code: str) -> None:
    assert find_language(text) == Language(code)


@pytest.mark.parametrize(
    "text", ["", "???", "12 03 1961", "Ich brauche Hilfe bitte", "Здравствуйте, мне нужны деньги, я больной и вы знаете это"]
)
def test_what_is_none_of_them_is_none(text: str) -> None:
    assert find_language(text) is None
