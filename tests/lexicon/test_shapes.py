import pytest

from lexicon import SHAPE_KINDS, has_shape

YES = [
    ("name", "Merci"),
    ("name", "Jean-Pierre Le Goff"),
    ("name", "je m'appelle Fatou N’Diaye"),
    ("name", "Dupont D U P O N T"),
    ("name", "c'est madame Petit"),
    ("date", "le 12 mars 1961"),
    ("date", "douze mars soixante et un"),
    ("date", "12/03/1961"),
    ("date", "depuis trois semaines"),
    ("date", "le 12"),
    ("date", "mi-octobre"),
    ("phone", "06 39 98 12 34"),
    ("phone", "zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre"),
    ("phone", "+33639981234"),
    ("email", "marie@example.org"),
    ("email", "marie arobase example point org"),
    ("postal_code", "49100"),
    ("postal_code", "quarante-quatre mille"),
    ("postal_code", "Cholet"),
    ("choice", "oui"),
    ("choice", "non"),
    ("choice", "plutôt"),
    ("choice", "CDI"),
    ("choices", "le loyer et la nourriture"),
    ("count", "deux"),
    ("count", "3 enfants"),
    ("count", "aucun"),
    ("count", "je vis seule"),
    ("availability", "tous les matins"),
    ("availability", "entre 14h et 16h"),
    ("availability", "quand vous voulez"),
    ("text", "ma belle-mère"),
    ("story", "je suis en arrêt depuis trois mois et je n'arrive pas à payer mon loyer"),
    ("nir", "1 61 03 44 109 123 91"),
]
NO = [
    ("name", "pourquoi ?"),
    ("name", "une personne"),
    ("name", "quelqu'un"),
    ("name", "un conseiller"),
    ("name", "répétez"),
    ("name", "je ne sais pas"),
    ("name", "oui"),
    ("name", "non"),
    ("name", "je suis en arrêt depuis trois mois et mon patron veut me licencier"),
    ("name", "06 39 98 12 34"),
    ("name", "vous êtes un robot"),
    ("name", ""),
    ("date", "pourquoi vous demandez ça ?"),
    ("date", "je veux parler à quelqu'un"),
    ("phone", "je préfère ne pas le donner"),
    ("phone", "le 12 mars"),
    ("email", "je n'en ai pas"),
    ("postal_code", "c'est quoi un code postal ?"),
    ("choice", "pourquoi ?"),
    ("choice", "je veux parler à un conseiller"),
    ("choice", "je suis en arrêt depuis trois mois et mon patron veut me licencier"),
    ("count", ""),
    ("count", "répétez s'il vous plaît"),
    ("availability", "c'est confidentiel ?"),
    ("text", "comment ça marche ?"),
    ("story", "oui"),
    ("story", "je veux parler à quelqu'un"),
    ("nir", "49100"),
]


@pytest.mark.parametrize(("kind", "text"), YES)
def test_an_answer_has_the_shape(kind: str, text: str) -> None:
    assert has_shape(kind, text)


@pytest.mark.parametrize(("kind", "text"), NO)
def test_something_else_has_not(kind: str, text: str) -> None:
    assert not has_shape(kind, text)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="couleur"):
        has_shape("couleur", "bleu")


@pytest.mark.parametrize("kind", sorted(SHAPE_KINDS - {"story"}))
def test_a_very_long_text_is_only_a_story(kind: str) -> None:
    assert not has_shape(kind, "oui le 12 mars " * 100)
