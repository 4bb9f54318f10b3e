"""A telephone: dials the service, plays its TwiML strictly, speaks, types, stays silent, repeats, posts late and hangs up.

Its clock is its own: nothing really waits.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from tests.phone.antenna import Antenna, Dialled, whisper
from tests.phone.rules import Leg, read
from tests.phone.signing import Form
from tests.phone.spoken import WORDS_A_SECOND, plain, seconds
from tests.phone.whitelist import parse, voice
from tests.phone.wire import ACCOUNT, Answer, Wire, new_sid

SERVICE_NUMBER = "+33261911000"
WITHHELD = "ANONYMOUS"
# The recogniser hears no more of one answer.
MOST_SPEECH_SECONDS = 60
_MOST_DOCUMENTS = 10
_VOICE = "/twilio/voice"
_STATUS = "/twilio/voice/status"
_PLACES = ("City", "State", "Zip", "Country")


class CannotInterruptError(AssertionError):
    """Something is said where nobody listens: the prompt does not stand inside the <Gather>."""


@dataclass(frozen=True)
class Heard:
    """One thing said on the line: by "service", "caller" (typed keys between brackets) or "antenna" (what is whispered to it)."""

    who: str
    text: str
    at: float
    asks: str | None = None


@dataclass(frozen=True)
class Sent:
    """One post of the call's own leg and what came back."""

    url: str
    form: Form
    answer: Answer


class Phone:
    """A caller's telephone. `checked=False` plays whatever the carrier would play, without this service's rules."""

    def __init__(self, wire: Wire, number: str = "+33639980001", *, to: str = SERVICE_NUMBER, checked: bool = True) -> None:
        self.wire = wire
        self.number = number
        self.to = to
        self.checked = checked

    def call(self, antenna: Antenna | None = None) -> Call:
        """Dial the service and listen until it waits for something, or hangs up."""
        call = Call(self, antenna or Antenna())
        call._fetch(_VOICE, [])
        return call


