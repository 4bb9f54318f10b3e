"""Each turn of a call is taken once and answered always the same, whatever the carrier posts again, late or at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from intake.storage import CallRow, CallTurnRow, ConversationRow, MessageRow, RequestRow
from tests.channels.conftest import LineAt
from tests.channels.line import Call, Line, heard
from tests.channels.telephone.people import STORY, at, do


def at_once(line: Line, posts: list[tuple[str, list[tuple[str, str]]]]) -> list[str]:
    barrier = Barrier(len(posts))

    def post(one: tuple[str, list[tuple[str, str]]]) -> str:
        barrier.wait(10)
        return heard(line.post(*one)).body

    with ThreadPoolExecutor(len(posts)) as pool:
        return list(pool.map(post, posts))


def test_a_call_begins_with_who_speaks_and_one_question(line: Line):
    call = line.call()
    assert call.now.asks == "narrative"
    assert "automatique" in call.now.said
    assert call.now.said.endswith("Prenez votre temps.")
    assert call.now.action == "/twilio/voice?turn=1"
    assert [message.kind for message in line.messages(call.conversation_id, "assistant")] == ["notice", "question"]


@pytest.mark.parametrize("acts", [[], [STORY], [STORY, "[1]"], [STORY, "[1]", "…"], [STORY, "[0]"], ["…", "…", "…"]])
def test_the_same_turn_again_gives_the_same_bytes(line: Line, acts: list[str]):
    call = do(line.call(), *acts)
    before, body = line.dump(), call.now.body
    assert [call.again().body for _ in range(3)] == [body] * 3
    assert line.dump() == before


def test_late_and_future_turns_get_what_is_now_asked(line: Line):
    call = do(line.call(), STORY, "[1]")
    before, body = line.dump(), call.now.body
    for turn in (0, 1, 2, 4, 5, 99_999):
        for fields in ([("SpeechResult", "autre chose")], [("Digits", "0")], [("Digits", "")], []):
            assert heard(line.post(f"/twilio/voice?turn={turn}", call.form(fields=fields))).body == body
    for turn in (0, 2, 4):
        dialled = [("DialCallStatus", "completed"), ("DialBridged", "true")]
        assert heard(line.post(f"/twilio/voice/dial?turn={turn}", call.form(fields=dialled))).body == body
    assert heard(line.post("/twilio/voice", call.form("ringing"))).body == body
    assert line.dump() == before
    assert call.speak("oui").asks == "safe_contact"


def test_a_late_answer_to_an_old_question_is_not_taken_for_the_new_one(line: Line):
    call = do(line.call(), STORY)
    late = call.posted
    do(call, "[1]")
    assert heard(line.post(late[0], call.form(fields=[("SpeechResult", "0639981234")]))).asks == "phone"
    assert call.draft.value("phone") is None


@pytest.mark.parametrize("engine", ["up", "down"])
def test_one_turn_posted_eight_times_at_once_is_one_message(line: Line, engine: str):
    line.engine.down = engine == "down"
    call = line.call()
    post = (call.now.action, call.form(fields=[("SpeechResult", STORY)]))
    bodies = at_once(line, [post] * 8)
    assert len(set(bodies)) == 1
    assert [message.text for message in line.messages(call.conversation_id)] == [STORY]
    assert line.count(CallTurnRow) == 2
    assert heard(line.post(*post)).body == bodies[0]


def test_two_different_answers_to_one_turn_at_once_leave_one_of_them(line: Line):
    call = do(line.call(), STORY, "[1]")
    posts = [(call.now.action, call.form(fields=[("Digits", keys)])) for keys in ("0639981234", "0639985678")]
    assert len(set(at_once(line, posts))) == 1
    assert len(line.messages(call.conversation_id)) == 3
    assert call.draft.value("phone") in ("+33639981234", "+33639985678")


def test_first_posts_at_once_open_one_call(line: Line):
    call = Call(line, "+33639980007")
    bodies = at_once(line, [("/twilio/voice", call.form("ringing"))] * 8)
    assert len(set(bodies)) == 1
    assert [line.count(table) for table in (CallRow, ConversationRow, RequestRow, CallTurnRow)] == [1, 1, 1, 1]
    assert line.count(MessageRow) == 2


def test_a_turn_of_a_call_that_nobody_knows_opens_it(line: Line):
    call = Call(line, "+33639980007")
    answer = heard(line.post("/twilio/voice?turn=7", call.form(fields=[("SpeechResult", STORY)])))
    assert answer.asks == "narrative"
    assert answer.action == "/twilio/voice?turn=1"
    assert line.count(CallRow) == 1


def test_ten_calls_at_once_never_meet(line: Line):
    calls = [line.call(f"+3363998010{n}") for n in range(10)]
    posts = [(call.now.action, call.form(fields=[("SpeechResult", f"{STORY}, je suis le numéro {n}")])) for n, call in enumerate(calls)]
    at_once(line, posts)
    for n, call in enumerate(calls):
        assert [message.text for message in line.messages(call.conversation_id)] == [f"{STORY}, je suis le numéro {n}"]


@pytest.mark.parametrize("where", ["opening", "phone", "safe_contact", "postal_code", "birth_date"])
def test_the_field_asked_is_told_outside_production(line: Line, where: str):
    assert at(line, where).now.asks == ("narrative" if where == "opening" else where)


@pytest.mark.parametrize("where", ["understood", "checking", "review"])
def test_a_read_back_asks_no_field(line: Line, where: str):
    assert at(line, where).now.asks is None


def test_production_tells_nothing_of_what_is_asked(line_at: LineAt):
    line = line_at(env="production")
    call = do(line.call(), STORY, "[1]")
    assert call.now.asks is None
    assert "joindre" in call.now.said or "rappeler" in call.now.said
    text = line.write(STORY, "+33639980002")
    assert not [name for name in text.headers if name.startswith("x-seuil")]


def test_the_same_number_calls_twice_and_each_call_is_its_own(line: Line):
    first, second = line.call(), line.call()
    do(first, STORY, "[1]", "[0639981234]")
    assert first.conversation_id != second.conversation_id
    assert second.draft.answers == {}
    assert second.again().asks == "narrative"
    do(second, STORY, "[1]", "[0639985678]")
    assert first.draft.value("phone") == "+33639981234"
    assert second.draft.value("phone") == "+33639985678"


WITHHELD = [
    "anonymous",
    "ANONYMOUS",
    "RESTRICTED",
    "+266696687",
    "",
    "sip:alice@exemple.fr",
    "client:alice",
    "+",
    "+0",
    "0639980001",
    "unknown",
]


@pytest.mark.parametrize("number", WITHHELD)
def test_a_withheld_number_is_asked_for_and_never_offered(line: Line, number: str):
    call = do(line.call(number), STORY, "[1]")
    assert call.now.asks == "phone"
    assert "finit par" not in call.now.said
    with line.runtime.database.read() as session:
        assert [row.caller for row in session.query(CallRow)] == [None]
    assert do(call, "[0639981234]").now.asks == "safe_contact"
    assert call.draft.value("phone") == "+33639981234"


def test_withheld_callers_share_nothing(line: Line):
    calls = [line.call("anonymous") for _ in range(3)]
    do(calls[0], STORY, "[1]", "[0639981234]")
    assert len({call.conversation_id for call in calls}) == 3
    assert [call.draft.value("phone") for call in calls] == ["+33639981234", None, None]


def test_a_shown_number_is_offered_by_its_last_figures_only(line: Line):
    call = do(line.call("+33639985678"), STORY, "[1]")
    assert "finit par 56 78" in call.now.said
    assert "39" not in call.now.said
    assert do(call, "oui").draft.value("phone") == "+33639985678"


def test_no_number_stands_in_an_address(line: Line):
    call = do(line.call("+33639985678"), STORY, "[1]", "[0639981234]")
    for word in ("63998", "0639", "arrêt"):
        assert word not in call.now.action
    do(call, "[0]")
    assert "63998" not in call.now.action + call.now.whisper


def test_the_end_of_a_call_is_answered_empty_and_noted_once(line: Line):
    call = do(line.call(), STORY)
    assert call.hang_up().text == ""
    with line.runtime.database.read() as session:
        ended = session.query(CallRow).one().ended_at
    assert ended is not None
    before = line.dump()
    call.hang_up()
    call.hang_up("failed")
    assert line.dump() == before


@pytest.mark.parametrize("status", ["initiated", "ringing", "in-progress", "answered", "queued", "", "COMPLETED", "zorglub"])
def test_a_call_that_goes_on_is_not_ended(line: Line, status: str):
    call = line.call()
    before = line.dump()
    assert line.post("/twilio/voice/status", call.form(status)).status_code == 204
    assert line.dump() == before


def test_the_end_of_a_call_that_nobody_knows_changes_nothing(line: Line):
    before = line.dump()
    assert line.post("/twilio/voice/status", Call(line, "+33639980001").form("completed")).status_code == 204
    assert line.dump() == before
