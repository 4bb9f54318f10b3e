"""Why a decision is not taken, in one French sentence."""

from __future__ import annotations


class DecisionError(ValueError):
    """A decision that cannot be taken; the message is a French sentence, `field` names what to correct, "" for the whole."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class ChangedError(DecisionError):
    """The hand-off has changed since it was opened: somebody else decided, or the person wrote."""
