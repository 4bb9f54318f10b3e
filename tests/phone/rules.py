"""The carrier's documented rules, and this service's own, as checks of one answer to a call."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from enum import Enum

from tests.phone.spoken import plain
from tests.phone.whitelist import WrongTwimlError, parse, voice

# What the documentation lists for fr-FR; a voice of another language makes <Say> fail.
FRENCH_VOICES = re.compile(
    r"Polly\.(Celine|Mathieu|Lea|Lea-Neural|Remi-Neural|Lea-Generative)"
    r"|Google\.fr-FR-(Standard|Wavenet|Neural2)-[A-G]"
    r"|Google\.fr-FR-Chirp3-HD-(Aoede|Charon|Fenrir|Kore|Leda|Orus|Puck|Zephyr)"
)
# The generic recognisers that know French, then those of one provider, which nothing replaces when it is down.
FRENCH_MODELS = {"phone_call", "experimental_conversations", "experimental_utterances"} | {
    "googlev2_long",
    "googlev2_short",
    "googlev2_telephony",
    "googlev2_telephony_short",
    "deepgram_nova-2",
    "deepgram_nova-3",
}
# In the SDK's signatures, but not in the documented table (the first three), or given up.
_UNDOCUMENTED = ("bargeIn", "maxSpeechTime", "debug", "enhanced")
_OUR_VERBS = {"Say", "Pause", "Play", "Gather", "Redirect", "Dial", "Hangup"}
_SSML = {"break", "lang", "p", "s", "phoneme", "sub", "w", "prosody"}
_LEADS_ON = {"Gather", "Dial", "Redirect", "Hangup"}
_E164 = re.compile(r"\+[1-9]\d{7,14}")
_ADDRESS = re.compile(r"https?:|www\.|\b[\w-]+\.(?:fr|com|org|net|eu|html?)\b|@", re.IGNORECASE)
_MARKUP = re.compile(r"[<>{}\[\]_|]|\*\*|&\w+;|^\s*[-•]\s", re.MULTILINE)
_LONG_NUMBER = re.compile(r"\d{6,}")


class Leg(Enum):
    """Whose ear the TwiML is for: the person who calls, or the antenna that is being called."""

    CALLER = "caller"
    CALLED = "called"


Rule = Callable[[ET.Element, Leg], Iterator[str]]
RULES: list[Rule] = []


def rule(check: Rule) -> Rule:
    """Put a check among the rules."""
    RULES.append(check)
    return check


def read(xml: str, leg: Leg = Leg.CALLER) -> ET.Element:
    """The document of an answer to a call; raises WrongTwimlError with everything that is wrong in it."""
    root = parse(xml, voice())
    wrong = [f"{check.__name__}: {message}" for check in RULES for message in check(root, leg)]
    if wrong:
        raise WrongTwimlError("\n".join(wrong) + f"\n{xml}")
    return root


@rule
def only_our_verbs(root: ET.Element, leg: Leg) -> Iterator[str]:
    """Nothing records, transcribes, streams or takes payments."""
    allowed = _OUR_VERBS - {"Dial"} if leg is Leg.CALLED else _OUR_VERBS
    for verb in root:
        if verb.tag not in allowed:
            yield f"<{verb.tag}> has no place in a call of this service"


@rule
def nothing_is_recorded(root: ET.Element, _: Leg) -> Iterator[str]:
    for element in root.iter():
        for name in element.attrib:
            if re.match(r"record|transcri", name, re.IGNORECASE):
                yield f"<{element.tag} {name}>: calls are neither recorded nor transcribed"


@rule
def leads_somewhere(root: ET.Element, leg: Leg) -> Iterator[str]:
    """An empty document, or one that only speaks, ends the call; on the antenna's side the end means: put through."""
    if not len(root):
        yield "an empty answer hangs up"
    elif leg is Leg.CALLER and root[-1].tag not in _LEADS_ON:
        yield f"after <{root[-1].tag}> the carrier hangs up"


