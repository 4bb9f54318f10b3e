"""Files of organisations: the same in every form and order, taken once and whole, refused row by row."""

from __future__ import annotations

import csv
import io
import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from intake.directory import (
    COLUMNS,
    LISTS,
    ChangedMeanwhileError,
    FileKind,
    FileRefusedError,
    Report,
    Search,
    apply_plan,
    import_file,
    organisation,
    plan_import,
    search_directory,
)
from intake.privacy import Actor, ActorKind
from intake.storage import AuditRow, Base, Database, ServiceRow, StructureRow

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
TODAY = date(2026, 11, 23)
ACTOR = Actor(ActorKind.PROGRAM, "test")
SHIPPED = Path(__file__).parents[3] / "intake" / "directory" / "sample"
Row = dict[str, Any]
ONE: Row = {"source": "essai", "id": "essai--1", "nom": "Maison des aidants", "date_maj": "2026-10-01"}
SERVICE: Row = {**ONE, "id": "essai--s1", "structure_id": "essai--1", "nom": "Répit", "description": "Un après-midi par semaine."}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path}/directory.db")
    Base.metadata.create_all(made.engine)
    yield made
    made.close()


def as_json(rows: list[Row]) -> bytes:
    return json.dumps(rows, ensure_ascii=False).encode()


def as_csv(
    rows: list[Row], kind: FileKind = FileKind.STRUCTURES, *, separator: str = ",", listing: str = "json", ending: str = "\n"
) -> bytes:
    def cell(name: str, value: Any) -> Any:
        if name not in LISTS or value is None:
            return value
        return {"json": json.dumps(value), "postgresql": "{" + ",".join(value) + "}", "bars": "|".join(value)}[listing]

    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(COLUMNS[kind])
    writer.writerows([[cell(name, row.get(name)) for name in COLUMNS[kind]] for row in rows])
    return text.getvalue().replace("\r\n", "\n").replace("\n", ending).encode()


def take(database: Database, content: bytes, **more: Any) -> Report:
    return import_file(database, ACTOR, content, now=NOW, today=TODAY, **more)


def look(database: Database, content: bytes) -> Report:
    with database.read() as session:
        return plan_import(session, content, today=TODAY).report


def kept(database: Database) -> dict[str, str]:
    with database.read() as session:
        rows = [row for table in (StructureRow, ServiceRow) for row in session.scalars(select(table))]
        return {row.id: row.fingerprint for row in rows if row.retired_at is None}


TEXT = st.text(st.characters(categories=("L", "N"), max_codepoint=0x2FF), min_size=3, max_size=30)
ROWS = st.lists(
    st.fixed_dictionaries(
        {"nom": TEXT.map(lambda text: f"Lieu {text}"), "date_maj": st.dates(date(2001, 1, 1), date(2026, 11, 1)).map(str)},
        optional={
            "description": TEXT.map(lambda text: f'Fait {text}\nencore, « {text} » ; "oui"'),
            "code_postal": st.integers(1000, 98999).map(lambda code: f"{code:05d}"),
            "telephone": st.integers(0, 999).map(lambda end: f"+33261911{end:03d}"),
            "reseaux_porteurs": st.lists(st.sampled_from(["caf", "mdph", "ccas-cias", "cpam"]), min_size=1, unique=True),
            "latitude": st.floats(-90, 90).map(lambda value: round(value, 5)),
        },
    ),
    min_size=1,
    max_size=6,
).map(lambda rows: [{"source": "essai", "id": f"essai--{number}", **row} for number, row in enumerate(rows)])


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path_factory.mktemp('directory')}/directory.db")
    Base.metadata.create_all(made.engine)
    yield made
    made.close()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, seed=st.integers(0, 9))
