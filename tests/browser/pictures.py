"""Makes the pictures of docs/secretaries.md and docs/administrators.md again, from invented people: `python -m tests.browser.pictures`."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from desk import create_app
from intake.settings import ROOT
from lexicon.codes import Role
from tests.browser.at_work import opened_at, served, sign_in
from tests.browser.conftest import ARGUMENTS
from tests.browser.every_page import EXAMPLES
from tests.browser.scene import MEMBERS, Scene, set_scene

FOLDER: Final = ROOT / "docs" / "pictures"
MOST_BYTES: Final = 80_000
WIDTH, HEIGHT = 1180, 760
# What follows the reader down a page would lie over the part that is taken.
_STILL: Final = ".jump, #etat { position: static !important }"
# Screens are made of few colours.
_COLOURS: Final = 48

Address = Callable[[Scene], str]


@dataclass(frozen=True)
class Picture:
    """One picture: where it is taken, of which part (the top of the page when none is named), and what is done before."""

    path: Address
    part: str = ""
    before: Callable[[Page], None] = lambda page: None


def _example(route: str, name: str) -> Address:
    return EXAMPLES[route][name].path


def _type(page: Page) -> None:
    page.get_by_label("Avec ses mots").fill("Je suis en arrêt depuis six mois et mon employeur veut me licencier.")
    page.get_by_label("Numéro de téléphone", exact=True).fill("06 39 98 12 34")
    page.keyboard.press("Tab")
    page.locator("#dit").filter(has_text="Enregistré").wait_for(state="attached")
    page.evaluate("scrollTo(0, 0)")


def _open_orient(page: Page) -> None:
    page.get_by_text("L’orienter vers un autre service").click()


def _try_a_case(page: Page) -> None:
    page.get_by_label("Comme la personne le dirait").fill("Je suis en CDI, en arrêt depuis quatre mois.")
    page.get_by_role("button", name="Remplir depuis cette phrase").click()
    page.get_by_text("Ce qui changerait le résultat").click()
    page.get_by_role("heading", name="Essayer un cas").last.evaluate("(one) => scrollTo(0, one.offsetTop)")


def _show_the_conditions(page: Page) -> None:
    page.get_by_text("Si toutes ces conditions sont réunies").evaluate("(one) => scrollTo(0, one.offsetTop - 8)")


def _contradict(page: Page) -> None:
    """A slip in a rule, saved, so that the check has something to say; the picture of the page to which that leads."""
    page.get_by_role("group", name="La demande relève-t-elle de cet axe ?").get_by_label("oui", exact=True).check()
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.locator("#verifie").wait_for()


SECRETARIES: Final[Mapping[str, Picture]] = {
    "queue": Picture(_example("queue", "queue")),
    "file": Picture(_example("handoff", "ordinary")),
    "call-list": Picture(_example("call_list", "call list")),
    "call": Picture(_example("handoff", "ordinary"), "section.call"),
    "decide": Picture(_example("handoff", "ordinary"), "section.deciding"),
    "undo": Picture(_example("handoff", "accepted"), ".take-back"),
    "orient": Picture(_example("handoff", "ordinary"), "details:has(#orient-motif)", _open_orient),
    "typing": Picture(_example("entry", "entry"), before=_type),
    "live": Picture(_example("live_talk", "a conversation held")),
    "duplicate": Picture(_example("handoff", "twice"), ".likely"),
    "appointment": Picture(_example("appointment_page", "appointment")),
    "directory": Picture(_example("directory", "directory")),
    "danger": Picture(_example("handoff", "danger"), "section.banner.danger"),
    "booklet": Picture(_example("booklet", "booklet")),
}
# Of one draft, in the order in which a change goes; the slip comes last.
ADMINISTRATORS: Final[Mapping[str, Picture]] = {
    "rules": Picture(_example("rules", "rules of an administrator")),
    "draft": Picture(_example("rules_draft", "draft")),
    "row": Picture(_example("rules_row", "row"), before=_show_the_conditions),
    "grid": Picture(_example("rules_grid", "grid")),
    "try": Picture(_example("rules_try", "trying"), before=_try_a_case),
    "past": Picture(_example("rules_past", "past requests")),
    "differences": Picture(_example("rules_differences", "differences")),
    "questions": Picture(_example("rules_questions", "questions")),
    "sentence": Picture(_example("rules_sentence", "sentence"), "section:has(#apercu)"),
    "contests": Picture(_example("contests", "contests")),
    "accounts": Picture(_example("members", "members")),
    "check": Picture(_example("rules_row", "row of who has retired"), "section:has(#verifie)", _contradict),
}
READERS: Final = {"secretaries": (Role.SECRETARY, SECRETARIES), "administrators": (Role.ADMINISTRATOR, ADMINISTRATORS)}


def make(folder: Path = FOLDER) -> None:
    """Take every picture anew. Raises ValueError for one that is too heavy."""
    with TemporaryDirectory() as var, opened_at(Path(var)) as runtime:
        scene = set_scene(runtime)
        with served(create_app(runtime)) as desk, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
            for readers, (role, pictures) in READERS.items():
                page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="fr-FR").new_page()
                sign_in(page, desk, MEMBERS[role][0])
                page.get_by_role("button", name="Se déconnecter").wait_for()
                for name, picture in pictures.items():
                    page.goto(desk + picture.path(scene))
                    _write(folder / f"{readers}-{name}.png", _taken(page, picture))
            browser.close()


def _taken(page: Page, picture: Picture) -> bytes:
    page.wait_for_load_state("networkidle")
    # The frame round what has the focus says nothing to a reader.
    page.evaluate("document.activeElement.blur()")
    page.evaluate("scrollTo(0, 0)")
    picture.before(page)
    return page.locator(picture.part).first.screenshot(style=_STILL) if picture.part else page.screenshot()


def _write(path: Path, taken: bytes) -> None:
    light = io.BytesIO()
    Image.open(io.BytesIO(taken)).convert("RGB").quantize(_COLOURS).save(light, "PNG", optimize=True)
    if light.tell() > MOST_BYTES:
        raise ValueError(f"{path.name}: {light.tell()} bytes")
    path.write_bytes(light.getvalue())


if __name__ == "__main__":
    make()
