"""What a message is about: any number of topics, each with the words that carried it, and the axis that the words speak of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.linear_model import LogisticRegression

from bot.components import examples
from bot.components.acts import ACT
from bot.components.french_text import CLAUSES, clause_rows, clauses_of, message_rows, views_of
from bot.components.heard import Clauses, Heard, Said, read
from bot.components.heard import learn as learn_heard
from bot.components.linear import Rows
from bot.components.stored import Stored
from lexicon import Act, Topic

TOPICS, AXIS_HINT = "topics", "axis_hint"
WORK, CARE, BOTH, NONE = "emploi", "soins", "both", "none"
_STRENGTH = 1.0
# Topics open and close axes: one that was not said is worse than one that a human adds.
_LOWEST, _HIGHEST = 0.45, 0.55
_FEWEST = 6
# The axis follows from the topics and from what is said of each axis by itself; strongly held back, for the four are close.
_AXIS_STRENGTH, _EDGE = 0.3, 1e-4


@dataclass(frozen=True)
class Subjects:
    """One model for topics and axes, the probability from which each topic counts, and the axis that they make together."""

    heard: Heard
    topics: tuple[str, ...]
    thresholds: np.ndarray
    axes: tuple[str, ...]
    axis_weights: np.ndarray
    axis_bias: np.ndarray

    def axis(self, chances: np.ndarray) -> str:
        """The axis of a message with these probabilities."""
        return self.axes[int(np.argmax(_odds(chances) @ self.axis_weights + self.axis_bias))]


def learn(rows: Rows, clauses: Clauses, labelled: list[list[str]], axes: list[str | None], columns: np.ndarray) -> Subjects:
    """Learn topics and axis; a topic with too few examples is left out: the story reaches a person all the same.

    `axes` is None where nobody labelled the axis.
    """
    topics = counted_topics(labelled)
    sides = {f"@{side}": np.array([axis in (side, BOTH) for axis in axes]) for side in (WORK, CARE)}
    heard, chances = learn_heard(rows, clauses, topics | sides, _STRENGTH, columns)
    thresholds = np.array([_best_threshold(chances[:, place], truth) for place, truth in enumerate(topics.values())])
    told = np.array([place for place, axis in enumerate(axes) if axis is not None])
    together = LogisticRegression(C=_AXIS_STRENGTH, max_iter=3000).fit(_odds(chances[told]), [str(axes[place]) for place in told])
    return Subjects(heard, tuple(topics), thresholds, tuple(together.classes_), together.coef_.T, together.intercept_)


def counted_topics(labelled: list[list[str]]) -> dict[str, np.ndarray]:
    """For each topic with enough examples, which of them it is said in."""
    counted = {str(topic): np.array([str(topic) in given for given in labelled]) for topic in Topic if topic is not Topic.AUTRE}
    return {topic: truth for topic, truth in counted.items() if truth.sum() >= _FEWEST}


def _odds(chances: np.ndarray) -> np.ndarray:
    held = np.clip(chances, _EDGE, 1 - _EDGE)
    return np.log(held / (1 - held))


def _best_threshold(chances: np.ndarray, truth: np.ndarray) -> float:
    """The probability with the best balance of misses and false alarms on examples held out."""
    candidates = np.arange(_LOWEST, _HIGHEST + 0.01, 0.05)
    balance = [2 * (truth & (chances >= c)).sum() / max(truth.sum() + (chances >= c).sum(), 1) for c in candidates]
    return float(np.round(candidates[int(np.argmax(balance))], 2))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class SubjectsHeard(Stored):
    """Sets `topics` (code, confidence, start and end of the words; `autre` stands alone) and `axis_hint`, which feeds no rule."""

    learned: Subjects

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from examples with topics; what only moves the dialogue is about none of them."""
        messages = [m for m in examples.examples(training_data) if examples.topics(m) is not None or examples.act(m) != Act.TELL_SITUATION]
        labelled = [examples.topics(message) or [] for message in messages]
        axes = [examples.axis(message) for message in messages]
        return self.keep(learn(message_rows(messages), clauses_of(messages), labelled, axes, views_of(messages).written))

    def process(self, messages: list[Message]) -> list[Message]:
        """Name the topics, likeliest first, and the axis."""
        for message in messages:
            clauses = clause_rows(message)
            topics: list[dict[str, Any]] = []
            axis = NONE
            if clauses is not None:
                said = read(self.learned.heard.linear, message_rows([message]), clauses)
                chances = self.learned.heard.chances(said)
                topics, axis = self._found(message, chances, said), self.learned.axis(chances)
            message.set(TOPICS, topics, add_to_output=True)
            message.set(AXIS_HINT, axis, add_to_output=True)
        return messages

    def _found(self, message: Message, chances: np.ndarray, said: Said) -> list[dict[str, Any]]:
        learned = self.learned
        counted = chances[: len(learned.topics)]
        found = []
        for index in np.argsort(-counted):
            if counted[index] >= learned.thresholds[index]:
                start, end = message.get(CLAUSES)[said.places[index]]
                found.append({"code": learned.topics[index], "confidence": round(float(counted[index]), 4), "start": start, "end": end})
        if found or message.get(ACT) != Act.TELL_SITUATION:
            return found
        # A normal answer: administrators count how often nothing fits.
        return [{"code": str(Topic.AUTRE), "confidence": round(1 - float(counted.max()), 4), "start": 0, "end": len(message.get(TEXT))}]
