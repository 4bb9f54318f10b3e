from __future__ import annotations

import pytest

from intake.convention import sample_convention
from intake.dialogue import missing_sentences
from intake.dialogue.state import Stage
from intake.dialogue.wording import MissingSentenceError, say
from intake.draft import DangerHeard
from intake.runtime import Runtime
from lexicon.codes import Act, AnswerStatus, Channel, DangerKind, MessageKind, Mode
from tests.intake.dialogue.talk import Talk

STORY = "Bonjour, je suis en CDI et en arrêt depuis le 12 mars, mon patron veut me licencier."


@pytest.fixture
def talk(runtime: Runtime) -> Talk:
    return Talk(runtime)


@pytest.fixture
def asked_phone(talk: Talk) -> Talk:
    talk.say(STORY, Act.TELL_SITUATION, "arret_travail", "risque_emploi")
    talk.pick("Oui, c’est bien cela")
    assert talk.asks == "phone"
    return talk


def test_every_sentence_that_may_be_said_has_a_text():
    assert missing_sentences(sample_convention()) == ()


def test_a_sentence_without_text_names_its_key():
    with pytest.raises(MissingSentenceError, match=r"no\.such"):
        say(sample_convention(), "no.such", Channel.WEB, False)


def test_it_begins_with_the_notice_and_the_account(talk: Talk):
    assert [reply.kind for reply in talk.replies] == [MessageKind.NOTICE, MessageKind.QUESTION]
    assert "automatique" in talk.replies[0].text
    assert "15" in talk.replies[0].text
    assert talk.asks == "narrative"


def test_what_the_story_says_is_read_back_then_confirmed_and_not_asked_again(talk: Talk):
    replies = talk.say(STORY, Act.TELL_SITUATION, "arret_travail", "risque_emploi")
    assert [reply.kind for reply in replies] == [MessageKind.SUMMARY]
    assert talk.asks is None
    assert "12 mars 2026" in talk.text
    assert talk.draft.status("sick_leave") is AnswerStatus.DEDUCED
    talk.say("oui c'est ça", Act.AFFIRM)
    assert talk.draft.status("sick_leave") is AnswerStatus.CONFIRMED
    assert talk.draft.answers["sick_leave"].words in STORY
    assert talk.asks == "phone"


def test_a_wrong_deduction_is_dropped_and_asked_instead(talk: Talk):
    talk.say(STORY, Act.TELL_SITUATION, "arret_travail")
    talk.say("non", Act.DENY)
    wrong = next(title for title in talk.titles if "travail" in title and "12 mars" not in title)
    talk.pick(wrong)
    statuses = [talk.draft.status(code) for code in ("employment_status", "sick_leave", "job_risk")]
    assert statuses.count(AnswerStatus.NOT_ASKED) == 1


def test_why_is_answered_with_its_reason_and_the_question_again(asked_phone: Talk):
    asked_phone.say("pourquoi ?", Act.WHY_ASKED)
    assert "appeler" in asked_phone.text
    assert asked_phone.asks == "phone"
    asked_phone.pick("Pourquoi cette question ?")
    assert asked_phone.asks == "phone"


@pytest.mark.parametrize(
    ("title", "status"),
    [("Je ne sais pas", AnswerStatus.UNKNOWN), ("Je préfère qu’une personne me le demande", AnswerStatus.REFUSED)],
)
def test_every_question_can_be_left_and_is_not_asked_again(asked_phone: Talk, title: str, status: AnswerStatus):
    asked_phone.pick(title)
    assert asked_phone.draft.status("phone") is status
    assert asked_phone.asks == "email"


def test_three_answers_not_understood_leave_the_question_to_a_person(asked_phone: Talk):
    first = asked_phone.say("blabla", Act.INFORM)[-1].text
    second = asked_phone.say("blabla", Act.INFORM)[-1].text
    assert first != second
    asked_phone.say("blabla", Act.INFORM)
    assert asked_phone.draft.status("phone") is AnswerStatus.UNKNOWN
    assert asked_phone.draft.value("phone") is None
    assert asked_phone.asks == "email"


@pytest.mark.parametrize("act", [Act.IS_BOT, Act.PRIVACY, Act.HOURS_CONTACT, Act.STATUS, Act.GREET, Act.THANKS, Act.REPEAT, Act.INSULT])
def test_a_digression_comes_back_to_the_question(asked_phone: Talk, act: Act):
    asked_phone.say("…", act)
    assert asked_phone.asks == "phone"


