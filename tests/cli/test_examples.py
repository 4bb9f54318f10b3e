"""`seuil examples export`: one JSON object a line, and a trace of it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from intake.deciding import DecisionKind
from intake.runtime import Runtime
from intake.storage import AuditRow
from tests.cli.test_cli import base, seuil
from tests.desk.people import Told, file
from tests.intake.deciding.conftest import CLEAR, NANTES, Desk, member

__all__ = ["base", "seuil"]


@pytest.fixture
def disagreed(base: Runtime) -> Desk:
    desk = Desk(base, file(base, Told(answers=CLEAR)), member(base, "lea"))
    desk.take(DecisionKind.ACCEPT, axis="soins", handed_to=NANTES, now=base.clock.now())
    return desk


def test_disagreements_of_a_period_are_written_a_line_each(disagreed: Desk, seuil):
    told = seuil("examples", "export")
    assert told.exit_code == 0, told.output
    (line,) = told.stdout.splitlines()
    one = json.loads(line)
    assert (one["proposed"], one["decided"]) == ("emploi", "soins")
    assert disagreed.filed.request_id not in line
    with disagreed.runtime.database.read() as session:
        assert session.scalars(select(AuditRow.action).where(AuditRow.actor_id == "cli:examples")).all() == ["example", "examples_export"]
    assert seuil("examples", "export", "--until", "2026-11-01").stdout == ""
    assert seuil("examples", "export", "--since", "hier").exit_code != 0
