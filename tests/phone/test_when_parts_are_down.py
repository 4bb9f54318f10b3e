"""The dialogue engine dies in the middle of a call: the caller hears a sentence, reaches a person, and the next turn goes on."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from tests.phone.antenna import Antenna, Outcome
from tests.phone.conftest import Line
from tests.phone.endings import handoff_of
from tests.phone.handset import Call, Phone

pytestmark = pytest.mark.slow

STORY = "je suis en arrêt depuis le 12 mars à cause de mon dos je suis caissière en cdi et mon patron parle de me licencier"


@pytest.fixture
def without_engine(line: Line) -> Iterator[Line]:
    """The engine may be killed in the test; it runs again afterwards."""
    yield line
    line.service.wait_ready()


def test_the_engine_killed_in_mid_call(without_engine: Line):
    line = without_engine
    call = Phone(line.wire).call(Antenna(Outcome.BUSY))
    call.speak(STORY)
    call.speak("oui")
    assert call.asks == "phone"
    answered = Phone(line.wire, "+33639980002").call(Antenna(Outcome.TAKEN))
    endangered = Phone(line.wire, "+33639980003").call()

    line.service.stop_one("rasa", signal.SIGKILL)
    try:
        _the_others_while_it_is_dead(line, call, answered, endangered)
    finally:
        line.service.start_one("rasa")
    line.service.wait_ready()

    # The next turn goes on.
    call.speak("06 39 98 12 01")
    call.speak("oui")
    handoff = handoff_of(line.desk, call_sid=call.sid)
    assert handoff["answers"]["phone"]["value"] == "+33639981201"
    assert not call.ended


def _the_others_while_it_is_dead(line: Line, call: Call, answered: Call, endangered: Call) -> None:
    call.speak("zéro six trente-neuf quatre-vingt-dix-huit douze zéro un")
    assert "souci technique" in call.just_said, call.script
    assert "Je vous passe une personne" in call.just_said, call.script
    assert len(call.dialled) == 1
    # Nobody took the call: by when she is called is said, and the line goes on.
    assert "rappellera" in call.just_said
    assert call.asks == "phone", call.script
    handoff = handoff_of(line.desk, call_sid=call.sid)
    assert not handoff["complete"]
    assert STORY in handoff["answers"]["narrative"]["value"]
    # A silence needs no engine, nor does a key.
    call.stay_silent()
    assert call.asks == "phone"
    call.type("0")
    assert len(call.dialled) == 2, call.script

    # Where somebody answers at the antenna, she hears the summary and the lines are joined.
    answered.speak(STORY)
    assert answered.dialled[0].bridged, answered.script
    assert answered.ended
    assert STORY in handoff_of(line.desk, call_sid=answered.sid)["answers"]["narrative"]["value"]

    # Danger first: by the rules alone.
    endangered.speak("j en peux plus je vais avaler tous mes cachets ce soir")
    assert "112" in endangered.just_said
    assert handoff_of(line.desk, call_sid=endangered.sid)["danger"]["kind"] == "suicide"
    assert not endangered.ended
