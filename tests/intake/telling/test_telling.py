"""What a decision leaves to be said: on the list of calls while the decision stands, told once, gone when it is undone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from intake.calling_back import CallResult, call_list, note_attempt, undo_attempt
from intake.clock import PARIS, OpeningHours
from intake.deciding import CloseOutcome, DecisionKind, HandedTo, OrientReason, ToldBy
from intake.storage import TellingRow
from intake.telling import FOLLOW_UP_AFTER, TellingKind, follow_up_at, to_say
from tests.intake.deciding.conftest import Desk, desk, later

__all__ = ["desk"]

ORIENT = {"reason": OrientReason.BETTER_PLACED, "organisation": "CCAS de Nantes", "told_by": ToldBy.CALL, "words": "Ouvert le mardi."}
ASK = {"words": "Votre date de naissance ?", "told_by": ToldBy.CALL}


def says(desk: Desk, now: datetime) -> list[str]:
    with desk.runtime.database.read() as session:
        return [one.kind.value for one in to_say(session, now).get(desk.filed.id, ())]


def called(desk: Desk, now: datetime) -> list[str]:
    """The hand-offs in every part of the list of calls."""
    with desk.runtime.database.write() as session:
        found = call_list(session, desk.actor, now)
        return [one.handoff_id for part in (found.now, found.later, found.unsafe, found.otherwise) for one in part]


def tried(desk: Desk, result: CallResult, now: datetime) -> str:
    with desk.runtime.database.write() as session:
        attempt = note_attempt(session, desk.actor, desk.filed.id, result, "", now)
        assert attempt is not None
        return attempt.id


@pytest.mark.parametrize(("kind", "more", "telling"), [(DecisionKind.ORIENT, ORIENT, "orientation"), (DecisionKind.ASK, ASK, "question")])
def test_what_is_told_by_a_call_stands_in_the_list_until_it_is_told(desk: Desk, kind: DecisionKind, more: dict, telling: str):
    # She was called before about something else: that told her nothing.
    tried(desk, CallResult.REACHED, later(minutes=-30))
    assert called(desk, later()) == []
    desk.take(kind, **more)
    assert says(desk, later(minutes=1)) == [telling]
    assert called(desk, later(minutes=1)) == [desk.filed.id]
    tried(desk, CallResult.NO_ANSWER, later(minutes=2))
    assert says(desk, later(minutes=3)) == [telling]
    reached = tried(desk, CallResult.REACHED, later(minutes=4))
    assert (says(desk, later(minutes=5)), called(desk, later(minutes=5))) == ([], [])
    # Noted by mistake.
    with desk.runtime.database.write() as session:
        assert undo_attempt(session, desk.actor, reached, later(minutes=6))
    assert says(desk, later(minutes=7)) == [telling]


def test_what_is_told_by_text_is_not_called(desk: Desk):
    desk.by_text()
    desk.take(DecisionKind.ASK, words="Rappelez-nous.", told_by=ToldBy.TEXT)
    assert says(desk, later(minutes=1)) == []


@pytest.mark.parametrize(("kind", "more"), [(DecisionKind.ORIENT, {**ORIENT, "follow_up": True}), (DecisionKind.ASK, ASK)])
def test_an_undone_decision_leaves_nothing_to_say(desk: Desk, kind: DecisionKind, more: dict):
    desk.undo(desk.take(kind, **more), later(minutes=9))
    with desk.runtime.database.read() as session:
        assert session.scalars(select(TellingRow)).all() == []


def test_a_later_decision_ends_it_and_comes_back_when_that_one_is_undone(desk: Desk):
    desk.take(DecisionKind.ORIENT, **ORIENT)
    closed = desk.take(DecisionKind.CLOSE, reason=CloseOutcome.HANDED_BACK, now=later(minutes=1))
    assert says(desk, later(minutes=2)) == []
    desk.undo(closed, later(minutes=3))
    assert says(desk, later(minutes=4)) == ["orientation"]
    desk.take(DecisionKind.REOPEN, words="Elle a rappelé.", now=later(minutes=5))
    assert says(desk, later(minutes=6)) == []
    # Oriented again: only the new one is to be told.
    desk.take(DecisionKind.ORIENT, now=later(minutes=7), **ORIENT)
    with desk.runtime.database.read() as session:
        (one,) = to_say(session, later(minutes=8))[desk.filed.id]
    assert (one.since, one.organisation, one.words) == (later(minutes=7), "CCAS de Nantes", "Ouvert le mardi.")


def test_handing_the_file_over_changes_nothing_of_it(desk: Desk):
    desk.take(DecisionKind.ASK, **ASK)
    desk.take(DecisionKind.ASSIGN, handed_to=HandedTo("angers"), now=later(minutes=1))
    assert says(desk, later(minutes=2)) == ["question"]


HOURS = OpeningHours(week={day: ((time(9), time(12)), (time(13, 30), time(17))) for day in range(5)})


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)))
def test_the_question_is_asked_when_the_service_opens_three_weeks_later(naive: datetime):
    decided = naive.replace(tzinfo=PARIS)
    at = follow_up_at(decided, HOURS)
    assert HOURS.is_open(at)
    assert at.astimezone(PARIS).time() == time(9)
    gap = at.astimezone(PARIS).date() - (decided + FOLLOW_UP_AFTER).astimezone(PARIS).date()
    assert timedelta(0) <= gap <= timedelta(days=5)


def test_a_holiday_is_passed_over():
    # Three weeks later is the 11th of November.
    assert follow_up_at(datetime(2026, 10, 21, 15, tzinfo=PARIS), HOURS).astimezone(PARIS).date() == date(2026, 11, 12)


def test_the_kinds_have_their_labels():
    assert all(kind.label for kind in TellingKind)
