"""Every route against every role, and what a role sees of the queue."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from desk.access import ACCESS, ADJOINTE, ANYONE, EVERY_ROLE, READERS, check_table, may, routes_of
from intake.runtime import Runtime
from intake.storage import AuditRow, HandoffRow, StaffRow
from lexicon.codes import Role
from tests.desk.conftest import Program, SignIn, token_in
from tests.desk.people import ANSWERS, Told, file

PERSONAL = {
    "queue",
    "queue_fragment",
    "call_list_fragment",
    "handoff",
    "review",
    "api_handoffs",
    "api_handoff",
    "api_handoff_fhir",
    "sheet",
    "sheet_pdf",
    "booklet",
    "booklet_pdf",
}


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.value)
def test_every_route_obeys_the_table(app: FastAPI, runtime: Runtime, sign_in: SignIn, program: Program, role: Role):
    filed = file(runtime)
    # An administrator who is bound to one antenna finds more doors closed: see the tests of the directory.
    person, machine = sign_in(role.value, None if role is Role.ADMINISTRATOR else "nantes"), program(role.value)
    home = "/" if role in READERS else "/accueil"
    form = {"jeton": token_in(person.get(home).text), "identifiant": "x", "mot_de_passe": "x"}
    # Signing out ends the walk.
    routes = sorted(routes_of(app), key=lambda route: route.name == "sign_out")
    assert {route.name for route in routes} == ACCESS.keys()
    for route in routes:
        name, path = str(route.name), str(route.path).replace("{handoff_id}", filed.id).replace("{conversation_id}", filed.conversation_id)
        path = path.replace("{antenna_code}", "nantes").replace("{number}", "1").replace("{version}", "1")
        client = machine if path.startswith("/api/") else person
        status = client.post(path, data=form).status_code if "POST" in (route.methods or ()) else client.get(path).status_code
        if name in {"sign_in", "sign_in_code"}:
            # Its form carries the token of a stranger: see the tests of signing in.
            continue
        # A program has no antenna: only the token of a secretary finds this file behind the door.
        found = {404} if name in {"api_handoff", "api_handoff_fhir"} and role is not Role.SECRETARY else {200, 204, 303}
        if name.startswith("identity"):
            # No sign-in service is told here.
            found = {404}
        if name.startswith(("directory_", "antenna_")):
            # Behind the door, no sheet and no file is named.
            found = {200, 303, 404, 409, 422}
        if name.startswith(("decide", "appointment", "partner_invite")):
            # Behind the door, a form without a decision and an appointment without a name are refused.
            found = {200, 303, 404, 409, 422}
        if name == "password_change":
            # Behind the door, an empty form changes nothing.
            found = {422}
        if name.startswith(("rules_", "contest", "member_")):
            # Behind the door, no draft and no contest has this name, and nothing is said of why.
            found = {200, 303, 404, 409, 422}
        assert status in (found if may(role, name) else {403}), (name, status)


def test_personal_data_is_closed_to_who_has_no_business_with_it():
    for name in PERSONAL:
        roles = ACCESS[name]
        assert roles is not ANYONE
        assert roles.isdisjoint({Role.ADMINISTRATOR, Role.AUDITOR})


def test_a_route_missing_from_the_table_stops_the_start(app: FastAPI):
    app.add_api_route("/oubli", lambda: None, name="forgotten")
    with pytest.raises(ValueError, match="forgotten"):
        check_table(app)


def test_strangers_are_sent_to_sign_in_and_programs_get_401(app: FastAPI, runtime: Runtime, stranger: TestClient):
    filed = file(runtime)
    for route in routes_of(app):
        path = str(route.path).replace("{handoff_id}", filed.id)
        if ACCESS[str(route.name)] is ANYONE:
            continue
        answer = stranger.request("POST" if "POST" in (route.methods or ()) else "GET", path)
        if path.startswith("/api/"):
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith("Bearer")
            assert "jeton" in answer.json()["error"]
        elif path.startswith("/fragments/"):
            assert answer.status_code == 401
        else:
            assert answer.status_code == 303
            assert answer.headers["location"].startswith("/connexion")


def test_a_refusal_is_a_sentence_and_leaves_a_trace(runtime: Runtime, sign_in: SignIn):
    client = sign_in("administrator")
    answer = client.get("/")
    assert answer.status_code == 403
    assert "Votre rôle ne donne pas accès" in answer.text
    assert "Ce rôle tient à jour" in client.get("/accueil").text
    with runtime.database.read() as session:
        assert [row.role for row in session.scalars(select(AuditRow).where(AuditRow.action == "refused_queue"))] == ["administrator"]


def make_everywhere(runtime: Runtime) -> dict[str, str]:
    """One hand-off in Nantes, one in Angers, one without antenna."""
    codes = {"nantes": "44000", "angers": "49000", "nowhere": None}
    made = {}
    for seed, (place, code) in enumerate(codes.items(), 1):
        answers = {**ANSWERS, "postal_code": code} if code else {k: v for k, v in ANSWERS.items() if k != "postal_code"}
        made[place] = file(runtime, Told(answers=answers), seed=seed).id
    with runtime.database.read() as session:
        assert {row.antenna for row in session.scalars(select(HandoffRow))} == {"nantes", "angers", None}
    return made


@pytest.mark.parametrize(
    ("role", "antenna", "visible"),
    [
        ("secretary", None, {"nantes", "angers", "nowhere"}),
        ("secretary", "nantes", {"nantes", "angers", "nowhere"}),
        ("social_worker", "nantes", {"nantes", "nowhere"}),
        ("social_worker", None, {"nowhere"}),
        ("manager", "angers", {"angers"}),
        ("manager", None, set()),
    ],
)
def test_each_role_sees_its_own_files_only(runtime: Runtime, sign_in: SignIn, role: str, antenna: str | None, visible: set[str]):
    made = make_everywhere(runtime)
    client = sign_in(role, antenna)
    queue = client.get("/").text
    for place, handoff_id in made.items():
        assert (f"/demandes/{handoff_id}" in queue) is (place in visible)
        assert client.get(f"/demandes/{handoff_id}").status_code == (200 if place in visible else 404)
    assert f"<strong>{len(visible)}</strong> demande" in queue


def test_a_social_worker_sees_what_is_assigned_to_her(runtime: Runtime, sign_in: SignIn):
    made = make_everywhere(runtime)
    client = sign_in("social_worker", "nantes")
    with runtime.database.write() as session:
        row = session.get(HandoffRow, made["angers"])
        assert row is not None
        row.assigned_to = session.scalars(select(StaffRow.id)).one()
    assert client.get(f"/demandes/{made['angers']}").status_code == 200


def test_what_is_out_of_sight_cannot_be_taken(runtime: Runtime, sign_in: SignIn):
    made = make_everywhere(runtime)
    client = sign_in("social_worker", "nantes")
    token = token_in(client.get("/").text)
    assert client.post(f"/demandes/{made['angers']}/examen", data={"jeton": token}).status_code == 404
    with runtime.database.read() as session:
        row = session.get(HandoffRow, made["angers"])
        assert row is not None
        assert row.status == "new"


def test_programs_are_narrowed_like_people(runtime: Runtime, program: Program):
    made = make_everywhere(runtime)
    client = program("social_worker")
    assert [item["id"] for item in client.get("/api/v1/handoffs").json()["items"]] == [made["nowhere"]]
    assert client.get(f"/api/v1/handoffs/{made['angers']}").status_code == 404


@pytest.mark.parametrize(
    ("role", "antenna", "visible"),
    [
        ("secretary", None, {"nantes", "angers", "nowhere"}),
        # A token for one antenna is no secretary of the region's line.
        ("secretary", "nantes", {"nantes"}),
        ("social_worker", "nantes", {"nantes", "nowhere"}),
        ("social_worker", None, {"nowhere"}),
        ("manager", "angers", {"angers"}),
        ("manager", None, set()),
    ],
)
def test_a_token_reads_what_its_role_and_antenna_read(
    runtime: Runtime, program: Program, role: str, antenna: str | None, visible: set[str]
):
    made = make_everywhere(runtime)
    client = program(role, antenna)
    assert {item["id"] for item in client.get("/api/v1/handoffs").json()["items"]} == {made[place] for place in visible}
    for place, handoff_id in made.items():
        for path in (f"/api/v1/handoffs/{handoff_id}", f"/api/v1/handoffs/{handoff_id}/fhir"):
            assert client.get(path).status_code == (200 if place in visible else 404)


def test_the_same_table_for_a_browser_and_for_a_token(app: FastAPI, runtime: Runtime, sign_in: SignIn, program: Program):
    """What a browser of one role gets of an address of the API, a token alone decides; no cookie opens it, no token opens a page."""
    filed = file(runtime)
    for role in Role:
        person, machine = sign_in(role.value, "nantes"), program(role.value, "nantes")
        for route in routes_of(app):
            name, path = str(route.name), str(route.path).replace("{handoff_id}", filed.id).replace("{version}", "1")
            if ACCESS[name] is ANYONE or "GET" not in (route.methods or ()):
                continue
            if path.startswith("/api/"):
                assert person.get(path).status_code == 401, name
                assert machine.get(path).status_code == (200 if may(role, name) else 403), (role, name)
            else:
                assert machine.get(path).status_code in (303, 401), name


def test_notes_open_to_who_writes_them_only(app: FastAPI, runtime: Runtime, sign_in: SignIn):
    """A secretary, a manager, an administrator and an auditor get neither the sheet of notes nor any of its forms."""
    filed = file(runtime)
    notes = [route for route in routes_of(app) if str(route.name).startswith("note_")]
    assert len(notes) >= 6
    for role in set(Role) - {Role.SOCIAL_WORKER}:
        client = sign_in(role.value, "nantes")
        jeton = token_in(client.get("/compte").text)
        for route in notes:
            path = str(route.path).replace("{handoff_id}", filed.id).replace("{note_id}", "x").replace("{release_id}", "x")
            method = "POST" if "POST" in (route.methods or ()) else "GET"
            assert client.request(method, path, data={"jeton": jeton} if method == "POST" else None).status_code == 403, (role, path)
        if role in READERS:
            assert "Notes de travail" not in client.get(f"/demandes/{filed.id}").text


def test_an_administrator_of_one_antenna_keeps_the_directory_and_her_antenna_only(app: FastAPI, sign_in: SignIn):
    hers = sign_in("administrator", "nantes")
    token = token_in(hers.get("/compte").text)
    closed = {
        name for name, roles in ACCESS.items() if roles is not None and Role.ADMINISTRATOR in roles and roles != EVERY_ROLE
    } - ADJOINTE
    assert {"rules_publish", "member_open", "partner_invite", "directory_import"} <= closed
    for route in routes_of(app):
        if str(route.name) not in closed:
            continue
        path = re.sub(r"\{[^}]+\}", "1", str(route.path))
        if path.startswith("/api/"):
            continue
        post = "POST" in (route.methods or ())
        answer = hers.post(path, data={"jeton": token}) if post else hers.get(path)
        assert answer.status_code == 403, route.name
    for path in ("/annuaire", "/annuaire/antennes/nantes/modifier", "/regles", "/contestations", "/compte"):
        assert hers.get(path).status_code == 200, path
    assert "/comptes" not in hers.get("/regles").text
