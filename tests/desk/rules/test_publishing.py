"""A whole change through the pages: checked, tried on past requests, refused as one's own approver, signed by another, in force."""

from __future__ import annotations

import html
import re

from intake.requests import convention_of, current_convention
from intake.runtime import Runtime
from tests.desk.conftest import SignIn
from tests.desk.people import file
from tests.desk.rules.office import Administrator, accept_gaps, row_form, try_on_past
from tests.intake.amending.conftest import TODAY


def change(alix: Administrator, root: str) -> None:
    """Two months instead of three, with its example."""
    form = row_form(alix.get(f"{root}/lignes/E1d")) | {"lo:sick_leave_days": ["60"]}
    assert alix.client.post(f"{root}/lignes/E1d", data=form).status_code == 303


def test_a_whole_change(alix: Administrator, boris: Administrator, runtime: Runtime):
    filed = file(runtime)
    with runtime.database.read() as session:
        before = current_convention(session, TODAY).version
    root = alix.start()
    change(alix, root)
    shown = html.unescape(alix.get(root))
    assert "Cas non couvert" in shown or "cas non couvert" in shown
    accept_gaps(alix, root)
    report = try_on_past(alix, root)
    assert "<strong>1</strong> demandes passées" in report
    assert "Tout est vérifié" in html.unescape(alix.get(root))
    alix.post(f"{root}/proposer", root)
    fingerprint = re.search(r"<code>(\w+)</code>", alix.get(root))
    assert fingerprint
    assert "une autre personne doit la signer" in html.unescape(alix.get(root))
    told = html.unescape(boris.get(f"{root}/differences"))
    assert "90 ou plus" in told
    assert "60 ou plus" in told
    whole = re.search(r'name="empreinte" value="(\w+)"', boris.get(root))
    assert whole
    refused = alix.post(f"{root}/signer", root, 422, empreinte=whole.group(1))
    assert "une autre personne doit la signer" in html.unescape(refused)
    boris.post(f"{root}/signer", root, empreinte=whole.group(1))
    alix.post(f"{root}/publier", root)
    with runtime.database.read() as session:
        assert current_convention(session, TODAY).version == before + 1
        assert convention_of(session, before).version == before
    overview = html.unescape(alix.get("/regles"))
    assert "en vigueur" in overview
    assert "remplacée" in overview
    # What came before keeps its convention.
    assert filed.id
    alix.post(f"/regles/versions/{before + 1}/retrait", f"/regles/versions/{before + 1}", motif="Trop tôt.")
    with runtime.database.read() as session:
        assert current_convention(session, TODAY).version == before


def test_a_refusal_goes_back_to_its_writer_with_its_reason(alix: Administrator, boris: Administrator):
    root = alix.start()
    change(alix, root)
    accept_gaps(alix, root)
    try_on_past(alix, root)
    alix.post(f"{root}/proposer", root)
    assert "pourquoi" in boris.post(f"{root}/reprendre", root, 422, motif="").casefold()
    boris.post(f"{root}/reprendre", root, motif="Il manque l’avis de la CPAM.")
    assert "Il manque l’avis de la CPAM." in html.unescape(alix.get(root))
    alix.post(f"{root}/abandonner", root)
    assert "abandonné" in html.unescape(alix.get(root))


def test_contradictory_rules_are_shown_with_a_case_and_cannot_be_proposed(alix: Administrator):
    root = alix.start()
    form = row_form(alix.get(f"{root}/lignes?table=emploi"))
    form |= {"c:sick_leave": ["oui"], "says": ["non"], "motive": ["essai"], "reference": ["essai"]}
    assert alix.client.post(f"{root}/lignes", data=form).status_code == 303
    shown = html.unescape(alix.get(root))
    assert "se contredisent, par exemple pour : " in shown
    assert "/proposer" not in shown
    assert "se contredisent" in html.unescape(alix.post(f"{root}/proposer", root, 422))


def test_every_page_of_a_draft_opens_while_it_cannot_be_used(alix: Administrator):
    root = alix.start()
    alix.post(f"{root}/sujets", f"{root}/sujets", genre="axes", code="logement", nom="logement", geste="ajouter")
    for page in ("", "/grille", "/questions", "/phrases", "/sujets", "/portes", "/numeros", "/generalites", "/exemples", "/essai",
                 "/demandes-passees", "/differences", "/lignes?table=logement", "/lignes/E1a", "/questions/rqth"):  # fmt: skip
        alix.get(root + page)
    alix.get("/regles/brouillons/inconnu", 404)
    alix.get(f"{root}/lignes/Z9", 404)
    alix.get(f"{root}/lignes?table=lune", 404)
    alix.get("/regles/versions/99", 404)


def test_anybody_contests_and_only_who_answers_answers(sign_in: SignIn, alix: Administrator):
    lucie = Administrator(sign_in("secretary"))
    lucie.get("/regles")
    lucie.get("/regles/versions/1")
    lucie.post("/contestations", "/contestations?genre=topic", genre="topic", code="budget", mots="On y range tout.")
    assert "Dites en deux lignes" in lucie.post("/contestations", "/contestations", 422, genre="row", code="E1d", mots=" ")
    waiting = re.search(r'id="c-([\w-]+)"', alix.get("/contestations"))
    assert waiting
    path = f"/contestations/{waiting.group(1)}/reponse"
    lucie.post(path, "/contestations", 403, mots="oui")
    alix.post(path, "/contestations", genre="topic", code="budget", mots="Revu en janvier.", relecture="2027-01-15", role="manager")
    shown = html.unescape(lucie.get("/contestations"))
    assert "Revu en janvier." in shown
    assert "15/01/2027" in shown