def test_csv_and_json_in_any_order_say_the_same_and_the_second_time_nothing(shared: Database, rows: list[Row], seed: int):
    first = take(shared, as_json(rows))
    assert not first.refused, first.refused
    after = kept(shared)
    mixed = rows.copy()
    random.Random(seed).shuffle(mixed)
    for content in (
        as_json(mixed),
        as_csv(mixed),
        as_csv(mixed, separator=";", listing="postgresql"),
        as_csv(mixed, listing="bars", ending="\r\n"),
        b"\xef\xbb\xbf" + as_csv(rows),
    ):
        again = take(shared, content)
        assert (again.changes, again.unchanged, again.refused) == (False, len(rows), ())
    assert kept(shared) == after
    # What is stored is what a file would say again.
    with shared.read() as session:
        stored = [row.content for row in session.scalars(select(StructureRow).where(StructureRow.id.in_([row["id"] for row in rows])))]
    assert look(shared, as_json(stored)).unchanged == len(rows)


def test_the_files_that_ship_fit_without_a_warning(database: Database):
    for name, count in (("structures.json", 15), ("services.json", 15)):
        report = take(database, (SHIPPED / name).read_bytes())
        assert (len(report.added), report.refused, report.warnings) == (count, (), ())


def test_a_dry_run_changes_nothing_and_the_import_does_what_it_said(database: Database):
    content = as_json([ONE])
    seen = look(database, content)
    assert [line.name for line in seen.added] == ["Maison des aidants"]
    assert kept(database) == {}
    assert take(database, content, seen=seen.fingerprint) == seen
    with database.read() as session:
        assert session.scalars(select(AuditRow.action)).all() == ["directory_import_structures"]


def test_what_was_seen_is_what_is_taken(database: Database):
    seen = look(database, as_json([ONE]))
    take(database, as_json([{**ONE, "nom": "Maison des proches"}]))
    before = kept(database)
    with pytest.raises(ChangedMeanwhileError):
        take(database, as_json([ONE]), seen=seen.fingerprint)
    assert kept(database) == before


def test_a_plan_of_yesterday_is_not_written_today(database: Database):
    with database.read() as session:
        plan = plan_import(session, as_json([ONE]), today=TODAY)
    take(database, as_json([{**ONE, "id": "essai--2"}]))
    with pytest.raises(ChangedMeanwhileError), database.write() as session:
        apply_plan(session, ACTOR, plan, now=NOW)
    assert set(kept(database)) == {"essai--2"}


