"""What the telephone does beside the questions: silences, keys, repeats, late posts, a person, hanging up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import httpx
import pytest

from tests.phone.antenna import Antenna, Outcome
from tests.phone.callers import reference_in
from tests.phone.conftest import Line
from tests.phone.endings import handoff_of
from tests.phone.handset import WITHHELD, Call, Phone
from tests.phone.spoken import question, too_long

pytestmark = pytest.mark.slow

STORY = "bonjour je suis caissière en cdi et je suis en arrêt depuis le 12 mars mon directeur veut me licencier"
# What an answering machine must not keep.
PRIVATE = ("arrêt", "licenc", "emploi", "C D I", "maladie", "danger", "violence")
_NUMBERS = count(5000)


@pytest.fixture
def phone(line: Line) -> Phone:
    """A telephone whose number nobody has called from yet."""
    return Phone(line.wire, f"+3363998{next(_NUMBERS)}")


def told(phone: Phone, *words: str, antenna: Antenna | None = None) -> Call:
    """A call in which the story and then these words were said."""
    call = phone.call(antenna)
    for said in (STORY, *words):
        call.speak(said)
    return call


def handoffs(line: Line, call: Call) -> list[dict[str, object]]:
    found: list[dict[str, object]] = line.desk.get("/api/v1/handoffs", params={"call_sid": call.sid}).json()["items"]
    return found


# Silence and not understanding


def test_silence_is_met_with_other_words_then_keys_then_a_person(line: Line, phone: Phone):
    call = told(phone, "oui")
    assert call.asks == "phone"
    first = call.just_said
    call.stay_silent()
    second = call.just_said
    call.stay_silent()
    third = call.just_said
    assert len({first, second, third}) == 3
    assert "taper" in third
    assert not call.dialled
    call.stay_silent()
    assert len(call.dialled) == 1, call.script
    assert "rappellera" in call.just_said
    for _ in range(6):
        call.stay_silent()
    assert not call.ended, "nobody is hung up on"
    assert len(call.dialled) == 1


def test_what_is_not_understood_is_counted_apart_from_silence(line: Line, phone: Phone):
    call = told(phone, "oui")
    call.stay_silent()
    call.speak("les oiseaux du lac")
    call.stay_silent()
    call.speak("tagada tsoin tsoin")
    assert not call.dialled, call.script
    call.speak("patati patata")
    assert len(call.dialled) == 1, call.script


def test_repeat_slower_and_wait(phone: Phone):
    call = told(phone, "oui")
    asked = call.just_said
    for again in ("répétez", "vous pouvez répéter s'il vous plaît"):
        call.speak(again)
        assert call.just_said.endswith(asked), call.script
    call.type("*")
    assert call.just_said.endswith(asked), call.script
    assert "<prosody" not in call.twiml
    call.speak("plus lentement")
    assert call.just_said.endswith(asked), call.script
    assert '<prosody rate="' in call.twiml
    call.speak("attendez")
    assert call.asks == "phone", call.script
    call.interrupt("oui")
    assert call.asks == "safe_contact", call.script


@pytest.mark.parametrize("asked", ["attendez je cherche mes lunettes", "un instant s'il vous plaît", "ne quittez pas j'arrive"])
def test_someone_who_asks_to_wait_has_not_answered(phone: Phone, asked: str):
    call = told(phone, "oui")
    call.speak(asked)
    assert call.asks == "phone", call.script


def test_a_story_cut_at_sixty_seconds_goes_on(line: Line, phone: Phone):
    long = STORY + " et puis il y a aussi le loyer que je n'arrive plus à payer" * 14 + " voilà"
    call = phone.call()
    call.speak(long)
    assert call.unheard
    assert call.asks == "narrative", call.script
    call.speak(call.unheard)
    assert not call.unheard
    assert call.asks is None, call.script
    assert "12 mars" in call.just_said


# Repeats and late posts


def test_a_turn_posted_twice_is_answered_twice_the_same(line: Line, phone: Phone):
    call = phone.call()
    assert call.repeat_last_request() == call.twiml
    call.speak(STORY)
    assert call.repeat_last_request() == call.twiml
    call.speak("oui")
    with ThreadPoolExecutor(4) as posts:
        assert {given.result() for given in [posts.submit(call.repeat_last_request) for _ in range(4)]} == {call.twiml}
    call.speak("oui")
    assert call.asks == "safe_contact", call.script


def test_late_posts_lead_back_to_the_question_and_change_nothing(line: Line, phone: Phone):
    call = told(phone, "oui", "oui")
    assert call.asks == "safe_contact"
    waiting = call.twiml
    for turn in (0, 1, 2):
        assert call.post_late(turn) in (waiting, call.sent[turn].answer.body)
    assert call.post_late(1, "je ne suis plus en arrêt") == waiting
    assert call.post_late(2, "non pas du tout") == waiting
    call.speak("oui")
    assert call.asks == "postal_code", call.script


# A person


@pytest.mark.parametrize("keys", ["0", "0#"])
@pytest.mark.parametrize("words", [(), ("oui",), ("oui", "oui")])
def test_a_lone_zero_reaches_a_person_anywhere(line: Line, phone: Phone, words: tuple[str, ...], keys: str):
    call = told(phone, *words, antenna=Antenna(Outcome.TAKEN))
    call.type(keys)
    assert [dialled.bridged for dialled in call.dialled] == [True], call.script
    assert call.ended
    handoff_of(line.desk, call_sid=call.sid)


def test_zero_in_place_of_the_story_too(phone: Phone):
    call = phone.call(Antenna(Outcome.TAKEN))
    call.type("0")
    assert call.dialled[0].bridged, call.script


def test_the_summary_is_whispered_only_once_somebody_takes_the_call(phone: Phone):
    call = told(phone, "oui", antenna=Antenna(Outcome.TAKEN))
    call.speak("une personne")
    first, *_, last = call.dialled[0].whispered
    assert not [word for word in PRIVATE if word in first]
    assert reference_in(first)
    assert "arrêt" in last
    assert len(last.split()) <= 45


@pytest.mark.parametrize("outcome", [Outcome.MACHINE, Outcome.DECLINED, Outcome.BUSY, Outcome.NO_ANSWER, Outcome.FAILED])
def test_when_nobody_takes_it_a_time_is_told_and_the_call_goes_on(line: Line, phone: Phone, outcome: Outcome):
    call = told(phone, "oui", "oui", "oui", antenna=Antenna(outcome))
    call.speak("je voudrais parler à quelqu'un")
    assert not call.dialled[0].bridged
    assert not [word for word in PRIVATE for heard in call.dialled[0].whispered if word in heard]
    assert "rappellera" in call.just_said, call.script
    assert "novembre" in call.just_said
    assert not call.ended
    handoff = handoff_of(line.desk, call_sid=call.sid)
    assert handoff["answers"]["phone"]["value"] == phone.number
    assert handoff["reference"] == reference_in(call.just_said)


def test_no_call_is_promised_to_nobodys_number(line: Line):
    call = told(Phone(line.wire, WITHHELD), antenna=Antenna(Outcome.NO_ANSWER))
    call.type("0")
    assert call.asks == "phone", call.script
    # By when is told, and that it takes a number.
    assert "Avec un numéro, une personne vous rappellera mercredi 25 novembre" in call.just_said, call.script


# Danger


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("je veux mourir j'ai tout préparé", "31 14"),
        ("mon mari m'a frappée et j'ai peur qu'il recommence ce soir", "39 19"),
        ("j'ai une douleur qui serre dans la poitrine et je respire mal", "15"),
    ],
)
@pytest.mark.parametrize("words", [(), ("oui",), ("oui", "oui", "oui")])
def test_danger_is_answered_with_numbers_that_are_said_and_not_dialled(
    line: Line, phone: Phone, words: tuple[str, ...], said: str, number: str
):
    call = told(phone, *words)
    call.speak(said)
    assert number in call.just_said, call.script
    assert not call.ended
    # What is dialled is an antenna: the telephone itself refuses a short number.
    assert handoff_of(line.desk, call_sid=call.sid)["urgent"]


# Who calls, and hanging up


def test_a_withheld_number_is_asked_for_and_never_offered(line: Line):
    call = told(Phone(line.wire, WITHHELD), "oui")
    assert call.asks == "phone"
    assert "finit par" not in call.just_said
    other = told(Phone(line.wire, WITHHELD), "oui")
    assert other.asks == "phone"
    call.type("0639981234")
    other.type("0639981235")
    assert "06, 39, 98, 12, 34" in call.just_said, call.script
    assert "06, 39, 98, 12, 35" in other.just_said, other.script


def test_someone_who_gives_no_number_may_say_no_to_an_address_too(line: Line):
    call = told(Phone(line.wire, WITHHELD), "oui", "je ne veux pas donner mon numéro")
    assert call.asks == "email", call.script
    call.speak("non")
    assert call.asks != "email", call.script


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        # Nothing known yet; a number but not whether it is safe; not safe; she did not want it; all of it.
        ((), False),
        (("oui", "oui"), False),
        (("oui", "oui", "non", "44000"), False),
        (("oui", "oui", "oui", "ne rappelez pas"), False),
        (("oui", "oui", "oui", "44000"), True),
    ],
)
def test_hanging_up_leaves_a_request_only_when_she_can_be_called_and_was_told(line: Line, phone: Phone, words: tuple[str, ...], kept: bool):
    call = told(phone, *words)
    assert not handoffs(line, call)
    call.hang_up()
    found = handoffs(line, call)
    assert bool(found) is kept, call.script
    if kept:
        assert found[0]["complete"] is False


def test_a_call_with_nothing_said_leaves_nothing(line: Line, phone: Phone):
    call = phone.call()
    call.hang_up()
    assert not handoffs(line, call)


def test_the_first_words_tell_what_matters(phone: Phone):
    call = phone.call()
    for told_first in ("automatique", "15", "112", "31 14", "pas enregistrée", "une personne", "zéro"):
        assert told_first in call.just_said
    call.interrupt(STORY)
    assert "12 mars" in call.just_said


def test_questions_are_short(phone: Phone):
    call = told(phone, "oui", "oui", "oui", "44000", "oui", "la cpam")
    asked = [heard.text for heard in call.heard if heard.who == "service" and heard.asks and heard.asks != "narrative"]
    assert asked
    assert not [wrong for text in asked for wrong in too_long(question(text))]


def test_nothing_of_a_call_stands_in_an_address(line: Line, phone: Phone):
    call = told(phone, "oui", antenna=Antenna(Outcome.TAKEN))
    call.type("0")
    for sent in call.sent:
        address = httpx.URL(sent.url)
        assert set(dict(address.params)) <= {"turn", "call", "taken"}
        assert phone.number.lstrip("+") not in sent.url
