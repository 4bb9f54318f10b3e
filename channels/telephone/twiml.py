"""The carrier's markup, made from its own classes: what is said stands inside Gather, so that one can interrupt it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from twilio.twiml import TwiML
from twilio.twiml.voice_response import Dial, Gather, Say, VoiceResponse

from channels.telephone.listening import Listening
from channels.telephone.speech import spoken
from intake.requests import Transfer

LANGUAGE = "fr-FR"
_SLOWLY = "80%"


@dataclass(frozen=True)
class Voice:
    """How it speaks: the carrier's voice, and whether slowly."""

    name: str
    slow: bool = False


@dataclass(frozen=True)
class Addresses:
    """Where the carrier goes next; paths of the public address."""

    base_url: str

    def voice(self, turn: int) -> str:
        """The next turn."""
        return self._path("/twilio/voice", turn=str(turn))

    def dialled(self, turn: int) -> str:
        """Once the antenna's telephone was rung."""
        return self._path("/twilio/voice/dial", turn=str(turn))

    def whisper(self, call_sid: str, *, taken: bool = False) -> str:
        """What is said to who picks up at the antenna."""
        return self._path("/twilio/voice/whisper", call=call_sid, **({"taken": "1"} if taken else {}))

    def _path(self, path: str, **query: str) -> str:
        return f"{urlsplit(self.base_url).path.rstrip('/')}{path}?{urlencode(query)}"


def say(into: TwiML, voice: Voice, text: str) -> None:
    """Say one text inside an element."""
    words = spoken(text)
    if not words:
        return
    if not voice.slow:
        into.append(Say(words, voice=voice.name, language=LANGUAGE))
        return
    slowly = Say(voice=voice.name, language=LANGUAGE)
    slowly.prosody(words, rate=_SLOWLY)
    into.append(slowly)


def ask(texts: Iterable[str], voice: Voice, listening: Listening, action: str, *, model: str) -> str:
    """Say, and listen by voice and keypad; silence comes back to the same address."""
    more: dict[str, object] = {"num_digits": listening.digits} if listening.digits else {}
    if listening.hints:
        more["hints"] = ",".join(listening.hints)
    gather = Gather(
        input="dtmf speech",
        language=LANGUAGE,
        action=action,
        method="POST",
        timeout=listening.timeout,
        speech_timeout=str(listening.speech_timeout),
        speech_model=model,
        action_on_empty_result=True,
        profanity_filter=False,
        finish_on_key="#",
        **more,
    )
    for place, text in enumerate(texts):
        if place:
            gather.pause(length=1)
        say(gather, voice, text)
    response = VoiceResponse()
    response.append(gather)
    # Should the carrier go on without an answer, it comes back all the same.
    response.redirect(action, method="POST")
    return str(response)


def pass_on(texts: Iterable[str], voice: Voice, transfer: Transfer, *, action: str, whisper: str, caller_id: str, seconds: int) -> str:
    """Say, then ring the antenna's telephone."""
    response = VoiceResponse()
    for text in texts:
        say(response, voice, text)
    dial = Dial(action=action, method="POST", timeout=seconds, **({"caller_id": caller_id} if caller_id else {}))
    dial.number(transfer.phone, url=whisper, method="POST")
    response.append(dial)
    return str(response)


def close(texts: Iterable[str], voice: Voice) -> str:
    """Say, and close the line."""
    response = VoiceResponse()
    for text in texts:
        say(response, voice, text)
    response.hangup()
    return str(response)


def whisper(text: str, voice: Voice, action: str) -> str:
    """Said to who picks up at the antenna, who presses 1 to take the call; an answering machine presses nothing."""
    # Keys only: the greeting of an answering machine is speech.
    gather = Gather(
        input="dtmf",
        language=LANGUAGE,
        action=action,
        method="POST",
        timeout=8,
        num_digits=1,
        action_on_empty_result=True,
        profanity_filter=False,
    )
    say(gather, voice, text)
    gather.pause(length=1)
    say(gather, voice, text)
    response = VoiceResponse()
    response.append(gather)
    response.hangup()
    return str(response)


def just_say(text: str, voice: Voice) -> str:
    """Said to the antenna before the two lines are joined."""
    response = VoiceResponse()
    say(response, voice, text)
    return str(response)


def wait_and_return(texts: Iterable[str], voice: Voice, action: str, seconds: int = 1) -> str:
    """A moment, then the same turn again."""
    response = VoiceResponse()
    for text in texts:
        say(response, voice, text)
    response.pause(length=seconds)
    response.redirect(action, method="POST")
    return str(response)
