"""The database is down in the middle of a call: the danger is answered, and the caller is passed on to a person."""

from __future__ import annotations

from datetime import datetime

from channels.context import Context
from channels.posted import Posted
from channels.screening import screen_alone
from channels.telephone import twiml
from channels.telephone.twiml import Addresses, Voice
from intake.convention import sample_convention
from intake.dialogue import safety_words, say
from intake.directory import Antenna
from intake.requests import Transfer, hours_of
from intake.telephony import StoredTurn, number_of
from lexicon.codes import Channel


def without_database(running: Context, posted: Posted, turn: int | None) -> StoredTurn:
    """What is said while nothing can be read or stored: with the sentences that ship, and the antenna last known."""
    convention = sample_convention()
    settings = running.runtime.settings
    voice = Voice(settings.voice)
    danger = screen_alone(posted.text("SpeechResult"))
    texts = [] if danger is None else [safety_words(convention, danger, Channel.VOICE)]
    antenna = running.line.cached
    to = Addresses(settings.base_url)
    if posted.text("DialCallStatus") == "completed" and posted.text("DialBridged") != "false":
        return StoredTurn(twiml.close([say(convention, "call.goodbye", Channel.VOICE, False)], voice), None)
    if antenna is not None and not posted.text("DialCallStatus") and _open(antenna, running.runtime.clock.now()):
        texts.append(say(convention, "apology.transfer", Channel.VOICE, False))
        called = posted.text("To")
        markup = twiml.pass_on(
            texts,
            voice,
            Transfer(phone=antenna.phone, antenna=antenna.code),
            action=to.dialled(turn or 0),
            whisper=to.whisper(posted.text("CallSid")),
            caller_id=called if number_of(called) else "",
            seconds=settings.dial_seconds,
        )
        return StoredTurn(markup, None)
    texts.append(say(convention, "apology.again", Channel.VOICE, False))
    # The line stays open: the same turn is tried again, in case the database is back.
    return StoredTurn(twiml.wait_and_return(texts, voice, to.voice(turn or 0), seconds=20), None)


def whisper_without_database(running: Context, call_sid: str, *, taken: bool, digits: str) -> str:
    """What the antenna hears then: no number of a request, the same key to press."""
    convention, voice = sample_convention(), Voice(running.runtime.settings.voice)
    if not taken:
        to = Addresses(running.runtime.settings.base_url).whisper(call_sid, taken=True)
        return twiml.whisper(say(convention, "whisper.plain", Channel.VOICE, False), voice, to)
    if digits != "1":
        return twiml.close((), voice)
    return twiml.just_say(say(convention, "whisper.joined", Channel.VOICE, False), voice)


def _open(antenna: Antenna, now: datetime) -> bool:
    return hours_of(sample_convention(), antenna).is_open(now)
