"""The number of the service to call, remembered for when the database is down."""

from __future__ import annotations

from intake.directory import Antenna, service_antenna
from intake.requests import antennas
from intake.storage import Database, DatabaseDownError


class ServiceLine:
    """The first antenna, as last read."""

    def __init__(self, database: Database) -> None:
        """Reads it once, if the database answers."""
        self._database = database
        self._known: Antenna | None = None
        self.antenna()

    def antenna(self) -> Antenna | None:
        """The antenna as it is now, or as last known while the database is down."""
        try:
            with self._database.read() as session:
                self._known = service_antenna(antennas(session))
        except DatabaseDownError:
            pass
        return self._known

    @property
    def cached(self) -> Antenna | None:
        """The antenna as last known, without asking the database."""
        return self._known
