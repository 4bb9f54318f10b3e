"""STOP and START, as single words only: « arrêt de travail » is no wish to stop."""

from __future__ import annotations

from enum import StrEnum

from lexicon import plain

_STOP = frozenset({"stop", "stopall", "unsubscribe", "end", "cancel", "quit", "revoke", "optout", "desabonner"})
_START = frozenset({"start", "unstop"})
# Also an answer to what is asked about work: the word alone stops nothing while that is asked.
_ARRET = frozenset({"arret"})
_ABOUT_WORK = frozenset({"narrative", "sick_leave", "sick_leave_since", "employment_status", "job_risk"})


class Wish(StrEnum):
    """What a single word asks of us."""

    STOP = "stop"
    START = "start"


def wish_of(body: str, opt_out_type: str, asked: str | None) -> Wish | None:
    """STOP or START, when the whole message is that word, or when the carrier says that it took it so."""
    if opt_out_type.upper() in ("STOP", "START"):
        return Wish(opt_out_type.lower())
    word = plain(body).strip(" .!\n\r\t")
    if word in _STOP or (word in _ARRET and asked not in _ABOUT_WORK):
        return Wish.STOP
    return Wish.START if word in _START else None
