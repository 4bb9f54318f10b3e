"""What a message is about: any number of topics, each with the words that carried it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import examples
from bot.components.acts import ACT
from bot.components.french_text import CLAUSES, clause_rows, message_rows
from bot.components.linear import Calibrated, Rows, calibrated, folds, independent
from bot.components.stored import Stored
from lexicon import Act, Topic

TOPICS = "topics"
_STRENGTH = 10.0
_LOWEST, _HIGHEST = 0.25, 0.60
_FEWEST = 6


@dataclass(frozen=True)
class Thresholds:
    """Calibrated scores and the probability from which each topic counts."""

    scores: Calibrated
    thresholds: np.ndarray


def learn(rows: Rows, labelled: list[list[str]]) -> Thresholds:
    """Topics with too few examples to hold some out are left out: the story still reaches a person."""
    counted = {str(topic): np.array([str(topic) in given for given in labelled]) for topic in Topic}
    truths = {topic: truth for topic, truth in counted.items() if truth.sum() >= _FEWEST}
    names = list(truths)
    held_out = np.zeros((rows.shape[0], len(names)))
    rarest = np.array([_rarest(given, truths) for given in labelled])
    for train, test in folds(rarest):
        held_out[test] = independent(rows[train], {name: truth[train] for name, truth in truths.items()}, _STRENGTH).scores(rows[test])
    scores = calibrated(independent(rows, truths, _STRENGTH), held_out, truths)
    chances = scores.chances(held_out)
    thresholds = np.array([_best_threshold(chances[:, i], truths[name]) for i, name in enumerate(names)])
    return Thresholds(scores, thresholds)


def _rarest(given: list[str], truths: dict[str, np.ndarray]) -> str:
    return min((topic for topic in given if topic in truths), key=lambda topic: int(truths[topic].sum()), default="")


def _best_threshold(chances: np.ndarray, truth: np.ndarray) -> float:
    """The probability with the best balance of misses and false alarms on examples held out."""
    candidates = np.arange(_LOWEST, _HIGHEST + 0.01, 0.05)
    balance = [2 * (truth & (chances >= c)).sum() / max(truth.sum() + (chances >= c).sum(), 1) for c in candidates]
    return float(np.round(candidates[int(np.argmax(balance))], 2))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Topics(Stored):
    """Sets `topics`: code, confidence, start and end of the words; `autre` stands alone."""

    learned: Thresholds

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from examples with topics; what only moves the dialogue is about none of them."""
        messages = [m for m in examples.examples(training_data) if examples.topics(m) is not None or examples.act(m) != Act.TELL_SITUATION]
        return self.keep(learn(message_rows(messages), [examples.topics(message) or [] for message in messages]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Name the topics, likeliest first."""
        for message in messages:
            message.set(TOPICS, self._found(message), add_to_output=True)
        return messages

    def _found(self, message: Message) -> list[dict[str, Any]]:
        chances = self.learned.scores.linear.chances(message_rows([message]))[0]
        order = np.argsort(-chances)
        named = [int(i) for i in order if chances[i] >= self.learned.thresholds[i] and self.learned.scores.linear.classes[i] != Topic.AUTRE]
        if named:
            return [self._topic(message, index, float(chances[index])) for index in named]
        if message.get(ACT) != Act.TELL_SITUATION:
            return []
        return [{"code": str(Topic.AUTRE), "confidence": round(1 - float(chances.max()), 4), "start": 0, "end": len(message.get(TEXT) or "")}]

    def _topic(self, message: Message, index: int, chance: float) -> dict[str, Any]:
        start, end = self._words(message, index)
        return {"code": self.learned.scores.linear.classes[index], "confidence": round(chance, 4), "start": start, "end": end}

    def _words(self, message: Message, index: int) -> tuple[int, int]:
        """The clause that speaks most of the topic."""
        rows = clause_rows(message)
        if rows is None:
            return 0, len(message.get(TEXT) or "")
        start, end = message.get(CLAUSES)[int(np.argmax(rows @ self.learned.scores.linear.weights[:, index]))]
        return start, end
