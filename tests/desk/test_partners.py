"""Inviting partners, and what a hand-off shows of who filed it and of what the person knows and says."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.storage import AuditRow, HandoffRow, OutboxRow, PartnerFilingRow, PartnerRow
from tests.conftest import NOW
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import file
from tests.intake.partners.invited import EMAIL, filed, invited, mails

INVITATION = {"nom": "Anne Legrand", "organisme": "CHU de Nantes", "genre": "hospital", "email": EMAIL}


def post(client: TestClient, address: str, page: str, **form: str):
    return client.post(address, data={"jeton": token_in(client.get(page).text), **form})


def handoff_id(runtime: Runtime) -> str:
    with runtime.database.read() as session:
        return session.scalars(select(HandoffRow.id)).one()


def page_of(client: TestClient, runtime: Runtime) -> str:
    return client.get(f"/demandes/{handoff_id(runtime)}").text


@pytest.mark.parametrize("role", ["administrator", "manager"])
def test_an_invitation_leaves_by_e_mail_and_holds_no_secret(runtime: Runtime, sign_in: SignIn, role: str):
    client = sign_in(role, "nantes" if role == "manager" else None)
    assert post(client, "/partenaires", "/partenaires", **INVITATION).headers["location"] == "/partenaires?fait=invite"
    (mail,) = mails(runtime)
    assert mail["to"] == EMAIL
    assert f"{runtime.settings.base_url}/partenaire\n" in mail["text"]
    assert "?" not in mail["text"].split("http", 1)[1].split("\n", 1)[0]
    text = client.get("/partenaires?fait=invite").text
    assert "L’invitation part par e-mail." in text
    assert "Anne Legrand" in text
    assert "aucune demande" in text
    with runtime.database.read() as session:
        assert {"partner_invite", "partners_list"} <= {row.action for row in session.scalars(select(AuditRow))}


def test_what_is_wrong_is_said_at_its_field_and_nothing_typed_is_lost(runtime: Runtime, sign_in: SignIn):
    client = sign_in("administrator")
    answer = post(client, "/partenaires", "/partenaires", **{**INVITATION, "email": "anne.legrand", "genre": "roi", "telephone": "12"})
    assert answer.status_code == 422
    assert "Écrivez une adresse e-mail complète" in answer.text
    assert "Choisissez dans la liste." in answer.text
    assert 'id="phone-erreur"' in answer.text
    assert 'value="CHU de Nantes"' in answer.text
    with runtime.database.read() as session:
        assert session.scalars(select(PartnerRow)).all() == []


def test_the_same_address_is_invited_once_and_again_after_it_was_withdrawn(runtime: Runtime, sign_in: SignIn):
    client, partner = sign_in("administrator"), invited(runtime)
    assert "déjà celle d’un partenaire" in post(client, "/partenaires", "/partenaires", **{**INVITATION, "email": EMAIL.upper()}).text
    post(client, "/partenaires/retrait", "/partenaires", partenaire=partner.id)
    assert "accès retiré" in client.get("/partenaires").text
    assert post(client, "/partenaires", "/partenaires", **INVITATION).status_code == 303
    with runtime.database.read() as session:
        assert len(session.scalars(select(PartnerRow)).all()) == 1


def test_resending_twice_at_once_is_one_e_mail(runtime: Runtime, sign_in: SignIn):
    client, partner = sign_in("administrator"), invited(runtime)
    with runtime.database.write() as session:
        session.get_one(PartnerRow, partner.id).invited_at = NOW.replace(hour=1)
    for _ in range(2):
        assert post(client, "/partenaires/relance", "/partenaires", partenaire=partner.id).status_code == 303
    assert len(mails(runtime)) == 2
    assert post(client, "/partenaires/relance", "/partenaires", partenaire="nobody").headers["location"] == "/partenaires"


def test_who_invites_sees_no_file(runtime: Runtime, sign_in: SignIn):
    filed(runtime, invited(runtime))
    client = sign_in("administrator")
    text = client.get("/partenaires").text
    assert "Martin" not in text
    assert "dernière demande" in text
    assert client.get(f"/demandes/{handoff_id(runtime)}").status_code == 403
    assert post(client, f"/demandes/{handoff_id(runtime)}/partenaire", "/partenaires", acte="oppose").status_code == 403


def test_a_hand_off_shows_who_filed_it_and_that_the_person_comes_first(runtime: Runtime, sign_in: SignIn):
    filed(runtime, invited(runtime))
    text = page_of(sign_in("secretary"), runtime)
    assert "Transmise par un partenaire" in text
    assert "Anne Legrand, service social de l’hôpital, CHU de Nantes" in text
    assert "Parler d’abord à la personne." in text
    assert "Un SMS part pour l’informer." in text
    assert "vive voix" not in text


@pytest.mark.parametrize(
    ("form", "why"),
    [
        ({"phone": "pas de téléphone"}, "Aucun numéro de téléphone n’est connu"),
        ({"phone": "02 61 91 20 30"}, "Le numéro ne reçoit pas de SMS"),
        ({"safe_contact": "non"}, "Lui écrire peut la mettre en danger"),
    ],
)
def test_without_a_safe_text_the_first_call_informs_her(runtime: Runtime, sign_in: SignIn, form: dict[str, str], why: str):
    filed(runtime, invited(runtime), **form)
    client = sign_in("secretary")
    text = page_of(client, runtime)
    assert "À informer de vive voix au premier appel" in text
    assert why in text
    with runtime.database.read() as session:
        assert session.scalars(select(OutboxRow).where(OutboxRow.kind == "text")).all() == []
    address = f"/demandes/{handoff_id(runtime)}"
    assert post(client, f"{address}/partenaire", address, acte="informee").status_code == 303
    text = page_of(client, runtime)
    assert "Elle a été informée de vive voix aujourd’hui" in text
    assert "À informer de vive voix" not in text


def test_her_objection_told_to_staff_stops_contact_and_closes_nothing(runtime: Runtime, sign_in: SignIn):
    filed(runtime, invited(runtime))
    client = sign_in("secretary")
    address = f"/demandes/{handoff_id(runtime)}"
    for _ in range(2):
        post(client, f"{address}/partenaire", address, acte="oppose")
    text = page_of(client, runtime)
    assert "La personne s’y oppose." in text
    assert "Noté par une collègue" in text
    # Nobody notes a call any more; the list of whom to call keeps her apart, and offers no other way.
    assert 'id="appel"' not in text
    listed = client.get("/a-rappeler").text
    assert "Elle ne veut pas être rappelée : décidez de la suite." in listed
    assert "Essayez autrement" not in listed
    with runtime.database.read() as session:
        assert session.scalars(select(HandoffRow.status)).one() == "new"
        assert session.scalars(select(OutboxRow).where(OutboxRow.kind == "text")).all() == []
        assert session.scalars(select(AuditRow.action).where(AuditRow.action == "objection")).all() == ["objection"]
    # A human closes it, with a typed outcome; what is then to be erased is said.
    version = re.search(r'name="version" value="([^"]+)"', text)
    assert version
    assert post(client, f"{address}/decision", address, sorte="close", motif="objected", version=version.group(1)).status_code == 303
    assert "ses données sont à effacer" in page_of(client, runtime).lower()


def test_an_objection_noted_by_mistake_is_taken_back(runtime: Runtime, sign_in: SignIn):
    filed(runtime, invited(runtime))
    client = sign_in("secretary")
    address = f"/demandes/{handoff_id(runtime)}"
    post(client, f"{address}/partenaire", address, acte="oppose")
    post(client, f"{address}/partenaire", address, acte="accepte")
    text = page_of(client, runtime)
    assert "s’y oppose" not in text
    assert 'id="appel"' in text
    assert "Elle ne veut pas être rappelée" not in text
    with runtime.database.read() as session:
        assert session.scalars(select(PartnerFilingRow.objected_at)).one() is None


def test_a_hand_off_of_another_antenna_is_not_there(runtime: Runtime, sign_in: SignIn):
    filed(runtime, invited(runtime), postal_code="49000")
    client = sign_in("social_worker", "nantes")
    answer = post(client, f"/demandes/{handoff_id(runtime)}/partenaire", "/", acte="oppose")
    assert answer.status_code == 404
    with runtime.database.read() as session:
        assert session.scalars(select(PartnerFilingRow.objected_at)).one() is None


def test_a_request_of_nobody_invited_shows_nothing_of_it(runtime: Runtime, sign_in: SignIn):
    assert "partenaire" not in sign_in("secretary").get(f"/demandes/{file(runtime).id}").text
