"""The directory at the desk: finding, checking, importing what was seen, antennas changed by who may."""

from __future__ import annotations

import html as escaping
import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.staff import add_staff
from intake.storage import AntennaChangeRow, AntennaRow, AuditRow, DirectoryFileRow, StructureRow
from tests.conftest import NOW
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import file

NEW = {"source": "essai", "id": "essai--1", "nom": "Maison des aidants", "date_maj": "2026-10-01", "code_postal": "44000"}
LOIRE = "seuil-exemple--ccas-nantes"


def show(client: TestClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return escaping.unescape(answer.text)


def post(client: TestClient, path: str, form: dict[str, str], seen: str = "/annuaire", **more):
    return client.post(path, data={"jeton": token_in(client.get(seen).text), **form}, **more)


def send(client: TestClient, rows: object, name: str = "structures.json"):
    content = rows if isinstance(rows, bytes) else json.dumps(rows).encode()
    return post(client, "/annuaire/import", {}, "/annuaire/import", files={"fichier": (name, content)})


def confirm(client: TestClient, report: str, **more: str):
    found = dict(re.findall(r'type="hidden" name="(fichier|vu)" value="([^"]+)"', report))
    return client.post("/annuaire/import/confirmation", data={"jeton": token_in(report), **found, **more})


@pytest.fixture
def lea(sign_in: SignIn) -> TestClient:
    return sign_in()


@pytest.fixture
def admin(sign_in: SignIn) -> TestClient:
    return sign_in("administrator")


def test_words_themes_and_places_narrow_the_search(lea: TestClient):
    everything = show(lea, "/annuaire")
    assert "15 organisations" in everything
    assert "CCAS d’exemple de Nantes" in show(lea, "/annuaire?q=alimentations")
    assert "1 organisation<" in show(lea, "/annuaire?q=mdph")
    assert "CLIC d’exemple" in show(lea, "/annuaire?theme=famille--soutien-aidants")
    assert "Rien ne correspond" in show(lea, "/annuaire?q=licorne")
    near = show(lea, "/annuaire?pres_de=49300")
    # The commune's own first, then those that receive people from the département.
    assert near.index("CCAS d’exemple de Cholet") < near.index("MSA d’exemple")
    assert "CAF d’exemple, accueil du Mans" not in near
    assert "Cholet" in near
    assert "Un code postal a cinq chiffres" in show(lea, "/annuaire?pres_de=4930")


def test_a_sheet_says_how_far_it_can_be_trusted(lea: TestClient, runtime: Runtime):
    before = show(lea, f"/annuaire/fiche?id={LOIRE}")
    assert "À vérifier : fiche du 2 juin 2025, jamais vérifiée" in before
    assert "du lundi au vendredi" in before
    done = post(lea, "/annuaire/exacte", {"fiche": LOIRE})
    assert done.status_code == 303
    after = show(lea, done.headers["location"])
    assert "vérifié le 23 novembre 2026" in after
    assert "À vérifier" not in after
    with runtime.database.read() as session:
        row = session.get(StructureRow, LOIRE)
        assert row is not None
        assert row.checked_by is not None
        assert session.scalars(select(AuditRow).where(AuditRow.action == "directory_confirm")).one().request_id is None


def test_a_check_grows_old_and_an_unknown_sheet_is_told(lea: TestClient, runtime: Runtime):
    with runtime.database.write() as session:
        row = session.get(StructureRow, LOIRE)
        assert row is not None
        row.checked_at = NOW - timedelta(days=200)
        row.changed_at = NOW - timedelta(days=300)
    assert "À vérifier : vérifié le 7 mai 2026" in show(lea, f"/annuaire/fiche?id={LOIRE}")
    show(lea, "/annuaire/fiche?id=rien", 404)
    assert post(lea, "/annuaire/exacte", {"fiche": "rien"}).status_code == 404


def test_for_a_request_the_search_is_near_the_person_and_leaves_a_trace(lea: TestClient, runtime: Runtime, sign_in: SignIn):
    filed = file(runtime)
    found = show(lea, f"/annuaire?demande={filed.id}")
    assert "CCAS d’exemple de Cholet" not in found
    assert f"/demandes/{filed.id}?organisme=seuil-exemple--ccas-nantes#orient-organisme" in found
    assert "44000" not in re.sub(r"<dd>[^<]*</dd>", "", found)
    with runtime.database.read() as session:
        assert session.scalars(select(AuditRow).where(AuditRow.action == "directory_for")).one().request_id == filed.request_id
    # Not in her antenna, and not for whom no request is open.
    assert sign_in("social_worker", "angers").get(f"/annuaire?demande={filed.id}").status_code == 404
    assert sign_in("administrator").get(f"/annuaire?demande={filed.id}").status_code == 404


def test_a_file_is_seen_before_it_is_taken(admin: TestClient, runtime: Runtime):
    wrong = {**NEW, "id": "essai--2", "code_postal": "4400"}
    report = send(admin, [NEW, wrong]).text
    assert "Élément 2, colonne « code_postal » : un code postal a cinq chiffres." in escaping.unescape(report)
    with runtime.database.read() as session:
        assert session.get(StructureRow, "essai--1") is None
    taken = confirm(admin, report)
    assert taken.headers["location"] == "/annuaire/import?fait=1"
    assert "Maison des aidants" in show(admin, "/annuaire?q=aidants")
    with runtime.database.read() as session:
        assert session.scalars(select(DirectoryFileRow)).all() == []
    # Sent again by the back button: the file is gone, nothing is done twice.
    assert confirm(admin, report).status_code == 409


def test_her_newer_file_takes_the_place_of_the_first(admin: TestClient):
    first = send(admin, [NEW]).text
    second = send(admin, [{**NEW, "nom": "Maison des proches"}]).text
    assert confirm(admin, first).status_code == 409
    assert confirm(admin, second).status_code == 303


def test_two_administrators_import_at_once(admin: TestClient, app, runtime: Runtime):
    from tests.desk.conftest import PASSWORD

    with runtime.database.write() as session:
        add_staff(session, login="zoe", name="Zoé", role="administrator", antenna=None, password=PASSWORD, now=NOW)
    zoe = TestClient(app, base_url="http://127.0.0.1", follow_redirects=False)
    form = {"identifiant": "zoe", "mot_de_passe": PASSWORD, "jeton": token_in(zoe.get("/connexion").text)}
    assert zoe.post("/connexion", data=form).status_code == 303
    hers, mine = send(zoe, [{**NEW, "nom": "Maison des proches"}]).text, send(admin, [NEW]).text
    assert confirm(zoe, hers).status_code == 303
    again = confirm(admin, mine)
    assert again.status_code == 409
    assert "L’annuaire a changé" in again.text
    assert "changées" in again.text
    assert confirm(admin, again.text).status_code == 303
    assert "Maison des aidants" in show(admin, "/annuaire?q=aidants")


def test_what_is_missing_is_told_and_retired_on_demand(admin: TestClient):
    assert confirm(admin, send(admin, [NEW, {**NEW, "id": "essai--2", "nom": "Relais des proches"}]).text).status_code == 303
    report = send(admin, [NEW]).text
    assert "Relais des proches" in report
    assert "Plus dans le fichier" in report
    assert confirm(admin, report, retirer="1").status_code == 303
    assert "Relais des proches" not in show(admin, "/annuaire?q=proches")
    assert "Cette fiche est retirée" in show(admin, "/annuaire/fiche?id=essai--2")


def test_the_whole_report_is_a_file_that_no_spreadsheet_runs(admin: TestClient):
    report = send(admin, [NEW, {**NEW, "id": "essai--2", "nom": "=1+1", "date_maj": "2030-01-01"}]).text
    address = re.search(r'href="(/annuaire/import/rapport[^"]+)"', report)
    assert address
    answer = admin.get(address.group(1))
    assert answer.headers["content-type"].startswith("text/csv")
    assert ";'=1+1;" in answer.text
    assert "refusée" in answer.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Choisissez un fichier|vide"),
        (b"PK\x03\x04rest", "classeur"),
        ("id;nom\n1;Été".encode("latin-1"), "UTF-8"),
        (b"[" * 100_000, "trop profond"),
        (b"id,nom,couleur\n1,a,b\n", "couleur"),
    ],
)
def test_a_hostile_file_is_one_sentence(admin: TestClient, content: bytes, said: str):
    answer = send(admin, content, "x.csv")
    assert answer.status_code == 422
    assert re.search(said, answer.text)
    assert 'role="alert"' in answer.text


