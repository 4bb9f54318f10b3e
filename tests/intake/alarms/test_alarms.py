"""From hearing a danger to what a human judged: who is called, until when, and what is counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from intake.alarms import (
    Alarm,
    JudgedCounts,
    alarm_counts,
    alarms_to_call,
    call_failed,
    called,
    confirm_alarm,
    is_seen,
    lift_alarm,
    note_seen,
)
from intake.privacy import Actor, ActorKind
from intake.requests import existing_handoff, load_draft, refresh_judged
from intake.runtime import Runtime
from lexicon.codes import DangerKind, Role
from tests.conftest import NOW
from tests.desk.people import ANSWERS, Told, file

PAUSE = timedelta(minutes=10)
LEA = Actor(kind=ActorKind.STAFF, id="lea", role=Role.SECRETARY)


@pytest.fixture
def request_id(runtime: Runtime) -> str:
    return file(runtime, Told(answers=ANSWERS, danger=DangerKind.SUICIDE)).request_id


def due(runtime: Runtime, after: timedelta) -> list[Alarm]:
    with runtime.database.write() as session:
        return alarms_to_call(session, NOW + after, PAUSE)


def test_an_alarm_comes_back_after_each_pause_until_it_was_seen(runtime: Runtime, request_id: str):
    first = due(runtime, timedelta())
    assert len(first) == 1
    assert due(runtime, timedelta(minutes=9)) == []
    with runtime.database.write() as session:
        called(session, first)
    again = due(runtime, timedelta(minutes=10))
    assert [alarm.calls for alarm in again] == [1]
    with runtime.database.write() as session:
        assert not is_seen(session, request_id)
        assert note_seen(session, LEA, request_id, NOW)
        assert is_seen(session, request_id)
        assert not note_seen(session, LEA, request_id, NOW)
    assert due(runtime, timedelta(days=1)) == []


def test_a_call_that_failed_is_tried_again_within_a_minute_or_so(runtime: Runtime, request_id: str):
    alarms = due(runtime, timedelta())
    with runtime.database.write() as session:
        call_failed(session, alarms, NOW, PAUSE)
    assert due(runtime, timedelta(seconds=59)) == []
    assert [alarm.calls for alarm in due(runtime, timedelta(seconds=61))] == [0]


def test_a_lifted_alarm_leaves_summary_rules_and_urgency_and_is_counted(runtime: Runtime, request_id: str):
    with runtime.database.write() as session:
        promised = existing_handoff(session, request_id).due_at
        assert lift_alarm(session, LEA, request_id, NOW)
        row = refresh_judged(session, request_id, now=NOW, indexer=runtime.indexer)
        assert "DANGER" not in row.summary["text"]
        assert "anger entendu" not in row.summary["text"]
        assert row.outcome != "danger"
        assert not row.urgent
        assert row.due_at == promised
        assert load_draft(session, request_id).danger is None
        assert alarm_counts(session) == [JudgedCounts("2026-11", confirmed=0, lifted=1)]
        assert not lift_alarm(session, LEA, request_id, NOW)
    assert due(runtime, timedelta(days=1)) == []


def test_a_confirmed_alarm_says_so_in_the_summary_and_may_still_be_lifted(runtime: Runtime, request_id: str):
    with runtime.database.write() as session:
        assert confirm_alarm(session, LEA, request_id, NOW)
        assert not confirm_alarm(session, LEA, request_id, NOW)
        row = refresh_judged(session, request_id, now=NOW, indexer=runtime.indexer)
        assert "confirmé par l’équipe" in row.summary["text"]
        assert "non vérifié" not in row.summary["text"]
        assert row.urgent
        assert alarm_counts(session) == [JudgedCounts("2026-11", confirmed=1, lifted=0)]
        assert lift_alarm(session, LEA, request_id, NOW)
        assert alarm_counts(session) == [JudgedCounts("2026-11", confirmed=0, lifted=1)]
