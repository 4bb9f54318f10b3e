"""A reading of the axis that the words speak of; it feeds no rule."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import examples
from bot.components.french_text import message_rows
from bot.components.linear import Linear, exclusive
from bot.components.stored import Stored

AXIS_HINT = "axis_hint"
_STRENGTH = 0.5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AxisHint(Stored):
    """Sets `axis_hint`: emploi, soins, both or none."""

    learned: Linear

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples whose axis was labelled."""
        messages = [message for message in examples.examples(training_data) if examples.axis(message)]
        return self.keep(exclusive(message_rows(messages), [str(examples.axis(message)) for message in messages], _STRENGTH))

    def process(self, messages: list[Message]) -> list[Message]:
        """Choose the likeliest axis."""
        for message in messages:
            shares = self.learned.shares(message_rows([message]))[0]
            message.set(AXIS_HINT, self.learned.classes[int(shares.argmax())], add_to_output=True)
        return messages
