"""A danger heard in a message: the rules of the lexicon first, and a model for what they do not spell out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import examples
from bot.components.french_text import CLAUSES, clause_rows, message_rows
from bot.components.linear import Calibrated, Linear, Rows, calibrated, exclusive, folds, independent
from bot.components.stored import Stored
from lexicon import find_danger

DANGER = "danger"
_STRENGTH = 10.0
# A missed danger is far worse than a false alarm, and the rules stand beside the model.
_THRESHOLD = 0.35
_CLAUSE_THRESHOLD = 0.85


@dataclass(frozen=True)
class Alarm:
    """Whether there is a danger, and of which kind."""

    danger: Calibrated
    kinds: Linear


def learn(rows: Rows, dangers: list[str | None]) -> Alarm:
    """Learn from all examples; near misses count as the rest, being what the alarm must not ring for."""
    truth = np.array([kind is not None for kind in dangers])
    truths = {DANGER: truth}
    held_out = np.zeros((rows.shape[0], 1))
    for train, test in folds(np.array([kind or "" for kind in dangers])):
        held_out[test] = independent(rows[train], {DANGER: truth[train]}, _STRENGTH).scores(rows[test])
    danger = calibrated(independent(rows, truths, _STRENGTH), held_out, truths)
    return Alarm(danger, exclusive(rows[truth], [kind for kind in dangers if kind], _STRENGTH))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Danger(Stored):
    """Sets `danger` (kind, confidence, start, end) or leaves it out; a danger becomes the intent, `act` stays."""

    learned: Alarm

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example."""
        messages = examples.examples(training_data)
        return self.keep(learn(message_rows(messages), [examples.danger(message) for message in messages]))

    def process(self, messages: list[Message]) -> list[Message]:
        """Look for a danger with both means."""
        for message in messages:
            found = self._by_rules(message.get(TEXT) or "") or self._by_model(message)
            if found is not None:
                message.set(DANGER, found, add_to_output=True)
                intent = {INTENT_NAME_KEY: examples.DANGER_INTENT, PREDICTED_CONFIDENCE_KEY: found["confidence"]}
                message.set(INTENT, intent, add_to_output=True)
        return messages

    @staticmethod
    def _by_rules(text: str) -> dict[str, Any] | None:
        found = find_danger(text)
        if found is None:
            return None
        return {"kind": str(found.kind), "confidence": found.confidence, "start": found.start, "end": found.end}

    def _by_model(self, message: Message) -> dict[str, Any] | None:
        whole = message_rows([message])
        rows = clause_rows(message)
        if rows is None:
            return None
        chance = float(self.learned.danger.linear.chances(whole)[0, 0])
        chances = self.learned.danger.linear.chances(rows)[:, 0]
        loudest = int(chances.argmax())
        if chance < _THRESHOLD and chances[loudest] < _CLAUSE_THRESHOLD:
            return None
        heard = whole if chance >= chances[loudest] else rows[loudest]
        kind = self.learned.kinds.classes[int(self.learned.kinds.scores(heard)[0].argmax())]
        start, end = message.get(CLAUSES)[loudest]
        return {"kind": kind, "confidence": round(max(chance, float(chances[loudest])), 4), "start": start, "end": end}
