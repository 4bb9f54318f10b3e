"""A real Chromium: an appointment is booked by keyboard alone, on a screen of 380 pixels too, and stands in the week."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from intake.runtime import Runtime
from intake.staff import add_staff
from tests.browser.at_work import PASSWORD, no_violation, sign_in
from tests.desk.people import file

pytestmark = pytest.mark.slow


def press_to(page: Page, name: str, role: str = "link") -> None:
    """Tab until it has the focus."""
    wanted = page.get_by_role(role, name=name)
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{name} is not reached by keyboard")


def test_booked_by_keyboard_on_a_small_screen(runtime: Runtime, desk: str, screen: Page):
    page, filed, now = screen, file(runtime), runtime.clock.now()
    page.set_viewport_size({"width": 380, "height": 740})
    with runtime.database.write() as session:
        add_staff(session, login="ines", name="Inès Roux", role="social_worker", antenna="nantes", password=PASSWORD, now=now)
    sign_in(page, desk, "ines")
    expect(page.get_by_role("heading", level=1)).to_have_text("Demandes")
    page.goto(f"{desk}/demandes/{filed.id}/rendez-vous")
    no_violation(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    # By telephone: the interview is shorter.
    page.get_by_role("radio", name="À l’antenne").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Par téléphone")).to_be_checked()
    press_to(page, "Voir les heures libres", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_text("30 minutes")).to_be_visible()
    page.get_by_label("Quand", exact=True).focus()
    page.keyboard.press("ArrowDown")
    press_to(page, "Fixer le rendez-vous", "button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"{filed.id}#rendez-vous"))
    region = page.get_by_role("region", name="Rendez-vous")
    expect(region).to_contain_text("par téléphone, 30 minutes, avec Inès Roux")
    page.goto(f"{desk}/rendez-vous")
    no_violation(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    press_to(page, "Demande " + " ".join(filed.reference[at : at + 2] for at in range(0, 8, 2)))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(filed.id))