def test_a_person_at_once_with_whatever_is_known_then_the_number_is_asked_once(talk: Talk):
    replies = talk.say("je veux parler à quelqu'un", Act.HUMAN)
    assert replies[0].kind is MessageKind.HANDOFF
    assert replies[0].reference
    assert talk.asks == "phone"
    assert talk.handoff is not None
    talk.say("06 39 98 12 01")
    assert talk.asks is None
    assert talk.handoff.as_json()["answers"]["phone"]["value"] == "+33639981201"
    talk.say("merci", Act.THANKS)
    assert talk.text


def test_after_a_person_was_asked_for_the_questions_can_go_on_to_the_same_hand_off(asked_phone: Talk):
    asked_phone.say("06 39 98 12 01")
    asked_phone.say("une personne", Act.HUMAN)
    first = asked_phone.handoff.row.id
    asked_phone.pick("Continuer ma demande")
    assert asked_phone.state.mode is Mode.INTAKE
    assert asked_phone.asks == "safe_contact"
    asked_phone.pick("Oui")
    assert asked_phone.handoff.row.id == first


@pytest.mark.parametrize("kind", list(DangerKind))
@pytest.mark.parametrize("stage", ["opening", "questions", "sent"])
def test_danger_is_answered_in_any_state_with_three_short_sentences_and_an_urgent_hand_off(talk: Talk, kind: DangerKind, stage: str):
    if stage != "opening":
        talk.say(STORY, Act.TELL_SITUATION, "arret_travail")
        talk.pick("Oui, c’est bien cela")
    if stage == "sent":
        talk.say("stop", Act.STOP)
        talk.pick("Oui, transmettez ma demande")
        assert talk.state.mode is Mode.SENT
    replies = talk.say("ces mots-là", Act.TELL_SITUATION, danger=DangerHeard(kind=kind, words="ces mots-là"))
    number = {"suicide": "3114", "violence": "17", "medical": "15", "sans_abri": "115", "enfant": "119"}[kind.value]
    assert replies[0].kind is MessageKind.SAFETY
    assert number in replies[0].text
    assert sum(replies[0].text.count(mark) for mark in ".!?") <= 3
    handoff = talk.handoff.as_json()
    assert handoff["urgent"]
    assert handoff["danger"] == {"kind": kind.value, "words": "ces mots-là"}
    assert handoff["eligibility"]["outcome"] == "danger"
    assert "ces mots-là" in handoff["answers"]["narrative"]["value"]
    assert talk.state.mode is Mode.DANGER
    talk.say("je suis toujours là", Act.TELL_SITUATION)
    assert "je suis toujours là" in talk.handoff.as_json()["answers"]["narrative"]["value"]
    assert talk.text


def test_violence_asks_whether_it_is_safe_to_be_contacted(talk: Talk):
    talk.say("il me frappe", Act.TELL_SITUATION, danger=DangerHeard(kind=DangerKind.VIOLENCE, words="il me frappe"))
    assert talk.asks == "safe_contact"
    talk.pick("Non")
    assert talk.handoff.as_json()["answers"]["safe_contact"]["value"] == "non"


def test_a_false_alarm_can_go_on(talk: Talk):
    talk.say("ce boulot me tue", Act.TELL_SITUATION, danger=DangerHeard(kind=DangerKind.SUICIDE, words="me tue"))
    talk.pick("Continuer ma demande")
    assert talk.state.mode is Mode.INTAKE
    assert talk.asks


@pytest.mark.parametrize(("act", "title"), [(Act.DELETE_DATA, "Tout effacer"), (Act.START_OVER, "Recommencer")])
def test_erasing_is_asked_once_more_and_a_typed_yes_counts(asked_phone: Talk, act: Act, title: str):
    asked_phone.say("…", act)
    assert title in asked_phone.titles
    asked_phone.say("oui", Act.AFFIRM)
    assert not asked_phone.draft.answers
    assert not asked_phone.draft.account
    assert asked_phone.asks == "narrative"
    assert asked_phone.state.memory.stage is Stage.OPENING


def test_no_to_erasing_keeps_everything_and_is_no_answer_to_the_question(asked_phone: Talk):
    asked_phone.say("effacez tout", Act.DELETE_DATA)
    asked_phone.say("non", Act.DENY)
    assert asked_phone.asks == "phone"
    assert asked_phone.draft.status("phone") is AnswerStatus.NOT_ASKED
    assert asked_phone.draft.account


def test_what_was_handed_over_is_not_erased_by_the_machine(talk: Talk):
    talk.say("une personne", Act.HUMAN)
    talk.say("effacez mes données", Act.DELETE_DATA)
    assert talk.handoff is not None
    assert "effacez mes données" in talk.handoff.as_json()["answers"]["narrative"]["value"]


