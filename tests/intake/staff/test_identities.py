"""Accounts of the organisation bound to members of staff, several at once."""

from __future__ import annotations

from sqlalchemy import select

from intake.runtime import Runtime
from intake.staff import (
    IdentityRefusedError,
    Refusal,
    Trip,
    add_staff,
    begin_trip,
    forget_identity,
    list_staff,
    member_of_identity,
    take_trip,
    write_email,
)
from intake.storage import IdentityRow, SignInTripRow
from tests.conftest import NOW
from tests.intake.storage.test_postgresql import at_once

ISSUER, EMAIL = "https://sso.exemple.fr", "lea.roux@exemple.fr"


def lea(runtime: Runtime) -> str:
    with runtime.database.write() as session:
        member = add_staff(
            session, login="lea", name="Léa Roux", role="secretary", antenna=None, password="quatre chevaux bleus", now=NOW
        )  # fmt: skip
        write_email(session, runtime.indexer, "lea", EMAIL)
        return member.id


def come(runtime: Runtime, subject: str, email: str | None = EMAIL) -> str:
    try:
        with runtime.database.write() as session:
            return member_of_identity(session, runtime.indexer, issuer=ISSUER, subject=subject, email=email, now=NOW).id
    except IdentityRefusedError as refused:
        return refused.refusal.value


def test_the_first_time_several_at_once_bind_it_once(runtime: Runtime):
    known = lea(runtime)
    assert at_once(runtime.database, 6, lambda _: come(runtime, "s1")) == [known] * 6
    with runtime.database.read() as session:
        assert len(session.scalars(select(IdentityRow)).all()) == 1


def test_two_subjects_at_once_one_has_it(runtime: Runtime):
    known = lea(runtime)
    assert sorted(at_once(runtime.database, 4, lambda number: come(runtime, f"s{number}"))) == sorted([known] + [Refusal.OTHER.value] * 3)


def test_nothing_of_the_subject_nor_the_address_is_readable(runtime: Runtime):
    lea(runtime)
    come(runtime, "sujet-secret")
    with runtime.database.read() as session:
        row = session.scalars(select(IdentityRow)).one()
        assert not {"sujet-secret", EMAIL, ISSUER} & {row.token, row.issuer}
        assert len(row.token) == len(row.issuer) == 32


def test_another_service_is_another_account(runtime: Runtime):
    known = lea(runtime)
    assert come(runtime, "s1") == known
    with runtime.database.write() as session:
        assert (
            member_of_identity(session, runtime.indexer, issuer="https://autre.exemple.fr", subject="s9", email=EMAIL, now=NOW).id == known
        )
        forget_identity(session, list_staff(session)[0].actor, "lea", NOW)
        assert session.scalars(select(IdentityRow)).all() == []
    assert come(runtime, "s1", None) == Refusal.UNVERIFIED.value


def test_a_trip_is_taken_once(runtime: Runtime):
    with runtime.database.write() as session:
        begin_trip(session, runtime.indexer, state="s", browser="b", trip=Trip("n", "v", "/accueil"), now=NOW)

    def take(number: int) -> bool:
        with runtime.database.write() as session:
            return take_trip(session, runtime.indexer, state="s", browser="b" if number else "autre", now=NOW) is not None

    assert sorted(at_once(runtime.database, 5, take)) == [False] * 4 + [True]
    with runtime.database.read() as session:
        assert session.scalars(select(SignInTripRow)).all() == []
