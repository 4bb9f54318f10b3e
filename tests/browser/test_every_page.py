"""A real Chromium opens every page of the desk on a telephone's width and on a screen's: nothing cut, nothing heavy, nothing unreadable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, ConsoleMessage, Page

from desk import create_app
from desk.access import may, routes_of
from lexicon.codes import Role
from tests.browser.at_work import no_violation, opened_at, served, sign_in
from tests.browser.every_page import ERRORS, EXAMPLES, NOT_PAGES, Example
from tests.browser.scene import MEMBERS, Scene, set_scene

pytestmark = pytest.mark.slow

WIDTHS = (380, 1280)
# With its styles and scripts, as they are before any compression.
HEAVIEST = 150_000
_BYTES = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .reduce((sum, one) => sum + one.decodedBodySize, 0)"""
# Controls on a line of their own; a link inside a sentence is as high as the sentence, and a box is pressed by its label.
_TOO_SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary, textarea')]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && getComputedStyle(one).display !== 'inline' && !one.closest('.skip'))
    .map((one) => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && (box.height < 24 || box.width < 24))
    .map(([html, box]) => `${html} ${Math.round(box.width)}x${Math.round(box.height)}`)"""


@dataclass
class Walk:
    """The desk on an ordinary morning, one browser window for each member, and the titles that were met."""

    address: str
    app: FastAPI
    scene: Scene
    browser: Browser
    pages: dict[Role | None, Page] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def page(self, role: Role | None) -> Page:
        if role not in self.pages:
            page = self.browser.new_context(locale="fr-FR").new_page()
            page.on("console", self._told)
            page.on("pageerror", lambda error: self.faults.append(str(error)))
            if role is not None:
                sign_in(page, self.address, MEMBERS[role][0])
                page.get_by_role("button", name="Se déconnecter").wait_for()
            self.pages[role] = page
        return self.pages[role]

    def _told(self, message: ConsoleMessage) -> None:
        # The browser says of itself that a page was answered by an error.
        if message.type in ("error", "warning") and "the server responded with a status of 4" not in message.text:
            self.faults.append(message.text)

    def look(self, page: Page, example: Example, width: int) -> None:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(self.address + example.path(self.scene))
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, "cut at the right"
        assert page.evaluate(_TOO_SMALL) == []
        assert page.evaluate(_BYTES) <= HEAVIEST
        assert page.locator("h1").count() == 1
        assert page.locator("html").get_attribute("lang") == "fr"
        assert page.locator("nav[aria-label='Navigation principale'] a[aria-current]").count() <= 1
        no_violation(page)
        assert self.faults == []


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Walk]:
    with opened_at(tmp_path_factory.mktemp("walk")) as runtime:
        app = create_app(runtime)
        with served(app) as address:
            walking = Walk(address, app, set_scene(runtime), browser)
            yield walking
            for page in walking.pages.values():
                page.context.close()


def test_every_page_has_an_example(walk: Walk):
    opened = {str(route.name) for route in routes_of(walk.app) if "GET" in (route.methods or ())}
    assert opened == EXAMPLES.keys() | NOT_PAGES
    for route, examples in EXAMPLES.items():
        assert examples, route
        for name, example in examples.items():
            assert may(example.by, route), name


@pytest.mark.parametrize(
    ("route", "name"), [pytest.param(route, name, id=name) for route, examples in EXAMPLES.items() for name in examples]
)
def test_a_page(walk: Walk, route: str, name: str):
    walk.faults.clear()
    example = EXAMPLES[route][name]
    page = walk.page(example.by)
    for width in WIDTHS:
        walk.look(page, example, width)
        # An address that redirects or is refused would be no example.
        assert page.url == walk.address + example.path(walk.scene)
        assert page.get_by_role("heading", name="Erreur", exact=True).count() == 0
    assert walk.titles.setdefault(page.title(), route) == route, "two pages share a title"


@pytest.mark.parametrize("name", ERRORS)
def test_an_error(walk: Walk, name: str):
    walk.faults.clear()
    for width in WIDTHS:
        walk.look(walk.page(ERRORS[name].by), ERRORS[name], width)
