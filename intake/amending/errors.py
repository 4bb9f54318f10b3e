"""Why a step cannot be taken."""

from __future__ import annotations


class AmendingError(ValueError):
    """A step that cannot be taken; the message is one French sentence that says what to do."""


class ChangedMeanwhileError(AmendingError):
    """Somebody else has changed the draft since it was opened."""

    def __init__(self) -> None:
        super().__init__(
            "Ce brouillon a changé depuis que vous l’avez ouvert. Rechargez la page : rien de ce qui est enregistré n’est perdu."
        )
