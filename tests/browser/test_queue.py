"""A real Chromium at the queue by the keyboard alone, and calling people back one after the other."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from intake.runtime import Runtime
from intake.storage import ContactAttemptRow, DeskDraftRow, HandoffRow
from tests.browser.at_work import add_lucie, no_violation, sign_in
from tests.desk.people import ANSWERS, Told, file

pytestmark = pytest.mark.slow


@pytest.fixture
def files(runtime: Runtime) -> list[str]:
    """Three files, in the order of the queue."""
    now = runtime.clock.now()
    return [file(runtime, now=now - timedelta(days=3 - number), seed=number).id for number in range(3)]


@pytest.fixture
def page(runtime: Runtime, desk: str, files: list[str], screen: Page) -> Page:
    add_lucie(runtime)
    sign_in(screen, desk)
    expect(screen.get_by_role("heading", name="Demandes", exact=True)).to_be_visible()
    return screen


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_by_keyboard_alone_from_the_queue_to_a_file_and_back(runtime: Runtime, desk: str, page: Page, files: list[str]):
    no_violation(page)
    link = [page.locator(f"#d-{one}") for one in files]
    press(page, "j")
    expect(link[0]).to_be_focused()
    press(page, "j", "j", "j")
    expect(link[2]).to_be_focused()
    press(page, "k")
    expect(link[1]).to_be_focused()
    press(page, "Enter")
    page.wait_for_url(f"{desk}/demandes/{files[1]}")
    page.go_back()
    page.wait_for_url(f"{desk}/")
    # Searching: the keys write, and move nothing.
    press(page, "/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jkx?/")
    expect(page.get_by_role("searchbox")).to_have_value("jkx?/")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("searchbox").fill("martin")
    press(page, "Enter")
    page.wait_for_url(re.compile("q=martin"))
    press(page, "?")
    expect(page.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()
    no_violation(page)
    # Switched off here, they stay off after a reload, and the button brings the help back.
    page.get_by_label("Utiliser ces raccourcis").focus()
    press(page, "Space", "Escape")
    page.reload()
    press(page, "j")
    expect(page.locator(f"#d-{files[0]}")).not_to_be_focused()
    page.get_by_role("button", name="Raccourcis clavier").focus()
    press(page, "Enter")
    expect(page.get_by_role("dialog", name="Raccourcis clavier")).to_be_visible()


def test_ticked_files_are_given_by_keyboard_and_stay_ticked_when_the_queue_changes(runtime: Runtime, page: Page, files: list[str]):
    press(page, "j", "x", "j", "x")
    expect(page.locator(f"#c-{files[0]}")).to_be_checked()
    fresh = file(runtime, Told(answers=ANSWERS), seed=9).id
    # Coming back to the window asks at once for what has changed.
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(f"#d-{fresh}")).to_be_visible(timeout=20_000)
    expect(page.locator(f"#c-{files[0]}")).to_be_checked()
    expect(page.locator(f"#c-{files[1]}")).to_be_checked()
    expect(page.locator(f"#d-{files[1]}")).to_be_focused()
    page.get_by_label("Attribuer les demandes cochées").select_option("moi")
    page.get_by_role("button", name="Attribuer", exact=True).press("Enter")
    expect(page.get_by_text("2 demandes attribuées.")).to_be_visible()
    no_violation(page)
    with runtime.database.read() as session:
        given = session.scalars(select(HandoffRow.id).where(HandoffRow.assigned_to.is_not(None))).all()
    assert set(given) == set(files[:2])


def test_calling_one_after_the_other_an_interrupted_note_and_undoing(runtime: Runtime, desk: str, page: Page, files: list[str]):
    page.goto(f"{desk}/a-rappeler")
    expect(page.get_by_text("3 personnes attendent un appel")).to_be_visible()
    no_violation(page)
    page.get_by_role("region", name="Maintenant").get_by_role("link").first.press("Enter")
    page.wait_for_url(re.compile(files[0]))
    note = page.get_by_label("Note (facultative)")
    note.fill("Elle préfère que")
    expect(page.get_by_text("Note gardée.")).to_be_visible()
    # The line rings: she leaves, and finds her words again.
    page.goto(desk)
    page.goto(f"{desk}/demandes/{files[0]}")
    expect(note).to_have_value("Elle préfère que")
    note.fill("Elle préfère que Zoé rappelle")
    page.get_by_role("button", name="Pas de réponse").press("Enter")
    page.wait_for_url(f"{desk}/demandes/{files[1]}")
    expect(page.get_by_text("Vous avez noté « pas de réponse »")).to_be_visible()
    no_violation(page)
    page.get_by_role("button", name=re.compile("possible jusqu’à")).press("Enter")
    page.wait_for_url(f"{desk}/demandes/{files[0]}")
    expect(note).to_have_value("Elle préfère que Zoé rappelle")
    page.get_by_role("button", name="Joint", exact=True).press("Enter")
    expect(page.get_by_text(re.compile("^Premier contact fait"))).to_be_visible()
    with runtime.database.read() as session:
        assert [row.result for row in session.scalars(select(ContactAttemptRow).where(ContactAttemptRow.undone_at.is_(None)))] == [
            "reached"
        ]
        assert session.scalars(select(DeskDraftRow)).all() == []


def test_absences_and_kept_filters_have_no_violation(desk: str, page: Page):
    page.goto(f"{desk}/?antenne=nantes")
    page.get_by_label("Garder ces filtres sous le nom").fill("Nantes")
    press(page, "Enter")
    expect(page.get_by_role("link", name="Nantes", exact=True)).to_be_visible()
    no_violation(page)
    page.goto(f"{desk}/absences")
    page.get_by_label("au (compris)").fill("2026-12-01")
    page.get_by_role("button", name="Noter").press("Enter")
    expect(page.get_by_text("au mardi 1er décembre")).to_be_visible()
    no_violation(page)
