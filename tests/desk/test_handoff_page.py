"""The screen of one hand-off: the person first, the machine last, everything escaped, every read traced."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from intake.runtime import Runtime
from intake.storage import AuditRow, HandoffRow
from lexicon.codes import AnswerStatus, DangerKind, SaidBy
from tests.desk.conftest import SignIn, token_in
from tests.desk.people import ANSWERS, SAID, Told, file


def show(client: TestClient, handoff_id: str) -> str:
    answer = client.get(f"/demandes/{handoff_id}")
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_screen_reads_from_the_person_to_the_machine(runtime: Runtime, sign_in: SignIn):
    filed = file(runtime, Told(answers=ANSWERS, danger=DangerKind.SUICIDE))
    html = show(sign_in(), filed.id)
    order = [
        "Danger entendu",
        "Repérage automatique, non vérifié",
        "je vais en finir",
        SAID,
        "La joindre",
        "06 39 98 12 34",
        "Résumé",
        "Antécédents",
        "Ce qui est su",
        "Ce qui manque",
        "L’échange complet",
        "Merci. Je vous lis.",
        "Ce que les règles proposent",
        "convention n°",
        "Où elle pourrait aussi s’adresser",
    ]
    # Each is looked for after the one before: the account stands again in the exchange.
    at = 0
    for mark in order:
        at = html.find(mark, at)
        assert at >= 0, mark


def test_facts_are_in_words_with_where_they_come_from(runtime: Runtime, sign_in: SignIn):
    answers = {**ANSWERS, "prevoyance": (None, AnswerStatus.REFUSED)}
    html = show(sign_in(), file(runtime, Told(answers=answers)).id)
    facts = html[html.index("Ce qui est su") : html.index("Ce qui manque")]
    for words in ("Jeanne Martin", "en CDI", "« ce qu’elle a dit »", "déduit", "ne sait pas", "préfère ne pas répondre", "non demandé"):
        assert words in facts
    for code in ("salarie_cdi", "not_asked<", ">told<"):
        assert code not in facts


def test_the_proposal_says_oui_non_inconnu_and_never_a_code(runtime: Runtime, sign_in: SignIn):
    html = show(sign_in(), file(runtime).id)
    proposal = html[html.index("Ce que les règles proposent") :]
    assert ">oui</span>" in proposal
    assert ">inconnu</span>" in proposal
    for code in ("axis_ok", "needs_human_review", ">true<", ">unknown<", "sick_leave"):
        assert code not in proposal


HOSTILE = "<script>alert(1)</script> \"'> {{ 7*7 }} <img src=x onerror=alert(2)>"


def test_what_people_write_is_shown_as_text(runtime: Runtime, sign_in: SignIn):
    answers = {**ANSWERS, "name": {"first": HOSTILE, "last": HOSTILE}, "expectation": HOSTILE, "third_party_link": HOSTILE}
    client = sign_in()
    html = show(client, file(runtime, Told(account=HOSTILE, answers=answers)).id) + client.get("/").text
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "<b>Roux" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "{{ 7*7 }}" in html


def test_who_speaks_without_agreement_is_said(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    other = {**ANSWERS, "for_whom": "other", "third_party": {"first": "Sophie", "last": "Petit"}, "third_party_link": "sa fille"}
    without = show(client, file(runtime, Told(answers={**other, "person_agreement": "non"}, said_by=SaidBy.OTHER)).id)
    assert "Parler d’abord à la personne" in without
    assert "Raconté par Sophie Petit, sa fille" in without
    agreed = show(client, file(runtime, Told(answers={**other, "person_agreement": "oui"}), seed=2).id)
    assert "Parler d’abord à la personne" not in agreed[: agreed.index("Résumé")]
    herself = show(client, file(runtime, seed=3).id)
    assert "Parler d’abord" not in herself


def test_who_says_that_calling_is_safe_is_told(runtime: Runtime, sign_in: SignIn):
    theirs = file(runtime, Told(answers=ANSWERS, said_by=SaidBy.OTHER))
    shown = sign_in().get(f"/demandes/{theirs.id}").text
    assert "Selon la personne qui parle pour elle" in shown
    assert "La personne dit qu’on peut" not in shown


@pytest.mark.parametrize(
    ("safe", "said"), [("oui", "sans risque"), ("non", "Ne laissez aucun message"), (None, "On ne sait pas si l’appeler est sans risque")]
)
def test_how_to_call_without_harm_stands_above_the_number(runtime: Runtime, sign_in: SignIn, safe: str | None, said: str):
    answers = {code: value for code, value in ANSWERS.items() if code != "safe_contact"} | ({"safe_contact": safe} if safe else {})
    html = show(sign_in(), file(runtime, Told(answers=answers)).id)
    assert html.index(said) < html.index('href="tel:+33639981234"')


def test_an_empty_request_has_a_screen_too(runtime: Runtime, sign_in: SignIn):
    html = show(sign_in(), file(runtime, Told(account="", answers={}, topics=())).id)
    assert "n’a rien raconté" in html
    assert "tel:" not in html


def traces(runtime: Runtime) -> list[tuple[str, str | None, str | None]]:
    with runtime.database.read() as session:
        return [(row.action, row.role, row.request_id) for row in session.scalars(select(AuditRow).order_by(AuditRow.id))]


def test_every_read_leaves_a_trace(runtime: Runtime, sign_in: SignIn):
    filed, client = file(runtime), sign_in()
    show(client, filed.id)
    assert ("read", "secretary", filed.request_id) in traces(runtime)
    assert ("transcript", "secretary", filed.request_id) in traces(runtime)


def test_a_new_request_is_taken_in_review_once(runtime: Runtime, sign_in: SignIn):
    filed, client = file(runtime), sign_in()
    token = token_in(show(client, filed.id))
    taken = client.post(f"/demandes/{filed.id}/examen", data={"jeton": token})
    assert (taken.status_code, taken.headers["location"]) == (303, f"/demandes/{filed.id}")
    with runtime.database.read() as session:
        row = session.get(HandoffRow, filed.id)
        assert row is not None
        assert row.status == "in_review"
    assert [trace for trace in traces(runtime) if trace[0] == "take_in_review"] == [("take_in_review", "secretary", filed.request_id)]
    again = client.post(f"/demandes/{filed.id}/examen", data={"jeton": token})
    assert "Une collègue a déjà pris" in client.get(again.headers["location"]).text
    assert "Prendre en charge" not in show(client, filed.id)


def test_an_unknown_request_is_a_french_404(sign_in: SignIn):
    answer = sign_in().get("/demandes/01900000-0000-7000-8000-000000000000")
    assert answer.status_code == 404
    assert "Cette demande n’existe pas" in answer.text


def test_pages_stay_light(runtime: Runtime, sign_in: SignIn):
    client = sign_in()
    filed = file(runtime)
    page = client.get(f"/demandes/{filed.id}").content
    style = client.get("/static/desk.css").content
    assert len(page) + len(style) < 150_000
