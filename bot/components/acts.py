"""What the person does with her message: one of the acts of the dialogue."""

from __future__ import annotations

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components import examples
from bot.components.french_text import message_rows
from bot.components.linear import Linear, exclusive
from bot.components.stored import Stored

ACT = "act"
_STRENGTH = 1.0
_RANKED = 5


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Acts(Stored):
    """Sets `intent`, `intent_ranking` and `act`."""

    learned: Linear

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example; those of danger are things told."""
        messages = examples.examples(training_data)
        return self.keep(exclusive(message_rows(messages), [examples.act(message) for message in messages], _STRENGTH))

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the acts."""
        for message in messages:
            shares = self.learned.shares(message_rows([message]))[0]
            best = shares.argsort()[::-1][:_RANKED]
            ranking = [{"name": self.learned.classes[index], "confidence": round(float(shares[index]), 4)} for index in best]
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set(ACT, ranking[0]["name"], add_to_output=True)
        return messages
