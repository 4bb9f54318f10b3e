"""The lines without names: what they hold, what is too rare to be written, and what a spreadsheet does with them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

from intake.exchange import FLOOR, FigureLine, as_csv, floored, read_figures
from intake.runtime import Runtime
from lexicon.codes import DangerKind
from tests.conftest import NOW
from tests.desk.people import ALI, ANSWERS, Told, file

TODAY = date(2026, 11, 23)
LINE = FigureLine(
    day=TODAY, channel="web", antenna="nantes", axis="emploi", outcome="axis_ok", complete=True, urgent=False, status="new",
    topics=("arret_travail",), hours_allowed=55, overdue=False,
)  # fmt: skip


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
    assert second[:6] == ["2026-11-23", "page web", "nantes", "emploi", "relève d’un axe", "oui"]
    assert second[6:] == ["non", "nouvelle", "arrêt de travail", "55", "non"]
    assert not {"référence", "nom", "identifiant"} & set(header)
