"""The outbox on a real PostgreSQL, with several workers at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake.outbox import Enqueued
from intake.runtime import Runtime
from tests.conftest import NOW
from tests.intake.outbox import test_delivery, test_reminders, test_sending, test_writing
from tests.intake.outbox.support import LEASE, after, bodies, conversation, leave, put, rows, take
from tests.intake.storage.test_postgresql import at_once, cluster, migrated, settings

pytestmark = pytest.mark.slow
__all__ = ["cluster", "migrated", "settings"]

# The very same tests as on SQLite, run here with a database of PostgreSQL; the laws and one written in SQLite's words apart.
_APART = ("test_any_order", "test_a_pause_is_never", "test_a_text_that_slipped_in")
globals().update(
    {
        name: found
        for module in (test_writing, test_sending, test_delivery, test_reminders)
        for name, found in vars(module).items()
        if name.startswith(("test_", "text_id", "unfinished")) and not name.startswith(_APART)
    }
)


def test_the_same_key_eight_times_at_once_is_one_text(runtime: Runtime):
    told = at_once(runtime.database, 8, lambda _: put(runtime, key="same"))
    assert sorted(one.value for one in told) == [Enqueued.DUPLICATE.value] * 7 + [Enqueued.QUEUED.value]
    assert len(rows(runtime)) == 1


def test_six_workers_share_the_texts_and_none_is_taken_twice(runtime: Runtime):
    for number in range(60):
        put(runtime, f"texte {number}", daily_limit=100)

    def work(_: int) -> list[str]:
        mine = []
        while texts := take(runtime, limit=3):
            for text in texts:
                leave(runtime, text)
                mine.append(text.body)
        return mine

    taken = [body for mine in at_once(runtime.database, 6, work) for body in mine]
    # A round may come back empty-handed because another worker held what it looked at.
    taken += bodies(runtime)
    assert sorted(taken) == sorted(f"texte {number}" for number in range(60))


def test_six_workers_keep_the_order_of_each_conversation(runtime: Runtime):
    talks = [conversation(runtime, seed=seed) for seed in range(1, 5)]
    for number in range(6):
        for talk in talks:
            put(runtime, f"{talk}/{number}", now=NOW + timedelta(milliseconds=number), conversation_id=talk)
    order: list[str] = []

    def work(_: int) -> None:
        while len(order) < 24:
            for text in take(runtime, after(seconds=1), limit=2):
                order.append(text.body)
                leave(runtime, text)

    at_once(runtime.database, 6, work)
    assert len(order) == len(set(order)) == 24
    for talk in talks:
        assert [body for body in order if body.startswith(talk)] == [f"{talk}/{number}" for number in range(6)]


def test_a_lease_that_ran_out_is_taken_by_one_of_eight(runtime: Runtime):
    put(runtime)
    take(runtime)
    assert sorted(len(taken) for taken in at_once(runtime.database, 8, lambda _: take(runtime, NOW + LEASE))) == [0] * 7 + [1]
