"""The second factor: enrolment, codes once only, drift, recovery codes, reset."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select, text

from intake.privacy import Actor, ActorKind
from intake.runtime import Runtime
from intake.staff import (
    Member,
    Origin,
    StaffError,
    begin_enrolment,
    check_code,
    confirm_enrolment,
    has_second_factor,
    list_staff,
    open_session,
    qr_svg,
    read_session,
    recovery_codes_left,
    renew_recovery_codes,
    reset_second_factor,
)
from intake.storage import RecoveryCodeRow
from tests.intake.staff.test_staff import add

HALF = timedelta(seconds=30)


@pytest.fixture
def lea(runtime: Runtime) -> Member:
    add(runtime)
    with runtime.database.read() as session:
        return list_staff(session)[0]


def enrol(runtime: Runtime, who: Member, now: datetime) -> tuple[pyotp.TOTP, tuple[str, ...]]:
    with runtime.database.write() as session:
        totp = pyotp.TOTP(begin_enrolment(session, who, now).spelled.replace(" ", ""))
        codes = confirm_enrolment(session, runtime.indexer, who, totp.at(now), now)
    assert codes
    return totp, codes


def check(runtime: Runtime, who: Member, code: str, now: datetime, origin: Origin | None = None) -> bool:
    with runtime.database.write() as session:
        return check_code(session, runtime.indexer, who, code, now, origin)


def test_it_counts_only_once_confirmed(runtime: Runtime, lea: Member):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        first = begin_enrolment(session, lea, now)
        assert begin_enrolment(session, lea, now) == first
        assert first.address.startswith("otpauth://totp/Seuil:lea?secret=")
        assert confirm_enrolment(session, runtime.indexer, lea, "000000", now) is None
        assert not has_second_factor(session, lea.id)
    enrol(runtime, lea, now)
    with runtime.database.write() as session:
        assert has_second_factor(session, lea.id)
        with pytest.raises(StaffError, match="déjà en place"):
            begin_enrolment(session, lea, now)
        assert confirm_enrolment(session, runtime.indexer, lea, "000000", now) is None


def test_a_code_counts_once_even_the_one_that_confirmed(runtime: Runtime, lea: Member):
    now = runtime.clock.now()
    totp, _ = enrol(runtime, lea, now)
    assert not check(runtime, lea, totp.at(now), now)
    later = now + 4 * HALF
    assert check(runtime, lea, f" {totp.at(later)[:3]} {totp.at(later)[3:]} ", later)
    assert not check(runtime, lea, totp.at(later), later)
    # Nor an older one, seen over her shoulder and kept back.
    assert not check(runtime, lea, totp.at(later - HALF), later)


@pytest.mark.parametrize(("steps", "right"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(runtime: Runtime, lea: Member, steps: int, right: bool):
    now = runtime.clock.now()
    totp, _ = enrol(runtime, lea, now - 10 * HALF)
    assert check(runtime, lea, totp.at(now + steps * HALF), now) is right


@pytest.mark.parametrize("code", ["", "é", "١٢٣٤٥٦", "12345", "0" * 40])
def test_what_is_no_code_is_refused(runtime: Runtime, lea: Member, code: str):
    now = runtime.clock.now()
    enrol(runtime, lea, now)
    assert not check(runtime, lea, code, now)


def test_recovery_codes_count_once_and_only_hashed(runtime: Runtime, lea: Member):
    now = runtime.clock.now()
    _, codes = enrol(runtime, lea, now)
    assert len(set(codes)) == 10
    assert check(runtime, lea, codes[0].upper().replace("-", " "), now)
    assert not check(runtime, lea, codes[0], now)
    with runtime.database.write() as session:
        assert recovery_codes_left(session, lea.id) == 9
        assert not {row.token for row in session.scalars(select(RecoveryCodeRow))} & set(codes)
        fresh = renew_recovery_codes(session, runtime.indexer, lea, now)
    assert not check(runtime, lea, codes[1], now)
    assert check(runtime, lea, fresh[0], now)


def test_a_code_of_a_colleague_opens_nothing(runtime: Runtime, lea: Member):
    now = runtime.clock.now()
    add(runtime, "marie")
    with runtime.database.read() as session:
        marie = list_staff(session)[1]
    _, codes = enrol(runtime, lea, now)
    enrol(runtime, marie, now)
    assert not check(runtime, marie, codes[0], now)
    assert check(runtime, lea, codes[0], now)


def test_guessing_is_slowed_down_where_it_comes_from(runtime: Runtime, lea: Member):
    now = runtime.clock.now()
    totp, _ = enrol(runtime, lea, now - 10 * HALF)
    for _ in range(5):
        assert not check(runtime, lea, "000000", now, Origin(address="203.0.113.9"))
    assert not check(runtime, lea, totp.at(now), now, Origin(address="203.0.113.9"))
    assert check(runtime, lea, totp.at(now), now, Origin(address="198.51.100.4"))


def test_the_secret_is_encrypted(runtime: Runtime, lea: Member):
    totp, _ = enrol(runtime, lea, runtime.clock.now())
    with runtime.database.read() as session:
        (stored,) = session.execute(text("SELECT secret FROM second_factors")).one()
    assert totp.secret.encode() not in bytes(stored)


def test_a_reset_takes_everything_away(runtime: Runtime, lea: Member):
    now = runtime.clock.now()
    _, codes = enrol(runtime, lea, now)
    with runtime.database.write() as session:
        secret = open_session(session, runtime.indexer, lea.id, now)
        assert reset_second_factor(session, Actor(ActorKind.PROGRAM, "seuil"), " LEA ", now) == lea
        assert read_session(session, runtime.indexer, secret, now) is None
        assert not has_second_factor(session, lea.id)
        with pytest.raises(StaffError, match="aucun compte"):
            reset_second_factor(session, Actor(ActorKind.PROGRAM, "seuil"), "personne", now)
    assert not check(runtime, lea, codes[0], now)
    enrol(runtime, lea, now)


def test_the_image_is_drawn_here_without_style_or_script():
    drawn = qr_svg("otpauth://totp/Seuil:lea?secret=ABC").decode()
    assert "<svg" in drawn
    assert "style" not in drawn
    assert "<script" not in drawn
    assert "href" not in drawn
