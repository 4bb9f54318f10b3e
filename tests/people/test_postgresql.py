"""One person from her first word to the desk, with every process on a real PostgreSQL."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import inspect

from intake.storage import Base, Database
from tests.people.player import HERE, REFUSAL, Person, play
from tests.postgres import Cluster, NoPostgresqlError, running_cluster
from tests.processes import Service

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    try:
        with running_cluster() as running:
            yield running
    except NoPostgresqlError as missing:
        pytest.fail(str(missing))


@pytest.fixture(scope="module")
def service(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Takes the place of the service on SQLite."""
    running = Service(tmp_path_factory.mktemp("service-postgresql"), now="2026-11-23T10:30", database_url=cluster.url)
    try:
        running.start()
        yield running
    finally:
        running.stop()
        logging.shutdown()


def test_nothing_but_postgresql_is_used(service: Service, cluster: Cluster):
    database = Database(cluster.url)
    assert set(Base.metadata.tables) < set(inspect(database.engine).get_table_names())
    database.close()
    assert not list(service.var.glob("*.db*"))


def test_a_person_is_heard_to_the_end_and_reaches_the_desk(service: Service):
    person = Person.load(HERE / "jeanne.yml")
    played = play(service.public, person)
    assert not REFUSAL.search(played.texts)

    token = service.seuil("token", "create", "--role", "secretary").split()[-1]
    with httpx.Client(base_url=service.desk, headers={"Authorization": f"Bearer {token}"}, timeout=30) as desk:
        listed = desk.get("/api/v1/handoffs", params={"conversation_id": played.conversation_id})
        assert listed.status_code == 200, listed.text
        (handoff,) = listed.json()["items"]
        assert desk.get(f"/api/v1/handoffs/{handoff['id']}").json() == handoff
        found = desk.get("/api/v1/handoffs", params={"q": played.reference}).json()["items"]
        assert [line["id"] for line in found] == [handoff["id"]]

    assert handoff["reference"] == played.reference
    assert handoff["complete"] is person.expect["complete"], handoff["eligibility"]["missing"]
    assert handoff["eligibility"]["outcome"] == person.expect["outcome"]
    assert person.opening.strip() in handoff["answers"]["narrative"]["value"]
    for code, value in person.expect.get("values", {}).items():
        assert handoff["answers"][code]["value"] == value, (code, handoff["answers"][code])


def test_a_server_that_restarts_is_found_again(service: Service, cluster: Cluster):
    cluster.stop()
    try:
        assert httpx.get(f"{service.public}/readyz", timeout=30).status_code == 503
        refused = httpx.post(f"{service.public}/api/conversations", json={"channel": "web", "locale": "fr"}, timeout=30)
        assert refused.status_code == 503
    finally:
        cluster.start()
    opened = httpx.post(f"{service.public}/api/conversations", json={"channel": "web", "locale": "fr"}, timeout=30)
    assert opened.status_code == 201
    assert httpx.get(f"{service.public}/readyz", timeout=30).status_code == 200
