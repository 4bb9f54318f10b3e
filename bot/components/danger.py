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
from bot.components.acts import ACT
from bot.components.french_text import CLAUSES, clause_rows, clauses_of, message_rows
from bot.components.heard import Clauses, Heard
from bot.components.heard import learn as learn_heard
from bot.components.linear import Linear, Rows, exclusive
from bot.components.stored import Stored
from lexicon import Act, DangerKind, find_danger

DANGER = "danger"
_STRENGTH = 1.0
# A missed danger is far worse than a false alarm; the rules stand beside the model.
_OTHERWISE = 0.60
# Among what is told, the kinds that the model confuses with ordinary worries about parents and children must be clearer.
_TOLD = {DangerKind.SUICIDE: 0.40, DangerKind.MEDICAL: 0.35, DangerKind.SANS_ABRI: 0.40, DangerKind.VIOLENCE: 0.50, DangerKind.ENFANT: 0.60}
_TELLING = frozenset({str(Act.TELL_SITUATION), str(Act.INFORM)})


@dataclass(frozen=True)
class Alarm:
    """Whether there is a danger, and of which kind."""

    danger: Heard
    kinds: Linear


def learn(rows: Rows, clauses: Clauses, dangers: list[str | None]) -> tuple[Alarm, np.ndarray]:
    """The model, and the probability of danger of each example while it was held out.

    Near misses count as the rest, being what the alarm must not ring for.
    """
    truth = np.array([kind is not None for kind in dangers])
    danger, chances = learn_heard(rows, clauses, {DANGER: truth}, _STRENGTH)
    return Alarm(danger, exclusive(rows[truth], [kind for kind in dangers if kind], _STRENGTH)), chances[:, 0]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Danger(Stored):
    """Sets `danger` (kind, confidence, start, end) or leaves it out; a danger becomes the intent, `act` stays."""

    learned: Alarm

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example."""
        messages = examples.examples(training_data)
        return self.keep(learn(message_rows(messages), clauses_of(messages), [examples.danger(message) for message in messages])[0])

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
        return {"kind": str(found.kind), "confidence": found.confidence, "start": found.start, "end": found.end, "now": found.now}

    def _by_model(self, message: Message) -> dict[str, Any] | None:
        clauses = clause_rows(message)
        if clauses is None:
            return None
        whole = message_rows([message])
        chance = float(self.learned.danger.chances(whole, clauses)[0])
        kind = self.learned.kinds.classes[int(self.learned.kinds.scores(whole)[0].argmax())]
        if chance < (_TOLD[DangerKind(kind)] if message.get(ACT) in _TELLING else _OTHERWISE):
            return None
        start, end = message.get(CLAUSES)[self.learned.danger.loudest(clauses, 0)]
        return {"kind": kind, "confidence": round(chance, 4), "start": start, "end": end}
