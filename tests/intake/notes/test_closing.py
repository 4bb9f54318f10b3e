"""Notes at the end of a file, through the real decisions: ten minutes to undo, an orientation, two requests made one."""

from __future__ import annotations

from datetime import datetime, timedelta

from intake.clock import UNDO_WITHIN
from intake.deciding import CloseOutcome, DecisionKind, OrientReason, ToldBy
from intake.duplicates import merge, undo
from intake.notes import read_notes, sweep_closed, write_note
from intake.privacy import Actor
from intake.requests import read_handoff
from intake.runtime import Runtime
from tests.conftest import NOW
from tests.desk.people import ALI, ANSWERS, Filed, Told, file
from tests.intake.deciding.conftest import Desk, member


def at_work(runtime: Runtime, filed: Filed) -> tuple[Desk, Actor]:
    """A social worker of Nantes who has read the file, and a note of hers."""
    lea = member(runtime, "lea", "social_worker", "nantes")
    desk = Desk(runtime, filed, lea)
    desk.read()
    note(runtime, lea, filed)
    return desk, lea


def note(runtime: Runtime, lea: Actor, filed: Filed) -> None:
    with runtime.database.write() as session:
        write_note(session, lea, filed.request_id, text="Elle hésite.", now=NOW)


def notes(runtime: Runtime, lea: Actor, filed: Filed) -> int:
    with runtime.database.write() as session:
        return len(read_notes(session, lea, filed.request_id, NOW).notes)


def sweep(runtime: Runtime, now: datetime) -> int:
    """What the worker does."""
    with runtime.database.write() as session:
        return sweep_closed(session, now - UNDO_WITHIN)


def test_ten_minutes_after_closing_and_not_before(runtime: Runtime):
    filed = file(runtime)
    desk, lea = at_work(runtime, filed)
    desk.take(DecisionKind.CLOSE, reason=CloseOutcome.HELPED)
    assert sweep(runtime, NOW + timedelta(minutes=9, seconds=59)) == 0
    assert notes(runtime, lea, filed) == 1
    assert sweep(runtime, NOW + timedelta(minutes=10)) == 1
    assert notes(runtime, lea, filed) == 0


def test_a_closing_that_was_undone_erases_nothing(runtime: Runtime):
    filed = file(runtime)
    desk, lea = at_work(runtime, filed)
    taken = desk.take(DecisionKind.CLOSE, reason=CloseOutcome.MISTAKE)
    desk.undo(taken, NOW + timedelta(minutes=9))
    assert sweep(runtime, NOW + timedelta(days=365)) == 0
    assert notes(runtime, lea, filed) == 1


def test_an_orientation_erases_after_thirty_days(runtime: Runtime):
    filed = file(runtime)
    desk, lea = at_work(runtime, filed)
    desk.take(DecisionKind.ORIENT, reason=OrientReason.BETTER_PLACED, organisation="CAF de Nantes", told_by=ToldBy.CALL)
    assert sweep(runtime, NOW + timedelta(days=30)) == 0
    assert notes(runtime, lea, filed) == 1
    assert sweep(runtime, NOW + timedelta(days=30, minutes=10)) == 1
    assert notes(runtime, lea, filed) == 0


def test_what_was_written_on_a_merged_file_lives_as_long_as_the_kept_one(runtime: Runtime):
    first, second = file(runtime), file(runtime, Told(answers={**ANSWERS, "name": ALI}), seed=2)
    desk, lea = at_work(runtime, first)
    note(runtime, lea, second)
    with runtime.database.write() as session:
        row = merge(session, lea, first.id, second.id, now=NOW, indexer=runtime.indexer)
    # The merged one is closed at once: its note went along, and stays.
    assert sweep(runtime, NOW + timedelta(days=1)) == 0
    assert notes(runtime, lea, first) == 2
    with runtime.database.write() as session:
        undo(session, lea, row.id, now=NOW + timedelta(days=1), indexer=runtime.indexer)
    assert (notes(runtime, lea, first), notes(runtime, lea, second)) == (1, 1)
    with runtime.database.write() as session:
        merge(session, lea, first.id, second.id, now=NOW + timedelta(days=2), indexer=runtime.indexer)
        read_handoff(session, lea, first.id, NOW)
    desk.take(DecisionKind.CLOSE, reason=CloseOutcome.HELPED, now=NOW + timedelta(days=2))
    assert sweep(runtime, NOW + timedelta(days=2, minutes=10)) == 1
    assert notes(runtime, lea, first) == 0
