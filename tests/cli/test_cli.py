"""The `seuil` command, run as an operator does: arguments in, lines out, status."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from cli import app
from intake.requests import add_account, current_convention, open_conversation, receive
from intake.runtime import Runtime, start
from intake.staff import check_api_token, check_password
from intake.storage import AuditRow, Base, RequestRow
from lexicon.codes import Channel, Role, SaidBy


@pytest.fixture
def seuil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SEUIL_VAR_DIR", str(tmp_path))
    monkeypatch.setenv("SEUIL_NOW", "2026-11-23T10:30")
    for name in ("SEUIL_ENV", "SEUIL_SAMPLE", "SEUIL_DATABASE_URL", "SEUIL_SECRET_KEYS", "SEUIL_INDEX_KEY"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    return run


@pytest.fixture
def base(seuil) -> Runtime:
    """The database that the commands use, with tables and sample data."""
    runtime = start()
    Base.metadata.create_all(runtime.database.engine)
    assert seuil("db", "seed").exit_code == 0
    yield runtime
    runtime.database.close()


def refused(result: Result, said: str) -> None:
    assert result.exit_code == 1
    assert result.stdout == ""
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_generated_password_signs_in(seuil, base: Runtime):
    done = seuil("staff", "add", "marie", "--name", "Marie Le Goff", "--role", "secretary", "--generate")
    assert done.exit_code == 0, done.stderr
    password = done.stdout.split("Mot de passe : ")[1].strip()
    assert check_password(base.database, base.indexer, login="marie", password=password, now=base.clock.now()) is not None


def test_a_password_comes_from_standard_input_or_from_a_prompt(seuil, base: Runtime):
    add = ("staff", "add", "--name", "Léa", "--role", "social_worker", "--antenna", "nantes")
    assert seuil(*add, "lea", "--password-stdin", stdin="quatre chevaux bleus\n").exit_code == 0
    assert seuil(*add, "zoe", stdin="cinq chevaux verts\ncinq chevaux verts\n").exit_code == 0
    for login, password in (("lea", "quatre chevaux bleus"), ("zoe", "cinq chevaux verts")):
        assert check_password(base.database, base.indexer, login=login, password=password, now=base.clock.now()) is not None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lea", "--name", "Léa", "--role", "chef", "--generate"), "le rôle est l’un de"),
        (("lea", "--name", "Léa", "--role", "secretary", "--antenna", "paris", "--generate"), "aucune antenne"),
        (("lea", "--name", "Léa", "--role", "secretary", "--password-stdin"), "au moins 12 signes"),
        (("lea", "--name", "Léa", "--role", "secretary", "--password-stdin", "--generate"), "choisissez"),
    ],
)
def test_a_wrong_account_is_one_line(seuil, base: Runtime, arguments: tuple[str, ...], said: str):
    refused(seuil("staff", "add", *arguments, stdin="court\n"), said)


def test_accounts_are_listed_and_disabled(seuil, base: Runtime):
    seuil("staff", "add", "lea", "--name", "Léa Roux", "--role", "manager", "--antenna", "nantes", "--generate")
    assert seuil("staff", "list").stdout == "lea\tLéa Roux\tmanager\tnantes\touvert\tmot de passe seul\n"
    assert seuil("staff", "disable", "lea").exit_code == 0
    assert seuil("staff", "list").stdout.endswith("\tfermé\tmot de passe seul\n")
    refused(seuil("staff", "disable", "zoe"), "aucun compte")


def test_a_token_is_printed_alone(seuil, base: Runtime):
    done = seuil("token", "create", "--role", "auditor")
    secret = done.stdout.strip()
    assert done.stdout == f"{secret}\n"
    with base.database.read() as session:
        actor = check_api_token(session, base.indexer, secret, base.clock.now())
    assert actor is not None
    assert actor.role is Role.AUDITOR
    refused(seuil("token", "create", "--role", "chef"), "le rôle est l’un de")


def test_tokens_are_listed_and_revoked(seuil, base: Runtime):
    made = seuil("token", "create", "--role", "manager", "--antenna", "nantes", "--label", "bilan", "--days", "30")
    assert made.exit_code == 0
    assert made.stderr == ""
    assert "ne verra aucune demande" in seuil("token", "create", "--role", "manager").stderr
    second, first = sorted((line.split("\t") for line in seuil("token", "list").stdout.splitlines()), key=lambda line: line[2])
    assert first[1:] == ["manager", "nantes", "bilan", "ouvert", "2026-11-23", "2026-12-23", "-"]
    assert second[1:] == ["manager", "-", "-", "ouvert", "2026-11-23", "-", "-"]
    assert made.stdout.strip() not in seuil("token", "list").stdout
    assert seuil("token", "revoke", first[0]).stdout == f"Jeton retiré : {first[0]}\n"
    assert seuil("token", "list").stdout.count("\tretiré\t") == 1
    refused(seuil("token", "revoke", "inconnu"), "aucun jeton")
    refused(seuil("token", "create", "--role", "auditor", "--antenna", "lune"), "aucune antenne")


def test_an_address_for_the_organisation_s_account(seuil, base: Runtime):
    made = seuil("staff", "add", "lea", "--name", "Léa Roux", "--role", "secretary", "--generate", "--email", "lea@exemple.fr")
    assert made.exit_code == 0
    seuil("staff", "add", "zoe", "--name", "Zoé Petit", "--role", "secretary", "--generate")
    refused(seuil("staff", "email", "zoe", "lea@exemple.fr"), "autre compte")
    assert seuil("staff", "email", "lea", "-").stdout == "Adresse oubliée : lea\n"
    assert seuil("staff", "email", "zoe", "lea@exemple.fr").stdout == "Adresse notée : zoe\n"
    assert "délié : zoe" in seuil("staff", "forget-identity", "zoe").stdout
    refused(seuil("staff", "forget-identity", "personne"), "aucun compte")


def test_seeding_twice_changes_nothing(seuil, base: Runtime):
    assert "rien n’est changé" in seuil("db", "seed").stdout


def test_sample_data_stay_out_of_production(seuil, base: Runtime, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SEUIL_SAMPLE", "0")
    refused(seuil("db", "seed"), "SEUIL_SAMPLE")
    monkeypatch.setenv("SEUIL_ENV", "production")
    refused(seuil("db", "seed"), "SEUIL_")


def test_a_database_without_tables_is_one_line(seuil):
    refused(seuil("staff", "list"), "base de données")


def test_the_sample_rules_are_correct_and_a_wrong_file_is_one_line(seuil, tmp_path: Path):
    from intake.convention import sample_convention

    path = tmp_path / "convention.json"
    path.write_text(sample_convention().canonical_json)
    done = seuil("rules", "check", str(path))
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Convention n° 1 correcte")
    broken = json.loads(path.read_text())
    broken["axes"] = []
    path.write_text(json.dumps(broken))
    refused(seuil("rules", "check", str(path)), "axes")
    refused(seuil("rules", "check", str(tmp_path / "rien.yml")), "introuvable")


def a_request(runtime: Runtime) -> str:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    with runtime.database.write() as session:
        version = current_convention(session, now.date()).version
        talk = open_conversation(session, channel=Channel.WEB, locale="fr", version=version, now=now, random=Random(1), state={})
        message = receive(session, talk.id, text="Je suis en arrêt.", client_id="1", now=now)
        add_account(session, talk.request_id, message.id, text="Je suis en arrêt.", said_by=SaidBy.PERSON, now=now)
        row = session.get(RequestRow, talk.request_id)
        assert row is not None
        return row.reference


def test_a_request_is_exported_then_erased_with_traces(seuil, base: Runtime):
    reference = a_request(base)
    exported = json.loads(seuil("privacy", "export", reference).stdout)
    assert exported["account"][0]["text"] == exported["messages"][0]["text"] == "Je suis en arrêt."
    assert seuil("privacy", "erase", f"{reference[:4]} {reference[4:]}").exit_code == 0
    with base.database.read() as session:
        assert session.scalars(select(RequestRow)).all() == []
        assert [row.action for row in session.scalars(select(AuditRow).order_by(AuditRow.id))] == ["transcript", "erase"]
    refused(seuil("privacy", "erase", reference), "aucune demande")


def test_reading_answers_line_by_line(seuil):
    lines = [
        {"asked": "birth_date", "text": "le 12 mars 1961", "today": "2026-11-22", "channel": "web"},
        {"asked": "birth_date", "text": "je ne sais pas", "today": "2026-11-22", "channel": "web"},
    ]
    done = seuil("read", stdin="\n".join(json.dumps(line) for line in lines) + "\n\npas du JSON\n")
    assert done.exit_code == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0] == {"value": "1961-03-12"}
    assert answers[1] == {"value": None, "status": "unknown"}
    assert answers[2] == {"error": "Cette ligne n’est pas un objet JSON."}


def test_a_lost_second_factor_is_taken_away(seuil, base: Runtime):
    seuil("staff", "add", "lea", "--name", "Léa Roux", "--role", "secretary", "--generate")
    assert seuil("staff", "reset-second-factor", "lea").stdout == "Second facteur retiré : lea\n"
    assert seuil("staff", "reset-second-factor", "personne").exit_code != 0
