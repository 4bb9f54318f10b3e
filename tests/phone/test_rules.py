"""Each rule of the simulated telephone stops what it is there to stop."""

from __future__ import annotations

import pytest

from tests.phone.rules import RULES, Leg, read
from tests.phone.whitelist import WrongTwimlError, messaging, parse, voice

SAY = '<Say voice="Polly.Lea-Neural" language="fr-FR">Quel est votre code postal ?</Say>'
ASK = (
    '<Gather input="dtmf speech" language="fr-FR" action="/twilio/voice?turn=1" method="POST" actionOnEmptyResult="true" '
    'profanityFilter="false" speechTimeout="2" speechModel="experimental_utterances" timeout="8" numDigits="5" finishOnKey="#" '
    f'hints="Nantes,Angers">{SAY}<Pause length="1"/></Gather>'
)
BACK = '<Redirect method="POST">/twilio/voice?turn=1</Redirect>'
DIAL = (
    '<Dial action="/twilio/voice/dial?turn=2" method="POST" timeout="25" callerId="+33261911000">'
    '<Number url="/twilio/voice/whisper?call=CA1" method="POST">+33261911001</Number></Dial>'
)
KEY = f'<Gather numDigits="1" action="/twilio/voice/whisper?taken=1" method="POST">{SAY}</Gather><Hangup/>'


