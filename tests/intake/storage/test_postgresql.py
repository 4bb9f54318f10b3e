"""Everything the database promises, on a real PostgreSQL: the tests of SQLite again, then what only several processes can break."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import TypeVar

import pytest
from alembic import command
from sqlalchemy import func, inspect, select, text

from intake.dialogue import State, Turn, answer_turn
from intake.requests import (
    Conversation,
    HandoverReason,
    Reply,
    add_account,
    begin_turn,
    end_turn,
    hand_over,
    messages_after,
    receive,
    refresh,
    replies_to,
    seed_reference_data,
    store_replies,
)
from intake.runtime import Runtime
from intake.settings import Settings
from intake.storage import (
    AccountPartRow,
    Base,
    ConversationRow,
    Database,
    DatabaseDownError,
    HandoffRow,
    MessageRow,
    RequestRow,
    hold_name,
)
from lexicon.codes import SaidBy
from tests.conftest import NOW, make_settings
from tests.intake.requests import test_conversations, test_handoffs
from tests.intake.requests.conftest import open_one, tell
from tests.intake.storage import test_database
from tests.postgres import Cluster, NoPostgresqlError, running_cluster

pytestmark = pytest.mark.slow

LEASE = timedelta(seconds=30)
STORY = "Ma chaudière est en panne depuis la sortie de l’hôpital"
T = TypeVar("T")

# The very same tests as on SQLite, run here with this module's database.
globals().update(
    {name: found for module in (test_conversations, test_handoffs) for name, found in vars(module).items() if name[:5] == "test_"}
)
test_an_error_undoes_the_whole_transaction = test_database.test_an_error_undoes_the_whole_transaction
test_writers_wait_for_each_other_and_lose_nothing = test_database.test_writers_wait_for_each_other_and_lose_nothing
test_moments_come_back_aware = test_database.test_moments_come_back_aware


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    try:
        with running_cluster() as running:
            yield running
    except NoPostgresqlError as missing:
        pytest.fail(str(missing))


@pytest.fixture(scope="session")
def migrated(cluster: Cluster) -> Iterator[str]:
    """The name of a database with its tables, made by the migrations, and the sample convention: what each test gets a copy of."""
    with cluster.fresh() as name:
        database = Database(cluster.url_of(name))
        database.migrate()
        with database.write() as session:
            seed_reference_data(session, now=NOW, region=Settings(_env_file=None).sample_region)
        database.close()
        yield name


@pytest.fixture
def empty(cluster: Cluster) -> Iterator[Database]:
    with cluster.fresh() as name:
        database = Database(cluster.url_of(name))
        yield database
        database.close()


@pytest.fixture
def settings(tmp_path: Path, cluster: Cluster, migrated: str) -> Iterator[Settings]:
    """Takes the place of SQLite's settings, so that `runtime` is on PostgreSQL."""
    with cluster.fresh(migrated) as name:
        yield make_settings(tmp_path, database_url=cluster.url_of(name))


@pytest.fixture
def conversation(runtime: Runtime) -> Conversation:
    assert runtime.database.engine.dialect.name == "postgresql"
    with runtime.database.write() as session:
        return open_one(session, runtime.clock.now())


def at_once(database: Database, times: int, work: Callable[[int], T]) -> list[T]:
    """What `work` gives for 0, 1… when all start together, each in a thread; raises what any of them raises."""
    # Connections are opened beforehand: opening one takes longer than most of the work.
    for connection in [database.engine.connect() for _ in range(times)]:
        connection.close()
    together = Barrier(times)

    def one(number: int) -> T:
        together.wait(10)
        return work(number)

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


# Tables


