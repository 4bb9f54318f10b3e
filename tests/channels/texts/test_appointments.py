"""« Annuler » or « changer »: answered at once, noted once, left to a human; everything else goes on as before."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.appointments import Asked, Mode, Post, Told, asked_in, book, slots
from intake.convention import indiscretions, sample_convention
from intake.directory import sample_antennas
from intake.requests import HandoverReason, existing_handoff, hand_over, load_conversation
from intake.storage import AppointmentRow, MessageRow, RequestRow
from tests.channels.line import Line, new_sid
from tests.channels.texts.test_texting import STORY, move
from tests.intake.deciding.conftest import member

NANTES = next(antenna for antenna in sample_antennas() if antenna.code == "nantes")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ANNULER", Asked.CANCEL),
        ("Annuler.", Asked.CANCEL),
        ("je voudrais annuler mon rdv svp", Asked.CANCEL),
        ("changer", Asked.MOVE),
        ("Bonjour, je dois déplacer le rendez-vous merci", Asked.MOVE),
        ("je veux annuler ma vie", None),
        ("annuler je suis en arrêt", None),
        ("oui", None),
        ("cancel", None),
        ("", None),
    ],
)
def test_only_a_message_that_says_just_that(text: str, asked: Asked | None):
    assert asked_in(text) is asked


@pytest.fixture
def booked(line: Line) -> AppointmentRow:
    """She wrote by text three weeks ago, was handed over, and has an appointment."""
    line.write(STORY)
    runtime = line.runtime
    lea = member(runtime, "lea", "social_worker", "nantes")
    conversation_id = line.thread_of()
    move(line, days=21)
    now = runtime.clock.now()
    with runtime.database.write() as session:
        request_id = load_conversation(session, conversation_id).request_id
        hand_over(session, request_id, reason=HandoverReason.SENT, now=now, indexer=runtime.indexer)
        row = existing_handoff(session, request_id)
        row.antenna = "nantes"
        slot = slots(session, lea.id, now, antenna=NANTES, convention=sample_convention())[0]
        made = book(
            session, lea, row.id, worker=lea.id, mode=Mode.ANTENNA, starts_at=slot, told_by=Told.CALL, now=now, post=Post(40, "a@b.fr")
        )
        assert made
        return made


def now_of(line: Line, row: AppointmentRow) -> AppointmentRow:
    with line.runtime.database.read() as session:
        return session.get_one(AppointmentRow, row.id)


def test_it_is_noted_and_acknowledged_once_in_the_same_request(line: Line, booked: AppointmentRow):
    sid, before = new_sid("SM"), len(line.outbox())
    assert [line.write("ANNULER", sid=sid).status_code for _ in range(2)] == [200, 200]
    found = now_of(line, booked)
    assert (found.asked, found.cancelled_at) == ("cancel", None)
    (body,) = line.outbox()[before:]
    assert "n'est pas encore changé" in body
    assert indiscretions(body) == ()
    with line.runtime.database.read() as session:
        assert len(session.scalars(select(RequestRow)).all()) == 1
        assert len(session.scalars(select(MessageRow).where(MessageRow.client_id == sid)).all()) == 1


def test_the_last_word_counts(line: Line, booked: AppointmentRow):
    line.write("annuler")
    move(line, minutes=5)
    line.write("non, changer")
    line.write("changer")
    assert now_of(line, booked).asked == "move"


def test_once_it_is_over_the_word_is_a_word_like_any_other(line: Line, booked: AppointmentRow):
    move(line, days=8)
    line.write("annuler")
    assert now_of(line, booked).asked is None


def test_a_danger_is_never_taken_for_an_answer(line: Line, booked: AppointmentRow):
    before = len(line.outbox())
    line.write("je veux annuler, je veux mourir")
    assert now_of(line, booked).asked is None
    assert "3114" in line.outbox()[before]


def test_a_number_without_appointment_goes_on(line: Line):
    line.write("annuler")
    assert len(line.outbox()) == 1