def test_halfway_is_nowhere(database: Database, monkeypatch: pytest.MonkeyPatch):
    import intake.directory.importing as importing

    rows = [{**ONE, "id": f"essai--{number}"} for number in range(1200)]
    real, calls = importing._write_reaches, []

    def failing(*arguments: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError("the disk is full")
        real(*arguments)

    monkeypatch.setattr(importing, "_write_reaches", failing)
    with pytest.raises(RuntimeError):
        take(database, as_json(rows))
    assert kept(database) == {}


def test_changes_name_their_columns_and_a_return_is_told(database: Database):
    take(database, as_json([ONE, {**ONE, "id": "essai--2"}]))
    gone = take(database, as_json([{**ONE, "nom": "Maison des proches", "commune": "Nantes"}]), retire_missing=True)
    assert [(line.id, line.said) for line in gone.changed] == [("essai--1", "commune, nom")]
    assert [line.id for line in gone.missing] == ["essai--2"]
    assert set(kept(database)) == {"essai--1"}
    back = take(database, as_json([{**ONE, "id": "essai--2"}]))
    assert [line.said for line in back.changed] == ["de retour dans l’annuaire"]


def test_what_is_missing_counts_for_the_sources_of_the_file_only(database: Database):
    take(database, as_json([ONE, {**ONE, "id": "autre--1", "source": "autre"}]))
    report = look(database, as_json([{**ONE, "id": "essai--9"}]))
    assert [line.id for line in report.missing] == ["essai--1"]
    # A refused row is there: its sheet stays, and is not missing.
    assert look(database, as_json([{**ONE, "date_maj": "hier"}, {**ONE, "id": "essai--9"}])).missing == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"code_postal": "4400"}, "Élément 1, colonne « code_postal » : un code postal a cinq chiffres."),
        ({"date_maj": "2026-11-24"}, "Élément 1, colonne « date_maj » : cette date est dans le futur."),
        ({"date_maj": "1999-01-01"}, "Élément 1, colonne « date_maj » : la date de dernière modification doit être au 21e siècle."),
        ({"date_maj": "12/01/2025"}, "Élément 1, colonne « date_maj » : une date est attendue, comme 2025-02-14."),
        ({"nom": None}, "Élément 1, colonne « nom » : cette valeur est obligatoire."),
        ({"nom": "a"}, "Élément 1, colonne « nom » : ce texte est trop court (au moins 3 signes)."),
        ({"nom": "a" * 151}, "Élément 1, colonne « nom » : ce texte est trop long (au plus 150 signes)."),
        ({"courriel": "aidants"}, "Élément 1, colonne « courriel » : une adresse électronique est attendue."),
        ({"site_web": "javascript:alert(1)"}, "une adresse web est attendue, en http:// ou https://."),
        ({"reseaux_porteurs": ["caf", "licorne"]}, "valeur inconnue du vocabulaire data·inclusion : « licorne »."),
        ({"reseaux_porteurs": "caf"}, "colonne « reseaux_porteurs » : une liste est attendue."),
        ({"siret": "123"}, "un SIRET a quatorze chiffres."),
        ({"longitude": "est"}, "colonne « longitude » : un nombre est attendu."),
        ({"latitude": 1e999}, "colonne « latitude » : un nombre entre -90 et 90 est attendu."),
        ({"adresse": {"rue": "Neuve"}}, "colonne « adresse » : une valeur simple est attendue, pas un objet."),
        ({"adresse": "Rue\x07"}, "colonne « adresse » : ce texte contient des signes qui ne s’affichent pas."),
        ({"adresse": "Rue\ud800"}, "colonne « adresse » : ce texte contient des signes qui ne s’affichent pas."),
        ({"id": "x" * 201}, "colonne « id » : cet identifiant doit avoir de 1 à 200 signes."),
    ],
)
def test_a_row_that_does_not_fit_is_one_sentence(database: Database, change: Row, said: str):
    rows = [{**ONE, **change}, {**ONE, "id": "essai--2"}]
    # 1e999 is how a file says it: Python would not write it so.
    content = json.dumps(rows).replace("Infinity", "1e999").encode()
    report = take(database, content)
    assert len(report.refused) == 1
    assert said in report.refused[0].said
    assert report.refused[0].said.count("\n") == 0
    assert set(kept(database)) == {"essai--2"}


def test_the_schemas_warning_does_not_refuse(database: Database):
    report = take(database, as_json([{**ONE, "nom": "Maison des aidants."}]))
    assert "ne doit pas se terminer par un point" in report.warnings[0].said
    assert len(report.added) == 1


def test_none_of_two_rows_with_one_identifier_is_taken(database: Database):
    rows = [ONE, {**ONE, "nom": "Autre maison"}, {**ONE, "id": "essai--2"}]
    for mixed in (rows, rows[::-1]):
        report = look(database, as_json(mixed))
        assert [line.id for line in report.added] == ["essai--2"]
        assert len(report.refused) == 2


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-cmd", "\t=1"])
def test_a_formula_in_a_spreadsheet_is_refused(database: Database, cell: str):
    report = look(database, as_csv([{**ONE, "adresse": cell}]))
    assert "Ligne 2, colonne « adresse » : la cellule commence comme une formule de tableur." in report.refused[0].said


def test_telephones_coordinates_and_bullets_are_no_formulas(database: Database):
    row = {**ONE, "telephone": "+33261911001", "longitude": "-1,55", "description": "- accueil\n- écoute"}
    assert look(database, as_csv([row], separator=";")).refused == ()


def test_a_row_of_the_wrong_length_is_refused_by_its_number(database: Database):
    content = as_csv([ONE]) + b"essai,essai--2\n"
    assert look(database, content).refused[0].said == f"Ligne 3, 2 cellules au lieu de {len(COLUMNS[FileKind.STRUCTURES])}."


