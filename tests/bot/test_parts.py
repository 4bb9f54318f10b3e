"""The parts of the Rasa process one by one: wording, settling on an act, slashes, logs, the cached check, the domain."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from jsonschema.exceptions import ValidationError
from rasa.core.actions.action import ActionExtractSlots, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot import quiet, validator_cache
from bot.components.answer_shape import settle
from bot.components.concepts import concepts
from bot.components.signs import named, signs
from bot.components.sounds import sound
from bot.components.stored import Stored
from bot.components.wording import Part, clauses, words
from bot.engine import without_power
from bot.request import MalformedTurnError, read_turn
from bot.turn import TOKEN_HEADER, TOKEN_VARIABLE, is_authorised
from lexicon import Act, plain
from tests.bot.support import ROOT

TEXTS = [
    "",
    "   ",
    "oui",
    "...!?",
    "Bonjour, je suis en arrêt. Mon patron veut me licencier ; que faire ?",
    "je suis en arrêt depuis six mois et mon patron il veut plus de moi et puis ma femme est malade aussi on sait plus comment faire",
    "a" * 5000,
    "mot " * 500,
    "😀 ça va – enfin… « non »",
]


@pytest.mark.parametrize("text", TEXTS)
def test_clauses_are_places_of_the_text_in_order_and_never_empty(text: str) -> None:
    found = clauses(text)
    assert all(0 <= start < end <= len(text) and text[start:end].strip() == text[start:end] for start, end in found)
    assert found == sorted(found)


def test_every_word_of_a_long_clause_is_in_a_window() -> None:
    text = " ".join(f"mot{number}" for number in range(47))
    covered = {place for start, end in clauses(text) for place in range(start, end)}
    assert all(place in covered for place in range(len(text)) if text[place] != " ")


def test_what_follows_a_negation_is_a_feature_of_its_own() -> None:
    assert {"!en", "!arret"} <= set(words(Part("je ne suis plus en arrêt")))
    assert "!arret" not in words(Part("je suis en arrêt"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Pourriez-vous me passer un conseiller ?", "human"),
        ("rapelé moi", "call me"),
        ("J’ai fait une erreur", "wrong"),
        ("à koi sa sert", "why"),
        ("je m'en souviens plus", "not know"),
        ("ouais", "yes"),
        ("nn", "no"),
        ("supprimez mes données", "erase"),
        ("good morning, I need help", "foreign 2"),
        ("xkcdqsd fghjklm", "odd 3"),
        ("!!!", "no words"),
    ],
)
def test_a_way_of_saying_is_recognised(text: str, name: str) -> None:
    assert f"@{name}" in set(concepts(plain(text)))


LONG = "c’est compliqué parce que depuis l’accident plus rien ne va"


@pytest.mark.parametrize(
    ("act", "confidence", "text", "kind", "settled"),
    [
        # Nothing asked: a guess is no understanding, unless there is much to read.
        (Act.GREET, 0.9, "bonjour", None, (Act.GREET, True)),
        (Act.THANKS, 0.2, "bof", None, (Act.THANKS, False)),
        (Act.CORRECT, 0.2, LONG, None, (Act.TELL_SITUATION, True)),
        # A field asked: its shape wins over doubt.
        (Act.GIBBERISH, 0.8, "Le Goff", "name", (Act.INFORM, True)),
        (Act.CORRECT, 0.5, "le 12 mars", "date", (Act.INFORM, True)),
        (Act.DONT_KNOW, 0.5, "je sais pas", "date", (Act.DONT_KNOW, True)),
        (Act.HUMAN, 0.9, "une personne s’il vous plaît", "date", (Act.HUMAN, True)),
        (Act.STATUS, 0.2, "hum", "date", (Act.INFORM, True)),
        (Act.AFFIRM, 0.6, "oui", "choice", (Act.AFFIRM, True)),
        # The story asked: all is story unless it is surely something else.
        (Act.HUMAN, 0.5, "je suis malade", "story", (Act.TELL_SITUATION, True)),
        (Act.HUMAN, 0.95, "je veux quelqu’un", "story", (Act.HUMAN, True)),
        (Act.GIBBERISH, 0.3, "dos cassé", "story", (Act.TELL_SITUATION, True)),
        (Act.GREET, 0.85, LONG, "story", (Act.TELL_SITUATION, True)),
    ],
)
def test_what_was_asked_settles_a_doubtful_act(act: Act, confidence: float, text: str, kind: str | None, settled: tuple[Act, bool]) -> None:
    assert settle(act, confidence, text, kind) == settled


@pytest.mark.parametrize(
    ("one", "other"),
    [("cest", "ces"), ("therapeutique", "terapeutic"), ("quoi", "koi"), ("arret", "aret"), ("hopital", "opital"), ("aller", "alle")],
)
def test_words_that_sound_alike_are_one_sound(one: str, other: str) -> None:
    assert sound(one) == sound(other)


@pytest.mark.parametrize("word", ["", "a", "h", "es", "2026", "ß", "日本", "x" * 4000])
def test_every_word_has_a_sound(word: str) -> None:
    assert isinstance(sound(word), str)
    assert bool(sound(word)) == bool(word) or word == "h"


def test_signs_of_danger_are_features_of_the_clause_that_holds_them() -> None:
    text = "Bonjour, je vis à Nantes. Mon mari me frappe."
    found = signs(text)
    assert any(name.startswith("@rule violence") for name in named(found, text.index("Mon"), len(text)))
    assert named(found, 0, len("Bonjour, je vis à Nantes")) == ()


@pytest.mark.parametrize("text", ["/restart", " / /back", "//", "", "\t/x", "non/oui", "je/tu"])
def test_leading_slashes_become_blanks_and_nothing_moves(text: str) -> None:
    safe = without_power(text)
    assert len(safe) == len(text)
    assert not safe.lstrip().startswith("/")
    assert safe.strip() == text.lstrip("/ \t")


def test_the_upstream_check_is_still_the_one_that_was_replaced() -> None:
    assert validator_cache.upstream_sha256() == validator_cache.UPSTREAM_SHA256, "read Rasa's function again before changing the hash"


@pytest.mark.parametrize(
    "answer",
    [
        {"events": [], "responses": [{"custom": {"text": "a"}}]},
        {"events": [{"event": "slot", "timestamp": None, "name": "mode", "value": "sent"}], "responses": []},
        {"events": "none", "responses": []},
        {"events": [{"event": "slot"}], "responses": []},
        {"events": [], "responses": ["text"]},
        None,
    ],
)
def test_the_cached_check_says_what_the_upstream_check_says(answer: Any) -> None:
    action = RemoteAction("action_greet", None)

    def verdict(check: Any) -> bool:
        try:
            return bool(check(action, answer))
        except ValidationError:
            return False

    assert verdict(validator_cache._validate_action_result) == verdict(validator_cache._UPSTREAM)


@pytest.mark.parametrize("secret", [None, ""])
def test_without_a_secret_of_its_own_the_endpoint_is_closed(monkeypatch: pytest.MonkeyPatch, secret: str | None) -> None:
    monkeypatch.delenv(TOKEN_VARIABLE, raising=False)
    if secret is not None:
        monkeypatch.setenv(TOKEN_VARIABLE, secret)
    for given in ({}, {TOKEN_HEADER: ""}, {TOKEN_HEADER: "anything"}):
        assert not is_authorised(SimpleNamespace(headers=given))


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Any:
    quiet.install()
    yield caplog
    logging.setLogRecordFactory(quiet._make_record)


def test_a_logged_error_says_where_and_not_what(log: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("zanzibar said by a person")
    except ValueError as error:
        logging.getLogger("rasa.core.processor").exception(f"Encountered an exception: {error}")
    assert "zanzibar" not in log.text
    assert "ValueError at test_parts.py:" in log.text


def test_a_token_in_a_url_is_not_logged(log: pytest.LogCaptureFixture) -> None:
    logging.getLogger("sanic.error").error("Exception while handling %s", "'http://127.0.0.1/model/parse?a=1&token=abc123&b=2'")
    assert "abc123" not in log.text
    assert "b=2" in log.text


def test_rasa_cannot_be_made_to_debug(log: pytest.LogCaptureFixture) -> None:
    assert not logging.getLogger("rasa.core.processor").isEnabledFor(logging.DEBUG)


async def test_extracting_slots_calls_nobody() -> None:
    class Refusing(EndpointConfig):
        async def request(self, *args: Any, **kwargs: Any) -> Any:
            raise AssertionError("a remote call")

    domain = Domain.load(str(ROOT / "domain"))
    tracker = DialogueStateTracker.from_events("c", [UserUttered("bonjour", {"name": "greet"})], slots=domain.slots, domain=domain)
    action = ActionExtractSlots(Refusing("http://127.0.0.1:9/webhook"))
    assert await action.run(CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({}), tracker, domain) == []


def test_the_domain_knows_every_act_and_speaks_no_word() -> None:
    domain = Domain.load(str(ROOT / "domain"))
    own = set(domain.intents) - {"restart", "back", "session_start", "out_of_scope", "nlu_fallback"}
    assert own == {str(act) for act in Act} | {"danger"}
    assert domain.responses == {}
    assert not {"restart", "back"} & set(yaml.safe_load((ROOT / "domain/intents.yml").read_text())["intents"])


def test_training_notices_a_change_of_any_source() -> None:
    assert len(Stored.fingerprint_addon({})) == 64


def test_a_deep_body_is_refused_calmly() -> None:
    with pytest.raises(MalformedTurnError):
        read_turn(b"[" * 100_000)
