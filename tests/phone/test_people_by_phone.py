"""Twenty people phone, and end as they do on the page."""

from __future__ import annotations

import pytest

from tests.phone.callers import PHONING, by_phone, person_by
from tests.phone.conftest import Line
from tests.phone.endings import check, handoff_of
from tests.phone.recognised import recognised
from tests.phone.spoken import question, too_long

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", PHONING)
def test_each_person_ends_by_phone_as_on_the_page(line: Line, name: str):
    told = by_phone(line.wire, name)
    print(told.script)  # noqa: T201  pytest shows it when the test fails
    assert told.ended, "the line stays open after goodbye"
    check(handoff_of(line.desk, call_sid=told.sid), person_by("voice", name), told, recognised)
    assert not [wrong for said in told.questions for wrong in too_long(question(said))]
