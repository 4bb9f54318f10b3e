"""A resume code: six figures, half an hour, once; guesses are few, for one caller and for everybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from intake.requests import erase_request
from intake.resuming import CODE_MINUTES, TooManyTriesError, is_code, new_code, redeem
from intake.resuming.codes import MOST_BY_CALLER, MOST_IN_ALL
from intake.runtime import Runtime
from intake.storage import AttemptRow, ResumeCodeRow
from tests.conftest import NOW
from tests.intake.requests.conftest import open_one

CALLER = "c" * 32


def request(runtime: Runtime, seed: int = 1) -> str:
    with runtime.database.write() as session:
        return open_one(session, NOW, seed=seed).request_id


def give(runtime: Runtime, request_id: str, now: datetime = NOW, random: Random | None = None) -> str:
    with runtime.database.write() as session:
        return new_code(session, request_id, indexer=runtime.indexer, now=now, random=random or Random(5))


def take(runtime: Runtime, text: str, now: datetime = NOW, caller: str = CALLER) -> str | None:
    with runtime.database.write() as session:
        return redeem(session, text, caller=caller, indexer=runtime.indexer, now=now)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


@given(
    st.integers(0, 999_999).map("{:06d}".format), st.sampled_from(["{}{}{}{}{}{}", "{}{} {}{} {}{}", "{}{}{} {}{}{}", "{} {} {} {} {} {}"])
)
def test_six_figures_are_a_code_however_they_are_spaced(code: str, shape: str):
    assert is_code(code)
    assert is_code(shape.format(*code))
    assert is_code(f" {shape.format(*code)} ")


@given(st.text(max_size=12))
def test_a_code_is_six_ascii_figures_and_spaces(text: str):
    figures = [char for char in text if char not in " \u00a0"]
    assert is_code(text) == (len(figures) == 6 and all(char in "0123456789" for char in figures))


@pytest.mark.parametrize("text", ["", "12345", "1234567", "12345a", "12-34-56", "１２３４５６", "٣٣٣٣٣٣", "²²²²²²", "12345\n6"])
def test_anything_else_is_no_code(text: str):
    assert not is_code(text)


def test_a_code_names_its_request_once(runtime: Runtime):
    wanted = request(runtime)
    code = give(runtime, wanted)
    assert is_code(code)
    assert take(runtime, code) == wanted
    assert take(runtime, code) is None


@pytest.mark.parametrize("shape", ["{}{}{}{}{}{}", "{}{} {}{} {}{}", "mon code est le {}{} {}{} {}{}"])
def test_a_code_is_taken_however_it_is_said(runtime: Runtime, shape: str):
    wanted = request(runtime)
    assert take(runtime, shape.format(*give(runtime, wanted))) == wanted


def test_a_code_lives_half_an_hour(runtime: Runtime):
    assert CODE_MINUTES == 30
    wanted = request(runtime)
    code = give(runtime, wanted)
    assert take(runtime, code, NOW + timedelta(minutes=30)) is None
    assert take(runtime, code, NOW + timedelta(minutes=30, seconds=-1)) == wanted


def test_a_new_code_voids_the_one_before(runtime: Runtime):
    wanted = request(runtime)
    first, second = give(runtime, wanted, random=Random(1)), give(runtime, wanted, random=Random(2))
    assert first != second
    assert take(runtime, first) is None
    assert take(runtime, second) == wanted


def test_codes_of_two_requests_live_side_by_side(runtime: Runtime):
    one, two = request(runtime, 1), request(runtime, 2)
    first, second = give(runtime, one, random=Random(1)), give(runtime, two, random=Random(2))
    assert take(runtime, second) == two
    assert take(runtime, first) == one


def test_a_code_that_is_alive_is_not_given_to_another(runtime: Runtime):
    one, two = request(runtime, 1), request(runtime, 2)
    first = give(runtime, one, random=Random(1))
    # The same source would draw the same figures first.
    second = give(runtime, two, random=Random(1))
    assert first != second


def test_a_dead_code_may_be_drawn_again(runtime: Runtime):
    one, two = request(runtime, 1), request(runtime, 2)
    first = give(runtime, one, random=Random(1))
    later = NOW + timedelta(minutes=31)
    assert give(runtime, two, later, random=Random(1)) == first
    assert take(runtime, first, later) == two


def test_the_code_itself_is_stored_nowhere(runtime: Runtime):
    code = give(runtime, request(runtime))
    with runtime.database.read() as session:
        (row,) = session.scalars(select(ResumeCodeRow))
    assert code not in row.token
    assert len(row.token) == 32


def test_a_caller_has_five_tries_within_the_hour(runtime: Runtime):
    assert MOST_BY_CALLER == 5
    wanted = request(runtime)
    code = give(runtime, wanted)
    for _ in range(MOST_BY_CALLER):
        assert take(runtime, wrong(code)) is None
    with pytest.raises(TooManyTriesError):
        take(runtime, code)
    # Somebody else may still take it.
    assert take(runtime, code, caller="d" * 32) == wanted


def test_tries_are_forgotten_after_an_hour(runtime: Runtime):
    code = give(runtime, request(runtime))
    for _ in range(MOST_BY_CALLER):
        take(runtime, wrong(code))
    with pytest.raises(TooManyTriesError):
        take(runtime, code, NOW + timedelta(minutes=59, seconds=59))
    later = NOW + timedelta(hours=1)
    wanted = request(runtime, 2)
    assert take(runtime, give(runtime, wanted, later), later) == wanted
    with runtime.database.read() as session:
        assert session.scalars(select(AttemptRow)).all() == []


def test_everybody_together_has_a_hundred_tries(runtime: Runtime):
    assert MOST_IN_ALL == 100
    code = give(runtime, request(runtime))
    for n in range(MOST_IN_ALL):
        assert take(runtime, wrong(code), caller=f"{n:032d}") is None
    with pytest.raises(TooManyTriesError):
        take(runtime, code, caller="z" * 32)


def test_right_codes_are_no_tries(runtime: Runtime):
    for seed in range(8):
        wanted = request(runtime, seed + 1)
        assert take(runtime, give(runtime, wanted, random=Random(seed))) == wanted
    with runtime.database.read() as session:
        assert session.scalars(select(AttemptRow)).all() == []


def test_an_expired_or_used_code_counts_as_a_wrong_one(runtime: Runtime):
    code = give(runtime, request(runtime))
    take(runtime, code)
    take(runtime, code)
    take(runtime, code, NOW + timedelta(minutes=31))
    with runtime.database.read() as session:
        assert len(session.scalars(select(AttemptRow)).all()) == 2


def test_a_code_of_an_erased_request_leads_nowhere(runtime: Runtime):
    wanted = request(runtime)
    code = give(runtime, wanted)
    with runtime.database.write() as session:
        erase_request(session, wanted)
    assert take(runtime, code) is None
