"""Booking on a real PostgreSQL, where those who book at once really do."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from intake.appointments import AppointmentError, Busy, Mode, Post, Told, book, due_reminders, slots
from intake.convention import sample_convention
from intake.directory import sample_antennas
from intake.runtime import Runtime
from intake.storage import AppointmentRow
from tests.conftest import NOW
from tests.desk.people import Told as Said
from tests.desk.people import file
from tests.intake.deciding.conftest import CLEAR, member
from tests.intake.storage.test_postgresql import at_once, cluster, migrated, settings

pytestmark = pytest.mark.slow
__all__ = ["cluster", "migrated", "settings"]

NANTES = next(antenna for antenna in sample_antennas() if antenna.code == "nantes")


def test_interviews_of_all_lengths_booked_at_once_never_overlap(runtime: Runtime):
    lea = member(runtime, "lea", "social_worker", "nantes")
    filed = [file(runtime, Said(answers=CLEAR), seed=seed) for seed in range(12)]
    modes = list(Mode)

    def attempt(number: int) -> bool:
        mode = modes[number % 3]
        try:
            with runtime.database.write() as session:
                free = slots(session, lea.id, NOW, antenna=NANTES, convention=sample_convention(), mode=mode)
                how = {"worker": lea.id, "mode": mode, "starts_at": free[number % 2], "told_by": Told.CALL}
                return book(session, lea, filed[number].id, now=NOW, post=Post(40, "a@b.fr"), **how) is not None
        except AppointmentError:
            return False

    told = at_once(runtime.database, 12, attempt)
    assert any(told)
    with runtime.database.read() as session:
        rows = session.scalars(select(AppointmentRow).order_by(AppointmentRow.starts_at)).all()
    taken = [Busy(row.starts_at, row.minutes) for row in rows]
    assert len(taken) == sum(told)
    assert not any(one.overlaps(other) for one, other in pairwise(taken))


def test_two_workers_remind_once(runtime: Runtime):
    lea = member(runtime, "lea", "social_worker", "nantes")
    filed = file(runtime, Said(answers={**CLEAR, "email": "jeanne@exemple.fr", "contact_preference": "email"}))
    with runtime.database.write() as session:
        free = slots(session, lea.id, NOW, antenna=NANTES, convention=sample_convention())
        slot = next(one for one in free if one.date() >= NOW.date() + timedelta(days=3))
        how = {"worker": lea.id, "mode": Mode.ANTENNA, "starts_at": slot, "told_by": Told.CALL}
        book(session, lea, filed.id, now=NOW, post=Post(40, "a@b.fr"), **how)
    day_before = slot - timedelta(days=1)

    def remind(_: int) -> int:
        with runtime.database.write() as session:
            return len(due_reminders(session, day_before, may_email=True))

    assert sum(at_once(runtime.database, 4, remind)) == 1
