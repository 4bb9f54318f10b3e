"""Facts made so general that they are nobody's.

What leaves: the values of closed lists (oui, non, a status), as they are; a count as 0, 1, 2 or "3+"; a date only as
"before", "same_day" or "after" the day of the request; a birth date as a band of age; a postal code as its département.
What never leaves: words, names, numbers, addresses, availabilities, the social-security number. An age and a département
are left out where fewer than ten of the decisions share them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from intake.convention import Convention, FieldKind
from intake.draft import Draft

AGE, PLACE = "age", "departement"
_BANDS = ((26, "0-25"), (45, "26-44"), (62, "45-61"))
_OLDEST = "62+"


def general_facts(convention: Convention, draft: Draft, codes: Iterable[str]) -> dict[str, Any]:
    """The facts of these fields in general terms, by their code; `birth_date` and `postal_code` become `age` and `departement`."""
    found = {}
    for code in codes:
        value = draft.value(code)
        if value is None or not convention.has_field(code):
            continue
        general = _general(convention.field(code).kind, code, value, draft.reference_date)
        if general is not None:
            found[{"birth_date": AGE, "postal_code": PLACE}.get(code, code)] = general
    return found


def _general(kind: FieldKind, code: str, value: Any, reference: date) -> Any:
    match kind:
        case FieldKind.CHOICE:
            return value
        case FieldKind.CHOICES:
            return sorted(value)
        case FieldKind.COUNT:
            return str(value) if int(value) < 3 else "3+"
        case FieldKind.DATE:
            day = date.fromisoformat(value)
            if code == "birth_date":
                age = reference.year - day.year - ((reference.month, reference.day) < (day.month, day.day))
                return next((band for limit, band in _BANDS if age < limit), _OLDEST)
            return "before" if day < reference else "same_day" if day == reference else "after"
        case FieldKind.POSTAL_CODE:
            return value[:3] if value.startswith(("97", "98")) else value[:2]
        case _:
            return None
