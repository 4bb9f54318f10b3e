"""Orienting to an organisation of the directory: suggested, found, kept with its sheet; a free name stays possible."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.storage import DecisionRow, StructureRow
from tests.conftest import NOW
from tests.desk.conftest import SignIn
from tests.desk.people import ANSWERS, Filed, Told, file
from tests.desk.test_deciding import ORIENT, send, show

CCAS = "seuil-exemple--ccas-nantes"


@pytest.fixture
def lea(sign_in: SignIn) -> TestClient:
    return sign_in()


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    # Money is what it is about: the convention names the CCAS and the département's social workers.
    answers = {**ANSWERS, "sick_leave": "non", "job_risk": "non", "regime": "general", "hospital_status": "non", "care_renounced": "non"}
    return file(runtime, Told(account="Je n’arrive plus à payer.", answers=answers, topics=("budget",)))


def groups(shown: str) -> dict[str, list[tuple[str, str]]]:
    select = re.search(r'<select id="orient-organisme".*?</select>', shown, re.DOTALL)
    assert select
    found = re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', select.group(0), re.DOTALL)
    return {label: re.findall(r'value="([^"]+)"[^>]*>([^<]+)<', options) for label, options in found}


def decision(runtime: Runtime) -> DecisionRow:
    from sqlalchemy import select

    with runtime.database.read() as session:
        return session.scalars(select(DecisionRow)).one()


def test_the_proposals_doors_come_first_each_with_its_last_check(lea: TestClient, filed: Filed, runtime: Runtime):
    with runtime.database.write() as session:
        row = session.get(StructureRow, CCAS)
        assert row is not None
        row.checked_at = row.changed_at = NOW
    offered = groups(show(lea, filed))
    assert list(offered) == ["Proposées pour cette demande", "Dans l’annuaire, près de chez elle", "Sans fiche"]
    assert offered["Proposées pour cette demande"][0] == (f"fiche:{CCAS}", "CCAS d’exemple de Nantes (vérifié le 23 novembre 2026)")
    assert "Maison départementale des solidarités d’exemple" in offered["Proposées pour cette demande"][1][1]
    nearest = dict(offered["Dans l’annuaire, près de chez elle"])
    assert f"fiche:{CCAS}" not in nearest
    assert "jamais vérifiée" in nearest["fiche:seuil-exemple--mdph"]
    assert "fiche:seuil-exemple--ccas-cholet" not in nearest
    assert offered["Sans fiche"][-1] == ("-", "Un autre service (à nommer)")


def test_the_decision_keeps_the_sheet_and_the_name_it_had(lea: TestClient, filed: Filed, runtime: Runtime):
    assert send(lea, filed, **ORIENT | {"organisme": f"fiche:{CCAS}"}).status_code == 303
    taken = decision(runtime)
    assert (taken.organisation, taken.organisation_id) == ("CCAS d’exemple de Nantes", CCAS)
    assert "a orienté la personne : CCAS d’exemple de Nantes" in show(lea, filed)


def test_one_that_was_found_in_the_directory_comes_back_chosen(lea: TestClient, filed: Filed):
    shown = unescape(lea.get(f"/demandes/{filed.id}?organisme=seuil-exemple--caf-le-mans").text)
    assert groups(shown)["Choisie dans l’annuaire"][0][0] == "fiche:seuil-exemple--caf-le-mans"
    assert 'value="fiche:seuil-exemple--caf-le-mans" selected' in shown
    # Chosen twice, unknown or hostile: nothing breaks.
    for chosen in (CCAS, "rien", "<b>", "%00", "x" * 200):
        assert lea.get(f"/demandes/{filed.id}", params={"organisme": chosen}).status_code == 200


def test_what_was_chosen_stays_when_something_else_is_wrong(lea: TestClient, filed: Filed):
    answer = send(lea, filed, **ORIENT | {"organisme": "fiche:seuil-exemple--caf-le-mans", "motif": ""})
    assert answer.status_code == 422
    assert 'value="fiche:seuil-exemple--caf-le-mans" selected' in answer.text


@pytest.mark.parametrize("retired", [True, False])
def test_a_sheet_that_is_gone_is_not_chosen(lea: TestClient, filed: Filed, runtime: Runtime, retired: bool):
    seen = show(lea, filed)
    with runtime.database.write() as session:
        row = session.get(StructureRow, CCAS)
        assert row is not None
        if retired:
            row.retired_at = NOW
        else:
            session.delete(row)
    answer = send(lea, filed, seen=seen, **ORIENT | {"organisme": f"fiche:{CCAS}"})
    assert answer.status_code == 422
    assert "Cette organisation n’est plus dans l’annuaire." in unescape(answer.text)


def test_a_free_name_is_still_possible_and_has_no_sheet(lea: TestClient, filed: Filed, runtime: Runtime):
    assert "Hors de l’annuaire, personne n’a vérifié" in show(lea, filed)
    assert send(lea, filed, **ORIENT | {"organisme": "-", "organisme_autre": "La maison des aidants"}).status_code == 303
    taken = decision(runtime)
    assert (taken.organisation, taken.organisation_id) == ("La maison des aidants", None)


def test_without_a_postal_code_the_names_are_there(lea: TestClient, runtime: Runtime):
    answers = {name: value for name, value in ANSWERS.items() if name != "postal_code"}
    offered = groups(show(lea, file(runtime, Told(answers=answers), seed=2)))
    assert "Dans l’annuaire, près de chez elle" not in offered
    assert ("MDPH", "MDPH") in offered["Sans fiche"]
