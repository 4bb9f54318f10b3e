"""The way of a text from the outbox to a carrier that fails in every way it can."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy.orm import Session

from channels.carrier import Carrier
from channels.mail import Mailer
from channels.sending import NoCarrierError, send_due
from channels.worker import care_for_texts, keep, run
from intake.outbox import TextStatus, apply_delivery, opt_out, opted_out
from intake.runtime import Runtime
from intake.settings import ROOT
from intake.storage import Database, DatabaseDownError
from tests.carrier.fake import ACCOUNT, HANGS, RESETS, TAKES_AND_HANGS, TOKEN, Answer, FakeCarrier, broken, busy, refuses
from tests.conftest import KEYS, NOW, make_settings
from tests.intake.outbox import support
from tests.intake.outbox.support import TO, conversation, put, row, rows, statuses

FAULTS = [busy(), busy(30), broken(500), broken(503), HANGS, RESETS]


@dataclass
class HandClock:
    """A clock that only moves when told."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()

    def forward(self, **parts: float) -> None:
        self.moment += timedelta(**parts)


@dataclass
class Bench:
    """Everything that a text goes through, with a clock and a carrier under our hands."""

    runtime: Runtime
    clock: HandClock
    fake: FakeCarrier
    carrier: Carrier

    # Leaves early: for a carrier that will not answer anyway.
    hasty: Carrier

    def send(self) -> int:
        silent = bool(self.fake.script) and self.fake.script[0].silence == "hang"
        return send_due(self.runtime, self.hasty if silent else self.carrier, Random(1))

    def send_all(self) -> None:
        while self.send():
            pass


@pytest.fixture
def fake() -> Iterator[FakeCarrier]:
    running = FakeCarrier().start()
    yield running
    running.stop()


@pytest.fixture
def bench(runtime: Runtime, fake: FakeCarrier) -> Iterator[Bench]:
    clock = HandClock()
    settings = make_settings(runtime.settings.var_dir, public_base_url="https://accueil.example.fr/")
    carrier, hasty = Carrier(ACCOUNT, TOKEN, fake.base, timeout=20), Carrier(ACCOUNT, TOKEN, fake.base, timeout=0.3)
    yield Bench(replace(runtime, clock=clock, settings=settings), clock, fake, carrier, hasty)
    carrier.close()
    hasty.close()


def test_a_text_leaves_once_and_says_where_to_report(bench: Bench):
    put(bench.runtime, "Bonjour")
    assert bench.send() == 1
    assert bench.send() == 0
    (taken,) = bench.fake.taken
    done = row(bench.runtime)
    callback = f"https://accueil.example.fr/twilio/sms/status?text={done.id}"
    assert taken.form == {"To": TO, "From": support.SENDER, "Body": "Bonjour", "StatusCallback": callback}
    assert (done.status, done.external_id, done.payload, done.sent_at) == ("sent", taken.sid, {}, NOW)


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_tried_again_at_its_time(bench: Bench, fault: Answer):
    put(bench.runtime, "Bonjour")
    bench.fake.answers(fault)
    assert bench.send() == 1
    pause = row(bench.runtime).due_at - NOW
    assert row(bench.runtime).status == "waiting"
    asked = float(fault.headers.get("Retry-After", 0))
    assert max(asked, 3.75) <= pause.total_seconds() <= max(asked, 6.25)
    bench.clock.forward(seconds=pause.total_seconds() - 0.1)
    assert bench.send() == 0
    bench.clock.forward(seconds=0.2)
    assert bench.send() == 1
    assert (row(bench.runtime).status, bench.fake.bodies) == ("sent", ["Bonjour"])


def test_a_carrier_that_is_down_for_a_while_gets_each_text_once_and_in_order(bench: Bench):
    talk = conversation(bench.runtime)
    for body in ("un", "deux", "trois"):
        put(bench.runtime, body, conversation_id=talk)
    put(bench.runtime, "ailleurs")
    bench.fake.answers(*FAULTS, *FAULTS, broken(), busy(3))
    for _ in range(30):
        bench.send_all()
        later = [one.due_at for one in rows(bench.runtime) if one.status == "waiting" and one.due_at > bench.clock.moment]
        bench.clock.moment = min(later, default=bench.clock.moment)
    assert statuses(bench.runtime) == ["sent"] * 4
    assert sorted(bench.fake.bodies) == sorted(["un", "deux", "trois", "ailleurs"])
    assert [body for body in bench.fake.bodies if body != "ailleurs"] == ["un", "deux", "trois"]


def test_a_text_taken_by_a_carrier_that_did_not_answer_is_not_sent_twice_once_it_reports(bench: Bench):
    put(bench.runtime)
    bench.fake.answers(TAKES_AND_HANGS)
    bench.send()
    assert row(bench.runtime).status == "waiting"
    (taken,) = bench.fake.taken
    (text_id,) = parse_qs(urlsplit(taken.form["StatusCallback"]).query)["text"]
    with bench.runtime.database.write() as session:
        assert apply_delivery(session, status="sent", now=bench.clock.now(), outbox_id=text_id, external_id=taken.sid)
    bench.clock.forward(days=1)
    assert bench.send() == 0
    assert (row(bench.runtime).status, row(bench.runtime).external_id, len(bench.fake.taken)) == ("sent", taken.sid, 1)


