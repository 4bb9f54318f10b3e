"""A text is a turn, answered once by one text; what is no words is declined and kept nowhere."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from intake.storage import ConversationRow, MessageRow, OptOutRow, OutboxRow, RequestRow, TextThreadRow
from lexicon.codes import Act
from tests.channels.conftest import LineAt
from tests.channels.line import CALLER, SERVICE, Line, MovableClock, new_sid

STORY = "Bonjour je suis en arrêt de travail depuis mars et mon patron veut me licencier"
DANGER = "je n en peux plus je veux mourir j ai tout prepare"
OTHER = "+33639980002"


def move(line: Line, **parts: float) -> None:
    clock = line.runtime.clock
    assert isinstance(clock, MovableClock)
    clock.move(**parts)


def said(line: Line, number: str = CALLER) -> list[str]:
    return [message.text for message in line.messages(line.thread_of(number))]


def at_phone(line: Line, number: str = CALLER) -> None:
    line.write(STORY, number)
    assert line.write("1", number).headers["X-Seuil-Asks"] == "phone"


def test_the_first_text_is_the_story_and_is_not_lost(line: Line):
    answer = line.write(STORY)
    assert answer.text.endswith("<Response />")
    assert said(line) == [STORY]
    assert [part.text for part in line.draft(line.thread_of()).account] == [STORY]
    (body,) = line.outbox()
    assert body.startswith("Bonjour. Ici un assistant automatique")
    assert "1 Oui" in body


def test_the_notice_is_sent_once(line: Line):
    at_phone(line)
    line.write("oui")
    assert sum("assistant automatique" in body for body in line.outbox()) == 1
    assert len(line.outbox()) == 3


def test_a_text_says_what_is_asked(line: Line):
    assert line.write("bonjour").headers["X-Seuil-Asks"] == "narrative"
    assert "X-Seuil-Asks" not in line.write(STORY).headers


def test_the_same_text_again_is_one_turn_and_one_answer(line: Line):
    sid = new_sid("SM")
    first = line.write(STORY, sid=sid)
    before = line.dump()
    again = line.write(STORY, sid=sid)
    assert (again.text, again.headers.get("X-Seuil-Asks")) == (first.text, first.headers.get("X-Seuil-Asks"))
    assert line.dump() == before


def test_a_text_answered_before_stays_answered_whatever_came_since(line: Line):
    sid = new_sid("SM")
    line.write(STORY)
    line.write("1", sid=sid)
    line.write("06 39 98 12 34")
    before = len(line.outbox())
    # What is asked is what is asked now.
    assert line.write("1", sid=sid).headers["X-Seuil-Asks"] == "safe_contact"
    assert len(line.outbox()) == before
    assert line.state(line.thread_of()).asked.field == "safe_contact"


@pytest.mark.parametrize("engine", ["up", "down"])
def test_one_text_posted_eight_times_at_once_is_answered_once(line: Line, engine: str):
    line.engine.down = engine == "down"
    sid, barrier = new_sid("SM"), Barrier(8)

    def post(_: int) -> int:
        barrier.wait(10)
        return line.write(STORY, sid=sid).status_code

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(post, range(8))) == {200}
    assert said(line) == [STORY]
    assert len(line.outbox()) == 1
    assert [line.count(table) for table in (ConversationRow, RequestRow, TextThreadRow)] == [1, 1, 1]


def test_texts_of_one_number_at_once_are_all_kept_and_answered(line: Line):
    texts = [f"{STORY} et aussi {n}" for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert {answer.status_code for answer in pool.map(line.write, texts)} == {200}
    assert sorted(said(line)) == texts
    assert len(line.outbox()) == 4


def test_two_numbers_never_share(line: Line):
    at_phone(line)
    at_phone(line, OTHER)
    line.write("06 39 98 12 34")
    line.write("06 39 98 56 78", OTHER)
    assert line.thread_of() != line.thread_of(OTHER)
    assert line.draft(line.thread_of()).value("phone") == "+33639981234"
    assert line.draft(line.thread_of(OTHER)).value("phone") == "+33639985678"


@pytest.mark.parametrize("figure", ["1", "1.", "1)", " 1 ", "1 .", "1\n"])
def test_a_figure_alone_is_the_line_of_that_number(line: Line, figure: str):
    line.write(STORY)
    assert line.write(figure).headers["X-Seuil-Asks"] == "phone"


def test_the_figure_is_the_place_of_the_line_in_the_text(line: Line):
    at_phone(line)
    line.write("06 39 98 12 34")
    line.write("1")
    line.write("44000")
    lines = line.outbox()[-1].splitlines()
    agricole = next(text for text in lines if "MSA" in text and text[:1].isdigit())
    line.write(agricole[:1])
    assert line.draft(line.thread_of()).value("regime") == "agricole"


@pytest.mark.parametrize("words", ["0", "9", "12", "1 2", "n1", "1 oui", "le 1"])
def test_what_is_no_line_is_read_as_words(line: Line, words: str):
    line.write(STORY)
    line.write(words)
    assert said(line)[-1] == words


def test_a_figure_is_a_number_where_no_lines_were_shown(line: Line):
    at_phone(line)
    line.write("0639981234")
    assert line.draft(line.thread_of()).value("phone") == "+33639981234"


STOPS = ["STOP", "stop", "Stop.", "STOP !", " stop ", "STOPALL", "unsubscribe", "END", "quit", "cancel"]
NO_STOPS = [
    "arrêt de travail",
    "stop j'en peux plus",
    "je veux stop",
    "stopper",
    "stop stop",
    "arret maladie",
    "en arret",
    "ça ne s'arrête pas",
]


@pytest.mark.parametrize("body", STOPS)
def test_stop_as_a_single_word_stops_texts(line: Line, body: str):
    line.write(STORY)
    line.write(body)
    assert line.count(OptOutRow) == 1
    assert line.count(OutboxRow) == 1
    with line.runtime.database.read() as session:
        assert session.scalars(select(OutboxRow)).one().status == "cancelled"
    line.write("vous êtes là")
    assert line.count(OutboxRow) == 1
    # The log says that she stopped; it is no part of what she told.
    assert said(line) == [STORY, "STOP", "vous êtes là"]
    assert "STOP" not in [part.text for part in line.draft(line.thread_of()).account]


@pytest.mark.parametrize("body", NO_STOPS)
def test_stop_inside_words_stops_nothing(line: Line, body: str):
    line.write(STORY)
    line.write(body)
    assert line.count(OptOutRow) == 0
    assert said(line)[-1] == body
    assert len(line.outbox()) == 2


@pytest.mark.parametrize("body", ["ARRET", "arrêt", "Arrêt."])
def test_arret_answers_what_is_asked_about_work(line: Line, body: str):
    line.write("bonjour")
    line.write(body)
    assert line.count(OptOutRow) == 0
    assert said(line)[-1] == body


@pytest.mark.parametrize("body", ["ARRET", "Arrêt."])
def test_arret_stops_where_something_else_is_asked_and_is_confirmed_once(line: Line, body: str):
    at_phone(line)
    sid = new_sid("SM")
    for _ in range(2):
        line.write(body, sid=sid)
    assert line.count(OptOutRow) == 1
    # The carrier answers to STOP by itself, not to a French word.
    assert [text for text in line.outbox() if "vous ne recevrez plus de messages" in text] == line.outbox()[-1:]
    with line.runtime.database.read() as session:
        last = session.scalars(select(OutboxRow).order_by(OutboxRow.created_at.desc(), OutboxRow.id.desc())).first()
    assert last is not None
    assert last.status != "cancelled"
    line.write("vous êtes là")
    assert "plus de messages" in line.outbox()[-1]
    line.write("START")
    line.write("06 39 98 12 34")
    assert "plus de messages" not in line.outbox()[-1]


@pytest.mark.parametrize("body", ["aide", "HELP", "INFO"])
def test_help_that_the_carrier_answers_is_no_words_of_hers(line: Line, body: str):
    at_phone(line)
    before = len(line.outbox())
    assert line.write(body, OptOutType="HELP").status_code == 200
    assert len(line.outbox()) == before
    assert line.count(OptOutRow) == 0
    assert [part.text for part in line.draft(line.thread_of()).account] == [STORY]
    assert line.write("06 39 98 12 34").headers["X-Seuil-Asks"] == "safe_contact"


@pytest.mark.parametrize("body", ["START", "start.", "UNSTOP"])
def test_start_lets_texts_come_again(line: Line, body: str):
    line.write(STORY)
    line.write("STOP")
    line.write(body)
    assert line.count(OptOutRow) == 0
    line.write("1")
    assert "un autre numéro" in line.outbox()[-1]


def test_what_the_carrier_took_for_stop_or_start_is_believed(line: Line):
    line.write(STORY)
    line.write("arrête", OptOutType="STOP")
    assert line.count(OptOutRow) == 1
    line.write("oui encore", OptOutType="START")
    assert line.count(OptOutRow) == 0


def test_stop_twice_is_stop_once_and_needs_no_conversation(line: Line):
    for _ in range(2):
        assert line.write("STOP").status_code == 200
    assert line.count(OptOutRow) == 1
    assert line.count(ConversationRow) == 0


def test_a_danger_is_answered_even_to_who_wants_no_texts(line: Line):
    line.write("STOP")
    line.write(DANGER)
    (body,) = line.outbox()
    assert "3114" in body
    assert line.handoffs()[0].urgent


def test_safety_stands_first_in_the_first_text(line: Line):
    line.write(DANGER)
    (body,) = line.outbox()
    assert "3114" in body[:160]
    assert body.index("3114") < body.index("assistant automatique")


MEDIA = "https://api.example/Media/ME0123456789"


@pytest.mark.parametrize("count", ["1", "3"])
def test_a_photo_is_declined_and_kept_nowhere(line: Line, count: str):
    answer = line.write("", NumMedia=count, MediaUrl0=MEDIA, MediaContentType0="image/jpeg")
    assert answer.status_code == 200
    (body,) = line.outbox()
    assert "photo" in body
    assert "ME0123456789" not in str(line.dump())
    assert "image/jpeg" not in str(line.dump())


def test_a_photo_with_words_is_declined_and_the_words_are_heard(line: Line):
    line.write(STORY, NumMedia="1", MediaUrl0=MEDIA)
    (body,) = line.outbox()
    assert "photo" in body
    assert "1 Oui" in body
    assert said(line) == [STORY]
    assert "ME0123456789" not in str(line.dump())


def test_a_photo_sent_twice_is_declined_once(line: Line):
    sid = new_sid("SM")
    for _ in range(2):
        line.write("", sid=sid, NumMedia="1", MediaUrl0=MEDIA)
    assert len(line.outbox()) == 1


def test_a_photo_leaves_the_question_where_it_was(line: Line):
    at_phone(line)
    assert line.write("", NumMedia="1").headers["X-Seuil-Asks"] == "phone"
    assert line.write("0639981234").headers["X-Seuil-Asks"] == "safe_contact"


@pytest.mark.parametrize("body", ["", "   ", "\n", "\x00"])
def test_an_empty_text_gets_words_back(line: Line, body: str):
    assert line.write(body).status_code == 200
    (answer,) = line.outbox()
    assert "vide" in answer


@pytest.mark.parametrize("sender", ["InfoConso", "38200", "", "anonymous", "sip:a@b", "+266696687", "whatsapp:+33639980001"])
def test_a_sender_to_whom_nobody_can_answer_changes_nothing(line: Line, sender: str):
    before = line.dump()
    assert line.write(STORY, sender).text.endswith("<Response />")
    assert line.dump() == before


def test_the_answer_comes_from_the_number_written_to(line: Line):
    line.write(STORY)
    with line.runtime.database.read() as session:
        payload = session.scalars(select(OutboxRow)).one().payload
    assert (payload["to"], payload["sender"]) == (CALLER, SERVICE)


def test_a_number_silent_for_two_weeks_begins_a_new_request(line: Line):
    at_phone(line)
    first = line.thread_of()
    move(line, days=13, hours=23)
    line.write("0639981234")
    assert line.thread_of() == first
    move(line, days=14, hours=1)
    line.write("bonjour c'est encore moi, cette fois c'est pour ma mère qui sort de l'hôpital")
    assert line.thread_of() != first
    assert line.count(RequestRow) == 2
    assert line.draft(line.thread_of()).value("phone") is None
    assert line.outbox()[-1].startswith("Bonjour. Ici un assistant")


def test_the_texts_of_a_day_are_capped_and_said_to_be(line_at: LineAt):
    line = line_at(sms_per_day=3)
    for n in range(6):
        line.write(f"bonjour {n}")
    bodies = line.outbox()
    assert len(bodies) == 3
    assert "dernier message pour aujourd'hui" in bodies[-1]
    assert "02 61 91" in bodies[-1]
    assert not [body for body in bodies[:-1] if "dernier message" in body]
    assert len(said(line)) == 6
    line.write(DANGER)
    assert "3114" in line.outbox()[-1]
    move(line, days=1)
    line.write("bonjour encore")
    assert len(line.outbox()) == 5


def test_the_cap_is_of_one_number(line_at: LineAt):
    line = line_at(sms_per_day=1)
    for number in (CALLER, OTHER, CALLER, OTHER):
        line.write(STORY, number)
    assert len(line.outbox()) == 2


def test_a_photo_leaves_the_lines_that_were_shown(line: Line):
    line.write(STORY)
    line.write("", NumMedia="1", MediaUrl0=MEDIA)
    assert line.write("1").headers["X-Seuil-Asks"] == "phone"


def test_stop_posted_again_after_start_stops_nothing(line: Line):
    line.write(STORY)
    sid = new_sid("SM")
    line.write("STOP", sid=sid)
    line.write("START")
    line.write("STOP", sid=sid)
    assert line.count(OptOutRow) == 0


def test_an_old_text_posted_again_after_two_weeks_begins_nothing(line: Line):
    sid = new_sid("SM")
    line.write(STORY, sid=sid)
    move(line, days=15)
    before = line.dump()
    line.write(STORY, sid=sid)
    assert line.dump() == before


def refused_for_busy(line: Line, body: str) -> str:
    """Posts a text while another process answers this number for longer than a turn may wait; gives its identifier."""
    sid = new_sid("SM")
    with line.runtime.database.write() as session:
        row = session.get_one(ConversationRow, line.thread_of())
        row.turn_owner, row.turn_until = "elsewhere", line.runtime.clock.now() + timedelta(minutes=1)
    assert line.write(body, sid=sid).status_code == 503
    move(line, minutes=2)
    return sid


def test_a_text_left_unanswered_joins_the_account_at_the_next_turn(line_at: LineAt):
    line = line_at(turn_budget_web=0.2)
    line.write(STORY)
    sid = refused_for_busy(line, "et aussi mon mari est malade")
    assert line.write("vous êtes là").status_code == 200
    assert "et aussi mon mari est malade" in [part.text for part in line.draft(line.thread_of()).account]
    before = line.dump()
    # The carrier tries once more in the end: it was heard.
    assert line.write("et aussi mon mari est malade", sid=sid).status_code == 200
    assert line.dump() == before


def test_a_text_left_unanswered_is_answered_when_the_carrier_posts_it_again(line_at: LineAt):
    line = line_at(turn_budget_web=0.2)
    line.write(STORY)
    sid = refused_for_busy(line, "et aussi mon mari est malade")
    assert line.write("et aussi mon mari est malade", sid=sid).status_code == 200
    assert len(line.outbox()) == 2
    assert said(line) == [STORY, "et aussi mon mari est malade"]


def test_a_danger_left_unanswered_is_answered_at_the_next_turn(line_at: LineAt):
    line = line_at(turn_budget_web=0.2)
    line.write(STORY)
    refused_for_busy(line, DANGER)
    line.write("vous êtes là")
    assert "3114" in line.outbox()[-1]
    assert line.handoffs()[0].urgent


def hold(line: Line) -> None:
    with line.runtime.database.write() as session:
        session.get_one(ConversationRow, line.thread_of()).held_by = "lea"


def test_while_staff_hold_the_conversation_nothing_but_safety_is_sent(line: Line):
    line.write(STORY)
    hold(line)
    for body in ("vous êtes là", "oui", "une personne", "?", "1"):
        line.write(body)
    assert len(line.outbox()) == 1
    assert said(line)[1:4] == ["vous êtes là", "oui", "une personne"]
    line.write("je pense tout le temps à la mort")
    assert "3114" in line.outbox()[-1]
    assert len(line.outbox()) == 2


def test_a_photo_while_staff_hold_the_conversation_is_left_to_them(line: Line):
    line.write(STORY)
    hold(line)
    line.write("", NumMedia="1", MediaUrl0=MEDIA)
    assert len(line.outbox()) == 1
    assert line.messages(line.thread_of())[-1].payload["media"]


def test_no_number_stands_readable_in_the_tables(line: Line):
    at_phone(line)
    path = line.runtime.database.url.removeprefix("sqlite:///")
    with line.runtime.database.read() as session:
        session.connection().exec_driver_sql("SELECT 1")
    with open(path, "rb") as file, open(f"{path}-wal", "rb") as log:
        raw = file.read() + log.read()
    assert b"639980001" not in raw
    assert b"licencier" not in raw


def test_the_engine_is_down_and_the_person_is_told_whom_to_call(line: Line):
    line.engine.down = True
    line.write(STORY)
    (body,) = line.outbox()
    assert "souci technique" in body
    assert "02 61 91" in body
    assert said(line) == [STORY]
    line.engine.down = False
    assert "1 Oui" in (line.write("je suis en arrêt de travail depuis mars").status_code, line.outbox()[-1])[1]


def test_a_person_can_be_asked_for_by_text(line: Line):
    line.engine.means("PERSONNE", Act.HUMAN)
    at_phone(line)
    line.write("PERSONNE")
    assert len(line.handoffs()) == 1
    assert "personne" in line.outbox()[-1]


def test_reports_of_texts_that_nobody_sent_change_nothing(line: Line):
    line.write(STORY)
    before = line.dump()
    for form in ({"MessageSid": "SM1", "MessageStatus": "delivered"}, {"MessageSid": "SM1", "MessageStatus": "zorglub", "ErrorCode": "x'"}):
        assert line.post("/twilio/sms/status", form).status_code == 204
        assert line.post("/twilio/sms/status?text=unknown", form).status_code == 204
    assert line.dump() == before


def test_every_text_of_a_whole_request_is_sent_once_and_in_order(line: Line):
    answers = {"name": "Jeanne Martin", "birth_date": "12/03/1960", "postal_code": "44000", "phone": "06 39 98 12 34", "household": "seule"}
    answers["availability"] = "le matin"
    asked = line.write(STORY).headers.get("X-Seuil-Asks")
    for turn in range(2, 30):
        if line.state(line.thread_of()).mode == "sent":
            break
        asked = line.write(answers.get(asked or "", "1")).headers.get("X-Seuil-Asks")
        assert len(line.outbox()) == turn
    assert line.state(line.thread_of()).mode == "sent"
    assert len(line.handoffs()) == 1
    with line.runtime.database.read() as session:
        assert line.handoffs()[0].channel == "sms"
        assert session.query(MessageRow).count() > 20
