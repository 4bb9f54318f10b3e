"""Live conversations on a real PostgreSQL, with several members and several workers at once."""

from __future__ import annotations

import pytest

from channels.worker import care_for_live
from intake.live import HeldByOtherError
from intake.runtime import Runtime
from tests.intake.live import test_live
from tests.intake.live.test_live import at, begin, log, staff, take, turn
from tests.intake.storage.test_postgresql import at_once, cluster, migrated, settings

pytestmark = pytest.mark.slow
__all__ = ["cluster", "migrated", "settings"]

# The very same tests as on SQLite.
globals().update({name: found for name, found in vars(test_live).items() if name.startswith("test_")})


def test_of_six_members_at_once_one_has_it(runtime: Runtime):
    members = [staff(runtime, f"Lucie Moreau{letter}") for letter in "abcdef"]
    talk = begin(runtime)

    def try_it(number: int) -> bool:
        try:
            return take(runtime, members[number], talk)
        except HeldByOtherError:
            return False

    assert sorted(at_once(runtime.database, 6, try_it)) == [False] * 5 + [True]
    assert len([item for item in log(runtime, talk) if "a rejoint la conversation" in item.text]) == 1


def test_of_four_workers_at_once_one_tells_and_one_gives_back(runtime: Runtime):
    waiting, held = begin(runtime, seed=1), begin(runtime, seed=2)
    turn(runtime, waiting, "une personne", "human")
    take(runtime, staff(runtime), held)
    later = at(runtime, minutes=11)
    assert sum(at_once(later.database, 4, lambda _: care_for_live(later))) == 2
    assert len([item for item in log(runtime, waiting) if "n’a pas pu vous répondre" in item.text]) == 1
    assert len([item for item in log(runtime, held) if "ne répond plus ici" in item.text]) == 1
