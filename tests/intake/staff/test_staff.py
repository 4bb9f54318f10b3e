"""Accounts, passwords, sessions and tokens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from intake.privacy import ActorKind
from intake.runtime import Runtime
from intake.staff import (
    StaffError,
    TokenState,
    add_staff,
    check_api_token,
    check_password,
    close_session,
    create_api_token,
    disable_staff,
    generate_password,
    is_due,
    keep_awake,
    list_api_tokens,
    list_staff,
    note_token_use,
    open_session,
    read_session,
    revoke_api_token,
    token_use_is_due,
    write_email,
)
from intake.storage import ApiTokenRow, AuditRow, StaffRow, StaffSessionRow
from lexicon.codes import Role

PASSWORD = "quatre chevaux bleus"


def add(runtime: Runtime, login: str = "lea", **more: str | None) -> str:
    given = {"name": "Léa Roux", "role": "secretary", "antenna": None, "password": PASSWORD, **more}
    with runtime.database.write() as session:
        return add_staff(session, login=login, now=runtime.clock.now(), **given).id  # type: ignore[arg-type]


def sign_in(runtime: Runtime, login: str, password: str, after: timedelta = timedelta()) -> bool:
    return check_password(runtime.database, runtime.indexer, login=login, password=password, now=runtime.clock.now() + after) is not None


def test_an_account_is_an_actor_with_its_role_and_antenna(runtime: Runtime):
    add(runtime, "  Léa ".replace("é", "e"), role="social_worker", antenna="nantes")
    with runtime.database.read() as session:
        (member,) = list_staff(session)
    assert (member.login, member.name, member.role, member.antenna, member.disabled) == (
        "lea", "Léa Roux", Role.SOCIAL_WORKER, "nantes", False,
    )  # fmt: skip
    assert (member.actor.kind, member.actor.id, member.actor.role, member.actor.antenna) == (
        ActorKind.STAFF, member.id, Role.SOCIAL_WORKER, "nantes",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"login": "é"}, "identifiant a de 2 à 80 signes"),
        ({"login": "a b"}, "identifiant a de 2 à 80 signes"),
        ({"name": " "}, "il faut un nom"),
        ({"role": "chef"}, "le rôle est l’un de : secretary"),
        ({"antenna": "paris"}, "aucune antenne n’a le code paris"),
        ({"password": "court"}, "au moins 12 signes"),
        ({"password": "x" * 201}, "au plus 200 signes"),
    ],
)
def test_what_does_not_fit_is_one_french_line(runtime: Runtime, wrong: dict[str, str], said: str):
    with pytest.raises(StaffError, match=said) as caught:
        add(runtime, **wrong)
    assert "\n" not in str(caught.value)


def test_a_login_is_taken_once_whatever_its_case(runtime: Runtime):
    add(runtime, "lea")
    with pytest.raises(StaffError, match="déjà pris"):
        add(runtime, "LEA")


def test_only_the_right_password_opens(runtime: Runtime):
    add(runtime)
    assert sign_in(runtime, " LEA ", PASSWORD)
    for login, password in (("lea", PASSWORD + "x"), ("lea", ""), ("lea", "x" * 5000), ("autre", PASSWORD), ("", "")):
        assert not sign_in(runtime, login, password)


def test_the_password_is_not_kept(runtime: Runtime):
    add(runtime)
    with runtime.database.read() as session:
        stored = session.scalars(select(StaffRow.password_hash)).one()
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored


def test_an_unknown_login_costs_the_same_work(runtime: Runtime, monkeypatch: pytest.MonkeyPatch):
    from argon2 import PasswordHasher

    add(runtime)
    checked: list[str] = []
    real = PasswordHasher.verify

    def counted(self: PasswordHasher, stored: str, password: str) -> bool:
        checked.append(stored[:30])
        return real(self, stored, password)

    monkeypatch.setattr(PasswordHasher, "verify", counted)
    assert not sign_in(runtime, "lea", "autre chose")
    assert not sign_in(runtime, "inconnue", "autre chose")
    # Same algorithm, same memory, same rounds.
    assert len(checked) == 2
    assert checked[0] == checked[1]


def test_signing_in_and_refusals_leave_traces_without_logins(runtime: Runtime):
    member_id = add(runtime)
    sign_in(runtime, "lea", PASSWORD)
    sign_in(runtime, "lea", "autre chose")
    sign_in(runtime, "jeanne.martin", "autre chose")
    with runtime.database.read() as session:
        traces = [(row.action, row.actor_id) for row in session.scalars(select(AuditRow).order_by(AuditRow.id))]
    assert traces == [("sign_in", member_id), ("sign_in_refused", member_id), ("sign_in_refused", "unknown")]


def test_a_session_lives_while_it_is_used_and_twelve_hours_at_most(runtime: Runtime):
    member_id, start = add(runtime), runtime.clock.now()
    with runtime.database.write() as session:
        secret = open_session(session, runtime.indexer, member_id, start)
        assert session.scalars(select(StaffSessionRow.token)).one() != secret

        def alive(minutes: int) -> bool:
            return read_session(session, runtime.indexer, secret, start + timedelta(minutes=minutes)) is not None

        assert alive(59)
        assert not alive(60)
        for minutes in range(30, 12 * 60, 30):
            assert alive(minutes)
            keep_awake(session, runtime.indexer, secret, start + timedelta(minutes=minutes))
        assert alive(12 * 60 - 1)
        assert not alive(12 * 60)
        assert read_session(session, runtime.indexer, secret + "x", start) is None


def test_a_use_is_written_down_once_a_minute(runtime: Runtime):
    member_id, start = add(runtime), runtime.clock.now()
    with runtime.database.write() as session:
        secret = open_session(session, runtime.indexer, member_id, start)
        found = read_session(session, runtime.indexer, secret, start)
    assert found is not None
    assert not is_due(found, start + timedelta(seconds=59))
    assert is_due(found, start + timedelta(seconds=60))


def test_closing_and_disabling_end_sessions_at_once(runtime: Runtime):
    member_id, now = add(runtime), runtime.clock.now()
    with runtime.database.write() as session:
        first, second = (open_session(session, runtime.indexer, member_id, now) for _ in range(2))
        close_session(session, runtime.indexer, first)
        assert read_session(session, runtime.indexer, first, now) is None
        assert read_session(session, runtime.indexer, second, now) is not None
        assert disable_staff(session, "lea", now).disabled
        assert read_session(session, runtime.indexer, second, now) is None
        with pytest.raises(StaffError, match="aucun compte"):
            disable_staff(session, "personne", now)
    assert not sign_in(runtime, "lea", PASSWORD)


def test_a_token_gives_a_program_its_role_until_it_is_revoked(runtime: Runtime):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        secret = create_api_token(session, runtime.indexer, role="auditor", now=now)
        row = session.scalars(select(ApiTokenRow)).one()
        assert row.token not in secret
        actor = check_api_token(session, runtime.indexer, secret, now)
        assert actor is not None
        assert (actor.kind, actor.id, actor.role) == (ActorKind.PROGRAM, row.id, Role.AUDITOR)
        assert check_api_token(session, runtime.indexer, secret[:-1], now) is None
        row.revoked_at = now
        session.flush()
        assert check_api_token(session, runtime.indexer, secret, now) is None
        with pytest.raises(StaffError, match="le rôle est"):
            create_api_token(session, runtime.indexer, role="chef", now=now)


def test_a_token_may_be_of_one_antenna_and_end(runtime: Runtime):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        secret = create_api_token(session, runtime.indexer, role="manager", now=now, antenna="nantes", label=" bilan ", days=30)
        actor = check_api_token(session, runtime.indexer, secret, now + timedelta(days=29))
        assert actor is not None
        assert actor.antenna == "nantes"
        assert check_api_token(session, runtime.indexer, secret, now + timedelta(days=30)) is None
        with pytest.raises(StaffError, match="aucune antenne"):
            create_api_token(session, runtime.indexer, role="manager", now=now, antenna="lune")
        for days in (0, -1, 9999):
            with pytest.raises(StaffError, match="un jeton dure"):
                create_api_token(session, runtime.indexer, role="manager", now=now, days=days)
        (seen,) = list_api_tokens(session, now)
        assert (seen.role, seen.antenna, seen.label, seen.state, seen.last_used_at) == (
            Role.MANAGER, "nantes", "bilan", TokenState.OPEN, None,
        )  # fmt: skip
        assert list_api_tokens(session, now + timedelta(days=31))[0].state is TokenState.EXPIRED


def test_the_last_use_of_a_token_is_written_down_now_and_then(runtime: Runtime):
    now = runtime.clock.now()
    with runtime.database.write() as session:
        secret = create_api_token(session, runtime.indexer, role="auditor", now=now)
        actor = check_api_token(session, runtime.indexer, secret, now)
        assert actor is not None
        for minutes, due in ((0, True), (9, False), (10, True)):
            at = now + timedelta(minutes=minutes)
            assert token_use_is_due(session, actor.id, at) is due
            note_token_use(session, actor.id, at)
        assert list_api_tokens(session, now)[0].last_used_at == now + timedelta(minutes=10)
        revoke_api_token(session, actor.id, now)
        assert revoke_api_token(session, actor.id, now + timedelta(days=1)).state is TokenState.REVOKED
        assert check_api_token(session, runtime.indexer, secret, now) is None
        assert session.scalars(select(ApiTokenRow.revoked_at)).one() == now
        with pytest.raises(StaffError, match="seuil token list"):
            revoke_api_token(session, "inconnu", now)


def test_an_address_is_kept_as_a_token_and_belongs_to_one(runtime: Runtime):
    add(runtime), add(runtime, "zoe")
    with runtime.database.write() as session:
        write_email(session, runtime.indexer, "lea", " Lea.Roux@Exemple.fr ")
        assert "lea" not in (session.scalars(select(StaffRow.email_token).where(StaffRow.login == "lea")).one() or "lea")
        with pytest.raises(StaffError, match="autre compte"):
            write_email(session, runtime.indexer, "zoe", "lea.roux@exemple.fr")
        write_email(session, runtime.indexer, "lea", None)
        write_email(session, runtime.indexer, "zoe", "lea.roux@exemple.fr")
        for wrong in ("", "lea", "lea@", "lea@exemple"):
            with pytest.raises(StaffError, match="n’en est pas une"):
                write_email(session, runtime.indexer, "lea", wrong)
        with pytest.raises(StaffError, match="aucun compte"):
            write_email(session, runtime.indexer, "personne", "a@exemple.fr")


def test_generated_passwords_are_good_enough_and_differ(runtime: Runtime):
    made = {generate_password() for _ in range(50)}
    assert len(made) == 50
    add(runtime, password=made.pop())
