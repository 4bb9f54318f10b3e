"""What the trained model understands, through Rasa's own door and through turns."""

from __future__ import annotations

from typing import Any

import pytest

from lexicon import Act, DangerKind, Topic
from tests.bot.support import Rasa, body_of

STORY = "Bonjour, je suis en arrêt de travail depuis quatre mois pour mon dos. Mon patron dit qu’il va me licencier."


def test_the_answer_is_rasas_with_ours_beside_it(rasa: Rasa) -> None:
    parsed = rasa.parse(STORY)
    assert {"text", "intent", "entities", "intent_ranking"} <= parsed.keys()
    assert parsed["intent"]["name"] == parsed["act"] == "tell_situation"
    assert parsed["axis_hint"] == "emploi"
    assert parsed.get("danger") is None
    assert {topic["code"] for topic in parsed["topics"]} == {"arret_travail", "risque_emploi"}


def test_topics_point_at_the_words_that_carried_them(rasa: Rasa) -> None:
    words = {topic["code"]: STORY[topic["start"] : topic["end"]] for topic in rasa.parse(STORY)["topics"]}
    assert "arrêt de travail" in words["arret_travail"]
    assert "licencier" in words["risque_emploi"]


@pytest.mark.parametrize(
    "text", ["Je voudrais savoir comment adopter un chat.", STORY, "je veux mourir", "oui", "", "???", "05 36 49 00 01"]
)
def test_codes_and_places_hold_for_any_text(rasa: Rasa, text: str) -> None:
    parsed = rasa.parse(text)
    assert parsed["act"] in set(Act)
    assert parsed["axis_hint"] in ("emploi", "soins", "both", "none")
    codes = [topic["code"] for topic in parsed["topics"]]
    assert set(codes) <= {str(topic) for topic in Topic}
    assert len(codes) == len(set(codes))
    assert "autre" not in codes or codes == ["autre"]
    for found in [*parsed["topics"], *([parsed["danger"]] if parsed.get("danger") else [])]:
        assert 0 <= found["start"] < found["end"] <= len(text)
        assert 0 <= found["confidence"] <= 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("je veux mourir, je vais avaler tous mes cachets ce soir", DangerKind.SUICIDE),
        ("mon mari me frappe tous les soirs", DangerKind.VIOLENCE),
        ("ce soir je dors dehors, j’ai nulle part où aller", DangerKind.SANS_ABRI),
    ],
)
def test_a_danger_is_the_intent_and_the_act_stays(rasa: Rasa, text: str, kind: DangerKind) -> None:
    parsed = rasa.parse(text)
    assert parsed["intent"]["name"] == "danger"
    assert parsed["danger"]["kind"] == kind
    assert parsed["act"] in set(Act)


@pytest.mark.parametrize(
    "text", ["je suis mort de fatigue", "j’en ai marre de la paperasse, je veux en finir avec ce dossier", STORY, "merci"]
)
def test_a_manner_of_speaking_is_no_danger(rasa: Rasa, text: str) -> None:
    assert rasa.parse(text).get("danger") is None


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("je voudrais parler à une vraie personne", Act.HUMAN),
        ("vous pouvez me rappeler plus tard ?", Act.CALLBACK),
        ("vous êtes un robot ?", Act.IS_BOT),
        ("que devient ce que je vous dis, qui peut le lire ?", Act.PRIVACY),
        ("effacez toutes mes données", Act.DELETE_DATA),
        ("où en est ma demande ?", Act.STATUS),
        ("pourquoi vous me demandez ça ?", Act.WHY_ASKED),
        ("vous pouvez répéter la question ?", Act.REPEAT),
        ("je me suis trompée, ce n’est pas le bon numéro", Act.CORRECT),
        ("je veux tout recommencer depuis le début", Act.START_OVER),
        ("à quelle heure vous ouvrez ?", Act.HOURS_CONTACT),
        ("merci beaucoup", Act.THANKS),
        ("au revoir", Act.GOODBYE),
        ("bonjour", Act.GREET),
        ("vous êtes vraiment des bons à rien", Act.INSULT),
        ("qsdfgh jklm wxcv", Act.GIBBERISH),
        ("hello, I do not speak French, can you help me please", Act.OTHER_LANGUAGE),
        ("oui", Act.AFFIRM),
        ("non", Act.DENY),
        ("je ne sais pas", Act.DONT_KNOW),
        ("je préfère ne pas répondre", Act.REFUSE_ANSWER),
        ("on arrête là, je ne veux plus continuer", Act.STOP),
    ],
)
def test_plain_ways_of_each_act_are_understood(rasa: Rasa, text: str, act: Act) -> None:
    assert rasa.parse(text)["act"] == act


ANSWERS: list[tuple[str, str, str]] = [
    ("name", "name", "Kerouedan Yann"),
    ("birth_date", "date", "12/03/1971"),
    ("phone", "phone", "zéro six trente-neuf quatre-vingt-dix-huit zéro un zéro deux"),
    ("postal_code", "postal_code", "49100"),
    ("children_count", "count", "deux"),
    ("email", "email", "y.kerouedan@exemple.fr"),
]


@pytest.mark.parametrize(("field", "kind", "text"), ANSWERS, ids=[answer[0] for answer in ANSWERS])
def test_an_answer_of_the_asked_shape_is_an_answer(rasa: Rasa, field: str, kind: str, text: str) -> None:
    _, answer = rasa.turn(body_of(text=text, state={"asked": {"field": field, "kind": kind}}))
    assert answer["understanding"]["intent"] in ("inform", "tell_situation")
    assert answer["understanding"]["danger"] is None


@pytest.mark.parametrize("text", ["je veux parler à quelqu’un", "pourquoi vous demandez ça ?", "je préfère ne pas répondre"])
def test_a_clear_move_stands_whatever_was_asked(rasa: Rasa, text: str) -> None:
    for kind in ("name", "date", "choice", "text", "story"):
        _, answer = rasa.turn(body_of(text=text, state={"asked": {"field": "x", "kind": kind}}))
        assert answer["understanding"]["intent"] == rasa.parse(text)["act"] != "inform"


def test_the_asked_of_the_body_serves_like_the_one_of_the_state(rasa: Rasa) -> None:
    asked: dict[str, Any] = {"field": "name", "kind": "name"}
    _, by_state = rasa.turn(body_of(text="Le Goff", state={"asked": asked}, asked=None))
    _, by_body = rasa.turn(body_of(text="Le Goff", asked=asked))
    assert by_state["understanding"] == by_body["understanding"]
