"""An antenna's own hours: what is promised, and what is said of when to call."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from intake.clock import PARIS, hours_in_words
from intake.convention import sample_convention
from intake.directory import Antenna, sample_antennas
from intake.requests import HandoverReason, hand_over, hours_of
from intake.runtime import Runtime
from intake.storage import AntennaRow
from tests.intake.requests.conftest import open_one, tell

CONVENTION = sample_convention()


def change(runtime: Runtime, code: str, **more: object) -> None:
    with runtime.database.write() as session:
        row = session.get_one(AntennaRow, code)
        row.content = Antenna.model_validate(row.content | more).model_dump(mode="json")


def test_sample_antennas_have_the_hours_of_the_convention():
    assert all(hours_of(CONVENTION, antenna) == hours_of(CONVENTION) for antenna in sample_antennas())


def test_an_antenna_s_own_hours_replace_those_of_the_convention_and_its_closed_days_come_on_top():
    nantes = sample_antennas()[0]
    own = nantes.model_copy(update={"opening_hours": {1: ((time(9), time(12)),)}, "closed": (date(2026, 11, 24),)})
    hours = hours_of(CONVENTION, own)
    assert hours_in_words(hours).startswith("le mardi, de 9")
    assert not hours.works_on(date(2026, 11, 23))
    assert not hours.works_on(date(2026, 11, 24))
    assert hours.works_on(date(2026, 12, 1))
    closed = hours_of(CONVENTION, nantes.model_copy(update={"closed": (date(2026, 11, 24),)}))
    assert closed.week == hours_of(CONVENTION).week
    assert not closed.works_on(date(2026, 11, 24))


@pytest.mark.parametrize(
    ("code", "more", "due"),
    [
        ("44000", {}, "2026-11-25T17:00"),
        ("44000", {"closed": ["2026-11-24"]}, "2026-11-26T17:00"),
        ("44000", {"opening_hours": {0: [["09:00", "12:00"]]}}, "2026-12-07T17:00"),
        # Somewhere else, or nowhere: the antenna's hours change nothing.
        ("49000", {"closed": ["2026-11-24"]}, "2026-11-25T17:00"),
        (None, {"closed": ["2026-11-24"]}, "2026-11-25T17:00"),
    ],
)
def test_the_first_contact_is_promised_on_a_day_when_the_antenna_works(
    runtime: Runtime, code: str | None, more: dict[str, object], due: str
):
    change(runtime, "nantes", **more)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        conversation = open_one(session, now)
        tell(session, conversation, now, postal_code=code, regime="general")
        row = hand_over(session, conversation.request_id, reason=HandoverReason.SENT, now=now, indexer=runtime.indexer)
    assert row.due_at.astimezone(PARIS) == datetime.fromisoformat(due).replace(tzinfo=PARIS)
