"""The contact on call, told by a real e-mail server on the loopback."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import select

from channels.mail import Mailer, MailError
from channels.on_call import SUBJECT, tell_on_call
from intake.clock import ShiftedClock
from intake.runtime import Runtime
from intake.settings import SettingsError
from intake.storage import OutboxRow
from lexicon.codes import DangerKind
from tests.conftest import NOW, make_settings
from tests.desk.people import ANSWERS, SAID, Told, file


class Inbox:
    def __init__(self) -> None:
        self.received: list[Message] = []

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802  the library's name
        self.received.append(message_from_bytes(envelope.content))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    box, port = Inbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, f"smtp://127.0.0.1:{port}"
    controller.stop()


def on_call(runtime: Runtime, smtp: str) -> Runtime:
    settings = make_settings(runtime.settings.var_dir, smtp_url=smtp, on_call="astreinte@example.fr, chef@example.fr")
    return replace(runtime, settings=settings)


def later(runtime: Runtime, minutes: float) -> Runtime:
    return replace(runtime, clock=ShiftedClock(NOW + timedelta(minutes=minutes)))


def test_a_danger_is_told_discreetly_again_and_again_until_seen(runtime: Runtime, inbox: tuple[Inbox, str]):
    box, smtp = inbox
    filed = file(runtime, Told(answers=ANSWERS, danger=DangerKind.SUICIDE))
    running, mailer = on_call(runtime, smtp), Mailer(smtp, "seuil@example.fr")
    assert tell_on_call(running, mailer) == 1
    assert tell_on_call(later(running, 5), mailer) == 0
    assert tell_on_call(later(running, 11), mailer) == 1
    assert len(box.received) == 2
    mail = box.received[0]
    text = mail.get_payload(decode=True).decode()
    assert mail["To"] == "astreinte@example.fr, chef@example.fr"
    assert "J’ai vu" in text
    for secret in ("suicide", "finir", "Jeanne", "Martin", "99 12 34", SAID[:20], filed.id, filed.reference, "arrêt", "danger"):
        assert secret.casefold() not in (SUBJECT + text).casefold(), secret


def test_nobody_is_told_when_nobody_is_on_call(runtime: Runtime, inbox: tuple[Inbox, str]):
    box, smtp = inbox
    file(runtime, Told(answers=ANSWERS, danger=DangerKind.SUICIDE))
    assert tell_on_call(runtime, Mailer(smtp, "seuil@example.fr")) == 0
    assert box.received == []


def test_a_server_that_is_down_is_tried_again_soon(runtime: Runtime, inbox: tuple[Inbox, str]):
    box, smtp = inbox
    file(runtime, Told(answers=ANSWERS, danger=DangerKind.MEDICAL))
    running, dead = on_call(runtime, smtp), f"smtp://127.0.0.1:{free_port()}"
    assert tell_on_call(running, Mailer(dead, "seuil@example.fr")) == 0
    assert tell_on_call(later(running, 0.5), Mailer(smtp, "seuil@example.fr")) == 0
    assert tell_on_call(later(running, 1.5), Mailer(smtp, "seuil@example.fr")) == 1
    assert len(box.received) == 1


def test_an_error_of_the_server_names_no_address():
    with pytest.raises(MailError) as refused:
        Mailer(f"smtp://127.0.0.1:{free_port()}", "seuil@example.fr").send(["astreinte@example.fr"], "x", "y")
    assert "astreinte" not in str(refused.value)
    with pytest.raises(MailError):
        Mailer("", "seuil@example.fr").send(["astreinte@example.fr"], "x", "y")


def test_a_number_on_call_is_told_by_text_as_discreetly_and_again_until_seen(runtime: Runtime):
    settings = make_settings(
        runtime.settings.var_dir, on_call="+33639980077", sms_from="Seuil", twilio_account_sid="AC" + "1" * 32, twilio_auth_token="x"
    )
    told = replace(runtime, settings=settings)
    filed = file(told, Told(answers=ANSWERS, danger=DangerKind.SUICIDE))
    no_mail = Mailer("", "seuil@example.fr")
    assert settings.has_on_call
    assert tell_on_call(told, no_mail) == 1
    assert tell_on_call(told, no_mail) == 0
    assert tell_on_call(later(told, 11), no_mail) == 1
    with runtime.database.read() as session:
        rows = list(session.scalars(select(OutboxRow).order_by(OutboxRow.id)))
    assert [row.payload["to"] for row in rows] == ["+33639980077"] * 2
    for row in rows:
        assert row.payload["sender"] == "Seuil"
        assert "Une demande urgente attend" in row.payload["body"]
        assert not any(word in row.payload["body"] for word in (SAID, filed.reference, "suicide", "Jeanne"))
        assert "+336" not in row.key


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"on_call": "+33 6 39 98 00 77"}, "SEUIL_ON_CALL"),
        ({"on_call": "+33639980077"}, "SEUIL_SMS_FROM"),
        ({"on_call": "pas une adresse", "smtp_url": "smtp://127.0.0.1"}, "SEUIL_ON_CALL"),
        ({"on_call": "a@example.fr"}, "SEUIL_SMTP_URL"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, given: dict[str, str], named: str):
    with pytest.raises(SettingsError, match=named):
        _ = make_settings(tmp_path, **given).has_on_call
