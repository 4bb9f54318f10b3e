"""Going on elsewhere: a code, then the birth date, and nothing personal before it; what was said meanwhile goes along."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from channels.rasa import Rasa
from channels.turns import Inbound, Turns
from intake.dialogue import command_of
from intake.dialogue.state import Stage
from intake.draft import DangerHeard
from intake.privacy import ASSISTANT
from intake.requests import QueueFilter, erase_request, list_handoffs, load_conversation
from intake.runtime import Runtime
from intake.storage import RequestRow, ResumeCodeRow
from lexicon.codes import Act, Channel, DangerKind, Mode
from tests.conftest import NOW
from tests.intake.dialogue.talk import Talk

STORY = "Bonjour, je suis en CDI et en arrêt depuis le 3 avril, mon patron veut me licencier."
CHANNELS = [Channel.WEB, Channel.VOICE, Channel.SMS]
# What the request holds, in the words in which a reply would show it.
PERSONAL = (
    "jeanne",
    "martin",
    "3 avril",
    "juillet",
    "arrêt",
    "licenci",
    "cdi",
    "0639",
    "06 39",
    "44000",
    "nantes",
    "1958",
    "transmis",
    "demande est",
)


def until(talk: Talk, field: str) -> None:
    answers = {"phone": "06 39 98 12 34", "safe_contact": "oui", "postal_code": "44000", "regime": "la CPAM", "name": "Jeanne Martin"}
    answers |= {"hospital_status": "non", "care_renounced": "non", "rqth": "non"}
    for _ in range(20):
        if talk.asks == field:
            return
        talk.say(answers.get(talk.asks or "", "oui"), Act.AFFIRM if talk.asks is None else Act.INFORM)
    raise AssertionError(talk.text)


def with_code(runtime: Runtime, channel: Channel = Channel.WEB) -> tuple[Talk, str]:
    """A request with a name, a story and a birth date, and its code."""
    talk = Talk(runtime, channel)
    talk.say(STORY, Act.TELL_SITUATION, "arret_travail", "risque_emploi")
    until(talk, "birth_date")
    talk.say("23/07/1958")
    if talk.state.memory.checking:
        talk.say("oui", Act.AFFIRM)
    return talk, code_from(talk)


def code_from(talk: Talk) -> str:
    talk.say("un code", move="give_code")
    found = re.search(r"(\d\d) (\d\d) (\d\d)", talk.text)
    assert found, talk.text
    return "".join(found.groups())


def use(talk: Talk, code: str) -> None:
    talk.say(code, move="take_code")


def personal(talk: Talk) -> list[str]:
    return [word for word in PERSONAL if word in talk.text.lower()]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_code_is_given_only_once_the_birth_date_is_known(runtime: Runtime, channel: Channel):
    talk = Talk(runtime, channel)
    talk.say(STORY, Act.TELL_SITUATION, "arret_travail")
    talk.say("un code", move="give_code")
    assert talk.asks == "birth_date"
    assert not re.search(r"\d\d \d\d \d\d", talk.text)
    talk.say("23/07/1958")
    if talk.state.memory.checking:
        talk.say("oui", Act.AFFIRM)
    assert re.search(r"\d\d \d\d \d\d", talk.text)
    assert talk.asks == "phone"


@pytest.mark.parametrize("there", CHANNELS)
@pytest.mark.parametrize("here", CHANNELS)
def test_from_any_channel_to_any_other(runtime: Runtime, here: Channel, there: Channel):
    first, code = with_code(runtime, here)
    asked = first.asks
    second = Talk(runtime, there)
    use(second, code)
    assert second.asks == "birth_date"
    assert personal(second) == []
    second.say("23/07/1958")
    assert "Nous reprenons votre demande" in second.text
    assert second.asks == asked
    assert second.state.memory.stage is Stage.QUESTIONS
    with runtime.database.read() as session:
        assert load_conversation(session, second.id).request_id == first.request_id
        assert session.scalars(select(RequestRow.id)).all() == [first.request_id]


def test_web_then_telephone_then_texts(runtime: Runtime):
    first, code = with_code(runtime, Channel.WEB)
    second = Talk(runtime, Channel.VOICE)
    use(second, code)
    second.say("23/07/1958")
    third = Talk(runtime, Channel.SMS)
    use(third, code_from(second))
    third.say("23/07/1958")
    assert third.asks == first.asks
    with runtime.database.read() as session:
        assert session.scalars(select(RequestRow.id)).all() == [first.request_id]
        assert {load_conversation(session, talk.id).request_id for talk in (first, second, third)} == {first.request_id}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("date", ["24/07/1958", "23/07/1959", "hier", "je ne sais plus", "31/02/1958"])
def test_nothing_personal_is_said_before_the_right_date(runtime: Runtime, channel: Channel, date: str):
    _, code = with_code(runtime)
    talk = Talk(runtime, channel)
    use(talk, code)
    assert personal(talk) == []
    talk.say(date)
    assert personal(talk) == []
    assert talk.asks == "birth_date"
    talk.say("23/07/1958")
    assert "Nous reprenons" in talk.text


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_wrong_code_and_a_right_one_whose_date_is_wrong_tell_nothing(runtime: Runtime, channel: Channel):
    _, code = with_code(runtime)
    talk = Talk(runtime, channel)
    use(talk, f"{(int(code) + 1) % 1_000_000:06d}")
    assert "ne marche pas" in talk.text
    assert personal(talk) == []
    assert talk.asks == "narrative"


def test_three_wrong_dates_spend_the_code(runtime: Runtime):
    _, code = with_code(runtime)
    talk = Talk(runtime)
    use(talk, code)
    for date in ("01/01/1950", "02/01/1950"):
        talk.say(date)
        assert talk.asks == "birth_date"
    talk.say("03/01/1950")
    assert talk.asks == "narrative"
    assert personal(talk) == []
    talk.say("23/07/1958")
    assert "Nous reprenons" not in talk.text
    other = Talk(runtime)
    use(other, code)
    assert "ne marche pas" in other.text


def test_a_date_that_cannot_be_read_says_so_and_counts(runtime: Runtime):
    _, code = with_code(runtime)
    talk = Talk(runtime, Channel.VOICE)
    use(talk, code)
    for _ in range(3):
        talk.say("31/02/1958")
    assert talk.asks == "narrative"


def test_a_code_is_used_up_by_the_first_who_knows_it(runtime: Runtime):
    _, code = with_code(runtime)
    first, second = Talk(runtime), Talk(runtime)
    use(first, code)
    use(second, code)
    assert "ne marche pas" in second.text
    first.say("23/07/1958")
    assert "Nous reprenons" in first.text


def test_a_code_that_is_too_old(runtime: Runtime):
    _, code = with_code(runtime)
    with runtime.database.write() as session:
        for row in session.scalars(select(ResumeCodeRow)):
            row.expires_at = runtime.clock.now() - timedelta(seconds=1)
    talk = Talk(runtime)
    use(talk, code)
    assert "ne marche pas" in talk.text


def test_a_new_code_is_the_only_one(runtime: Runtime):
    first, code = with_code(runtime)
    newer = code_from(first)
    talk = Talk(runtime)
    if newer != code:
        use(talk, code)
        assert "ne marche pas" in talk.text
    use(talk, newer)
    assert talk.asks == "birth_date"


def test_too_many_codes_are_refused_and_the_conversation_goes_on(runtime: Runtime):
    _, code = with_code(runtime)
    talk = Talk(runtime)
    for n in range(1, 6):
        use(talk, f"{(int(code) + n) % 1_000_000:06d}")
        assert "ne marche pas" in talk.text
    use(talk, code)
    assert "trop d’essais" in talk.text
    assert "Parler à une personne" in talk.titles
    assert talk.asks == "narrative"
    talk.say(STORY, Act.TELL_SITUATION, "arret_travail")
    assert talk.draft.account


def test_the_code_of_ones_own_request_is_no_code(runtime: Runtime):
    talk, code = with_code(runtime)
    asked = talk.asks
    use(talk, code)
    assert "ne marche pas" in talk.text
    assert talk.asks == asked
    with runtime.database.read() as session:
        assert session.scalars(select(RequestRow.id)).all() == [talk.request_id]


def test_a_request_that_was_erased_meanwhile(runtime: Runtime):
    first, code = with_code(runtime)
    early, late = Talk(runtime), Talk(runtime)
    use(early, code)
    with runtime.database.write() as session:
        erase_request(session, first.request_id)
    early.say("23/07/1958")
    assert early.asks == "birth_date"
    assert "Nous reprenons" not in early.text
    use(late, code)
    assert "ne marche pas" in late.text


def test_what_was_said_before_the_code_goes_along(runtime: Runtime):
    first, code = with_code(runtime)
    talk = Talk(runtime, Channel.VOICE)
    talk.say("mon loyer a encore augmenté de beaucoup ce mois-ci", Act.TELL_SITUATION, "logement")
    use(talk, code)
    talk.say("23/07/1958")
    draft = first.draft
    assert [said.text for said in draft.account] == [STORY, "mon loyer a encore augmenté de beaucoup ce mois-ci"]
    assert {topic.code for topic in draft.topics} == {"arret_travail", "risque_emploi", "logement"}


def test_a_request_already_sent_is_found_and_not_asked_again(runtime: Runtime):
    first, code = with_code(runtime)
    first.say("stop", Act.STOP)
    first.pick("Oui, transmettez ma demande")
    assert first.handoff is not None
    talk = Talk(runtime, Channel.VOICE)
    use(talk, code)
    assert personal(talk) == []
    talk.say("23/07/1958")
    assert "déjà transmise" in talk.text
    assert talk.state.mode is Mode.SENT
    assert talk.handoff is not None
    assert talk.handoff.row.id == first.handoff.row.id
    talk.say("mon numéro a changé et je voudrais le dire", Act.TELL_SITUATION)
    assert "mon numéro a changé" in first.handoff.as_json()["answers"]["narrative"]["value"]


def test_both_conversations_find_the_hand_off_at_the_desk(runtime: Runtime):
    first, code = with_code(runtime)
    talk = Talk(runtime, Channel.SMS)
    use(talk, code)
    talk.say("23/07/1958")
    talk.say("stop", Act.STOP)
    talk.pick("Oui, transmettez ma demande")
    with runtime.database.write() as session:
        for one in (first, talk):
            page = list_handoffs(session, ASSISTANT, QueueFilter(conversation_id=one.id), now=NOW, indexer=runtime.indexer)
            assert [line.request_id for line in page.lines] == [first.request_id]


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_code_after_the_sending_is_too_late_and_nothing_is_lost(runtime: Runtime, channel: Channel):
    _, code = with_code(runtime)
    talk = Talk(runtime, channel)
    talk.say("une personne", Act.HUMAN)
    before = talk.handoff
    use(talk, code)
    assert "elle les réunira" in talk.text
    # Its own words say that one was sent; nothing of what the code leads to.
    assert set(personal(talk)) <= {"transmis", "demande est"}
    assert talk.handoff is not None
    assert talk.handoff.row.id == before.row.id


def test_a_danger_at_the_birth_date_is_answered_at_once(runtime: Runtime):
    _, code = with_code(runtime)
    talk = Talk(runtime, Channel.VOICE)
    use(talk, code)
    talk.say("je veux mourir", Act.TELL_SITUATION, danger=DangerHeard(kind=DangerKind.SUICIDE, words="je veux mourir"))
    assert "31 14" in talk.text
    assert talk.handoff is not None
    assert talk.handoff.row.urgent


def test_the_slow_voice_and_the_steps_of_before_do_not_come_along(runtime: Runtime):
    _, code = with_code(runtime, Channel.VOICE)
    talk = Talk(runtime, Channel.VOICE)
    use(talk, code)
    talk.say("23/07/1958")
    memory = talk.state.memory
    assert (memory.joining, memory.code_expected, memory.code_wanted, memory.checking) == (None, False, False, None)


def test_i_have_a_code_asks_for_it(runtime: Runtime):
    first, code = with_code(runtime)
    talk = Talk(runtime)
    talk.say("j’ai un code", move="have_code")
    assert "six chiffres" in talk.text
    assert talk.state.memory.code_expected
    use(talk, code)
    assert talk.asks == "birth_date"
    assert first.request_id == talk.state.memory.joining


def test_two_conversations_with_one_code_at_once_and_one_wins(runtime: Runtime):
    _, code = with_code(runtime)
    talks = [Talk(runtime) for _ in range(6)]
    turns = Turns(runtime, Rasa("http://127.0.0.1:9", "http://127.0.0.1:9", "token"))
    barrier = Barrier(len(talks))

    def post(talk: Talk) -> str:
        barrier.wait(10)
        return " ".join(reply.text for reply in turns.answer(talk.id, Inbound("code", code)))

    with ThreadPoolExecutor(len(talks)) as pool:
        said = list(pool.map(post, talks))
    assert sum("date de naissance" in text for text in said) == 1
    assert sum("ne marche pas" in text for text in said) == 5


def test_the_code_typed_in_the_page_needs_no_understanding(runtime: Runtime):
    _, code = with_code(runtime)
    talk = Talk(runtime)
    turns = Turns(runtime, Rasa("http://127.0.0.1:9", "http://127.0.0.1:9", "token"))
    replies = turns.answer(talk.id, Inbound("code", f"mon code est {code[:2]} {code[2:4]} {code[4:]}"))
    assert replies[-1].asks == "birth_date"


def test_the_same_turn_again_does_not_spend_a_second_try(runtime: Runtime):
    _, code = with_code(runtime)
    talk = Talk(runtime)
    turns = Turns(runtime, Rasa("http://127.0.0.1:9", "http://127.0.0.1:9", "token"))
    first = turns.answer(talk.id, Inbound("code", code))
    assert turns.answer(talk.id, Inbound("code", code)) == first


def test_a_code_given_by_voice_is_said_twice_in_pairs(runtime: Runtime):
    talk, _ = with_code(runtime, Channel.VOICE)
    code = code_from(talk)
    assert talk.text.count(f"{code[:2]} {code[2:4]} {code[4:]}") == 2


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("how", ["danger", "human"])
def test_what_was_handed_over_while_a_code_waits_is_never_joined_away(runtime: Runtime, channel: Channel, how: str):
    _, code = with_code(runtime)
    talk = Talk(runtime, channel)
    use(talk, code)
    if how == "danger":
        talk.say("je veux mourir", Act.TELL_SITUATION, danger=DangerHeard(kind=DangerKind.SUICIDE, words="je veux mourir"))
    else:
        talk.say("", Act.HUMAN)
    before = talk.handoff
    assert talk.state.memory.joining is None
    talk.say("continuer", move="goes_on")
    talk.say("23/07/1958")
    assert "Nous reprenons" not in talk.text
    assert talk.handoff is not None
    assert talk.handoff.row.id == before.row.id


DIGRESSIONS = (
    Act.REPEAT,
    Act.IS_BOT,
    Act.GREET,
    Act.PRIVACY,
    Act.THANKS,
    Act.HOURS_CONTACT,
    Act.STATUS,
    Act.INSULT,
    Act.WHY_ASKED,
)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("act", DIGRESSIONS)
def test_a_digression_comes_back_to_the_birth_date(runtime: Runtime, channel: Channel, act: Act):
    _, code = with_code(runtime)
    talk = Talk(runtime, channel)
    use(talk, code)
    talk.say("…", act)
    assert talk.asks == "birth_date"
    talk.say("23/07/1958")
    assert "Nous reprenons" in talk.text


COMMANDS = ["wait", "slower", "faster", "repeat", "silence", "no_callback", "have_code", "give_code", "goes_on", "engine_down"]


@pytest.mark.parametrize("move", COMMANDS)
def test_a_command_does_not_lose_the_code(runtime: Runtime, move: str):
    _, code = with_code(runtime)
    talk = Talk(runtime, Channel.VOICE)
    use(talk, code)
    talk.say("", move=move)
    talk.say("23/07/1958")
    assert "Nous reprenons" in talk.text


@pytest.mark.parametrize("channel", CHANNELS)
def test_after_a_wrong_code_the_right_one_is_heard_at_any_question(runtime: Runtime, channel: Channel):
    _, code = with_code(runtime)
    talk = Talk(runtime, channel)
    talk.say(STORY, Act.TELL_SITUATION, "arret_travail")
    talk.say("oui", Act.AFFIRM)
    assert talk.asks == "phone"
    talk.say("j'ai un code", move="have_code")
    use(talk, f"{(int(code) + 1) % 1_000_000:06d}")
    assert "redonner" in talk.text
    assert command_of(code, channel, talk.state) == "take_code"
    use(talk, code)
    assert talk.asks == "birth_date"


def test_a_story_told_where_the_birth_date_is_asked_is_kept(runtime: Runtime):
    first, code = with_code(runtime)
    talk = Talk(runtime, Channel.VOICE)
    use(talk, code)
    talk.say("écoutez moi je dors dans ma voiture depuis dimanche avec mes deux enfants", Act.TELL_SITUATION, "logement")
    assert talk.asks == "birth_date"
    talk.say("23/07/1958")
    assert "voiture" in " ".join(said.text for said in first.draft.account)


def test_erasing_while_a_code_waits_forgets_the_code(runtime: Runtime):
    first, code = with_code(runtime)
    talk = Talk(runtime)
    use(talk, code)
    talk.say("effacez tout", Act.DELETE_DATA)
    talk.pick("Tout effacer")
    assert talk.state.memory.joining is None
    talk.say("23/07/1958")
    assert "Nous reprenons" not in talk.text
    # The other request is not hers to erase before she proved it.
    assert first.draft.account