@rule
def nothing_is_unreachable(root: ET.Element, _: Leg) -> Iterator[str]:
    for verb in list(root)[:-1]:
        if verb.tag in ("Redirect", "Hangup"):
            yield f"nothing is reached after <{verb.tag}>"


@rule
def posts_only(root: ET.Element, _: Leg) -> Iterator[str]:
    """GET would put what the person said into an address."""
    for element in root.iter():
        if element.get("method", "POST") != "POST":
            yield f"<{element.tag} method={element.get('method')!r}> puts what is said into a URL"


@rule
def speaks_french(root: ET.Element, _: Leg) -> Iterator[str]:
    for say in root.iter("Say"):
        if say.get("language") != "fr-FR":
            yield f"<Say language={say.get('language')!r}>: French is not the default"
        if not FRENCH_VOICES.fullmatch(say.get("voice", "")):
            yield f"<Say voice={say.get('voice')!r}> is no French voice"


@rule
def says_something(root: ET.Element, _: Leg) -> Iterator[str]:
    for say in root.iter("Say"):
        if not plain(say):
            yield "an empty <Say>"


@rule
def says_only_words(root: ET.Element, _: Leg) -> Iterator[str]:
    """No address, no markup or unfilled placeholder, and numbers in groups that a voice reads as one would."""
    for say in root.iter("Say"):
        text = plain(say)
        for pattern, name in ((_ADDRESS, "an address"), (_MARKUP, "markup"), (_LONG_NUMBER, "ungrouped digits")):
            found = pattern.search(text)
            if found:
                yield f"{name} ({found[0]!r}) is read aloud in « {text} »"


@rule
def marks_speech_as_the_voice_can(root: ET.Element, _: Leg) -> Iterator[str]:
    """Polly's neural voices stop at a tag that they do not know."""
    for say in root.iter("Say"):
        for mark in say.iter():
            if mark is say:
                continue
            if mark.tag not in _SSML:
                yield f"<{mark.tag}> is not for a neural voice"
            if mark.tag == "prosody" and set(mark.attrib) != {"rate"}:
                yield f"<prosody> with {sorted(mark.attrib)}: a neural voice knows the rate only"


@rule
def listens_in_french(root: ET.Element, leg: Leg) -> Iterator[str]:
    for gather in root.iter("Gather"):
        if gather.get("language") != "fr-FR" and not (leg is Leg.CALLED and gather.get("language") is None):
            yield f"<Gather language={gather.get('language')!r}>: the default is en-US"


@rule
def listens_to_voice_and_keys(root: ET.Element, leg: Leg) -> Iterator[str]:
    """The antenna presses a key: an answering machine's greeting must not count as consent."""
    for gather in root.iter("Gather"):
        heard = gather.get("input", "dtmf")
        if leg is Leg.CALLER and sorted(heard.split()) != ["dtmf", "speech"]:
            yield f"<Gather input={heard!r}>: people may speak or type at any question"
        if leg is Leg.CALLED and (heard != "dtmf" or gather.get("numDigits") != "1"):
            yield "the antenna answers by one key, and by nothing else"


@rule
def keeps_hard_words(root: ET.Element, leg: Leg) -> Iterator[str]:
    """The filter is on by default and hides words that tell of violence."""
    for gather in root.iter("Gather"):
        if leg is Leg.CALLER and gather.get("profanityFilter") != "false":
            yield "profanityFilter is on"


@rule
def ends_speech_by_a_number(root: ET.Element, _: Leg) -> Iterator[str]:
    for gather in root.iter("Gather"):
        model, seconds = gather.get("speechModel"), gather.get("speechTimeout")
        if model is not None and model not in FRENCH_MODELS:
            yield f"speechModel {model!r} is not listed for French"
        if model is not None and not _positive(seconds):
            yield f"with a speechModel, speechTimeout is a number of seconds, not {seconds!r}"
        if model is None and seconds not in (None, "auto") and not _positive(seconds):
            yield f"speechTimeout {seconds!r}"


