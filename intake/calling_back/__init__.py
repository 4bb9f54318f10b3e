"""Calling people back: whom to call now, what came of each try, when to try next, and what else to do after three in vain."""

from intake.calling_back.asked_calls import AskedCall, asked_calls
from intake.calling_back.attempts import Attempt, attempts_of, note_attempt, undo_attempt, undoable
from intake.calling_back.call_list import Callee, CallList, call_list, call_list_mark, callee_of, next_to_call
from intake.calling_back.drafts import draft_of, save_draft
from intake.calling_back.other_ways import VAIN_TRIES, OtherWay, other_ways
from intake.calling_back.results import CallResult
from intake.calling_back.times import Availability, availability_of, next_slot, next_try

__all__ = [
    "VAIN_TRIES",
    "AskedCall",
    "Attempt",
    "Availability",
    "CallList",
    "CallResult",
    "Callee",
    "OtherWay",
    "asked_calls",
    "attempts_of",
    "availability_of",
    "call_list",
    "call_list_mark",
    "callee_of",
    "draft_of",
    "next_slot",
    "next_to_call",
    "next_try",
    "note_attempt",
    "other_ways",
    "save_draft",
    "undo_attempt",
    "undoable",
]
