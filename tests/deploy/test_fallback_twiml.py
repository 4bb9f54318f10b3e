"""What the carrier says by itself while Seuil does not answer: files that anyone can host, and that lead to a person."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from channels.texts.wording import segments
from cli.telephone import PLACEHOLDER, SMS_FILE, VOICE_FILE, sms_fallback, voice_fallback
from intake.convention import indiscretions, sample_convention
from intake.settings import ROOT, Settings
from tests.phone.rules import RULES, Leg
from tests.phone.spoken import plain, seconds
from tests.phone.whitelist import messaging, parse, voice

SHIPPED = ROOT / "deploy" / "twilio"
DEFAULTS = {name: Settings.model_fields[name].default for name in ("voice", "dial_seconds")}
# Nobody of ours is asked again: neither where the call goes on, nor what is whispered.
WITHOUT_SEUIL = {
    "comes_back_from_a_dial: a <Dial> without action: nobody learns that the antenna did not answer",
    "warns_the_antenna: a <Number> without url: the antenna would not know who is calling",
}


def written(number: str = PLACEHOLDER, caller_id: str | None = None) -> str:
    return voice_fallback(number, voice=DEFAULTS["voice"], seconds=DEFAULTS["dial_seconds"], caller_id=caller_id)


@pytest.fixture
def call() -> ET.Element:
    return parse((SHIPPED / VOICE_FILE).read_text(encoding="utf-8"), voice())


@pytest.fixture
def text() -> ET.Element:
    return parse((SHIPPED / SMS_FILE).read_text(encoding="utf-8"), messaging())


def test_what_ships_is_what_the_command_writes():
    assert (SHIPPED / VOICE_FILE).read_text(encoding="utf-8") == written()
    assert (SHIPPED / SMS_FILE).read_text(encoding="utf-8") == sms_fallback(PLACEHOLDER)


def test_a_call_breaks_no_rule_but_those_that_need_seuil(call: ET.Element):
    wrong = {f"{check.__name__}: {message}" for check in RULES for message in check(call, Leg.CALLER)}
    assert wrong == WITHOUT_SEUIL


def test_a_call_reaches_a_number_in_full(call: ET.Element):
    assert [number.text for number in call.iter("Number")] == [PLACEHOLDER]
    assert re.fullmatch(r"\+[1-9]\d{7,14}", PLACEHOLDER)


def test_the_numbers_for_danger_are_said_before_anybody_is_called_and_never_called(call: ET.Element):
    numbers = sample_convention().danger_numbers
    before = " ".join(plain(say) for say in list(call)[: [verb.tag for verb in call].index("Dial")])
    for code in ("samu", "emergency", "suicide_line"):
        assert numbers[code].spoken in before
    assert not {line.number for line in numbers.values()} & {number.text for number in call.iter("Number")}


def test_the_end_is_said_once_nobody_answered(call: ET.Element):
    tags = [verb.tag for verb in call]
    assert tags[tags.index("Dial") + 1 :] == ["Say", "Say", "Hangup"]
    end = plain(list(call)[tags.index("Dial") + 1])
    # Also heard by who spoke with somebody that put the receiver down first.
    assert end.startswith("Si vous n’avez parlé à personne")
    assert "02, 61, 91, 00, 00" in end


def test_the_numbers_for_danger_are_said_within_a_quarter_of_a_minute(call: ET.Element):
    said = [plain(say) for say in call.iter("Say")]
    until = next(place for place, words in enumerate(said) if "15" in words)
    assert sum(map(seconds, said[: until + 1])) <= 15


def test_neither_file_leads_back_to_seuil(call: ET.Element, text: ET.Element):
    for document in (call, text):
        for element in document.iter():
            assert element.tag not in ("Redirect", "Gather")
            assert not {"action", "url", "statusCallback"} & set(element.attrib)
            assert not re.search(r"https?:|www\.|/twilio", f"{element.text} {element.attrib}")


def test_a_text_tells_nothing_and_costs_one_segment(text: ET.Element):
    assert [child.tag for child in text] == ["Message"]
    body = text[0].text or ""
    assert indiscretions(body) == ()
    assert segments(body) == 1
    for part in ("02 61 91 00 00", "15", "112", "3114"):
        assert part in body


def test_the_number_of_the_line_is_shown_when_it_is_given():
    dial = parse(written(caller_id="+33261911000"), voice()).find("Dial")
    assert dial is not None
    assert dial.get("callerId") == "+33261911000"