def test_a_number_refused_for_good_is_not_tried_again(bench: Bench):
    put(bench.runtime)
    bench.fake.answers(refuses(21211))
    bench.send()
    assert (row(bench.runtime).status, row(bench.runtime).error, row(bench.runtime).payload) == ("given_up", "21211", {})
    bench.clock.forward(days=1)
    assert bench.send() == 0


def test_a_number_that_told_stop_to_the_carrier_gets_nothing_more(bench: Bench):
    put(bench.runtime, "un")
    put(bench.runtime, "deux")
    bench.fake.answers(refuses(21610))
    bench.send_all()
    assert statuses(bench.runtime) == ["given_up", "cancelled"]
    assert len(bench.fake.asked) == 1
    with bench.runtime.database.read() as session:
        assert opted_out(session, support.TOKEN)


def test_stop_between_two_tries(bench: Bench):
    put(bench.runtime)
    bench.fake.answers(broken())
    bench.send()
    with bench.runtime.database.write() as session:
        opt_out(session, support.TOKEN, NOW)
    bench.clock.forward(days=1)
    assert bench.send() == 0
    assert (row(bench.runtime).status, row(bench.runtime).payload) == ("cancelled", {})


def test_a_wrong_account_loses_no_text_and_is_told_to_the_operator(bench: Bench, caplog: pytest.LogCaptureFixture):
    put(bench.runtime)
    wrong = Carrier(ACCOUNT, "wrong", bench.fake.base)
    assert send_due(bench.runtime, wrong, Random(1)) == 1
    wrong.close()
    assert (row(bench.runtime).status, row(bench.runtime).error) == ("waiting", "20003")
    assert "TWILIO_AUTH_TOKEN" in caplog.text
    bench.clock.forward(minutes=1)
    bench.send()
    assert (row(bench.runtime).status, row(bench.runtime).error) == ("sent", None)


def test_a_danger_given_up_is_told_to_the_operator(bench: Bench, caplog: pytest.LogCaptureFixture):
    put(bench.runtime, "Appelez le 15.", safety=True)
    bench.fake.answers(refuses(21211))
    bench.send()
    assert "an answer to a danger could not be sent" in caplog.text


