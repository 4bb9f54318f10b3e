"""A real Chromium goes from the first message to the secretary reading it; axe-core looks at every page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.at_work import no_violation
from tests.people.player import Person, everyone
from tests.processes import Service

pytestmark = pytest.mark.slow

FIRST_LOAD = 100 * 1024
PASSWORD = "un-long-mot-de-passe-42"


def jeanne() -> Person:
    return Person.load(next(path for path in everyone() if path.stem == "jeanne"))


def send(page: Page, text: str) -> list[dict[str, Any]]:
    """Type and send; gives the replies that the page received."""
    page.get_by_role("textbox").fill(text)
    with page.expect_response(re.compile(r"/messages$")) as answer:
        page.get_by_role("button", name="Envoyer").click()
    return answer.value.json()["replies"]


def press(page: Page, title: str) -> list[dict[str, Any]]:
    with page.expect_response(re.compile(r"/messages$")) as answer:
        page.get_by_role("button", name=title, exact=True).click()
    return answer.value.json()["replies"]


def test_from_the_first_message_to_the_secretary(service: Service, phone: Page, screen: Page):
    person = jeanne()
    phone.goto(service.public)
    no_violation(phone)
    phone.get_by_role("button", name="Commencer").click()
    log = phone.get_by_role("log")
    expect(log).to_contain_text("assistant automatique")
    send(phone, person.opening)
    expect(log).to_contain_text("J’ai compris")
    no_violation(phone)
    replies = press(phone, "Oui, c’est bien cela")

    left = {code: list(given) for code, given in person.answers.items()}
    for _ in range(30):
        asks = replies[-1]["asks"]
        if asks is None:
            break
        replies = send(phone, left[asks].pop(0) if len(left[asks]) > 1 else left[asks][0])
    assert replies[-1]["kind"] == "summary", replies
    expect(log).to_contain_text("Jeanne Le Bihan")
    no_violation(phone)

    phone.reload()
    expect(log).to_contain_text("Je ne dors plus")
    replies = press(phone, "Oui, transmettez ma demande")
    reference = next(reply["handoff"]["reference"] for reply in replies if reply["kind"] == "handoff")
    pairs = " ".join(reference[i : i + 2] for i in range(0, 8, 2))
    expect(log).to_contain_text(pairs)
    no_violation(phone)

    password = service.seuil(
        "staff", "add", "lucie", "--name", "Lucie Moreau", "--role", "secretary", "--password-stdin", stdin="un-long-mot-de-passe-42\n"
    )
    assert "un-long" not in password
    screen.goto(service.desk)
    no_violation(screen)
    screen.get_by_label("Identifiant").fill("lucie")
    screen.get_by_label("Mot de passe").fill(PASSWORD)
    screen.get_by_role("button", name="Se connecter").click()
    main = screen.get_by_role("main")
    expect(main).to_contain_text(pairs)
    no_violation(screen)
    screen.get_by_role("listitem").filter(has_text=pairs).get_by_role("link").first.click()
    expect(main).to_contain_text("Je ne dors plus")
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
    send(phone, "<img src=x onerror=alert(1)><script>alert(2)</script> je suis en arrêt de travail depuis mars")
    expect(phone.get_by_role("log")).to_contain_text("<img src=x onerror=alert(1)>")
    assert phone.locator("[role=log] img, [role=log] script").count() == 0


def test_quick_exit_forgets_the_conversation(service: Service, phone: Page):
    phone.goto(service.public)
    phone.get_by_role("button", name="Commencer").click()
    expect(phone.get_by_role("log")).to_contain_text("Racontez-moi")
    assert phone.context.cookies()
    phone.context.route("https://**", lambda route: route.fulfill(body="ailleurs"))
    with phone.expect_request(re.compile("/quitter$")):
        phone.get_by_role("button", name="Quitter vite").click()
    expect(phone.locator("body")).not_to_contain_text("Racontez-moi")
    assert not phone.context.cookies()
