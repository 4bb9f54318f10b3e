import pytest

# The Rasa environment, where these tests run too, has no Hypothesis.
hypothesis = pytest.importorskip("hypothesis")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from lexicon import SHAPE_KINDS, asks_for_person, find_danger, find_distress, find_nir, fold, has_shape, mask_nir, plain  # noqa: E402

ANY_TEXT = st.text(st.characters(), max_size=300)


@given(ANY_TEXT)
def test_plain_is_idempotent(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(ANY_TEXT, st.integers(-5, 400), st.integers(-5, 400))
def test_spans_stay_inside_the_text(text: str, start: int, end: int) -> None:
    first, last = fold(text).span(start, end)
    assert 0 <= first <= last <= len(text)


@given(ANY_TEXT)
def test_every_reader_is_total(text: str) -> None:
    danger, distress = find_danger(text), find_distress(text)
    for start, end in ((danger.start, danger.end) if danger else (0, 0), distress or (0, 0), *find_nir(text)):
        assert 0 <= start <= end <= len(text)
    for kind in SHAPE_KINDS:
        assert has_shape(kind, text) in (True, False)


@given(ANY_TEXT, ANY_TEXT)
@settings(max_examples=50)
def test_a_clear_danger_is_found_whatever_surrounds_it(before: str, after: str) -> None:
    assert find_danger(f"{before} . je veux mourir . {after}") is not None


PARTS = st.tuples(st.integers(1, 2), st.integers(0, 99), st.integers(1, 12), st.integers(1, 95), st.integers(1, 999), st.integers(1, 999))


@given(PARTS, st.sampled_from(["", " ", ".", "-", "\u00a0"]))
def test_any_number_of_the_usual_form_is_masked(numbers: tuple[int, int, int, int, int, int], separator: str) -> None:
    sex, year, month, place, town, order = numbers
    body = f"{sex}{year:02d}{month:02d}{place:02d}{town:03d}{order:03d}"
    parts = [str(sex), f"{year:02d}", f"{month:02d}", f"{place:02d}", f"{town:03d}", f"{order:03d}", f"{97 - int(body) % 97:02d}"]
    masked = mask_nir(f"mon numéro est {separator.join(parts)}, merci")
    assert masked == "mon numéro est [numéro de sécurité sociale masqué], merci"
    assert mask_nir(masked) == masked


@given(ANY_TEXT)
def test_a_demand_for_a_person_is_told_of_any_text(text: str) -> None:
    assert asks_for_person(text) in (True, False)
