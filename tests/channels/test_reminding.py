"""One reminder, at a decent hour, to who stopped in the middle."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from channels.reminding import SENTENCE, remind
from channels.texts.wording import plain_signs, segments
from channels.worker import care_for_texts
from intake.clock import PARIS, ShiftedClock
from intake.convention import sample_convention
from intake.dialogue import Stage, State, say
from intake.runtime import Runtime
from intake.storage import ConversationRow, TextThreadRow
from lexicon.codes import Channel, Mode
from tests.conftest import NOW
from tests.intake.outbox.support import SENDER, TO, TOKEN, rows, take
from tests.intake.requests.conftest import open_one

# NOW is a Monday, half past ten in Paris.
TUESDAY = datetime(2026, 11, 24, 11, 0, tzinfo=PARIS)


@pytest.fixture
def conversation_id(runtime: Runtime) -> str:
    """A conversation by SMS that stopped at a question."""
    with runtime.database.write() as session:
        opened = open_one(session, NOW)
        session.add(TextThreadRow(token=TOKEN, conversation_id=opened.id, number=TO, service_number=SENDER, last_at=NOW))
    at_question(runtime)
    return opened.id


def at_question(runtime: Runtime, asked: str | None = "postal_code", stage: Stage = Stage.QUESTIONS, mode: Mode = Mode.INTAKE) -> None:
    state: dict[str, Any] = {"mode": mode, "memory": {"stage": stage}}
    if asked is not None:
        state["asked"] = {"field": asked, "kind": "postal_code"}
    kept = State.model_validate(state).model_dump(mode="json")
    with runtime.database.write() as session:
        session.execute(update(ConversationRow).values(state=kept))


def at(runtime: Runtime, moment: datetime) -> Runtime:
    return replace(runtime, clock=ShiftedClock(moment))


def test_the_reminder_says_nothing_but_that_something_is_unfinished_and_comes_once(runtime: Runtime, conversation_id: str):
    assert remind(at(runtime, TUESDAY)) == 1
    assert [remind(at(runtime, TUESDAY + timedelta(days=days))) for days in range(8)] == [0] * 8
    (text,) = take(runtime, TUESDAY.astimezone(UTC) + timedelta(seconds=5))
    assert (text.to, text.sender) == (TO, SENDER)
    assert text.body == plain_signs(say(sample_convention(("44",)), SENTENCE, Channel.SMS, False))
    assert segments(text.body) <= 2
    (row,) = rows(runtime)
    assert (row.kind, row.conversation_id, row.recipient) == ("reminder_text", conversation_id, TOKEN)


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        (datetime(2026, 11, 24, 8, 59, tzinfo=PARIS), 0),
        (datetime(2026, 11, 24, 10, 29, tzinfo=PARIS), 0),
        (datetime(2026, 11, 24, 10, 31, tzinfo=PARIS), 1),
        (datetime(2026, 11, 24, 18, 59, tzinfo=PARIS), 1),
        (datetime(2026, 11, 24, 19, 0, tzinfo=PARIS), 0),
        (datetime(2026, 11, 28, 11, 0, tzinfo=PARIS), 0),
        (datetime(2026, 11, 25, 9, 0, tzinfo=PARIS), 1),
    ],
)
@pytest.mark.usefixtures("conversation_id")
def test_only_in_the_day_of_a_working_day(runtime: Runtime, moment: datetime, sent: int):
    assert remind(at(runtime, moment)) == sent


@pytest.mark.usefixtures("conversation_id")
def test_a_weekend_puts_it_off_to_monday(runtime: Runtime):
    with runtime.database.write() as session:
        session.execute(update(TextThreadRow).values(last_at=datetime(2026, 11, 27, 15, 0, tzinfo=PARIS)))
    told = [remind(at(runtime, datetime(2026, 11, day, 16, 0, tzinfo=PARIS))) for day in (28, 29, 30)]
    assert told == [0, 0, 1]


@pytest.mark.parametrize(
    ("where", "sent"),
    [
        ({"asked": None}, 0),
        ({"asked": None, "stage": Stage.OPENING}, 0),
        # What was understood, or the whole, was read back and waits for « oui ».
        ({"asked": None, "stage": Stage.UNDERSTOOD}, 1),
        ({"asked": None, "stage": Stage.REVIEW}, 1),
        ({"asked": "narrative", "stage": Stage.OPENING}, 1),
        ({"mode": Mode.DANGER}, 0),
        ({"mode": Mode.SENT}, 0),
    ],
)
@pytest.mark.usefixtures("conversation_id")
def test_only_when_something_is_expected_of_her(runtime: Runtime, where: dict[str, Any], sent: int):
    at_question(runtime, **where)
    assert remind(at(runtime, TUESDAY)) == sent


@pytest.mark.usefixtures("conversation_id")
def test_a_reminder_that_could_not_leave_in_time_is_dropped(runtime: Runtime):
    care_for_texts(at(runtime, TUESDAY))
    care_for_texts(at(runtime, TUESDAY + timedelta(minutes=61)))
    assert [(row.status, row.payload) for row in rows(runtime)] == [("given_up", {})]
