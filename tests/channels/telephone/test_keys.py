"""Keys: numbers, dates and codes of places as figures, one key for a choice, and what no key means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.telephone.keypad import by_key, pressed
from intake.convention import sample_convention
from intake.requests import Choice
from lexicon.codes import Act, AnswerStatus
from tests.channels.line import Line
from tests.channels.telephone.people import at, do

FIELDS = list(sample_convention().fields)
YES_NO = (Choice(id="a", title="Oui", act=Act.AFFIRM), Choice(id="b", title="Non", act=Act.DENY))


@given(digits=st.text("0123456789*#", max_size=30), field=st.sampled_from([None, *FIELDS]), shown=st.sampled_from([(), YES_NO]))
def test_any_keys_mean_one_thing_at_most(digits: str, field, shown: tuple[Choice, ...]):
    meant = pressed(digits, field, shown)
    assert [bool(meant.move), bool(meant.choice_id), bool(meant.text)].count(True) <= 1
    if digits.strip("#") == "0":
        assert meant.move == "human"
    if meant.choice_id:
        assert meant.choice_id == {"1": "a", "2": "b"}[digits.strip("#")]


@pytest.mark.parametrize("keys", ["12031960", "29022024", "01011930"])
def test_a_date_of_birth_is_typed(line: Line, keys: str):
    call = do(at(line, "birth_date"), f"[{keys}]")
    assert call.draft.value("birth_date") == f"{keys[4:]}-{keys[2:4]}-{keys[:2]}"
    assert call.draft.status("birth_date") is AnswerStatus.TOLD


@pytest.mark.parametrize("keys", ["31021960", "29021970", "00000000", "12131960", "32011960", "01013060", "1203", "1", "120319600"])
def test_a_date_that_does_not_exist_is_asked_again_and_not_guessed(line: Line, keys: str):
    call = do(at(line, "birth_date"), f"[{keys}]")
    assert call.now.asks == "birth_date"
    assert call.draft.value("birth_date") is None
    assert do(call, "[12031960]").draft.value("birth_date") == "1960-03-12"


@pytest.mark.parametrize("keys", ["06399812", "063998", "0", "01", "0639981234567", "1111111111", "9999999999"])
def test_a_number_that_is_not_whole_is_asked_again(line: Line, keys: str):
    call = do(at(line, "phone", "anonymous"), f"[{keys}]")
    assert call.draft.value("phone") is None
    if keys != "0":
        assert call.now.asks == "phone"


def test_a_number_typed_is_said_in_passing_and_one_said_is_read_back(line: Line):
    typed = do(at(line, "phone"), "[0639981234]")
    assert typed.now.said.startswith("06, 39, 98, 12, 34.")
    assert typed.now.asks == "safe_contact"
    spoken = do(at(line, "phone", "+33639980002"), "zéro six trente-neuf quatre-vingt-dix-huit douze trente-quatre")
    assert spoken.now.asks is None
    assert "06, 39, 98, 12, 34" in spoken.now.said
    assert do(spoken, "[1]").now.asks == "safe_contact"


def test_a_number_read_back_wrong_is_asked_again(line: Line):
    call = do(at(line, "checking"), "[2]")
    assert call.now.asks == "phone"
    assert call.draft.value("phone") is None
    assert do(call, "[0639985678]").draft.value("phone") == "+33639985678"


def test_the_figures_expected_are_told_to_the_carrier(line: Line):
    assert at(line, "phone").now.gather("numDigits") == "10"
    assert at(line, "safe_contact", "+33639980002").now.gather("numDigits") == "1"
    assert at(line, "postal_code", "+33639980003").now.gather("numDigits") == "5"
    assert at(line, "birth_date", "+33639980004").now.gather("numDigits") == "8"
    assert line.call("+33639980005").now.gather("numDigits") is None


@pytest.mark.parametrize("keys", ["44000", "53000", "49000"])
def test_a_postal_code_is_typed(line: Line, keys: str):
    call = do(at(line, "postal_code"), f"[{keys}]")
    assert call.draft.value("postal_code") == keys
    assert f"{keys[:2]} {keys[2:]}" in call.now.said


@pytest.mark.parametrize("keys", ["4400", "00000", "99999", "4", "440000"])
def test_a_postal_code_that_does_not_exist_is_asked_again(line: Line, keys: str):
    call = do(at(line, "postal_code"), f"[{keys}]")
    assert call.now.asks == "postal_code"
    assert call.draft.value("postal_code") is None


@pytest.mark.parametrize(("keys", "value"), [("1", "oui"), ("2", "non"), ("1#", "oui")])
def test_one_for_yes_two_for_no(line: Line, keys: str, value: str):
    assert do(at(line, "safe_contact"), f"[{keys}]").draft.value("safe_contact") == value


@pytest.mark.parametrize("keys", ["3", "9", "**", "12"])
def test_a_key_that_is_no_choice_is_no_answer(line: Line, keys: str):
    call = do(at(line, "safe_contact"), f"[{keys}]")
    assert call.draft.value("safe_contact") is None
    assert call.now.asks == "safe_contact"


@pytest.mark.parametrize(("key", "value"), [("1", "general"), ("2", "agricole"), ("4", "independant")])
def test_a_menu_by_its_place_once_it_was_said(line: Line, key: str, value: str):
    call = do(at(line, "regime"), "…", "…")
    assert "4 pour" in call.now.said
    assert do(call, f"[{key}]").draft.value("regime") == value


@pytest.mark.parametrize("field", ["regime", "hospital_status"])
def test_a_key_whose_meaning_nobody_said_is_no_answer(line: Line, field: str):
    call = do(at(line, field), "[3]")
    assert call.draft.value(field) is None
    assert call.now.asks == field
    assert "3 pour" in do(call, "[3]").now.said
    assert do(call, "[3]").draft.value(field) is not None


def test_the_number_that_calls_is_taken_with_one(line: Line):
    assert do(at(line, "phone"), "[1]").draft.value("phone") == "+33639980001"


def test_what_was_typed_is_noted_as_typed(line: Line):
    call = do(at(line, "phone"), "[0639981234]")
    assert line.messages(call.conversation_id)[-1].payload["keypad"]


def test_a_key_at_a_read_back_is_yes_or_not_right(line: Line):
    assert do(at(line, "understood"), "[1]").now.asks == "phone"
    wrong = do(at(line, "understood", "+33639980002"), "[2]")
    assert "pas juste" in wrong.now.said
    assert wrong.state.memory.stage == "understood"


@pytest.mark.parametrize("sign", ["²", "٣", "²²²²²²²²"])
@pytest.mark.parametrize("where", ["opening", "understood", "phone", "birth_date"])
def test_a_sign_that_only_resembles_a_figure_is_no_key(line: Line, where: str, sign: str):
    # `str.isdigit` is true of it, `int` is not.
    call = do(at(line, where), f"[{sign}]")
    assert call.now.verbs[0] == "Gather"
    assert line.handoffs() == []


def test_two_is_no_where_the_number_that_calls_is_offered(line: Line):
    call = do(at(line, "phone"), "[2]")
    assert call.now.asks == "phone"
    assert "pas bien compris" not in call.now.said
    assert call.draft.value("phone") is None


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5"])
def test_keys_that_nobody_announced_neither_send_nor_erase(line: Line, key: str):
    line.engine.means("je veux arrêter", Act.STOP)
    call = do(at(line, "regime"), "je veux arrêter")
    assert "apez" not in call.now.said
    do(call, f"[{key}]")
    assert line.handoffs() == []
    assert call.draft.account


def test_a_key_where_what_is_wrong_is_asked_drops_no_fact(line: Line):
    call = do(at(line, "understood"), "[2]")
    assert "apez" not in call.now.said
    before = call.draft.answers
    assert do(call, "[1]").draft.answers == before


@pytest.mark.parametrize("acts", [["patati patata"] * 2, ["…"] * 2])
def test_a_list_has_keys_once_they_were_said(line: Line, acts: list[str]):
    call = at(line, "regime")
    assert call.now.gather("numDigits") is None
    do(call, *acts)
    # The second step of a ladder says four options and their keys.
    assert "4 pour" in call.now.said
    assert "5 pour" not in call.now.said
    assert call.now.gather("numDigits") == "1"
    assert do(call, "[2]").draft.value("regime") == "agricole"


def _choices(code: str, count: int) -> tuple[Choice, ...]:
    return tuple(Choice(id=str(n), title=str(n), field=code, value=str(n)) for n in range(count))


SECONDARY = Choice(id="z", title="Je ne sais pas", act=Act.DONT_KNOW, secondary=True)


def test_keys_stand_for_what_was_said_aloud():
    convention = sample_convention()
    regime, safe, phone, name = (convention.field(code) for code in ("regime", "safe_contact", "phone", "name"))
    menu, two = _choices("regime", 7), _choices("safe_contact", 2)
    assert by_key(regime, (*menu, SECONDARY), menu_said=False) == ()
    assert by_key(regime, (*menu, SECONDARY), menu_said=True) == menu[:4]
    assert by_key(safe, (*two, SECONDARY), menu_said=False) == two
    assert by_key(phone, (*YES_NO, SECONDARY), menu_said=False) == YES_NO
    assert by_key(name, YES_NO, menu_said=True) == ()
    assert by_key(None, (*YES_NO, *menu), menu_said=True) == YES_NO
    # Offers that begin with no « oui » are taken by saying them.
    assert by_key(None, (*menu, *YES_NO), menu_said=True) == ()
    assert by_key(None, (SECONDARY,), menu_said=True) == ()
