"""A part is down while somebody writes: nothing is promised that is not kept, and a danger is answered all the same."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from tests.channels.line import Line, no_database
from tests.channels.texts.test_texting import DANGER, STORY, at_phone, said
from tests.phone.whitelist import messaging, parse


def answered(line: Line, body: str) -> str:
    """What the carrier itself is asked to answer."""
    answer = line.write(body)
    assert answer.status_code == 200
    root: ET.Element = parse(answer.text, messaging())
    return "".join(message.text or "" for message in root.iter("Message"))


def test_without_database_she_is_told_that_nothing_was_kept_and_whom_to_call(line: Line):
    at_phone(line)
    with no_database(line):
        words = answered(line, "06 39 98 12 34")
    assert "ne peux pas garder" in words
    assert "02 61 91" in words
    assert len(said(line)) == 2
    assert line.write("06 39 98 12 34").headers["X-Seuil-Asks"] == "safe_contact"


def test_without_database_a_danger_is_answered_first(line: Line):
    with no_database(line):
        words = answered(line, DANGER)
    assert "3114" in words[:120]
    assert "’" not in words


def test_without_database_nothing_is_told_of_health(line: Line):
    with no_database(line):
        words = answered(line, STORY).lower()
    assert not [word for word in ("arrêt", "santé", "malad", "social", "licenci") if word in words]


def test_without_database_a_wrong_signature_is_still_wrong(line: Line):
    with no_database(line):
        assert line.post("/twilio/sms", {"MessageSid": "SM1", "From": "+33639980001"}, signed="x").status_code == 403


def test_without_database_a_report_may_come_again(line: Line):
    with no_database(line):
        assert line.post("/twilio/sms/status", {"MessageSid": "SM1", "MessageStatus": "sent"}).status_code in (204, 503)


def test_a_danger_needs_no_engine(line: Line):
    line.engine.down = True
    line.write(DANGER)
    assert "3114" in line.outbox()[0][:160]
    assert line.handoffs()[0].urgent


def test_figures_and_codes_need_no_engine(line: Line):
    line.write(STORY)
    line.engine.down = True
    line.write("un code")
    assert "date de naissance" in line.outbox()[-1]
