"""A browser signs in by the organisation's service with the keyboard alone, and out of both."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from desk import create_app
from intake.runtime import Runtime
from intake.staff import add_staff, write_email
from tests.browser.at_work import PASSWORD, no_violation, served
from tests.conftest import NOW, make_settings
from tests.desk.sign_in_service import CLIENT, SECRET, running
from tests.processes import free_port

pytestmark = pytest.mark.slow


def test_in_and_out_by_the_organisation(runtime: Runtime, screen: Page):
    with runtime.database.write() as session:
        add_staff(session, login="lea", name="Léa Roux", role="secretary", antenna=None, password=PASSWORD, now=NOW)
        write_email(session, runtime.indexer, "lea", "lea.roux@exemple.fr")
    port = free_port()
    with running(NOW) as service:
        told = {"oidc_issuer": service.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
        settings = make_settings(runtime.settings.var_dir, desk_base_url=f"http://127.0.0.1:{port}", **told)
        with served(create_app(replace(runtime, settings=settings)), port) as desk:
            screen.goto(f"{desk}/connexion")
            no_violation(screen)
            link = screen.get_by_role("link", name="Se connecter avec le compte de l’organisation")
            link.focus()
            screen.keyboard.press("Enter")
            expect(screen).to_have_url(f"{desk}/")
            leave = screen.get_by_role("button", name="Se déconnecter")
            leave.focus()
            screen.keyboard.press("Enter")
            out = screen.get_by_role("link", name="S’en déconnecter aussi")
            expect(out).to_be_visible()
            no_violation(screen)
            out.focus()
            screen.keyboard.press("Enter")
            expect(screen).to_have_url(f"{desk}/connexion")
            assert any(path.startswith("/oidc/logout?") for path in service.play.asked)
            service.play.status = 500
            screen.goto(f"{desk}/connexion/retour?state=ailleurs")
            expect(screen.get_by_role("alert")).to_contain_text("commencée il y a trop longtemps")
