"""Features that every classifier shares: one row for the message, one row for each of its clauses."""

from __future__ import annotations

import numpy as np
import scipy.sparse
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.components.examples import examples
from bot.components.heard import Clauses
from bot.components.signs import named, signs
from bot.components.stored import Stored
from bot.components.wording import FrenchVectors, Part, Views, clauses

CLAUSES = "clauses"
_VIEWS = "views"


def message_rows(messages: list[Message]) -> scipy.sparse.csr_matrix:
    """The messages' rows, in their order."""
    return scipy.sparse.vstack([message.get_sparse_features(TEXT)[1].features for message in messages], format="csr")


def clause_rows(message: Message) -> scipy.sparse.csr_matrix | None:
    """One row a clause, in the order of `message.get(CLAUSES)`; None for a message without any."""
    rows = message.get_sparse_features(TEXT)[0]
    return None if rows is None else rows.features


def clauses_of(messages: list[Message]) -> Clauses:
    """The clauses of examples, owned by their places in the list."""
    rows = [clause_rows(message) for message in messages]
    owners = [place for place, own in enumerate(rows) if own is not None for _ in range(own.shape[0])]
    return Clauses(scipy.sparse.vstack([own for own in rows if own is not None], format="csr"), np.array(owners))


def views_of(messages: list[Message]) -> Views:
    """Which columns of the rows are words, pieces and sounds."""
    views: Views = messages[0].get(_VIEWS)
    return views


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class FrenchText(Stored):
    """Learns the vocabulary of the examples and gives messages their features."""

    learned: FrenchVectors

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the vocabulary."""
        texts = [message.get(TEXT) for message in examples(training_data)]
        return self.keep(FrenchVectors().fit([_whole(text) for text in texts]))

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Give the examples their rows."""
        messages = self.process(examples(training_data))
        for message in messages:
            message.set(_VIEWS, self.learned.views)
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message its row, and a row for each of its clauses; all in one pass."""
        texts = [message.get(TEXT) or "" for message in messages]
        spans = [clauses(text) for text in texts]
        parts = [part for text, own in zip(texts, spans, strict=True) for part in _parts(text, own)]
        rows = self.learned.rows(parts)
        first = 0
        for message, own in zip(messages, spans, strict=True):
            message.add_features(self._features(rows[first], FEATURE_TYPE_SENTENCE))
            if own:
                message.add_features(self._features(rows[first + 1 : first + 1 + len(own)], FEATURE_TYPE_SEQUENCE))
            message.set(CLAUSES, own)
            first += 1 + len(own)
        return messages

    @staticmethod
    def _features(rows: scipy.sparse.csr_matrix, kind: str) -> Features:
        return Features(rows, kind, TEXT, FrenchText.__name__)


def _whole(text: str) -> Part:
    return Part(text, named(signs(text), 0, len(text)))


def _parts(text: str, spans: list[tuple[int, int]]) -> list[Part]:
    """The message, then its clauses; the rules of danger read the message once."""
    found = signs(text)
    return [Part(text, named(found, 0, len(text))), *(Part(text[start:end], named(found, start, end)) for start, end in spans)]
