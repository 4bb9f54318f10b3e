"""The date of a fact inside a story, and how many of its words tell it."""

from __future__ import annotations

from datetime import date

from intake.reading import Policy, read_date, with_digits

_POLICIES = {"sick_leave_since": Policy.PAST, "hospital_discharge_date": Policy.NEAREST}


def date_in_story(field: str, plain: str, today: date) -> tuple[str, int] | None:
    """ISO date told in these plain words, and the length of the shortest beginning that tells it; None when there is none."""
    value = _read(field, plain, today)
    if value is None:
        return None
    ends = [i for i, char in enumerate(plain) if char == " "] + [len(plain)]
    return next((value, end) for end in ends if _read(field, plain[:end], today) == value)


def _read(field: str, plain: str, today: date) -> str | None:
    read = read_date(with_digits(plain), today, _POLICIES[field])
    return read.value if isinstance(read.value, str) else None