class Call:
    """One call. `heard`, `asks`, `dialled` and `ended` tell where it stands."""

    def __init__(self, phone: Phone, antenna: Antenna) -> None:
        self.phone = phone
        self.antenna = antenna
        self.sid = new_sid("CA")
        self.clock = 0.0
        self.heard: list[Heard] = []
        self.dialled: list[Dialled] = []
        self.sent: list[Sent] = []
        self.ended = False
        # The service, not the caller, hung up.
        self.hung_up_on = False
        # What the recogniser did not hear of the last thing said.
        self.unheard = ""
        # Keys typed after the ones that were waited for.
        self.lost_keys = ""
        self._gather: ET.Element | None = None
        self._after: list[ET.Element] = []
        self._prompt_seconds = 0.0
        self._listening_before = False

    # What the caller can see.

    @property
    def asks(self) -> str | None:
        """The field that the last answer asks for, None when it waits for yes or no, or for nothing."""
        return self.sent[-1].answer.asks

    @property
    def twiml(self) -> str:
        """The last document."""
        return self.sent[-1].answer.body

    @property
    def said(self) -> str:
        """Everything that the service said to the caller, one line each."""
        return "\n".join(h.text for h in self.heard if h.who == "service")

    @property
    def just_said(self) -> str:
        """What the service has said since the caller's last words."""
        lines: list[str] = []
        for h in reversed(self.heard):
            if h.who == "caller":
                break
            if h.who == "service":
                lines.insert(0, h.text)
        return "\n".join(lines)

    @property
    def script(self) -> str:
        """Both sides in order, for a test that fails."""
        marks = {"service": "  <", "caller": ">", "antenna": "    (à l’antenne)"}
        return "\n".join(f"{marks[h.who]} {f'[{h.asks}] ' if h.asks else ''}{h.text}" for h in self.heard)

    # What the caller can do.

    def speak(self, text: str, confidence: float | None = None) -> None:
        """Say something once the prompt is over; silence when the text is empty. What is said after a minute is not heard."""
        self._pass_prompt()
        self._say(text, confidence)

    def interrupt(self, text: str, confidence: float | None = None) -> None:
        """Say something over the prompt; raises CannotInterruptError when the prompt stands outside <Gather>."""
        self._listening()
        if not self._listening_before:
            raise CannotInterruptError(f"nobody listens while this is said: {self.just_said}")
        self._say(text, confidence)

    def type(self, keys: str) -> None:
        """Press keys, over the prompt or after it: what ends them is `numDigits`, the finishing key, or a pause."""
        gather = self._listening("dtmf")
        self._hear("caller", f"[{keys}]")
        typed, finished = self._pressed(gather, keys)
        if not typed:
            self._nothing(gather, finished)
            return
        self._answer(gather, [("Digits", typed), ("FinishedOnKey", finished), ("msg", "Gather End")])

    def stay_silent(self) -> None:
        """Say nothing until the service stops waiting."""
        gather = self._listening()
        self._pass_prompt()
        self._hear("caller", "…")
        self.clock += _number(gather, "timeout", 5)
        self._nothing(gather, "")

    def repeat_last_request(self) -> str:
        """Post the very same request again, as the carrier does when an answer is lost; gives the document, without playing it."""
        return self._post_again(self.sent[-1])

    def post_late(self, turn: int, text: str | None = None) -> str:
        """Post again to the address of an earlier post of this call (0 is the first); gives the document, without playing it.

        With `text` something else is said there, without it the very same.
        """
        sent = self.sent[turn]
        if text is None:
            return self._post_again(sent)
        form = [(name, value) for name, value in sent.form if name not in ("SpeechResult", "Confidence", "Digits", "FinishedOnKey", "msg")]
        return self._post_again(Sent(sent.url, [*form, ("SpeechResult", text), ("Confidence", "0.9")], sent.answer))

    def hang_up(self) -> None:
        """Put the receiver down; the service is told so."""
        if not self.ended:
            self._end()

    # What the carrier does.

    def _say(self, text: str, confidence: float | None) -> None:
        gather = self._listening("speech")
        words = text.split()
        if not words:
            self.stay_silent()
            return
        most = int(MOST_SPEECH_SECONDS * WORDS_A_SECOND)
        heard, self.unheard = " ".join(words[:most]), " ".join(words[most:])
        self.clock += min(len(words) / WORDS_A_SECOND, MOST_SPEECH_SECONDS) + _number(gather, "speechTimeout", 2)
        self._hear("caller", heard)
        form = [("SpeechResult", heard), ("Language", gather.get("language", "en-US"))]
        # It may be missing.
        if confidence is not None:
            form.append(("Confidence", str(confidence)))
        self._answer(gather, form)

    def _pressed(self, gather: ET.Element, keys: str) -> tuple[str, str]:
        """The digits that are posted, and the key that ended them or nothing after a pause."""
        finish, most = gather.get("finishOnKey", "#"), _number(gather, "numDigits", 0)
        for count, key in enumerate(keys):
            if finish and key == finish:
                self.lost_keys = keys[count + 1 :]
                return keys[:count], key
            if most and count + 1 == most:
                self.lost_keys = keys[count + 1 :]
                return keys[: count + 1], ""
        self.clock += _number(gather, "timeout", 5)
        self.lost_keys = ""
        return keys, ""

    def _nothing(self, gather: ET.Element, finished: str) -> None:
        """Neither voice nor keys: the service hears of it only if it asked to, otherwise the document goes on."""
        if gather.get("actionOnEmptyResult") == "true":
            self._answer(gather, [("Digits", ""), ("FinishedOnKey", finished), ("msg", "Gather End")])
            return
        after, self._gather = self._after, None
        self._play(after)

    def _answer(self, gather: ET.Element, form: Form) -> None:
        self._gather = None
        self._fetch(gather.get("action") or self.sent[-1].url, form)

    def _fetch(self, reference: str, form: Form) -> None:
        """Post to the address, play what comes back, and follow where it leads."""
        here = self.sent[-1].url if self.sent else ""
        following: tuple[str, Form] | None = (reference, form)
        for _ in range(_MOST_DOCUMENTS):
            if following is None:
                return
            url = self.phone.wire.url(following[0], here)
            # Before the first answer the telephone is still ringing.
            whole = self._parameters("in-progress" if self.sent else "ringing") + following[1]
            answer = self.phone.wire.document(url, whole)
            self.sent.append(Sent(url, whole, answer))
            document = read(answer.body, Leg.CALLER) if self.phone.checked else parse(answer.body, voice())
            self._listening_before = False
            here, following = url, self._play_until(list(document))
        raise AssertionError(f"the call goes round in circles at {here}\n{self.script}")

    def _play(self, verbs: Sequence[ET.Element]) -> None:
        following = self._play_until(verbs)
        if following is not None:
            self._fetch(*following)

    def _play_until(self, verbs: Sequence[ET.Element]) -> tuple[str, Form] | None:
        """Play until the document waits (None), ends the call (None) or leads to another address, given with what is posted there."""
        spoken_outside = False
        for place, verb in enumerate(verbs):
            if verb.tag == "Say":
                spoken_outside = True
                self._hear("service", plain(verb), self.asks)
                self.clock += seconds(plain(verb))
            elif verb.tag in ("Pause", "Play"):
                self.clock += _number(verb, "length", 1)
            elif verb.tag == "Gather":
                self._wait(verb, verbs[place + 1 :], spoken_outside)
                return None
            elif verb.tag == "Redirect":
                return verb.text or "", []
            elif verb.tag == "Dial":
                return self._dial(verb)
            elif verb.tag == "Hangup":
                break
            else:
                raise AssertionError(f"this telephone does not play <{verb.tag}>")
        self.hung_up_on = True
        self._end()
        return None

    def _wait(self, gather: ET.Element, after: Sequence[ET.Element], spoken_outside: bool) -> None:
        self._gather, self._after = gather, list(after)
        texts = [plain(say) for say in gather.iter("Say")]
        for text in texts:
            self._hear("service", text, self.asks)
        # Inside, the prompt stops as soon as the caller speaks or types.
        self._prompt_seconds = sum(seconds(text) for text in texts) + sum(_number(pause, "length", 1) for pause in gather.iter("Pause"))
        self._listening_before = bool(texts) and not spoken_outside

    def _dial(self, dial: ET.Element) -> tuple[str, Form]:
        """Ring the antenna; gives where the outcome is posted."""
        number = dial.find("Number")
        assert number is not None, "this telephone dials numbers only"
        text, caller_id = (number.text or "").strip(), dial.get("callerId")
        if self.phone.checked:
            assert caller_id == self.phone.to, f"the antenna sees {caller_id}: a carrier shows only a number of the account"
        dialled = Dialled(text, caller_id, self.antenna.ring(text))
        self.dialled.append(dialled)
        if dialled.outcome.lifted:
            self._whisper(dialled, number)
        else:
            self.clock += _number(dial, "timeout", 30)
        status = "completed" if dialled.outcome.lifted else dialled.outcome.value
        form = [("DialCallStatus", status), ("DialCallSid", dialled.sid), ("DialBridged", str(dialled.bridged).lower())]
        if dialled.bridged:
            self.clock += self.antenna.seconds
            form.append(("DialCallDuration", str(int(self.antenna.seconds))))
        action = dial.get("action")
        assert action, "without action the outcome of <Dial> is told to nobody"
        return action, form

    def _whisper(self, dialled: Dialled, number: ET.Element) -> None:
        reference = number.get("url")
        if not reference:
            dialled.bridged = True
            return
        url = self.phone.wire.url(reference, self.sent[-1].url)
        whisper(self.phone.wire, url, self._antenna_parameters(dialled), dialled, self.antenna.key)
        for text in dialled.whispered:
            self._hear("antenna", text)
            self.clock += seconds(text)

    def _end(self) -> None:
        self.ended, self._gather = True, None
        spent = str(int(self.clock))
        form = [
            *self._parameters("completed"),
            ("CallDuration", spent),
            ("Duration", str(1 + int(self.clock) // 60)),
            ("SequenceNumber", "0"),
        ]
        self.phone.wire.notify(self.phone.wire.url(_STATUS), [*form, ("CallbackSource", "call-progress-events")])

    def _post_again(self, sent: Sent) -> str:
        return self.phone.wire.document(sent.url, sent.form).body

    def _listening(self, how: str = "") -> ET.Element:
        assert not self.ended, f"the call is over\n{self.script}"
        assert self._gather is not None, "nobody listens"
        ways = self._gather.get("input", "dtmf").split()
        assert not how or how in ways, f"nobody listens to {how} here, only to {ways}"
        return self._gather

    def _pass_prompt(self) -> None:
        self._listening()
        self.clock += self._prompt_seconds
        self._prompt_seconds = 0.0

    def _hear(self, who: str, text: str, asks: str | None = None) -> None:
        self.heard.append(Heard(who, text, self.clock, asks))

    def _parameters(self, status: str) -> Form:
        """What the carrier posts about the call each time, blank places included."""
        number, to = self.phone.number, self.phone.to
        form = [
            ("AccountSid", ACCOUNT),
            ("ApiVersion", "2010-04-01"),
            ("CallSid", self.sid),
            ("CallStatus", status),
            ("Direction", "inbound"),
        ]
        form += [("From", number), ("Caller", number), ("To", to), ("Called", to)]
        return form + [(who + place, "FR" if place == "Country" else "") for who in ("From", "Caller", "To", "Called") for place in _PLACES]

    def _antenna_parameters(self, dialled: Dialled) -> Form:
        shown = dialled.caller_id or self.phone.number
        form = [("AccountSid", ACCOUNT), ("ApiVersion", "2010-04-01"), ("CallSid", dialled.sid), ("ParentCallSid", self.sid)]
        form += [("CallStatus", "in-progress"), ("Direction", "outbound-dial"), ("From", shown), ("To", dialled.number)]
        return form + [(who + place, "FR" if place == "Country" else "") for who in ("From", "To") for place in _PLACES]


def _number(element: ET.Element, name: str, otherwise: int) -> int:
    value = element.get(name, "")
    return int(value) if value.isdigit() else otherwise
