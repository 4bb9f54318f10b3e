"""Nothing that leaves by text message or e-mail tells of health, of social matters or of legal protection."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import channels
import intake.reading
from channels.on_call import SUBJECT, call_message
from channels.texts.wording import text_of
from intake.alarms import Alarm
from intake.clock import in_words as moment_in_words
from intake.convention import Convention, FieldKind, When, indiscreet_parts, indiscretions, load_convention, sample_convention
from intake.draft import DangerHeard
from intake.reading import read_answer
from intake.reading.sayings import all_sayings
from intake.runtime import Runtime
from intake.summary import in_words
from lexicon.codes import Act, Channel, DangerKind
from tests.intake.convention.said import SAMPLE, said
from tests.intake.dialogue.talk import Talk

TODAY = date(2026, 11, 23)
VALUES: Mapping[FieldKind, object] = {
    FieldKind.NAME: {"first": "Camille", "last": "Martin"},
    FieldKind.DATE: "1961-08-12",
    FieldKind.PHONE: "+33639981234",
    FieldKind.EMAIL: "camille.martin@exemple.fr",
    FieldKind.POSTAL_CODE: "44000",
    FieldKind.COUNT: 2,
    FieldKind.AVAILABILITY: {"days": [], "part": "apres_midi"},
    FieldKind.NIR: "161086712345678",
}
# Answers that no reader takes as they are, for every kind.
BAD = (
    "06 12", "6 39 98 12 34 5", "06 39 98 quatre-vingt-dix-huit 12 34", "07 06 39 98 12 34 06 39 98",
    "12 quatre vingt dix huit 06 39 98 12", "440", "44000 ou 49000", "99999", "j’habite à Trifouillis", "Saint-Denis", "jeanne@",
    "jeanne point martin", "30 février 2024", "le 12 mars", "en 1961", "le 12 mars 2031", "le 3 janvier 1850", "dans 200 ans",
    "il y a longtemps", "le 2 mars ou le 3 avril 2024", "en 1990", "un jour", "61", "45", "moins deux",
    "zéro six trente-neuf soixante douze trois quatre", "deux ou trois", "mes petits-enfants", "samedi", "le dimanche seulement",
    "je travaille", "salarié", "je ne travaille plus", "oui et non", "en CDI et au chômage", "tutelle et curatelle",
    "à l’hôpital et de retour", "la MSA et la CPAM", "marié et divorcé", "1 61 08 67 123 456 00", "161086712345678", "mot " * 600,
    "seul et en couple", "un appel et un courrier",
)  # fmt: skip


def choices(convention: Convention) -> Iterator[tuple[str, str]]:
    """Labels of fields and of values, and values in words, as texts say them."""
    for field in convention.fields:
        if field.when is When.OFF:
            continue
        yield f"{field.code}: label", field.discreet_label
        for value in field.values:
            yield f"{field.code}: {value.code}", field.discreet_label_of(value.code)
        if field.kind is FieldKind.CHOICES:
            yield f"{field.code}: in words", in_words(field.discreetly(), [value.code for value in field.values])
        elif field.kind in VALUES:
            yield f"{field.code}: in words", in_words(field, VALUES[field.kind])


def errors(convention: Convention) -> Iterator[tuple[str, str]]:
    """What readers answer to answers that they cannot take, run over many of them, with the sentences of their declared lists."""
    for field in convention.fields:
        for text in BAD:
            reading = read_answer(field, text, today=TODAY, channel="sms")
            if reading.error:
                yield f"{field.code}: {text[:30]}", reading.error
        for _, sentence in all_sayings()[field.code].unclear if field.code in all_sayings() else ():
            yield f"{field.code}: unclear", sentence


def written_errors() -> dict[str, list[str]]:
    """The pieces of every `error=` in the source of the readers; what a name stands for is looked up in its module."""
    found: dict[str, list[str]] = {}
    for path in sorted(Path(intake.reading.__file__).parent.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
        names = {target.id: node.value for node in assigned for target in node.targets if isinstance(target, ast.Name)}
        for node in ast.walk(tree):
            if not isinstance(node, ast.keyword) or node.arg != "error":
                continue
            parts = [names.get(part.id, part) if isinstance(part, ast.Name) else part for part in ast.walk(node.value)]
            pieces = [c.value for part in parts for c in ast.walk(part) if isinstance(c, ast.Constant) and isinstance(c.value, str)]
            if pieces:
                found[f"{path.name}, line {node.value.lineno}"] = pieces
    return found


def written_texts() -> dict[str, str]:
    """French strings in the source of what sends texts and e-mails; documentation strings and names apart."""
    found: dict[str, str] = {}
    for path in sorted(Path(channels.__file__).parent.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        if not any(word in source for word in ("enqueue_text(", "mailer.send(", "Mailer")):
            continue
        tree = ast.parse(source)
        docs = {
            ast.get_docstring(node, clean=False) for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value and node.value not in docs:
                found[f"{path.name}, line {node.lineno}"] = node.value
    return found


def faults(texts: Mapping[str, str] | Iterator[tuple[str, str]]) -> list[str]:
    told = dict(texts)
    assert told, "nothing was rendered"
    return [f"{place}: {words} in « {text} »" for place, text in told.items() if (words := indiscretions(text))]


def test_no_sentence_tells_too_much_in_a_text():
    assert faults((f"{key}{' (behalf)' if behalf else ''}", text) for key, behalf, text in said_in_texts(SAMPLE)) == []


def said_in_texts(convention: Convention) -> Iterator[tuple[str, bool, str]]:
    return (one for one in said(convention, Channel.SMS) if not one[0].startswith("whisper."))


def test_no_choice_and_no_value_tells_too_much_in_a_text():
    assert faults(choices(SAMPLE)) == []


def test_no_error_of_a_reader_tells_too_much():
    told, written = dict(errors(SAMPLE)), written_errors()
    assert faults(told) == []
    assert faults({place: " ".join(pieces) for place, pieces in written.items()}) == []
    assert len(set(told.values())) >= 30
    assert len(written) >= 20


def test_every_error_in_the_source_is_met_by_the_answers_tried_here():
    """So that what readers put together as they run (labels, counts) is looked at whole."""
    met = "\n".join(dict(errors(SAMPLE)).values())
    assert [place for place, pieces in written_errors().items() if not all(piece in met for piece in pieces)] == []


def test_no_e_mail_to_the_contact_on_call_tells_too_much():
    heard = datetime(2026, 11, 23, 22, 5, tzinfo=UTC)
    alarms = [Alarm(id=str(number), heard_at=heard, calls=0) for number in range(2)]
    for some in (alarms[:1], alarms):
        assert faults({"subject": SUBJECT, "body": call_message(some, "http://127.0.0.1:8081", timedelta(minutes=15))}) == []


def test_no_text_written_in_the_code_that_sends_tells_too_much():
    assert faults(written_texts()) == []


def test_promised_times_tell_nothing():
    days = [datetime(2026, month, 12, 11, 30, tzinfo=UTC) for month in range(1, 13)]
    assert faults({day.isoformat(): moment_in_words(day, TODAY) for day in days}) == []


# A whole request by SMS, with the answers that tell most.

STORY = (
    "Je suis en arrêt maladie depuis le 3 mars pour une dépression, je touche le RSA et j’ai une RQTH, je sors de l’hôpital lundi, "
    "j’ai repoussé des soins, je risque le licenciement et je suis sous curatelle."
)


def test_a_whole_request_by_sms_gives_nothing_back(runtime: Runtime):
    talk = Talk(runtime, Channel.SMS)
    sent = [talk.replies, talk.say(STORY, Act.TELL_SITUATION, "arret_travail", "hospitalisation", "budget", "maladie_grave")]
    sent.append(talk.say("non", Act.DENY))
    sent.append(talk.say("je ne suis plus à l’hôpital", Act.CORRECT))
    sent.append(talk.say("oui", Act.AFFIRM))
    answers = {
        "phone": "06 39 98 12 34",
        "postal_code": "44000",
        "name": "Camille Martin",
        "birth_date": "12 mars 1961",
        "availability": "le mardi matin",
    }
    for _ in range(40):
        if talk.asks is None:
            break
        sent.append(talk.say("pourquoi cette question ?", Act.WHY_ASKED))
        sent.append(talk.say("bof", Act.GIBBERISH))
        sent.append(talk.say(answers.get(talk.asks or "", "oui"), Act.INFORM))
    sent.append(talk.say("je veux corriger", Act.CORRECT))
    sent.append(talk.say("non", Act.DENY))
    sent.append(talk.say("oui", Act.AFFIRM))
    sent.append(talk.say("", Act.INFORM, danger=DangerHeard(kind=DangerKind.SUICIDE, words="mourir", now=False)))
    sent.append(talk.say("je veux parler à une personne", Act.HUMAN))
    texts = {f"turn {n}": text_of(replies) for n, replies in enumerate(sent)}
    assert len(texts) > 15
    assert faults(texts) == []


@pytest.mark.parametrize("kind", list(DangerKind))
@pytest.mark.parametrize("now", [False, True])
def test_the_answer_to_a_danger_names_nothing_but_numbers(runtime: Runtime, kind: DangerKind, now: bool):
    talk = Talk(runtime, Channel.SMS)
    replies = talk.say("au secours", danger=DangerHeard(kind=kind, words="au secours", now=now))
    assert faults({"danger": text_of(replies)}) == []


# The check itself.


@pytest.mark.parametrize(
    "text",
    [
        "Votre rendez-vous à l’HÔPITAL",
        "Idées noires : 3114",
        "le service social de la CAF",
        "Votre RQTH est prête",
        "une curatelle",
        "en arrêt de travail",
        "dettes",
        "titre de séjour",
        "Prenez soin de vous",
        "votre médecin",
    ],
)
def test_what_tells_is_found(text: str):
    assert indiscretions(text) != ()


@pytest.mark.parametrize(
    "text",
    [
        "J’arrête là, au revoir.",
        "Avez-vous besoin d’un café ?",
        "Votre caisse : CPAM, MSA, ou une mutuelle ?",
        "C’est un amortissement, une apathie, une caféine.",
        "Prenez votre temps, demandez une personne.",
    ],
)
def test_what_tells_nothing_may_leave(text: str):
    assert indiscretions(text) == ()


def test_the_sample_may_be_published():
    assert indiscreet_parts(sample_convention()) == ()


def planted(**changes: object) -> Convention:
    data = json.loads(SAMPLE.canonical_json)
    data.update(changes)
    return load_convention(data)


@pytest.mark.parametrize(
    ("key", "variants"),
    [
        ("greet", {"web": "Bonjour, ici le service social."}),
        ("greet", {"web": "Bonjour.", "sms": "Bonjour, ici votre hôpital."}),
        ("greet", {"web": "Bonjour.", "behalf": "Bonjour, et pour votre malade ?"}),
        ("greet", {"web": "Bonjour.", "behalf_sms": "Bonjour, et sa santé ?"}),
        ("greet", {"web": "Voyez aussi {organisation}."}),
        ("fact.expectation", {"web": "vous attendez : {value}"}),
    ],
)
def test_a_sentence_that_tells_is_found_whoever_wrote_it(key: str, variants: dict[str, str]):
    convention = planted(sentences={**SAMPLE.sentences, key: variants})
    [fault] = indiscreet_parts(convention)
    assert fault.startswith(f"phrase {key}, variante ")
    if not any("{" in text for text in variants.values()):
        assert faults((f"{key} {behalf}", text) for key, behalf, text in said_in_texts(convention))


def test_a_label_that_tells_is_found_unless_it_has_a_discreet_one():
    fields = json.loads(SAMPLE.canonical_json)["fields"]
    fields[1]["label"] = "suivi à l’hôpital"
    fields[1]["values"][0]["label"] = "au RSA"
    assert [fault.split(" : ")[0] for fault in indiscreet_parts(planted(fields=fields))] == [
        "champ for_whom, libellé",
        "champ for_whom, valeur self",
    ]
    fields[1]["discreet"], fields[1]["values"][0]["discreet"] = "suivi", "aidé"
    assert indiscreet_parts(planted(fields=fields)) == ()


def test_a_sentence_for_the_web_or_the_telephone_may_name_things():
    convention = planted(sentences={**SAMPLE.sentences, "greet": {"web": "Votre santé.", "voice": "Votre hôpital.", "sms": "Bonjour."}})
    assert indiscreet_parts(convention) == ()