def test_only_who_keeps_the_whole_directory_imports(lea: TestClient, sign_in: SignIn):
    assert lea.get("/annuaire/import").status_code == 403
    hers = sign_in("administrator", "nantes")
    assert hers.get("/annuaire/import").status_code == 403
    assert "Importer un fichier" not in show(hers, "/annuaire")


def test_nothing_large_is_read_from_strangers_nor_elsewhere(stranger: TestClient, admin: TestClient):
    large = b"x" * (1024 * 1024)
    assert stranger.post("/annuaire/import", files={"fichier": ("x.csv", large)}).status_code == 303
    assert post(admin, "/annuaire/exacte", {"fiche": "x" * 100_000}).status_code == 413


# Antennas


def form_of(client: TestClient, code: str = "nantes") -> dict[str, str]:
    shown = client.get(f"/annuaire/antennes/{code}/modifier").text
    fields = dict(re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', shown))
    fields |= dict(re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)</textarea>', shown))
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', shown, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen.group(1) if chosen else ""
    fields["horaires"] = "convention"
    return {name: escaping.unescape(value) for name, value in fields.items()}


def test_the_page_says_who_serves_a_postal_code(lea: TestClient):
    assert "44600 (St Nazaire) : Antenne de Saint-Nazaire, qui sert les codes en 446." in show(lea, "/annuaire/antennes?code=44600")
    assert "aucune antenne" in show(lea, "/annuaire/antennes?code=20000")
    assert "cinq chiffres" in show(lea, "/annuaire/antennes?code=44")


def test_an_antenna_is_changed_and_the_change_is_told(admin: TestClient, lea: TestClient, runtime: Runtime):
    form = form_of(admin) | {"transport": "Tram 1, arrêt Commerce", "plain_pied": "oui", "partenaires": "Maison des aidants\nCLIC"}
    form |= {"horaires": "propres", "h0a_debut": "09:00", "h0a_fin": "12:00", "fermetures": "24/12/2026", "capacite": "12"}
    done = admin.post("/annuaire/antennes/nantes/modifier", data=form)
    assert done.status_code == 303, done.text
    shown = show(admin, done.headers["location"])
    for said in (
        "Tram 1, arrêt Commerce. Entrée de plain-pied.",
        "jeudi 24 décembre",
        "12 par semaine",
        "le lundi, de 9\u00a0h à 12\u00a0h",
    ):
        assert said in shown
    assert "Léa <b>Roux</b> a changé : horaires" in shown
    assert "Ce qui a changé" not in show(lea, "/annuaire/antennes/nantes")
    filed = file(runtime)
    assert "Maison des aidants, CLIC" in show(lea, f"/demandes/{filed.id}")
    # The same again changes nothing.
    with runtime.database.read() as session:
        count = len(session.scalars(select(AntennaChangeRow)).all())
    again = form_of(admin) | {name: form[name] for name in ("horaires", "h0a_debut", "h0a_fin")}
    assert admin.post("/annuaire/antennes/nantes/modifier", data=again).status_code == 303
    with runtime.database.read() as session:
        assert len(session.scalars(select(AntennaChangeRow)).all()) == count


@pytest.mark.parametrize(
    ("change", "said", "at"),
    [
        ({"nom": " "}, "Il faut un nom", "nom"),
        ({"telephone": "+447911123456"}, "numéro de téléphone français", "telephone"),
        ({"telephone": "bonjour"}, "numéro de téléphone français", "telephone"),
        ({"codes": "44 446"}, "« 446 » est déjà servi par : Antenne de Saint-Nazaire", "codes"),
        ({"codes": "44 4x"}, "« 4x » n’est pas un début de code postal", "codes"),
        ({"codes": ""}, "au moins un début", "codes"),
        ({"fermetures": "31/02/2027"}, "n’est pas un jour", "fermetures"),
        ({"p0_debut": "14:00", "p0_fin": "09:00"}, "finit après son début", "permanences"),
        ({"p0_lieu": ""}, "a un lieu", "permanences"),
        ({"p0_debut": "25:00"}, "n’est pas une heure", "permanences"),
        ({"horaires": "propres"}, "ouvrent au moins un jour", "horaires"),
        ({"horaires": "propres", "h1a_debut": "09:00"}, "Le mardi, une plage a un début sans fin", "horaires"),
        ({"capacite": "beaucoup"}, "est un nombre", "capacite"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(admin: TestClient, runtime: Runtime, change: dict[str, str], said: str, at: str):
    answer = admin.post("/annuaire/antennes/nantes/modifier", data=form_of(admin) | {"acces": "ascenseur"} | change)
    assert answer.status_code == 422
    assert said in escaping.unescape(answer.text)
    assert f'href="#{at}"' in answer.text
    assert "ascenseur" in answer.text
    with runtime.database.read() as session:
        assert session.scalars(select(AntennaChangeRow)).all() == []


def test_two_administrators_do_not_undo_each_other(admin: TestClient):
    mine = form_of(admin)
    assert admin.post("/annuaire/antennes/nantes/modifier", data=form_of(admin) | {"adresse": "1 rue Neuve, Nantes"}).status_code == 303
    answer = admin.post("/annuaire/antennes/nantes/modifier", data=mine | {"nom": "Autre"})
    assert answer.status_code == 409
    assert "a été modifiée pendant que vous écriviez" in answer.text
    assert "1 rue Neuve" in answer.text


def test_an_administrator_of_one_antenna_changes_hers_and_not_its_territory(sign_in: SignIn, runtime: Runtime):
    hers = sign_in("administrator", "nantes")
    assert hers.get("/annuaire/antennes/angers/modifier").status_code == 403
    assert "Modifier" not in show(hers, "/annuaire/antennes/angers")
    form = form_of(hers) | {"codes": "49", "acces": "sonner"}
    assert hers.post("/annuaire/antennes/angers/modifier", data=form).status_code == 403
    assert hers.post("/annuaire/antennes/nantes/modifier", data=form).status_code == 303
    with runtime.database.read() as session:
        row = session.get(AntennaRow, "nantes")
        assert row is not None
        assert row.content["postal_codes"] == ["44"]
        assert row.content["access"]["notes"] == "sonner"


def test_an_unknown_antenna_is_told(admin: TestClient):
    for path in ("/annuaire/antennes/paris", "/annuaire/antennes/paris/modifier"):
        assert admin.get(path).status_code == 404


def test_pages_stay_light(admin: TestClient, lea: TestClient):
    for path in ("/annuaire", "/annuaire/antennes", "/annuaire/antennes/nantes"):
        assert len(lea.get(path).content) < 150_000
    rows = [{**NEW, "id": f"essai--{number}"} for number in range(3000)]
    assert len(send(admin, rows).content) < 150_000
