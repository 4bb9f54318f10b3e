"""A draft rehearsed by telephone, through every process: it answers, and leaves nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from intake.convention import sample_convention
from intake.rehearsing import Invitation, Passes
from tests.phone.conftest import TOKEN, Line
from tests.phone.handset import Phone
from tests.phone.test_the_line import STORY, handoffs
from tests.phone.wire import Wire

pytestmark = pytest.mark.slow
# The clock of these processes started at half past ten in Paris and goes on.
STARTED = datetime(2026, 11, 23, 9, 45, tzinfo=UTC)


def test_a_rehearsed_call_is_answered_by_every_process_and_leaves_nothing(line: Line, tmp_path: Path):
    file = tmp_path / "draft.json"
    file.write_text(sample_convention(("44",)).canonical_json, encoding="utf-8")
    draft_id = line.service.seuil("rules", "import", str(file)).split("Brouillon créé : ")[1].split()[0]
    invitation = Passes(line.service.settings).invite(Invitation(draft_id, date(2027, 6, 15)), STARTED)
    with Wire(line.service.public, TOKEN) as wire:
        wire.rehearse(invitation)
        call = Phone(wire, "+33639985990").call()
        call.speak(STORY)
        # The engine understood, and the day is the one that is rehearsed.
        assert "12 mars 2027" in call.just_said
        call.speak("oui")
        assert call.asks, call.script
        call.speak("je veux parler à une personne")
        call.hang_up()
        assert handoffs(line, call) == []
        danger = Phone(wire, "+33639985991").call()
        danger.speak("je vais me suicider ce soir")
        assert "31 14" in danger.just_said
        assert handoffs(line, danger) == []
    assert line.carrier.to("+33639985990") == line.carrier.to("+33639985991") == []
    # A real call beside it is real.
    real = Phone(line.wire, "+33639985992").call()
    for said in (STORY, "oui", "je veux parler à une personne"):
        real.speak(said)
    real.hang_up()
    assert len(handoffs(line, real)) == 1
