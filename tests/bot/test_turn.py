"""Turns through the real Rasa process: the right action, always words, nothing kept, nothing leaked."""

from __future__ import annotations

import statistics
import time

import pytest

from lexicon import Act, Mode
from tests.bot.support import ActionServer, Rasa, body_of

SAME_EVERYWHERE = set(Act) - {Act.TELL_SITUATION, Act.INFORM, Act.AFFIRM, Act.DENY, Act.DONT_KNOW, Act.REFUSE_ANSWER, Act.GIBBERISH}
SECRET_WORDS = "zanzibar-hortensia"


def expected_action(act: Act, mode: Mode) -> str:
    if act in SAME_EVERYWHERE:
        return f"action_{act}"
    if act == Act.GIBBERISH:
        return "action_not_understood"
    return "action_take_answer" if mode in (Mode.INTAKE, Mode.HUMAN) else "action_add_words"


@pytest.mark.parametrize("mode", list(Mode), ids=str)
@pytest.mark.parametrize("act", list(Act), ids=str)
def test_every_act_in_every_mode_calls_its_action_once(rasa: Rasa, actions: ActionServer, act: Act, mode: Mode) -> None:
    status, answer = rasa.turn(body_of(choice={"act": str(act)}, state={"mode": str(mode)}))
    assert status == 200, answer
    assert [call["next_action"] for call in actions.calls] == [expected_action(act, mode)]
    assert answer["messages"][0]["text"]
    assert answer["understanding"]["act"] == act


@pytest.mark.parametrize("mode", list(Mode), ids=str)
def test_a_danger_found_before_goes_first_in_every_mode(rasa: Rasa, actions: ActionServer, mode: Mode) -> None:
    danger = {"kind": "suicide", "words": "en finir", "start": 8, "end": 16, "now": False}
    status, answer = rasa.turn(body_of(text="je veux en finir", danger=danger, state={"mode": str(mode)}))
    assert (status, answer["understanding"]["intent"]) == (200, "danger")
    assert answer["understanding"]["danger"]["kind"] == "suicide"
    assert [call["next_action"] for call in actions.calls] == ["action_danger"]
    assert actions.calls[0]["tracker"]["latest_message"]["metadata"]["danger"] == danger


@pytest.mark.parametrize("new_mode", list(Mode), ids=str)
@pytest.mark.parametrize("act", [Act.TELL_SITUATION, Act.HUMAN], ids=str)
def test_an_action_may_change_the_mode_and_still_be_called_once(rasa: Rasa, actions: ActionServer, act: Act, new_mode: Mode) -> None:
    actions.slots = {"mode": str(new_mode), "asked": {"field": "phone", "kind": "phone"}, "memory": {"seen": [1]}}
    status, answer = rasa.turn(body_of(choice={"act": str(act)}))
    assert (status, len(actions.calls)) == (200, 1)
    assert answer["state"] == actions.slots


def test_the_action_gets_the_turn_and_the_shared_secret(rasa: Rasa, actions: ActionServer) -> None:
    asked = {"field": "phone", "kind": "phone"}
    rasa.turn(body_of(text="06 39 98 00 01", channel="sms", state={"asked": asked, "memory": {"round": 3}}))
    call = actions.calls[0]
    message = call["tracker"]["latest_message"]
    assert call["sender_id"] == "c1"
    assert call["tracker"]["slots"] | {"session_started_metadata": None} == {
        "mode": "intake",
        "asked": asked,
        "memory": {"round": 3},
        "channel": "sms",
        "session_started_metadata": None,
    }
    assert message["text"] == "06 39 98 00 01"
    assert message["metadata"] == {
        "message_id": "m1",
        "asked": asked,
        "channel": "sms",
        "choice": None,
        "danger": None,
        "today": "2026-11-23",
    }
    assert {"act", "topics", "axis_hint"} <= message.keys()
    assert actions.headers[0]["X-Seuil-Token"] == "token-for-tests"


def test_a_choice_is_passed_on_as_it_is(rasa: Rasa, actions: ActionServer) -> None:
    choice = {"field": "sick_leave", "value": {"any": ["thing"]}}
    status, answer = rasa.turn(body_of(choice=choice))
    assert (status, answer["understanding"]["intent"]) == (200, "inform")
    assert actions.calls[0]["tracker"]["latest_message"]["metadata"]["choice"] == choice


@pytest.mark.parametrize("text", ["/restart", "//restart", " /back", '/inform{"x":1}', "/session_start", "/human", "/", "/ /", ""])
def test_a_slash_has_no_power(rasa: Rasa, actions: ActionServer, text: str) -> None:
    status, answer = rasa.turn(body_of(text=text, state={"asked": {"field": "name", "kind": "name"}, "memory": {"kept": True}}))
    assert status == 200, answer
    assert answer["understanding"]["intent"] not in ("restart", "back", "session_start")
    assert answer["state"]["memory"] == {"kept": True}
    message = actions.calls[0]["tracker"]["latest_message"]
    assert message["text"] == text
    assert message["entities"] == []
    assert message["intent"]["confidence"] < 1


def test_places_of_topics_are_those_of_the_text_with_its_slash(rasa: Rasa) -> None:
    text = "/Je suis en arrêt de travail depuis trois mois. Il fait beau."
    _, answer = rasa.turn(body_of(text=text))
    (leave,) = [topic for topic in answer["understanding"]["topics"] if topic["code"] == "arret_travail"]
    assert "arrêt de travail" in text[leave["start"] : leave["end"]]


