"""What leaves for a person's telephone by SMS: written once, sent once, tried again when the carrier fails."""

from intake.outbox.codes import Delivery, Enqueued, TextKind, TextStatus
from intake.outbox.delivery import apply_delivery
from intake.outbox.reminders import Unfinished, note_reminded, unfinished_texts
from intake.outbox.sending import DueText, due_texts, failed, give_up_stale, has_due, pause_after, sent
from intake.outbox.stopping import opt_in, opt_out, opted_out
from intake.outbox.writing import enqueue_text, has_texts, texts_today, withdraw_text

__all__ = [
    "Delivery",
    "DueText",
    "Enqueued",
    "TextKind",
    "TextStatus",
    "Unfinished",
    "apply_delivery",
    "due_texts",
    "enqueue_text",
    "failed",
    "give_up_stale",
    "has_due",
    "has_texts",
    "note_reminded",
    "opt_in",
    "opt_out",
    "opted_out",
    "pause_after",
    "sent",
    "texts_today",
    "unfinished_texts",
    "withdraw_text",
]
