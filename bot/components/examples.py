"""The labels of a training example: Rasa carries them in a message's metadata, under `example`."""

from __future__ import annotations

from typing import Any

from rasa.shared.nlu.constants import INTENT, METADATA, METADATA_EXAMPLE, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from lexicon import Act

DANGER_INTENT = "danger"


def examples(training_data: TrainingData) -> list[Message]:
    """The messages that have a text and an intent, in a fixed order."""
    return [message for message in training_data.training_examples if message.get(TEXT) and message.get(INTENT)]


def labels(message: Message) -> dict[str, Any]:
    """An example's own metadata, empty when it has none."""
    return (message.get(METADATA) or {}).get(METADATA_EXAMPLE) or {}


def act(message: Message) -> str:
    """The act of an example; a danger is always something told."""
    intent = str(message.get(INTENT))
    return str(Act.TELL_SITUATION) if intent == DANGER_INTENT else intent


def topics(message: Message) -> list[str] | None:
    """The topics of an example; None when they were not labelled."""
    return labels(message).get("topics")


def axis(message: Message) -> str | None:
    """The axis of an example; None when it was not labelled."""
    return labels(message).get("axis")


def danger(message: Message) -> str | None:
    """The kind of danger of an example; None when there is none."""
    return labels(message).get("danger")
