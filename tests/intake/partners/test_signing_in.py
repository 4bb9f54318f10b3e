"""Codes: once, for a quarter of an hour, in the browser that asked; and nobody learns who was invited."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import select

from intake.partners import TooManyTriesError, ask_code, enter_code, read_session, revoke
from intake.partners.signing_in import MOST_ASKED, MOST_ASKED_IN_ALL, MOST_MAILS, MOST_TRIES, MOST_WRONG
from intake.runtime import Runtime
from intake.storage import AttemptRow, OutboxRow, PartnerCodeRow, PartnerSessionRow
from tests.conftest import NOW
from tests.intake.partners.invited import ADMINISTRATOR, EMAIL, codes, invited

HERE, CALLER = "browser-1", "c" * 32


def ask(runtime: Runtime, email: str = EMAIL, *, browser: str = HERE, caller: str = CALLER, at: datetime = NOW, seed: int = 1) -> None:
    with runtime.database.write() as session:
        ask_code(session, runtime.indexer, email=email, browser=browser, caller=caller, now=at, random=Random(seed))


def enter(runtime: Runtime, text: str, email: str = EMAIL, *, browser: str = HERE, caller: str = CALLER, at: datetime = NOW) -> str | None:
    with runtime.database.write() as session:
        return enter_code(session, runtime.indexer, email=email, text=text, browser=browser, caller=caller, now=at)


def opens(runtime: Runtime, secret: str | None, at: datetime = NOW) -> bool:
    with runtime.database.read() as session:
        return secret is not None and read_session(session, runtime.indexer, secret, at) is not None


def test_a_code_opens_once_however_it_is_spaced_or_the_address_written(runtime: Runtime):
    invited(runtime)
    ask(runtime, EMAIL.upper())
    (code,) = codes(runtime)
    secret = enter(runtime, f" {code[:3]}\u00a0{code[3:]}.", f" {EMAIL} ")
    assert opens(runtime, secret)
    assert enter(runtime, code) is None
    with runtime.database.read() as session:
        assert session.scalars(select(PartnerCodeRow)).all() == []
        assert [secret in str(vars(row)) for row in session.scalars(select(PartnerSessionRow))] == [False]


def test_a_code_ends_after_a_quarter_of_an_hour(runtime: Runtime):
    invited(runtime)
    ask(runtime)
    (code,) = codes(runtime)
    assert enter(runtime, code, at=NOW + timedelta(minutes=15)) is None
    assert enter(runtime, code, at=NOW + timedelta(minutes=14)) is not None


def test_a_code_opens_only_in_its_browser_and_nobody_elsewhere_uses_it_up(runtime: Runtime):
    invited(runtime)
    ask(runtime)
    (code,) = codes(runtime)
    for _ in range(MOST_TRIES + 1):
        assert enter(runtime, code, browser="browser-2", caller="d" * 32) is None
    assert enter(runtime, code) is not None


def test_five_wrong_codes_end_it(runtime: Runtime):
    invited(runtime)
    ask(runtime)
    (code,) = codes(runtime)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(MOST_TRIES):
        assert enter(runtime, wrong) is None
    assert enter(runtime, code) is None


def test_the_first_of_two_codes_asked_for_stays_good(runtime: Runtime):
    invited(runtime)
    ask(runtime, seed=1)
    ask(runtime, seed=2)
    first, second = codes(runtime)
    assert enter(runtime, first) is not None
    assert enter(runtime, second) is None


def test_the_same_is_done_for_an_address_that_nobody_invited_but_the_e_mail(runtime: Runtime):
    partner = invited(runtime)
    with runtime.database.write() as session:
        revoke(session, ADMINISTRATOR, partner.id, NOW)
    for email in ("personne@exemple.fr", EMAIL):
        ask(runtime, email)
        assert enter(runtime, "123456", email) is None
    assert codes(runtime) == []
    with runtime.database.read() as session:
        kinds = [row.kind for row in session.scalars(select(AttemptRow))]
        assert session.scalars(select(OutboxRow).where(OutboxRow.key.startswith("partner_code"))).all() == []
    assert sorted(kinds) == ["partner_ask"] * 2 + ["partner_code"] * 2 + ["partner_mail"] * 2


def test_who_asks_or_tries_too_often_waits_an_hour_and_nobody_else_does(runtime: Runtime):
    invited(runtime)
    for number in range(MOST_ASKED):
        ask(runtime, seed=number)
    assert len(codes(runtime)) == MOST_MAILS
    with pytest.raises(TooManyTriesError):
        ask(runtime)
    invited(runtime, email="paul@cpam.exemple.fr")
    ask(runtime, "paul@cpam.exemple.fr", caller="d" * 32)
    assert len(codes(runtime)) == MOST_MAILS + 1
    for _ in range(MOST_WRONG):
        enter(runtime, "12", at=NOW)
    with pytest.raises(TooManyTriesError):
        enter(runtime, "12")
    assert enter(runtime, "12", caller="d" * 32) is None
    ask(runtime, at=NOW + timedelta(hours=1))
    assert enter(runtime, codes(runtime)[-1], at=NOW + timedelta(hours=1)) is not None


def test_everybody_together_is_limited_too(runtime: Runtime):
    with runtime.database.write() as session:
        session.add_all(AttemptRow(kind="partner_ask", caller=f"{n:032d}", at=NOW) for n in range(MOST_ASKED_IN_ALL))
    with pytest.raises(TooManyTriesError):
        ask(runtime)


def test_a_session_ends_when_idle_when_old_and_when_access_is_withdrawn(runtime: Runtime):
    partner = invited(runtime)
    ask(runtime)
    secret = enter(runtime, codes(runtime)[0])
    assert opens(runtime, secret, NOW + timedelta(minutes=59))
    assert not opens(runtime, secret, NOW + timedelta(hours=1))
    with runtime.database.write() as session:
        session.scalars(select(PartnerSessionRow)).one().seen_at = NOW + timedelta(hours=8)
    assert not opens(runtime, secret, NOW + timedelta(hours=8))
    with runtime.database.write() as session:
        revoke(session, ADMINISTRATOR, partner.id, NOW)
    assert not opens(runtime, secret, NOW)


def test_a_code_asked_for_before_access_was_withdrawn_opens_nothing(runtime: Runtime):
    partner = invited(runtime)
    ask(runtime)
    with runtime.database.write() as session:
        revoke(session, ADMINISTRATOR, partner.id, NOW)
    assert enter(runtime, codes(runtime)[0]) is None