@rule
def hears_of_silence(root: ET.Element, leg: Leg) -> Iterator[str]:
    for gather in root.iter("Gather"):
        if leg is Leg.CALLER and gather.get("actionOnEmptyResult") != "true":
            yield "without actionOnEmptyResult the service never learns of a silence"


@rule
def knows_where_the_answer_goes(root: ET.Element, _: Leg) -> Iterator[str]:
    for gather in root.iter("Gather"):
        if not gather.get("action"):
            yield "a <Gather> without action posts to the same address again"


@rule
def hints_are_few_and_short(root: ET.Element, _: Leg) -> Iterator[str]:
    for gather in root.iter("Gather"):
        hints = gather.get("hints")
        if hints is None:
            continue
        entries = hints.split(",")
        if len(entries) > 500:
            yield f"{len(entries)} hints; 500 at most"
        if not all(1 <= len(entry.strip()) <= 100 for entry in entries):
            yield "a hint is empty or longer than 100 characters"


@rule
def waits_a_while(root: ET.Element, leg: Leg) -> Iterator[str]:
    """Ill people need longer than the five seconds of the default."""
    for gather in root.iter("Gather"):
        seconds = gather.get("timeout")
        if not _positive(seconds) and not (leg is Leg.CALLED and seconds is None):
            yield f"<Gather timeout={seconds!r}>"


@rule
def takes_keys(root: ET.Element, _: Leg) -> Iterator[str]:
    for gather in root.iter("Gather"):
        count, finish = gather.get("numDigits"), gather.get("finishOnKey")
        if count is not None and not _positive(count):
            yield f"numDigits {count!r}"
        if finish is not None and not re.fullmatch(r"[0-9#*]?", finish):
            yield f"finishOnKey {finish!r} is no single key"


@rule
def leaves_the_undocumented(root: ET.Element, _: Leg) -> Iterator[str]:
    for gather in root.iter("Gather"):
        for name in _UNDOCUMENTED:
            if name in gather.attrib:
                yield f"{name} is not in the documented table of <Gather>"


@rule
def redirects_to_something(root: ET.Element, _: Leg) -> Iterator[str]:
    for redirect in root.iter("Redirect"):
        if not (redirect.text or "").strip():
            yield "a <Redirect> without address"


@rule
def dials_a_telephone(root: ET.Element, _: Leg) -> Iterator[str]:
    """Numbers in full: the short ones for danger are said and never dialled."""
    for dial in root.iter("Dial"):
        numbers = dial.findall("Number")
        if not numbers:
            yield "<Dial> without <Number>"
        for number in numbers:
            text = (number.text or "").strip()
            if not _E164.fullmatch(text):
                yield f"{text!r} is dialled: not a number in full"


@rule
def comes_back_from_a_dial(root: ET.Element, _: Leg) -> Iterator[str]:
    for dial in root.iter("Dial"):
        if not dial.get("action"):
            yield "a <Dial> without action: nobody learns that the antenna did not answer"
        if not _positive(dial.get("timeout")):
            yield f"<Dial timeout={dial.get('timeout')!r}>"


@rule
def warns_the_antenna(root: ET.Element, _: Leg) -> Iterator[str]:
    """Without a whisper nobody presses a key, and an answering machine would be put through."""
    for dial in root.iter("Dial"):
        for number in dial.iter("Number"):
            if not number.get("url"):
                yield "a <Number> without url: the antenna would not know who is calling"


@rule
def pauses_for_a_time(root: ET.Element, _: Leg) -> Iterator[str]:
    for pause in root.iter("Pause"):
        if pause.get("length") is not None and not _positive(pause.get("length")):
            yield f"<Pause length={pause.get('length')!r}>"


def _positive(value: str | None) -> bool:
    return bool(value) and re.fullmatch(r"[1-9]\d*", value or "") is not None
