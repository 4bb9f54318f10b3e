"""When to call: laws that hold for any availability and any try."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.calling_back import Availability, CallResult, OtherWay, availability_of, next_slot, next_try, other_ways
from intake.calling_back.times import Part, part_of
from intake.clock import PARIS, OpeningHours

HOURS = OpeningHours(week={day: ((time(9), time(12, 30)), (time(13, 30), time(17))) for day in range(5)})
# The first question about a year loads its holidays: no limit of time for one example.
CALM = settings(deadline=None)
MOMENTS = st.datetimes(min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31)).map(lambda naive: naive.replace(tzinfo=UTC))
WHENEVER = st.builds(
    Availability,
    days=st.none() | st.frozensets(st.integers(0, 4), min_size=1),
    part=st.none() | st.sampled_from(list(Part)),
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=PARIS)


@CALM
@given(MOMENTS, WHENEVER)
def test_a_slot_is_open_fits_and_is_the_first(after: datetime, availability: Availability):
    slot = next_slot(after, availability, HOURS)
    assert slot is not None
    assert slot >= after
    assert HOURS.is_open(slot)
    assert availability.fits(slot)
    # Nothing that fits was passed over.
    assert next_slot(slot, availability, HOURS) == slot
    step = after
    while step < slot and step < after + timedelta(days=2):
        assert not (HOURS.is_open(step) and availability.fits(step))
        step += timedelta(minutes=37)


@CALM
@given(MOMENTS, WHENEVER, st.sampled_from(list(CallResult)))
def test_the_next_try_is_at_another_part_of_the_day_or_on_another_day(moment: datetime, availability: Availability, result: CallResult):
    again = next_try(result, moment, availability, HOURS)
    if result.ends_calling:
        assert again is None
        return
    assert again is not None
    assert again > moment
    assert HOURS.is_open(again)
    assert availability.fits(again)
    if result is not CallResult.BUSY:
        assert (part_of(again), again.astimezone(PARIS).date()) != (part_of(moment), moment.astimezone(PARIS).date())
        if availability.part is None:
            assert part_of(again) is not part_of(moment)


def test_days_and_parts_as_people_say_them():
    # Monday 23 November 2026.
    assert next_try(CallResult.NO_ANSWER, at(23, 10), Availability(), HOURS) == at(23, 13, 30)
    assert next_try(CallResult.VOICEMAIL, at(23, 15), Availability(), HOURS) == at(24, 9)
    assert next_try(CallResult.VOICEMAIL, at(27, 15), Availability(), HOURS) == at(30, 9)
    assert next_try(CallResult.BUSY, at(23, 10), Availability(), HOURS) == at(23, 10, 30)
    assert next_try(CallResult.BUSY, at(23, 16, 45), Availability(), HOURS) == at(24, 9)
    assert next_try(CallResult.NO_ANSWER, at(24, 10), availability_of({"days": ["mardi"], "part": "matin"}), HOURS) == datetime(
        2026, 12, 1, 9, tzinfo=PARIS
    )
    assert next_slot(at(23, 8), availability_of({"days": ["mercredi", "jeudi"], "part": "apres_midi"}), HOURS) == at(25, 13, 30)


@pytest.mark.parametrize("value", [None, "mardi", [], {}, {"days": [], "part": "indifferent"}, {"days": ["lundredi"], "part": "soir"}])
def test_what_is_not_known_is_any_time(value: object):
    assert availability_of(value) == Availability()


def test_a_service_that_never_opens_has_no_next_time():
    assert next_slot(at(23, 10), Availability(), OpeningHours(week={})) is None
    shut = OpeningHours(week={0: ((time(9), time(12)),)}, closed=frozenset(date(2026, 11, 23) + timedelta(days=n) for n in range(90)))
    assert next_try(CallResult.NO_ANSWER, at(23, 10), Availability(), shut) is None


def test_nothing_is_written_to_who_may_be_harmed_by_it():
    known = {"phone": "+33639981234", "email": "j@example.fr", "third_party_phone": "+33261910000", "person_agreement": "oui"}
    assert other_ways({**known, "safe_contact": "oui"}) == (OtherWay.SMS, OtherWay.EMAIL, OtherWay.THIRD_PARTY, OtherWay.LETTER)
    assert other_ways(known) == (OtherWay.THIRD_PARTY,)
    assert other_ways({**known, "safe_contact": "non"}) == ()
    assert other_ways({"phone": "+33261911234", "safe_contact": "oui"}) == (OtherWay.LETTER,)
