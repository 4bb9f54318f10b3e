"""Dates and phone numbers as they are read and said."""

from __future__ import annotations

from datetime import date

import phonenumbers

from intake.clock import date_in_words


def iso_date_in_words(iso: str) -> str:
    """« 1er mars 1961 »; the text itself when it is not an ISO date."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return date_in_words(day)


def spoken_phone(e164: str) -> str:
    """« 06 39 98 12 34 » for a French number, the international form for others."""
    number = phonenumbers.parse(e164, None)
    national = number.country_code == 33
    style = phonenumbers.PhoneNumberFormat.NATIONAL if national else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)
