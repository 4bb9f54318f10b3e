import contextlib
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import StatementError

from intake.runtime import Runtime
from intake.storage import Database, DatabaseDownError, OutboxRow


def _store(runtime: Runtime, stored: OutboxRow) -> None:
    with runtime.database.write() as session:
        session.add(stored)


def row(key: str) -> OutboxRow:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    return OutboxRow(key=key, kind="test", payload={"to": "Jeanne Le Bihan"}, status="waiting", due_at=now, created_at=now)


def test_sqlite_is_set_for_several_processes(runtime: Runtime):
    with runtime.database.read() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA synchronous")) == 2
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_what_is_sensitive_is_unreadable_in_the_file(runtime: Runtime):
    with runtime.database.write() as session:
        session.add(row("a"))
    with runtime.database.read() as session:
        assert session.scalar(select(OutboxRow)).payload == {"to": "Jeanne Le Bihan"}
    stored = b"".join(path.read_bytes() for path in runtime.settings.var.glob("seuil.db*"))
    assert b"Bihan" not in stored


def test_an_error_undoes_the_whole_transaction(runtime: Runtime):
    def half() -> None:
        with runtime.database.write() as session:
            session.add(row("a"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with runtime.database.read() as session:
        assert session.scalar(select(OutboxRow)) is None


def test_writers_wait_for_each_other_and_lose_nothing(runtime: Runtime):
    def write(number: int) -> None:
        for count in range(10):
            with runtime.database.write() as session:
                session.add(row(f"{number}-{count}"))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with runtime.database.read() as session:
        assert len(session.scalars(select(OutboxRow)).all()) == 40


def test_a_database_out_of_reach_is_said_in_one_line_naming_the_setting(tmp_path: Path):
    with pytest.raises(DatabaseDownError, match="SEUIL_DATABASE_URL"):
        Database(f"sqlite:///{tmp_path}/no/such/folder/seuil.db").ping()


def test_moments_come_back_aware(runtime: Runtime):
    with runtime.database.write() as session:
        session.add(row("a"))
    with runtime.database.read() as session:
        assert session.scalar(select(OutboxRow)).due_at == datetime(2026, 11, 23, tzinfo=UTC)
    naive = row("b")
    naive.due_at = datetime(2026, 11, 23)
    with pytest.raises(StatementError, match="aware"):
        _store(runtime, naive)


def test_writers_of_one_process_queue_and_one_that_fails_keeps_nobody_waiting(runtime: Runtime):
    def write(n: int) -> None:
        for turn in range(5):
            with contextlib.suppress(LookupError), runtime.database.write() as session:
                session.add(row(f"{n}-{turn}"))
                session.flush()
                if turn == 2:
                    raise LookupError

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with runtime.database.read() as session:
        kept = set(session.scalars(select(OutboxRow.key)))
    assert kept == {f"{n}-{turn}" for n in range(8) for turn in (0, 1, 3, 4)}


def test_the_tables_are_looked_at_so_that_the_right_index_is_taken(runtime: Runtime):
    runtime.database.tend()
    with runtime.database.read() as session:
        seen = session.connection().exec_driver_sql("SELECT DISTINCT tbl FROM sqlite_stat1").scalars().all()
    assert "conventions" in seen