HEADER = ",".join(COLUMNS[FileKind.STRUCTURES])


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "vide"),
        (b"  \n", "vide"),
        (b"x" * (50 * 1024 * 1024 + 1), "50 Mo"),
        ("id,nom\n1,Été".encode("latin-1"), "UTF-8 (ligne 2)"),
        ("id,nom\n1,Été".encode("utf-16"), "UTF-8|octets nuls"),
        (b"PK\x03\x04", "classeur"),
        (b"id,nom\n1,a\x00b", "octets nuls"),
        (b"[" * 200_000, "trop profond"),
        (b'{"structures": ' * 50_000, "trop profond"),
        (b"[1, 2]", "objet"),
        (b"[]", "aucune ligne"),
        (b'{"a": 1}', "liste"),
        (b'[{"id": "a", "id": "b"}]', "deux fois"),
        (b'[{"id": NaN}]', "NaN"),
        (b'[{"id": "a"', "JSON correct"),
        (b'[{"id": ' + b"9" * 5000 + b"}]", "JSON correct"),
        (b"id,nom,couleur\n1,a,b", "« couleur » est inconnue"),
        (b"id,id,nom\n1,2,a", "deux fois"),
        (b"nom;ville\na;b", "« id » et « nom » manquent"),
        (f'{HEADER}\n"a'.encode(), "mal formé"),
        (f"{HEADER}\n{'a' * 70_000}".encode(), "mal formé"),
        (("id,nom" + ",x" * 500).encode(), "502 colonnes"),
        (HEADER.encode(), "aucune ligne"),
    ],
)
def test_a_hostile_file_is_one_line(database: Database, content: bytes, said: str):
    with pytest.raises(FileRefusedError) as refused:
        look(database, content)
    sentence = str(refused.value)
    assert any(part in sentence for part in said.split("|")), sentence
    assert "\n" not in sentence
    assert len(sentence) < 200


def test_too_many_rows_are_refused(database: Database, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("intake.directory.files.MOST_ROWS", 2)
    rows = [{**ONE, "id": f"essai--{number}"} for number in range(3)]
    for content in (as_json(rows), as_csv(rows)):
        with pytest.raises(FileRefusedError, match="coupez-le"):
            look(database, content)


def test_what_sources_add_for_themselves_is_left_aside_and_told(database: Database):
    report = take(database, as_json([{**ONE, "score_qualite": 0.5, "_di_geocodage": {"score": 1}}]))
    assert report.ignored == ("score_qualite", "_di_geocodage")
    assert len(report.added) == 1


# Services


def test_services_come_after_their_organisations(database: Database):
    report = look(database, as_json([SERVICE]))
    assert "cette organisation n’est pas dans l’annuaire" in report.refused[0].said
    take(database, as_json([ONE]))
    row = {**SERVICE, "thematiques": ["famille--soutien-aidants"], "zone_eligibilite": ["85", "2A"]}
    assert len(take(database, as_csv([row], FileKind.SERVICES)).added) == 1
    with database.read() as session:
        for search in (Search(words="répit"), Search(theme="famille"), Search(postal_code="85000"), Search(postal_code="20000")):
            assert [one.id for one in search_directory(session, search, TODAY).organisations] == ["essai--1"], search
        assert search_directory(session, Search(postal_code="20200"), TODAY).total == 0


def test_a_service_that_moves_or_leaves_is_not_found_where_it_was(database: Database):
    take(database, as_json([ONE, {**ONE, "id": "essai--2", "nom": "Autre maison"}]))
    take(database, as_json([SERVICE, {**SERVICE, "id": "essai--s2", "nom": "Transport"}]))
    take(database, as_json([{**SERVICE, "structure_id": "essai--2"}]), retire_missing=True)
    with database.read() as session:
        assert [one.id for one in search_directory(session, Search(words="répit"), TODAY).organisations] == ["essai--2"]
        assert search_directory(session, Search(words="transport"), TODAY).total == 0
        found = organisation(session, "essai--1", TODAY)
        assert found is not None
        assert found.offers == ()
