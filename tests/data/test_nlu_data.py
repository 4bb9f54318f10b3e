"""What the understanding is trained on: enough of everything, said by many people, and no sentence made from another."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from lexicon import Act, DangerKind, Topic, plain

ROOT = Path(__file__).resolve().parents[2]
TRAINED, HELD_OUT = ROOT / "data" / "nlu", ROOT / "tests" / "understanding"

FREQUENT = {
    "arret_travail",
    "risque_emploi",
    "reprise",
    "hospitalisation",
    "sortie_hopital",
    "maladie_grave",
    "acces_soins",
    "budget",
    "papiers_cpam",
}
# Two sentences are one when they share this much of their words, order left aside; shorter ones only when they are equal.
ALIKE, SHORTEST = 0.8, 5
# No template: the same first words may not open more sentences than chance and habit explain.
HABIT_WORDS, HABIT_SHARE = 5, 0.004


@cache
def examples() -> tuple[tuple[str, str, dict[str, Any]], ...]:
    """(text, intent, labels) of every sentence under data/nlu."""
    found = []
    for path in sorted(TRAINED.rglob("*.yml")):
        for intent in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)["nlu"]:
            found += [(item["text"].strip(), intent["intent"], item["metadata"]) for item in intent["examples"]]
    return tuple(found)


@cache
def held_out() -> tuple[dict[str, Any], ...]:
    return tuple(
        item for path in sorted(HELD_OUT.glob("*.yml")) for item in yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    )


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", plain(text))


def alike(texts: list[str]) -> Iterator[tuple[str, str]]:
    """Pairs of sentences of nearly the same words: Jaccard by prefix filtering, so that few pairs are compared."""
    bags = [frozenset(words_of(text)) for text in texts]
    common = Counter(word for bag in bags for word in bag)
    ordered = [sorted(bag, key=lambda word: (common[word], word)) for bag in bags]
    by_word: dict[str, list[int]] = defaultdict(list)
    for place, (bag, rare_first) in enumerate(zip(bags, ordered, strict=True)):
        if len(bag) < SHORTEST:
            continue
        prefix = rare_first[: len(bag) - int(ALIKE * len(bag)) + 1]
        for other in {other for word in prefix for other in by_word[word]}:
            if len(bag & bags[other]) >= ALIKE * len(bag | bags[other]):
                yield texts[other], texts[place]
        for word in prefix:
            by_word[word].append(place)


def test_the_composition_is_enough_for_every_label():
    topics, acts, dangers = Counter[str](), Counter[str](), Counter[str]()
    near = openings = 0
    channels = Counter[str]()
    for _, intent, labels in examples():
        acts[intent] += 1
        channels[labels["channel"]] += 1
        dangers.update([labels["danger"]] if labels.get("danger") else [])
        near += "near_miss" in labels
        if "topics" in labels and "danger" not in labels:
            openings += 1
            topics.update(labels["topics"])
    print(f"\n{len(examples())} sentences, {openings} openings, {dangers.total()} dangers, {near} near-misses")  # noqa: T201
    for title, counts in (("topics", topics), ("acts", acts), ("dangers", dangers), ("channels", channels)):
        print(f"{title}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()))  # noqa: T201

    assert set(topics) == {str(topic) for topic in Topic}
    assert all(topics[name] >= 150 for name in FREQUENT), topics
    assert min(topics.values()) >= 60, topics
    assert {str(act) for act in Act} <= set(acts)
    assert all(acts[str(act)] >= 80 for act in Act), acts
    assert set(dangers) == {str(kind) for kind in DangerKind}
    assert dangers.total() >= 400
    assert near >= 400
    # Imbalance: no kind of danger has four times the sentences of another, no act but the story ten times.
    assert max(dangers.values()) < 4 * min(dangers.values()), dangers
    told = {str(Act.TELL_SITUATION), "danger"}
    moves = [count for name, count in acts.items() if name not in told]
    assert max(moves) < 10 * min(moves), acts
    assert all(channels[name] >= 0.12 * len(examples()) for name in ("web", "sms", "voice")), channels


def test_labels_agree_with_each_other():
    for text, intent, labels in examples():
        if "topics" in labels:
            assert labels["topics"], text
            assert "autre" not in labels["topics"] or labels["topics"] == ["autre"], text
            assert labels["axis"] in ("emploi", "soins", "both", "none"), text
            assert len(set(labels["topics"])) == len(labels["topics"]), text
        assert not ("danger" in labels and "near_miss" in labels), text
        assert intent in {str(act) for act in Act} or intent == "danger", text


def test_no_sentence_is_there_twice_or_nearly():
    plain_texts = Counter(" ".join(words_of(text)) or text for text, _, _ in examples())
    assert [text for text, count in plain_texts.items() if count > 1] == []
    pairs = list(alike([text for text, _, _ in examples()]))
    assert len(pairs) <= 0.002 * len(examples()), pairs[:20]


def test_no_sentence_comes_out_of_a_template():
    openings = [words_of(text) for text, _, labels in examples() if "topics" in labels]
    first = Counter(tuple(words[:HABIT_WORDS]) for words in openings if len(words) > 2 * HABIT_WORDS)
    habit, count = first.most_common(1)[0]
    assert count <= HABIT_SHARE * len(openings), (habit, count)


def test_what_is_judged_by_was_never_trained_on():
    trained = {" ".join(words_of(text)) for text, _, _ in examples()}
    told = [item["text"] for item in held_out() if len(words_of(item["text"])) >= SHORTEST]
    assert len(told) > 800
    assert [text for text in told if " ".join(words_of(text)) in trained] == []
    both = [text for text, _, _ in examples()] + told
    known = set(told)
    leaks = [(a, b) for a, b in alike(both) if (a in known) != (b in known)]
    assert len(leaks) <= 0.002 * len(told), leaks
