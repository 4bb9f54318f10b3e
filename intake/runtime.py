"""What every process of the service starts from: settings, clock, keys and database."""

from __future__ import annotations

from dataclasses import dataclass

from intake.clock import Clock, clock_from
from intake.privacy import Indexer, KeyRing, unlock
from intake.quiet import quiet_logs
from intake.settings import Settings
from intake.storage import Database


@dataclass(frozen=True)
class Runtime:
    """The parts that functions are handed: nothing below reads the environment or the machine's time."""

    settings: Settings
    clock: Clock
    indexer: Indexer
    database: Database


def start(settings: Settings | None = None) -> Runtime:
    """Read the settings, load the keys and open the database; raises SettingsError with one line."""
    quiet_logs()
    settings = settings or Settings()
    unlock(KeyRing(settings.keys))
    return Runtime(settings, clock_from(settings.start_of_clock), Indexer(settings.index), Database(settings.database))
