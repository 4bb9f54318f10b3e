from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.clock import DAYS, PARIS, OpeningHours, hours_in_words

# Nights on which the clock changes: 2 h is skipped in March, comes twice in October.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
NIGHT = OpeningHours(week={day: ((time(2, 15), time(2, 45)),) for day in range(7)})


def paris(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS, fold=fold)


# The calendar of a year is worked out once, which takes longer than the usual deadline.
law = settings(deadline=None)

minutes = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))
spans = st.tuples(minutes, minutes)
weeks = st.dictionaries(st.integers(0, 6), st.lists(spans, max_size=3).map(tuple), max_size=7)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))
# Hours around the two changes of clock of a year, where mistakes are made.
changes = st.sampled_from([SPRING, AUTUMN]).flatmap(
    lambda day: st.integers(0, 48 * 60).map(lambda minute: datetime.combine(day, time(0), UTC) + timedelta(minutes=minute - 24 * 60))
)
closed = st.frozensets(st.dates(date(2024, 1, 1), date(2032, 1, 1)) | st.sampled_from([SPRING, AUTUMN]), max_size=5)
hours_ = st.builds(OpeningHours, week=weeks, closed=closed, alsace_moselle=st.booleans()).filter(lambda hours: hours.week)


@law
@given(hours_, moments | changes)
def test_the_next_opening_is_open_and_nothing_opens_before_it(hours: OpeningHours, moment: datetime):
    opening = hours.next_opening(moment)
    assert hours.is_open(opening)
    assert opening.astimezone(UTC) >= moment
    if hours.is_open(moment):
        assert opening == moment
        return
    # Spans begin on whole minutes, so it is enough to look at those; a day of them at most.
    first = max(moment.replace(second=0, microsecond=0) + timedelta(minutes=1), opening.astimezone(UTC) - timedelta(days=1))
    before = (first + timedelta(minutes=n) for n in range(24 * 60))
    assert not any(hours.is_open(at) for at in before if at < opening.astimezone(UTC))


@law
@given(hours_, st.dates(date(2024, 1, 1), date(2032, 1, 1)), st.integers(1, 12))
def test_the_working_day_after_is_a_working_day_and_they_follow_each_other(hours: OpeningHours, day: date, count: int):
    found = hours.working_day_after(day, count)
    assert found > day
    assert hours.works_on(found)
    assert found == hours.working_day_after(hours.working_day_after(day, count - 1)) or count == 1
    assert sum(hours.works_on(day + timedelta(days=n)) for n in range(1, (found - day).days + 1)) == count


@law
@given(hours_, moments | changes)
def test_it_is_open_only_on_a_working_day_within_a_span(hours: OpeningHours, moment: datetime):
    local = moment.astimezone(PARIS)
    within = any(start <= local.time() < end for start, end in hours.week.get(local.weekday(), ()))
    assert hours.is_open(moment) is (hours.works_on(local.date()) and within)
    assert hours.is_open(moment) is hours.is_open(local)


@law
@given(weeks)
def test_spans_are_in_order_apart_from_each_other_and_open_the_same_minutes(week: dict[int, tuple[tuple[time, time], ...]]):
    hours = OpeningHours(week=week)
    for day in range(7):
        known = hours.week.get(day, ())
        flat = [moment for span in known for moment in span]
        assert flat == sorted(set(flat))
        for minute in range(0, 24 * 60, 7):
            at = time(*divmod(minute, 60))
            assert any(a <= at < b for a, b in known) is any(a <= at < b for a, b in week.get(day, ()))


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        ("2026-03-30T08:59:59.999999", False),
        ("2026-03-30T09:00", True),
        ("2026-03-30T12:29:59.999999", True),
        ("2026-03-30T12:30", False),
        ("2026-10-26T08:59:59", False),
        ("2026-10-26T09:00", True),
    ],
)
def test_edges_on_the_days_after_the_clock_changed(moment: str, open_: bool):
    hours = OpeningHours(week={0: ((time(9), time(12, 30)),)})
    assert hours.is_open(paris(moment)) is open_
    assert hours.is_open(paris(moment).astimezone(UTC)) is open_


def test_an_hour_that_the_clock_skips_is_never_there():
    assert not NIGHT.is_open(paris("2026-03-29T02:20"))
    assert NIGHT.next_opening(paris("2026-03-28T23:00")) == paris("2026-03-30T02:15")


