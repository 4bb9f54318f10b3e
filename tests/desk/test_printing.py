"""On paper: the sheet, the booklet, PDF that screen readers read and that fetches nothing."""

from __future__ import annotations

import importlib
import io
import re
import socket
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from starlette.testclient import TestClient

from desk import paper
from intake.runtime import Runtime
from intake.storage import AuditRow, HandoffRow
from lexicon.codes import AnswerStatus, DangerKind, SaidBy
from tests.conftest import NOW
from tests.desk.conftest import SignIn
from tests.desk.people import ALI, ANSWERS, SAID, Told, file

# By its full name: the package of pages holds its router under the short one.
printing = importlib.import_module("desk.pages.printing")

LONG = {
    **ANSWERS,
    "birth_date": "1984-03-02",
    "children_count": 2,
    "sick_leave_since": "2026-05-20",
    "communication_needs": ["interprete"],
    "availability": {"days": ["lundi"], "part": "matin"},
    "email": ("jeanne@exemple.fr", AnswerStatus.CONFIRMED),
}


def pdf(client: TestClient, path: str) -> PdfReader:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    return PdfReader(io.BytesIO(answer.content))


def text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def kinds(reader: PdfReader) -> set[str]:
    """Every kind of element in the structure tree."""
    found: set[str] = set()

    def walk(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict) and "/S" in node:
            found.add(str(node["/S"]))
            walk(node.get("/K", []))

    walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])
    return found


def test_the_sheet_reads_in_the_order_that_matters(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime, Told(answers={**ANSWERS, "safe_contact": "non"}, danger=DangerKind.VIOLENCE))
    page = sign_in().get(f"/demandes/{filed.id}/fiche").text
    order = [
        "DANGER : violences",
        "URGENT",
        "Danger entendu : violences",
        SAID,
        "peut la mettre en danger",
        "Situation de travail",
        "Il manque",
    ]
    places = [page.index(part) for part in [*order, "c’est vous qui décidez"]]
    assert places == sorted(places)
    assert "déduit" in page
    assert "ne sait pas" in page
    # Codes are for programs, and paper outlives « aujourd’hui ».
    for code in ("salarie_cdi", "needs_human_review", "arret_travail", "aujourd’hui", "demain"):
        assert code not in page
    assert "<title>Demande" in page
    assert "Martin" not in re.search(r"<title>(.*?)</title>", page).group(1)


def test_who_spoke_for_her_is_said(runtime: Runtime, sign_in: SignIn):
    answers = {**ANSWERS, "for_whom": "other", "third_party": ALI, "third_party_link": "son frère"}
    filed = file(runtime, Told(answers=answers, said_by=SaidBy.OTHER))
    page = sign_in().get(f"/demandes/{filed.id}/fiche").text
    assert "raconté par Ali Ben, son frère" in page
    assert "Parler d’abord à la personne." in page


def test_the_pdf_is_tagged_french_one_page_and_named_by_its_reference(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime, Told(answers=LONG, danger=DangerKind.ENFANT))
    answer = sign_in().get(f"/demandes/{filed.id}/fiche.pdf")
    assert answer.headers["content-disposition"] == f'inline; filename="demande-{filed.reference}.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    reader = PdfReader(io.BytesIO(answer.content))
    root = reader.trailer["/Root"]
    assert len(reader.pages) == 1
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert re.search(rb"pdfuaid:part\W+1", root["/Metadata"].get_object().get_data())
    assert {"/H1", "/H2", "/P", "/L", "/LI"} <= kinds(reader)
    assert reader.metadata is not None
    assert reader.metadata.title is not None
    assert reader.metadata.title.replace(" ", "") == f"Demande{filed.reference}"
    said = text(reader)
    assert SAID in said
    assert "06 39 98 12 34" in said
    assert "1 / 1" in said
    assert len(answer.content) < 60_000


