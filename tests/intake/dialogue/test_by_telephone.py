"""What the dialogue does only by voice: values read back, facts in one breath, the number that calls, the end of a call."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from intake.convention import sample_convention
from intake.draft import DangerHeard
from intake.runtime import Runtime
from intake.storage import CallRow
from lexicon.codes import Act, AnswerStatus, Channel, DangerKind, MessageKind, Mode
from tests.conftest import NOW
from tests.intake.dialogue.talk import Talk
from tests.phone.spoken import sentences

STORY = "Bonjour, je suis en CDI et en arrêt depuis le 3 avril, mon patron veut me licencier."
SPOKEN_NUMBER = "zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre"


def talk_by_phone(runtime: Runtime, caller: str | None = None) -> Talk:
    talk = Talk(runtime, Channel.VOICE)
    with runtime.database.write() as session:
        session.add(
            CallRow(sid=f"CA{talk.id}", conversation_id=talk.id, caller=caller, called="+33261911000", state={}, turn=0, started_at=NOW)
        )
    return talk


@pytest.fixture
def talk(runtime: Runtime) -> Talk:
    return talk_by_phone(runtime)


@pytest.fixture
def asked_phone(talk: Talk) -> Talk:
    talk.say(STORY, Act.TELL_SITUATION, "arret_travail", "risque_emploi")
    talk.say("oui", Act.AFFIRM)
    assert talk.asks == "phone"
    return talk


@pytest.fixture
def offered(runtime: Runtime) -> Talk:
    talk = talk_by_phone(runtime, "+33639985678")
    talk.say(STORY, Act.TELL_SITUATION, "arret_travail")
    talk.say("oui", Act.AFFIRM)
    assert "56 78" in talk.text
    return talk


def test_a_number_that_is_said_is_read_back_before_it_counts(asked_phone: Talk):
    asked_phone.say(SPOKEN_NUMBER)
    assert "06 39 98 12 34" in asked_phone.text
    assert asked_phone.asks is None
    assert asked_phone.replies[-1].kind is MessageKind.SUMMARY
    asked_phone.say("oui c'est ça", Act.AFFIRM)
    assert asked_phone.asks == "safe_contact"


def test_a_number_read_back_wrong_is_said_again(asked_phone: Talk):
    asked_phone.say(SPOKEN_NUMBER)
    asked_phone.say("non", Act.DENY)
    assert asked_phone.asks == "phone"
    assert asked_phone.draft.value("phone") is None
    assert "redites" in asked_phone.text


def test_a_number_corrected_in_the_same_breath_is_read_back_again(asked_phone: Talk):
    asked_phone.say(SPOKEN_NUMBER)
    asked_phone.say("non, 06 39 98 56 78", Act.DENY)
    assert "06 39 98 56 78" in asked_phone.text
    asked_phone.say("oui", Act.AFFIRM)
    assert asked_phone.draft.value("phone") == "+33639985678"
    assert asked_phone.asks == "safe_contact"


def test_reading_back_ends_after_three_corrections(asked_phone: Talk):
    asked_phone.say(SPOKEN_NUMBER)
    for last in ("35", "36", "37"):
        asked_phone.say(f"06 39 98 12 {last}")
    assert asked_phone.asks == "safe_contact"
    assert asked_phone.draft.value("phone") == "+33639981237"


def test_the_same_number_again_is_a_yes(asked_phone: Talk):
    asked_phone.say(SPOKEN_NUMBER)
    asked_phone.say("06 39 98 12 34")
    assert asked_phone.asks == "safe_contact"


@pytest.mark.parametrize(
    ("field", "said", "shown"), [("postal_code", "quarante-quatre mille", "44000"), ("birth_date", "le 23 juillet 1958", "23 juillet 1958")]
)
def test_a_place_and_a_birth_date_are_read_back_too(asked_phone: Talk, field: str, said: str, shown: str):
    answers = {"phone": "je ne sais pas", "email": "non", "safe_contact": "oui", "postal_code": "44000", "regime": "la CPAM"}
    answers |= {"name": "Jeanne Martin", "hospital_status": "non", "care_renounced": "non", "rqth": "non"}
    for _ in range(20):
        if asked_phone.asks == field:
            break
        act = Act.DONT_KNOW if asked_phone.asks in ("phone", "email") else Act.AFFIRM if asked_phone.asks is None else Act.INFORM
        asked_phone.say(answers.get(asked_phone.asks or "", "oui"), act)
    assert asked_phone.asks == field
    asked_phone.say(said)
    assert asked_phone.asks is None
    assert shown in asked_phone.text
    asked_phone.say("non", Act.DENY)
    assert asked_phone.asks == field


def test_in_writing_nothing_is_read_back_value_by_value(runtime: Runtime):
    talk = Talk(runtime, Channel.WEB)
    talk.say(STORY, Act.TELL_SITUATION, "arret_travail")
    talk.say("oui", Act.AFFIRM)
    talk.say("06 39 98 12 34")
    assert talk.asks == "safe_contact"


@pytest.mark.parametrize("move", ["human", "silence", "wait", "slower", "repeat"])
def test_a_read_back_may_be_left_for_something_else_and_comes_back_or_gives_way(asked_phone: Talk, move: str):
    asked_phone.say(SPOKEN_NUMBER)
    asked_phone.say("", move=move)
    assert asked_phone.text
    if move in ("slower", "repeat"):
        assert "06 39 98 12 34" in asked_phone.text
    assert asked_phone.draft.value("phone") == "+33639981234"


@pytest.mark.parametrize(
    ("words", "act"), [("oui", Act.AFFIRM), ("oui tout à fait", Act.AFFIRM), ("d'accord", Act.INFORM), ("oui vous pouvez", Act.INFORM)]
)
def test_the_number_that_calls_is_taken_with_a_yes(offered: Talk, words: str, act: Act):
    offered.say(words, act)
    assert offered.draft.value("phone") == "+33639985678"
    assert offered.asks == "safe_contact"


def test_another_number_may_be_given_at_once(offered: Talk):
    offered.say("non plutôt le 06 39 98 12 34", Act.DENY)
    assert "06 39 98 12 34" in offered.text
    offered.say("oui", Act.AFFIRM)
    assert offered.draft.value("phone") == "+33639981234"


def test_no_to_the_number_that_calls_asks_for_another(offered: Talk):
    offered.say("non", Act.DENY)
    assert offered.asks == "phone"
    assert offered.draft.value("phone") is None
    assert "56 78" not in offered.text
    offered.say("non", Act.DENY)
    assert offered.draft.value("phone") is None


def test_the_number_that_calls_is_not_the_number_of_somebody_else(runtime: Runtime):
    talk = talk_by_phone(runtime, "+33639985678")
    talk.say("bonjour j'appelle pour ma mère qui sort de l'hôpital vendredi et qui vit seule", Act.TELL_SITUATION, "sortie_hopital")
    talk.say("oui", Act.AFFIRM)
    assert talk.draft.value("for_whom") == "other"
    assert talk.asks == "phone"
    assert "finit par" not in talk.text


def test_a_relative_is_offered_the_number_from_which_she_calls_for_herself(runtime: Runtime):
    talk = talk_by_phone(runtime, "+33639985678")
    talk.say("bonjour j'appelle pour ma mère qui sort de l'hôpital vendredi et qui vit seule", Act.TELL_SITUATION, "sortie_hopital")
    answers = {
        "phone": "06 39 98 12 34",
        "safe_contact": "oui",
        "postal_code": "44000",
        "third_party": "Claire Martin",
        "third_party_link": "sa fille",
    }
    for _ in range(12):
        if talk.asks == "third_party_phone":
            break
        talk.say(answers.get(talk.asks or "", "oui"), Act.AFFIRM if talk.asks is None else Act.INFORM)
    assert "finit par 56 78" in talk.text
    talk.say("oui", Act.AFFIRM)
    assert talk.draft.value("third_party_phone") == "+33639985678"
    assert talk.draft.value("phone") == "+33639981234"


def test_at_most_five_facts_are_said_in_one_breath_and_the_others_follow(talk: Talk):
    talk.say(
        "je suis en CDI, en arrêt depuis le 3 avril, mon patron veut me licencier, j'ai la RQTH, une mutuelle, je vis seule à Nantes, "
        "je suis divorcée avec deux enfants et je suis hospitalisée",
        Act.TELL_SITUATION,
        "arret_travail",
    )
    first = set(talk.state.memory.read)
    assert 0 < len(first) <= 5
    assert talk.text.count("\n–") == len(first)
    talk.say("oui", Act.AFFIRM)
    second = set(talk.state.memory.read)
    if talk.asks is None:
        assert not first & second
        assert len(second) <= 5
    for code in first:
        assert talk.draft.status(code) is AnswerStatus.CONFIRMED


def test_facts_that_were_not_read_are_not_confirmed(talk: Talk):
    talk.say(
        "je suis en CDI, en arrêt depuis le 3 avril, mon patron veut me licencier, j'ai la RQTH, une mutuelle, je vis seule à Nantes, "
        "je suis divorcée avec deux enfants et je suis hospitalisée",
        Act.TELL_SITUATION,
        "arret_travail",
    )
    read = set(talk.state.memory.read)
    deduced = {code for code, answer in talk.draft.answers.items() if answer.status is AnswerStatus.DEDUCED}
    assert read < deduced
    talk.say("oui", Act.AFFIRM)
    assert {talk.draft.status(code) for code in deduced - read} == {AnswerStatus.DEDUCED}


def test_she_is_told_once_that_she_will_be_called_if_the_line_is_cut(asked_phone: Talk):
    asked_phone.say(SPOKEN_NUMBER)
    asked_phone.say("oui", Act.AFFIRM)
    asked_phone.say("oui", Act.AFFIRM)
    assert asked_phone.text.count("Si la ligne coupe") == 1
    assert asked_phone.state.memory.cut_told
    asked_phone.say("44000")
    asked_phone.say("oui", Act.AFFIRM)
    assert "Si la ligne coupe" not in asked_phone.text


def test_nobody_is_told_so_in_writing(runtime: Runtime):
    talk = Talk(runtime, Channel.WEB)
    talk.say(STORY, Act.TELL_SITUATION, "arret_travail")
    for words in ("oui", "06 39 98 12 34", "oui"):
        talk.say(words, Act.AFFIRM)
    assert talk.asks == "postal_code"
    assert not talk.state.memory.cut_told


@pytest.mark.parametrize("act", [Act.HUMAN])
@pytest.mark.parametrize("confirming", [Act.STOP, Act.DELETE_DATA, Act.START_OVER])
def test_a_person_is_reached_while_something_waits_for_a_yes(asked_phone: Talk, confirming: Act, act: Act):
    asked_phone.say("…", confirming)
    asked_phone.say("", act)
    assert asked_phone.replies[-1].transfer is not None
    assert asked_phone.draft.account


def test_the_engine_is_down_during_a_danger_and_the_mode_stays(talk: Talk):
    talk.say("je veux mourir", Act.TELL_SITUATION, danger=DangerHeard(kind=DangerKind.SUICIDE, words="je veux mourir"))
    handoff = talk.handoff
    talk.say("allo", move="engine_down")
    assert talk.state.mode is Mode.DANGER
    assert talk.handoff.row.id == handoff.row.id
    assert talk.replies[-1].transfer is not None


@pytest.mark.parametrize(("words", "act", "closes"), [("non", Act.DENY, True), ("non merci", Act.DENY, True), ("oui", Act.AFFIRM, False)])
def test_after_the_sending_yes_and_no_are_no_words_to_add(asked_phone: Talk, words: str, act: Act, closes: bool):
    asked_phone.say("stop", Act.STOP)
    asked_phone.pick("Oui, transmettez ma demande")
    assert asked_phone.state.mode is Mode.SENT
    before = len(asked_phone.draft.account)
    asked_phone.say(words, act)
    assert asked_phone.replies[-1].hang_up is closes
    assert len(asked_phone.draft.account) == before


def test_a_person_has_her_story_kept_when_she_asks_in_a_sentence(talk: Talk):
    talk.say("je voudrais parler à quelqu'un parce que je dors dans ma voiture", Act.HUMAN)
    assert [said.text for said in talk.draft.account] == ["je voudrais parler à quelqu'un parce que je dors dans ma voiture"]
    assert talk.replies[-1].transfer is not None


def test_short_sentences_by_voice():
    """A question is two sentences at most; what is more is heard and forgotten."""
    sentences_of = sample_convention().sentences
    for key, variants in sentences_of.items():
        if key.startswith("ask."):
            text = variants.get("voice", variants["web"])
            assert len(sentences(text.format_map({"end": "56 78"}))) <= 2, key


def test_no_promise_of_a_time_in_the_past(runtime: Runtime, talk: Talk):
    talk.say("", Act.HUMAN)
    assert talk.handoff.row.due_at > datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
