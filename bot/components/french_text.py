"""Features that every classifier shares: one row for the message, one row for each of its clauses."""

from __future__ import annotations

import scipy.sparse
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.examples import examples
from bot.components.stored import Stored
from bot.components.wording import FrenchVectors, clauses

CLAUSES = "clauses"


def message_rows(messages: list[Message]) -> scipy.sparse.csr_matrix:
    """The messages' rows, in their order."""
    return scipy.sparse.vstack([message.get_sparse_features(TEXT)[1].features for message in messages], format="csr")


def clause_rows(message: Message) -> scipy.sparse.csr_matrix | None:
    """One row a clause, in the order of `message.get(CLAUSES)`; None for a message without any."""
    rows = message.get_sparse_features(TEXT)[0]
    return None if rows is None else rows.features


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class FrenchText(Stored):
    """Learns the vocabulary of the examples and gives messages their features."""

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the vocabulary."""
        return self.keep(FrenchVectors().fit([message.get(TEXT) for message in examples(training_data)]))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give the examples their rows, all in one pass; clauses serve only in use."""
        messages = examples(training_data)
        rows = self.learned.rows([message.get(TEXT) for message in messages])
        for index, message in enumerate(messages):
            message.add_features(self._features(rows[index], FEATURE_TYPE_SENTENCE))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message its row, and a row for each of its clauses."""
        for message in messages:
            text = message.get(TEXT) or ""
            spans = clauses(text)
            rows = self.learned.rows([text, *(text[start:end] for start, end in spans)])
            message.add_features(self._features(rows[:1], FEATURE_TYPE_SENTENCE))
            if spans:
                message.add_features(self._features(rows[1:], FEATURE_TYPE_SEQUENCE))
            message.set(CLAUSES, spans)
        return messages

    @staticmethod
    def _features(rows: scipy.sparse.csr_matrix, kind: str) -> Features:
        return Features(rows, kind, TEXT, FrenchText.__name__)
