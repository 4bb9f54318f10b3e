"""Tomorrow's appointment: one reminder, at a decent hour, by her own channel, discreet; never when it was cancelled or moved."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from channels.appointments import remind_of_appointments
from channels.texts.wording import segments
from intake.appointments import Mode, Post, Told, appointments_of, book, cancel, slots
from intake.clock import PARIS, ShiftedClock
from intake.convention import indiscretions, sample_convention
from intake.directory import sample_antennas
from intake.privacy import Actor
from intake.runtime import Runtime
from intake.storage import HandoffRow, OptOutRow, OutboxRow, TextThreadRow
from lexicon.codes import AnswerStatus
from tests.conftest import NOW, make_settings
from tests.desk.people import ANSWERS, Filed, file
from tests.desk.people import Told as Said
from tests.intake.deciding.conftest import member

NANTES = next(antenna for antenna in sample_antennas() if antenna.code == "nantes")
POST = Post(40, "seuil@localhost")
# NOW is Monday the 23rd; the appointment is on Thursday.
DAY_BEFORE = datetime(2026, 11, 25, 10, 0, tzinfo=PARIS)


@pytest.fixture
def lea(runtime: Runtime) -> Actor:
    return member(runtime, "lea", "social_worker", "nantes")


def booked(runtime: Runtime, lea: Actor, told_by: Told = Told.TEXT, answers: dict | None = None, day: int = 26, at: int = 0) -> Filed:
    filed = file(runtime, Said(answers={**ANSWERS, **(answers or {})}))
    with runtime.database.write() as session:
        session.add(
            TextThreadRow(
                token="t" * 32, conversation_id=filed.conversation_id, number="+33639981234", service_number="+33939981200", last_at=NOW
            )
        )
    book_one(runtime, lea, filed, told_by, day, at)
    return filed


def book_one(runtime: Runtime, lea: Actor, filed: Filed, told_by: Told, day: int, at: int = 0, instead_of: str | None = None) -> str:
    with runtime.database.write() as session:
        free = slots(session, lea.id, NOW, antenna=NANTES, convention=sample_convention())
        slot = [one for one in free if one.day == day and one.month == 11][at]
        made = book(
            session,
            lea,
            filed.id,
            worker=lea.id,
            mode=Mode.ANTENNA,
            starts_at=slot,
            told_by=told_by,
            now=NOW,
            post=POST,
            instead_of=instead_of,
        )
        assert made
        return made.id


def remind(runtime: Runtime, moment: datetime = DAY_BEFORE) -> int:
    settings = make_settings(runtime.settings.var_dir, smtp_url="smtp://127.0.0.1:9")
    return remind_of_appointments(replace(runtime, clock=ShiftedClock(moment), settings=settings))


def reminders(runtime: Runtime) -> list[OutboxRow]:
    with runtime.database.read() as session:
        return [row for row in session.scalars(select(OutboxRow)) if row.key.endswith(":day_before")]


def test_she_is_reminded_once_and_told_nothing_too_much(runtime: Runtime, lea: Actor):
    booked(runtime, lea)
    assert [remind(runtime, DAY_BEFORE + timedelta(hours=hours)) for hours in range(8)] == [1, 0, 0, 0, 0, 0, 0, 0]
    (row,) = reminders(runtime)
    body = row.payload["body"]
    assert "demain, jeudi 26 novembre à 9 h" in body
    assert "ANNULER ou CHANGER" in body
    assert indiscretions(body) == ()
    assert segments(body) <= 2
    assert row.kind == "reminder_text"


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2026, 11, 25, 8, 59, tzinfo=PARIS), 0),
        (datetime(2026, 11, 25, 9, 0, tzinfo=PARIS), 1),
        (datetime(2026, 11, 25, 18, 59, tzinfo=PARIS), 1),
        (datetime(2026, 11, 25, 19, 0, tzinfo=PARIS), 0),
        (datetime(2026, 11, 24, 12, 0, tzinfo=PARIS), 0),
        (datetime(2026, 11, 26, 9, 0, tzinfo=PARIS), 0),
    ],
)
def test_the_day_before_and_not_at_night(runtime: Runtime, lea: Actor, moment: datetime, sent: int):
    booked(runtime, lea)
    assert remind(runtime, moment) == sent


@pytest.mark.parametrize("safe", ["non", (None, AnswerStatus.UNKNOWN), (None, AnswerStatus.REFUSED)])
def test_only_where_it_is_safe(runtime: Runtime, lea: Actor, safe: object):
    booked(runtime, lea, Told.CALL, {"safe_contact": safe, "contact_preference": "sms"})
    assert (remind(runtime), reminders(runtime)) == (0, [])


def test_by_email_when_that_is_her_way(runtime: Runtime, lea: Actor):
    booked(runtime, lea, Told.CALL, {"email": "jeanne@exemple.fr", "contact_preference": "email"})
    assert remind(runtime) == 1
    (row,) = reminders(runtime)
    assert (row.kind, row.payload["to"]) == ("mail", "jeanne@exemple.fr")
    assert "Répondez" not in row.payload["text"]
    assert indiscretions(row.payload["text"] + row.payload["subject"]) == ()


def test_who_wants_calls_gets_no_writing(runtime: Runtime, lea: Actor):
    booked(runtime, lea, Told.CALL, {"contact_preference": "appel"})
    assert remind(runtime) == 0


def test_not_when_cancelled_nor_for_the_old_time_when_moved(runtime: Runtime, lea: Actor):
    filed = booked(runtime, lea)
    with runtime.database.read() as session:
        (first,) = appointments_of(session, filed.request_id)
    book_one(runtime, lea, filed, Told.TEXT, 27, instead_of=first.id)
    assert remind(runtime) == 0
    assert remind(runtime, DAY_BEFORE + timedelta(days=1)) == 1


def test_one_that_waits_is_taken_back_when_the_appointment_is_cancelled(runtime: Runtime, lea: Actor):
    filed = booked(runtime, lea)
    remind(runtime)
    with runtime.database.write() as session:
        (made,) = appointments_of(session, filed.request_id)
        assert cancel(session, lea, filed.id, made.id, told_by=Told.CALL, now=DAY_BEFORE, post=POST)
    assert reminders(runtime) == []


def test_who_was_told_yesterday_is_not_told_again(runtime: Runtime, lea: Actor):
    booked(runtime, lea, day=24)
    assert remind(runtime, NOW + timedelta(hours=2)) == 0


def test_who_wrote_stop_is_left_alone_and_a_closed_file_too(runtime: Runtime, lea: Actor):
    filed = booked(runtime, lea)
    with runtime.database.write() as session:
        session.add(OptOutRow(token="t" * 32, at=NOW))
    assert remind(runtime) == 0
    with runtime.database.write() as session:
        session.delete(session.get_one(OptOutRow, "t" * 32))
        session.get_one(HandoffRow, filed.id).status = "closed"
        (made,) = appointments_of(session, filed.request_id)
        made.reminded_at = None
    assert remind(runtime) == 0


def test_what_she_answers_weeks_later_belongs_to_the_same_request(runtime: Runtime, lea: Actor):
    booked(runtime, lea)
    with runtime.database.write() as session:
        session.get_one(TextThreadRow, "t" * 32).last_at = NOW - timedelta(days=30)
    assert remind(runtime) == 1
    with runtime.database.read() as session:
        assert session.get_one(TextThreadRow, "t" * 32).last_at >= DAY_BEFORE
