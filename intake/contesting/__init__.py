"""The register of contested categories: what the staff finds wrong in a rule, a topic, a question or a figure, with a dated answer."""

from intake.contesting.codes import Contested
from intake.contesting.register import (
    ANSWERERS,
    Contest,
    ContestError,
    answer,
    categories,
    contest,
    contests,
    reviews,
    set_review,
)

__all__ = ["ANSWERERS", "Contest", "ContestError", "Contested", "answer", "categories", "contest", "contests", "reviews", "set_review"]
