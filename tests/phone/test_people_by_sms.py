"""Ten people write texts, and end as they do on the page."""

from __future__ import annotations

import pytest

from tests.phone.callers import WRITING, by_text, person_by
from tests.phone.conftest import Line
from tests.phone.endings import check, handoff_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", WRITING)
def test_each_person_ends_by_text_as_on_the_page(line: Line, name: str):
    told = by_text(line.wire, line.carrier, name)
    print(told.script)  # noqa: T201  pytest shows it when the test fails
    check(handoff_of(line.desk, message_sid=told.sid), person_by("sms", name), told)
