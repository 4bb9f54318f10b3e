"""A real Chromium in the directory: a file imported as it was seen, found, checked, chosen for a request; antennas changed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from intake.runtime import Runtime
from intake.staff import add_staff
from tests.browser.at_work import PASSWORD, add_lucie, no_violation, sign_in
from tests.desk.people import file

pytestmark = pytest.mark.slow

ROWS = [
    {"source": "essai", "id": "essai--1", "nom": "Maison des aidants", "date_maj": "2026-10-01", "code_postal": "44000"},
    {"source": "essai", "id": "essai--2", "nom": "Relais des proches", "date_maj": "2026-10-01", "code_postal": "4400"},
]


@pytest.fixture
def alix(runtime: Runtime, desk: str, screen: Page) -> Page:
    """An administrator at her desk."""
    with runtime.database.write() as session:
        now = runtime.clock.now()
        add_staff(session, login="alix", name="Alix Renard", role="administrator", antenna=None, password=PASSWORD, now=now)
    sign_in(screen, desk, "alix")
    expect(screen.get_by_role("heading", level=1)).to_be_visible()
    return screen


def test_a_file_is_seen_then_taken_by_keyboard(alix: Page, desk: str, tmp_path: Path):
    path = tmp_path / "structures.json"
    path.write_text(json.dumps(ROWS))
    alix.goto(f"{desk}/annuaire/import")
    no_violation(alix)
    alix.get_by_label("Fichier CSV ou JSON").set_input_files(path)
    alix.get_by_role("button", name="Voir ce qu’il changerait").focus()
    alix.keyboard.press("Enter")
    expect(alix.get_by_role("main")).to_contain_text("Élément 2, colonne « code_postal » : un code postal a cinq chiffres.")
    no_violation(alix)
    alix.get_by_role("button", name="Confirmer l’import").focus()
    alix.keyboard.press("Enter")
    expect(alix.get_by_role("status")).to_contain_text("Une fiche ajoutée ou changée.")
    alix.get_by_role("link", name="Organisations").click()
    alix.get_by_label("Mots").fill("aidants")
    alix.keyboard.press("Enter")
    expect(alix.get_by_role("link", name="Maison des aidants")).to_be_visible()
    no_violation(alix)


def test_an_antenna_is_changed_and_a_fault_is_told_at_its_field(alix: Page, desk: str):
    alix.goto(f"{desk}/annuaire/antennes/nantes")
    alix.get_by_role("link", name="Modifier").click()
    no_violation(alix)
    alix.get_by_label("Transports (facultatif)").fill("Tram 1, arrêt Commerce")
    alix.get_by_label("Ligne directe, à laquelle une personne répond").fill("12")
    alix.get_by_role("button", name="Enregistrer").click()
    expect(alix.get_by_role("alert")).to_contain_text("numéro de téléphone français")
    no_violation(alix)
    alix.get_by_role("link", name="Corriger").click()
    alix.get_by_label("Ligne directe, à laquelle une personne répond").fill("02 61 91 10 01")
    alix.get_by_role("button", name="Enregistrer").click()
    expect(alix.get_by_role("main")).to_contain_text("Tram 1, arrêt Commerce.")
    expect(alix.get_by_role("main")).to_contain_text("Alix Renard a changé : accès")
    no_violation(alix)


def test_an_organisation_is_found_checked_and_chosen_for_a_request(runtime: Runtime, desk: str, screen: Page):
    add_lucie(runtime)
    filed = file(runtime)
    sign_in(screen, desk)
    expect(screen.get_by_role("heading", level=1)).to_be_visible()
    screen.goto(f"{desk}/demandes/{filed.id}")
    screen.get_by_text("L’orienter vers un autre service").click()
    screen.get_by_role("link", name="Chercher dans tout l’annuaire").click()
    screen.get_by_label("Mots").fill("mdph")
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("main")).to_contain_text("jamais vérifiée")
    screen.get_by_role("link", name=re.compile("^Choisir MDPH")).focus()
    screen.keyboard.press("Enter")
    expect(screen.get_by_label("Vers quel service")).to_have_value("fiche:seuil-exemple--mdph")
    no_violation(screen)
    screen.goto(f"{desk}/annuaire?q=mdph")
    screen.get_by_role("button", name=re.compile("toujours exact")).click()
    expect(screen.get_by_role("main")).to_contain_text("vérifié le 23 novembre 2026")
    no_violation(screen)


@pytest.mark.parametrize("path", ["/annuaire", "/annuaire/antennes", "/annuaire/antennes/nantes/modifier", "/annuaire/import"])
def test_on_a_small_screen_nothing_is_cut(alix: Page, desk: str, path: str):
    alix.set_viewport_size({"width": 360, "height": 740})
    alix.goto(f"{desk}{path}")
    assert alix.evaluate("document.documentElement.scrollWidth") <= 360
    no_violation(alix)
