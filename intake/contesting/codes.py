"""What can be contested."""

from __future__ import annotations

from lexicon.codes import Code


class Contested(Code):
    """The kind of category that is contested."""

    ROW = "row", "une règle"
    TOPIC = "topic", "un sujet"
    QUESTION = "question", "une question"
    FIGURE = "figure", "un chiffre"
