"""What is pressed needs no understanding: keys and numbered lines go on while the dialogue engine is down."""

from __future__ import annotations

from tests.channels.line import Line
from tests.channels.telephone.people import at, do


def test_a_key_that_chooses_goes_on_by_telephone(line: Line):
    call = at(line, "safe_contact")
    line.engine.down = True
    do(call, "[1]")
    assert call.now.asks == "postal_code"
    assert call.draft.value("safe_contact") == "oui"
    # What is said needs the engine: she is passed on to a person.
    do(call, "quarante-quatre mille")
    assert "souci technique" in call.now.said


def test_a_yes_to_a_read_back_goes_on_too(line: Line):
    call = at(line, "checking")
    line.engine.down = True
    do(call, "[1]")
    assert call.now.asks == "safe_contact"
