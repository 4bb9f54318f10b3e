"""The table of moves: every status against every decision."""

from __future__ import annotations

import pytest

from intake.deciding import MOVES, DecisionError, DecisionKind, allowed
from intake.deciding.moves import moved
from lexicon.codes import HandoffStatus


def test_every_decision_has_its_moves_and_no_status_is_a_dead_end():
    assert MOVES.keys() == set(DecisionKind)
    for status in HandoffStatus:
        assert any(allowed(kind, status) for kind in DecisionKind), status


@pytest.mark.parametrize("kind", list(DecisionKind))
@pytest.mark.parametrize("status", list(HandoffStatus))
def test_what_is_impossible_is_refused_with_a_sentence(kind: DecisionKind, status: HandoffStatus):
    if allowed(kind, status):
        assert moved(kind, status) in HandoffStatus
        return
    with pytest.raises(DecisionError) as refused:
        moved(kind, status)
    sentence = str(refused.value)
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def test_what_is_over_is_only_reopened():
    assert [kind for kind in DecisionKind if allowed(kind, HandoffStatus.CLOSED)] == [DecisionKind.REOPEN]
