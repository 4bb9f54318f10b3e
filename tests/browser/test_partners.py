"""A partner files for somebody on the public pages, by keyboard alone, at the width of a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from channels.app import create_app
from intake.runtime import Runtime
from intake.staff import add_staff
from intake.storage import HandoffRow
from tests.browser.at_work import PASSWORD, add_lucie, no_violation, served, sign_in
from tests.intake.partners.invited import EMAIL, codes, invited

pytestmark = pytest.mark.slow


@pytest.fixture
def public(runtime: Runtime) -> Iterator[str]:
    with served(create_app(runtime)) as address:
        yield address


def fits(page: Page, width: int = 360) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    no_violation(page)


def fill(page: Page, label: str, text: str) -> None:
    page.get_by_label(label).focus()
    page.keyboard.type(text)


def choose(page: Page, group: str, answer: str) -> None:
    page.get_by_role("group", name=group).get_by_label(answer, exact=True).focus()
    page.keyboard.press("Space")


def enter(page: Page, public: str, runtime: Runtime) -> None:
    page.goto(f"{public}/partenaire")
    expect(page.get_by_role("heading", level=1)).to_have_text("Transmettre une demande pour quelqu’un")
    fits(page)
    fill(page, "Votre adresse e-mail professionnelle", EMAIL)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recopiez le code")
    fits(page)
    fill(page, "Code à six chiffres", codes(runtime)[-1])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vos demandes")


def test_a_partner_files_by_keyboard_and_the_desk_shows_it(runtime: Runtime, public: str, desk: str, phone: Page, screen: Page):
    invited(runtime)
    page = phone
    enter(page, public, runtime)
    fits(page)
    page.get_by_role("link", name="Transmettre une demande").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Transmettre une demande")
    fits(page)
    fill(page, "Que lui arrive-t-il", "Madame sort bientôt, elle vit seule et ne peut plus préparer ses repas.")
    fill(page, "Quels sont le nom et le prénom de la personne", "Jeanne Martin")
    fill(page, "À quel numéro peut-on la joindre", "06 12")
    choose(page, "Peut-on l’appeler ou lui écrire sans risque", "Oui")
    page.get_by_role("button", name="Transmettre la demande").focus()
    page.keyboard.press("Enter")
    errors = page.get_by_role("alert")
    expect(errors).to_contain_text("Rien n’est encore transmis.")
    expect(errors.get_by_role("listitem")).to_have_count(2)
    fits(page)
    # Nothing typed is lost; each line of the summary leads to its field.
    expect(page.get_by_label("Quels sont le nom et le prénom de la personne")).to_have_value("Jeanne Martin")
    errors.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "phone"
    page.keyboard.press("Control+A")
    page.keyboard.type("06 39 98 12 34")
    choose(page, "Est-elle d’accord", "Oui")
    page.get_by_role("button", name="Transmettre la demande").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("La demande est transmise")
    fits(page)
    reference = page.locator(".reference .big").inner_text()
    page.get_by_role("link", name="Vos demandes").focus()
    page.keyboard.press("Enter")
    line = page.get_by_role("main").get_by_role("listitem")
    expect(line).to_contain_text(reference)
    expect(line).to_contain_text("reçue")
    expect(page.get_by_role("main")).not_to_contain_text("Martin")
    fits(page)
    page.get_by_role("button", name="Se déconnecter").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Recevoir un code")).to_be_visible()
    add_lucie(runtime)
    sign_in(screen, desk)
    expect(screen.get_by_role("heading", level=1)).to_have_text("Demandes")
    with runtime.database.read() as session:
        screen.goto(f"{desk}/demandes/{session.scalars(select(HandoffRow.id)).one()}")
    expect(screen.get_by_role("main")).to_contain_text("Transmise par un partenaire")
    expect(screen.get_by_role("main")).to_contain_text("Parler d’abord à la personne.")
    no_violation(screen)
    screen.get_by_role("button", name="Elle s’oppose à cette demande").focus()
    screen.keyboard.press("Enter")
    expect(screen.locator("#opposition")).to_contain_text("La personne s’y oppose.")
    no_violation(screen)


def test_inviting_by_keyboard(runtime: Runtime, desk: str, screen: Page):
    with runtime.database.write() as session:
        add_staff(
            session, login="anais", name="Anaïs Petit", role="administrator", antenna=None, password=PASSWORD, now=runtime.clock.now()
        )  # fmt: skip
    sign_in(screen, desk, "anais")
    screen.get_by_role("link", name="Partenaires").focus()
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Les partenaires")
    no_violation(screen)
    fill(screen, "Prénom et nom", "Anne Legrand")
    fill(screen, "Son adresse e-mail", "anne")
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("alert")).to_contain_text("L’invitation n’est pas partie.")
    expect(screen.get_by_label("Prénom et nom")).to_have_value("Anne Legrand")
    no_violation(screen)
    fill(screen, "Où cette personne travaille", "CHU de Nantes")
    screen.get_by_label("Son métier").select_option("hospital")
    screen.get_by_label("Son adresse e-mail").fill(EMAIL)
    screen.get_by_role("button", name="Envoyer l’invitation").focus()
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("status").first).to_contain_text("L’invitation part par e-mail.")
    expect(screen.get_by_role("list").last).to_contain_text("Anne Legrand")
    no_violation(screen)
