"""Two Chromium windows, the person and the secretary: from « une personne » to her answer and back to the assistant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from channels.worker import care_for_live
from desk import create_app
from intake.runtime import Runtime
from tests.browser.at_work import SOON, add_lucie, no_violation, served, sign_in
from tests.channels.line import Line, running
from tests.processes import free_port

pytestmark = pytest.mark.slow

STORY = "je suis en arrêt depuis six mois et mon employeur veut me licencier"


@dataclass
class Both:
    """The public page and the desk on one database, with the dialogue's own moves behind."""

    runtime: Runtime
    public: str
    desk: str


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    public = free_port()
    with running(tmp_path, public_port=public, public_base_url=f"http://127.0.0.1:{public}") as runtime:
        add_lucie(runtime)
        with served(Line(runtime).app, public) as here, served(create_app(runtime)) as there:
            yield Both(runtime, here, there)


def begin(both: Both, phone: Page) -> None:
    phone.goto(both.public)
    phone.get_by_role("button", name="Commencer").click()
    log = phone.get_by_role("log")
    expect(log).to_contain_text("Racontez-moi", timeout=SOON)
    phone.get_by_role("textbox").fill(STORY)
    phone.get_by_role("button", name="Envoyer").click()
    expect(log).to_contain_text("J’ai compris", timeout=SOON)


def test_a_person_is_asked_for_answers_and_leaves(both: Both, phone: Page, screen: Page):
    begin(both, phone)
    log = phone.get_by_role("log")
    sign_in(screen, f"{both.desk}/direct")
    expect(screen.get_by_role("heading", level=1)).to_be_visible()
    screen.goto(f"{both.desk}/direct")
    phone.get_by_role("button", name="Parler à une personne").last.click()
    expect(log).to_contain_text("Si une personne du service est libre, elle vous répondra ici.", timeout=SOON)

    main = screen.get_by_role("main")
    expect(main).to_contain_text("Demande une personne", timeout=SOON)
    expect(screen.locator("#direct-nouvelles")).to_have_text("Une personne attend quelqu’un.", timeout=SOON)
    no_violation(screen)
    screen.locator("#direct a").first.focus()
    screen.keyboard.press("Enter")
    expect(main).to_contain_text("mon employeur veut me licencier", timeout=SOON)
    no_violation(screen)
    screen.get_by_role("button", name="Prendre la conversation").focus()
    screen.keyboard.press("Enter")

    expect(log).to_contain_text("Une personne du service a rejoint la conversation : Lucie.", timeout=SOON)
    expect(phone.locator("#here")).to_have_text("Une personne du service vous lit et vous répond. L’assistant automatique se tait.")
    expect(phone.get_by_role("group", name="Réponses proposées")).to_be_hidden()
    no_violation(phone)

    # A draft outlives a reload; the keyboard alone sends it.
    box = screen.get_by_label("Votre message")
    expect(box).to_be_focused(timeout=SOON)
    screen.keyboard.type("Bonjour, je vous lis. Êtes-vous seule en ce moment ?")
    screen.reload()
    expect(box).to_have_value("Bonjour, je vous lis. Êtes-vous seule en ce moment ?")
    screen.keyboard.press("Control+Enter")
    expect(main).to_contain_text("Votre message est parti.", timeout=SOON)
    expect(box).to_have_value("")
    expect(log.locator(".message.staff")).to_contain_text("Êtes-vous seule en ce moment ?", timeout=SOON)

    # What the person answers comes by itself, is read aloud alone, and disturbs nothing that is being typed.
    screen.keyboard.type("Je note")
    said = len(phone.locator("#log .message.assistant").all())
    phone.get_by_role("textbox").fill("oui, toute seule")
    phone.get_by_role("button", name="Envoyer").click()
    expect(phone.locator("#state")).to_have_text("Votre message est bien arrivé.", timeout=SOON)
    expect(screen.locator("#direct-fil")).to_contain_text("oui, toute seule", timeout=SOON)
    expect(screen.locator("#direct-nouveau")).to_contain_text("oui, toute seule")
    expect(screen.locator("#direct-nouveau")).not_to_contain_text("licencier")
    expect(box).to_have_value("Je note")
    expect(box).to_be_focused()
    assert len(phone.locator("#log .message.assistant").all()) == said, "the assistant is silent"
    no_violation(screen)

    # A reload of her page still tells who is there.
    phone.reload()
    expect(phone.locator("#here")).to_contain_text("Une personne du service vous lit", timeout=SOON)

    screen.get_by_role("button", name="Rendre la main à l’assistant").focus()
    screen.keyboard.press("Enter")
    expect(main).to_contain_text("L’assistant automatique a repris la conversation", timeout=SOON)
    expect(log).to_contain_text("Lucie a quitté la conversation. L’assistant automatique reprend.", timeout=SOON)
    expect(phone.locator("#here")).to_have_text("Ici répond l’assistant automatique.")
    no_violation(phone)
    no_violation(screen)


def test_who_waits_in_vain_is_told_on_her_page(both: Both, phone: Page):
    begin(both, phone)
    phone.get_by_role("button", name="Parler à une personne").last.click()
    log = phone.get_by_role("log")
    expect(log).to_contain_text("dans les 5 minutes, je vous le dirai", timeout=SOON)
    both.runtime.clock.move(minutes=6)  # type: ignore[attr-defined]
    assert care_for_live(both.runtime) == 1
    expect(log).to_contain_text("Le service n’a pas pu vous répondre ici pour le moment", timeout=SOON)


def test_the_conversation_fits_a_small_screen(both: Both, phone: Page, screen: Page):
    begin(both, phone)
    sign_in(screen, f"{both.desk}/direct")
    expect(screen.get_by_role("heading", level=1)).to_be_visible()
    screen.set_viewport_size({"width": 360, "height": 740})
    screen.goto(f"{both.desk}/direct")
    screen.locator("#direct a").first.click()
    screen.get_by_role("button", name="Prendre la conversation").click()
    expect(screen.get_by_label("Votre message")).to_be_visible(timeout=SOON)
    assert screen.evaluate("document.documentElement.scrollWidth") <= 360
