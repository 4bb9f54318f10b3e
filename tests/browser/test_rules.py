"""A real Chromium changes the rules, by keyboard: checked, tried, refused to its own writer, signed by another, in force, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from intake.runtime import Runtime
from intake.staff import add_staff
from lexicon.codes import Act
from tests.browser.at_work import PASSWORD, SOON, no_violation, sign_in
from tests.browser.conftest import watched
from tests.desk.people import ANSWERS, Told, file
from tests.intake.dialogue.talk import Talk

pytestmark = pytest.mark.slow

# More than the controls of the longest page.
FURTHEST = 500
# 2026-09-14 is ten weeks before the day of the tests: two months, not three.
TEN_WEEKS = ANSWERS | {
    "employment_status": "salarie_cdi", "sick_leave": "oui", "sick_leave_since": "2026-09-14", "job_risk": "non", "regime": "general",
    "hospital_status": "non", "care_renounced": "non",
}  # fmt: skip
SPOKEN = {
    "for_whom": "pour moi", "phone": "06 39 98 12 34", "safe_contact": "oui", "postal_code": "44000", "regime": "la CPAM",
    "employment_status": "en CDI", "sick_leave": "oui", "sick_leave_since": "14/09/2026", "job_risk": "non", "hospital_status": "non",
    "care_renounced": "non", "name": "Jeanne Martin", "birth_date": "12/04/1981", "household": "seule", "complementary_cover": "oui",
    "availability": "le matin", "rqth": "non", "work_accident": "non", "invalidity": "non",
}  # fmt: skip


@dataclass
class Hands:
    """Somebody at a keyboard, and nothing else."""

    page: Page
    scripts: bool = True

    def reach(self, control: Locator) -> None:
        """Tab after tab until it is there: what the Tab key never reaches, nobody without a mouse reaches."""
        expect(control).to_be_visible()
        for _ in range(FURTHEST):
            if control.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"never reached: {control}")

    def press(self, role: str, name: str, *, key: str = "Enter", within: Locator | None = None) -> None:
        place = within or self.page
        self.reach(place.get_by_role(role, name=name, exact=True).first)  # type: ignore[arg-type]
        self.page.keyboard.press(key)

    def fill(self, label: str, text: str, *, exact: bool = False) -> None:
        self.reach(self.page.get_by_label(label, exact=exact).first)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def look(self, heading: str) -> None:
        """The page with this heading is there, whole, and readable for all."""
        expect(self.page.get_by_role("heading", name=heading).first).to_be_visible()
        assert self.page.evaluate("document.documentElement.scrollWidth") <= self.page.viewport_size["width"]  # type: ignore[index]
        if self.scripts:
            no_violation(self.page)


@pytest.fixture(params=["a screen", "a telephone", "no JavaScript"])
def alix(request: pytest.FixtureRequest, browser: Browser, runtime: Runtime, desk: str) -> Iterator[Hands]:
    width, scripts = (380 if request.param == "a telephone" else 1280), request.param != "no JavaScript"
    with runtime.database.write() as session:
        for login, name in (("alix", "Alix Renard"), ("boris", "Boris Caron")):
            add_staff(session, login=login, name=name, role="administrator", antenna=None, password=PASSWORD, now=runtime.clock.now())
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="fr-FR", java_script_enabled=scripts)
    for page in watched(context):
        sign_in(page, desk, "alix")
        yield Hands(page, scripts)


@pytest.fixture
def boris(browser: Browser, alix: Hands) -> Iterator[Hands]:
    """A second administrator, in a browser of his own."""
    context = browser.new_context(viewport=alix.page.viewport_size, locale="fr-FR", java_script_enabled=alix.scripts)
    for page in watched(context):
        yield replace(alix, page=page)


def finish(talk: Talk) -> list[str]:
    """Answer until the request is handed over; gives its axes."""
    for _ in range(40):
        view = talk.handoff
        if view is not None:
            axes: list[str] = view.row.proposal["eligibility"]["axes"]
            return axes
        asked = talk.asks
        talk.say(SPOKEN.get(asked or "", "oui"), Act.INFORM if asked in SPOKEN else Act.AFFIRM)
    raise AssertionError(talk.text)


def begin(runtime: Runtime) -> Talk:
    talk = Talk(runtime)
    talk.say("Je suis en arrêt de travail pour mon dos, je voudrais savoir comment faire.", Act.TELL_SITUATION, "arret_travail")
    return talk


def test_a_whole_change(alix: Hands, boris: Hands, desk: str, runtime: Runtime):
    file(runtime, Told(answers=TEN_WEEKS, topics=("arret_travail",)))
    running = begin(runtime)
    root = start(alix)
    contradict_and_mend(alix)
    sooner(alix)
    accept_the_gaps(alix)
    keep_an_example(alix)
    try_on_past_requests(alix)
    propose_and_be_refused(alix, root)
    sign(boris, desk)
    publish(alix, root)
    fresh = begin(runtime)
    assert "emploi" in finish(fresh)
    assert "emploi" not in finish(running)
    assert (fresh.draft.convention_version, running.draft.convention_version) == (2, 1)
    withdraw(alix)
    assert begin(runtime).draft.convention_version == 1


def start(alix: Hands) -> str:
    page = alix.page
    alix.press("link", "Règles")
    alix.look("Conventions publiées")
    alix.reach(page.locator("summary").filter(has_text="Commencer un brouillon"))
    page.keyboard.press("Enter")
    alix.fill("Titre", "Avenant de janvier")
    alix.press("button", "Commencer")
    alix.look("La suite")
    expect(page.get_by_text("avant de le proposer")).to_be_visible()
    return page.url


def contradict_and_mend(alix: Hands) -> None:
    """A slip: people who have retired would be within the axis; the check shows for whom two rules then disagree."""
    page = alix.page
    alix.press("link", "Changer la règle E4")
    alix.look("Changer la règle E4")
    says = page.get_by_role("group", name="La demande relève-t-elle de cet axe ?")
    alix.reach(says.get_by_label("non", exact=True))
    page.keyboard.press("ArrowUp")
    expect(says.get_by_label("oui", exact=True)).to_be_checked()
    # The Enter key saves, as on any form.
    page.keyboard.press("Enter")
    alix.look("Vérification des règles")
    told = page.get_by_role("listitem").filter(has_text="se contredisent, par exemple pour").last
    expect(told).to_contain_text("à la retraite")
    expect(page.get_by_role("button", name="Proposer à la signature")).to_have_count(0)
    alix.press("link", "Voir E4", within=told)
    alix.press("link", "Changer la règle E4")
    alix.reach(says.get_by_label("oui", exact=True))
    page.keyboard.press("ArrowDown")
    alix.press("button", "Enregistrer")
    expect(page.get_by_text("se contredisent")).to_have_count(0)


def sooner(alix: Hands) -> None:
    """Two months of leave instead of three; what is mistyped first is said where it was typed."""
    page = alix.page
    alix.press("link", "Changer la règle E1d")
    days = page.get_by_role("group", name="Jours d’arrêt de travail")
    for typed in ("deux mois", "60"):
        alix.reach(days.get_by_label("de", exact=True))
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.type(typed)
        alix.fill("Motif, lu sur la page publique", "Après deux mois d’arrêt, il est utile de préparer la suite.")
        page.keyboard.press("Enter")
        if typed != "60":
            expect(days).to_contain_text("Écrivez un nombre entier")
            alix.look("Changer la règle E1d")
    expect(page.locator("#regle-E1d")).to_contain_text("60 ou plus")
    expect(page.locator("#regle-E1d")).to_contain_text("Après deux mois d’arrêt")


def accept_the_gaps(alix: Hands) -> None:
    fine = alix.page.get_by_role("button", name="Cela me convient : une personne regardera")
    left = fine.count()
    assert left
    while left:
        alix.reach(fine.first)
        alix.page.keyboard.press("Enter")
        left -= 1
        expect(fine).to_have_count(left)
    expect(alix.page.get_by_text("Cas non couvert, accepté").first).to_be_visible()


def keep_an_example(alix: Hands) -> None:
    page = alix.page
    alix.press("link", "Essayer un cas")
    alix.look("Essayer un cas")
    alix.fill("Comme la personne le dirait", "Je suis en CDI, en arrêt depuis deux mois")
    alix.press("button", "Remplir depuis cette phrase")
    expect(page.get_by_label("En arrêt de travail")).to_have_value("oui")
    for label, typed in (("Caisse de sécurité sociale", "régime général"), ("Emploi menacé", "non"), ("Hôpital", "pas"),
                         ("Soins repoussés ou abandonnés", "non")):  # fmt: skip
        alix.reach(page.get_by_label(label, exact=True))
        page.keyboard.type(typed)
    alix.press("checkbox", "arrêt de travail", key="Space")
    # The Enter key tries the case.
    alix.fill("Code postal", "44000")
    page.keyboard.press("Enter")
    verdict = page.get_by_role("status").filter(has=page.locator("#verdict"))
    expect(verdict).to_contain_text("maintien en emploi")
    alix.look("Essayer un cas")
    for name in ("Règle par règle", "Ce qui changerait le résultat", "Garder ce cas comme exemple"):
        alix.reach(verdict.locator("summary").filter(has_text=name))
        page.keyboard.press("Enter")
    expect(verdict).to_contain_text("Avec «")
    alix.fill("Nom court", "Deux mois d’arrêt")
    alix.reach(page.get_by_label("Exemple de la règle"))
    page.keyboard.type("E1d")
    alix.fill("En une phrase", "Deux mois suffisent.")
    alix.press("button", "Garder")
    expect(page.get_by_role("listitem").filter(has_text="Deux mois suffisent.")).to_contain_text("comme attendu")
    alix.look("Avenant de janvier")


def try_on_past_requests(alix: Hands) -> None:
    page = alix.page
    alix.press("link", "Demandes passées")
    alix.press("button", "Essayer")
    expect(page.get_by_role("button", name="Recommencer l’essai")).to_be_visible(timeout=SOON)
    expect(page.get_by_role("region", name="Les demandes qui changent")).to_contain_text("maintien en emploi")
    expect(page.get_by_role("region", name="Les demandes qui sortiraient des axes")).to_contain_text("Aucune.")
    alix.look("Essai sur les demandes passées")


def propose_and_be_refused(alix: Hands, root: str) -> None:
    page = alix.page
    alix.press("link", "Ce qui change")
    expect(page.locator("ins").filter(has_text="60 ou plus")).to_be_visible()
    alix.look("Ce qui change")
    alix.press("link", "Règles et suite")
    expect(page.get_by_text("Tout est vérifié.")).to_be_visible()
    alix.press("button", "Proposer à la signature")
    expect(page.get_by_text("Vous l’avez écrite ou proposée : une autre personne doit la signer.")).to_be_visible()
    expect(page.get_by_role("button", name="Signer cette version")).to_have_count(0)
    expect(page.get_by_role("button", name="Publier")).to_have_count(0)
    alix.look("La suite")
    # Somebody who sends the form all the same.
    sent = {"jeton": page.locator("input[name=jeton]").first.input_value(), "empreinte": "0" * 64}
    answer = page.request.post(f"{root}/signer", form=sent)
    assert answer.status == 422
    assert "une autre personne doit la signer" in answer.text()


def sign(boris: Hands, desk: str) -> None:
    page = boris.page
    sign_in(page, desk, "boris")
    boris.press("link", "Règles")
    boris.press("link", "Avenant de janvier")
    boris.look("La suite")
    boris.press("link", "ce qui change")
    expect(page.locator("del").filter(has_text="90 ou plus")).to_be_visible()
    boris.press("link", "Règles et suite")
    boris.press("button", "Signer cette version")
    expect(page.get_by_role("button", name="Publier")).to_be_visible()
    boris.look("La suite")


def publish(alix: Hands, root: str) -> None:
    alix.page.goto(root)
    alix.press("button", "Publier")
    expect(alix.page.get_by_role("row").filter(has_text="Avenant de janvier")).to_contain_text("En vigueur", ignore_case=True)
    expect(alix.page.get_by_role("row").filter(has_text="Convention d’exemple")).to_contain_text("Remplacée", ignore_case=True)
    alix.look("Conventions publiées")


def withdraw(alix: Hands) -> None:
    page = alix.page
    alix.press("link", "Avenant de janvier")
    alix.look("Avenant de janvier, n° 2")
    alix.reach(page.locator("summary").filter(has_text="Retirer cette convention"))
    page.keyboard.press("Enter")
    alix.press("button", "Retirer")
    expect(page.get_by_role("alert")).to_contain_text("Dites en quelques mots pourquoi")
    alix.fill("Pourquoi", "Trop tôt : les équipes ne sont pas prêtes.")
    alix.press("button", "Retirer")
    expect(page.get_by_role("row").filter(has_text="Convention d’exemple")).to_contain_text("En vigueur", ignore_case=True)
    expect(page.get_by_role("row").filter(has_text="Avenant de janvier")).to_contain_text("Retirée", ignore_case=True)
    expect(page.get_by_role("listitem").filter(has_text="les équipes ne sont pas prêtes")).to_be_visible()
    alix.look("Conventions publiées")
