"""A real Chromium goes from the first message to the secretary reading it; axe-core looks at every page."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.people.player import Person, everyone
from tests.processes import Service

pytestmark = pytest.mark.slow

FIRST_LOAD = 100 * 1024


def no_violation(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def jeanne() -> Person:
    return Person.load(next(path for path in everyone() if path.stem == "jeanne"))


def test_from_the_first_message_to_the_secretary(service: Service, phone: Page, screen: Page):
    person = jeanne()
    phone.goto(service.public)
    no_violation(phone)
    phone.get_by_role("button", name="Commencer").click()
    log = phone.get_by_role("log")
    expect(log).to_contain_text("assistant automatique")
    box = phone.get_by_role("textbox")
    box.fill(person.opening)
    phone.get_by_role("button", name="Envoyer").click()
    expect(log).to_contain_text("J’ai compris")
    no_violation(phone)
    phone.get_by_role("button", name="Oui, c’est bien cela").click()

    left = {code: list(given) for code, given in person.answers.items()}
    for _ in range(30):
        expect(phone.locator("[data-busy='true']")).to_have_count(0)
        if phone.get_by_role("button", name=re.compile("^Oui, transmettez")).count():
            break
        asks = phone.locator("[data-asks]").last.get_attribute("data-asks")
        assert asks in left, asks
        said = left[asks].pop(0) if len(left[asks]) > 1 else left[asks][0]
        before = log.locator("> *").count()
        phone.get_by_role("textbox").fill(said)
        phone.keyboard.press("Enter")
        expect(log.locator("> *")).not_to_have_count(before)
        expect(phone.locator("[data-busy='true']")).to_have_count(0)
    no_violation(phone)

    phone.reload()
    expect(phone.get_by_role("log")).to_contain_text("Je ne dors plus")
    phone.get_by_role("button", name=re.compile("^Oui, transmettez")).click()
    expect(phone.get_by_role("log")).to_contain_text(re.compile(r"\d\d \d\d \d\d \d\d"))
    no_violation(phone)
    reference = re.search(r"\d\d \d\d \d\d \d\d", phone.get_by_role("log").inner_text().split("Jeanne")[-1])
    assert reference

    password = service.seuil(
        "staff", "add", "lucie", "--name", "Lucie Moreau", "--role", "secretary", "--password-stdin", stdin="un-long-mot-de-passe-42\n"
    )
    assert "un-long" not in password
    screen.goto(service.desk)
    no_violation(screen)
    screen.get_by_label("Identifiant").fill("lucie")
    screen.get_by_label("Mot de passe").fill("un-long-mot-de-passe-42")
    screen.get_by_role("button", name="Se connecter").click()
    expect(screen.get_by_role("main")).to_contain_text("Jeanne Le Bihan")
    no_violation(screen)
    screen.get_by_role("link", name=re.compile("Jeanne Le Bihan")).first.click()
    main = screen.get_by_role("main")
    expect(main).to_contain_text(person.opening.split(".")[1].strip())
    text = main.inner_text()
    assert text.index("Je ne dors plus") < text.index("Situation") < text.lower().index("proposition")
    no_violation(screen)


def test_the_first_load_is_light_and_asks_nobody_else(service: Service, phone: Page):
    sizes: list[int] = []
    phone.on("response", lambda response: sizes.append(len(response.body())))
    phone.goto(service.public)
    phone.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= FIRST_LOAD, sizes


@pytest.mark.parametrize("path", ["/rappel", "/donnees", "/accessibilite", "/regles", "/nulle-part"])
def test_every_other_page(service: Service, phone: Page, path: str):
    phone.goto(service.public + path)
    expect(phone.get_by_role("heading", level=1)).to_be_visible()
    no_violation(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360


def test_html_and_script_are_shown_as_text_everywhere(service: Service, phone: Page):
    phone.goto(service.public)
    phone.get_by_role("button", name="Commencer").click()
    nasty = "<img src=x onerror=alert(1)><script>alert(2)</script> je suis en arrêt de travail depuis mars"
    phone.get_by_role("textbox").fill(nasty)
    phone.get_by_role("button", name="Envoyer").click()
    expect(phone.get_by_role("log")).to_contain_text("<img src=x onerror=alert(1)>")
    assert phone.locator("[role=log] img, [role=log] script").count() == 0


def test_quick_exit_forgets_the_conversation(service: Service, phone: Page):
    phone.route("https://**", lambda route: route.fulfill(body="ailleurs"))
    phone.goto(service.public)
    phone.get_by_role("button", name="Commencer").click()
    expect(phone.get_by_role("log")).to_contain_text("Racontez-moi")
    phone.context.set_offline(False)
    with phone.expect_request(re.compile("/quitter$")):
        phone.get_by_role("button", name=re.compile("Quitter vite")).click()
