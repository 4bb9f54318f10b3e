"""Telephone calls and text threads: which conversation they carry, and how far each has got."""

from intake.telephony.calls import (
    Call,
    CallState,
    StoredTurn,
    end_call,
    find_call,
    forgotten_calls,
    hold_call,
    keep_call,
    open_call,
    pass_call,
    store_turn,
    stored_turn,
    take_call,
)
from intake.telephony.numbers import caller_of, last_figures, number_of
from intake.telephony.threads import Thread, find_thread, keep_thread, thread_in, thread_of, touch_thread
from intake.telephony.writing import text_on

__all__ = [
    "Call",
    "CallState",
    "StoredTurn",
    "Thread",
    "caller_of",
    "end_call",
    "find_call",
    "find_thread",
    "forgotten_calls",
    "hold_call",
    "keep_call",
    "keep_thread",
    "last_figures",
    "number_of",
    "open_call",
    "pass_call",
    "store_turn",
    "stored_turn",
    "take_call",
    "text_on",
    "thread_in",
    "thread_of",
    "touch_thread",
]