def test_another_language_notes_an_interpreter_and_hands_over(talk: Talk):
    talk.say("I do not speak French, I need help", Act.OTHER_LANGUAGE)
    assert talk.handoff.as_json()["answers"]["communication_needs"]["value"] == ["interprete"]
    assert "interpreter" in talk.text


def test_an_exhausted_person_hears_one_caring_sentence_once(talk: Talk):
    talk.say("Je suis à bout, je n'en peux plus de tout ça, je suis en arrêt depuis mars", Act.TELL_SITUATION, "arret_travail")
    assert "3114" in talk.replies[0].text
    assert talk.draft.danger is None
    talk.say("franchement je suis à bout", Act.TELL_SITUATION)
    assert "3114" not in talk.text


def test_an_old_button_still_means_what_it_meant(asked_phone: Talk):
    asked_phone.say("06 39 98 12 01")
    old = asked_phone.replies
    asked_phone.pick("Oui")
    asked_phone.replies = old
    asked_phone.pick("Non")
    assert asked_phone.draft.value("safe_contact") == "non"


def test_an_answer_that_looks_like_something_else_is_taken_as_the_answer(asked_phone: Talk):
    asked_phone.say("rappelez moi au 06 39 98 12 01", Act.CALLBACK)
    assert asked_phone.draft.value("phone") == "+33639981201"
    assert asked_phone.asks == "safe_contact"
    assert asked_phone.handoff is None


@pytest.mark.parametrize("act", [Act.STATUS, Act.INSULT, Act.WHY_ASKED, Act.IS_BOT, Act.GREET])
def test_no_field_is_asked_without_end_however_the_person_strays(asked_phone: Talk, act: Act):
    for _ in range(8):
        asked_phone.say("bla bla bla", act)
        if asked_phone.asks != "phone":
            break
    assert asked_phone.draft.status("phone") is AnswerStatus.UNKNOWN
    assert asked_phone.asks == "email"


def test_someone_who_cannot_be_reached_is_asked_once_for_each_way_and_then_left_in_peace(talk: Talk):
    talk.say("une personne", Act.HUMAN)
    assert talk.asks == "phone"
    talk.say("je n'ai pas de téléphone, venez me voir", Act.CALLBACK)
    talk.say("j'ai plus de téléphone", Act.INFORM)
    assert talk.asks == "email"
    talk.say("pas d'adresse mail non plus", Act.INFORM)
    assert talk.asks is None
    assert "contactera" not in talk.text
    assert "02 61 91" in talk.text
    assert talk.handoff is not None


def test_no_telephone_is_an_answer_even_with_call_me_in_it(asked_phone: Talk):
    asked_phone.say("il n'a plus de téléphone, appelez-moi", Act.CALLBACK)
    assert asked_phone.draft.status("phone") is AnswerStatus.NOT_APPLICABLE
    assert asked_phone.asks == "email"


@pytest.mark.parametrize(
    ("text", "words"), [("hello I don't speak French please", "telephone number"), ("no hablo francés, necesito ayuda", "intérprete")]
)
def test_another_language_gets_one_sentence_in_it_an_interpreter_and_a_human(talk: Talk, text: str, words: str):
    replies = talk.say(text, Act.OTHER_LANGUAGE)
    assert words in replies[0].text
    assert "\n" not in replies[0].text
    assert talk.handoff.as_json()["answers"]["communication_needs"]["value"] == ["interprete"]
    assert talk.asks == "phone"


def test_a_language_without_a_sentence_gets_all_of_them(talk: Talk):
    replies = talk.say("Ich brauche Hilfe", Act.OTHER_LANGUAGE)
    assert "interpreter" in replies[0].text
    assert "tercüman" in replies[0].text


@pytest.mark.parametrize(("kind", "first"), [(DangerKind.SUICIDE, "15"), (DangerKind.ENFANT, "17"), (DangerKind.MEDICAL, "15")])
def test_what_is_happening_now_gets_the_number_of_now_first(talk: Talk, kind: DangerKind, first: str):
    replies = talk.say("ces mots-là", Act.TELL_SITUATION, danger=DangerHeard(kind=kind, words="ces mots-là", now=True))
    numbers = [number for number in ("15", "17", "112", "114", "119", "3114") if number in replies[0].text]
    assert replies[0].text.index(first) == min(replies[0].text.index(number) for number in numbers)


def test_numbers_are_said_by_the_voice_in_pairs(talk: Talk):
    convention = sample_convention()
    assert "31 14" in say(convention, "safety.suicide", Channel.VOICE, False)
    assert "3114" in say(convention, "safety.suicide", Channel.SMS, False)
    assert all(line.checked_on or "vérifier" in line.source for line in convention.danger_numbers.values())
