"""Numbers as carriers show them: in full, withheld, or not numbers at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.telephony import last_figures, number_of


@pytest.mark.parametrize(
    ("shown", "number"),
    [
        ("+33639980001", "+33639980001"),
        ("+33 6 39 98 00 01", "+33639980001"),
        ("+33261911000", "+33261911000"),
        ("+262639980001", "+262639980001"),
    ],
)
def test_a_number_in_full(shown: str, number: str):
    assert number_of(shown) == number


@pytest.mark.parametrize(
    "shown",
    [
        "",
        " ",
        "+",
        "anonymous",
        "Anonymous",
        "RESTRICTED",
        "UNAVAILABLE",
        "unknown",
        "+266696687",
        "+7378742883",
        "+2562533",
        "+8656696",
        "+86282452253",
        "0639980001",
        "33639980001",
        "38200",
        "+38200",
        "+3363998",
        "+336399800011234567",
        "sip:alice@exemple.fr",
        "client:alice",
        "whatsapp:+33639980001",
        "InfoConso",
        "+33abc",
        "\x00",
        "+٣٣٦٣٩٩٨٠٠٠١" + "x" * 300,
    ],
)
def test_what_is_no_number_to_answer_to(shown: str):
    assert number_of(shown) is None


@given(st.text(max_size=60))
def test_whatever_is_shown_is_a_number_in_full_or_none(shown: str):
    number = number_of(shown)
    assert number is None or (number.startswith("+") and number[1:].isascii() and number[1:].isdigit() and len(number) <= 17)


@given(st.from_regex(r"\+3363998[0-9]{4}", fullmatch=True))
def test_reading_a_number_twice_changes_nothing(shown: str):
    number = number_of(shown)
    assert number == shown
    assert last_figures(number) == f"{shown[-4:-2]} {shown[-2:]}"
