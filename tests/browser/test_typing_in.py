"""A real Chromium: a call typed in with the keyboard alone, to its hand-off; and the same person found twice."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from intake.requests import load_draft
from intake.runtime import Runtime
from intake.storage import HandoffRow, StaffEntryRow
from lexicon.codes import AnswerStatus, Channel
from tests.browser.at_work import SOON, add_lucie, no_violation, sign_in
from tests.desk.people import ANSWERS, Told, file, phone

pytestmark = pytest.mark.slow

LEAVE = "Je suis en arrêt depuis six mois et mon employeur veut me licencier."


@pytest.fixture
def signed_in(runtime: Runtime, desk: str, screen: Page) -> Page:
    add_lucie(runtime)
    sign_in(screen, desk)
    expect(screen.get_by_role("link", name="Saisir", exact=True)).to_be_visible()
    return screen


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Press Tab until that element has the focus, as somebody without a mouse."""
    for _ in range(most):
        if page.evaluate("(s) => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} with the Tab key")


def saved(page: Page) -> None:
    expect(page.locator("#dit")).to_have_text("Enregistré", timeout=SOON)


def type_at(page: Page, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.type(text)
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press("Tab")


def test_a_call_is_typed_in_with_the_keyboard_alone(runtime: Runtime, signed_in: Page):
    page = signed_in
    tab_to(page, "a[href='/saisies']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Saisir pour quelqu’un")).to_be_visible()
    no_violation(page)
    tab_to(page, "#qui-nom")
    page.keyboard.type("jeanne martin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Saisie : appel")).to_be_visible()
    no_violation(page)
    type_at(page, "#f-narrative", LEAVE)
    saved(page)
    # What the account says fills the fields, and the proposal follows.
    expect(page.locator("#f-sick_leave")).to_have_value("oui", timeout=SOON)
    tab_to(page, "#f-topics input[value='arret_travail']")
    page.keyboard.press("Space")
    type_at(page, "#f-phone", "06 39")
    expect(page.locator("#e-phone")).not_to_be_empty(timeout=SOON)
    no_violation(page)
    # A reload loses nothing.
    page.reload()
    expect(page.locator("#f-phone")).to_have_value("06 39")
    expect(page.locator("#f-narrative")).to_have_value(LEAVE)
    tab_to(page, "#f-phone")
    page.keyboard.press("Control+a")
    page.keyboard.type("06 39 98 12 34")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press("Tab")
    expect(page.locator("#e-phone")).to_be_empty(timeout=SOON)
    type_at(page, "#f-postal_code", "44000")
    tab_to(page, "#f-regime")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#etat")).not_to_contain_text("Code postal", timeout=SOON)
    tab_to(page, "button[value='transmettre']")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Demande \\d"))).to_be_visible()
    expect(page.locator("section.account")).to_contain_text(LEAVE)
    no_violation(page)
    with runtime.database.read() as session:
        draft = load_draft(session, session.scalars(select(HandoffRow.request_id)).one())
        assert draft.value("phone") == "+33639981234"
        assert draft.status("sick_leave") is AnswerStatus.DEDUCED
        # Said in passing, for herself.
        assert draft.value("for_whom") == "self"
        assert draft.value("regime") == "general"
        assert [topic.code for topic in draft.topics] == ["arret_travail"]
        assert session.scalars(select(StaffEntryRow.done_at)).one() is not None


def test_a_danger_is_told_while_it_is_typed(signed_in: Page):
    page = signed_in
    page.goto(page.url.rstrip("/") + "/saisies")
    page.get_by_role("button", name="Commencer la saisie").press("Enter")
    page.locator("#f-narrative").press_sequentially("Je n’en peux plus, je veux mourir.")
    # Without leaving the field.
    expect(page.locator("#alerte")).to_contain_text("3114", timeout=SOON)
    expect(page.locator("#f-narrative")).to_be_focused()
    no_violation(page)


def test_a_call_passed_on_is_completed_and_nobody_is_overwritten(runtime: Runtime, signed_in: Page):
    filed = file(runtime, Told(answers=ANSWERS, channel=Channel.VOICE))
    phone(runtime, filed, passed_to="nantes", ago=timedelta(seconds=20))
    page = signed_in
    page.goto(page.url.rstrip("/") + f"/demandes/{filed.id}")
    page.get_by_role("button", name="Saisir ce qu’elle dit au téléphone").press("Enter")
    expect(page.get_by_label("Nom", exact=False).first).to_be_visible()
    expect(page.locator("#f-name")).to_have_value("Jeanne Martin")
    page.locator("#f-rqth").select_option("oui")
    saved(page)
    no_violation(page)
    page.get_by_role("button", name="Transmettre").press("Enter")
    expect(page).to_have_url(re.compile(f"/demandes/{filed.id}$"))


def test_two_requests_of_one_person_are_merged_and_separated(runtime: Runtime, signed_in: Page):
    first = file(runtime)
    second = file(runtime, Told(account="Je vous ai déjà écrit.", answers=ANSWERS), seed=2)
    page = signed_in
    page.goto(page.url.rstrip("/") + f"/demandes/{second.id}")
    no_violation(page)
    page.get_by_role("button", name="C’est elle : réunir les deux demandes").press("Enter")
    expect(page).to_have_url(re.compile(f"/demandes/{first.id}$"))
    expect(page.locator("section.account")).to_contain_text("Je vous ai déjà écrit.")
    no_violation(page)
    page.get_by_role("button", name="Séparer les deux demandes").press("Enter")
    expect(page.locator("section.account")).not_to_contain_text("Je vous ai déjà écrit.")
