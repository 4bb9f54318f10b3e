import random
import time

import pytest

from lexicon import DangerKind, find_all_dangers, find_danger, find_distress
from lexicon.danger import DANGER_RULES, DISTRESS_RULES
from lexicon.danger.concepts import signs_of
from tests.lexicon.sentences import CALM, DANGERS, ORDINARY, WORN_OUT


@pytest.mark.parametrize(("kind", "text"), DANGERS)
def test_a_danger_is_heard(kind: str, text: str) -> None:
    found = find_danger(text)
    assert found is not None
    assert found.kind == kind
    assert 0 <= found.start < found.end <= len(text)
    assert 0.5 <= found.confidence <= 1


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_message_raises_no_alarm(text: str) -> None:
    assert find_all_dangers(text) == ()


@pytest.mark.parametrize(
    "text", ["JE VEUX MOURIR", "je veux mourir", "Je  veux, mourir.", "Je veux môurir", "jveux mouriiiir", "je veux\nmourir"]
)
def test_letters_accents_and_spaces_do_not_matter(text: str) -> None:
    found = find_danger(text)
    assert found is not None
    assert found.kind is DangerKind.SUICIDE


def test_the_span_is_of_the_original_text() -> None:
    text = "Bonjour… Voilà, j’ai   ENVIE de mourir, désolée"
    found = find_danger(text)
    assert found is not None
    assert text[found.start : found.end] == "ENVIE de mourir"


def test_the_most_immediate_threat_wins() -> None:
    found = find_danger("je dors dehors et là je n'arrive plus à respirer")
    assert found is not None
    assert found.kind is DangerKind.MEDICAL
    assert {d.kind for d in find_all_dangers("je dors dehors et là je n'arrive plus à respirer")} == {
        DangerKind.MEDICAL,
        DangerKind.SANS_ABRI,
    }


def test_every_hit_names_its_rule() -> None:
    codes = {rule.code for rule in DANGER_RULES}
    assert all(found.rule in codes for _, text in DANGERS for found in find_all_dangers(text))


def test_the_past_counts_again_when_it_comes_back() -> None:
    assert find_danger("il y a dix ans j'ai fait une tentative de suicide") is None
    assert find_danger("il y a dix ans j'ai fait une tentative de suicide et ça recommence") is not None


@pytest.mark.parametrize("text", WORN_OUT)
def test_distress_is_heard_without_alarm(text: str) -> None:
    span = find_distress(text)
    assert span is not None
    assert 0 <= span[0] < span[1] <= len(text)
    assert find_danger(text) is None


@pytest.mark.parametrize("text", CALM)
def test_a_calm_message_is_not_distress(text: str) -> None:
    assert find_distress(text) is None


def test_every_rule_can_be_compiled() -> None:
    for rule in (*DANGER_RULES, *DISTRESS_RULES):
        assert rule.template.regex.groups == 0
        assert rule.template.rarest


def test_a_template_that_cannot_be_read_is_refused() -> None:
    sign = signs_of(DangerKind.SUICIDE, "test")
    with pytest.raises(ValueError, match="NOWHERE"):
        sign("x", "je NOWHERE", 0.5, 1)
    with pytest.raises(ValueError, match="cannot read"):
        sign("x", "je (veux)", 0.5, 1)


def _hostile() -> list[str]:
    words = sorted({word.rstrip("*") for rule in DANGER_RULES for anchor in rule.template.anchors for word in anchor})
    shuffled = random.Random(1)
    letters = ["a", "*", "f***", "a*", "'", "\u0301", "?!", "1 61 03 "]
    words_again = ["je veux ", "pas ", "il me a ", "il y a dix ans ", "je ne veux pas mourir ", "lettre ", "mon fils ma fille "]
    texts = [(seed * 20_000)[:20_000] for seed in (*letters, *words_again)]
    return [*texts, " ".join(shuffled.choice(words) for _ in range(4000))[:20_000]]


@pytest.mark.parametrize("text", _hostile(), ids=lambda text: repr(text[:12]))
def test_hostile_input_is_read_in_time(text: str) -> None:
    find_all_dangers(text), find_distress(text)  # the patterns compile once
    started = time.process_time()
    find_danger(text)
    find_distress(text)
    assert time.process_time() - started < 0.5


def test_a_usual_message_takes_under_a_millisecond() -> None:
    for text in ORDINARY:
        find_danger(text)
    started = time.process_time()
    for text in ORDINARY:
        find_danger(text)
    assert (time.process_time() - started) / len(ORDINARY) < 0.001