@pytest.mark.parametrize("fault", [*FAULTS, refuses(21211), refuses(21610), refuses(20003, 401), refuses(21606)], ids=str)
def test_neither_number_nor_words_reach_the_log(bench: Bench, fault: Answer, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    put(bench.runtime, "Bonjour Jeanne", safety=True)
    bench.fake.answers(fault)
    bench.send()
    assert row(bench.runtime).id in caplog.text or "TWILIO" in caplog.text
    for secret in (TO, TO[1:], "Jeanne", support.SENDER, support.TOKEN, TOKEN):
        assert secret not in caplog.text


def test_an_unforeseen_fault_gives_the_text_back(bench: Bench, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    def fails(*_: object) -> str:
        raise RecursionError(f"{TO} Jeanne")

    put(bench.runtime)
    monkeypatch.setattr(bench.carrier, "send", fails)
    assert bench.send() == 1
    assert row(bench.runtime).status == "waiting"
    assert TO not in caplog.text


# Several at once


def test_workers_at_once_never_send_a_text_twice_and_keep_the_order(bench: Bench):
    talks = [conversation(bench.runtime, seed=seed) for seed in range(1, 6)]
    for number in range(6):
        for talk in talks:
            put(bench.runtime, f"{talk}/{number}", now=NOW + timedelta(milliseconds=number), conversation_id=talk)
    bench.clock.forward(seconds=1)

    def work() -> None:
        while "waiting" in statuses(bench.runtime) or "sending" in statuses(bench.runtime):
            bench.send()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(bench.fake.bodies) == len(set(bench.fake.bodies)) == 30
    for talk in talks:
        assert [body for body in bench.fake.bodies if body.startswith(talk)] == [f"{talk}/{number}" for number in range(6)]


def test_nothing_waits_for_a_carrier_that_keeps_silent(bench: Bench):
    put(bench.runtime, "muet")
    put(bench.runtime, "suivant")
    bench.fake.answers(HANGS)
    waiting = threading.Thread(target=send_due, args=(bench.runtime, bench.carrier, Random(1)))
    waiting.start()
    try:
        while not bench.fake.asked:
            time.sleep(0.01)
        started = time.monotonic()
        put(bench.runtime, "encore")
        bench.send_all()
        assert time.monotonic() - started < 10
        assert bench.fake.bodies == ["suivant", "encore"]
        assert statuses(bench.runtime)[0] == "sending"
    finally:
        bench.fake.release()
        waiting.join(20)
    assert statuses(bench.runtime)[0] == "waiting"


class FailingDatabase:
    """A database that goes away once a text was taken."""

    def __init__(self, real: Database, fails: int) -> None:
        self._real, self._fails, self._writes = real, fails, 0
        self.read = real.read

    @contextmanager
    def write(self) -> Iterator[Session]:
        self._writes += 1
        if 1 < self._writes <= 1 + self._fails:
            raise DatabaseDownError("la base de données ne répond pas")
        with self._real.write() as session:
            yield session


def test_a_text_that_left_while_the_database_was_down_is_noted_when_it_is_back(bench: Bench):
    put(bench.runtime)
    flaky = replace(bench.runtime, database=FailingDatabase(bench.runtime.database, 4))
    assert send_due(flaky, bench.carrier, Random(1)) == 1
    assert (row(bench.runtime).status, len(bench.fake.taken)) == ("sent", 1)


def test_a_database_that_stays_down_does_not_keep_the_worker_from_stopping(bench: Bench):
    put(bench.runtime)
    flaky = replace(bench.runtime, database=FailingDatabase(bench.runtime.database, 1000))
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    started = time.monotonic()
    with pytest.raises(DatabaseDownError):
        send_due(flaky, bench.carrier, Random(1), stop)
    assert time.monotonic() - started < 5


# Without a carrier


def test_without_an_account_texts_stay_and_the_operator_is_told_what_to_set(bench: Bench):
    assert send_due(bench.runtime, None, Random(1)) == 0
    put(bench.runtime)
    with pytest.raises(NoCarrierError, match="TWILIO_ACCOUNT_SID"):
        send_due(bench.runtime, None, Random(1))
    assert row(bench.runtime).status == "waiting"
    bench.clock.forward(hours=13)
    care_for_texts(bench.runtime)
    assert (row(bench.runtime).status, row(bench.runtime).payload) == ("given_up", {})
    assert send_due(bench.runtime, None, Random(1)) == 0


# The loop


def test_a_fault_that_lasts_is_said_once_and_outlived(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    monkeypatch.setattr("channels.worker._FAULT_SECONDS", 0.0)
    stop, seen = threading.Event(), []

    def work() -> int:
        seen.append(len(seen))
        match len(seen):
            case 1 | 2 | 3:
                raise DatabaseDownError(TO)
            case 4 | 5:
                raise NoCarrierError("texts stay in the outbox: TWILIO_ACCOUNT_SID is not set")
            case 6 | 7:
                raise ValueError(TO)
            case 8:
                return 1
            case 9:
                raise DatabaseDownError(TO)
        stop.set()
        return 0

    keep(work, stop, 0.0)
    assert [record.getMessage().split(" ")[0] for record in caplog.records] == ["the", "texts", "a", "the"]
    assert TO not in caplog.text
    assert "ValueError at test_sending.py" in caplog.text


def test_the_loops_really_run_and_all_end_at_once_when_asked(bench: Bench):
    stop = threading.Event()
    worker = threading.Thread(target=run, args=(bench.runtime, Mailer("", "seuil@example.fr"), bench.carrier, stop))
    worker.start()
    try:
        put(bench.runtime, "un", safety=True)
        put(bench.runtime, "deux")
        deadline = time.monotonic() + 30
        while len(bench.fake.taken) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        started = time.monotonic()
        stop.set()
        worker.join(20)
    assert sorted(bench.fake.bodies) == ["deux", "un"]
    assert time.monotonic() - started < 5
    assert statuses(bench.runtime) == [TextStatus.SENT.value] * 2


@pytest.mark.slow
def test_the_process_sends_and_ends_when_asked(runtime: Runtime, fake: FakeCarrier, tmp_path: Path):
    put(runtime, "Bonjour Jeanne")
    env = {name: value for name, value in os.environ.items() if not name.startswith(("SEUIL_", "TWILIO_"))} | {
        "SEUIL_VAR_DIR": str(tmp_path),
        "SEUIL_SECRET_KEYS": KEYS,
        "SEUIL_INDEX_KEY": "index-for-tests",
        "SEUIL_NOW": "2026-11-23T10:30",
        "SEUIL_SMTP_URL": "",
        "SEUIL_ON_CALL": "",
        "TWILIO_API_BASE": fake.base,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "channels.worker"], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        deadline = time.monotonic() + 120
        while "sent" not in statuses(runtime) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert statuses(runtime) == ["sent"]
        fake.answers(refuses(21211))
        put(runtime, "Bonjour Jeanne")
        while "given_up" not in statuses(runtime) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert statuses(runtime) == ["sent", "given_up"]
        started = time.monotonic()
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=20)[0].decode()
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, len(fake.taken)) == (0, 1)
    assert time.monotonic() - started < 10
    assert "21211" in said
    assert "Jeanne" not in said
    assert TO[1:] not in said
    assert [one.payload for one in rows(runtime)] == [{}, {}]
