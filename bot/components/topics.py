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
from bot.components.french_text import CLAUSES, clause_rows, clauses_of, message_rows
from bot.components.heard import Clauses, Heard
from bot.components.heard import learn as learn_heard
from bot.components.linear import Rows
from bot.components.stored import Stored
from lexicon import Act, Topic

TOPICS = "topics"
_STRENGTH = 1.0
# Topics open and close axes: one that was not said is worse than one that a human adds.
_LOWEST, _HIGHEST = 0.50, 0.55
_FEWEST = 6


@dataclass(frozen=True)
class Subjects:
    """The topics' model and the probability from which each counts."""

    heard: Heard
    thresholds: np.ndarray


def learn(rows: Rows, clauses: Clauses, labelled: list[list[str]]) -> Subjects:
    """Learn the topics; one with too few examples is left out: the story reaches a person all the same."""
    counted = {str(topic): np.array([str(topic) in given for given in labelled]) for topic in Topic}
    truths = {topic: truth for topic, truth in counted.items() if truth.sum() >= _FEWEST}
    heard, chances = learn_heard(rows, clauses, truths, _STRENGTH)
    return Subjects(heard, np.array([_best_threshold(chances[:, i], truth) for i, truth in enumerate(truths.values())]))


def _best_threshold(chances: np.ndarray, truth: np.ndarray) -> float:
    """The probability with the best balance of misses and false alarms on examples held out."""
    candidates = np.arange(_LOWEST, _HIGHEST + 0.01, 0.05)
    balance = [2 * (truth & (chances >= c)).sum() / max(truth.sum() + (chances >= c).sum(), 1) for c in candidates]
    return float(np.round(candidates[int(np.argmax(balance))], 2))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Topics(Stored):
    """Sets `topics`: code, confidence, start and end of the words; `autre` stands alone."""

    learned: Subjects

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from examples with topics; what only moves the dialogue is about none of them."""
        messages = [m for m in examples.examples(training_data) if examples.topics(m) is not None or examples.act(m) != Act.TELL_SITUATION]
        return self.keep(learn(message_rows(messages), clauses_of(messages), [examples.topics(message) or [] for message in messages]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Name the topics, likeliest first."""
        for message in messages:
            message.set(TOPICS, self._found(message), add_to_output=True)
        return messages

    def _found(self, message: Message) -> list[dict[str, Any]]:
        clauses = clause_rows(message)
        if clauses is None:
            return []
        heard = self.learned.heard
        chances = heard.chances(message_rows([message]), clauses)
        named = [index for index in np.argsort(-chances) if chances[index] >= self.learned.thresholds[index]]
        found = []
        for index in named:
            code = heard.linear.classes[index]
            if code != Topic.AUTRE:
                start, end = message.get(CLAUSES)[heard.loudest(clauses, index)]
                found.append({"code": code, "confidence": round(float(chances[index]), 4), "start": start, "end": end})
        if found or message.get(ACT) != Act.TELL_SITUATION:
            return found
        # A normal answer: administrators count how often nothing fits.
        return [{"code": str(Topic.AUTRE), "confidence": round(1 - float(chances.max()), 4), "start": 0, "end": len(message.get(TEXT))}]
