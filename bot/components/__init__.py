"""Rasa graph components that understand French: acts, subjects, answers in shape, danger."""

from bot.components.acts import Acts
from bot.components.answer_shape import AnswerShape
from bot.components.danger import Danger
from bot.components.french_text import FrenchText
from bot.components.subjects import SubjectsHeard

__all__ = ["Acts", "AnswerShape", "Danger", "FrenchText", "SubjectsHeard"]
