"""Opening the database and the two kinds of transaction: read and write."""

from __future__ import annotations

import copy
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event, func, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.orm import Session, sessionmaker

BUSY_SECONDS = 10
REHEARSAL = "rehearsal"


class DatabaseDownError(RuntimeError):
    """The database cannot be reached or stays locked; nothing was changed."""


class Database:
    """One engine and its sessions. A transaction never spans an await: callers run it in a thread."""

    def __init__(self, url: str, *, schema: str | None = None) -> None:
        """`schema`: where its tables are, on PostgreSQL; the usual place unless given."""
        self.url = url
        sqlite = url.startswith("sqlite")
        self._queue = threading.RLock() if sqlite else None
        # Errors never repeat the values of a statement: they may be what a person said.
        if sqlite:
            waits: dict[str, Any] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
            self.engine = create_engine(url, connect_args=waits, hide_parameters=True)
            _prepare_sqlite(self.engine)
        else:
            waits = {"connect_timeout": BUSY_SECONDS, "options": f"-c lock_timeout={BUSY_SECONDS}s"}
            if schema is not None:
                waits["options"] += f" -c search_path={schema}"
            self.engine = create_engine(url, connect_args=waits, pool_pre_ping=True, pool_size=10, max_overflow=20, hide_parameters=True)
        self._write = sessionmaker(self.engine, expire_on_commit=False)
        reading = self.engine.execution_options(seuil_read=True) if sqlite else self.engine
        self._read = sessionmaker(reading, expire_on_commit=False, autoflush=False)

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One write transaction, committed at the end; SQLite takes its write lock at once (BEGIN IMMEDIATE)."""
        with self._in_turn(), _reachable(), self._write.begin() as session:
            yield session

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Writers of this process queue for SQLite's one write lock: its own waiting polls, and leaves the unlucky behind."""
        if self._queue is None:
            yield
            return
        if not self._queue.acquire(timeout=BUSY_SECONDS):
            raise DatabaseDownError("la base de données reste occupée (SEUIL_DATABASE_URL)")
        try:
            yield
        finally:
            self._queue.release()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One read transaction."""
        with _reachable(), self._read() as session:
            yield session

    def rehearsing(self, version: int) -> Database:
        """The same database, whose sessions rehearse one convention: see `rehearsal_of`."""
        found = copy.copy(self)
        for name in ("_write", "_read"):
            made: sessionmaker[Session] = getattr(self, name)
            marks = {**made.kw, "info": {REHEARSAL: version}}
            setattr(found, name, sessionmaker(**marks))
        return found

    def ping(self) -> None:
        """Raise DatabaseDownError when the database does not answer."""
        with self.read() as session:
            session.connection().exec_driver_sql("SELECT 1")

    def migrate(self, revision: str = "head") -> None:
        """Bring the tables to a revision; creates them on a new database."""
        move = command.downgrade if revision == "base" else command.upgrade
        with _reachable():
            move(self._alembic(), revision)

    def tend(self) -> None:
        """Let the database look at its tables again: without that SQLite takes the wrong index once there are many rows.

        PostgreSQL does so by itself.
        """
        if self._queue is None:
            return
        with self.write() as session:
            connection = session.connection()
            # A sample is enough, and holds the writers up for a moment only.
            connection.exec_driver_sql("PRAGMA analysis_limit = 1000")
            connection.exec_driver_sql("ANALYZE")

    def _alembic(self) -> Config:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        config.attributes["engine"] = self.engine
        return config

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def rehearsal_of(session: Session) -> int | None:
    """The version of the convention that this session rehearses, None in real work: nothing leaves a rehearsal."""
    found: int | None = session.info.get(REHEARSAL)
    return found


def hold_name(session: Session, name: str) -> None:
    """Keep everybody else who holds this name waiting until the transaction ends; SQLite's writers wait for each other anyway."""
    if session.get_bind().dialect.name == "postgresql":
        key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
        session.execute(select(func.pg_advisory_xact_lock(key)))


@contextmanager
def _reachable() -> Iterator[None]:
    try:
        yield
    except (OperationalError, PoolTimeoutError) as error:
        raise DatabaseDownError("la base de données ne répond pas (SEUIL_DATABASE_URL)") from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise DatabaseDownError("la base de données ne répond plus (SEUIL_DATABASE_URL)") from error
        raise


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        # The driver's own transaction handling is off, so that BEGIN IMMEDIATE below is the only BEGIN.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        reading = connection.get_execution_options().get("seuil_read", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
