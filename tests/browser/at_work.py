"""What browser tests share: a desk of their own, signing in at it, and the check of accessibility."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from playwright.sync_api import Page

from intake.clock import ShiftedClock
from intake.privacy import Indexer, KeyRing, unlock
from intake.requests import seed_reference_data
from intake.runtime import Runtime
from intake.staff import add_staff
from intake.storage import Base, Database
from tests.conftest import NOW, make_settings
from tests.processes import free_port

PASSWORD = "quatre chevaux bleus"
# A poll, and the time to draw it on a machine that does other things too.
SOON = 15_000


@contextmanager
def served(app: FastAPI, port: int | None = None) -> Iterator[str]:
    """The application on a port of its own; gives its address."""
    port = port or free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def opened_at(var: Path) -> Iterator[Runtime]:
    """A runtime for several tests, or for none: on a database of its own in that folder, on a Monday morning."""
    settings = make_settings(var)
    unlock(KeyRing(settings.keys))
    database = Database(settings.database)
    Base.metadata.create_all(database.engine)
    runtime = Runtime(settings, ShiftedClock(NOW), Indexer(settings.index), database)
    with database.write() as session:
        seed_reference_data(session, now=NOW, region=settings.sample_region)
    yield runtime
    database.close()


def add_lucie(runtime: Runtime) -> None:
    """A secretary."""
    with runtime.database.write() as session:
        add_staff(session, login="lucie", name="Lucie Moreau", role="secretary", antenna=None, password=PASSWORD, now=runtime.clock.now())


def sign_in(page: Page, desk: str, login: str = "lucie") -> None:
    """By keyboard."""
    page.goto(desk)
    page.get_by_label("Identifiant").fill(login)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.keyboard.press("Enter")


def no_violation(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
