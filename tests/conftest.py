"""Shared fixtures: a database of its own for each test, and the real processes once per run."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest

from intake.clock import ShiftedClock
from intake.privacy import Indexer, KeyRing, unlock
from intake.requests import seed_reference_data
from intake.runtime import Runtime
from intake.settings import Settings
from intake.storage import Base, Database
from tests.processes import Service

# How long a law takes to check says nothing of it: times are measured in bench/.
hypothesis.settings.register_profile("seuil", deadline=None)
hypothesis.settings.load_profile("seuil")

# A Monday, in opening hours.
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
KEYS = "test:" + "A" * 43


def make_settings(var: Path, **more: object) -> Settings:
    return Settings(_env_file=None, var_dir=var, secret_keys=KEYS, index_key="index-for-tests", internal_token="internal-for-tests", **more)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return make_settings(tmp_path)


def fill(database: Database, settings: Settings) -> None:
    """The tables and the reference data."""
    Base.metadata.create_all(database.engine)
    with database.write() as session:
        seed_reference_data(session, now=NOW, region=settings.sample_region)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with its tables and its reference data, made once: each test gets a copy, which is quicker."""
    settings = make_settings(tmp_path_factory.mktemp("seeded"))
    unlock(KeyRing(settings.keys))
    database = Database(settings.database)
    fill(database, settings)
    # Closing folds the log that lies beside the file into it.
    database.close()
    return Path(str(database.engine.url.database))


@pytest.fixture
def runtime(settings: Settings, seeded: Path) -> Iterator[Runtime]:
    unlock(KeyRing(settings.keys))
    database = Database(settings.database)
    if database.engine.dialect.name == "sqlite":
        shutil.copyfile(seeded, str(database.engine.url.database))
    else:
        fill(database, settings)
    yield Runtime(settings, ShiftedClock(NOW), Indexer(settings.index), database)
    database.close()


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Every process, really running, on a database of its own."""
    running = Service(tmp_path_factory.mktemp("service"), now="2026-11-23T10:30")
    try:
        running.start()
        yield running
    finally:
        running.stop()
        logging.shutdown()
