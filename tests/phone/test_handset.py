"""The simulated telephone does to good TwiML what a carrier does, and stops at bad TwiML. It needs no service."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from twilio.request_validator import RequestValidator

from tests.phone.antenna import Antenna, Outcome
from tests.phone.handset import Call, CannotInterruptError, Phone
from tests.phone.server import Request, Response, serving
from tests.phone.test_rules import DIAL, KEY, SAY, response
from tests.phone.whitelist import WrongTwimlError
from tests.phone.wire import Wire

TOKEN = "a-token"
BASE = "https://seuil.example"


def ask(text: str = "Quel est votre code postal ?", turn: int = 1, **attributes: str) -> str:
    given = {
        "input": "dtmf speech",
        "language": "fr-FR",
        "action": f"/twilio/voice?turn={turn}",
        "method": "POST",
        "actionOnEmptyResult": "true",
        "profanityFilter": "false",
        "speechTimeout": "2",
        "speechModel": "experimental_utterances",
        "timeout": "8",
        "finishOnKey": "#",
        **attributes,
    }
    written = " ".join(f'{name}="{value}"' for name, value in given.items() if value != "-")
    say = f'<Say voice="Polly.Lea-Neural" language="fr-FR">{text}</Say>' if text else ""
    return f'<Gather {written}>{say}</Gather><Redirect method="POST">/twilio/voice?turn={turn}</Redirect>'


@dataclass
class Script:
    """A service that answers each path with what is written for it, in order, the last one again and again."""

    documents: dict[str, list[str]]
    asks: dict[str, str] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    base: str = BASE

    def __call__(self, request: Request) -> Response:
        signed = RequestValidator(TOKEN).validate(self.base + request.path, dict(request.form), request.headers["x-twilio-signature"])
        if not signed:
            return Response("", 403)
        self.requests.append(request)
        if request.path == "/twilio/voice/status":
            return Response("", 204, {})
        left = self.documents[request.path]
        body = left.pop(0) if len(left) > 1 else left[0]
        headers = {"Content-Type": "text/xml", **({"X-Seuil-Asks": self.asks[request.path]} if request.path in self.asks else {})}
        return Response(response(body), 200, headers)

    def posted(self, path: str) -> list[dict[str, str]]:
        return [dict(request.form) for request in self.requests if request.path == path]


@dataclass
class Scene:
    script: Script
    phone: Phone
    documents: dict[str, list[str]]

    def call(self, first: str, antenna: Antenna | None = None, **later: str | list[str]) -> Call:
        """Call a service that answers `first`, then `t1`, `t2`… at those turns, `dial`, `whisper` and `taken` at those addresses."""
        self.documents["/twilio/voice"] = [first]
        places = {
            "dial": "/twilio/voice/dial?turn=2",
            "whisper": "/twilio/voice/whisper?call=CA1",
            "taken": "/twilio/voice/whisper?taken=1",
        }
        for name, document in later.items():
            path = places.get(name, f"/twilio/voice?turn={name[1:]}")
            self.documents[path] = document if isinstance(document, list) else [document]
        return self.phone.call(antenna)


@pytest.fixture
def scene() -> Iterator[Scene]:
    script = Script({})
    with serving(script) as address, Wire(address, TOKEN, base=BASE) as wire:
        yield Scene(script, Phone(wire), script.documents)


GOODBYE = SAY.replace("Quel est votre code postal ?", "Au revoir.") + "<Hangup/>"


def test_the_first_post_is_that_of_a_ringing_call_with_blank_fields(scene: Scene):
    scene.script.asks["/twilio/voice"] = "postal_code"
    call = scene.call(ask())
    first = scene.script.posted("/twilio/voice")[0]
    assert first["CallSid"] == call.sid
    assert len(call.sid) == 34
    assert (first["CallStatus"], first["Direction"], first["ApiVersion"]) == ("ringing", "inbound", "2010-04-01")
    assert (first["From"], first["CallerCity"]) == ("+33639980001", "")
    assert call.asks == "postal_code"
    assert [(h.who, h.text, h.asks) for h in call.heard] == [("service", "Quel est votre code postal ?", "postal_code")]


def test_what_is_said_is_posted_to_the_action_and_the_call_goes_on(scene: Scene):
    call = scene.call(ask(), t1=ask("Et votre nom ?", 2), t2=GOODBYE)
    call.speak("quarante quatre mille", confidence=0.7)
    posted = scene.script.posted("/twilio/voice?turn=1")[0]
    assert (posted["SpeechResult"], posted["Confidence"], posted["CallStatus"]) == ("quarante quatre mille", "0.7", "in-progress")
    assert call.just_said == "Et votre nom ?"
    assert call.asks is None
    call.speak("jeanne")
    assert "Confidence" not in scene.script.posted("/twilio/voice?turn=2")[0]
    assert call.ended
    assert call.hung_up_on
    ended = scene.script.posted("/twilio/voice/status")
    assert [(form["CallStatus"], form["CallSid"]) for form in ended] == [("completed", call.sid)]
    assert int(ended[0]["CallDuration"]) == int(call.clock) > 8


def test_a_long_story_is_cut_after_a_minute(scene: Scene):
    call = scene.call(ask(), t1=ask("Je vous écoute, continuez."))
    started = call.clock
    call.speak(" ".join(["mot"] * 200))
    assert len(scene.script.posted("/twilio/voice?turn=1")[0]["SpeechResult"].split()) == 150
    assert len(call.unheard.split()) == 50
    assert 60 < call.clock - started < 66


@pytest.mark.parametrize(
    ("typed", "attributes", "posted", "lost"),
    [
        ("44000", {"numDigits": "5"}, "44000", ""),
        ("4400099", {"numDigits": "5"}, "44000", "99"),
        ("0", {"numDigits": "5"}, "0", ""),
        ("0#", {"numDigits": "5"}, "0", ""),
        ("0639981201", {}, "0639981201", ""),
        ("12#34", {}, "12", "34"),
        ("12#34", {"finishOnKey": ""}, "12#34", ""),
        ("12*34", {"finishOnKey": "*"}, "12", "34"),
        ("*", {}, "*", ""),
        ("1", {"numDigits": "1"}, "1", ""),
    ],
)
def test_keys_are_posted_as_the_carrier_would(scene: Scene, typed: str, attributes: dict[str, str], posted: str, lost: str):
    call = scene.call(ask(**attributes), t1=ask("Merci. Et votre nom ?"))
    call.type(typed)
    assert scene.script.posted("/twilio/voice?turn=1")[0]["Digits"] == posted
    assert call.lost_keys == lost


def test_a_pause_ends_the_keys_when_nothing_else_does(scene: Scene):
    call = scene.call(ask(numDigits="5"), t1=ask("Merci. Et votre nom ?"))
    before = call.clock
    call.type("0")
    assert call.clock - before == 8
    assert scene.script.posted("/twilio/voice?turn=1")[0]["FinishedOnKey"] == ""


def test_a_silence_is_posted_only_when_it_is_asked_for(scene: Scene):
    call = scene.call(ask(), t1=ask("Prenez votre temps, je vous écoute."))
    call.stay_silent()
    posted = scene.script.posted("/twilio/voice?turn=1")[0]
    assert posted["Digits"] == ""
    assert "SpeechResult" not in posted
    assert call.clock >= 8
    call.type("#")
    assert scene.script.posted("/twilio/voice?turn=1")[1]["FinishedOnKey"] == "#"


def test_without_it_the_call_falls_to_the_next_verb(scene: Scene):
    scene.phone.checked = False
    call = scene.call(ask(actionOnEmptyResult="-"), t1=ask("Je ne vous entends pas bien."))
    call.stay_silent()
    posted = scene.script.posted("/twilio/voice?turn=1")[0]
    assert "Digits" not in posted
    assert call.just_said == "Je ne vous entends pas bien."


def test_one_may_speak_over_a_prompt_that_stands_inside(scene: Scene):
    call = scene.call(ask(), t1=ask("Merci. Et votre nom ?"))
    call.interrupt("oui")
    assert call.clock < 3
    call.speak("non")
    assert [form["SpeechResult"] for form in scene.script.posted("/twilio/voice?turn=1")] == ["oui", "non"]


def test_one_may_not_speak_over_a_prompt_outside(scene: Scene):
    call = scene.call(SAY + ask(""))
    with pytest.raises(CannotInterruptError):
        call.interrupt("oui")


def test_the_same_request_can_be_posted_again_byte_for_byte(scene: Scene):
    call = scene.call(ask(), t1=[ask("Et votre nom ?", 2), ask("Autre chose ?", 3)])
    call.speak("quarante quatre mille")
    assert call.repeat_last_request() != call.twiml
    first, again = scene.script.requests[-2:]
    assert (first.path, first.form) == (again.path, again.form)
    assert call.just_said == "Et votre nom ?"
    assert call.post_late(0) == call.sent[0].answer.body
    call.post_late(1, "non")
    assert dict(scene.script.requests[-1].form)["SpeechResult"] == "non"
    assert scene.script.requests[-1].path == "/twilio/voice?turn=1"


def test_it_hangs_up_once(scene: Scene):
    call = scene.call(ask())
    call.hang_up()
    call.hang_up()
    assert call.ended
    assert not call.hung_up_on
    assert len(scene.script.posted("/twilio/voice/status")) == 1
    with pytest.raises(AssertionError, match="the call is over"):
        call.speak("oui")


def test_a_redirect_is_followed_and_a_circle_is_found(scene: Scene):
    call = scene.call(SAY + '<Redirect method="POST">voice?turn=1</Redirect>', t1=ask("Voilà. Votre nom ?"))
    assert call.just_said == "Quel est votre code postal ?\nVoilà. Votre nom ?"
    with pytest.raises(AssertionError, match="round in circles"):
        scene.call(SAY + '<Redirect method="POST">/twilio/voice</Redirect>')


@pytest.mark.parametrize(
    ("outcome", "status", "bridged"),
    [
        (Outcome.TAKEN, "completed", "true"),
        (Outcome.MACHINE, "completed", "false"),
        (Outcome.BUSY, "busy", "false"),
        (Outcome.NO_ANSWER, "no-answer", "false"),
        (Outcome.FAILED, "failed", "false"),
    ],
)
def test_the_antenna_is_rung_and_its_outcome_posted(scene: Scene, outcome: Outcome, status: str, bridged: str):
    summary = SAY.replace("Quel est votre code postal ?", "Une caissière en arrêt. Je vous mets en relation.")
    call = scene.call(SAY + DIAL, Antenna(outcome), whisper=KEY, taken=summary, dial=GOODBYE)
    dialled = call.dialled[0]
    assert (dialled.number, dialled.bridged) == ("+33261911001", bridged == "true")
    posted = scene.script.posted("/twilio/voice/dial?turn=2")[0]
    assert (posted["DialCallStatus"], posted["DialBridged"], posted["CallSid"]) == (status, bridged, call.sid)
    whispers = scene.script.posted("/twilio/voice/whisper?call=CA1")
    assert len(whispers) == (1 if outcome.lifted else 0)
    if whispers:
        assert whispers[0]["ParentCallSid"] == call.sid != whispers[0]["CallSid"]
    assert call.ended
    # What is whispered is not said to the caller.
    assert "caissière" not in call.said


def test_a_whisper_that_lets_a_machine_through_is_found(scene: Scene):
    with pytest.raises(WrongTwimlError, match="a machine would be too"):
        scene.call(SAY + DIAL, Antenna(Outcome.MACHINE), whisper=KEY.replace("<Hangup/>", ""))


def test_a_number_that_is_not_ours_cannot_be_shown(scene: Scene):
    with pytest.raises(AssertionError, match="only a number of the account"):
        scene.call(SAY + DIAL.replace("+33261911000", "+33639980001"))


def test_bad_twiml_stops_the_call(scene: Scene):
    with pytest.raises(WrongTwimlError, match="listens_in_french"):
        scene.call(ask(language="-"))


def test_it_is_never_sent_elsewhere(scene: Scene):
    call = scene.call(ask(action="https://other.example/voice"))
    with pytest.raises(AssertionError, match="not under"):
        call.speak("oui")


def test_a_wrong_signature_is_seen_as_such(scene: Scene):
    scene.phone.wire.token = "another"
    with pytest.raises(AssertionError, match="403"):
        scene.call(ask())
