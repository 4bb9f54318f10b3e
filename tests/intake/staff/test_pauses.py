"""Pauses between tries: an attacker and the owner at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from intake.runtime import Runtime
from intake.staff import Origin, check_password, remember_device
from intake.staff.pauses import FREE, LONGEST_PAUSE, pause_after
from intake.storage import PauseRow
from tests.conftest import NOW
from tests.intake.staff.test_staff import PASSWORD, add

pytestmark = pytest.mark.usefixtures("cheap_passwords")

ATTACKER = Origin(address="203.0.113.9")
HER_BROWSER = Origin(device="her-own-browser", address="198.51.100.4")


def attempt(runtime: Runtime, origin: Origin, password: str = PASSWORD, login: str = "lea", after: timedelta = timedelta()) -> bool:
    # The same moment for all: the machine may be slow.
    now = NOW + after
    return check_password(runtime.database, runtime.indexer, login=login, password=password, now=now, origin=origin) is not None


@pytest.fixture
def lea(runtime: Runtime) -> str:
    member_id = add(runtime)
    with runtime.database.write() as session:
        remember_device(session, runtime.indexer, member_id, HER_BROWSER.device, NOW)
    return member_id


@pytest.mark.usefixtures("lea")
def test_the_owner_signs_in_while_an_attacker_tries_her_login(runtime: Runtime):
    for _ in range(40):
        assert not attempt(runtime, ATTACKER, "autre chose")
    assert attempt(runtime, HER_BROWSER)
    # Even behind the same address as the attacker, as in an office.
    assert attempt(runtime, Origin(HER_BROWSER.device, ATTACKER.address))
    # From elsewhere, in a browser never used before, too.
    assert attempt(runtime, Origin(address="192.0.2.1"))
    # What she does right does not help the attacker.
    assert not attempt(runtime, ATTACKER)


@pytest.mark.usefixtures("lea")
def test_both_at_the_same_moment(runtime: Runtime):
    with ThreadPoolExecutor(8) as pool:
        attacks = [pool.submit(attempt, runtime, ATTACKER, f"essai numéro {n}") for n in range(20)]
        hers = [pool.submit(attempt, runtime, HER_BROWSER) for _ in range(4)]
        assert all(one.result() for one in hers)
        assert not any(one.result() for one in attacks)


@pytest.mark.usefixtures("lea")
def test_a_device_cookie_that_never_signed_in_gives_no_allowance(runtime: Runtime):
    for n in range(FREE):
        assert not attempt(runtime, Origin(device=f"made-up-{n}", address=ATTACKER.address), "autre chose")
    assert not attempt(runtime, Origin(device="made-up-again", address=ATTACKER.address))


@pytest.mark.usefixtures("lea")
def test_the_device_of_a_colleague_is_not_hers(runtime: Runtime):
    add(runtime, "marie")
    for _ in range(FREE):
        assert not attempt(runtime, HER_BROWSER, "autre chose", login="marie")
    assert not attempt(runtime, HER_BROWSER, login="marie")
    assert attempt(runtime, HER_BROWSER)


@pytest.mark.usefixtures("lea")
def test_her_own_browser_is_slowed_down_too(runtime: Runtime):
    for _ in range(FREE):
        assert not attempt(runtime, HER_BROWSER, "autre chose")
    assert not attempt(runtime, HER_BROWSER)
    assert attempt(runtime, HER_BROWSER, after=timedelta(seconds=6))


@pytest.mark.usefixtures("lea")
def test_trying_during_a_pause_does_not_lengthen_it(runtime: Runtime):
    for _ in range(FREE + 50):
        assert not attempt(runtime, ATTACKER, "autre chose")
    assert attempt(runtime, ATTACKER, after=timedelta(seconds=6))


def test_unknown_logins_are_slowed_down_alike_and_nothing_readable_is_stored(runtime: Runtime):
    for _ in range(FREE + 1):
        assert not attempt(runtime, ATTACKER, login="inconnue")
    with runtime.database.read() as session:
        (row,) = session.scalars(select(PauseRow))
    assert row.failures == FREE
    assert row.until is not None
    assert "inconnue" not in row.token
    assert ATTACKER.address not in row.token


def test_a_whole_ipv6_subscriber_counts_as_one(runtime: Runtime):
    add(runtime)
    for n in range(FREE):
        assert not attempt(runtime, Origin(address=f"2001:db8::{n}"), "autre chose")
    assert not attempt(runtime, Origin(address="2001:db8::ffff"))
    assert attempt(runtime, Origin(address="2001:db8:1::1"))


def test_pauses_grow_and_stay_within_a_quarter_of_an_hour():
    pauses = [pause_after(n) for n in range(1, 40)]
    assert pauses[: FREE - 1] == [timedelta()] * (FREE - 1)
    assert pauses[FREE - 1 : FREE + 2] == [timedelta(seconds=5), timedelta(seconds=10), timedelta(seconds=20)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_old_tries_are_swept(runtime: Runtime):
    attempt(runtime, ATTACKER, login="un")
    attempt(runtime, ATTACKER, login="deux", after=timedelta(hours=3))
    with runtime.database.read() as session:
        assert len(session.scalars(select(PauseRow)).all()) == 1
