import pytest

from lexicon import fold, plain


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  J’ai  mal\tau CŒUR ", "j'ai mal au coeur"),
        ("Ça s’arrête là — voilà", "ca s'arrete la - voila"),
        ("« Élève »", '" eleve "'),
        ("e\u0301te\u0301", "ete"),
        ("zéro\u200bsix", "zerosix"),
        ("ﬁn ÆSTHÉTIQUE", "fin aesthetique"),
        ("", ""),
        ("\n\n", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert plain(text) == folded


def test_a_span_leads_back_to_the_original_words() -> None:
    text = "Oui…  j’ai   un problème de CŒUR, vraiment"
    folded = fold(text)
    start = folded.text.index("coeur")
    first, last = folded.span(start, start + len("coeur"))
    assert text[first:last] == "CŒUR"


def test_a_span_out_of_range_is_clamped() -> None:
    folded = fold("abc")
    assert folded.span(-5, 99) == (0, 3)
    assert folded.span(99, 120) == (3, 3)
    assert folded.span(1, 1) == (1, 1)
