"""The line is cut: what was said is kept, and handed over only where calling back is possible, safe and wanted."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from intake.storage import AccountPartRow, ResumeCodeRow
from lexicon.codes import Act
from tests.channels.line import Call, Line
from tests.channels.telephone.people import DANGER, STORY, at, do


def told(line: Line) -> Call:
    """Her number is known, calling her is safe, and she heard that she will be called if the line is cut."""
    call = do(at(line, "safe_contact"), "[1]")
    assert "Si la ligne coupe" in call.now.said
    return call


@pytest.mark.parametrize("where", ["opening", "understood", "phone", "safe_contact"])
def test_without_a_number_or_without_having_asked_nobody_is_called(line: Line, where: str):
    call = at(line, where)
    call.hang_up()
    assert line.handoffs() == []
    assert [message.text for message in line.messages(call.conversation_id)][:1] == ([] if where == "opening" else [STORY])


def test_the_words_are_kept_when_the_line_is_cut(line: Line):
    call = do(line.call(), STORY)
    call.hang_up()
    with line.runtime.database.read() as session:
        assert [row.text for row in session.scalars(select(AccountPartRow))] == [STORY]


def test_who_can_be_called_safely_and_was_told_is_called_back(line: Line):
    call = told(line)
    call.hang_up()
    (handoff,) = line.handoffs()
    assert handoff.reason == "cut"
    assert not handoff.complete
    assert handoff.due_at > line.runtime.clock.now()


@pytest.mark.parametrize("status", ["completed", "failed", "canceled", "busy", "no-answer"])
def test_every_end_of_the_line_is_one(line: Line, status: str):
    told(line).hang_up(status)
    assert len(line.handoffs()) == 1


def test_hanging_up_twice_hands_over_once(line: Line):
    call = told(line)
    call.hang_up()
    before = line.dump()
    call.hang_up()
    call.hang_up("failed")
    assert line.dump() == before


@pytest.mark.parametrize(
    "words", ["ne rappelez pas", "non ne me rappelez pas", "surtout pas qu'on me rappelle", "je ne veux pas être rappelée"]
)
def test_who_does_not_want_to_be_called_is_not(line: Line, words: str):
    call = do(told(line), words)
    assert "personne ne vous rappellera" in call.now.said
    assert call.now.asks == "postal_code"
    call.hang_up()
    assert line.handoffs() == []


def test_who_cannot_be_called_safely_is_not(line: Line):
    call = do(at(line, "safe_contact"), "[2]")
    assert "Si la ligne coupe" not in call.now.said
    do(call, "[44000]").hang_up()
    assert line.handoffs() == []


@pytest.mark.parametrize("words", ["je ne sais pas", "je préfère ne pas répondre"])
def test_safety_that_was_not_told_is_no_safety(line: Line, words: str):
    line.engine.means("je ne sais pas", Act.DONT_KNOW)
    line.engine.means("je préfère ne pas répondre", Act.REFUSE_ANSWER)
    call = do(at(line, "safe_contact"), words)
    assert call.now.asks == "postal_code"
    call.hang_up()
    assert line.handoffs() == []


def test_a_withheld_number_that_was_given_counts(line: Line):
    do(at(line, "phone", "anonymous"), "[0639981234]", "[1]").hang_up()
    assert [handoff.reason for handoff in line.handoffs()] == ["cut"]


def test_the_number_that_calls_counts_only_once_it_was_agreed_to(line: Line):
    call = do(at(line, "phone"), "[1]", "[1]")
    assert call.draft.value("phone") == "+33639980001"
    other = at(line, "phone", "+33639980002")
    other.hang_up()
    call.hang_up()
    assert len(line.handoffs()) == 1


@pytest.mark.parametrize("where", ["sent", "danger"])
def test_what_was_handed_over_before_is_not_touched(line: Line, where: str):
    call = at(line, where)
    (before,) = line.handoffs()
    call.hang_up()
    (after,) = line.handoffs()
    assert (after.id, after.reason, after.updated_at) == (before.id, before.reason, before.updated_at)


def test_a_danger_is_handed_over_even_when_the_line_is_cut_at_once(line: Line):
    do(line.call(), DANGER).hang_up()
    assert [handoff.urgent for handoff in line.handoffs()] == [True]


def test_who_asked_for_a_person_and_hangs_up_keeps_her_hand_off(line: Line):
    call = do(line.call(), "[0]")
    call.hang_up()
    assert [handoff.reason for handoff in line.handoffs()] == ["human"]


def test_erasing_forgets_that_she_was_told(line: Line):
    line.engine.means("effacez mes données", Act.DELETE_DATA)
    call = do(told(line), "effacez mes données", "tout effacer")
    assert "effacé" in call.now.said
    call.hang_up()
    assert line.handoffs() == []


def test_who_is_told_once_is_not_told_at_every_answer(line: Line):
    call = told(line)
    for _ in range(3):
        do(call, "[44000]" if call.now.asks == "postal_code" else "[1]")
        assert "Si la ligne coupe" not in call.now.said


def test_a_code_that_was_given_still_works_after_the_line_was_cut(line: Line):
    call = do(at(line, "safe_contact"), "un code", "[12031960]")
    call.hang_up()
    with line.runtime.database.read() as session:
        assert session.scalars(select(ResumeCodeRow)).one().used_at is None


def test_a_post_that_comes_after_the_end_is_still_answered(line: Line):
    call = told(line)
    call.hang_up()
    assert do(call, "[44000]").now.asks == "regime"
    assert len(line.handoffs()) == 1


def test_who_stops_is_not_called_back(line: Line):
    line.engine.means("je veux arrêter", Act.STOP)
    call = do(told(line), "je veux arrêter", "arrêter")
    assert "rien n’est transmis" in call.now.said
    assert call.now.verbs[-1] == "Hangup"
    call.hang_up()
    assert line.handoffs() == []


@pytest.mark.parametrize("then", [[], ["…"], ["…", "…"]])
def test_who_says_goodbye_is_told_the_truth(line: Line, then: list[str]):
    line.engine.means("au revoir", Act.GOODBYE)
    call = do(told(line), "au revoir")
    assert "Rien n’est encore transmis" in call.now.said
    do(call, *then).hang_up()
    assert line.handoffs() == []


def test_who_said_goodbye_and_goes_on_is_called_back_again(line: Line):
    line.engine.means("au revoir", Act.GOODBYE)
    call = do(told(line), "au revoir", "continuer", "[44000]")
    call.hang_up()
    assert [handoff.reason for handoff in line.handoffs()] == ["cut"]


@pytest.mark.parametrize(
    "words", ["ne m'appelez pas", "non ne me rappelez pas", "je ne veux pas être rappelée", "pas besoin de me rappeler"]
)
def test_an_objection_where_safety_is_asked_is_the_answer_no(line: Line, words: str):
    call = do(at(line, "safe_contact"), words)
    assert call.draft.value("safe_contact") == "non"
    assert call.now.asks == "postal_code"
    call.hang_up()
    assert line.handoffs() == []


def test_a_date_of_six_figures_is_a_date_although_a_code_was_expected(line: Line):
    call = do(at(line, "birth_date"), "j'ai un code", "99 99 99", "12 03 60")
    assert "12 mars 1960" in call.now.said
