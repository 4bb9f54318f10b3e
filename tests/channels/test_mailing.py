"""E-mails of the outbox, handed to a real server on the loopback: once, again after a fault, never after a refusal for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import Message
from random import Random

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from channels.mail import Mailer
from channels.mailing import NoServerError, send_mail_due
from intake.clock import ShiftedClock
from intake.outbox import CalendarFile, Enqueued, enqueue_mail, withdraw_text
from intake.runtime import Runtime
from intake.storage import OutboxRow
from tests.conftest import NOW
from tests.processes import free_port

FILE = CalendarFile("PUBLISH", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
TO = "jeanne@exemple.fr"


class Server:
    def __init__(self) -> None:
        self.received: list[Message] = []
        self.answer = "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options) -> str:  # noqa: N802  the library's name
        if self.answer == "250 OK":
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802  the library's name
        self.received.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[Server, Mailer]]:
    box, port = Server(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, Mailer(f"smtp://127.0.0.1:{port}", "seuil@localhost")
    controller.stop()


def put(runtime: Runtime, key: str = "k", **more) -> Enqueued:
    given = {"to": TO, "subject": "Votre rendez-vous", "text": "Bonjour. À demain.", "now": NOW, "useful_until": NOW + timedelta(hours=12)}
    with runtime.database.write() as session:
        return enqueue_mail(session, key=key, **(given | more))


def at(runtime: Runtime, **parts: float) -> Runtime:
    return replace(runtime, clock=ShiftedClock(NOW + timedelta(**parts)))


def only(runtime: Runtime) -> OutboxRow:
    with runtime.database.read() as session:
        return session.scalars(select(OutboxRow)).one()


def test_it_leaves_once_with_its_file_and_nothing_of_it_is_kept(runtime: Runtime, server: tuple[Server, Mailer]):
    box, mailer = server
    assert put(runtime, calendar=FILE) is Enqueued.QUEUED
    assert put(runtime, calendar=FILE) is Enqueued.DUPLICATE
    assert [send_mail_due(at(runtime, seconds=5), mailer, Random(1)) for _ in range(2)] == [1, 0]
    (message,) = box.received
    assert (message["To"], message["Subject"]) == (TO, "Votre rendez-vous")
    words, file = message.get_payload()
    assert words.get_payload(decode=True).decode().strip() == "Bonjour. À demain."
    assert file.get_content_type() == "text/calendar"
    assert (file.get_param("method"), file.get_filename()) == ("PUBLISH", "rendez-vous.ics")
    # With its line ends, as calendars want them.
    assert file.get_payload(decode=True) == FILE.content.encode()
    assert (only(runtime).status, only(runtime).payload) == ("sent", {})


def test_it_waits_until_its_time_and_can_be_taken_back(runtime: Runtime, server: tuple[Server, Mailer]):
    box, mailer = server
    put(runtime, not_before=NOW + timedelta(minutes=10))
    assert send_mail_due(at(runtime, minutes=9), mailer, Random(1)) == 0
    with runtime.database.write() as session:
        assert withdraw_text(session, "k")
    assert send_mail_due(at(runtime, minutes=11), mailer, Random(1)) == 0
    assert box.received == []


def test_a_server_that_fails_is_tried_again_under_the_same_name(runtime: Runtime, server: tuple[Server, Mailer]):
    box, mailer = server
    put(runtime)
    box.answer = "451 plus tard"
    assert send_mail_due(runtime, mailer, Random(1)) == 1
    assert (only(runtime).status, only(runtime).error) == ("waiting", "SMTPRecipientsRefuse")
    box.answer = "250 OK"
    assert send_mail_due(at(runtime, minutes=1), mailer, Random(1)) == 1
    assert box.received[0]["Message-ID"] == f"<{only(runtime).id}@seuil.invalid>"


def test_an_address_that_is_refused_for_good_is_given_up_at_once(runtime: Runtime, server: tuple[Server, Mailer], caplog):
    box, mailer = server
    put(runtime)
    box.answer = "550 inconnue"
    assert send_mail_due(runtime, mailer, Random(1)) == 1
    assert (only(runtime).status, only(runtime).payload) == ("given_up", {})
    assert TO not in caplog.text


def test_past_its_use_it_never_leaves(runtime: Runtime, server: tuple[Server, Mailer]):
    box, mailer = server
    put(runtime)
    assert send_mail_due(at(runtime, hours=13), mailer, Random(1)) == 0
    assert (only(runtime).status, box.received) == ("given_up", [])


def test_without_a_server_they_stay_and_the_operator_is_told(runtime: Runtime):
    assert send_mail_due(runtime, Mailer("", "seuil@localhost"), Random(1)) == 0
    put(runtime)
    with pytest.raises(NoServerError, match="SEUIL_SMTP_URL"):
        send_mail_due(runtime, Mailer("", "seuil@localhost"), Random(1))
    assert only(runtime).status == "waiting"
