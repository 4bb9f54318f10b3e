from datetime import UTC, datetime

from intake.clock import SystemClock, clock_from


def test_a_shifted_clock_starts_where_it_is_told_and_goes_on():
    clock = clock_from(datetime(2026, 11, 22, 23, 30))
    first = clock.now()
    assert first.tzinfo is UTC
    assert first >= datetime(2026, 11, 22, 22, 30, tzinfo=UTC)
    assert clock.now() > first
    assert clock.today().isoformat() == "2026-11-22"


def test_without_a_start_it_is_the_machine_s_clock():
    assert isinstance(clock_from(None), SystemClock)