def test_migrations_make_exactly_the_tables_of_the_code_and_undo_them(empty: Database):
    empty.migrate()
    command.check(empty._alembic())
    assert set(inspect(empty.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    empty.migrate("base")
    assert inspect(empty.engine).get_table_names() == ["alembic_version"]
    empty.migrate()
    command.check(empty._alembic())


def test_what_is_sensitive_is_unreadable_by_sql(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        message = receive(session, conversation.id, text=STORY, client_id="1", now=now)
        add_account(session, conversation.request_id, message.id, text=STORY, said_by=SaidBy.PERSON, now=now)
        tell(session, conversation, now, name={"first": "Jeanne", "last": "Le Bihan"}, phone="+33639981201", hospital_status="sorti")
        store_replies(session, conversation.id, replies=[Reply(text="Bonjour Jeanne")], now=now, answers=message, state={"name": "Bihan"})
        hand_over(session, conversation.request_id, reason=HandoverReason.SENT, now=now, indexer=runtime.indexer)
    with runtime.database.read() as session:
        stored = "\n".join(
            # `escape` shows the readable part of bytes as it is.
            session.scalar(text(f"SELECT coalesce(string_agg({_readable(table)}, ' '), '') FROM {table} AS t")) or ""  # noqa: S608
            for table in Base.metadata.tables
            if table not in ("conventions", "antennas")
        )
    assert conversation.id in stored
    for secret in ("Jeanne", "Bihan", "639981201", "chaudi", "sorti", "Bonjour"):
        assert secret not in stored, secret


def _readable(table: str) -> str:
    columns = Base.metadata.tables[table].columns
    shown = (f"encode(t.{c.name}, 'escape')" if c.type.compile() == "BLOB" else f"t.{c.name}::text" for c in columns)
    return f"concat_ws(' ', {', '.join(shown)})"


# Several processes


def test_the_same_message_arriving_eight_times_at_once_is_one_message(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()

    def arrive(_: int) -> tuple[str, bool]:
        with runtime.database.write() as session:
            received = receive(session, conversation.id, text="bonjour", client_id="same", now=now)
            return received.id, received.new

    arrived = at_once(runtime.database, 8, arrive)
    assert len({message for message, _ in arrived}) == 1
    assert sorted(new for _, new in arrived) == [False] * 7 + [True]
    with runtime.database.read() as session:
        assert len(messages_after(session, conversation.id, 0)) == 1


def test_messages_arriving_together_are_numbered_without_a_gap(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()

    def arrive(number: int) -> int:
        with runtime.database.write() as session:
            return receive(session, conversation.id, text="bonjour", client_id=str(number), now=now).seq

    assert sorted(at_once(runtime.database, 8, arrive)) == list(range(1, 9))


def test_one_turn_of_eight_wins_and_another_after_its_lease(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        message = receive(session, conversation.id, text="bonjour", client_id="1", now=now)

    def turns(moment_after: timedelta) -> list[bool]:
        def take(number: int) -> bool:
            with runtime.database.write() as session:
                return begin_turn(session, conversation.id, message, f"{moment_after.seconds}-{number}", now + moment_after, LEASE)

        return sorted(at_once(runtime.database, 8, take))

    assert turns(timedelta(0)) == [False] * 7 + [True]
    assert turns(timedelta(seconds=1)) == [False] * 8
    assert turns(LEASE + timedelta(seconds=2)) == [False] * 7 + [True]


def test_a_message_answered_twice_at_once_has_one_answer(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        message = receive(session, conversation.id, text="bonjour", client_id="1", now=now)

    def answer(number: int) -> list[Reply]:
        with runtime.database.write() as session:
            return store_replies(session, conversation.id, replies=[Reply(text=f"réponse {number}")], now=now, answers=message)

    told = at_once(runtime.database, 6, answer)
    assert all(replies == told[0] for replies in told)
    with runtime.database.read() as session:
        assert replies_to(session, message.id) == told[0]
        assert session.scalar(select(func.count()).select_from(MessageRow)) == 2


def test_a_turn_tried_twice_at_once_is_recorded_once(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        message = receive(session, conversation.id, text=STORY, client_id="1", now=now)
    turn = Turn(conversation_id=conversation.id, message_id=message.id, text=STORY, state=State())

    def play(_: int) -> int:
        with runtime.database.write() as session:
            return len(answer_turn(session, turn, "human", now=now, indexer=runtime.indexer).replies)

    assert all(at_once(runtime.database, 4, play))
    with runtime.database.read() as session:
        assert session.scalars(select(AccountPartRow.text)).all() == [STORY]
        assert session.scalar(select(func.count()).select_from(HandoffRow)) == 1


def test_a_request_handed_over_eight_times_at_once_has_one_hand_off(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        message = receive(session, conversation.id, text=STORY, client_id="1", now=now)
        add_account(session, conversation.request_id, message.id, text=STORY, said_by=SaidBy.PERSON, now=now)

    def hand(_: int) -> str:
        with runtime.database.write() as session:
            return hand_over(session, conversation.request_id, reason=HandoverReason.SENT, now=now, indexer=runtime.indexer).id

    assert len(set(at_once(runtime.database, 8, hand))) == 1
    with runtime.database.read() as session:
        assert session.scalar(select(func.count()).select_from(HandoffRow)) == 1


def test_a_form_sent_eight_times_at_once_opens_one_conversation(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()

    def open_same(number: int) -> str:
        with runtime.database.write() as session:
            return open_one(session, now, seed=100 + number, conversation_id="00000000-0000-7000-8000-000000000001").request_id

    assert len(set(at_once(runtime.database, 8, open_same))) == 1
    with runtime.database.read() as session:
        assert session.scalar(select(func.count()).select_from(ConversationRow)) == 2
        assert session.scalar(select(func.count()).select_from(RequestRow)) == 2


def test_writing_answering_and_handing_over_never_lock_each_other_out(runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        asked = receive(session, conversation.id, text=STORY, client_id="first", now=now)
        add_account(session, conversation.request_id, asked.id, text=STORY, said_by=SaidBy.PERSON, now=now)

    def write(number: int, step: int) -> None:
        with runtime.database.write() as session:
            receive(session, conversation.id, text="encore", client_id=f"{number}-{step}", now=now)

    def hand(number: int, step: int) -> None:
        with runtime.database.write() as session:
            hand_over(session, conversation.request_id, reason=HandoverReason.SENT, now=now, indexer=runtime.indexer)
            store_replies(session, conversation.id, replies=[Reply(text="oui")], now=now, state={"step": step})

    def follow(number: int, step: int) -> None:
        with runtime.database.write() as session:
            begin_turn(session, conversation.id, asked, str(number), now, LEASE)
        with runtime.database.write() as session:
            refresh(session, conversation.request_id, now=now, indexer=runtime.indexer)
        with runtime.database.write() as session:
            end_turn(session, conversation.id, str(number))

    def work(number: int) -> None:
        for step in range(10):
            (write, hand, follow)[number % 3](number, step)

    at_once(runtime.database, 6, work)
    with runtime.database.read() as session:
        items = messages_after(session, conversation.id, 0)
    assert [item.seq for item in items] == list(range(1, 1 + 1 + 20 + 20))


# The server goes away


def test_a_stopped_server_is_said_and_its_return_is_enough(cluster: Cluster, runtime: Runtime, conversation: Conversation):
    now = runtime.clock.now()

    def cut_off() -> None:
        with runtime.database.write() as session:
            receive(session, conversation.id, text="bonjour", client_id="lost", now=now)
            cluster.stop()

    try:
        with pytest.raises(DatabaseDownError, match="SEUIL_DATABASE_URL"):
            cut_off()
        with pytest.raises(DatabaseDownError, match="SEUIL_DATABASE_URL"):
            runtime.database.ping()
        with pytest.raises(DatabaseDownError, match="SEUIL_DATABASE_URL"):
            runtime.database.migrate()
    finally:
        cluster.start()
    with runtime.database.write() as session:
        assert messages_after(session, conversation.id, 0) == []
        assert receive(session, conversation.id, text="bonjour", client_id="1", now=now).new


def test_a_lock_that_stays_is_not_waited_for_without_end(runtime: Runtime):
    with runtime.database.read() as session:
        assert session.scalar(text("SHOW lock_timeout")) == "10s"


def test_an_unknown_server_is_said(tmp_path: Path, cluster: Cluster):
    database = Database(cluster.url_of("no_such_database"))
    with pytest.raises(DatabaseDownError, match="SEUIL_DATABASE_URL"):
        database.ping()
    database.close()


def test_who_holds_a_name_keeps_the_others_waiting_until_the_end(runtime: Runtime):
    done: list[str] = []

    def hold(name: str) -> None:
        with runtime.database.write() as session:
            hold_name(session, name)
            done.append(name)

    with ThreadPoolExecutor(2) as pool:
        with runtime.database.write() as session:
            hold_name(session, "one")
            # Twice in one transaction is no wait.
            hold_name(session, "one")
            waiting = pool.submit(hold, "one")
            pool.submit(hold, "other").result(10)
            assert wait([waiting], 0.5).not_done == {waiting}
            assert done == ["other"]
        waiting.result(10)
    assert done == ["other", "one"]


def test_a_name_is_let_go_when_the_transaction_fails(runtime: Runtime):
    def fail() -> None:
        with runtime.database.write() as session:
            hold_name(session, "one")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with runtime.database.write() as session:
        hold_name(session, "one")
