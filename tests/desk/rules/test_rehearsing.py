"""The page from which a draft is rehearsed, as far as the public page."""

from __future__ import annotations

import re
from datetime import date

import pytest

from intake.amending import change_draft, start_draft
from intake.privacy import Actor, ActorKind
from intake.rehearsing import Invitation, Passes
from intake.runtime import Runtime
from lexicon.codes import Role
from tests.conftest import NOW
from tests.desk.conftest import SignIn

AUTHOR = Actor(ActorKind.STAFF, "a" * 36, Role.ADMINISTRATOR)


@pytest.fixture
def draft_id(runtime: Runtime) -> str:
    with runtime.database.write() as session:
        return str(start_draft(session, AUTHOR, 1, "Avenant 1", date(2027, 1, 1), NOW).id)


def invited(runtime: Runtime, html: str) -> Invitation | None:
    found = re.search(r'name="invitation" value="([^"]+)"', html)
    return None if found is None else Passes(runtime.settings).invitation_in(found[1], runtime.clock.now())


def test_the_page_invites_for_the_first_day_or_a_chosen_one(runtime: Runtime, sign_in: SignIn, draft_id: str):
    browser = sign_in("administrator")
    page = browser.get(f"/regles/brouillons/{draft_id}/repetition")
    assert page.status_code == 200
    assert invited(runtime, page.text) == Invitation(draft_id, date(2027, 1, 1))
    public = runtime.settings.base_url
    assert f'action="{public}/repetition"' in page.text
    # The browser may send the form to the public page, and to nowhere else.
    assert f"form-action 'self' {public};" in page.headers["content-security-policy"]
    assert public not in browser.get("/regles").headers["content-security-policy"]
    other = browser.get(f"/regles/brouillons/{draft_id}/repetition?jour=2027-06-15")
    assert invited(runtime, other.text) == Invitation(draft_id, date(2027, 6, 15))


@pytest.mark.parametrize("day", ["demain", "2027-02-31", "9999-12-31", "0001-01-01"])
def test_an_impossible_day_invites_to_nothing(runtime: Runtime, sign_in: SignIn, draft_id: str, day: str):
    page = sign_in("administrator").get(f"/regles/brouillons/{draft_id}/repetition?jour={day}")
    assert page.status_code == 200
    assert "cinq ans" in page.text
    assert invited(runtime, page.text) is None


def test_an_unfinished_draft_says_what_is_missing(runtime: Runtime, sign_in: SignIn, draft_id: str):
    with runtime.database.write() as session:
        change_draft(session, AUTHOR, draft_id, 0, lambda content: {**content, "axes": []}, "essai", NOW)
    page = sign_in("administrator").get(f"/regles/brouillons/{draft_id}/repetition")
    assert "ne peut pas encore être répété" in page.text
    assert invited(runtime, page.text) is None


def test_no_draft_no_page(sign_in: SignIn):
    assert sign_in("administrator").get("/regles/brouillons/rien/repetition").status_code == 404
