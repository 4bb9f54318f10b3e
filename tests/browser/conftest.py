from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from desk import create_app
from intake.runtime import Runtime
from tests.browser.at_work import served

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Ends with this package: its event loop runs in the thread of the tests, which the others need."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    yield from watched(browser.new_context(viewport={"width": 360, "height": 740}, locale="fr-FR"))


@pytest.fixture
def screen(browser: Browser) -> Iterator[Page]:
    yield from watched(browser.new_context(viewport={"width": 1280, "height": 800}, locale="fr-FR"))


def _elsewhere(url: str) -> bool:
    """A third party; the neutral page of the quick exit is where people are sent on purpose."""
    return not url.startswith(("http://127.0.0.1", "data:", "https://fr.wikipedia.org/wiki/Portail:Accueil"))


def watched(context: BrowserContext) -> Iterator[Page]:
    """A page of which nothing goes wrong unseen: scripts, the policy on contents, third parties."""
    faults: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("request", lambda request: faults.append(request.url) if _elsewhere(request.url) else None)
    yield page
    context.close()
    assert not faults, faults


@pytest.fixture
def desk(runtime: Runtime) -> Iterator[str]:
    """The desk alone, on the database of this test."""
    with served(create_app(runtime)) as address:
        yield address
