"""« Avez-vous eu une réponse ? »: asked once of who agreed, discreetly; a « non » is back with a human."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from channels.following_up import follow_up
from channels.texts.wording import segments
from intake.convention import indiscretions
from intake.deciding import DecisionKind, OrientReason, ToldBy, Wish, decide, history, last_decision, undo
from intake.following_up import answer
from intake.outbox import opt_out
from intake.privacy import Actor
from intake.requests import HandoverReason, hand_over, load_conversation, read_handoff, record_answer
from intake.runtime import Runtime
from intake.storage import HandoffRow, MessageRow, RequestRow, TellingRow, TextThreadRow
from intake.telling import to_say
from lexicon.codes import AnswerStatus, SaidBy
from tests.channels.line import Line, new_sid
from tests.channels.texts.test_texting import STORY, move
from tests.intake.deciding.conftest import member


@pytest.fixture
def lea(line: Line) -> Actor:
    return member(line.runtime, "lea")


@pytest.fixture
def oriented(line: Line, lea: Actor) -> str:
    """She wrote by text, and was oriented; she agreed to be asked."""
    line.write(STORY)
    with line.runtime.database.write() as session:
        request_id = load_conversation(session, line.thread_of()).request_id
        row = hand_over(session, request_id, reason=HandoverReason.SENT, now=line.runtime.clock.now(), indexer=line.runtime.indexer)
        handoff_id = row.id
    orient(line, lea, handoff_id)
    return handoff_id


def orient(line: Line, lea: Actor, handoff_id: str, *, agreed: bool = True) -> str:
    now = line.runtime.clock.now()
    with line.runtime.database.write() as session:
        assert read_handoff(session, lea, handoff_id, now)
        seen = session.get_one(HandoffRow, handoff_id).updated_at
        wish = Wish(DecisionKind.ORIENT, reason=OrientReason.BETTER_PLACED, organisation="MDPH 44", told_by=ToldBy.CALL, follow_up=agreed)
        taken = decide(session, lea, handoff_id, seen, wish, now=now, daily_limit=10)
        assert taken is not None
        return taken.id


def row_of(line: Line, handoff_id: str) -> HandoffRow:
    with line.runtime.database.read() as session:
        return session.get_one(HandoffRow, handoff_id)


def question(runtime: Runtime) -> TellingRow:
    with runtime.database.read() as session:
        return session.scalars(select(TellingRow).where(TellingRow.kind == "follow_up")).one()


def asked(line: Line) -> list[str]:
    """Three weeks go by; gives what left then."""
    before = len(line.outbox())
    move(line, days=21, hours=1)
    assert follow_up(line.runtime) == 1
    return line.outbox()[before:]


def test_it_is_asked_once_at_an_hour_of_work_and_says_nothing_of_her(line: Line, oriented: str):
    move(line, days=20)
    assert follow_up(line.runtime) == 0
    # A night: not then.
    move(line, days=1, hours=12)
    assert follow_up(line.runtime) == 0
    move(line, hours=12)
    before = len(line.outbox())
    assert [follow_up(line.runtime) for _ in range(3)] == [1, 0, 0]
    (body,) = line.outbox()[before:]
    assert "OUI ou NON" in body
    assert "STOP" in body
    assert "MDPH" not in body
    assert indiscretions(body) == ()
    assert segments(body) <= 2
    # No answer: never again.
    for _ in range(3):
        move(line, days=21)
        assert follow_up(line.runtime) == 0
    assert row_of(line, oriented).status == "redirected"


def test_a_no_brings_the_request_back_marked_why(line: Line, oriented: str):
    asked(line)
    sid, before = new_sid("SM"), len(line.outbox())
    for _ in range(2):
        assert line.write("Non, toujours pas de réponse", sid=sid).status_code == 200
    (body,) = line.outbox()[before:]
    assert "reprend votre demande" in body
    assert indiscretions(body) == ()
    assert question(line.runtime).answer == "non"
    with line.runtime.database.read() as session:
        row = session.get_one(HandoffRow, oriented)
        assert row.status == "in_review"
        newest = history(session, row)[0]
        assert newest.decision is not None
        assert (newest.what, newest.by, newest.decision.words) == ("reopen", None, "Elle n’a pas eu de réponse du service indiqué.")
        # In the request that she had: none was opened beside it.
        assert len(session.scalars(select(RequestRow)).all()) == 1
        assert len(session.scalars(select(MessageRow).where(MessageRow.client_id == sid)).all()) == 1


def test_a_yes_ends_it(line: Line, oriented: str):
    asked(line)
    line.write("oui merci")
    assert question(line.runtime).answer == "oui"
    assert row_of(line, oriented).status == "redirected"
    # Said again later, it answers nothing any more.
    line.write("non")
    assert row_of(line, oriented).status == "redirected"


def test_what_is_neither_goes_on_and_a_human_asks(line: Line, oriented: str):
    asked(line)
    line.write("ils m'ont écrit mais je n'ai pas compris le courrier")
    assert question(line.runtime).by == "call"
    with line.runtime.database.read() as session:
        assert "follow_up" in [one.kind.value for one in to_say(session, line.runtime.clock.now())[oriented]]
        assert len(session.scalars(select(RequestRow)).all()) == 1


def test_a_danger_is_never_taken_for_an_answer(line: Line, oriented: str):
    asked(line)
    before = len(line.outbox())
    line.write("non, et je veux mourir")
    assert "3114" in line.outbox()[before]
    assert question(line.runtime).answer is None


@pytest.mark.parametrize("why", ["stop", "unsafe", "no thread"])
def test_who_may_not_be_written_to_is_called_once(line: Line, lea: Actor, oriented: str, why: str):
    now = line.runtime.clock.now()
    with line.runtime.database.write() as session:
        thread = session.scalars(select(TextThreadRow)).one()
        if why == "stop":
            opt_out(session, thread.token, now)
        elif why == "no thread":
            session.delete(thread)
        else:
            request_id = session.get_one(HandoffRow, oriented).request_id
            told = {"status": AnswerStatus.TOLD, "said_by": SaidBy.PERSON, "now": now}
            record_answer(session, request_id, "m-safe", field="safe_contact", value="non", words="non", **told)
    assert asked(line) == []
    assert question(line.runtime).by == "call"
    now = line.runtime.clock.now()
    with line.runtime.database.write() as session:
        assert "follow_up" in [one.kind.value for one in to_say(session, now)[oriented]]
        assert answer(session, lea, oriented, False, now)
        assert not answer(session, lea, oriented, False, now)
    assert row_of(line, oriented).status == "in_review"
    # Noted by mistake: undone, the question is open again.
    with line.runtime.database.write() as session:
        last = last_decision(session, oriented)
        assert last is not None
        assert undo(session, lea, oriented, last.id, now=now + timedelta(minutes=1))
    assert (row_of(line, oriented).status, question(line.runtime).answer) == ("redirected", None)


def test_nobody_is_asked_who_did_not_agree_or_whose_orientation_was_undone(line: Line, lea: Actor, oriented: str):
    with line.runtime.database.write() as session:
        last = last_decision(session, oriented)
        assert last is not None
        assert undo(session, lea, oriented, last.id, now=line.runtime.clock.now())
    orient(line, lea, oriented, agreed=False)
    move(line, days=21, hours=1)
    assert follow_up(line.runtime) == 0


def test_nobody_is_asked_once_the_request_goes_on(line: Line, lea: Actor, oriented: str):
    move(line, days=2)
    now = line.runtime.clock.now()
    with line.runtime.database.write() as session:
        row = session.get_one(HandoffRow, oriented)
        assert decide(session, lea, oriented, row.updated_at, Wish(DecisionKind.REOPEN, words="Elle a rappelé."), now=now, daily_limit=1)
    move(line, days=19, hours=1)
    assert follow_up(line.runtime) == 0
