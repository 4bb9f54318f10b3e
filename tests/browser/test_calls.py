"""A real Chromium at the desk while calls are passed on: the strip, the page that opens by itself, the end of the call."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from intake.runtime import Runtime
from intake.storage import CallRow
from lexicon.codes import Channel
from tests.browser.at_work import SOON, add_lucie, no_violation, sign_in
from tests.desk.people import ANSWERS, Filed, Told, file, phone

pytestmark = pytest.mark.slow


Open = Callable[..., Page]


@pytest.fixture
def signed_in(runtime: Runtime, desk: str, screen: Page) -> Page:
    add_lucie(runtime)
    sign_in(screen, desk)
    expect(strip(screen)).to_contain_text("Aucun appel en ce moment")
    return screen


def strip(page: Page):
    return page.get_by_role("region", name="Appels")


def said(filed: Filed) -> str:
    return " ".join(filed.reference[at : at + 2] for at in range(0, 8, 2))


def called(runtime: Runtime, seed: int = 1) -> Filed:
    return file(runtime, Told(answers=ANSWERS, channel=Channel.VOICE), seed=seed)


def top_of(page: Page) -> float:
    box = page.locator("main").bounding_box()
    assert box
    return box["y"]


def test_the_strip_tells_of_a_call_without_reload_and_nothing_moves(runtime: Runtime, signed_in: Page):
    page, filed = signed_in, called(runtime)
    page.evaluate("window.kept = true")
    before = top_of(page)
    no_violation(page)
    call = phone(runtime, filed, passed_to="nantes", ago=timedelta(seconds=20))
    status = strip(page).get_by_role("status")
    expect(status).to_contain_text(
        f"Un appel vous est passé (Antenne de Nantes) : demande {said(filed)}, depuis 20 secondes.", timeout=SOON
    )
    assert top_of(page) == before
    assert page.evaluate("window.kept") is True
    assert page.title().startswith("Appel : ")
    for name in ("Jeanne", "Martin", "licencier"):
        expect(strip(page)).not_to_contain_text(name)
    no_violation(page)
    # A call that goes on is told once: only its duration changes, outside of what is read aloud.
    page.evaluate("window.drawn = document.querySelector('#appels [data-call]')")
    expect(status).to_contain_text("depuis 30 secondes", timeout=15_000)
    assert page.evaluate("window.drawn.isConnected")
    with runtime.database.write() as session:
        session.get_one(CallRow, call).ended_at = runtime.clock.now()
    expect(strip(page)).to_contain_text("Aucun appel en ce moment", timeout=SOON)
    assert not page.title().startswith("Appel")
    assert top_of(page) == before


def test_it_is_reached_by_keyboard_and_the_request_says_when_the_call_has_ended(runtime: Runtime, signed_in: Page):
    page, filed = signed_in, called(runtime)
    call = phone(runtime, filed, passed_to="nantes", ago=timedelta(seconds=1))
    link = strip(page).get_by_role("link", name=f"Ouvrir la demande {said(filed)}")
    expect(link).to_be_visible(timeout=SOON)
    link.focus()
    with runtime.database.write() as session:
        session.get_one(CallRow, call).taken_at = runtime.clock.now()
    expect(strip(page)).to_contain_text("Appel en cours", timeout=SOON)
    # Drawn again under the hand: the focus has not moved.
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(filed.id))
    expect(page.get_by_role("main")).to_contain_text("La personne est au téléphone maintenant")
    expect(strip(page)).to_contain_text("la personne de cette demande est au téléphone", timeout=SOON)
    expect(strip(page).get_by_role("link")).to_have_count(0)
    no_violation(page)
    with runtime.database.write() as session:
        session.get_one(CallRow, call).ended_at = runtime.clock.now()
    expect(page.get_by_role("main")).to_contain_text("L’appel est terminé", timeout=SOON)


def test_the_request_opens_by_itself_once_where_that_is_wished(runtime: Runtime, desk: str, signed_in: Page):
    page, filed = signed_in, called(runtime)
    strip(page).get_by_label("Ouvrir d’elle-même la demande quand un appel arrive").check()
    page.reload()
    expect(strip(page).get_by_role("checkbox")).to_be_checked()
    call = phone(runtime, filed, passed_to="nantes", ago=timedelta(seconds=1))
    page.wait_for_url(f"{desk}/demandes/{filed.id}", timeout=SOON)
    page.goto(desk)
    expect(strip(page)).to_contain_text(said(filed), timeout=SOON)
    page.wait_for_timeout(4000)
    assert page.url == f"{desk}/"
    with runtime.database.write() as session:
        session.get_one(CallRow, call).ended_at = runtime.clock.now()


def test_nothing_opens_while_somebody_is_typing_nor_when_it_was_not_asked_for(runtime: Runtime, desk: str, signed_in: Page):
    page = signed_in
    first, second = called(runtime, 1), called(runtime, 2)
    phone(runtime, first, sid="CA1", passed_to="nantes", ago=timedelta(seconds=1))
    expect(strip(page)).to_contain_text(said(first), timeout=SOON)
    # Ticked now: the call that is there already takes nobody away.
    strip(page).get_by_role("checkbox").check()
    page.get_by_role("searchbox").fill("Mart")
    phone(runtime, second, sid="CA2", passed_to="nantes", ago=timedelta(seconds=0))
    expect(strip(page)).to_contain_text(said(second), timeout=SOON)
    expect(strip(page)).to_contain_text("1 autre appel")
    page.wait_for_timeout(4000)
    assert page.url == f"{desk}/"
    assert page.get_by_role("searchbox").input_value() == "Mart"
    page.get_by_role("searchbox").fill("")
    page.get_by_role("heading", level=1).click()
    page.wait_for_url(f"{desk}/demandes/{second.id}", timeout=SOON)
    strip(page).get_by_text("1 autre appel").click()
    expect(strip(page).get_by_role("link", name=said(first))).to_be_visible()
    no_violation(page)


def test_a_service_that_does_not_answer_is_told(signed_in: Page):
    page = signed_in
    page.route("**/fragments/appels*", lambda route: route.abort())
    expect(strip(page)).to_contain_text("Les appels ne s’affichent plus", timeout=15_000)
    page.unroute("**/fragments/appels*")
    expect(strip(page)).to_contain_text("Aucun appel en ce moment", timeout=SOON)
    page.context.clear_cookies()
    expect(strip(page)).to_contain_text("Votre session est terminée", timeout=SOON)


def test_on_a_small_screen_nothing_is_cut(runtime: Runtime, signed_in: Page):
    page, filed = signed_in, called(runtime)
    page.set_viewport_size({"width": 360, "height": 740})
    phone(runtime, filed, passed_to="la_roche_sur_yon", ago=timedelta(seconds=1))
    expect(strip(page).get_by_role("link", name=said(filed))).to_be_visible(timeout=SOON)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    no_violation(page)
