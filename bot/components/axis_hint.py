"""A reading of the axis that the words speak of; it feeds no rule."""

from __future__ import annotations

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import examples
from bot.components.french_text import clause_rows, clauses_of, message_rows
from bot.components.heard import Clauses, Heard
from bot.components.heard import learn as learn_heard
from bot.components.linear import Rows
from bot.components.stored import Stored

AXIS_HINT = "axis_hint"
WORK, CARE, BOTH, NONE = "emploi", "soins", "both", "none"
_STRENGTH = 1.0
_THRESHOLD = 0.45


def learn(rows: Rows, clauses: Clauses, axes: list[str]) -> tuple[Heard, np.ndarray]:
    """The model, and its probabilities of each axis for examples held out: a message may speak of both."""
    truths = {axis: np.array([given in (axis, BOTH) for given in axes]) for axis in (WORK, CARE)}
    return learn_heard(rows, clauses, truths, _STRENGTH)


def hint(work: float, care: float) -> str:
    """The axis for the probabilities that the words speak of each."""
    if work >= _THRESHOLD and care >= _THRESHOLD:
        return BOTH
    return WORK if work >= _THRESHOLD else CARE if care >= _THRESHOLD else NONE


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AxisHint(Stored):
    """Sets `axis_hint`: emploi, soins, both or none."""

    learned: Heard

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples whose axis was labelled."""
        messages = [message for message in examples.examples(training_data) if examples.axis(message)]
        return self.keep(learn(message_rows(messages), clauses_of(messages), [str(examples.axis(message)) for message in messages])[0])

    def process(self, messages: list[Message]) -> list[Message]:
        """Choose the axis of each message."""
        for message in messages:
            work, care = self.learned.chances(message_rows([message]), clause_rows(message))
            message.set(AXIS_HINT, hint(float(work), float(care)), add_to_output=True)
        return messages
