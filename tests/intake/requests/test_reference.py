from random import Random

from hypothesis import given
from hypothesis import strategies as st

from intake.requests import is_reference, new_reference, reference_in_pairs


@given(st.integers(0, 2**32))
def test_a_reference_is_eight_digits_with_a_right_check_digit(seed: int):
    reference = new_reference(Random(seed))
    assert len(reference) == 8
    assert is_reference(reference)


@given(st.integers(0, 2**32), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(seed: int, place: int, shift: int):
    reference = new_reference(Random(seed))
    wrong = str((int(reference[place]) + shift) % 10)
    assert not is_reference(reference[:place] + wrong + reference[place + 1 :])


@given(st.text(max_size=12))
def test_any_other_text_is_no_reference_and_never_an_error(text: str):
    assert is_reference(text) in (True, False)


def test_it_is_said_in_pairs():
    assert reference_in_pairs("12345678") == "12 34 56 78"