def test_nothing_is_fetched_and_what_people_wrote_is_text(
    runtime: Runtime, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a connection was opened"))
    hostile = '<img src="http://exemple.fr/x.png"><link rel="stylesheet" href="file:///etc/passwd"> @import url(http://exemple.fr)'
    made: list[str] = []
    monkeypatch.setattr(printing, "pdf_of", lambda html: made.append(html) or paper.make_pdf(html))
    reader = pdf(sign_in(), f"/demandes/{file(runtime, Told(account=hostile, answers=ANSWERS)).id}/fiche.pdf")
    assert "http://exemple.fr/x.png" in text(reader)
    assert "<img" not in made[0]
    # And if one came through, it would be refused: neither the network nor the disk.
    picture = tmp_path / "x.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text y="20">fuite</text></svg>')
    for source in ("http://exemple.fr/x.png", picture.as_uri()):
        done = paper.make_pdf(f'<html lang="fr"><title>x</title><img alt="rien" src="{source}">')
        assert "fuite" not in text(PdfReader(io.BytesIO(done)))


def test_printing_leaves_a_trace_and_keeps_to_the_scope(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime)
    assert sign_in("manager", "angers").get(f"/demandes/{filed.id}/fiche").status_code == 404
    client = sign_in()
    client.get(f"/demandes/{filed.id}/fiche")
    with runtime.database.read() as session:
        actions = session.scalars(select(AuditRow.action).where(AuditRow.request_id == filed.request_id)).all()
    assert sorted(actions) == ["print", "read"]


def test_without_pango_the_page_is_there_and_says_so(runtime: Runtime, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch):
    def missing(html: str) -> bytes:
        raise paper.NoPaperError("Pango is missing")

    monkeypatch.setattr(printing, "pdf_of", missing)
    filed, client = file(runtime), sign_in()
    for path, instead in ((f"/demandes/{filed.id}/fiche.pdf", f"/demandes/{filed.id}/fiche?pdf=non"), ("/livret.pdf", "/livret?pdf=non")):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["location"]) == (303, instead)
        assert "ne sait pas faire de PDF" in client.get(instead).text


def test_a_process_that_fails_is_said_plainly(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paper.sys, "executable", "/nulle/part")
    with pytest.raises(paper.NoPaperError, match="did not start"):
        paper.pdf_of("<p>")


def test_a_sheet_says_that_the_first_contact_is_made(runtime: Runtime, sign_in: SignIn):
    filed, client = file(runtime), sign_in()
    assert "à contacter mercredi 25 novembre" in client.get(f"/demandes/{filed.id}/fiche").text
    with runtime.database.write() as session:
        session.get_one(HandoffRow, filed.id).first_contact_at = NOW
    shown = client.get(f"/demandes/{filed.id}/fiche").text
    assert "premier contact fait" in shown
    assert "à contacter" not in shown


def test_the_booklet_lists_then_holds_one_sheet_each(runtime: Runtime, sign_in: SignIn):
    filed = [file(runtime, seed=seed) for seed in range(2)]
    urgent = file(runtime, Told(answers=ANSWERS, danger=DangerKind.SUICIDE), seed=9)
    client = sign_in()
    page = client.get("/livret").text
    assert page.count('class="sheet"') == 3
    assert page.index(f"#d{urgent.id}") < page.index(f"#d{filed[0].id}")
    assert "À imprimer chaque soir" in page
    assert "mercredi 25 novembre" in page
    reader = pdf(client, "/livret.pdf")
    assert len(reader.pages) == 4
    assert {"/Table", "/TH", "/TD", "/H1", "/H2", "/H3"} <= kinds(reader)
    assert reader.metadata is not None
    assert reader.metadata.title == "Livret du jour"


def test_the_booklet_keeps_to_an_antenna_and_says_what_is_left_out(runtime: Runtime, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch):
    file(runtime, seed=1)
    angers = file(runtime, Told(answers={**ANSWERS, "postal_code": "49000"}), seed=2)
    client = sign_in()
    page = client.get("/livret?antenne=angers").text
    assert page.count('class="sheet"') == 1
    assert f"#d{angers.id}" in page
    assert client.get("/livret?antenne=inconnue").text.count('class="sheet"') == 2
    monkeypatch.setattr(printing, "MOST_ON_PAGE", 1)
    assert "Une autre demande n’a pas la place ici" in client.get("/livret").text
    with runtime.database.write() as session:
        for row in session.scalars(select(HandoffRow)):
            row.status = "closed"
    assert "Aucune demande à contacter" in client.get("/livret").text


def test_a_page_of_thirty_stays_light(runtime: Runtime, sign_in: SignIn):
    for seed in range(printing.MOST_ON_PAGE + 1):
        file(runtime, Told(account=SAID * 6, answers=LONG), seed=seed)
    assert len(sign_in().get("/livret").content) < 150_000