@pytest.mark.parametrize("token", [None, "", "token-for-test", "token-for-tests2"])
def test_without_the_right_token_nothing_happens(rasa: Rasa, actions: ActionServer, token: str | None) -> None:
    assert rasa.turn(body_of(text="bonjour"), token=token) == (403, {"error": "forbidden"})
    assert actions.calls == []


MALFORMED = [
    (b"{not json " + SECRET_WORDS.encode(), "body"),
    (b"[]", "body"),
    (body_of(text=None), "body"),
    (body_of(text=[SECRET_WORDS]), "text"),
    (body_of(text="oui", channel=SECRET_WORDS), "channel"),
    (body_of(text="oui", today=SECRET_WORDS), "today"),
    (body_of(text="oui", state={"mode": SECRET_WORDS}), "state.mode"),
    (body_of(text="oui", choice={"act": SECRET_WORDS}), "choice.act"),
    (body_of(text="oui", choice={}), "choice.body"),
    (body_of(text="oui", danger={"kind": SECRET_WORDS, "words": "", "start": 0, "end": 0}), "danger.kind"),
    (body_of(text="oui", **{"more": SECRET_WORDS}), "more"),
]


@pytest.mark.parametrize(("body", "place"), MALFORMED, ids=[place for _, place in MALFORMED])
def test_a_malformed_body_is_named_by_its_place_and_never_quoted(rasa: Rasa, body: object, place: str) -> None:
    status, answer = rasa.turn(body)
    assert status == 422
    assert answer["reason"].startswith(place)
    assert SECRET_WORDS not in str(answer)


@pytest.mark.parametrize("behaviour", ["error", "rejection", "nonsense", "malformed"])
def test_an_action_that_fails_gives_no_state(rasa: Rasa, actions: ActionServer, behaviour: str) -> None:
    actions.behaviour = behaviour
    actions.slots = {"mode": "sent"}
    assert rasa.turn(body_of(text="bonjour")) == (502, {"error": "action_failed"})
    assert len(actions.calls) == 1


def test_an_action_server_that_is_down_gives_no_state(rasa: Rasa, actions: ActionServer) -> None:
    actions.stop()
    try:
        assert rasa.turn(body_of(text="bonjour")) == (502, {"error": "action_failed"})
    finally:
        actions.start()
    assert rasa.turn(body_of(text="bonjour"))[0] == 200


def test_no_reply_is_never_silence(rasa: Rasa, actions: ActionServer) -> None:
    actions.behaviour = "silent"
    assert rasa.turn(body_of(text="bonjour")) == (502, {"error": "no_reply"})


def test_a_turn_ends_even_when_the_client_has_gone(rasa: Rasa, actions: ActionServer) -> None:
    actions.seconds = 1.5
    with pytest.raises(TimeoutError):
        rasa.turn(body_of(text="bonjour"), seconds=0.5)
    deadline = time.monotonic() + 5
    while not actions.ended and time.monotonic() < deadline:
        time.sleep(0.1)
    assert actions.ended == 1
    assert "CancelledError" not in rasa.log.read_text()


def test_nothing_is_stored(rasa: Rasa) -> None:
    rasa.turn(body_of(text=f"je m'appelle {SECRET_WORDS}", conversation_id="kept-nowhere"))
    status, tracker = rasa.request("GET", "/conversations/kept-nowhere/tracker?token=token-for-tests")
    assert status == 200
    assert [event for event in tracker["events"] if event["event"] == "user"] == []


def test_the_log_holds_no_words_and_no_token(rasa: Rasa, actions: ActionServer) -> None:
    for behaviour in ("well", "error", "rejection", "malformed", "silent"):
        actions.behaviour = behaviour
        actions.slots = {"memory": {"story": SECRET_WORDS}}
        rasa.turn(body_of(text=f"je m'appelle {SECRET_WORDS}", state={"memory": {"story": SECRET_WORDS}}))
    rasa.turn(body_of(text=f"je suis {SECRET_WORDS}", today=SECRET_WORDS))
    rasa.parse(f"je suis {SECRET_WORDS}")
    rasa.request("POST", "/model/parse?token=token-for-tests", SECRET_WORDS.encode())
    log = rasa.log.read_text()
    assert "action_failed" not in log
    assert "A turn was dropped" in log
    assert SECRET_WORDS not in log
    assert "token-for-tests" not in log


def test_a_turn_is_quick_and_memory_stays_flat(rasa: Rasa) -> None:
    def turns(count: int) -> list[float]:
        times = []
        for number in range(count):
            began = time.perf_counter()
            status, _ = rasa.turn(
                body_of(text=f"je suis en arrêt depuis {number} mois et mon patron veut me remplacer", conversation_id=f"c{number}")
            )
            times.append(1000 * (time.perf_counter() - began))
            assert status == 200
        return times

    turns(50)
    before = rasa.megabytes()
    times = turns(100)
    after = rasa.megabytes()
    print(f"\nstart {rasa.start_seconds:.1f} s; {after:.0f} MB; turn {statistics.median(times):.1f} ms median, {max(times):.1f} ms at most")  # noqa: T201
    assert after - before < 8
    assert statistics.median(times) < 150