def response(inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Response>{inside}</Response>'


def asking(old: str, new: str) -> str:
    assert old in ASK
    return ASK.replace(old, new) + BACK


def saying(text: str) -> str:
    return ASK.replace("Quel est votre code postal ?", text) + BACK


@pytest.mark.parametrize("inside", [ASK + BACK, SAY + DIAL, SAY + "<Hangup/>", SAY + BACK, saying('06, 39 <break time="300ms"/>98')])
def test_what_the_service_should_answer_passes(inside: str):
    read(response(inside))


@pytest.mark.parametrize("inside", [KEY, SAY, "<Hangup/>"])
def test_what_the_antenna_should_hear_passes(inside: str):
    read(response(inside), Leg.CALLED)


BAD = [
    ("only_our_verbs", "<Enqueue>file</Enqueue>" + BACK),
    ("only_our_verbs", "<Record/>" + BACK),
    ("nothing_is_recorded", SAY + DIAL.replace("<Dial ", '<Dial record="record-from-answer" ')),
    ("nothing_is_recorded", "<Record transcribe='true'/>" + BACK),
    ("leads_somewhere", ""),
    ("leads_somewhere", SAY),
    ("nothing_is_unreachable", SAY + "<Hangup/>" + BACK),
    ("posts_only", asking('method="POST" actionOn', 'method="GET" actionOn')),
    ("posts_only", ASK + BACK.replace("POST", "GET")),
    ("speaks_french", asking('language="fr-FR">Quel', ">Quel")),
    ("speaks_french", asking("Polly.Lea-Neural", "Polly.Chantal")),
    ("speaks_french", asking('voice="Polly.Lea-Neural" ', "")),
    ("says_something", saying(" ")),
    ("says_only_words", saying("Voyez https://seuil.exemple.fr pour la suite.")),
    ("says_only_words", saying("Voyez exemple.fr pour la suite.")),
    ("says_only_words", saying("Écrivez à martine@exemple")),
    ("says_only_words", saying("Appelez le {phone}.")),
    ("says_only_words", saying("C’est **noté**.")),
    ("says_only_words", saying("A &amp;lt;b&amp;gt; B")),
    ("says_only_words", saying("Votre numéro : 0639981201.")),
    ("marks_speech_as_the_voice_can", saying("Un <emphasis>mot</emphasis>.")),
    ("marks_speech_as_the_voice_can", saying('Le <say-as interpret-as="digits">15</say-as>.')),
    ("marks_speech_as_the_voice_can", saying('<prosody volume="loud">Oui</prosody>')),
    ("listens_in_french", asking('language="fr-FR" action', "action")),
    ("listens_to_voice_and_keys", asking('input="dtmf speech"', 'input="speech"')),
    ("listens_to_voice_and_keys", asking('input="dtmf speech" ', "")),
    ("keeps_hard_words", asking('profanityFilter="false" ', "")),
    ("ends_speech_by_a_number", asking('speechTimeout="2"', 'speechTimeout="auto"')),
    ("ends_speech_by_a_number", asking('speechTimeout="2" ', "")),
    ("ends_speech_by_a_number", asking("experimental_utterances", "numbers_and_commands")),
    ("hears_of_silence", asking('actionOnEmptyResult="true" ', "")),
    ("knows_where_the_answer_goes", asking('action="/twilio/voice?turn=1" ', "")),
    ("hints_are_few_and_short", asking("Nantes,Angers", ",".join(["Nantes"] * 501))),
    ("hints_are_few_and_short", asking("Nantes", "N" * 101)),
    ("hints_are_few_and_short", asking("Nantes,Angers", "Nantes,,Angers")),
    ("waits_a_while", asking('timeout="8" ', "")),
    ("waits_a_while", asking('timeout="8"', 'timeout="0"')),
    ("takes_keys", asking('numDigits="5"', 'numDigits="0"')),
    ("takes_keys", asking('finishOnKey="#"', 'finishOnKey="##"')),
    ("leaves_the_undocumented", asking('timeout="8"', 'timeout="8" bargeIn="true"')),
    ("redirects_to_something", ASK + "<Redirect/>"),
    ("dials_a_telephone", SAY + DIAL.replace("+33261911001", "3114")),
    ("dials_a_telephone", SAY + DIAL.replace("+33261911001", "15")),
    ("dials_a_telephone", SAY + '<Dial action="/a" timeout="20">+33261911001</Dial>'),
    ("comes_back_from_a_dial", SAY + DIAL.replace('action="/twilio/voice/dial?turn=2" ', "")),
    ("comes_back_from_a_dial", SAY + DIAL.replace('timeout="25" ', "")),
    ("warns_the_antenna", SAY + DIAL.replace('url="/twilio/voice/whisper?call=CA1" ', "")),
    ("pauses_for_a_time", '<Pause length="0"/>' + BACK),
]


@pytest.mark.parametrize(("broken", "inside"), BAD, ids=[f"{name}-{place}" for place, (name, _) in enumerate(BAD)])
def test_what_breaks_a_rule_is_stopped_by_that_rule(broken: str, inside: str):
    with pytest.raises(WrongTwimlError, match=broken):
        read(response(inside))


def test_every_rule_has_something_to_stop():
    assert {check.__name__ for check in RULES} == {name for name, _ in BAD}


BAD_FOR_THE_ANTENNA = [
    ("listens_to_voice_and_keys", ASK + "<Hangup/>"),
    ("listens_to_voice_and_keys", KEY.replace('numDigits="1"', 'numDigits="2"')),
    ("only_our_verbs", SAY + DIAL),
    ("leads_somewhere", ""),
]


@pytest.mark.parametrize(("broken", "inside"), BAD_FOR_THE_ANTENNA)
def test_the_antennas_side_has_rules_of_its_own(broken: str, inside: str):
    with pytest.raises(WrongTwimlError, match=broken):
        read(response(inside), Leg.CALLED)


@pytest.mark.parametrize(
    ("wrong", "xml"),
    [
        ("no XML", response(SAY).replace("</Say>", "")),
        ("not <Response>", "<Answer/>"),
        ("no attribute 'speech'", response(asking('timeout="8"', 'timeout="8" speech="1"'))),
        ("no attribute 'speech_timeout'", response(asking("speechTimeout", "speech_timeout"))),
        ("<Whisper> does not stand in <Response>", response("<Whisper/>" + BACK)),
        ("<Redirect> does not stand in <Gather>", response(asking("</Gather>", BACK + "</Gather>"))),
        ("<Dial> does not stand in <Gather>", response(asking("</Gather>", DIAL + "</Gather>"))),
        ("<Gather> does not stand in <Say>", response(saying("Oui" + ASK))),
        ("<Response> holds no text", response("Bonjour" + BACK)),
        ("<Gather> holds no text", response(asking("</Gather>", "Bonjour</Gather>"))),
        ("<Hangup> holds no text", response(SAY + "<Hangup>tout de suite</Hangup>")),
        ("<b> does not stand in <Say>", response(saying("<b>Oui</b>"))),
    ],
)
def test_what_the_sdk_does_not_know_is_refused(wrong: str, xml: str):
    with pytest.raises(WrongTwimlError, match=wrong):
        parse(xml, voice())


def test_the_whitelist_is_the_sdks():
    grammar = voice()
    assert {"Say", "Gather", "Dial", "Redirect", "Hangup", "Pause", "Play", "Record"} <= set(grammar.inside)
    gather = grammar.inside["Gather"]
    assert {"actionOnEmptyResult", "profanityFilter", "numDigits", "finishOnKey", "speechModel"} <= gather.attributes
    assert set(gather.inside) == {"Say", "Play", "Pause"}
    assert "xml:lang" in gather.inside["Say"].inside["lang"].attributes
    assert grammar.inside["Dial"].inside["Number"].text
    assert not grammar.inside["Hangup"].attributes
    assert set(messaging().inside) == {"Message", "Redirect"}
    parse("<Response/>", messaging())
