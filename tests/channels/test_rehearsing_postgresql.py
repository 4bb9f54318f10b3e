"""Rehearsals on a real PostgreSQL, in a schema of their own: the very same tests as on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from intake.clock import ShiftedClock
from intake.privacy import Indexer, KeyRing, unlock
from intake.requests import seed_reference_data
from intake.runtime import Runtime
from intake.storage import Database
from tests.channels import test_rehearsing
from tests.channels.test_rehearsing import draft_id, hands, page
from tests.conftest import NOW, make_settings
from tests.intake.storage.test_postgresql import cluster, migrated
from tests.postgres import Cluster

pytestmark = pytest.mark.slow
__all__ = ["cluster", "draft_id", "hands", "migrated", "page"]

_HERE = ("test_a_conversation_uses", "test_a_hand_off_made", "test_nothing_stays", "test_the_engine_s_actions")
globals().update({name: found for name, found in vars(test_rehearsing).items() if name.startswith(_HERE)})


@pytest.fixture
def runtime(tmp_path: Path, cluster: Cluster, migrated: str) -> Iterator[Runtime]:
    with cluster.fresh(migrated) as name:
        settings = make_settings(tmp_path, database_url=cluster.url_of(name))
        unlock(KeyRing(settings.keys))
        database = Database(settings.database)
        with database.write() as session:
            seed_reference_data(session, now=NOW, region=settings.sample_region)
        yield Runtime(settings, ShiftedClock(NOW), Indexer(settings.index), database)
        database.close()
