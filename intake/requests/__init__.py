"""Requests, conversations and hand-offs: what is stored, and the doors through which it is read."""

from intake.requests.audit import note_access
from intake.requests.conversations import (
    Conversation,
    Received,
    begin_turn,
    end_turn,
    find_choice,
    hold_state,
    last_choices,
    load_conversation,
    messages_after,
    notes_of,
    open_conversation,
    receive,
    replies_to,
    said_first,
    store_replies,
)
from intake.requests.drafting import (
    add_account,
    add_danger,
    add_topics,
    confirm_deduced,
    forget_deduced,
    load_draft,
    record_answer,
)
from intake.requests.erasing import erase_request, forget_request
from intake.requests.handoffs import HandoverReason, existing_handoff, hand_over, refresh, refresh_judged
from intake.requests.locking import hold_conversation, hold_request
from intake.requests.messages import Choice, Item, Reply, Transfer
from intake.requests.passed_calls import PassedCall, call_on_line, calls_mark, passed_calls
from intake.requests.promises import deadlines_of, hours_of
from intake.requests.queue import Page, QueueFilter, QueueLine, counts, list_handoffs
from intake.requests.reading_desk import HandoffView, find_by_conversation, read_handoff, read_transcript
from intake.requests.reference import is_reference, new_reference, reference_in_pairs
from intake.requests.reference_data import (
    NoConventionError,
    antennas,
    convention_of,
    current_convention,
    publish_convention,
    seed_reference_data,
)
from intake.requests.undelivered import UndeliveredText, undelivered_text

__all__ = [
    "Choice",
    "Conversation",
    "HandoffView",
    "HandoverReason",
    "Item",
    "NoConventionError",
    "Page",
    "PassedCall",
    "QueueFilter",
    "QueueLine",
    "Received",
    "Reply",
    "Transfer",
    "UndeliveredText",
    "add_account",
    "add_danger",
    "add_topics",
    "antennas",
    "begin_turn",
    "call_on_line",
    "calls_mark",
    "confirm_deduced",
    "convention_of",
    "counts",
    "current_convention",
    "deadlines_of",
    "end_turn",
    "erase_request",
    "existing_handoff",
    "find_by_conversation",
    "find_choice",
    "forget_deduced",
    "forget_request",
    "hand_over",
    "hold_conversation",
    "hold_request",
    "hold_state",
    "hours_of",
    "is_reference",
    "last_choices",
    "list_handoffs",
    "load_conversation",
    "load_draft",
    "messages_after",
    "new_reference",
    "note_access",
    "notes_of",
    "open_conversation",
    "passed_calls",
    "publish_convention",
    "read_handoff",
    "read_transcript",
    "receive",
    "record_answer",
    "reference_in_pairs",
    "refresh",
    "refresh_judged",
    "replies_to",
    "said_first",
    "seed_reference_data",
    "store_replies",
    "undelivered_text",
]
