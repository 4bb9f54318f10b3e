"""The carrier's SDK against its own published API description, and against a carrier that fails."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from channels.carrier import Carrier, CarrierBusyError, CarrierError, CarrierRefusedError, OptedOutError, carrier_of, missing_setting
from intake.outbox import Delivery
from intake.settings import SettingsError
from tests.carrier.fake import ACCEPTS, ACCOUNT, HANGS, RESETS, TOKEN, Answer, FakeCarrier, broken, busy, refuses, signature
from tests.carrier.prism import DESCRIPTION, NoPrismError, running_prism
from tests.conftest import make_settings
from tests.processes import free_port

TO, SENDER, BODY = "+33639981234", "+33939981200", "Bonjour. Où en êtes-vous ?"
CALLBACK = "https://accueil.example.fr/twilio/sms/status?text=0199"


@pytest.fixture(scope="module")
def prism() -> Iterator[str]:
    try:
        with running_prism() as url:
            yield url
    except NoPrismError as missing:
        pytest.fail(str(missing))


@pytest.fixture
def fake() -> Iterator[FakeCarrier]:
    running = FakeCarrier().start()
    yield running
    running.stop()


@pytest.fixture
def carrier(fake: FakeCarrier) -> Iterator[Carrier]:
    made = Carrier(ACCOUNT, TOKEN, fake.base, timeout=5)
    yield made
    made.close()


def send(carrier: Carrier, to: str = TO) -> str:
    try:
        return carrier.send(to, SENDER, BODY, CALLBACK)
    finally:
        carrier.close()


# The published description


@pytest.mark.slow
def test_what_the_sdk_sends_is_what_the_published_description_asks(prism: str):
    assert send(Carrier(ACCOUNT, TOKEN, prism)).startswith("SM")


@pytest.mark.slow
def test_the_published_description_refuses_another_account_and_no_recipient(prism: str):
    with pytest.raises(CarrierRefusedError) as refused:
        send(Carrier("AC-not-an-account", TOKEN, prism))
    assert refused.value.code == 422
    with pytest.raises(CarrierRefusedError):
        send(Carrier(ACCOUNT, TOKEN, prism), to=None)  # type: ignore[arg-type]
    with pytest.raises(CarrierRefusedError):
        Carrier(ACCOUNT, TOKEN, prism).send(TO, SENDER, BODY, "not an address")


@pytest.mark.slow
def test_the_published_description_wants_the_account_named(prism: str, monkeypatch: pytest.MonkeyPatch):
    nobody = Carrier(ACCOUNT, TOKEN, prism)
    monkeypatch.setattr(nobody._client, "password", None)
    with pytest.raises(CarrierRefusedError) as refused:
        send(nobody)
    assert refused.value.code == 401
    assert not refused.value.for_good


@pytest.mark.slow
def test_names_and_statuses_are_those_of_the_published_description(fake: FakeCarrier, carrier: Carrier):
    # Prism lets unknown fields pass.
    published = json.loads(DESCRIPTION.read_text())
    form = published["paths"]["/2010-04-01/Accounts/{AccountSid}/Messages.json"]["post"]["requestBody"]["content"]
    send(carrier)
    assert set(fake.asked[0]) <= set(form["application/x-www-form-urlencoded"]["schema"]["properties"])
    statuses = set(published["components"]["schemas"]["message_enum_status"]["enum"])
    assert {status.value for status in Delivery} == statuses - {"receiving", "received"}


# The carrier as it fails


def test_a_text_is_handed_over_with_its_four_parts_and_nothing_else(fake: FakeCarrier, carrier: Carrier):
    sid = send(carrier)
    assert [(taken.sid, taken.form) for taken in fake.taken] == [
        (sid, {"To": TO, "From": SENDER, "Body": BODY, "StatusCallback": CALLBACK}),
    ]


@pytest.mark.parametrize(
    ("answer", "retry_after"),
    [
        (busy(), None),
        (busy(7), 7.0),
        (busy("soon"), None),
        (busy("-3"), None),
        (busy("nan"), None),
        (broken(500), None),
        (broken(503), None),
        (Answer(status=503, headers={"Retry-After": "30"}, body=b""), 30.0),
        (Answer(status=302, headers={"Location": "http://127.0.0.1:9/"}, body=b""), None),
        (Answer(status=200, body=b"<html>a portal in between</html>"), None),
        (Answer(status=201, body=b"[]"), None),
        (Answer(status=201, body=b"{}"), None),
        (RESETS, None),
    ],
    ids=str,
)
def test_what_passes_is_told_as_busy(fake: FakeCarrier, carrier: Carrier, answer: Answer, retry_after: float | None):
    fake.answers(answer)
    with pytest.raises(CarrierBusyError) as told:
        send(carrier)
    assert told.value.retry_after == retry_after
    assert fake.taken == []


def test_a_moment_to_come_back_is_understood(fake: FakeCarrier, carrier: Carrier):
    fake.answers(busy(format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)))
    with pytest.raises(CarrierBusyError) as told:
        send(carrier)
    assert told.value.retry_after == pytest.approx(90, abs=5)


def test_a_carrier_that_says_nothing_is_left_after_a_while(fake: FakeCarrier):
    fake.answers(HANGS)
    with pytest.raises(CarrierBusyError):
        send(Carrier(ACCOUNT, TOKEN, fake.base, timeout=0.3))


def test_a_carrier_that_is_not_there_is_busy():
    with pytest.raises(CarrierBusyError):
        send(Carrier(ACCOUNT, TOKEN, f"http://127.0.0.1:{free_port()}"))


@pytest.mark.parametrize(("code", "status", "for_good"), [(21211, 400, True), (21617, 400, True), (21606, 400, False), (20003, 401, False)])
def test_a_refusal_tells_whether_it_is_for_good(fake: FakeCarrier, carrier: Carrier, code: int, status: int, for_good: bool):
    fake.answers(refuses(code, status))
    with pytest.raises(CarrierRefusedError) as refused:
        send(carrier)
    assert (refused.value.code, refused.value.for_good) == (code, for_good)
    assert not isinstance(refused.value, OptedOutError)


def test_a_number_that_wrote_stop_to_the_carrier_is_told_apart(fake: FakeCarrier, carrier: Carrier):
    fake.answers(refuses(21610))
    with pytest.raises(OptedOutError):
        send(carrier)


def test_a_wrong_token_is_the_operators_to_mend(fake: FakeCarrier):
    with pytest.raises(CarrierRefusedError) as refused:
        send(Carrier(ACCOUNT, "another", fake.base))
    assert (refused.value.code, refused.value.for_good) == (20003, False)


@pytest.mark.parametrize("answer", [ACCEPTS, refuses(21211), refuses(21610), busy(1), broken(), RESETS], ids=str)
def test_neither_number_nor_words_are_in_logs_or_errors(
    fake: FakeCarrier, carrier: Carrier, answer: Answer, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    fake.answers(answer)
    told = ""
    try:
        send(carrier)
    except CarrierError as error:
        told = "".join(traceback.format_exception(error)) + repr(error)
    for secret in (TO, TO[1:], BODY, "Bonjour", TOKEN):
        assert secret not in caplog.text + told


@pytest.mark.parametrize("name", ["TWILIO_REGION", "TWILIO_EDGE"])
def test_a_mock_is_never_passed_by(fake: FakeCarrier, monkeypatch: pytest.MonkeyPatch, name: str):
    monkeypatch.setenv("TWILIO_REGION", "ie1")
    monkeypatch.setenv(name, "dublin")
    assert send(Carrier(ACCOUNT, TOKEN, fake.base))
    assert len(fake.taken) == 1


# Settings


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({}, "TWILIO_ACCOUNT_SID"),
        ({"twilio_auth_token": TOKEN}, "TWILIO_ACCOUNT_SID"),
        # A development machine whose token was only invented sends nothing.
        ({"twilio_account_sid": ACCOUNT}, "TWILIO_AUTH_TOKEN"),
        ({"env": "production", "twilio_auth_token": TOKEN}, "TWILIO_ACCOUNT_SID"),
    ],
)
def test_nothing_can_leave_before_the_account_is_named(tmp_path: Path, given: dict[str, str], missing: str):
    settings = make_settings(tmp_path, **given)
    assert missing_setting(settings) == missing
    assert carrier_of(settings) is None


def test_an_account_or_a_mock_is_enough(tmp_path: Path, fake: FakeCarrier):
    real = carrier_of(make_settings(tmp_path, twilio_account_sid=ACCOUNT, twilio_auth_token=TOKEN))
    assert real is not None
    real.close()
    mocked = carrier_of(make_settings(tmp_path, twilio_account_sid=ACCOUNT, twilio_auth_token=TOKEN, twilio_api_base=fake.base))
    assert mocked is not None
    assert send(mocked)
    with pytest.raises(CarrierRefusedError):
        # With a mock alone, account and token are invented.
        send(carrier_of(make_settings(tmp_path, twilio_api_base=fake.base)))  # type: ignore[arg-type]


def test_production_does_not_start_with_an_account_and_no_token(tmp_path: Path):
    with pytest.raises(SettingsError, match="TWILIO_AUTH_TOKEN"):
        carrier_of(make_settings(tmp_path, env="production", twilio_account_sid=ACCOUNT))


def test_the_mock_signs_as_the_carrier_signs():
    from twilio.request_validator import RequestValidator

    form = {"MessageSid": "SM1", "Body": "", "To": TO, "MessageStatus": "sent"}
    assert signature(TOKEN, CALLBACK, form) == RequestValidator(TOKEN).compute_signature(CALLBACK, form)
