import pytest

from lexicon import asks_for_person


@pytest.mark.parametrize(
    "text",
    [
        "je veux parler à une vraie personne s'il vous plaît, j'ai un problème avec mon travail",
        "Est-ce que je peux parler à quelqu’un ?",
        "un humain svp",
        "une personne",
        "passez-moi une assistante sociale",
        "jvoudrais parler a qqun, j ai un cancer et jsui perdu",
        "c'est possible d'avoir un conseiller au téléphone",
        "je préférerais échanger avec une vraie personne",
        "j aimerai mieux discuter avec un etre humain",
        "peut-on être mis en relation avec quelqu'un",
        "Parler à une personne",
    ],
)
def test_a_person_asked_for_is_heard(text: str):
    assert asks_for_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "j'ai parlé à une personne de la CPAM hier",
        "je vis avec quelqu'un",
        "je n'ai personne à qui parler",
        "je voudrais parler à quelqu'un de la CAF",
        "rappelez-moi demain, je veux parler à quelqu'un",
        "je suis une personne handicapée",
        "j'ai besoin d'aide pour quelqu'un",
        "pas besoin de parler à quelqu'un",
        "une personne âgée vit chez moi",
        "je préfère qu’une personne me le demande",
    ],
)
def test_talk_of_people_is_not_a_demand(text: str):
    assert not asks_for_person(text)