def test_an_hour_that_comes_twice_opens_twice():
    first, second = paris("2026-10-25T02:20"), paris("2026-10-25T02:20", fold=1)
    assert NIGHT.is_open(first)
    assert NIGHT.is_open(second)
    assert NIGHT.next_opening(paris("2026-10-25T02:50")).astimezone(UTC) == datetime(2026, 10, 25, 1, 15, tzinfo=UTC)
    late = OpeningHours(week={6: ((time(1), time(2, 30)),)})
    assert late.next_opening(paris("2026-10-25T02:40")).astimezone(UTC) == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


def test_a_span_that_begins_in_the_skipped_hour_opens_after_it():
    hours = OpeningHours(week={6: ((time(2, 30), time(5)),)})
    assert hours.next_opening(paris("2026-03-29T01:00")).astimezone(UTC) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)


def test_good_friday_and_the_day_after_christmas_in_alsace_moselle_only():
    week = {day: ((time(9), time(17)),) for day in range(6)}
    here, there = OpeningHours(week=week), OpeningHours(week=week, alsace_moselle=True)
    for day in (date(2026, 4, 3), date(2026, 12, 26)):
        assert here.works_on(day)
        assert not there.works_on(day)
    assert not there.works_on(date(2026, 11, 11))


def test_single_days_closed():
    hours = OpeningHours(week={0: ((time(9), time(17)),)}, closed=frozenset({date(2026, 11, 23)}))
    assert not hours.is_open(paris("2026-11-23T10:00"))
    assert hours.next_opening(paris("2026-11-23T10:00")) == paris("2026-11-30T09:00")


def test_hours_that_never_open_are_an_error_and_not_an_endless_search():
    never = OpeningHours(week={0: ((time(17), time(9)),), 1: ()})
    assert never.week == {}
    for ask in (lambda: never.next_opening(paris("2026-11-23T10:00")), lambda: never.working_day_after(date(2026, 11, 23))):
        with pytest.raises(ValueError, match="aucun jour"):
            ask()
    assert hours_in_words(never) == "fermé pour le moment"


MORNING, DAY = (time(9), time(12)), (time(9), time(17))


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (
            {day: ((time(9), time(12, 30)), (time(13, 30), time(17))) for day in range(5)},
            "du lundi au vendredi, de 9 h à 12 h 30 et de 13 h 30 à 17 h",
        ),
        ({0: (MORNING,), 1: (DAY,), 2: (DAY,), 3: (DAY,)}, "le lundi de 9 h à 12 h ; du mardi au jeudi de 9 h à 17 h"),
        ({3: (MORNING,)}, "le jeudi, de 9 h à 12 h"),
        ({1: (DAY,), 0: (DAY,)}, "le lundi et le mardi, de 9 h à 17 h"),
        ({0: (DAY,), 1: (DAY,), 2: (DAY,), 4: (DAY,)}, "du lundi au mercredi et le vendredi, de 9 h à 17 h"),
        ({0: (DAY,), 2: (DAY,), 4: (DAY,), 3: (MORNING,)}, "le lundi, le mercredi et le vendredi de 9 h à 17 h ; le jeudi de 9 h à 12 h"),
        (dict.fromkeys(range(7), (DAY,)), "tous les jours, de 9 h à 17 h"),
        (
            {0: ((time(8, 5), time(9)), MORNING, (time(14), time(15)), (time(16), time(17)))},
            "le lundi, de 8 h 05 à 12 h, de 14 h à 15 h et de 16 h à 17 h",
        ),
    ],
)
def test_hours_are_said_as_people_say_them(week: dict[int, tuple[tuple[time, time], ...]], said: str):
    assert hours_in_words(OpeningHours(week=week)).replace("\u00a0", " ") == said


def test_an_hour_is_never_cut_at_the_end_of_a_line():
    said = hours_in_words(OpeningHours(week={0: ((time(9), time(12, 30)),), 1: (MORNING,)}))
    assert said == "le lundi de 9\u00a0h à 12\u00a0h\u00a030\u00a0; le mardi de 9\u00a0h à 12\u00a0h"


@law
@given(weeks)
def test_every_open_day_is_said_once_and_no_other(week: dict[int, tuple[tuple[time, time], ...]]):
    hours = OpeningHours(week=week)
    said = hours_in_words(hours)
    if len(hours.week) in (0, 7):
        return
    for day, name in enumerate(DAYS):
        assert said.count(name) <= 1
        if name in said:
            assert day in hours.week
