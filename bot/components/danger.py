"""A danger heard in a message: the signs that stand by themselves first, and a model that weighs all others with the words around them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.ensemble import GradientBoostingClassifier

from bot.components import examples
from bot.components.acts import ACT
from bot.components.french_text import CLAUSES, clause_rows, clauses_of, message_rows, views_of
from bot.components.heard import Clauses, Heard, Said, held_out, read
from bot.components.heard import learn as learn_heard
from bot.components.linear import Linear, Rows
from bot.components.stored import Stored
from bot.components.subjects import counted_topics
from bot.components.wording import Views
from lexicon import Act, DangerKind, find_sure_danger

DANGER, CALM = "danger", "calm"
_STRENGTH = 1.0
# A missed danger is worse than a false alarm, but each false alarm ends the questions of somebody who came for something else.
_TOLD, _OTHERWISE = 0.43, 0.55
_TELLING = frozenset({str(Act.TELL_SITUATION), str(Act.INFORM)})
_EDGE = 1e-3
# Shallow trees over the scores: what one score alone says too loud, another one checks, or the length of the message, or its topics.
_TREES = {"max_depth": 3, "n_estimators": 150, "learning_rate": 0.06, "subsample": 0.8, "random_state": 7}


@dataclass(frozen=True)
class Alarm:
    """Linear models of danger and of its kinds, as written and as spoken, and what their scores mean together."""

    models: tuple[Linear, ...]
    topics: Heard
    together: GradientBoostingClassifier

    def read(self, whole: Rows, clauses: Rows) -> tuple[Said, ...]:
        """What each model says of one message."""
        return tuple(read(model, whole, clauses) for model in self.models)

    def chance(self, said: tuple[Said, ...], whole: Rows, clauses: Rows) -> float:
        """The probability that a message tells a danger."""
        scores = [part for one in said for part in (one.whole, one.loudest)]
        topics = self.topics.chances(read(self.topics.linear, whole, clauses))
        features = np.concatenate([*scores, _size(whole, clauses.shape[0]), _odds(topics)])
        return float(self.together.predict_proba(features[None, :])[0, 1])

    def kind(self, said: tuple[Said, ...]) -> str:
        """The likeliest kind, should there be a danger."""
        totals: Counter[str] = Counter()
        for model, one in zip(self.models, said, strict=True):
            totals.update(dict(zip(model.classes, (one.whole + one.loudest).tolist(), strict=True)))
        return max(DangerKind, key=lambda kind: totals[str(kind)]).value


def _size(whole: Rows, clauses: int) -> np.ndarray:
    return np.log1p([whole.nnz, clauses])


def _odds(chances: np.ndarray) -> np.ndarray:
    held = np.clip(chances, _EDGE, 1 - _EDGE)
    return np.log(held / (1 - held))


def learn(rows: Rows, clauses: Clauses, dangers: list[str | None], topics: list[list[str]], views: Views) -> Alarm:
    """The model of danger. Near misses count as the rest, being what the alarm must not ring for."""
    truth = np.array([kind is not None for kind in dangers])
    kinds = {str(kind): np.array([given == kind for given in dangers]) for kind in DangerKind} | {CALM: ~truth}
    models, scores = [], []
    for columns in (views.written, views.spoken):
        for truths, balanced in (({DANGER: truth}, False), (kinds, True)):
            model, apart = held_out(rows, clauses, truths, _STRENGTH, columns, balanced=balanced)
            models.append(model)
            scores.append(np.concatenate([apart[:, :, 0], apart[:, :, 1]], axis=1))
    heard, chances = learn_heard(rows, clauses, counted_topics(topics), _STRENGTH, views.written)
    counts = np.bincount(clauses.owners, minlength=rows.shape[0])
    sizes = np.stack([_size(rows[place], counts[place]) for place in range(rows.shape[0])])
    seen = np.concatenate([*scores, sizes, _odds(chances)], axis=1)
    return Alarm(tuple(models), heard, GradientBoostingClassifier(**_TREES).fit(seen, truth))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Danger(Stored):
    """Sets `danger` (kind, confidence, start, end) or leaves it out; a danger becomes the intent, `act` stays."""

    learned: Alarm

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example."""
        messages = examples.examples(training_data)
        dangers = [examples.danger(message) for message in messages]
        topics = [examples.topics(message) or [] for message in messages]
        return self.keep(learn(message_rows(messages), clauses_of(messages), dangers, topics, views_of(messages)))

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
        found = find_sure_danger(text)
        if found is None:
            return None
        return {"kind": str(found.kind), "confidence": found.confidence, "start": found.start, "end": found.end, "now": found.now}

    def _by_model(self, message: Message) -> dict[str, Any] | None:
        clauses = clause_rows(message)
        if clauses is None:
            return None
        whole = message_rows([message])
        said = self.learned.read(whole, clauses)
        chance = self.learned.chance(said, whole, clauses)
        if chance < (_TOLD if message.get(ACT) in _TELLING else _OTHERWISE):
            return None
        start, end = message.get(CLAUSES)[said[0].places[0]]
        return {"kind": self.learned.kind(said), "confidence": round(chance, 4), "start": start, "end": end}
