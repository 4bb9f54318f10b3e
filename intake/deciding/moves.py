"""Where a hand-off may go from where it stands: one table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from intake.deciding.codes import DecisionKind
from intake.deciding.errors import DecisionError
from lexicon.codes import HandoffStatus

_NEW, _REVIEW, _ACCEPTED = HandoffStatus.NEW, HandoffStatus.IN_REVIEW, HandoffStatus.ACCEPTED
_WAITING, _REDIRECTED, _CLOSED = HandoffStatus.WAITING_PERSON, HandoffStatus.REDIRECTED, HandoffStatus.CLOSED

# None: it stays where it is. Resuming goes back to "accepted" where that was decided.
MOVES: Final[Mapping[DecisionKind, tuple[frozenset[HandoffStatus], HandoffStatus | None]]] = {
    DecisionKind.ACCEPT: (frozenset({_NEW, _REVIEW, _ACCEPTED, _WAITING}), _ACCEPTED),
    DecisionKind.ASSIGN: (frozenset({_NEW, _REVIEW, _ACCEPTED, _WAITING}), None),
    DecisionKind.ASK: (frozenset({_NEW, _REVIEW, _ACCEPTED}), _WAITING),
    DecisionKind.RESUME: (frozenset({_WAITING}), _REVIEW),
    DecisionKind.ORIENT: (frozenset({_NEW, _REVIEW, _ACCEPTED, _WAITING}), _REDIRECTED),
    DecisionKind.CLOSE: (frozenset({_NEW, _REVIEW, _ACCEPTED, _WAITING, _REDIRECTED}), _CLOSED),
    DecisionKind.REOPEN: (frozenset({_REDIRECTED, _CLOSED}), _REVIEW),
}

# The person's own words come before these.
READ_FIRST: Final = frozenset({DecisionKind.ORIENT, DecisionKind.CLOSE})

_REFUSALS: Final = {
    _WAITING: "Une question attend déjà la réponse de la personne.",
    _REDIRECTED: "La personne a été orientée ailleurs. Rouvrez la demande avant de décider autre chose.",
    _CLOSED: "La demande est close. Rouvrez-la avant de décider autre chose.",
}


def allowed(kind: DecisionKind, status: HandoffStatus) -> bool:
    """Whether a hand-off that stands at `status` can be decided so."""
    return status in MOVES[kind][0]


def moved(kind: DecisionKind, status: HandoffStatus) -> HandoffStatus:
    """Where the decision leads; raises DecisionError with one French sentence when it leads nowhere from there."""
    if not allowed(kind, status):
        match kind:
            case DecisionKind.REOPEN:
                sentence = "La demande est déjà ouverte."
            case DecisionKind.RESUME:
                sentence = "La demande n’attend plus la personne."
            case _:
                sentence = _REFUSALS[status]
        raise DecisionError(sentence)
    return MOVES[kind][1] or status
