"""Finding organisations, the words of next doors, opening hours said in French, freshness."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from statistics import median

import pytest
from sqlalchemy import text

from intake.convention import sample_convention
from intake.directory import Search, freshness_of, import_file, near_by, opening_in_words, search_directory, words_of_door
from intake.directory.organisations import phone_of
from intake.directory.words import words_in
from intake.privacy import Actor, ActorKind
from intake.runtime import Runtime
from tests.conftest import NOW
from tests.intake.directory.test_importing import as_json

TODAY = date(2026, 11, 23)
ACTOR = Actor(ActorKind.PROGRAM, "test")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Point-justice de l’Œuvre", ["point", "justice", "de", "l", "oeuvre"]),
        ("CAF – Île-d’Yeu", ["caf", "ile", "d", "yeu"]),
        ("ÉTÉ/hiver (bis)", ["ete", "hiver", "bis"]),
        ("", []),
    ],
)
def test_words_are_put_apart(said: str, words: list[str]):
    assert words_in(said) == words


def test_every_next_door_of_the_convention_is_found_near_a_person(runtime: Runtime):
    doors = [door.organisation for door in sample_convention().next_doors.doors.values()]
    with runtime.database.read() as session:
        found = near_by(session, "44000", TODAY, doors)
    # The sample has one of each in this département, or one that receives people from there.
    assert [door for door in doors if not found.doors[door]] == []
    assert found.doors["CCAS de votre mairie"][0].name == "CCAS d’exemple de Nantes"


def test_words_of_a_door_tell_which_one_it_is():
    assert words_of_door("CAF, téléphone 3230") == ("caf",)
    assert words_of_door("Service social de la MSA") == ("msa",)
    assert words_of_door("Action sociale de votre caisse (SNCF, RATP…)") == ("action", "sociale", "caisse")


def test_nowhere_near_suggests_nothing(runtime: Runtime):
    with runtime.database.read() as session:
        for code in ("", "4400", "%%%%%", "44000 "):
            assert near_by(session, code, TODAY, ["MDPH"]).nearest == ()


@pytest.mark.parametrize("words", ["%", "_", "' OR 1=1 --", "\\", "é" * 100, "🙂"])
def test_nothing_typed_breaks_the_search(runtime: Runtime, words: str):
    with runtime.database.read() as session:
        assert search_directory(session, Search(words=words), TODAY).total in (0, 15)
        assert search_directory(session, Search(theme=words), TODAY).total == 0


def test_pages_hold_each_organisation_once(runtime: Runtime):
    rows = [{"source": "e", "id": f"e--{n}", "nom": "Mêmenom", "date_maj": "2026-01-01"} for n in range(45)]
    import_file(runtime.database, ACTOR, as_json(rows), now=NOW, today=TODAY)
    with runtime.database.read() as session:
        pages = [search_directory(session, Search(words="mêmenom", page=number), TODAY) for number in (1, 2, 3)]
        beyond = search_directory(session, Search(words="mêmenom", page=99), TODAY)
    ids = [one.id for page in pages for one in page.organisations]
    assert (len(ids), len(set(ids)), pages[0].pages, beyond.page) == (45, 45, 3, 1)


def test_search_stays_quick_with_many_sheets(runtime: Runtime):
    rows = [
        {
            "source": "e",
            "id": f"e--{n}",
            "nom": f"Centre social {n}",
            "date_maj": "2026-01-01",
            "code_postal": f"{1 + n % 95:02d}{n % 1000:03d}",
            "description": "Accueil, écoute, droits, budget, logement. " * 10,
        }
        for n in range(5000)
    ]
    import_file(runtime.database, ACTOR, as_json(rows), now=NOW, today=TODAY)
    took = []
    with runtime.database.read() as session:
        for _ in range(5):
            start = time.perf_counter()
            search_directory(session, Search(words="logement", postal_code="44000"), TODAY)
            took.append(time.perf_counter() - start)
        plan = "EXPLAIN QUERY PLAN SELECT structure_id FROM directory_reaches WHERE code IN ('44', 'france')"
        found = " ".join(str(row) for row in session.execute(text(plan)))
    assert "SEARCH" in found
    assert median(took) < 0.2


@pytest.mark.parametrize(
    ("notation", "said"),
    [
        ("Mo-Fr 08:30-12:30; PH off", "du lundi au vendredi, de 8\u00a0h\u00a030 à 12\u00a0h\u00a030 ; fermé les jours fériés"),
        ("Mo,We 09:00-12:00,14:00-17:00", "le lundi et le mercredi, de 9\u00a0h à 12\u00a0h et de 14\u00a0h à 17\u00a0h"),
        ("Mo-Fr 09:00-17:00; We off", "le lundi, le mardi, le jeudi et le vendredi"),
        ("24/7", "tous les jours, jour et nuit"),
        (None, ""),
        ("", ""),
        # What is not simple is shown as it is rather than said wrong.
        ("Mo-Fr sunrise-sunset", "Mo-Fr sunrise-sunset"),
        ("Mo-Tu-We 09:00-10:00", "Mo-Tu-We 09:00-10:00"),
        ("Fr-Mo 09:00-10:00", "Fr-Mo 09:00-10:00"),
        ("Mo 25:00-26:00", "Mo 25:00-26:00"),
        ("Mo 10:00-09:00", "Mo 10:00-09:00"),
        ("PH off", "PH off"),
        ("off", "off"),
        (";;;", ";;;"),
    ],
)
def test_opening_hours_are_said(notation: str | None, said: str):
    assert opening_in_words(notation).startswith(said) if said else opening_in_words(notation) == ""


def test_freshness_is_a_sentence():
    checked = datetime(2026, 3, 3, 23, 30, tzinfo=UTC)
    facts = {"date_maj": date(2025, 1, 12), "changed_at": checked - timedelta(days=9), "today": date(2026, 6, 1)}
    never = freshness_of(**facts, checked_at=None)
    assert (never.sentence, never.stale) == ("fiche du 12 janvier 2025, jamais vérifiée", True)
    # Half past midnight in Paris.
    fresh = freshness_of(**facts, checked_at=checked)
    assert (fresh.sentence, fresh.stale) == ("vérifié le 4 mars 2026", False)
    assert freshness_of(**facts | {"today": date(2026, 9, 4)}, checked_at=checked).stale
    since = freshness_of(**facts | {"changed_at": checked + timedelta(days=1)}, checked_at=checked)
    assert (since.sentence, since.stale) == ("vérifié le 4 mars 2026, fiche changée depuis", True)


@pytest.mark.parametrize(
    ("number", "shown", "dialled"),
    [
        ("+33261911001", "02 61 91 10 01", "+33261911001"),
        ("02 61 91 10 01", "02 61 91 10 01", "+33261911001"),
        ("3949", "3949", "3949"),
        ("au secrétariat", "au secrétariat", None),
        ("+3312", "+3312", None),
    ],
)
def test_numbers_are_dialled_when_they_are_numbers(number: str, shown: str, dialled: str | None):
    found = phone_of(number)
    assert found is not None
    assert (found.shown, found.dialled) == (shown, dialled)
