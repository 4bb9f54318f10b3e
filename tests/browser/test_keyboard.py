"""The desk by the Tab key alone: past the header, through a whole file without a trap, orienting, closing, and where one lands."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from intake.runtime import Runtime
from tests.browser.at_work import add_lucie, no_violation, sign_in
from tests.desk.people import ANSWERS, Filed, Told, file

pytestmark = pytest.mark.slow

_HERE = "() => document.activeElement.id || document.activeElement.getAttribute('href') || document.activeElement.outerHTML.slice(0, 80)"


@pytest.fixture
def filed(runtime: Runtime) -> Filed:
    add_lucie(runtime)
    return file(runtime, Told(answers={**ANSWERS, "regime": "general"}))


@pytest.fixture
def at_file(desk: str, screen: Page, filed: Filed) -> Page:
    sign_in(screen, desk)
    expect(screen.get_by_role("heading", level=1)).to_have_text("Demandes")
    screen.goto(f"{desk}/demandes/{filed.id}")
    return screen


def tab_to(page: Page, selector: str, most: int = 120) -> None:
    for _ in range(most):
        if page.evaluate("(s) => document.activeElement?.matches(s) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} with the Tab key")


def test_the_first_tab_leads_past_the_header(at_file: Page):
    at_file.keyboard.press("Tab")
    link = at_file.get_by_role("link", name="Aller au contenu")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    at_file.keyboard.press("Enter")
    expect(at_file.locator("main")).to_be_focused()
    # The next one is inside: neither the header nor the strip of calls again.
    at_file.keyboard.press("Tab")
    assert at_file.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_tab_goes_through_a_whole_file_and_out_again(at_file: Page):
    met: list[str] = []
    for _ in range(150):
        at_file.keyboard.press("Tab")
        if at_file.evaluate("document.activeElement === document.body"):
            break
        met.append(at_file.evaluate(_HERE))
        # Nothing that is reached stays out of sight or under what is stuck at the top.
        assert at_file.evaluate(
            """() => {
                const box = document.activeElement.getBoundingClientRect();
                const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
                return box.height === 0 || over === null || document.activeElement.contains(over)
                    || over.contains(document.activeElement) || over.closest('label') !== null;
            }"""
        ), met[-1]
    else:
        raise AssertionError(f"no way out: {met[-5:]}")
    assert met.index("#recit") < met.index("#decider") < met.index("accept-confier")


def test_a_part_of_a_long_file_is_one_press_away(at_file: Page):
    tab_to(at_file, "a[href='#decider']")
    at_file.keyboard.press("Enter")
    expect(at_file.get_by_role("heading", name="Décider", exact=True)).to_be_in_viewport()
    at_file.keyboard.press("Tab")
    assert at_file.evaluate("document.querySelector('.deciding').contains(document.activeElement)")


def test_orienting_by_keyboard_and_landing_on_what_was_done(at_file: Page, filed: Filed):
    page = at_file
    tab_to(page, "#orient summary, summary:has(h3)")
    while "orienter" not in page.evaluate("document.activeElement.textContent"):
        page.keyboard.press("Tab")
        tab_to(page, "summary:has(h3)")
    page.keyboard.press("Enter")
    tab_to(page, "#orient-motif input")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#orient-organisme")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#orient-dire input")
    page.keyboard.press("Space")
    tab_to(page, "form:has(#orient-organisme) > button")
    page.keyboard.press("Enter")
    expect(page.locator(".take-back")).to_be_focused()
    expect(page.locator(".take-back")).to_contain_text("Vous pouvez annuler")
    no_violation(page)


def test_closing_and_opening_again_by_keyboard(at_file: Page, filed: Filed):
    page = at_file
    tab_to(page, "summary:has(h3)")
    while page.evaluate("document.activeElement.textContent.trim()") != "Clore":
        page.keyboard.press("Tab")
        tab_to(page, "summary:has(h3)")
    page.keyboard.press("Enter")
    tab_to(page, "#close-motif input")
    page.keyboard.press("ArrowDown")
    tab_to(page, "form:has(#close-motif) > button")
    page.keyboard.press("Enter")
    expect(page.locator(".take-back")).to_be_focused()
    no_violation(page)
    tab_to(page, "#reopen-mots")
    page.keyboard.type("Elle a rappelé.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text(re.compile("rouvert"))
