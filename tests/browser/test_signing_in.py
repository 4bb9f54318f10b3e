"""A real Chromium signs in with a second factor and writes a working note, by keyboard alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pyotp
import pytest
from playwright.sync_api import Page, expect

from intake.runtime import Runtime
from intake.staff import Member, add_staff, begin_enrolment, confirm_enrolment
from tests.browser.at_work import PASSWORD, no_violation
from tests.desk.people import file

pytestmark = pytest.mark.slow


@pytest.fixture
def lea(runtime: Runtime) -> Member:
    with runtime.database.write() as session:
        return add_staff(
            session, login="lea", name="Léa Roux", role="social_worker", antenna="nantes", password=PASSWORD, now=runtime.clock.now()
        )  # fmt: skip


def type_password(page: Page, desk: str) -> None:
    page.goto(desk)
    page.get_by_label("Identifiant").focus()
    page.keyboard.type("lea")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")


def enrolled(runtime: Runtime, who: Member) -> pyotp.TOTP:
    earlier = runtime.clock.now() - timedelta(minutes=5)
    with runtime.database.write() as session:
        totp = pyotp.TOTP(begin_enrolment(session, who, earlier).spelled.replace(" ", ""))
        assert confirm_enrolment(session, runtime.indexer, who, totp.at(earlier), earlier)
    return totp


def test_enrolling_and_reading_the_account_by_keyboard(runtime: Runtime, desk: str, screen: Page, lea: Member):
    page = screen
    type_password(page, desk)
    expect(page.get_by_role("heading", level=1)).to_have_text("Demandes")
    page.get_by_role("link", name="Mon compte").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon compte")
    no_violation(page)
    page.get_by_role("link", name="Mettre en place le second facteur").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name=re.compile("Code QR"))).to_be_visible()
    no_violation(page)
    totp = pyotp.TOTP(page.locator("#cle").inner_text().replace(" ", ""))
    page.get_by_label("Écrivez le code").focus()
    page.keyboard.type(totp.at(runtime.clock.now()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Codes de secours").get_by_role("listitem")).to_have_count(10)
    no_violation(page)
    page.goto(f"{desk}/compte")
    expect(page.get_by_role("main")).to_contain_text("Il vous reste 10 codes de secours")
    no_violation(page)
    page.get_by_role("link", name="Qui peut faire quoi").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Qui peut faire quoi")
    no_violation(page)


def test_signing_in_with_a_code_by_keyboard(runtime: Runtime, desk: str, screen: Page, lea: Member):
    totp, page = enrolled(runtime, lea), screen
    type_password(page, desk)
    code = page.get_by_label("Code à six chiffres")
    expect(code).to_be_focused()
    no_violation(page)
    page.keyboard.type("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Code refusé")
    no_violation(page)
    expect(code).to_be_focused()
    page.keyboard.type(totp.at(runtime.clock.now()))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Demandes")


def test_the_tables_fit_a_small_screen(desk: str, phone: Page, lea: Member):
    type_password(phone, desk)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Demandes")
    for path in ("/compte", "/droits"):
        phone.goto(f"{desk}{path}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360
        no_violation(phone)


def test_a_note_typed_and_left_is_found_again(runtime: Runtime, desk: str, screen: Page, lea: Member):
    filed, page = file(runtime), screen
    type_password(page, desk)
    expect(page.get_by_role("heading", level=1)).to_have_text("Demandes")
    page.goto(f"{desk}/demandes/{filed.id}")
    page.get_by_label("Nouvelle note").focus()
    page.keyboard.type("Elle hésite à parler de son fils.")
    expect(page.locator("#notes")).to_contain_text("Brouillon enregistré à", timeout=10_000)
    page.keyboard.type(" À reprendre.")
    # She is called away at once: leaving the page saves the rest.
    page.goto(f"{desk}/compte")
    page.goto(f"{desk}/demandes/{filed.id}")
    note = page.get_by_label("Nouvelle note")
    expect(note).to_have_value("Elle hésite à parler de son fils. À reprendre.")
    no_violation(page)
    page.get_by_role("button", name="Enregistrer la note").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name=re.compile("Note, Vous"))).to_contain_text("À reprendre.")
    expect(note).to_have_value("")
    no_violation(page)
