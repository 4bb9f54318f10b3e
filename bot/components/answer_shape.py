"""What was asked decides what an uncertain message is: an answer that has the asked shape wins over a doubtful act."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, METADATA, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.components.acts import ACT
from lexicon import Act, asks_for_person, has_shape

STORY = "story"
FALLBACK = "nlu_fallback"

# Below, the act is a guess; above, it stands even where something else was asked.
_GUESS, _SURE, _VERY_SURE = 0.40, 0.70, 0.92
_LONG = 8
# What answers a question anyway keeps its name when its shape fits.
_ANSWERS = frozenset({Act.INFORM, Act.TELL_SITUATION, Act.AFFIRM, Act.DENY})
# A name, a date or a figure is easily taken for one of these.
_LIGHT = frozenset({Act.THANKS, Act.GREET, Act.GOODBYE, Act.GIBBERISH, Act.OTHER_LANGUAGE, Act.INSULT, Act.REPEAT})


def settle(act: Act, confidence: float, text: str, asked_kind: str | None) -> tuple[Act, bool]:
    """The act in view of what was asked, and whether the message was understood at all.

    `confidence` is the act's, from 0 to 1; `asked_kind` is the kind of the field asked for, None when nothing is.
    """
    long = len(re.findall(r"\w+", text)) >= _LONG
    if asked_kind == STORY:
        keeps = act in _ANSWERS - {Act.INFORM} or confidence >= (_VERY_SURE if act in _LIGHT and long else _SURE)
        return (act if keeps else Act.TELL_SITUATION), True
    if asked_kind is not None:
        if act in _ANSWERS and confidence >= _GUESS:
            return act, True
        if confidence < (_VERY_SURE if act in _LIGHT else _SURE) and has_shape(asked_kind, text):
            return Act.INFORM, True
        if confidence < _GUESS:
            # The reader of answers tells the person better what is missing than a general apology.
            return (Act.TELL_SITUATION if long else Act.INFORM), True
        return act, True
    if confidence < _GUESS:
        return (Act.TELL_SITUATION, True) if long else (act, False)
    return act, True


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AnswerShape(GraphComponent):
    """Settles `intent` and `act` from the metadata's `asked`; an uncertain short message becomes the fallback intent."""

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
    ) -> AnswerShape:
        """The component; it learns nothing."""
        return cls()

    def process(self, messages: list[Message]) -> list[Message]:
        """Settle each message."""
        for message in messages:
            intent = message.get(INTENT)
            asked = (message.get(METADATA) or {}).get("asked") or {}
            confidence = float(intent[PREDICTED_CONFIDENCE_KEY])
            text = message.get(TEXT) or ""
            if asks_for_person(text):
                # A person works at every turn: the model has no say.
                act, understood = Act.HUMAN, True
            else:
                act, understood = settle(Act(message.get(ACT)), confidence, text, asked.get("kind"))
            message.set(ACT, str(act), add_to_output=True)
            name = str(act) if understood else FALLBACK
            if name != intent[INTENT_NAME_KEY]:
                message.set(INTENT, {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}, add_to_output=True)
        return messages
