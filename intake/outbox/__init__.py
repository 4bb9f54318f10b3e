"""What leaves for a person, by SMS and by e-mail: written once, sent once, tried again when it did not leave."""

from intake.outbox.codes import Delivery, Enqueued, TextKind, TextStatus
from intake.outbox.delivery import apply_delivery
from intake.outbox.leasing import due, put_off, still_held
from intake.outbox.mails import CalendarFile, DueMail, due_mail, enqueue_mail, has_due_mail, mail_failed, mail_sent
from intake.outbox.reminders import Unfinished, note_reminded, unfinished_texts
from intake.outbox.segments import plain_signs, segments, units
from intake.outbox.sending import DueText, due_texts, failed, give_up_stale, has_due, pause_after, sent
from intake.outbox.stopping import opt_in, opt_out, opted_out
from intake.outbox.writing import enqueue_text, has_texts, texts_today, withdraw_text

__all__ = [
    "CalendarFile",
    "Delivery",
    "DueMail",
    "DueText",
    "Enqueued",
    "TextKind",
    "TextStatus",
    "Unfinished",
    "apply_delivery",
    "due",
    "due_mail",
    "due_texts",
    "enqueue_mail",
    "enqueue_text",
    "failed",
    "give_up_stale",
    "has_due",
    "has_due_mail",
    "has_texts",
    "mail_failed",
    "mail_sent",
    "note_reminded",
    "opt_in",
    "opt_out",
    "opted_out",
    "pause_after",
    "plain_signs",
    "put_off",
    "segments",
    "sent",
    "still_held",
    "texts_today",
    "unfinished_texts",
    "units",
    "withdraw_text",
]
