"""The queue: its order, its filters, its pages, its refresh."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import func, select
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.storage import AuditRow, HandoffRow
from lexicon.codes import Channel, DangerKind
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import ALI, ANSWERS, Told, file

_LINE = re.compile(r'href="/demandes/([0-9a-f-]{36})"')


def lines(html: str) -> list[str]:
    return _LINE.findall(html)


def some(runtime: Runtime, count: int) -> list[str]:
    """Hand-offs received one hour after the other, the newest first in the list."""
    now = runtime.clock.now()
    return [file(runtime, now=now - timedelta(hours=hours), seed=hours).id for hours in range(count)]


def test_urgent_comes_first_then_what_is_due_first_whatever_the_machine_thinks(runtime: Runtime, sign_in: SignIn):
    now = runtime.clock.now()
    late_and_complete = file(runtime, now=now - timedelta(days=1), seed=1).id
    older = file(runtime, Told(account="Bonjour", answers={}, topics=()), now=now - timedelta(days=10), seed=2).id
    urgent = file(runtime, Told(answers=ANSWERS, danger=DangerKind.VIOLENCE), now=now, seed=3).id
    assert lines(sign_in().get("/").text) == [urgent, older, late_and_complete]


def test_a_line_says_everything_in_words(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime, Told(answers=ANSWERS, channel=Channel.VOICE), now=runtime.clock.now() - timedelta(days=7))
    html = sign_in().get("/").text
    reference = filed.reference
    for words in (
        f"{reference[:2]} {reference[2:4]} {reference[4:6]} {reference[6:]}",
        "Jeanne Martin",
        "arrêt de travail",
        "<strong>En retard</strong> : à contacter mercredi 18 novembre avant 17 h",
        "reçue lundi 16 novembre",
        "téléphone",
        "Antenne de Nantes",
        ">nouvelle</span>",
    ):
        assert words in html, words
    for code in ("voice", ">new<", "in_review</", "axis_ok</"):
        assert code not in html.split('id="file"')[1]


def test_filters_and_search_stay_in_the_address(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    jeanne = file(runtime, seed=1)
    other = file(
        runtime,
        Told(
            account="Je sors de l’hôpital",
            answers={"name": ALI, "postal_code": "49000"},
            danger=DangerKind.MEDICAL,
        ),
        seed=2,
    )
    for query, expected in {
        "q=martin": [jeanne.id],
        "q=MARTIN+jeanne": [jeanne.id],
        "q=06 39 98 12 34": [jeanne.id],
        f"q={other.reference}": [other.id],
        "q=hopital": [other.id],
        "q=personne": [],
        "antenne=angers": [other.id],
        "urgent=1": [other.id],
        "statut=new": [other.id, jeanne.id],
        "statut=in_review": [],
        "statut=toutes&q=martin": [jeanne.id],
        "statut=n'importe quoi": [other.id, jeanne.id],
        "proposition=danger": [other.id],
    }.items():
        assert lines(client.get(f"/?{query}").text) == expected, query
    html = client.get("/?q=martin&antenne=nantes&urgent=1").text
    assert 'value="martin"' in html
    assert '<option value="nantes" selected>' in html
    assert 'data-refresh="/fragments/file?antenne=nantes&amp;urgent=1&amp;q=martin"' in html


def test_pages_follow_each_other_without_gap_or_repeat(runtime: Runtime, sign_in: SignIn):
    made = some(runtime, 65)
    client, address, seen = sign_in(), "/?antenne=nantes", []
    while address:
        html = client.get(address).text
        assert "antenne=nantes" in address
        seen += lines(html)
        found = re.search(r'href="([^"]+)" rel="next"', html)
        address = found.group(1).replace("&amp;", "&") if found else ""
    assert len(seen) == len(set(seen)) == 65
    assert set(seen) == set(made)


def test_a_broken_page_mark_is_a_sentence(sign_in: SignIn):
    answer = sign_in().get("/?suite=abc")
    assert answer.status_code == 422
    assert "Reprenez depuis le début de la file" in answer.text


def test_empty_states(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    assert "Aucune demande n’attend" in client.get("/").text
    nothing = client.get("/?q=introuvable").text
    assert "Aucune demande ne correspond" in nothing
    assert "/?statut=toutes&amp;q=introuvable" in nothing


def mark(html: str) -> str:
    found = re.search(r'data-mark="([0-9a-f]+)"', html)
    assert found
    return found.group(1)


def read_traces(runtime: Runtime) -> int:
    with runtime.database.read() as session:
        return session.scalar(select(func.count()).select_from(AuditRow).where(AuditRow.action == "list")) or 0


def test_the_refresh_reads_nobody_until_something_changes(runtime: Runtime, sign_in: SignIn):
    first = file(runtime, seed=1)
    client = sign_in()
    html = client.get("/").text
    before = read_traces(runtime)
    assert client.get(f"/fragments/file?vu={mark(html)}").status_code == 204
    assert read_traces(runtime) == before
    second = file(runtime, Told(answers=ANSWERS, danger=DangerKind.SUICIDE), seed=2)
    fresh = client.get(f"/fragments/file?vu={mark(html)}")
    assert fresh.status_code == 200
    assert lines(fresh.text) == [second.id, first.id]
    assert "<html" not in fresh.text
    assert read_traces(runtime) == before + 2
    client.post(f"/demandes/{first.id}/examen", data={"jeton": token_in(html)})
    assert client.get(f"/fragments/file?vu={mark(fresh.text)}").status_code == 200


def test_every_line_shown_leaves_a_read_trace(runtime: Runtime, sign_in: SignIn):
    some(runtime, 3)
    client: TestClient = sign_in()
    client.get("/")
    assert read_traces(runtime) == 3


def test_closed_requests_leave_the_queue(runtime: Runtime, sign_in: SignIn):
    filed, client = file(runtime), sign_in()
    with runtime.database.write() as session:
        row = session.get(HandoffRow, filed.id)
        assert row is not None
        row.status = "closed"
    assert lines(client.get("/").text) == []
    assert lines(client.get("/?statut=toutes").text) == [filed.id]
