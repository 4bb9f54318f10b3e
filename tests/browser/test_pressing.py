"""A real Chromium: a button pressed twice decides once, going back loses nothing, and the main jobs need no JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from intake.runtime import Runtime
from intake.storage import ContactAttemptRow, DecisionRow, StaffEntryRow
from tests.browser.at_work import add_lucie, sign_in
from tests.desk.people import ANSWERS, Filed, Told, file

pytestmark = pytest.mark.slow

CLEAR = {**ANSWERS, "regime": "general", "job_risk": "oui", "hospital_status": "non"}


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    add_lucie(runtime)
    return file(runtime, Told(answers=CLEAR))


@pytest.fixture
def plain(browser: Browser, desk: str, filed: Filed) -> Iterator[Page]:
    """A browser without JavaScript, signed in."""
    context = browser.new_context(java_script_enabled=False, locale="fr-FR")
    page = context.new_page()
    sign_in(page, desk)
    expect(page.get_by_role("heading", level=1)).to_have_text("Demandes")
    yield page
    context.close()


def rows(runtime: Runtime, table: type) -> int:
    with runtime.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_button_pressed_twice_decides_once(runtime: Runtime, desk: str, screen: Page, filed: Filed):
    sign_in(screen, desk)
    expect(screen.get_by_role("heading", level=1)).to_be_visible()
    screen.goto(f"{desk}/demandes/{filed.id}")
    screen.get_by_role("button", name="Joint", exact=True).dblclick()
    expect(screen.get_by_text("Vous avez noté « joint »")).to_be_visible()
    assert rows(runtime, ContactAttemptRow) == 1
    screen.goto(f"{desk}/demandes/{filed.id}")
    screen.get_by_role("radio", name="Les deux axes").check()
    screen.get_by_role("button", name="Accepter et confier").dblclick()
    # Told what was done, not that somebody else was faster.
    expect(screen.get_by_role("button", name="Annuler cette décision")).to_be_visible()
    assert rows(runtime, DecisionRow) == 1


def test_going_back_after_a_decision_decides_nothing_twice(runtime: Runtime, desk: str, screen: Page, filed: Filed):
    sign_in(screen, desk)
    expect(screen.get_by_role("heading", level=1)).to_be_visible()
    screen.goto(f"{desk}/demandes/{filed.id}")
    screen.get_by_role("radio", name="Les deux axes").check()
    screen.get_by_role("button", name="Accepter et confier").click()
    expect(screen.get_by_role("button", name="Annuler cette décision")).to_be_visible()
    screen.go_back()
    screen.get_by_role("radio", name="Les deux axes").check()
    screen.get_by_role("button", name="Accepter et confier").click()
    expect(screen.get_by_role("alert").or_(screen.get_by_role("button", name="Annuler cette décision"))).to_be_visible()
    assert rows(runtime, DecisionRow) <= 2


def test_without_javascript_a_request_is_read_called_decided_and_undone(runtime: Runtime, desk: str, plain: Page, filed: Filed):
    # What lives by JavaScript alone is not there.
    expect(plain.get_by_role("region", name="Appels")).to_be_hidden()
    expect(plain.get_by_role("button", name="Raccourcis clavier")).to_be_hidden()
    plain.get_by_role("searchbox").fill("martin")
    plain.get_by_role("button", name="Chercher").click()
    plain.locator(".queue a").first.click()
    expect(plain.get_by_role("main")).to_contain_text("mon employeur veut me licencier")
    plain.get_by_label("Note (facultative)").fill("Rappeler jeudi.")
    plain.get_by_role("button", name="Pas de réponse").click()
    expect(plain.get_by_role("main")).to_contain_text("Vous avez noté « pas de réponse »")
    plain.goto(f"{desk}/demandes/{filed.id}")
    plain.get_by_role("radio", name="Les deux axes").check()
    plain.get_by_role("button", name="Accepter et confier").click()
    plain.get_by_role("button", name="Annuler cette décision").click()
    expect(plain.get_by_role("main")).to_contain_text("a annulé la décision")
    plain.get_by_text("Clore", exact=True).click()
    plain.get_by_label("Elle ne souhaite plus d’aide").check()
    plain.get_by_role("button", name="Clore la demande").click()
    plain.get_by_label("Pourquoi la rouvrir").fill("Elle a rappelé.")
    plain.get_by_role("button", name="Rouvrir la demande").click()
    expect(plain.get_by_role("button", name="Accepter et confier")).to_be_visible()


def test_without_javascript_a_call_is_typed_in(runtime: Runtime, desk: str, plain: Page):
    plain.goto(f"{desk}/saisies")
    plain.get_by_role("button", name="Commencer la saisie").click()
    plain.get_by_label("Avec ses mots").fill("Je suis en arrêt depuis six mois.")
    plain.get_by_label("Numéro de téléphone", exact=True).fill("06 39 98 12 77")
    plain.get_by_role("button", name="Transmettre").click()
    expect(plain).to_have_url(re.compile("/demandes/"))
    expect(plain.get_by_role("main")).to_contain_text("Je suis en arrêt depuis six mois.")
    assert rows(runtime, StaffEntryRow) == 1
