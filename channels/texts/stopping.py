"""STOP and START, as single words only: « arrêt de travail » is no wish to stop."""

from __future__ import annotations

from enum import StrEnum

from lexicon import plain

_STOP = frozenset({"stop", "stopall", "unsubscribe", "end", "cancel", "quit", "revoke", "optout"})
_START = frozenset({"start", "unstop"})
# In French the word may also answer a question about work: it stops texts only where another field is asked.
_ARRET = frozenset({"arret", "desabonner"})
_ABOUT_WORK = frozenset({"narrative", "sick_leave", "sick_leave_since", "employment_status", "job_risk", "work_accident"})


class Wish(StrEnum):
    """What a single word asks of us."""

    STOP = "stop"
    # The carrier does not know this word: we confirm it.
    ARRET = "arret"
    START = "start"
    # The carrier answers it by itself.
    HELP = "help"


def wish_of(body: str, opt_out_type: str, asked: str | None) -> Wish | None:
    """The wish, when the whole message is one such word, or when the carrier says that it took it so."""
    if opt_out_type.upper() in ("STOP", "START", "HELP"):
        return Wish(opt_out_type.lower())
    word = plain(body).strip(" .!\n\r\t")
    if word in _STOP:
        return Wish.STOP
    if word in _ARRET and asked is not None and asked not in _ABOUT_WORK:
        return Wish.ARRET
    return Wish.START if word in _START else None
