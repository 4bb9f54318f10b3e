"""Where rehearsals happen: tables of their own that no queue, no figure, no sender and nobody on call ever reads.

On SQLite it is a second file beside the first, on PostgreSQL a schema. It holds what the service publishes (antennas, directory)
and the drafts that are rehearsed today, as if they were in force; the worker empties it after midnight.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from sqlalchemy import delete, func, insert, inspect, make_url, select, text
from sqlalchemy.orm import Session

from intake.clock import PARIS, OtherDayClock
from intake.convention import Convention
from intake.requests import publish_convention, rehearsed_in
from intake.runtime import Runtime
from intake.storage import AntennaRow, Base, CommuneRow, ConventionRow, Database, ReachRow, ServiceRow, StructureRow
from intake.storage import hold_name as hold

SCHEMA: Final = "seuil_repetition"
# What the service publishes, in an order in which it can be copied.
_PUBLISHED: Final = (StructureRow, ReachRow, ServiceRow, CommuneRow)
_AT_ONCE: Final = 2_000


@dataclass(frozen=True)
class Rehearsal:
    """One rehearsal: what is rehearsed, as if on which day, and the parts that everything in it runs on."""

    convention: Convention
    day: date
    opened: datetime
    runtime: Runtime


class Room:
    """The rehearsals of one service; made when a process starts, and costs nothing until somebody rehearses."""

    def __init__(self, runtime: Runtime) -> None:
        """`runtime`: that of real work."""
        self._runtime = runtime
        self._guard = threading.Lock()
        self._database: Database | None = None

    def open(self, convention: Convention, day: date) -> Rehearsal:
        """Begin to rehearse a convention as if it were `day`; it gets a number of its own. Raises DatabaseDownError."""
        self._prepare()
        room, now = self._tables(), self._runtime.clock.now()
        with self._runtime.database.read() as real, room.write() as session:
            self._copy(real, session)
            newest = max(_newest(real), _newest(session))
            numbered = convention.model_copy(update={"version": newest + 1})
            publish_convention(session, numbered, now)
            session.flush()
            # In force from the very day that is rehearsed, whatever the convention says of its own beginning.
            session.get_one(ConventionRow, numbered.version).effective_from = day
        return self._rehearsal(numbered, day, now)

    def find(self, version: int) -> Rehearsal | None:
        """The rehearsal with that number, None when there is none (any more). Raises DatabaseDownError."""
        if not self._exists():
            return None
        with self._tables().read() as session:
            row = session.get(ConventionRow, version)
            if row is None:
                return None
            return self._rehearsal(Convention.model_validate_json(row.content), row.effective_from, row.created_at)

    def runtime_of(self, conversation_id: str) -> Runtime:
        """The parts that a conversation runs on: those of real work, or of its rehearsal. LookupError when that is over."""
        version = rehearsed_in(conversation_id)
        if version is None:
            return self._runtime
        found = self.find(version)
        if found is None:
            raise LookupError("la répétition est finie")
        return found.runtime

    def empty(self) -> bool:
        """Erase everything once a rehearsal of an earlier day is there; True when it did. Raises DatabaseDownError."""
        if not self._exists():
            return False
        today = datetime.combine(self._runtime.clock.today(), time(), PARIS)
        with self._tables().write() as session:
            if session.scalar(select(ConventionRow.version).where(ConventionRow.created_at < today).limit(1)) is None:
                return False
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(delete(table))
        return True

    def close(self) -> None:
        """Close every connection."""
        if self._database is not None:
            self._database.close()

    def _rehearsal(self, convention: Convention, day: date, opened: datetime) -> Rehearsal:
        days = (day - opened.astimezone(PARIS).date()).days
        clock = OtherDayClock(self._runtime.clock, days)
        runtime = replace(self._runtime, clock=clock, database=self._tables().rehearsing(convention.version))
        return Rehearsal(convention, day, opened, runtime)

    @property
    def _file(self) -> Path | None:
        """The file of the room, None on PostgreSQL."""
        url = make_url(self._runtime.database.url)
        if url.get_backend_name() != "sqlite" or not url.database:
            return None
        path = Path(url.database)
        return path.with_name(f"{path.stem}-repetition{path.suffix}")

    def _tables(self) -> Database:
        with self._guard:
            if self._database is None:
                url = make_url(self._runtime.database.url)
                if self._file is None:
                    self._database = Database(self._runtime.database.url, schema=SCHEMA)
                else:
                    self._database = Database(url.set(database=str(self._file)).render_as_string(hide_password=False))
            return self._database

    def _exists(self) -> bool:
        if self._file is not None and not self._file.exists():
            return False
        with self._tables().read() as session:
            return inspect(session.connection()).has_table(ConventionRow.__tablename__)

    def _prepare(self) -> None:
        """Make the tables, or bring them up to date; one process at a time."""
        room = self._tables()
        with self._guard:
            if self._file is not None:
                room.migrate()
                return
            with self._runtime.database.write() as session:
                hold(session, SCHEMA)
                with room.write() as apart:
                    apart.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
                room.migrate()

    def _copy(self, real: Session, room: Session) -> None:
        """What the service publishes: antennas as they are now, the directory once a day."""
        for antenna in real.scalars(select(AntennaRow)):
            room.merge(AntennaRow(code=antenna.code, content=antenna.content))
        if room.scalar(select(StructureRow.id).limit(1)) is not None or room.scalar(select(CommuneRow.code_insee).limit(1)) is not None:
            return
        for table in (Base.metadata.tables[each.__tablename__] for each in _PUBLISHED):
            rows = real.execute(select(table)).mappings()
            for part in rows.partitions(_AT_ONCE):
                room.execute(insert(table), [dict(row) for row in part])


def _newest(session: Session) -> int:
    return session.scalar(select(func.max(ConventionRow.version))) or 0
