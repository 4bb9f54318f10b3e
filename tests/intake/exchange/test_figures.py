"""The lines without names: what they hold, what is too rare to be written, and what a spreadsheet does with them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest

from intake.deciding import CloseOutcome, DecisionKind, HandedTo
from intake.exchange import COLUMNS, FLOOR, FigureLine, as_csv, floored, read_figures
from intake.runtime import Runtime
from intake.storage import HandoffRow
from lexicon.codes import DangerKind
from tests.conftest import NOW
from tests.desk.people import ALI, ANSWERS, Told, file
from tests.intake.deciding.conftest import CLEAR, Desk, later, member

TODAY = date(2026, 11, 23)
LINE = FigureLine(
    day=TODAY, channel="web", antenna="nantes", axis="emploi", outcome="axis_ok", complete=True, urgent=False, status="new",
    topics=("arret_travail",), hours_allowed=55, overdue=False,
)  # fmt: skip


@pytest.fixture
def desk(runtime: Runtime) -> Desk:
    desk = Desk(runtime, file(runtime, Told(answers=CLEAR)), member(runtime, "marie"))
    desk.read()
    return desk


def read(runtime: Runtime, antenna: str | None = None) -> list[FigureLine]:
    with runtime.database.read() as session:
        return read_figures(session, since=TODAY, until=TODAY, now=NOW, antenna=antenna)


def test_a_line_holds_codes_and_delays(runtime: Runtime):
    file(runtime, Told(answers=ANSWERS, danger=DangerKind.SUICIDE), seed=1)
    file(runtime, Told(answers={**ANSWERS, "name": ALI, "postal_code": "49000"}), seed=2)
    angers, nantes = read(runtime)
    assert (angers.antenna, angers.outcome, angers.urgent) == ("angers", "needs_human_review", False)
    assert (nantes.antenna, nantes.outcome, nantes.urgent) == ("nantes", "danger", True)
    assert nantes.topics == ("arret_travail", "risque_emploi")
    assert nantes.hours_allowed < angers.hours_allowed
    assert read(runtime, "angers") == [angers]


def test_days_are_those_of_paris(runtime: Runtime):
    # Half past midnight on Tuesday in Paris is still Monday in UTC.
    file(runtime, now=NOW.replace(hour=23, minute=30))
    assert read(runtime) == []
    with runtime.database.read() as session:
        (line,) = read_figures(session, since=TODAY + timedelta(days=1), until=TODAY + timedelta(days=1), now=NOW)
    assert line.day == TODAY + timedelta(days=1)


def test_what_few_carry_is_left_out():
    common = [LINE] * FLOOR
    rare = replace(LINE, outcome="danger", topics=("arret_travail", "violence", "deces"))
    alone = replace(LINE, antenna="mayenne")
    lines = floored([*common, rare, alone])
    assert lines[:FLOOR] == common
    assert lines[FLOOR].outcome == "(moins de 5)"
    assert lines[FLOOR].topics == ("arret_travail", "(moins de 5)")
    assert lines[FLOOR].status == "new"
    assert lines[-1].antenna == "(moins de 5)"
    assert lines[-1].channel == "(moins de 5)"


def test_the_file_opens_in_a_spreadsheet_and_runs_nothing():
    text = as_csv([replace(LINE, antenna='=HYPERLINK("http://x";"y")', axis="-1+2"), LINE])
    assert text.startswith("\ufeffdate;canal;antenne;")
    assert "\r\n" in text
    header, first, second = csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=";")
    assert first[2] == '\'=HYPERLINK("http://x";"y")'
    assert first[3] == "'-1+2"
    assert dict(zip(header, second, strict=True)) == {
        "date": "2026-11-23",
        "canal": "page web",
        "antenne": "nantes",
        "axe proposé": "emploi",
        "proposition": "relève d’un axe",
        "axe décidé": "",
        "accord": "",
        "complète": "oui",
        "urgente": "non",
        "statut": "nouvelle",
        "issue": "",
        "sujets": "arrêt de travail",
        "heures jusqu’à l’échéance": "55",
        "échéance dépassée": "non",
        "jours ouvrés jusqu’au premier contact": "",
    }
    assert not {"référence", "nom", "identifiant"} & set(header)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\n="])
def test_no_cell_starts_a_formula(start: str):
    hostile = replace(LINE, antenna=f"{start}cmd|' /C calc'!A0", topics=(f"{start}1+1",), ending=f"{start}A1")
    _, line = csv.reader(io.StringIO(as_csv([hostile]).lstrip("\ufeff"), newline=""), delimiter=";")
    assert all(cell.lstrip()[:1] not in {"=", "+", "-", "@"} for cell in line)


def test_what_was_decided_stands_beside_what_was_proposed(desk: Desk):
    def line() -> FigureLine:
        return read(desk.runtime)[0]

    assert (line().decided, line().agrees, line().ending, line().days_to_contact) == ("", None, "", None)
    desk.take(DecisionKind.ACCEPT, axis="soins", handed_to=HandedTo("nantes"))
    assert (line().axis, line().decided, line().agrees) == ("emploi", "soins", False)
    taken = desk.take(DecisionKind.ACCEPT, axis="emploi", handed_to=HandedTo("nantes"), now=later(minutes=1))
    assert (line().decided, line().agrees) == ("emploi", True)
    desk.undo(taken, later(minutes=2))
    assert (line().decided, line().agrees) == ("soins", False)
    desk.take(DecisionKind.CLOSE, reason=CloseOutcome.HELPED, now=later(minutes=3))
    assert line().ending == "close : l’aide est apportée"
    desk.take(DecisionKind.REOPEN, words="Elle rappelle.", now=later(minutes=30))
    assert line().ending == ""
    assert line().decided == "soins"


@pytest.mark.parametrize(
    ("hours", "days"),
    # From Monday half past ten in Paris: the same day, the next, Friday, and the Monday after a weekend.
    [(0, 0), (8, 0), (24, 1), (96, 4), (168, 5)],
)
def test_days_to_the_first_contact_are_working_days(runtime: Runtime, hours: int, days: int):
    filed = file(runtime)
    with runtime.database.write() as session:
        row = session.get(HandoffRow, filed.id)
        assert row is not None
        row.first_contact_at = NOW + timedelta(hours=hours)
    assert read(runtime)[0].days_to_contact == days


def test_a_rare_ending_is_left_out_and_so_is_a_rare_decision():
    lines = [replace(LINE, decided="emploi", agrees=True, ending="")] * FLOOR
    rare = replace(LINE, decided="outside", agrees=False, ending="close : la personne est décédée")
    last = floored([*lines, rare])[-1]
    assert (last.decided, last.agrees, last.ending) == ("(moins de 5)", None, "(moins de 5)")
    assert floored(lines)[0].agrees is True


def test_every_column_says_what_it_means():
    names = [column.name for column in COLUMNS]
    assert len(set(names)) == len(names)
    assert all(column.means.endswith(".") and len(column.means) > 20 for column in COLUMNS)
