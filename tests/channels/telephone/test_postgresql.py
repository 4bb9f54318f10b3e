"""Calls and texts on a real PostgreSQL, where posts at once really are at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.privacy import Indexer, KeyRing, unlock
from intake.runtime import Runtime
from intake.storage import Database
from tests.channels.line import Line, MovableClock, line_settings
from tests.channels.telephone import test_posts
from tests.channels.texts import test_texting
from tests.conftest import NOW
from tests.intake.storage.test_postgresql import cluster, migrated
from tests.postgres import Cluster

pytestmark = pytest.mark.slow
__all__ = ["cluster", "migrated"]

_HERE = (
    "test_one_turn_posted_eight_times",
    "test_two_different_answers",
    "test_first_posts_at_once",
    "test_ten_calls_at_once",
    "test_late_and_future_turns",
    "test_the_end_of_a_call",
    "test_two_numbers_never_share",
    "test_one_text_posted_eight_times",
    "test_texts_of_one_number_at_once",
    "test_stop_as_a_single_word",
    "test_a_photo_is_declined",
    "test_every_text_of_a_whole_request",
)
# The very same tests as on SQLite.
globals().update({name: found for module in (test_posts, test_texting) for name, found in vars(module).items() if name.startswith(_HERE)})


@pytest.fixture
def line(tmp_path: Path, cluster: Cluster, migrated: str) -> Iterator[Line]:
    with cluster.fresh(migrated) as name:
        settings = line_settings(tmp_path, database_url=cluster.url_of(name))
        unlock(KeyRing(settings.keys))
        database = Database(settings.database)
        yield Line(Runtime(settings, MovableClock(NOW), Indexer(settings.index), database))
        database.close()
