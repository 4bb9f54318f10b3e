"""Accounts asked for by one administrator and opened by another; one's own password changed."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from intake.privacy import Actor, ActorKind
from intake.runtime import Runtime
from intake.staff import (
    StaffError,
    add_staff,
    change_password,
    list_staff,
    open_account,
    propose_account,
    refuse_account,
    waiting_accounts,
)
from intake.storage import StaffProposalRow
from lexicon.codes import Role
from tests.conftest import NOW

ALIX = Actor(ActorKind.STAFF, "a" * 36, Role.ADMINISTRATOR)
BORIS = Actor(ActorKind.STAFF, "b" * 36, Role.ADMINISTRATOR)
PASSWORD = "trois lapins verts"


def ask(runtime: Runtime, login: str = "Lucie", **more: object) -> str:
    given = {"name": "Lucie Moreau", "role": "secretary", "antenna": None, **more}
    with runtime.database.write() as session:
        propose_account(session, ALIX, login=login, now=NOW, **given)
        return waiting_accounts(session)[-1].id


def logins(runtime: Runtime) -> list[str]:
    with runtime.database.read() as session:
        return [member.login for member in list_staff(session)]


def test_one_asks_another_opens(runtime: Runtime):
    waiting = ask(runtime)
    assert logins(runtime) == []
    with pytest.raises(StaffError, match="une autre"), runtime.database.write() as session:
        open_account(session, ALIX, waiting, PASSWORD, NOW)
    with runtime.database.write() as session:
        member = open_account(session, BORIS, waiting, PASSWORD, NOW)
    assert (member.login, member.role) == ("lucie", Role.SECRETARY)
    assert logins(runtime) == ["lucie"]
    with pytest.raises(StaffError, match="n’attend plus"), runtime.database.write() as session:
        open_account(session, BORIS, waiting, PASSWORD, NOW)


def test_the_database_refuses_to_open_one_s_own(runtime: Runtime):
    ask(runtime)
    with pytest.raises(IntegrityError), runtime.database.write() as session:
        session.execute(update(StaffProposalRow).values(decided_by=ALIX.id, opened=True))


def test_a_refused_account_can_be_asked_for_again(runtime: Runtime):
    waiting = ask(runtime)
    with pytest.raises(StaffError, match="déjà demandé"):
        ask(runtime)
    with runtime.database.write() as session:
        refuse_account(session, ALIX, waiting, NOW)
    assert ask(runtime) != waiting
    assert logins(runtime) == []


@pytest.mark.parametrize(
    "more", [{"login": "É"}, {"name": " "}, {"role": "reine"}, {"antenna": "lune"}], ids=["login", "name", "role", "antenna"]
)
def test_what_does_not_fit_is_said(runtime: Runtime, more: dict[str, object]):
    with pytest.raises(StaffError):
        ask(runtime, **more)


def test_a_login_taken_meanwhile_is_not_opened_twice(runtime: Runtime):
    waiting = ask(runtime)
    with runtime.database.write() as session:
        add_staff(session, login="lucie", name="Une autre", role="auditor", antenna=None, password=PASSWORD, now=NOW)
    with pytest.raises(StaffError, match="déjà pris"), runtime.database.write() as session:
        open_account(session, BORIS, waiting, PASSWORD, NOW)


def test_a_password_is_changed_against_the_old_one(runtime: Runtime):
    with runtime.database.write() as session:
        member = add_staff(session, login="lucie", name="Lucie", role="secretary", antenna=None, password=PASSWORD, now=NOW)
    for old, new in (("pas le bon du tout", "quatre canards bleus"), (PASSWORD, "court"), (PASSWORD, PASSWORD)):
        with pytest.raises(StaffError), runtime.database.write() as session:
            change_password(session, member, old, new)
    with runtime.database.write() as session:
        change_password(session, member, PASSWORD, "quatre canards bleus")
    with pytest.raises(StaffError, match="ancien"), runtime.database.write() as session:
        change_password(session, member, PASSWORD, "cinq chiens jaunes")
