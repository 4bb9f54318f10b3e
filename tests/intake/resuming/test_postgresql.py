"""Codes on a real PostgreSQL, where those who try one at once really do."""

from __future__ import annotations

import pytest

from intake.resuming import TooManyTriesError
from intake.resuming.codes import MOST_BY_CALLER
from intake.runtime import Runtime
from tests.intake.resuming.test_codes import give, request, take, wrong
from tests.intake.storage.test_postgresql import at_once, cluster, migrated, settings

pytestmark = pytest.mark.slow
__all__ = ["cluster", "migrated", "settings"]


@pytest.mark.parametrize("_time", range(4))
def test_one_code_at_once_opens_one_request_once(runtime: Runtime, _time: int):
    wanted = request(runtime)
    code = give(runtime, wanted)
    told = at_once(runtime.database, 8, lambda number: take(runtime, code, caller=f"{number:032d}"))
    assert [one for one in told if one is not None] == [wanted]


def test_tries_at_once_are_all_counted(runtime: Runtime):
    code = give(runtime, request(runtime))

    def attempt(_: int) -> str | None:
        try:
            return take(runtime, wrong(code))
        except TooManyTriesError:
            return "too many"

    told = at_once(runtime.database, 16, attempt)
    assert told.count(None) == MOST_BY_CALLER
    assert told.count("too many") == 16 - MOST_BY_CALLER
