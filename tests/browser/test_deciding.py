"""A real Chromium deciding: few clicks, the keyboard alone, what is wrong told where it is, ten minutes to undo."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from intake.runtime import Runtime
from intake.staff import add_staff
from tests.browser.at_work import PASSWORD, add_lucie, no_violation, sign_in
from tests.desk.people import ANSWERS, Filed, Told, file

pytestmark = pytest.mark.slow

CLEAR = {**ANSWERS, "regime": "general", "job_risk": "oui", "hospital_status": "non"}
MOST_CLICKS = 5


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    return file(runtime, Told(answers=CLEAR))


@pytest.fixture
def lucie(runtime: Runtime, desk: str, screen: Page, filed: Filed) -> Page:
    add_lucie(runtime)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        add_staff(session, login="ines", name="Inès Petit", role="social_worker", antenna="nantes", password=PASSWORD, now=now)
    sign_in(screen, desk)
    expect(screen.get_by_role("heading", level=1)).to_be_visible()
    return screen


class Clicks:
    """Clicks that are counted; a list counts for two: opened, chosen."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def on(self, role: str, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role(role, name=name, exact=isinstance(name, str)).first.click()
        self.count += 1

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label).first.select_option(label=option)
        self.count += 2


def decided(page: Page) -> None:
    expect(page.get_by_role("button", name="Annuler cette décision")).to_be_visible()


@pytest.mark.parametrize("agree", [True, False])
def test_a_typical_decision_takes_five_clicks_whether_one_agrees_or_not(lucie: Page, filed: Filed, agree: bool):
    clicks = Clicks(lucie)
    lucie.locator(f'a[href="/demandes/{filed.id}"]').first.click()
    clicks.count += 1
    clicks.on("radio", re.compile("emploi", re.IGNORECASE) if agree else "À comprendre au premier entretien")
    clicks.choose("Confier à", "Inès Petit")
    clicks.on("button", "Accepter et confier")
    decided(lucie)
    expect(lucie.get_by_role("main")).to_contain_text("confiée à Inès Petit (Antenne de Nantes)")
    assert clicks.count == MOST_CLICKS
    no_violation(lucie)


def test_by_keyboard_alone_then_undone(lucie: Page, filed: Filed):
    lucie.locator(f'a[href="/demandes/{filed.id}"]').first.focus()
    lucie.keyboard.press("Enter")
    lucie.wait_for_url(re.compile(filed.id))
    no_violation(lucie)
    lucie.get_by_role("radio").first.focus()
    lucie.keyboard.press("Space")
    lucie.keyboard.press("Tab")
    expect(lucie.get_by_label("Confier à").first).to_be_focused()
    for _ in range(2):
        lucie.keyboard.press("Tab")
    expect(lucie.get_by_role("button", name="Accepter et confier")).to_be_focused()
    lucie.keyboard.press("Enter")
    decided(lucie)
    lucie.get_by_role("button", name="Annuler cette décision").focus()
    lucie.keyboard.press("Enter")
    expect(lucie.get_by_role("main")).to_contain_text("a annulé la décision")
    expect(lucie.get_by_role("button", name="Annuler cette décision")).to_have_count(0)


def test_what_is_wrong_is_summed_up_and_the_words_are_kept(lucie: Page, desk: str, filed: Filed):
    lucie.goto(f"{desk}/demandes/{filed.id}")
    lucie.get_by_text("L’orienter vers un autre service").click()
    form = lucie.locator("form").filter(has=lucie.get_by_role("button", name="Orienter"))
    form.get_by_label("Un autre service s’occupe de cela").check()
    form.get_by_label("Vers quel service").select_option(label="Un autre service (à nommer)")
    form.get_by_label("Note pour l’appel").fill("Lui parler doucement.")
    form.get_by_role("button", name="Orienter").click()
    summary = lucie.get_by_role("alert")
    expect(summary).to_contain_text("Nommez le service")
    expect(summary).to_be_focused()
    no_violation(lucie)
    summary.get_by_role("link", name="Corriger").click()
    form.get_by_label("Son nom, s’il n’est pas dans la liste").fill("La maison des aidants")
    expect(form.get_by_label("Note pour l’appel")).to_have_value("Lui parler doucement.")
    form.get_by_role("button", name="Orienter").click()
    decided(lucie)
    expect(lucie.get_by_role("main")).to_contain_text("La maison des aidants")


def test_on_a_small_screen_nothing_is_cut(lucie: Page, desk: str, filed: Filed):
    lucie.set_viewport_size({"width": 360, "height": 740})
    lucie.goto(f"{desk}/demandes/{filed.id}")
    for closed in lucie.locator(".deciding details > summary").all():
        closed.click()
    assert lucie.evaluate("document.documentElement.scrollWidth") <= 360
    no_violation(lucie)


def test_an_appointment_is_made_by_keyboard(lucie: Page, desk: str, filed: Filed):
    lucie.goto(f"{desk}/demandes/{filed.id}")
    lucie.get_by_role("link", name="Fixer un rendez-vous").focus()
    lucie.keyboard.press("Enter")
    expect(lucie.get_by_role("heading", name="Heures libres de Inès Petit")).to_be_visible()
    no_violation(lucie)
    lucie.get_by_label("Quand", exact=True).focus()
    lucie.keyboard.press("ArrowDown")
    lucie.keyboard.press("Tab")
    lucie.keyboard.press("Space")
    lucie.keyboard.press("Tab")
    lucie.keyboard.press("Space")
    lucie.keyboard.press("Tab")
    lucie.keyboard.press("Enter")
    expect(lucie.get_by_role("main")).to_contain_text("avec Inès Petit")
    no_violation(lucie)
