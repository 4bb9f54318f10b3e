"""Rasa graph components that understand French: acts, topics, axis, answers in shape, danger."""

from bot.components.acts import Acts
from bot.components.answer_shape import AnswerShape
from bot.components.axis_hint import AxisHint
from bot.components.danger import Danger
from bot.components.french_text import FrenchText
from bot.components.topics import Topics

__all__ = ["Acts", "AnswerShape", "AxisHint", "Danger", "FrenchText", "Topics"]
