"""The quiet mark in the queue, the line on the hand-off, and the manager's list."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import select

from intake.deadlines import mark_deadlines
from intake.runtime import Runtime
from intake.storage import AuditRow, HandoffRow
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import Filed, file


def change(runtime: Runtime, filed: Filed, **values: object) -> None:
    with runtime.database.write() as session:
        for name, value in values.items():
            setattr(session.get_one(HandoffRow, filed.id), name, value)


def marked(runtime: Runtime) -> None:
    with runtime.database.write() as session:
        mark_deadlines(session, runtime.clock.now())


def test_what_is_soon_due_is_said_quietly(runtime: Runtime, sign_in: SignIn):
    filed, client = file(runtime), sign_in()
    assert "Bientôt" not in client.get("/").text
    change(runtime, filed, due_at=runtime.clock.now() + timedelta(minutes=20), created_at=runtime.clock.now() - timedelta(days=1))
    marked(runtime)
    assert "<strong>Bientôt</strong> : à contacter" in client.get("/").text
    assert "Les trois quarts du délai sont passés." in client.get(f"/demandes/{filed.id}").text


def test_what_is_late_comes_to_the_manager_once_and_leaves_with_the_contact(runtime: Runtime, sign_in: SignIn):
    filed, manager = file(runtime), sign_in("manager", "nantes")
    assert "Aucun retard." in manager.get("/retards").text
    change(runtime, filed, due_at=runtime.clock.now() - timedelta(hours=1))
    marked(runtime)
    html = manager.get("/retards").text
    assert f'href="/demandes/{filed.id}"' in html
    assert "signalée aujourd’hui" in html
    assert "Le premier contact est en retard. La responsable de l’antenne le voit depuis" in manager.get(f"/demandes/{filed.id}").text
    change(runtime, filed, first_contact_at=runtime.clock.now())
    assert "Aucun retard." in manager.get("/retards").text
    html = manager.get(f"/demandes/{filed.id}").text
    assert "Premier contact fait aujourd’hui" in html
    assert "En retard" not in html


def test_a_clock_that_waits_for_the_person_says_so(runtime: Runtime, sign_in: SignIn):
    filed, client = file(runtime), sign_in()
    change(runtime, filed, status="waiting_person", waiting_since=runtime.clock.now(), due_at=runtime.clock.now() - timedelta(days=1))
    assert "Délai suspendu depuis aujourd’hui" in client.get(f"/demandes/{filed.id}").text
    assert "<strong>En retard</strong>" not in client.get("/").text


def test_what_is_late_without_an_antenna_is_every_managers_until_one_gives_it_a_place(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime)
    nantes, angers = sign_in("manager", "nantes"), sign_in("manager", "angers")
    change(runtime, filed, antenna=None, antenna_chosen=True)
    # Not hers to open before it is late.
    assert angers.get(f"/demandes/{filed.id}").status_code == 404
    change(runtime, filed, due_at=runtime.clock.now() - timedelta(hours=1))
    for _ in range(2):
        marked(runtime)
    with runtime.database.read() as session:
        assert [row.action for row in session.scalars(select(AuditRow)) if row.action == "escalated"] == ["escalated"]
    for manager in (nantes, angers):
        assert "Sans antenne</span>" in manager.get("/retards").text
    shown = angers.get(f"/demandes/{filed.id}").text
    assert "toutes les responsables le voient depuis" in shown
    version = re.search(r'name="version" value="([^"]+)"', shown)
    assert version
    form = {"jeton": token_in(shown), "version": version.group(1), "sorte": "assign", "confier": "antenne:angers"}
    assert angers.post(f"/demandes/{filed.id}/attribution", data=form).status_code == 303
    assert "Aucun retard." in nantes.get("/retards").text
    assert nantes.get(f"/demandes/{filed.id}").status_code == 404
    html = angers.get("/retards").text
    assert filed.id in html
    assert "Sans antenne" not in html


def test_what_is_closed_without_an_antenna_is_no_managers(runtime: Runtime, sign_in: SignIn):
    filed, manager = file(runtime), sign_in("manager", "nantes")
    change(runtime, filed, antenna=None, escalated_at=runtime.clock.now(), status="closed")
    assert manager.get(f"/demandes/{filed.id}").status_code == 404
