"""The number that calls or writes; it is where to reach somebody, never a proof of who it is."""

from __future__ import annotations

import phonenumbers
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.storage import CallRow, TextThreadRow

# What carriers show in place of a number that is withheld or unknown: RESTRICTED, ANONYMOUS and the like on a keypad.
_WITHHELD = frozenset({"+266696687", "+7378742883", "+2562533", "+8656696", "+86282452253", "+464"})


def number_of(shown: str) -> str | None:
    """The caller's number in E.164, or None when it is withheld or no telephone number."""
    if shown in _WITHHELD or not shown.startswith("+"):
        return None
    try:
        parsed = phonenumbers.parse(shown, None)
    except phonenumbers.NumberParseException:
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) if phonenumbers.is_possible_number(parsed) else None


def last_figures(number: str) -> str:
    """The last four figures, in pairs: « 34 12 »."""
    return f"{number[-4:-2]} {number[-2:]}"


def caller_of(session: Session, conversation_id: str) -> str | None:
    """The number from which this conversation is held, by telephone or by SMS, when it is shown."""
    called = session.scalar(select(CallRow.caller).where(CallRow.conversation_id == conversation_id))
    if called is not None:
        return called
    return session.scalar(select(TextThreadRow.number).where(TextThreadRow.conversation_id == conversation_id))
