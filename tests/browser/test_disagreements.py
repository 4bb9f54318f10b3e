"""A real Chromium on the figures of disagreements: whole on a small screen, by keyboard, and nothing for axe to find."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from intake.deciding import Blamed, DecisionKind, Wrong
from intake.runtime import Runtime
from intake.staff import add_staff
from tests.browser.at_work import PASSWORD, no_violation, sign_in
from tests.desk.people import Told, file
from tests.intake.deciding.conftest import CLEAR, NANTES, Desk, member

pytestmark = pytest.mark.slow

AGAIN = "Une personne parle du travail d’un proche."


@pytest.fixture
def admin(runtime: Runtime, desk: str, screen: Page) -> Page:
    now = runtime.clock.now()
    with runtime.database.write() as session:
        add_staff(session, login="anne", name="Anne Roy", role="administrator", antenna=None, password=PASSWORD, now=now)
    lea = member(runtime, "lea")
    wrong = (Wrong(Blamed.TOPIC, "arret_travail"),)
    for seed in range(1, 12):
        axis, more = ("soins", {"wrong": wrong, "rewording": AGAIN}) if seed == 1 else ("emploi", {})
        one = Desk(runtime, file(runtime, Told(answers=CLEAR), seed=seed), lea)
        one.take(DecisionKind.ACCEPT, axis=axis, handed_to=NANTES, now=now, **more)
    sign_in(screen, desk, "anne")
    expect(screen.get_by_role("heading", level=1)).to_be_visible()
    return screen


@pytest.mark.parametrize("width", [380, 1280])
def test_the_figures_are_read_and_words_judged_by_keyboard(admin: Page, desk: str, width: int):
    admin.set_viewport_size({"width": width, "height": 800})
    admin.goto(f"{desk}/desaccords")
    expect(admin.get_by_role("main")).to_contain_text("9 %")
    expect(admin.get_by_role("main")).to_contain_text(AGAIN)
    assert admin.evaluate("document.documentElement.scrollWidth") <= width
    no_violation(admin)
    admin.get_by_role("button", name="Rien de personnel : laisser partir").focus()
    admin.keyboard.press("Enter")
    expect(admin.get_by_role("main")).not_to_contain_text(AGAIN)
    no_violation(admin)
